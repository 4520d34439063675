"""What reviewed cards say about the place a passage comes from: other words for the same content.

A card's statement, details and affirmed questions were checked against their place, so a draft may use their words for it. They never support
figures, names, negation or modality, and a question answered with "nein" supports nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from assistant.llm.gate_words import Lexicon
from assistant.types import Card

CardSource = Callable[[], Sequence[Card]]


@dataclass(frozen=True, slots=True)
class Gloss:
    """A card's words: `keys`, the snippets that pin its place, and the Bausteine it is about."""

    keys: frozenset[str]
    anchors: tuple[str, ...]
    bausteine: frozenset[int]


class Glosses:
    """Cards by (document id, locator), read once and only when the first passage asks."""

    def __init__(self, cards: CardSource | None, lexicon: Lexicon) -> None:
        self._source = cards
        self._lexicon = lexicon
        self._cards: dict[tuple[str, str], list[Card]] | None = None
        self._read: dict[str, Gloss] = {}

    def at(self, document_id: str, locator: str) -> tuple[Gloss, ...]:
        """What the cards of a place say; nothing without cards for it."""
        if self._cards is None:
            self._cards = {}
            for card in self._source() if self._source else ():
                self._cards.setdefault((card.document_id, card.locator), []).append(card)
        return tuple(self._gloss(card) for card in self._cards.get((document_id, locator), ()))

    def _gloss(self, card: Card) -> Gloss:
        if card.id not in self._read:
            asked = [q.text for q in card.questions if q.polarity == "ja"]
            words = self._lexicon.words(" ".join((card.statement, card.details, *asked)))
            keys = frozenset().union(*(w.all_keys for w in words if not w.telling and not w.acronym)) if words else frozenset()
            self._read[card.id] = Gloss(keys, tuple(folded(a) for a in card.anchors), frozenset(card.baustein))
        return self._read[card.id]


def folded(text: str) -> str:
    """A text for finding snippets in it: one kind of blank, no emphasis, lower case."""
    return " ".join(re.sub(r"[*_\u00ad]", "", text).lower().split())


def keys_for(text: str, glosses: Iterable[Gloss]) -> frozenset[str]:
    """Words of the cards whose snippet stands in a text."""
    plain = folded(text)
    return frozenset().union(*(g.keys for g in glosses if any(a in plain for a in g.anchors)))
