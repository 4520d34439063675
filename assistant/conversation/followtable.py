"""Whether a table answers a follow-up: the text of such a question holds words of earlier turns, which may fit the table when its own do not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.conversation.leaning import named_matter
from assistant.protocols import SearchIndex
from assistant.question.understanding import Query
from assistant.refusal.decision import asks_person
from assistant.tables import TableAnswer, fold
from assistant.tables.cells import has_it
from assistant.tables.data import Table
from assistant.tables.words import COMPARE, DIFFERENCE, HOW_MANY, LEAST, LIST, MEAN, MOST, SHARE, SUM, TIMES
from assistant.types import ScoredPassage

BEHIND = 4.0  # a table so much behind the best card was brought up by the turns before only
BESIDE = 3  # a card by hand that tells why a cell is empty is looked for among so many
_PREFIX = 5  # letters by which a word is known to a table whatever its ending
_OPERATIONS = (SUM, MEAN, MOST, LEAST, DIFFERENCE, COMPARE, TIMES, LIST, SHARE, HOW_MANY)
_LIGHT = re.compile(r"\d|^(?:laut|genau|landesweit|insgesamt|noch|schon|anderen?|übrigen?|jeweils|hatten?|haben?|hat|gab|sollen|sollten|es)$", re.I)


def fits_follow_up(query: Query, table: Table, found: TableAnswer, cards: Sequence[ScoredPassage], index: SearchIndex) -> bool:
    """Whether what a table gives answers a follow-up as well; True for every question that stands by itself."""
    if not query.own:
        return True
    if asks_person(query.own) or (query.carried and _unknown(query.own, table)):
        return False
    at = next((s.score for s in cards if (s.passage.document_id, s.passage.locator) == (table.document_id, table.locator)), float("-inf"))
    return cards[0].score - at <= BEHIND and not (_empty(table, found) and _told(table, found, cards, index))


def _unknown(own: str, table: Table) -> list[str]:
    """The words of its own for which a table has none."""
    columns = [w for c in table.columns for w in (c.name, c.short, *c.words)]
    rows = [w for r in table.rows for w in (r.name, *r.words)]
    groups = [w for _, words in table.groups for w in words]
    known = {w[:_PREFIX] for w in fold(" ".join([*table.words, *table.origin, *columns, *rows, *groups])).split()}
    words = (w for w in named_matter(own) if not _LIGHT.search(w) and not any(o.search(w) for o in _OPERATIONS))
    return [w for w in words if not any(part[:_PREFIX] in known for part in fold(w).split())]


def _empty(table: Table, found: TableAnswer) -> bool:
    """Whether every cell told says that there is nothing."""
    return bool(found.rows) and bool(found.columns) and not any(has_it(r.values.get(c.id), table) for r in found.rows for c in found.columns)


def _told(table: Table, found: TableAnswer, cards: Sequence[ScoredPassage], index: SearchIndex) -> bool:
    """Whether a card by hand from the table's place speaks of the rows: it says what the empty cells leave out."""
    near = [index.card(s.passage.card_id) for s in cards[:BESIDE]]
    here = [c for c in near if c.art in ("lokal", "bericht") and (c.document_id, c.locator) == (table.document_id, table.locator)]
    return any(all(r.name in c.statement for r in found.rows) for c in here)
