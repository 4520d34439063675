"""The dense index: LlamaIndex nodes in two persistent Chroma collections, one for cards and one for passages of originals.

Writing goes through LlamaIndex (`TextNode`, `ChromaVectorStore`), so any LlamaIndex program can open a collection. Reading a question's
neighbours asks each collection for ids and distances only: rebuilding 200 nodes per question would cost more than the search itself. Two
collections, because in one the originals would push cards out of the neighbours. The rows are kept
as a NumPy file too: vectors of unchanged passages are taken from it, and it answers where Chroma cannot open its database (it writes on opening,
so a full or read-only disk stops it).
"""

from __future__ import annotations

import errno
import weakref
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assistant.types import Passage

CARDS, ORIGINALS = "karten", "originale"
ROWS = "vectors.npy"
_BATCH = 1000
# A graph dense enough that the nearest 200 of some thousand passages are found exactly, built on one thread: the same files give the same answers.
GRAPH = {"hnsw:space": "cosine", "hnsw:construction_ef": 400, "hnsw:search_ef": 800, "hnsw:M": 48, "hnsw:num_threads": 1}


def _client(folder: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(path=str(folder / "chroma"), settings=Settings(anonymized_telemetry=False))


def write(folder: Path, passages: Sequence[Passage], vectors: np.ndarray) -> None:
    """Write passages with their vectors into new collections below `folder`. Errors: OSError, also when it is Chroma that cannot write."""
    from chromadb.errors import ChromaError
    from llama_index.core.schema import TextNode
    from llama_index.vector_stores.chroma import ChromaVectorStore

    np.save(folder / ROWS, vectors)
    try:
        with _client(folder) as client:
            for name, at in _collections(passages):
                collection = client.create_collection(name, metadata=GRAPH, embedding_function=None)
                store = ChromaVectorStore(chroma_collection=collection)
                for start in range(0, len(at), _BATCH):
                    rows = [(passages[i], vectors[i]) for i in at[start : start + _BATCH]]
                    store.add([TextNode(id_=p.id, text=p.text, embedding=v.tolist(), metadata=dict(_metadata(p))) for p, v in rows])
    except ChromaError as e:
        raise OSError(errno.ENOSPC if "disk is full" in str(e) else errno.EIO, str(e)) from e


def _collections(passages: Sequence[Passage]) -> list[tuple[str, list[int]]]:
    """The collections of a generation with the positions of their passages, the empty one left out."""
    cards = [i for i, p in enumerate(passages) if p.card_id]
    originals = [i for i, p in enumerate(passages) if not p.card_id]
    return [(name, at) for name, at in ((CARDS, cards), (ORIGINALS, originals)) if at]


def _metadata(p: Passage) -> Iterator[tuple[str, str | int]]:
    yield "document_id", p.document_id
    yield "locator", p.locator
    yield "kind", p.kind
    if p.page is not None:
        yield "page", p.page
    if p.valid_from is not None:  # Chroma's range filters take numbers only
        yield "valid_from", int(p.valid_from.strftime("%Y%m%d"))
    if p.valid_until is not None:
        yield "valid_until", int(p.valid_until.strftime("%Y%m%d"))


def read_vectors(folder: Path, passages: Sequence[Passage]) -> dict[str, np.ndarray]:
    """All vectors of a generation by passage id (to reuse those of unchanged passages)."""
    return {p.id: row for p, row in zip(passages, np.load(folder / ROWS), strict=True)}


class VectorIndex:
    """The collections opened for reading, or their rows where Chroma cannot open them. `passages` as they were written."""

    def __init__(self, folder: Path, passages: Sequence[Passage]) -> None:
        from chromadb.errors import ChromaError

        self._size = len(passages)
        self._positions = {p.id: i for i, p in enumerate(passages)}
        self._parts = _collections(passages)
        self._opened: dict[str, Any] = {}
        self._rows = np.zeros((0, 0), dtype=np.float32)
        try:
            client = _client(folder)
            self._opened = {name: client.get_collection(name, embedding_function=None) for name, _ in self._parts}
            weakref.finalize(self, client.close).atexit = False
        except (ChromaError, OSError):
            self._opened = {}
            self._rows = np.load(folder / ROWS)

    def scores(self, vector: np.ndarray, neighbours: int = 200) -> np.ndarray:
        """Cosine similarity of the nearest cards and the nearest passages of originals; the others get the lowest value of their kind."""
        out = np.zeros(self._size, dtype=np.float32)
        if not self._size or not float(np.abs(vector).sum()):
            return out
        for name, at in self._parts:
            near, similar = self._nearest(name, at, vector, min(neighbours, len(at)))
            out[at] = similar.min() if len(similar) else 0
            out[near] = similar
        return out

    def _nearest(self, name: str, at: list[int], vector: np.ndarray, count: int) -> tuple[Sequence[int] | np.ndarray, np.ndarray]:
        if not self._opened:
            every = self._rows[at] @ vector
            best = np.argsort(-every, kind="stable")[:count]
            return np.asarray(at)[best], np.asarray(every[best], dtype=np.float32)
        found = self._opened[name].query(query_embeddings=[vector.tolist()], n_results=count, include=["distances"])
        return [self._positions[i] for i in found["ids"][0]], 1 - np.asarray(found["distances"][0], dtype=np.float32)
