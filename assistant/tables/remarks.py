"""Questions a table answers by its footnotes: why a cell is as it is, and of which day the figures are."""

from __future__ import annotations

import re

from assistant.tables.data import Table
from assistant.tables.shown import TableAnswer, source
from assistant.tables.words import fold, found, mentions


def reason(folded: str, table: Table) -> TableAnswer | None:
    """A remark that explains the row a why-question names."""
    rows = [r for r in table.rows if mentions(folded, r.words)]
    matter = {part for w in table.words for part in fold(w).split()}
    words = {w for w in folded.split() if len(w) > 5} - matter
    best = max(((len(words & set(fold(m.text).split())), -i, m) for i, m in enumerate(table.remarks)), default=None, key=lambda t: t[:2])
    if not rows or best is None or best[0] < 1:
        return None
    return TableAnswer(f"{best[2].text} ({source(table)})", (), False, (-best[1],))


def footnote(question: str, table: Table) -> TableAnswer | None:
    """A remark about the table's dates, when the question asks for them and names the table's matter."""
    folded = fold(question)
    if sum(found(folded, w) for w in table.words) < 2:
        return None
    for i, remark in enumerate(table.remarks):
        if re.search(r"\d{2}\.\d{2}\.\d{4}", remark.text):
            return TableAnswer(f"{remark.text} ({table.locator})", (), False, (i,))
    return None
