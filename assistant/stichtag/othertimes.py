"""The same point at two times: the rule of the day asked for, and then beside now where a question compares them.

Cards of one point carry the same `merkmal`; that links today's rule with the former one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.protocols import SearchIndex
from assistant.question.understanding import Query
from assistant.reading.reader import Draft, Sentence
from assistant.retrieval.retriever import HybridRetriever
from assistant.stichtag.validity import in_force, in_gap
from assistant.types import Card, ScoredPassage

AMONG = 5  # today's rule of the point asked for is looked for among so many cards
FORMER_DAY = date(2021, 6, 30)  # a day under the first rules
_NOW = re.compile(
    r"\b(?:heute|heutzutage|heutige[nrms]?|jetzt|aktuell\w*|inzwischen|mittlerweile|derzeit\w*|gegenwärtig|2026|2025|"
    r"nowadays|today|now|current\w*)\b",
    re.I,
)
_THEN = re.compile(
    r"\b(?:202[0-2]|damals|früher\w*|frueher|vorher|ursprünglich|alte[nrs]? richtlinie|erste[nrs]? förderphase|then|used to|"
    r"formerly)\b",
    re.I,
)
_CHANGE = re.compile(
    r"\b(?:gestiegen|gesunken|erhöht|gekürzt|gesenkt|verändert|geändert|gewachsen|geschrumpft|gleich geblieben|"
    r"mehr oder weniger|höher oder niedriger|"
    r"changed?|increased?|decreased?|risen|dropped)\b",
    re.I,
)


class OtherTimes:
    """Finds the rule of another time over one generation of the index."""

    def __init__(self, index: SearchIndex, retriever: HybridRetriever, today: date) -> None:
        self.index = index
        self.retriever = retriever
        self.today = today

    def of_that_time(self, query: Query, ranked: list[ScoredPassage]) -> list[ScoredPassage]:
        """For an earlier day: when today's rule fits the question better than anything of that time, the rule of the same point then in force
        comes first, so that one question gets the two values of two days."""
        if not query.dated or query.as_of >= self.today or query.kommunen or query.document_id or in_gap(query.as_of) or not ranked:
            return ranked
        now = next((s for s in self._now(query) if s.passage.card_id), None)
        if now is None or now.score <= ranked[0].score:
            return ranked
        rule = self.index.card(now.passage.card_id)
        then = {c.id for c in self._twins(rule) if in_force(c, query.as_of)}
        if rule.id in then or not then:
            return ranked
        found = next((s for s in ranked if s.passage.card_id in then), None)
        first = found or ScoredPassage(next(p for p in self.index.passages if p.card_id in then), now.score)
        return [replace(first, score=now.score), *(s for s in ranked if s is not found)]

    def then_and_now(self, query: Query) -> Draft | None:
        """Today's rule and the former one for a question that compares the two; None when it does not or one of them is not documented."""
        if query.document_id or not compares(query.text):
            return None
        for s in [s for s in self._now(query) if s.passage.card_id][:AMONG]:
            now = self.index.card(s.passage.card_id)
            then = [c for c in self._twins(now) if c.valid_until is not None and c.valid_until < self.today]
            if then and in_force(now, self.today):
                return self._both(now, self._nearest(query, then))
        return None

    def _now(self, query: Query) -> Sequence[ScoredPassage]:
        return self.retriever.search(replace(query, as_of=self.today, dated=False, kommunen=()), 10)

    def _twins(self, rule: Card) -> list[Card]:
        if rule.art != "regel" or not rule.merkmal:
            return []
        return [c for c in self.index.cards() if c.merkmal == rule.merkmal and c.art == "regel" and not c.kommune]

    def _nearest(self, query: Query, cards: Sequence[Card]) -> Card:
        """The former rule that fits the question best."""
        ids = {c.id: c for c in cards}
        then = replace(query, as_of=FORMER_DAY, dated=True, kommunen=())
        return next((ids[s.passage.card_id] for s in self.retriever.search(then, 40) if s.passage.card_id in ids), cards[0])

    def _both(self, now: Card, then: Card) -> Draft:
        return Draft(
            [Sentence(f"Heute: {now.statement}", now, now.anchors), Sentence(f"Früher: {then.statement}", then, then.anchors)], cards=[now, then]
        )


def compares(text: str) -> bool:
    """Whether a question sets a former rule against today's."""
    then = bool(_THEN.search(text))
    return (then and bool(_NOW.search(text))) or (bool(_CHANGE.search(text)) and (then or bool(re.search(r"\bseit\b|\bsince\b", text, re.I))))
