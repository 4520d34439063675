"""Question → scored passages: dense, lexical and spelling scores normalised and added; cards ranked by `ranking`; dates and authority obeyed.

Adding z-scores was measured better than reciprocal rank fusion (design, "What we measured").
"""

from __future__ import annotations

import numpy as np

from assistant.protocols import SearchIndex
from assistant.question.understanding import Query
from assistant.retrieval.ranking import Ranker, normalised
from assistant.stichtag.validity import in_force
from assistant.types import ScoredPassage

DENSE, LEXICAL, SPELLING = 1.0, 1.0, 1.0  # passages of originals


class HybridRetriever:
    """Retrieves from one generation of the index."""

    def __init__(self, index: SearchIndex, ranker: Ranker | None = None) -> None:
        self.index = index
        self.ranker = ranker or Ranker(index)
        self._is_card = np.array([bool(p.card_id) for p in index.passages], dtype=bool)
        self._superseded = np.array([p.document_id in index.superseded for p in index.passages], dtype=bool)

    def search(self, query: Query, top: int = 20) -> list[ScoredPassage]:
        """The `top` best cards and the `top` best passages of originals, together, best first: an indexed original takes no card's place.

        A `document_id` in the query limits the search to it.
        """
        scores, dense, lexical = self.scores(query)
        if query.document_id:
            outside = np.array([p.document_id != query.document_id for p in self.index.passages], dtype=bool)
            scores = np.where(outside, -np.inf, scores)
        order = np.argsort(-scores, kind="stable")
        cards = self._is_card[order]
        order = order[np.where(cards, cards.cumsum(), (~cards).cumsum()) <= top]
        return [ScoredPassage(self.index.passages[i], float(scores[i]), float(dense[i]), float(lexical[i])) for i in order if np.isfinite(scores[i])]

    def signals(self, query: Query) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The raw signals of all passages: dense, lexical, spelling."""
        return self.index.dense(query.search), self.index.lexical(query.search), self.index.chars(query.search)

    def scores(self, query: Query) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Fused, dense and lexical scores of all passages."""
        dense, lexical, spelling = self.signals(query)
        zd, zl, zs = normalised(dense), normalised(lexical), normalised(spelling)
        fused = DENSE * zd + LEXICAL * zl + SPELLING * zs + self._currency(query)
        if len(self.ranker.positions):
            fused[self.ranker.positions] = self.ranker.scores(query, dense, lexical, spelling)
        return fused, dense, lexical

    def _currency(self, query: Query) -> np.ndarray:
        """A document that is not in force, or demoted by a newer edition, ranks lower."""
        if query.document_id:
            return np.zeros(len(self.index.passages))
        if query.dated:
            return np.array([0.0 if in_force(p, query.as_of) else -2.0 for p in self.index.passages])
        return np.where(self._superseded, -3.0, 0.0)
