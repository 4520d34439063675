"""Which known contradictions (`corpus/widersprueche.yaml`) an answer from a table touches: one of their sides is a cell or column it tells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.tables import TableAnswer, fold
from assistant.tables.data import Row, Table
from assistant.tables.words import found as named
from assistant.types import Card, Place

_FIGURE = re.compile(r"(?<![\w.,])(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?(?![\w]|\.\d|,\d)")


def touched(conflicts: Sequence[Card], table: Table, answer: TableAnswer) -> list[Card]:
    """The contradictions with a side in this table that the answer tells: the same column, or the same figure in the same row (in a total: of the
    table as a whole)."""
    return [
        c for c in conflicts if any(_tells(c, p, table, answer) for p in c.places if (p.document_id, p.locator) == (table.document_id, table.locator))
    ]


def _tells(conflict: Card, place: Place, table: Table, answer: TableAnswer) -> bool:
    if any(place.anchor and place.anchor in c.anchor for c in answer.columns):
        return True
    figures = _figures(place.value) & _figures(answer.text.split(f" ({table.locator}")[0])
    rows = [r for r in table.rows if _of_row(conflict, place, r)]
    if rows:
        return bool(figures) and any(r in answer.rows for r in rows)
    return bool(figures) and answer.computed


def _of_row(conflict: Card, place: Place, row: Row) -> bool:
    """Whether a side of a contradiction is about a row: by its anchor, else because the statement names the row."""
    by_anchor = bool(place.anchor and row.anchor) and (row.anchor.startswith(place.anchor) or place.anchor.startswith(row.anchor))
    return by_anchor or named(fold(f"{conflict.statement} {place.value}"), row.name)


def _figures(text: str) -> set[float]:
    """The numbers of a text in German notation; parts of a date are none."""
    return {float(whole.replace(".", "") + "." + (rest or "0")) for whole, rest in _FIGURE.findall(text)}
