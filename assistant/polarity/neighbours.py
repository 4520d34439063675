"""The yes/no questions of a card that ask the same as a question, word for word or nearly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.polarity.amounts import quantities
from assistant.polarity.frames import Asked, frame_word, read
from assistant.protocols import SearchIndex
from assistant.types import Card, CardQuestion, Polarity

SAME = (0.9, 0.8)  # shares of the card question's and the question's words in one another from which both ask the same
CLOSE = (0.75, 0.6)  # shares from which a contrary answer makes us silent
CLEAR = 0.2  # by so much a question that asks the same beats a contrary one that is close
_POINTING = re.compile(r"\b(?:das|es|dies|dafür|dazu|damit|sie|er|ihn|so)\b", re.I)  # stands for what was told before
_DONE = (re.compile(r"\b(?:schon|bereits|inzwischen|mittlerweile|already)\b", re.I), re.compile(r"\b(?:wurden?|worden)\b", re.I))
OPPOSITE: dict[Polarity, Polarity] = {"ja": "nein", "nein": "ja", "kommt darauf an": "kommt darauf an"}


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A card question about the same claim. `says` is what its answer means for the question asked."""

    question: CardQuestion
    says: Polarity
    theirs: float
    ours: float

    @property
    def both(self) -> float:
        """Closeness both ways, 0 … 2."""
        return self.theirs + self.ours

    def within(self, least: tuple[float, float]) -> bool:
        """Whether enough words are shared both ways."""
        return self.theirs >= least[0] and self.ours >= least[1]


def neighbours(text: str, card: Card, index: SearchIndex) -> Iterator[Neighbour]:
    """Questions of a card put in the same frame with the same small words and figures."""
    asked = read(text)
    if asked.ambiguous:
        return
    pointing = asked.rest and _POINTING.search(asked.core)
    mine, words = _bag(text, index), _words(f"{asked.core} {asked.rest}" if pointing else asked.core, index)
    for q in card.questions:
        if q.polarity is None:
            continue
        theirs = read(q.text)
        if _comparable(asked, theirs) and _as_far(text, q.text):
            says = q.polarity if asked.turned == theirs.turned else OPPOSITE[q.polarity]
            yield Neighbour(q, says, _share(_words(f"{theirs.core} {theirs.rest}", index), mine), _share(words, _bag(q.text, index)))


def covered(text: str, by: str, index: SearchIndex) -> float:
    """Idf-weighted share of the content words of a text that another text holds, 0 … 1."""
    return _share(_words(text, index), _bag(by, index))


def content_words(text: str, index: SearchIndex) -> list[frozenset[str]]:
    """The content words of a text as tokens, the words of the way of asking left out."""
    return [tokens for _, tokens in _words(text, index)]


def spread(text: str, index: SearchIndex) -> frozenset[str]:
    """All tokens of a text."""
    return _bag(text, index)


def _comparable(a: Asked, b: Asked) -> bool:
    same = a.frame == b.frame and a.flags == b.flags and a.concession == b.concession and not b.ambiguous
    return same and set(quantities(a.core)) == set(quantities(b.core))


def _as_far(asked: str, known: str) -> bool:
    """Whether a card question is about something as far along: what is planned or goes on says nothing on whether it was done or is done already."""
    return all(not done.search(asked) or done.search(known) for done in _DONE)


def _words(text: str, index: SearchIndex) -> list[tuple[float, frozenset[str]]]:
    """Content words as (weight, tokens); the words of the way of asking are left out."""
    out = []
    frame = {index.analyzer.stem(w) for w in index.analyzer.words(text) if frame_word(w)}
    for stem, parts in index.analyzer.units(text):
        if stem not in frame:
            out.append((index.idf(stem), frozenset(index.analyzer.tokens(stem)) | {stem, *parts}))
    return out


def _bag(text: str, index: SearchIndex) -> frozenset[str]:
    return frozenset(index.analyzer.tokens(text)) | frozenset(t for _, tokens in _words(text, index) for t in tokens)


def _share(words: list[tuple[float, frozenset[str]]], bag: frozenset[str]) -> float:
    """Weighted share of words a bag holds. Words of one field of meaning ("Modellprojekt", "Vorläufer") find a card, but claim other things."""
    total = sum(w for w, _ in words)
    return sum(w for w, tokens in words if any(not t.startswith("#") for t in tokens & bag)) / total if total else 0.0
