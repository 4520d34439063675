"""What a conversation adds to the score of a card: nearness to where its earlier questions were answered, and to what the turn says of its own.

The numbers were set by hand on our own conversations (docs/messung.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import prod

from assistant.conversation.askedkind import gives_kind, kind_of
from assistant.conversation.followup import Turn
from assistant.conversation.meant import meant
from assistant.protocols import SearchIndex
from assistant.question.understanding import Query
from assistant.types import Card

SECTION, TOPIC, KIND = 3.0, 0.8, 1.5  # same section, same topic, asked with the same kind of question word; in units of the ranker's score
DOCUMENT = 0.7  # another section of the same document that holds what the turn names of its own, as a share of the same section
OWN, OWN_NEAR = 0.6, 0.6  # how much the turn's own words count beside the full question: everywhere, and more within the section
POINT = 1.5  # the same point of a rule, when only the time was exchanged
BARE = 0.5  # share of it where those words name no matter ("Wer muss da drin sitzen?")
LIGHT = 0.5  # share of the bonus for a question that shows no sign of leaning
HOLDS = 0.4  # share of the bonus that hangs on how much of the turn's own words a card holds
LACKS = 1.5  # for a card that does not give the kind of thing asked for

Near = list[tuple[Card, float]]  # cards and how much a conversation is about each (0 … 1)


@dataclass(frozen=True, slots=True)
class Said:
    """A turn and what was said before it. `query`: the full question; `told`: the turn's own words as understood; `near`: what the conversation is
    about; `own`, `holds`: score and coverage of the passages by the turn's own words (empty where they are only a question word); `matter`: they
    name a matter of their own."""

    turn: Turn
    query: Query
    told: Query
    near: Near
    own: Mapping[str, float]
    holds: Mapping[str, float]
    matter: bool

    def bonus(self, card: Card, passage: str, index: SearchIndex) -> float:
        """What is added to a card's score. A known gap counts as near: what was spoken of before must not hide that the turn's own words ask for
        what is not there."""
        own = self.own.get(passage, 0.0)
        if card.art == "luecke":
            return (OWN + OWN_NEAR) * own if self.matter else 0.0
        near = self.near if meant(card, self.query, frozenset(self.told.kommunen), index) else []
        holds = self.holds.get(passage, 0.0)
        document = max((w for c, w in near if c.document_id == card.document_id), default=0.0)
        section = 1 - prod(1 - w for c, w in near if self._same(c, card)) or DOCUMENT * holds * document
        topic = max((w for c, w in near if c.topic == card.topic), default=0.0)
        kind = kind_of(self.turn.asked if self.turn.anew else self.query.text)
        suits = section > 0 and kind is not None and kind.suits(card)
        lacks = not gives_kind(card, self.turn.asked, self.query.text, self.turn.anew)
        told = 1.0 - HOLDS * (1.0 - holds) if self.matter and self.holds else 1.0
        point = max((w for c, w in near if self._point(c, card)), default=0.0)
        bonus = told * (SECTION * section + TOPIC * topic) + POINT * point + KIND * section * float(suits)
        own *= OWN + OWN_NEAR * section if self.matter else BARE * OWN_NEAR * section
        return own + (LIGHT if self.turn.light else 1.0) * bonus - LACKS * float(lacks)

    def _same(self, before: Card, card: Card) -> bool:
        """Whether a card stands where the conversation was, or says the same point for another time."""
        if before.art == "luecke":
            return False
        return self._point(before, card) or (before.document_id, before.locator) == (card.document_id, card.locator)

    def _point(self, before: Card, card: Card) -> bool:
        return self.told.dated and bool(card.merkmal) and before.merkmal == card.merkmal
