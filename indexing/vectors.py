"""The dense index: LlamaIndex nodes in a persistent Chroma collection.

Writing goes through LlamaIndex (`TextNode`, `ChromaVectorStore`), so any LlamaIndex program can open the collection. Reading a
question's neighbours asks the collection for ids and distances only: rebuilding 200 nodes per question would cost more than
the search itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assistant.types import Passage

COLLECTION = "passagen"
_BATCH = 1000


def _client(folder: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(path=str(folder / "chroma"), settings=Settings(anonymized_telemetry=False))


def write(folder: Path, passages: Sequence[Passage], vectors: np.ndarray) -> None:
    """Write passages with their vectors into a new collection below `folder`."""
    from llama_index.core.schema import TextNode
    from llama_index.vector_stores.chroma import ChromaVectorStore

    collection = _client(folder).create_collection(COLLECTION, metadata={"hnsw:space": "cosine"}, embedding_function=None)
    store = ChromaVectorStore(chroma_collection=collection)
    for start in range(0, len(passages), _BATCH):
        rows = zip(passages[start : start + _BATCH], vectors[start : start + _BATCH], strict=True)
        store.add([TextNode(id_=p.id, text=p.text, embedding=v.tolist(), metadata=dict(_metadata(p))) for p, v in rows])


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


def read_vectors(folder: Path) -> dict[str, np.ndarray]:
    """All vectors of a collection by passage id (to reuse those of unchanged passages)."""
    found = _client(folder).get_collection(COLLECTION, embedding_function=None).get(include=["embeddings"])
    return {i: np.asarray(v, dtype=np.float32) for i, v in zip(found["ids"], found["embeddings"], strict=True)}


class VectorIndex:
    """A collection opened for reading."""

    def __init__(self, folder: Path, positions: dict[str, int]) -> None:
        self._collection = _client(folder).get_collection(COLLECTION, embedding_function=None)
        self._positions = positions

    def scores(self, vector: np.ndarray, neighbours: int = 200) -> np.ndarray:
        """Cosine similarity of the nearest passages; passages not among them get the lowest value found."""
        size = len(self._positions)
        out = np.zeros(size, dtype=np.float32)
        if not size or not float(np.abs(vector).sum()):
            return out
        found = self._collection.query(query_embeddings=[vector.tolist()], n_results=min(neighbours, size), include=["distances"])
        similar = 1 - np.asarray(found["distances"][0], dtype=np.float32)
        out[:] = similar.min() if len(similar) else 0
        for ident, s in zip(found["ids"][0], similar, strict=True):
            out[self._positions[ident]] = s
        return out
