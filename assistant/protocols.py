"""The roles: what the assistant needs from the index, and what an index needs from its parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np

from assistant.tables.data import Table
from assistant.types import Card, Document, DocumentInfo, Passage


class Analyzer(Protocol):
    """German text to search tokens."""

    def tokens(self, text: str) -> list[str]:
        """Stems, compound parts and concept tokens."""
        ...

    def content(self, text: str) -> list[str]:
        """Stems of the content words only."""
        ...

    def units(self, text: str) -> list[tuple[str, tuple[str, ...]]]:
        """Content words, each as its stem and the stems of its compound parts."""
        ...

    def words(self, text: str) -> list[str]:
        """Folded words in order."""
        ...

    def stem(self, word: str) -> str:
        """Stem of one folded word."""
        ...


class Embedder(Protocol):
    """Texts to L2-normalised vectors."""

    name: str
    fitted: bool
    truncated: int

    def fit(self, texts: Sequence[str]) -> None:
        """Learn from the texts (only embedders fitted at index time)."""
        ...

    def embed_passages(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors of passages (n × dim)."""
        ...

    def embed_query(self, text: str) -> np.ndarray:
        """Vector of a question (dim)."""
        ...

    def save(self, folder: Path) -> None:
        """Keep what was fitted."""
        ...

    def load(self, folder: Path) -> None:
        """Read what was kept."""
        ...


class SearchIndex(Protocol):
    """One generation of the index, opened for reading. Score arrays align with `passages`."""

    generation: str
    passages: Sequence[Passage]
    superseded: dict[str, str]

    @property
    def analyzer(self) -> Analyzer:
        """The analyzer the index was built with."""
        ...

    def dense(self, question: str) -> np.ndarray:
        """Cosine of question and passage in the embedder's space (−1 … 1)."""
        ...

    def lexical(self, question: str) -> np.ndarray:
        """BM25 score (≥ 0)."""
        ...

    def chars(self, question: str) -> np.ndarray:
        """Cosine over character n-grams (0 … 1)."""
        ...

    def asked(self, question: str) -> tuple[np.ndarray, np.ndarray]:
        """Per passage the best cosine to one of its own questions: (by tokens, by characters); zero without questions."""
        ...

    def coverage(self, question: str) -> tuple[np.ndarray, np.ndarray]:
        """Per passage the idf-weighted share of the question's known tokens it holds: (anywhere, in the shown text), 0 … 1."""
        ...

    def question_matches(self, question: str, card: Card) -> list[tuple[float, int]]:
        """The card's questions by closeness to the question: (similarity 0 … 1, position), best first."""
        ...

    def compare(self, question: str, texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        """Closeness of a question to any texts: cosines by spelling and by meaning (equal where the embedder would be too slow for it)."""
        ...

    @property
    def frequencies(self) -> Mapping[str, int]:
        """In how many passages each token stands."""
        ...

    def idf(self, token: str) -> float:
        """How telling a token is; tokens unknown to the index get the highest value."""
        ...

    def known(self, token: str) -> bool:
        """Whether a token occurs in the index at all."""
        ...

    def correction(self, stem: str) -> str | None:
        """The nearest known stem to an unknown one, or None."""
        ...

    def tables(self) -> Sequence[Table]:
        """The tables questions can be computed over."""
        ...

    def card(self, card_id: str) -> Card:
        """A card by id."""
        ...

    def cards(self) -> Sequence[Card]:
        """All cards."""
        ...

    def document(self, document_id: str) -> Document | None:
        """The indexed original, if there is one."""
        ...

    def documents(self) -> Sequence[DocumentInfo]:
        """All indexed originals."""
        ...
