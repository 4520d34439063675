"""Which card answers, if any: the best one, or one close behind it that holds what the best one lacks (the place or the kind of thing asked for)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from assistant.protocols import SearchIndex
from assistant.question.understanding import Query
from assistant.refusal.decision import Evidence, decide
from assistant.refusal.evidence import gather, words_of_gaps
from assistant.types import ScoredPassage

SECOND_LOOK = 1.5  # a card this little behind the best one may answer in its place
AMONG = 6


class Judge:
    """Judges questions over one generation of the index."""

    def __init__(self, index: SearchIndex, this_year: int) -> None:
        self.index = index
        self.this_year = this_year
        self._positions = {p.id: i for i, p in enumerate(index.passages)}

    def evidence(self, query: Query, cards: Sequence[ScoredPassage]) -> Evidence:
        """What the refusal decision rests on: measured of the best card that is no gap."""
        best = next((s for s in cards if not self._gap(s)), None)
        return gather(self.index, query, cards, self._positions[best.passage.id], self.this_year, self._gap_words) if best else Evidence()

    def answering(self, query: Query, cards: Sequence[ScoredPassage]) -> list[ScoredPassage]:
        """The cards with the one that answers in front; empty when the documents do not answer."""
        first = self.evidence(query, cards)
        if decide(first):
            return list(cards)
        best = next((s for s in cards if not self._gap(s)), None)
        lacks = _lacks(first)
        if best is None or not any(lacks):
            return []
        for other in cards[:AMONG]:
            if other is best or self._gap(other) or best.score - other.score > SECOND_LOOK:
                continue
            order = [other, *(s for s in cards if s is not other)]
            second = self.evidence(query, order)
            if _lacks(second) != lacks:  # one that lacks something else instead says that nobody holds both
                return order if decide(second) else []
        return []

    def _gap(self, scored: ScoredPassage) -> bool:
        return self.index.card(scored.passage.card_id).art == "luecke"

    @cached_property
    def _gap_words(self) -> Counter[str]:
        return words_of_gaps(self.index)


def _lacks(e: Evidence) -> tuple[bool, bool]:
    """Whether the kind of thing asked for is lacking, and whether the place is."""
    return e.kind_lack, e.place_lack or e.elsewhere
