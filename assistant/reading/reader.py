"""Passages → the text that answers, without a language model.

`CardReader` speaks from cards: Ja or Nein where it is certain, the statement, details, and a second card where the question asks for two things.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.polarity.polarity import FAR, Decision, decide
from assistant.protocols import SearchIndex
from assistant.question.understanding import Query
from assistant.types import Card, Polarity, ScoredPassage

MAX_WORDS = 90
NEIGHBOURS = 4  # how many further cards may speak
NEAR = 2.0  # a card this little behind the first is about as likely meant
SAME_PLACE = 5.0  # a card of the same section this little behind completes the answer


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an answer and the card (or place) that proves it. `anchors` pin its quote in the original."""

    text: str
    card: Card
    anchors: tuple[str, ...] = ()


@dataclass(slots=True)
class Draft:
    """An answer before its citations are numbered."""

    sentences: list[Sentence] = field(default_factory=list)
    lead: Polarity | None = None
    cards: list[Card] = field(default_factory=list)


class CardReader:
    """Composes an answer from the best cards."""

    def __init__(self, index: SearchIndex) -> None:
        self.index = index

    def read(self, query: Query, ranked: Sequence[ScoredPassage]) -> Draft:
        """The draft from the ranked cards (at least one): the best card speaks first, a near second at once, further ones of the same place at
        the end."""
        decided = decide(query, [self.index.card(s.passage.card_id) for s in ranked[:FAR]], self.index)
        if decided is not None:
            ranked = _led(ranked, decided.card)
        card = self.index.card(ranked[0].passage.card_id)
        draft = Draft(cards=[card])
        self._speak(draft, card, decided)
        second = self._second(query, card, ranked[1:])
        others = [s for s in ranked[1 : 1 + NEIGHBOURS] if self._fits(card, self.index.card(s.passage.card_id))]
        if second is not None:
            self._join(draft, second)
        for s in others:
            if ranked[0].score - s.score <= NEAR:
                self._join(draft, self.index.card(s.passage.card_id))
        self._details(draft, card)
        for s in others:
            other = self.index.card(s.passage.card_id)
            if (other.document_id, other.locator) == (card.document_id, card.locator) and ranked[0].score - s.score <= SAME_PLACE:
                self._join(draft, other)
        return draft

    def _fits(self, first: Card, other: Card) -> bool:
        """Whether a further card may stand beside the first: written by hand, of the same kind and time, about the same place."""
        return (
            other.art in ("regel", "lokal", "bericht")
            and (other.art == "regel") == (first.art == "regel")
            and other.kommune == first.kommune
            and (other.valid_until == first.valid_until or other.art != "regel")
        )

    def _join(self, draft: Draft, card: Card) -> None:
        """Add a card's statement unless what it says has been said."""
        said = set(self.index.analyzer.content(" ".join(s.text for s in draft.sentences)))
        new = set(self.index.analyzer.content(card.statement))
        if card not in draft.cards and len(new - said) >= 0.3 * len(new):
            draft.cards.append(card)
            _add(draft, card.statement, card)

    def _speak(self, draft: Draft, card: Card, decided: Decision | None) -> None:
        """Ja or Nein where it is decided, the card question's own answer, and the statement that proves it."""
        if decided is not None:
            draft.lead = decided.polarity
            if decided.reply and _adds(decided.reply, card.statement):
                _add(draft, decided.reply, card)
        _add(draft, card.statement, card)

    def _details(self, draft: Draft, card: Card) -> None:
        for text in split_sentences(card.details):
            _add(draft, text, card)

    def _second(self, query: Query, first: Card, others: Sequence[ScoredPassage]) -> Card | None:
        """A further card that covers what the first leaves uncovered of the question, or another place or document asked for by name."""
        content = [t for t in dict.fromkeys(self.index.analyzer.content(query.search)) if self.index.known(t)]
        weight = {t: self.index.idf(t) for t in content}
        total = sum(weight.values()) or 1.0
        missing = {t for t in content if t not in self._words(first)}
        best: tuple[float, Card] | None = None
        for s in others[:6]:
            if not s.passage.card_id:
                continue
            card = self.index.card(s.passage.card_id)
            gain = sum(weight[t] for t in missing & self._words(card)) / total
            if len(query.kommunen) < 2 and not self._fits(first, card):
                continue
            places = set(query.kommunen) - {first.kommune}
            if len(query.kommunen) > 1 and card.kommune in places:
                gain += 0.5
            if gain >= 0.22 and (best is None or gain > best[0]) and card.statement != first.statement:
                best = (gain, card)
        return best[1] if best else None

    def _words(self, card: Card) -> set[str]:
        return set(self.index.analyzer.content(f"{card.statement} {card.details} {card.kommune}"))


def _led(ranked: Sequence[ScoredPassage], card: Card) -> Sequence[ScoredPassage]:
    """The card that decides speaks first: its statement proves the Ja or Nein."""
    first = next(s for s in ranked if s.passage.card_id == card.id)
    return ranked if first is ranked[0] else [replace(first, score=ranked[0].score), *(s for s in ranked if s is not first)]


def _add(draft: Draft, text: str, card: Card) -> None:
    used = sum(len(s.text.split()) for s in draft.sentences)
    if text and (not draft.sentences or used + len(text.split()) <= MAX_WORDS) and all(s.text != text for s in draft.sentences):
        draft.sentences.append(Sentence(text, card, card.anchors))


def _adds(reply: str, statement: str) -> bool:
    """Whether a short reply says something the statement does not say in its own words."""
    a, b = set(re.findall(r"\w{4,}", reply.lower())), set(re.findall(r"\w{4,}", statement.lower()))
    return bool(a) and len(a & b) / len(a) < 0.8


def split_sentences(text: str) -> list[str]:
    """Sentences of a short German text of ours."""
    parts = re.split(r"(?<=[.!?])\s+(?=[A-ZÄÖÜ„(\d])", text.strip())
    out: list[str] = []
    for p in parts:
        if out and re.search(r"(?:\b(?:bzw|bspw|ca|vgl|Nr|Abs|Art|Kap|Tab|Abb|ggf|usw|rd|mind|einschl|gem|sog|[a-zA-Z])|(?<!\d)\d{1,2})\.$", out[-1]):
            out[-1] += " " + p
        elif p:
            out.append(p)
    return out
