"""Questions about a time without rules: between the two Richtlinien, and after the end of today's. They are told so instead of being given the rule
before or after; nothing is interpolated or carried on (design, "As of a date").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.citations.citing import Citations
from assistant.notes import NoteWriter
from assistant.protocols import SearchIndex
from assistant.question.understanding import Query
from assistant.reading.reader import CardReader, Draft, Sentence
from assistant.refusal import decision as refusal
from assistant.refusal.judging import Judge
from assistant.retrieval.retriever import HybridRetriever
from assistant.stichtag.validity import ahead, in_force, in_gap
from assistant.types import Answer, Card, Note, ScoredPassage

NEAR = 5  # a card that names the year asked about is looked for among so many


class UnruledTimes:
    """Recognises such questions over one generation of the index."""

    def __init__(self, index: SearchIndex, retriever: HybridRetriever, judge: Judge, cards: CardReader, notes: NoteWriter, today: date) -> None:
        self.index = index
        self.retriever = retriever
        self.judge = judge
        self.cards = cards
        self.notes = notes
        self.today = today

    def read(self, query: Query) -> Answer | Draft | None:
        """The refusal of a question about such a time; what is documented for it, as a draft; None for every other question."""
        if query.document_id:
            return None
        if ahead(query.as_of, query.years):
            return self._ahead(query)
        return self._between(query) if query.dated and in_gap(query.as_of) else None

    def _between(self, query: Query) -> Answer | Draft | None:
        """Only a value that is documented for that time by a card of the same point is an answer."""
        ranked = self._today(query)
        rule = self._rule(ranked[:1])
        if rule is None or not rule.merkmal or not self._covered(query, ranked):
            return None
        documented = next(
            (c for c in self.index.cards() if c.merkmal == rule.merkmal and c.art in ("regel", "bericht") and in_force(c, query.as_of)), None
        )
        if documented is None:
            return self._refusal(query, refusal.UNRULED, rule)
        passage = next(p for p in self.index.passages if p.card_id == documented.id)
        return self.cards.read(query, [ScoredPassage(passage, ranked[0].score)])

    def _ahead(self, query: Query) -> Answer | None:
        """What a rule says today is no answer for a later time. Known gaps, words explained and years that a card names go the usual way."""
        ranked = self._today(query)
        near = [self.index.card(s.passage.card_id) for s in ranked[:NEAR]]
        if not near or near[0].art in ("luecke", "begriff") or not self._covered(query, ranked):
            return None
        if any(str(y) in s.passage.indexed_text for y in query.years for s in ranked[:NEAR]):
            return None
        rule = self._rule(ranked[:NEAR] if query.years else ranked[:1])
        return self._refusal(query, refusal.AHEAD, rule) if rule is not None else None

    def _today(self, query: Query) -> list[ScoredPassage]:
        now = replace(query, as_of=self.today, dated=False)
        return [s for s in self.retriever.search(now, 10) if s.passage.card_id]

    def _rule(self, ranked: Sequence[ScoredPassage]) -> Card | None:
        cards = (self.index.card(s.passage.card_id) for s in ranked)
        return next((c for c in cards if c.art == "regel" and in_force(c, self.today)), None)

    def _covered(self, query: Query, ranked: Sequence[ScoredPassage]) -> bool:
        now = replace(query, as_of=self.today, dated=False, years=())
        return bool(ranked) and refusal.decide(self.judge.evidence(now, ranked))

    def _refusal(self, query: Query, text: str, rule: Card) -> Answer:
        cites = Citations(self.index, query.as_of)
        since = f"Ab {rule.valid_from:%d.%m.%Y}: " if rule.valid_from else ""
        notes = [Note("hinweis", f"{since}{rule.statement}", (cites.number(Sentence(rule.statement, rule, rule.anchors)),))]
        notes += self.notes.other_times(rule, self.today, cites)
        return Answer(query.text, "not_covered", text, query.as_of, citations=tuple(cites.rows), notes=tuple(notes))
