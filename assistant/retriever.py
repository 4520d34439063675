"""Question → scored passages: dense, lexical and spelling scores normalised and added, card questions matched, dates and authority obeyed.

Adding z-scores was measured better than reciprocal rank fusion (design, "What we measured"). The weights come from `evals/fusion.py`: a search
over held-out card questions, never over the development set.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assistant.protocols import SearchIndex
from assistant.question import RBK_PLACES, Query
from assistant.types import Card, Passage, ScoredPassage
from assistant.validity import in_force


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each signal counts. z-scores are about −1 … 15, card-question cosines 0 … 1."""

    dense: float = 2.0
    lexical: float = 1.0
    chars: float = 0.0
    asked_tokens: float = 6.0
    asked_chars: float = 3.0


NOT_IN_FORCE = 7.0    # a rule that does not hold on the day asked
OTHER_PLACE = 6.0     # a fact of another municipality than the one named
UNNAMED_PLACE = 2.5   # a fact of one municipality, when none is named
NAMED_PLACE = 3.0     # a fact of the municipality named
OTHER_CODE = 8.0      # anonymised code of the report: only its own cards
REPORT = 1.0          # a report of 2021/22, when a rule might be meant
BAUSTEIN = 2.0        # another Baustein than the one named


class HybridRetriever:
    """Retrieves from one generation of the index."""

    def __init__(self, index: SearchIndex, weights: Weights | None = None) -> None:
        self.index = index
        self.weights = weights or Weights()
        self._cards: dict[int, Card] = {i: index.card(p.card_id) for i, p in enumerate(index.passages) if p.card_id}
        self._is_card = np.array([bool(p.card_id) for p in index.passages], dtype=bool)

    def search(self, query: Query, top: int = 20) -> list[ScoredPassage]:
        """The best passages, best first. A `document_id` in the query limits the search to it."""
        scores, dense, lexical = self.scores(query)
        if query.document_id:
            outside = np.array([p.document_id != query.document_id for p in self.index.passages], dtype=bool)
            scores = np.where(outside, -np.inf, scores)
        order = np.argsort(-scores, kind="stable")[:top]
        return [ScoredPassage(self.index.passages[i], float(scores[i]), float(dense[i]), float(lexical[i])) for i in order if np.isfinite(scores[i])]

    def scores(self, query: Query) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Fused, dense and lexical scores of all passages."""
        w = self.weights
        dense, lexical, chars = self.index.dense(query.search), self.index.lexical(query.search), self.index.chars(query.search)
        fused = w.dense * _z(dense) + w.lexical * _z(lexical) + w.chars * _z(chars)
        if self._cards:
            by_tokens, by_chars = self.index.asked(query.search)
            fused = fused + w.asked_tokens * by_tokens + w.asked_chars * by_chars
        return fused + self._adjustments(query), dense, lexical

    def _adjustments(self, query: Query) -> np.ndarray:
        out = np.zeros(len(self.index.passages), dtype=np.float64)
        for i, p in enumerate(self.index.passages):
            card = self._cards.get(i)
            out[i] = adjust_card(card, query, self.index.superseded) if card else adjust_original(p, query, self.index.superseded)
        return out


def _z(x: np.ndarray) -> np.ndarray:
    spread = float(x.std())
    return np.asarray((x - x.mean()) / spread if spread > 1e-9 else np.zeros_like(x), dtype=np.float64)


def adjust_card(card: Card, query: Query, superseded: dict[str, str]) -> float:
    """Currency, authority and place: what a card's score loses or gains for this question."""
    change = 0.0
    if card.art == "regel" and (not in_force(card, query.as_of) or (card.document_id in superseded and not query.dated)):
        change -= NOT_IN_FORCE
    if card.kommune:
        change += _place(card.kommune, query)
    elif card.art == "bericht" and not query.dated:
        change -= REPORT
    if query.bausteine and card.baustein and not set(query.bausteine) & set(card.baustein):
        change -= BAUSTEIN
    if query.codes:
        text = f"{card.statement} {card.details}"
        change += 3.0 if any(_has_code(text, c) for c in query.codes) else -OTHER_CODE
    return change


def _has_code(text: str, code: str) -> bool:
    at = text.find(code)
    while at >= 0:
        if not text[at + len(code) : at + len(code) + 1].isdigit():
            return True
        at = text.find(code, at + 1)
    return False


def _place(kommune: str, query: Query) -> float:
    if not query.kommunen:
        return -UNNAMED_PLACE
    named = set(query.kommunen)
    if any(k in kommune or kommune in k for k in named):
        return NAMED_PLACE
    return NAMED_PLACE if kommune == "Rheinisch-Bergischer Kreis" and named & RBK_PLACES else -OTHER_PLACE


def adjust_original(passage: Passage, query: Query, superseded: dict[str, str]) -> float:
    """Currency of an original: a document that is not in force, or demoted by a newer edition, ranks lower."""
    if query.document_id:
        return 0.0
    change = 0.0
    if passage.document_id in superseded and not query.dated:
        change -= 3.0
    if query.dated and not in_force(passage, query.as_of):
        change -= 2.0
    return change
