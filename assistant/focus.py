"""What a conversation is about, as cards: a follow-up is searched near the places its earlier questions were answered from.

"Warum?" or "Bis wann?" says nothing of its topic; the section that answered the question before does. A question that stands by itself leans on
nothing. The bonuses were set by hand on half of `evals/questions/dialoge.yaml` (docs/messung.md).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.conversation import Turn, is_follow_up
from assistant.protocols import SearchIndex
from assistant.question import Query, is_yes_no
from assistant.retriever import HybridRetriever
from assistant.types import Card, ScoredPassage

SECTION, TOPIC, REASON = 3.0, 0.8, 2.0  # in units of the ranker's score
LIGHT = 0.5  # share of the bonus for a question that shows no sign of leaning
FADING = 0.6  # share for each turn further back
SEEDS = 3  # so many best cards of an earlier turn tell what it was about
DEPTH = 3  # so many turns back are asked again
_WHY = re.compile(r"^\W*(?:und |aber |and |but )?(?:warum|wieso|weshalb|wozu|why)\b", re.I)
_GIVES_REASON = re.compile(r"\b(?:weil|damit|denn|da|dadurch|deshalb|um|begründ\w*|grund|gründe|grundlage|sonst|zweck|ziel|soll\w*|erlaub\w*|ermöglich\w*)\b", re.I)


class Focus:
    """Searches within a conversation. `understand` reads a question (without a date given from outside)."""

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
        yes_no = is_yes_no(turn.full) if not turn.anew else own.yes_no
        return replace(full, kommunen=own.kommunen or full.kommunen, topics=own.topics or full.topics, yes_no=yes_no)

    def search(self, turn: Turn, query: Query, top: int) -> list[ScoredPassage]:
        """The best passages for a turn, best first; those near the turns it leans on are preferred."""
        if turn.leans_on is None:
            return self.retriever.search(query, top)
        asked = replace(query, text=turn.asked) if turn.anew and is_follow_up(turn.asked) else query
        near = self._near(turn)
        found = self.retriever.search(asked, len(self.index.passages))
        strength = 1.0 if is_follow_up(turn.asked) else LIGHT
        leaned = [replace(s, score=s.score + strength * self._bonus(s, near, turn)) for s in found]
        return sorted(leaned, key=lambda s: -s.score)[:top]

    def _near(self, turn: Turn) -> list[tuple[Card, float]]:
        """The cards the turns before were about, each with its weight (0 … 1)."""
        near: list[tuple[Card, float]] = []
        for back, earlier in enumerate(list(turn.chain)[:DEPTH]):
            ranked = self.search(earlier, self.query(earlier), SEEDS)
            best = ranked[0].score if ranked else 0.0
            near += [(self.index.card(s.passage.card_id), FADING**back * max(0.0, 1 - (best - s.score) / 3)) for s in ranked if s.passage.card_id]
        return near

    def _bonus(self, found: ScoredPassage, near: list[tuple[Card, float]], turn: Turn) -> float:
        card = self.index.card(found.passage.card_id) if found.passage.card_id else None
        if card is None or card.art == "luecke":
            return 0.0
        section = max((w for c, w in near if (c.document_id, c.locator) == (card.document_id, card.locator) and c.art != "luecke"), default=0.0)
        topic = max((w for c, w in near if c.topic == card.topic), default=0.0)
        reason = REASON * section if _WHY.match(turn.asked) and _GIVES_REASON.search(f"{card.statement} {card.details}") else 0.0
        return SECTION * section + TOPIC * topic + reason
