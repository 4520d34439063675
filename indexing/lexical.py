"""BM25 over the analyzer's tokens (bm25s), with a score for every passage."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np


class LexicalIndex:
    """BM25 index of one generation. Document frequencies are kept for idf look-ups."""

    def __init__(self, retriever: Any, frequencies: dict[str, int], size: int) -> None:
        self._retriever = retriever
        self.frequencies = frequencies
        self.size = size

    @classmethod
    def build(cls, tokens: Sequence[list[str]]) -> LexicalIndex:
        """Index token lists, one per passage."""
        import bm25s

        frequencies = Counter(t for row in tokens for t in set(row))
        retriever = bm25s.BM25(k1=1.2, b=0.6)
        retriever.index([row or ["\u0000"] for row in tokens], show_progress=False)
        return cls(retriever, dict(frequencies), len(tokens))

    def scores(self, tokens: Sequence[str]) -> np.ndarray:
        """BM25 score of every passage (float32, length n)."""
        known = [t for t in tokens if t in self.frequencies]
        if not known:
            return np.zeros(self.size, dtype=np.float32)
        return np.asarray(self._retriever.get_scores(known), dtype=np.float32)

    def idf(self, token: str) -> float:
        """log(1 + n / df); an unknown token counts as occurring once."""
        return math.log(1 + self.size / max(1, self.frequencies.get(token, 1)))

    def save(self, folder: Path) -> None:
        """Write the index files."""
        import json

        self._retriever.save(str(folder / "bm25"), show_progress=False)
        (folder / "frequencies.json").write_text(json.dumps({"size": self.size, "df": self.frequencies}, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> LexicalIndex:
        """Read the index files."""
        import json

        import bm25s

        stats = json.loads((folder / "frequencies.json").read_text(encoding="utf-8"))
        return cls(bm25s.BM25.load(str(folder / "bm25"), show_progress=False), stats["df"], stats["size"])
