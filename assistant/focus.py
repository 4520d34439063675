"""What a conversation is about, as cards: a follow-up is searched near the places its earlier questions were answered from.

"Warum?" or "Bis wann?" says nothing of its topic; the section that answered the question before does. A question that stands by itself leans on
nothing. The bonuses were set by hand on half of `evals/questions/dialoge.yaml` (docs/messung.md).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.conversation import Turn
from assistant.leaning import is_bare, own_matter
from assistant.protocols import SearchIndex
from assistant.question import Query
from assistant.retriever import HybridRetriever
from assistant.types import Card, ScoredPassage

SECTION, TOPIC, KIND = 3.0, 0.8, 1.5  # same section, same topic, asked with the same kind of question word; in units of the ranker's score
OWN, OWN_NEAR = 0.6, 0.6  # how much the turn's own words count beside the full question: everywhere, and more within the section
LIGHT = 0.5  # share of the bonus for a question that shows no sign of leaning
FADING = 0.6  # share for each turn further back
SEEDS, SPREAD = 5, 5.0  # so many best cards of an earlier turn, so little behind its best, tell what it was about
DEPTH = 3  # so many turns back are asked again
_BEGIN = r"^\W*(?:und |aber |also |and |but )?"
# kinds of questions: how one opens, and how a card is asked that answers it
_KINDS = tuple(
    (re.compile(rf"{_BEGIN}(?:{opens})\b", re.I), re.compile(rf"\b(?:{opens}|{more})\b", re.I))
    for opens, more in (
        ("warum|wieso|weshalb|wozu|why", r"begründ\w*|grund|gründe|zweck|hintergrund|woran liegt"),
        ("bis wann?|ab wann|seit wann|wann|when|until when|by when", r"frist\w*|stichtag|deadline|wie lange|zeitpunkt|datum"),
        (r"wo (?:ist|steht|wird|sind)[\w ]*|where", r"fundstelle|welche\w* (?:nummer|ziffer|stelle|paragraf\w*)|rechtsgrundlage|geregelt"),
    )
)

Near = list[tuple[Card, float]]  # cards and how much a conversation is about each (0 … 1)


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
        yes_no = own.yes_no if turn.anew else full.yes_no
        return replace(full, kommunen=own.kommunen or full.kommunen, topics=own.topics or full.topics, yes_no=yes_no, carried=turn.anew)

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
        own = self._own(turn, asked)
        found = self.retriever.search(asked, len(self.index.passages))
        matter = bool(own_matter(turn.asked))
        leaned = [replace(s, score=s.score + self._bonus(s, near, turn, own.get(s.passage.id, 0.0), matter)) for s in found]
        return sorted(leaned, key=lambda s: -s.score)[:top]

    def _own(self, turn: Turn, asked: Query) -> dict[str, float]:
        """What the turn's own words alone make of each passage, if they are more than a question word."""
        if turn.light or not turn.anew or is_bare(turn.asked):
            return {}
        words = replace(asked, search=self.understand(turn.asked).search)
        return {s.passage.id: s.score for s in self.retriever.search(words, len(self.index.passages))}

    def _bonus(self, found: ScoredPassage, near: Near, turn: Turn, own: float, matter: bool) -> float:
        """What the conversation adds to a passage's score. A known gap counts as near: what was spoken of before must not
        hide that the turn's own words ask for what is not there."""
        card = self.index.card(found.passage.card_id) if found.passage.card_id else None
        if card is None or card.art == "luecke":
            return (OWN + OWN_NEAR) * own if card is not None and matter else 0.0
        section = max((w for c, w in near if (c.document_id, c.locator) == (card.document_id, card.locator) and c.art != "luecke"), default=0.0)
        topic = max((w for c, w in near if c.topic == card.topic), default=0.0)
        bonus = SECTION * section + TOPIC * topic + KIND * section * float(section > 0 and _answers_kind(turn.asked, card))
        return (OWN * float(matter) + OWN_NEAR * section) * own + (LIGHT if turn.light else 1.0) * bonus


def _faded(told: list[Near]) -> Near:
    return [(card, FADING**back * weight) for back, near in enumerate(reversed(told)) for card, weight in near]


def _answers_kind(asked: str, card: Card) -> bool:
    """Whether a card is asked with the same kind of question word (why, when, who …)."""
    kind = next((pattern for opens, pattern in _KINDS if opens.match(asked)), None)
    return kind is not None and any(kind.search(q.text) for q in card.questions if not q.polarity)
