"""Notes beside an answer: the former value, today's value, contradictions and open readings, what an answer rests on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.citations.citing import Citations
from assistant.protocols import SearchIndex
from assistant.question.understanding import Query
from assistant.reading.reader import Draft, Sentence
from assistant.stichtag.validity import in_force, in_gap
from assistant.types import Card, Note, NoteKind


class NoteWriter:
    """Writes the notes of answers over one generation of the index."""

    def __init__(self, index: SearchIndex, today: date) -> None:
        self.index = index
        self.today = today
        self._conflicts: dict[str, list[Card]] = {}
        for c in index.cards():
            for touched in c.related if c.art == "offen" else ():
                self._conflicts.setdefault(touched, []).append(c)

    def beside(self, query: Query, draft: Draft, cites: Citations, near: frozenset[str]) -> list[Note]:
        """All notes of an answer from cards: about the time, a newer edition, contradictions whose cards are among those `near` the question."""
        notes: list[Note] = []
        card = draft.cards[0]
        if card.art == "regel" and not in_force(card, query.as_of):
            notes.append(_not_in_force(card, query.as_of))
        elif card.merkmal and card.art == "regel":
            notes += self.other_times(card, query.as_of, cites)
        if card.document_id in self.index.superseded:
            notes.append(
                Note(
                    "hinweis",
                    f"Diese Auskunft beruht auf einer älteren Fassung; neuer ist {self.index.superseded[card.document_id]}. Bitte dort prüfen.",
                )
            )
        notes += self.conflicts(draft.cards[:1], cites, near)
        if card.uncertain:
            notes.append(Note("hinweis", "Diese Angabe ist in der Quelle selbst unsicher."))
        return notes

    def conflicts(self, cards: Sequence[Card], cites: Citations, near: frozenset[str]) -> list[Note]:
        """Contradictions and open readings that touch the cards an answer speaks from, each side cited."""
        notes: list[Note] = []
        for card in cards:
            for conflict in (c for c in self._conflicts.get(card.id, ()) if c.id in near):
                text = f"{conflict.statement}"
                if all(n.text != text for n in notes) and len(notes) < 2:
                    numbers = tuple(dict.fromkeys(cites.place(p) for p in conflict.places))
                    notes.append(Note("widerspruch" if conflict.note_kind == "widerspruch" else "auslegung", text, numbers))
        return notes

    def other_times(self, card: Card, as_of: date, cites: Citations) -> list[Note]:
        """The value of the same point at another time: the former one, or today's when an earlier day was asked for."""
        notes: list[Note] = []
        for other in self.index.cards():
            if other.merkmal != card.merkmal or other.id == card.id or other.art != "regel" or in_force(other, as_of):
                continue
            former = other.valid_until is not None and other.valid_until < as_of
            if former or in_force(other, self.today):
                number = cites.number(Sentence(other.statement, other, other.anchors))
                kind: NoteKind = "frueher" if former else "hinweis"
                notes.append(Note(kind, f"{'Früher' if former else 'Heute'}: {other.statement}", (number,)))
            if len(notes) == 2:
                break
        return notes


def _not_in_force(card: Card, as_of: date) -> Note:
    if in_gap(as_of):
        return Note(
            "hinweis",
            f"Für {as_of.year} liegt in den Dokumenten keine Regelung vor; genannt ist die Regelung "
            + (f"bis {card.valid_until:%d.%m.%Y}." if card.valid_until and card.valid_until < as_of else f"ab {card.valid_from:%d.%m.%Y}."),
        )
    if card.valid_from and as_of < card.valid_from:
        return Note("hinweis", f"Diese Regelung gilt erst ab {card.valid_from:%d.%m.%Y}; für den {as_of:%d.%m.%Y} ist nichts Eigenes hinterlegt.")
    return Note("frueher", f"Diese Regelung galt bis {card.valid_until:%d.%m.%Y}.")
