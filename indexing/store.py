"""A generation opened for reading: the SearchIndex the assistant asks."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from assistant.errors import IndexError_, IndexFehlt
from assistant.protocols import Embedder
from assistant.question.spelling import Speller
from assistant.tables.data import Table, load_tables
from assistant.types import Card, Document, DocumentInfo, Passage
from indexing import generations, serial
from indexing.analyzer import GermanAnalyzer
from indexing.chargrams import CharVectorizer, JointVectorizer
from indexing.columns import Columns
from indexing.embedders import make_embedder
from indexing.incidence import Incidence
from indexing.lexical import LexicalIndex
from indexing.matcher import QuestionMatcher
from indexing.vectors import VectorIndex

DAMAGED = (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile)  # what reading a damaged generation may raise
FORMAT = 7  # layout of a generation on disk; part of its name


def read_json(path: Path) -> Any:
    """JSON of a file. Errors: OSError, ValueError."""
    return json.loads(path.read_text(encoding="utf-8"))


def read_lines(path: Path) -> list[Any]:
    """JSON lines of a file, in order. Errors: OSError, ValueError."""
    with path.open(encoding="utf-8") as f:
        return [json.loads(line) for line in f]


class OpenIndex:
    """Reads a generation; heavy parts (vectors, originals) are opened when first needed. Implements SearchIndex.

    Arrays have one value per passage, in the order of `passages`.

    Errors: IndexFehlt for a generation of another format; any of `DAMAGED` for files that are damaged or missing, also later, when a part is opened;
    EmbedderError from a question, when the embedder is a service or a model that cannot be had.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest = read_json(folder / "manifest.json")
        if self.manifest.get("format") != FORMAT:
            raise IndexFehlt("Der Index stammt von einer anderen Programmfassung. Bitte „kim index“ ausführen.")
        self.generation: str = folder.name
        self.superseded: dict[str, str] = self.manifest["superseded"]
        self.analyzer = GermanAnalyzer(read_json(folder / "analyzer.json"), closed=True)
        self.passages: Sequence[Passage] = [serial.passage(r) for r in read_lines(folder / "passages.jsonl")]
        self._cards = {r["id"]: serial.card(r) for r in read_lines(folder / "cards.jsonl")}
        self._positions = {p.id: i for i, p in enumerate(self.passages)}
        self._by_card = {p.card_id: i for i, p in enumerate(self.passages) if p.card_id}
        self._documents: dict[str, Document | None] = {}
        self._last: tuple[str, tuple[np.ndarray, np.ndarray]] | None = None

    @cached_property
    def _lexical(self) -> LexicalIndex:
        return LexicalIndex.load(self.folder)

    @cached_property
    def _chars(self) -> CharVectorizer:
        return CharVectorizer.load(self.folder)

    @cached_property
    def _char_matrix(self) -> Columns:
        from scipy import sparse

        return Columns(sparse.load_npz(self.folder / "passages-chars.npz"))

    @cached_property
    def _vectors(self) -> VectorIndex:
        return VectorIndex(self.folder, self.passages)

    @cached_property
    def _embedder(self) -> Embedder:
        embedder = make_embedder(self.manifest["embedder"], JointVectorizer(self._chars, self.analyzer))
        embedder.load(self.folder)
        return embedder

    @cached_property
    def _incidence(self) -> Incidence:
        return Incidence.load(self.folder)

    @cached_property
    def _matcher(self) -> QuestionMatcher:
        return QuestionMatcher.load(self.folder)

    def warm(self) -> None:
        """Open everything a question needs."""
        self.dense("Wärmlauf")
        self.lexical("Wärmlauf")
        self.asked("Wärmlauf")
        self.coverage("Wärmlauf")
        self.chars("Wärmlauf")

    def keep_open(self) -> None:
        """Read everything into memory, so that a long-lived process goes on answering when a newer generation has this one's files removed."""
        self.warm()
        self.tables()
        self.correction("Wärmlauf")
        for ident in self.manifest["documents"]:
            self.document(ident)

    def dense(self, question: str) -> np.ndarray:
        """Cosine of the embedded question per passage; beyond the nearest 200 of each kind the lowest value found. Errors: EmbedderError."""
        return self._vectors.scores(self._embedder.embed_query(question))

    def lexical(self, question: str) -> np.ndarray:
        """BM25 per passage, 0 where no word of the question stands."""
        return self._lexical.scores(self.analyzer.tokens(question))

    def chars(self, question: str) -> np.ndarray:
        """Character n-gram cosine per passage."""
        query = self._chars.question(question)
        return self._char_matrix.dot(query.indices, query.data)

    def _question_similarities(self, question: str) -> tuple[np.ndarray, np.ndarray]:
        last = self._last  # read once: another thread may replace it
        if last is None or last[0] != question:
            last = (question, self._matcher.similarities(self.analyzer.tokens(question), question, self._chars, self._lexical))
            self._last = last
        return last[1]

    def asked(self, question: str) -> tuple[np.ndarray, np.ndarray]:
        """Best cosine to one of the passage's own questions, by tokens and by characters."""
        tokens, chars = self._question_similarities(question)
        size = len(self.passages)
        return self._matcher.best(tokens, size), self._matcher.best(chars, size)

    def coverage(self, question: str) -> tuple[np.ndarray, np.ndarray]:
        """Share of the question each passage covers: (anywhere, in the shown text)."""
        return self._incidence.shares({t: self._lexical.idf(t) for t in set(self.analyzer.tokens(question)) if t in self._lexical.foundation})

    def question_matches(self, question: str, card: Card) -> list[tuple[float, int]]:
        """The card's questions by closeness: (mean cosine by tokens and characters, number of the question in the card), the closest first."""
        tokens, chars = self._question_similarities(question)
        first = self._matcher.first.get(self._by_card[card.id], 0)
        rows = [(float(0.5 * tokens[first + i] + 0.5 * chars[first + i]), i) for i in range(len(card.questions))]
        return sorted(rows, reverse=True)

    def compare(self, question: str, texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        """Spelling and meaning cosines of a question to texts; meaning only with the fitted embedder, which is fast enough."""
        spelling = np.asarray((self._chars.transform(texts) @ self._chars.question(question).T).todense(), dtype=np.float64).ravel()
        if not self._embedder.fitted:
            return spelling, spelling
        return spelling, np.asarray(self._embedder.embed_passages(texts) @ self._embedder.embed_query(question), dtype=np.float64)

    def tables(self) -> Sequence[Table]:
        """The tables of this generation."""
        return self._tables

    @cached_property
    def _tables(self) -> Sequence[Table]:
        folder = self.folder / "tabellen"
        return load_tables(folder) if folder.exists() else []

    def correction(self, stem: str) -> str | None:
        """The nearest known stem to an unknown one."""
        return self._speller.correct(stem)

    @cached_property
    def _speller(self) -> Speller:
        return Speller(self._lexical.frequencies)

    @property
    def frequencies(self) -> Mapping[str, int]:
        """In how many passages each token stands."""
        return self._lexical.frequencies

    def idf(self, token: str) -> float:
        """How telling a token is: log(1 + n / df) over what the statistics are learned from."""
        return self._lexical.idf(token)

    def known(self, token: str) -> bool:
        """Whether the index holds the token."""
        return token in self._lexical.frequencies

    def card(self, card_id: str) -> Card:
        """A card by id. Errors: KeyError for one this generation does not hold."""
        return self._cards[card_id]

    def cards(self) -> Sequence[Card]:
        """All cards."""
        return list(self._cards.values())

    def document(self, document_id: str) -> Document | None:
        """The indexed original; None when only cards of it, or nothing, are there."""
        if document_id not in self._documents:
            name = self.manifest["documents"].get(document_id)
            self._documents[document_id] = serial.document(read_json(self.folder / "documents" / name)) if name else None
        return self._documents[document_id]

    def documents(self) -> Sequence[DocumentInfo]:
        """All indexed originals."""
        return [serial.info(row) for row in self.manifest["infos"]]


def open_index(home: Path) -> OpenIndex:
    """The current generation of a home. Errors: IndexFehlt, IndexError_ when its files are damaged."""
    folder = generations.current(home)
    try:
        return OpenIndex(folder)
    except (OSError, ValueError, KeyError, TypeError) as e:
        raise IndexError_(f"Der Index in {home} ist beschädigt. Bitte „kim index“ ausführen.") from e
