"""The dense index: LlamaIndex nodes in a persistent Chroma collection.

Writing goes through LlamaIndex (`TextNode`, `ChromaVectorStore`), so any LlamaIndex program can open the collection. Reading a
question's neighbours asks the collection for ids and distances only: rebuilding 200 nodes per question would cost more than
the search itself. The rows are kept as a NumPy file too: vectors of unchanged passages are taken from it, and it answers where
Chroma cannot open its database (it writes on opening, so a full or read-only disk stops it).
"""

from __future__ import annotations

import errno
import weakref
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assistant.types import Passage

COLLECTION = "passagen"
ROWS = "vectors.npy"
_BATCH = 1000
# A graph dense enough that the nearest 200 of some thousand passages are found exactly, built on one thread: the same files give the same answers.
GRAPH = {"hnsw:space": "cosine", "hnsw:construction_ef": 400, "hnsw:search_ef": 800, "hnsw:M": 48, "hnsw:num_threads": 1}


def _client(folder: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(path=str(folder / "chroma"), settings=Settings(anonymized_telemetry=False))


def write(folder: Path, passages: Sequence[Passage], vectors: np.ndarray) -> None:
    """Write passages with their vectors into a new collection below `folder`. Errors: OSError, also when it is Chroma that cannot write."""
    from chromadb.errors import ChromaError
    from llama_index.core.schema import TextNode
    from llama_index.vector_stores.chroma import ChromaVectorStore

    np.save(folder / ROWS, vectors)
    try:
        with _client(folder) as client:
            collection = client.create_collection(COLLECTION, metadata=GRAPH, embedding_function=None)
            store = ChromaVectorStore(chroma_collection=collection)
            for start in range(0, len(passages), _BATCH):
                rows = zip(passages[start : start + _BATCH], vectors[start : start + _BATCH], strict=True)
                store.add([TextNode(id_=p.id, text=p.text, embedding=v.tolist(), metadata=dict(_metadata(p))) for p, v in rows])
    except ChromaError as e:
        raise OSError(errno.ENOSPC if "disk is full" in str(e) else errno.EIO, str(e)) from e


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
    """A collection opened for reading, or its rows where Chroma cannot open it."""

    def __init__(self, folder: Path, positions: dict[str, int]) -> None:
        from chromadb.errors import ChromaError

        self._positions = positions
        self._collection: Any = None
        self._rows = np.zeros((0, 0), dtype=np.float32)
        try:
            client = _client(folder)
            self._collection = client.get_collection(COLLECTION, embedding_function=None)
            weakref.finalize(self, client.close).atexit = False
        except (ChromaError, OSError):
            self._rows = np.load(folder / ROWS)

    def scores(self, vector: np.ndarray, neighbours: int = 200) -> np.ndarray:
        """Cosine similarity of the nearest passages; passages not among them get the lowest value found."""
        size = len(self._positions)
        out = np.zeros(size, dtype=np.float32)
        if not size or not float(np.abs(vector).sum()):
            return out
        at, similar = self._nearest(vector, min(neighbours, size))
        out[:] = similar.min() if len(similar) else 0
        out[at] = similar
        return out

    def _nearest(self, vector: np.ndarray, count: int) -> tuple[Sequence[int] | np.ndarray, np.ndarray]:
        if self._collection is None:
            every = self._rows @ vector
            best = np.argsort(-every, kind="stable")[:count]
            return best, np.asarray(every[best], dtype=np.float32)
        found = self._collection.query(query_embeddings=[vector.tolist()], n_results=count, include=["distances"])
        return [self._positions[i] for i in found["ids"][0]], 1 - np.asarray(found["distances"][0], dtype=np.float32)
