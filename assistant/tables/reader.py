"""Answers from tables: when retrieval points at a table's place and the question fits its rows and columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.citations.citing import Citations
from assistant.conversation.followtable import fits_follow_up
from assistant.polarity.bearing import light
from assistant.protocols import SearchIndex
from assistant.question.answerkind import counted, lacks_kind, uncounted
from assistant.question.places import KREISE
from assistant.question.understanding import Query
from assistant.reading.reader import Sentence
from assistant.retrieval.ranking import references
from assistant.tables import TableAnswer, answer_table, fold
from assistant.tables.conflicts import touched
from assistant.tables.data import Table
from assistant.tables.decided import decided
from assistant.tables.words import PLACES, mentions
from assistant.types import LEADS, Answer, Card, Note, ScoredPassage

MOST_NOTES = 2  # contradictions told beside one answer
MOST_CITED = 5  # rows a computation cites
TABLE_AMONG = 5  # a table is tried when its place is among so many best cards
NAMED_AMONG = 12  # … or among so many when the question names its document


class TableReader:
    """Reads the tables of one generation of the index."""

    def __init__(self, index: SearchIndex) -> None:
        self.index = index
        self._conflicts = [c for c in index.cards() if c.art == "offen"]

    def read(self, query: Query, cards: Sequence[ScoredPassage]) -> Answer | None:
        """An answer computed from a table, when retrieval points at its place and the question fits its rows and columns. Where the question
        names a table's document, no other table answers."""
        places = [(s.passage.document_id, s.passage.locator) for s in cards[:NAMED_AMONG]]
        near = places[:TABLE_AMONG]
        misspelled = [k for k in query.kommunen if fold(k).strip() not in fold(query.text) and k not in KREISE]
        found_at = [t for p in dict.fromkeys(places) for t in self.index.tables() if (t.document_id, t.locator) == p and self._named(query, t)]
        called = [t for t in found_at if mentions(fold(query.text), t.origin)]
        tables = [t for t in found_at if (t.document_id, t.locator) in near]
        for table in called or tables:
            found = answer_table(f"{query.text} {' '.join(misspelled)}".strip(), table)
            if found is None or lacks_kind(query.text, [found.text]) or not fits_follow_up(query, table, found, cards, self.index):
                continue
            if table in called or self._table_first(cards, table, found):
                return self._table_answer(query, table, found)
        return None

    def _named(self, query: Query, table: Table) -> bool:
        """A table answers for its own time and number and counts what it speaks of only, a table of one municipality only questions that name it,
        and one of the whole Land none that names a municipality."""
        kommune = self.index.card(f"tab-{table.id}").kommune
        beyond = table.valid_until is not None and bool(query.years) and min(query.years) > table.valid_until.year
        if counted(query.text) and uncounted(query, self.index.analyzer, _spoken(table)):
            return False
        other = set(references(query.text)) - references(table.locator) if re.search(r"\bTab", query.text, re.I) else set()
        statewide = not kommune and not any(r.group in PLACES for r in table.rows)
        if query.kommunen and not kommune and (statewide or not any(k in r.name for k in query.kommunen for r in table.rows)):
            return False
        return (
            not beyond and not other and (not kommune or any(k in kommune or kommune in k for k in query.kommunen) or _called(query, table, kommune))
        )

    def _table_first(self, cards: Sequence[ScoredPassage], table: Table, found: TableAnswer) -> bool:
        """A cell needs its table (or its row) in front; a computation over rows may stand a little behind."""
        ranks = [i for i, s in enumerate(cards[:TABLE_AMONG]) if (s.passage.document_id, s.passage.locator) == (table.document_id, table.locator)]
        return bool(ranks) and (
            ranks[0] == 0 or (found.computed and len(ranks) >= 2) or any(cards[i].passage.card_id.startswith(f"tab-{table.id}") for i in ranks[:2])
        )

    def _table_answer(self, query: Query, table: Table, found: TableAnswer) -> Answer:
        cites = Citations(self.index, query.as_of)
        base = self.index.card(f"tab-{table.id}")
        proofs = [(self.index.card(f"tab-{table.id}-{r.id}"), r.anchor) for r in found.rows[:MOST_CITED]]
        remarks = [table.remarks[i] for i in found.remarks]
        proofs += [(replace(base, statement=m.text, locator=m.locator or base.locator), m.anchor) for m in remarks]
        numbers = [cites.number(Sentence(found.text, card, (anchor,) if anchor else card.anchors)) for card, anchor in proofs or [(base, "")]]
        marks = "".join(f" [{n}]" for n in dict.fromkeys(numbers))
        notes = tuple(self._note(c, cites) for c in touched(self._conflicts, table, found)[:MOST_NOTES])
        return Answer(
            query.text,
            "answered",
            f"{self._lead(query, table, found)}{found.text}{self._absent(query, table)}{marks}",
            query.as_of,
            mode="computed" if found.computed else "extractive",
            citations=tuple(cites.rows),
            notes=notes,
        )

    def _note(self, conflict: Card, cites: Citations) -> Note:
        """A known contradiction with each side cited."""
        numbers = tuple(dict.fromkeys(cites.place(p) for p in conflict.places))
        return Note("widerspruch" if conflict.note_kind == "widerspruch" else "auslegung", conflict.statement, numbers)

    def _lead(self, query: Query, table: Table, found: TableAnswer) -> str:
        """Ja or Nein, where the cells decide the question as it is put."""
        if not query.yes_no or query.carried:
            return ""
        said = decided(query.text, table, found, (self.index.card(f"tab-{table.id}").kommune,), lambda word: light(word, self.index))
        return f"{LEADS[said]} " if said else ""

    def _absent(self, query: Query, table: Table) -> str:
        """The sentence that names municipalities of the question which the table does not hold, "" for none."""
        names = (*table.words, *(w for r in table.rows for w in (r.name, *r.words)))
        absent = [k for k in query.kommunen if not any(fold(k).strip() in fold(w) or fold(w) in fold(k) for w in names)]
        return f" Zu {' und '.join(absent)} steht in dieser Tabelle nichts." if absent else ""


def _called(query: Query, table: Table, kommune: str) -> bool:
    """Whether a question calls a municipality by a short form among the words of its table ("Rhein-Berg")."""
    return mentions(fold(query.text), [w for w in table.words if w[:5] == kommune[:5]])


def _spoken(table: Table) -> str:
    """All words of a table and the words people use for its rows and columns."""
    columns = (w for c in table.columns for w in (c.name, c.short, c.unit, *c.words))
    rows = (w for r in table.rows for w in (r.name, *r.words))
    return " ".join((table.title, table.row_is, *table.words, *columns, *rows))
