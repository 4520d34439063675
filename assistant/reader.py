"""Passages → the text that answers, without a language model.

`CardReader` speaks from cards: Ja or Nein where it is certain, the statement, details, and a second card where the question asks for two things.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.polarity import decide
from assistant.protocols import SearchIndex
from assistant.question import Query
from assistant.types import Card, Polarity, ScoredPassage

MAX_WORDS = 90


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
        """The draft from the ranked cards (at least one)."""
        card = self.index.card(ranked[0].passage.card_id)
        draft = Draft(cards=[card])
        self._speak(draft, query, card)
        second = self._second(query, card, ranked[1:])
        if second is not None:
            draft.cards.append(second)
            _add(draft, second.statement, second)
        self._details(draft, card)
        return draft

    def _speak(self, draft: Draft, query: Query, card: Card) -> None:
        if query.yes_no:
            found = decide(query.text, card, self.index.question_matches(query.search, card), self.index.analyzer)
            if found is not None:
                draft.lead, asked = found
                if asked.reply and _adds(asked.reply, card.statement):
                    _add(draft, asked.reply, card)
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
            places = set(query.kommunen) - {first.kommune}
            if len(query.kommunen) > 1 and card.kommune in places:
                gain += 0.5
            if gain >= 0.22 and (best is None or gain > best[0]) and card.statement != first.statement:
                best = (gain, card)
        return best[1] if best else None

    def _words(self, card: Card) -> set[str]:
        return set(self.index.analyzer.content(f"{card.statement} {card.details} {card.kommune}"))


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
        if out and re.search(r"(?:\b(?:bzw|bspw|ca|vgl|Nr|Abs|Art|Kap|Tab|ggf|usw|rd|mind|einschl|gem|sog|[a-zA-Z])|(?<!\d)\d{1,2})\.$", out[-1]):
            out[-1] += " " + p
        elif p:
            out.append(p)
    return out
