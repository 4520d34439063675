"""What a conversation is about, as cards: a follow-up is searched near the places its earlier questions were answered from.

"Warum?" or "Bis wann?" says nothing of its topic; the section that answered the question before does. A question that stands by itself leans on
nothing. How much nearness counts is the matter of `assistant.conversation.nearness`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.conversation.followup import Turn
from assistant.conversation.leaning import is_bare, named_matter
from assistant.conversation.nearness import Near, Said
from assistant.protocols import SearchIndex
from assistant.question.understanding import Query
from assistant.retrieval.retriever import HybridRetriever
from assistant.types import ScoredPassage

FADING = 0.6  # share for each turn further back
SEEDS, SPREAD = 5, 5.0  # so many best cards of an earlier turn, so little behind its best, tell what it was about
DEPTH = 3  # so many turns back are asked again


class Focus:
    """Searches within a conversation. `understand` reads a full question."""

    def __init__(self, index: SearchIndex, retriever: HybridRetriever, understand: Callable[[str], Query]) -> None:
        self.index = index
        self.retriever = retriever
        self.understand = understand

    def query(self, turn: Turn) -> Query:
        """The full question as understood; what the turn's own words say of place, Baustein and time outranks what it takes over."""
        full = self.understand(turn.full)
        if turn.leans_on is None:
            return full
        own = self.understand(turn.asked)
        if own.dated:
            full = replace(full, as_of=own.as_of, dated=True, former=own.former, years=own.years)
        placed = bool(own.kommunen) and not self.understand(turn.leans_on.matter).kommunen  # what the rule is does not say how it is there
        return replace(
            full,
            kommunen=own.kommunen or full.kommunen,
            topics=own.topics or full.topics,
            yes_no=own.yes_no if turn.anew or placed else full.yes_no,
            carried=turn.anew,
            own="" if turn.light else turn.asked,
        )

    def search(self, turn: Turn, query: Query, top: int) -> list[ScoredPassage]:
        """The best passages for a turn, best first; those near the turns it leans on are preferred."""
        return self._search(turn, query, self._near(turn), top)

    def _near(self, turn: Turn) -> Near:
        """The cards the turns before were about: they are asked again, oldest first."""
        told: list[Near] = []
        for earlier in reversed(list(turn.chain)[:DEPTH]):
            ranked = self._search(earlier, self.query(earlier), _faded(told), SEEDS)
            told.append(
                [(self.index.card(s.passage.card_id), max(0.0, 1 - (ranked[0].score - s.score) / SPREAD)) for s in ranked if s.passage.card_id]
            )
        return _faded(told)

    def _search(self, turn: Turn, query: Query, near: Near, top: int) -> list[ScoredPassage]:
        if turn.leans_on is None:
            return self.retriever.search(query, top)
        # what kind of thing is asked (a day, a sum, a reason) is said by the turn's own words, not by those it takes over
        asked = replace(query, text=turn.asked) if turn.anew and not turn.light else query
        said = self._said(turn, asked, query, near)
        found = self.retriever.search(asked, len(self.index.passages))
        leaned = [replace(s, score=s.score + self._bonus(s, said)) for s in found]
        return sorted(leaned, key=lambda s: -s.score)[:top]

    def _bonus(self, found: ScoredPassage, said: Said) -> float:
        card_id = found.passage.card_id
        return said.bonus(self.index.card(card_id), found.passage.id, self.index) if card_id else 0.0

    def _said(self, turn: Turn, asked: Query, query: Query, near: Near) -> Said:
        """What the turn's own words alone make of each passage, if they are more than a question word."""
        told, named = self.understand(turn.asked), named_matter(turn.asked)
        own: dict[str, float] = {}
        holds: dict[str, float] = {}
        if turn.anew and not turn.light and not is_bare(turn.asked):
            words = replace(asked, search=told.search)
            own = {s.passage.id: s.score for s in self.retriever.search(words, len(self.index.passages))}
            if named:
                shares = self.index.coverage(told.search if told.english else self.understand(" ".join(named)).search)[0]
                holds = {p.id: float(c) for p, c in zip(self.index.passages, shares, strict=True)}
        return Said(turn, query, told, near, own, holds, bool(named))


def _faded(told: list[Near]) -> Near:
    return [(card, FADING**back * weight) for back, near in enumerate(reversed(told)) for card, weight in near]
