"""What reviewed cards say about the place a passage comes from: other words for the same content.

A card's statement, details and affirmed questions were checked against their place, so a draft may use their words for it. They never support
figures, names, negation or modality, and a question answered with "nein" supports nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from assistant.llm.gate.words import Lexicon, Word
from assistant.types import Card

COMMON_IN = 3  # documents whose cards use a noun before it counts as a common one
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
        self._common: frozenset[str] = frozenset()

    def at(self, document_id: str, locator: str) -> tuple[Gloss, ...]:
        """What the cards of a place say; nothing without cards for it."""
        if self._cards is None:
            self._cards = {}
            cards = self._source() if self._source else ()
            self._common = _common(cards)
            for card in cards:
                self._cards.setdefault((card.document_id, card.locator), []).append(card)
        return tuple(self._gloss(card) for card in self._cards.get((document_id, locator), ()))

    def _gloss(self, card: Card) -> Gloss:
        if card.id not in self._read:
            asked = [q.text for q in card.questions if q.polarity == "ja"]
            words = self._lexicon.words(" ".join((card.statement, card.details, *asked)))
            keys = frozenset().union(*(w.all_keys for w in words if self._usable(w))) if words else frozenset()
            self._read[card.id] = Gloss(keys, tuple(folded(a) for a in card.anchors), frozenset(card.baustein))
        return self._read[card.id]

    def _usable(self, word: Word) -> bool:
        """Whether a card's word may stand for its place: no name, no abbreviation, no word that turns a rule."""
        return not (word.telling or word.acronym) and (not word.noun or _start(word.shown) in self._common)


def _common(cards: Sequence[Card]) -> frozenset[str]:
    """Starts of capitalised words that cards of several documents use: common nouns. Names stand in one or are a municipality's."""
    used: dict[str, set[str]] = {}
    for card in cards:
        for word in re.findall(r"\b[A-ZÄÖÜ][a-zäöüß]+", f"{card.statement} {card.details}"):
            used.setdefault(_start(word), set()).add(card.document_id)
    named = {_start(w) for card in cards for w in re.findall(r"\w+", card.kommune)}
    return frozenset(start for start, documents in used.items() if len(documents) >= COMMON_IN and start not in named)


def _start(word: str) -> str:
    return word.lower()[:7]


def folded(text: str) -> str:
    """A text for finding snippets in it: one kind of blank, no emphasis, lower case."""
    return " ".join(re.sub(r"[*_\u00ad]", "", text).lower().split())


def keys_for(text: str, glosses: Iterable[Gloss]) -> frozenset[str]:
    """Words of the cards whose snippet stands in a text."""
    plain = folded(text)
    return frozenset().union(*(g.keys for g in glosses if any(a in plain for a in g.anchors)))
