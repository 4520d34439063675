"""Groups: an index as one reader may see it. Originals limited to a group the reader is not in do not exist for him.

The view is the only place where groups are applied: whoever answers, searches, cites or shows a passage is given a view and cannot reach more.
Filtering happens before anything is ranked. The bundled cards are public and stay visible, whatever original they speak of. Word statistics
(`known`, `idf`, spelling) count visible passages only, so that not even a word of a hidden document shows; scores of visible passages may still
differ in their last digits from those of an index built without it, because the weights inside BM25 and the embedder are fitted once.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np

from assistant.protocols import Analyzer, SearchIndex
from assistant.question.spelling import Speller
from assistant.tables.data import Table
from assistant.types import Card, Document, DocumentInfo, Passage


class GroupView:
    """A SearchIndex without the originals in `hidden`."""

    def __init__(self, base: SearchIndex, hidden: frozenset[str]) -> None:
        self._base = base
        self._hidden = hidden
        self._keep = np.array([i for i, p in enumerate(base.passages) if p.card_id or p.document_id not in hidden], dtype=np.int64)
        self.generation = base.generation
        self.passages: Sequence[Passage] = [base.passages[i] for i in self._keep]
        self.superseded = {old: new for old, new in base.superseded.items() if new not in hidden and old not in hidden}

    @property
    def analyzer(self) -> Analyzer:
        """The analyzer of the index."""
        return self._base.analyzer

    def dense(self, question: str) -> np.ndarray:
        """Cosine per visible passage."""
        return self._base.dense(question)[self._keep]

    def lexical(self, question: str) -> np.ndarray:
        """BM25 per visible passage."""
        return self._base.lexical(question)[self._keep]

    def chars(self, question: str) -> np.ndarray:
        """Character n-gram cosine per visible passage."""
        return self._base.chars(question)[self._keep]

    def asked(self, question: str) -> tuple[np.ndarray, np.ndarray]:
        """Best cosine to one of a visible passage's own questions."""
        tokens, chars = self._base.asked(question)
        return tokens[self._keep], chars[self._keep]

    def coverage(self, question: str) -> tuple[np.ndarray, np.ndarray]:
        """Share of the question each visible passage covers."""
        full, body = self._base.coverage(question)
        return full[self._keep], body[self._keep]

    def question_matches(self, question: str, card: Card) -> list[tuple[float, int]]:
        """The card's questions by closeness."""
        return self._base.question_matches(question, card)

    def compare(self, question: str, texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        """Closeness of a question to any texts."""
        return self._base.compare(question, texts)

    @cached_property
    def frequencies(self) -> Mapping[str, int]:
        """In how many visible passages each token stands."""
        out_of_sight = (p for p in self._base.passages if not p.card_id and p.document_id in self._hidden)
        unseen = Counter(t for p in out_of_sight for t in set(self.analyzer.tokens(p.indexed_text)))
        return {t: n - unseen[t] for t, n in self._base.frequencies.items() if n > unseen[t]}

    @cached_property
    def _speller(self) -> Speller:
        return Speller(dict(self.frequencies))

    def idf(self, token: str) -> float:
        """log(1 + n / df) over visible passages, as the index computes it over all."""
        return math.log(1 + len(self.passages) / max(1, self.frequencies.get(token, 1)))

    def known(self, token: str) -> bool:
        """Whether a visible passage holds the token."""
        return token in self.frequencies

    def correction(self, stem: str) -> str | None:
        """The nearest stem of the visible passages to an unknown one."""
        return self._speller.correct(stem)

    def tables(self) -> Sequence[Table]:
        """The tables questions can be computed over (bundled, public)."""
        return self._base.tables()

    def card(self, card_id: str) -> Card:
        """A card by id."""
        return self._base.card(card_id)

    def cards(self) -> Sequence[Card]:
        """All cards."""
        return self._base.cards()

    def document(self, document_id: str) -> Document | None:
        """The original, unless it is hidden."""
        return None if document_id in self._hidden else self._base.document(document_id)

    def documents(self) -> Sequence[DocumentInfo]:
        """The visible originals."""
        return [d for d in self._base.documents() if d.id not in self._hidden]
