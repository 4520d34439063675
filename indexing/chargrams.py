"""Character 3–5-gram TF-IDF over folded words: close to spelling, so typos and compounds still meet. No model needed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy import sparse

from indexing.analyzer import STOPWORDS, fold

MAX_FEATURES = 40_000


class CharVectorizer:
    """Sparse, L2-normalised rows (n_texts × n_features, float32) with sublinear tf and smoothed idf."""

    def __init__(self, vocabulary: dict[str, int] | None = None, idf: np.ndarray | None = None) -> None:
        self.vocabulary = vocabulary or {}
        self.idf = idf if idf is not None else np.zeros(0, dtype=np.float32)
        self._grams: dict[str, tuple[str, ...]] = {}

    def fit(self, texts: Sequence[str]) -> CharVectorizer:
        """Choose the most frequent n-grams (in at least two texts where there are enough) and their idf."""
        seen: Counter[str] = Counter()
        for text in texts:
            seen.update({g for w in set(_words(text)) for g in self._of(w)})
        least = 2 if len(texts) > 20 else 1
        kept = [g for g, n in seen.most_common(MAX_FEATURES) if n >= least]
        self.vocabulary = {g: i for i, g in enumerate(kept)}
        self.idf = np.array([np.log((1 + len(texts)) / (1 + seen[g])) + 1 for g in kept], dtype=np.float32)
        return self

    def transform(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """Vectors of texts."""
        data: list[float] = []
        indices: list[int] = []
        indptr = [0]
        for text in texts:
            counts: Counter[int] = Counter()
            for word in _words(text):
                counts.update(i for g in self._of(word) if (i := self.vocabulary.get(g)) is not None)
            ids = np.fromiter(counts.keys(), dtype=np.int32, count=len(counts))
            values = (1 + np.log(np.fromiter(counts.values(), dtype=np.float32, count=len(counts)))) * self.idf[ids] if len(ids) else np.zeros(0)
            norm = float(np.linalg.norm(values)) or 1.0
            data.extend((values / norm).tolist())
            indices.extend(ids.tolist())
            indptr.append(len(indices))
        shape = (len(texts), len(self.vocabulary))
        return sparse.csr_matrix((np.array(data, dtype=np.float32), np.array(indices, dtype=np.int32), np.array(indptr)), shape=shape)

    def save(self, folder: Path) -> None:
        """Write vocabulary and idf as JSON and NumPy files."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "chargrams.json").write_text(json.dumps(list(self.vocabulary), ensure_ascii=False), encoding="utf-8")
        np.save(folder / "chargrams-idf.npy", self.idf)

    @classmethod
    def load(cls, folder: Path) -> CharVectorizer:
        """Read what `save` wrote."""
        grams = json.loads((folder / "chargrams.json").read_text(encoding="utf-8"))
        return cls({g: i for i, g in enumerate(grams)}, np.load(folder / "chargrams-idf.npy"))

    def _of(self, word: str) -> tuple[str, ...]:
        known = self._grams.get(word)
        if known is None:
            padded = f" {word} "
            known = tuple(padded[i : i + n] for n in (3, 4, 5) for i in range(len(padded) - n + 1)) or (padded,)
            self._grams[word] = known
        return known


def _words(text: str) -> list[str]:
    return [w for w in "".join(c if c.isalnum() else " " for c in fold(text)).split() if w not in STOPWORDS]
