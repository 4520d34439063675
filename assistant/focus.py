"""What a conversation is about, as cards: a follow-up is searched near the places its earlier questions were answered from.

"Warum?" or "Bis wann?" says nothing of its topic; the section that answered the question before does. A question that stands by itself leans on
nothing. The bonuses were set by hand on half of `evals/questions/dialoge.yaml` (docs/messung.md).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.conversation import Turn, own_matter
from assistant.protocols import SearchIndex
from assistant.question import Query, is_yes_no
from assistant.retriever import HybridRetriever
from assistant.types import Card, ScoredPassage

E = __import__('os').environ
SECTION, TOPIC, KIND = float(E.get('SEC','3.0')), float(E.get('TOP','0.8')), float(E.get('KIND','1.5'))  # in units of the ranker's score
LIGHT = 0.5  # share of the bonus for a question that shows no sign of leaning
FADING = 0.6  # share for each turn further back
SEEDS = 3  # so many best cards of an earlier turn tell what it was about
OWN = float(__import__('os').environ.get('OWN','0.6')); NEAR=float(E.get('NEAR','0.4'))
DEPTH = 3  # so many turns back are asked again
_BEGIN = r"^\W*(?:und |aber |also |and |but )?"
# kinds of questions: how one opens, and how a card is asked that answers it
_KINDS = tuple(
    (re.compile(rf"{_BEGIN}(?:{opens})\b", re.I), re.compile(rf"\b(?:{opens}|{more})\b", re.I))
    for opens, more in (
        ("warum|wieso|weshalb|wozu|why", r"begründ\w*|grund|gründe|zweck|hintergrund|woran liegt"),
        ("bis wann?|ab wann|seit wann|wann|when|until when|by when", r"frist\w*|stichtag|deadline|wie lange|zeitpunkt|datum"),
        ("wo (?:ist|steht|wird|sind)[\w ]*|where", r"fundstelle|welche\w* (?:nummer|ziffer|stelle|paragraf\w*)|rechtsgrundlage|geregelt"),
    )
)


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
        near = self._near(turn)
        strength = LIGHT if turn.light else 1.0
        asked = replace(query, text=turn.asked) if turn.anew and not turn.light else query
        own = self._own(turn, asked)
        found = self.retriever.search(asked, len(self.index.passages))
        leaned = [replace(s, score=s.score + strength * self._bonus(s, near, turn, own.get(s.passage.id, 0.0))) for s in found]
        return sorted(leaned, key=lambda s: -s.score)[:top]

    def _own(self, turn: Turn, asked: Query) -> dict[str, float]:
        """What the turn's own words alone make of each passage, where they name a matter."""
        if not (turn.anew and not turn.light and own_matter(turn.asked)):
            return {}
        words = replace(asked, search=self.understand(turn.asked).search)
        return {s.passage.id: s.score for s in self.retriever.search(words, len(self.index.passages))}

    def _near(self, turn: Turn) -> list[tuple[Card, float]]:
        """The cards the turns before were about, each with its weight (0 … 1)."""
        near: list[tuple[Card, float]] = []
        for back, earlier in enumerate(list(turn.chain)[:DEPTH]):
            ranked = self.search(earlier, self.query(earlier), SEEDS)
            best = ranked[0].score if ranked else 0.0
            near += [(self.index.card(s.passage.card_id), FADING**back * max(0.0, 1 - (best - s.score) / 3)) for s in ranked if s.passage.card_id]
        return near

    def _bonus(self, found: ScoredPassage, near: list[tuple[Card, float]], turn: Turn, own: float) -> float:
        card = self.index.card(found.passage.card_id) if found.passage.card_id else None
        if card is None or card.art == "luecke":
            return OWN * own
        section = max((w for c, w in near if (c.document_id, c.locator) == (card.document_id, card.locator) and c.art != "luecke"), default=0.0)
        topic = max((w for c, w in near if c.topic == card.topic), default=0.0)
        return (OWN + NEAR * section) * own + SECTION * section + TOPIC * topic + KIND * section * float(_answers_kind(turn.asked, card))


def _answers_kind(asked: str, card: Card) -> bool:
    """Whether a card is asked with the same kind of question word (why, when, who …)."""
    kind = next((pattern for opens, pattern in _KINDS if opens.match(asked)), None)
    return kind is not None and any(kind.search(q.text) for q in card.questions if not q.polarity)
