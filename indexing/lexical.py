"""BM25 over the analyzer's tokens (bm25s), with a score for every passage.

How telling a word is follows from the foundation alone: the cards, and the documents nobody wrote cards for. An original the cards were written from
would count every word twice; indexing it may add quotes but must not change which card answers. Its passages get statistics of their own.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np


class LexicalIndex:
    """BM25 index of one generation. Document frequencies are kept for idf look-ups.

    `parts`: (BM25 retriever, positions of its passages) for the foundation and, where there are any, for the originals behind the cards.
    `frequencies`: passages per token, counted over the foundation; `beyond`: the same for tokens that only those originals hold.
    """

    def __init__(self, parts: Sequence[tuple[Any, np.ndarray]], frequencies: dict[str, int], beyond: dict[str, int], size: int) -> None:
        self._parts = parts
        self.foundation = frequencies
        self.frequencies = {**frequencies, **beyond}
        self.size = size
        self.total = sum(len(at) for _, at in parts)

    @classmethod
    def build(cls, tokens: Sequence[list[str]], founding: Sequence[bool] | None = None) -> LexicalIndex:
        """Index token lists, one per passage; `founding` says which passages are of the foundation (default: all)."""
        flags = np.ones(len(tokens), dtype=bool) if founding is None else np.array(founding, dtype=bool)
        first, second = (np.flatnonzero(x).tolist() for x in (flags, ~flags))
        counts = _counted(tokens, first)
        beyond = {t: n for t, n in _counted(tokens, second).items() if t not in counts}
        parts = [(_retriever([tokens[i] for i in at]), np.array(at, dtype=np.int64)) for at in (first, second) if at]
        return cls(parts, counts, beyond, len(first))

    def scores(self, tokens: Sequence[str]) -> np.ndarray:
        """BM25 score of every passage (float32, length n)."""
        out = np.zeros(self.total, dtype=np.float32)
        known = [t for t in tokens if t in self.frequencies]
        for retriever, at in self._parts if known else ():
            if mine := [t for t in known if t in retriever.vocab_dict]:
                out[at] = np.asarray(retriever.get_scores(mine), dtype=np.float32)
        return out

    def idf(self, token: str) -> float:
        """log(1 + n / df); an unknown token counts as occurring once."""
        return math.log(1 + self.size / max(1, self.frequencies.get(token, 1)))

    def save(self, folder: Path) -> None:
        """Write the index files."""
        import json

        for (retriever, _), name in zip(self._parts, _NAMES, strict=False):
            retriever.save(str(folder / name), show_progress=False)
        beyond = {t: n for t, n in self.frequencies.items() if t not in self.foundation}
        stats = {"size": self.size, "df": self.foundation, "beyond": beyond, "positions": [at.tolist() for _, at in self._parts]}
        (folder / "frequencies.json").write_text(json.dumps(stats, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> LexicalIndex:
        """Read what `save` wrote. Errors: OSError, ValueError, KeyError when it is damaged."""
        import json

        import bm25s

        stats = json.loads((folder / "frequencies.json").read_text(encoding="utf-8"))
        parts = [
            (bm25s.BM25.load(str(folder / name), show_progress=False), np.array(at, dtype=np.int64))
            for name, at in zip(_NAMES, stats["positions"], strict=False)
        ]
        return cls(parts, stats["df"], stats["beyond"], stats["size"])


_NAMES = ("bm25", "bm25-covered")


def _counted(tokens: Sequence[list[str]], at: list[int]) -> dict[str, int]:
    return dict(sorted(Counter(t for i in at for t in set(tokens[i])).items()))


def _retriever(rows: Sequence[list[str]]) -> Any:
    import bm25s

    retriever = bm25s.BM25(k1=1.2, b=0.6)
    retriever.index([row or ["\u0000"] for row in rows], show_progress=False)
    return retriever
