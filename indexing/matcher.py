"""Question-to-question matching: every question of every card as a sparse vector, by tokens and by character n-grams."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy import sparse

from assistant.protocols import Analyzer
from indexing.chargrams import CharVectorizer
from indexing.columns import Columns
from indexing.lexical import LexicalIndex


class QuestionMatcher:
    """Rows are card questions; `owner[i]` is the position of the passage that question i belongs to."""

    def __init__(self, tokens: sparse.csr_matrix, chars: sparse.csr_matrix, owner: np.ndarray, columns: dict[str, int]) -> None:
        self._tokens = Columns(tokens)
        self._chars = Columns(chars)
        self.owner = owner
        self._columns = columns
        self.first: dict[int, int] = {}
        for i, o in enumerate(owner.tolist()):
            self.first.setdefault(o, i)

    @classmethod
    def build(
        cls, questions: Sequence[str], owner: Sequence[int], analyzer: Analyzer, chars: CharVectorizer, lexical: LexicalIndex
    ) -> QuestionMatcher:
        """Vectors of all questions; `owner` as above, one position per question."""
        rows = [analyzer.tokens(q) for q in questions]
        columns = {t: i for i, t in enumerate(sorted({t for r in rows for t in r}))}
        matrix = _matrix([_weights(r, columns, lexical) for r in rows], len(columns))
        return cls(matrix, chars.transform(questions), np.asarray(owner, dtype=np.int32), columns)

    def similarities(self, tokens: Sequence[str], text: str, chars: CharVectorizer, lexical: LexicalIndex) -> tuple[np.ndarray, np.ndarray]:
        """Cosines of one question to all card questions: (by tokens, by characters)."""
        if not len(self.owner):
            return np.zeros(0, dtype=np.float32), np.zeros(0, dtype=np.float32)
        query = _matrix([_weights(tokens, self._columns, lexical, unknown=True)], len(self._columns))
        spelled = chars.question(text)
        return self._tokens.dot(query.indices, query.data), self._chars.dot(spelled.indices, spelled.data)

    def best(self, similar: np.ndarray, size: int) -> np.ndarray:
        """Best value per passage (length `size`)."""
        out = np.zeros(size, dtype=np.float32)
        np.maximum.at(out, self.owner, similar)
        return out

    def save(self, folder: Path) -> None:
        """Write the matrices."""
        import json

        sparse.save_npz(folder / "questions-tokens.npz", self._tokens.rows)
        sparse.save_npz(folder / "questions-chars.npz", self._chars.rows)
        np.save(folder / "questions-owner.npy", self.owner)
        (folder / "questions-columns.json").write_text(json.dumps(list(self._columns), ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> QuestionMatcher:
        """Read what `save` wrote. Errors: OSError, ValueError, KeyError when it is damaged."""
        import json

        columns = json.loads((folder / "questions-columns.json").read_text(encoding="utf-8"))
        tokens, chars = (sparse.csr_matrix(sparse.load_npz(folder / f"questions-{part}.npz")) for part in ("tokens", "chars"))
        return cls(tokens, chars, np.load(folder / "questions-owner.npy"), {t: i for i, t in enumerate(columns)})


def _weights(tokens: Sequence[str], columns: dict[str, int], lexical: LexicalIndex, unknown: bool = False) -> tuple[dict[int, float], float]:
    """Column weights and the squared length. Tokens the questions never use still lengthen a query (they were not understood)."""
    weights: dict[int, float] = {}
    extra = 0.0
    for t in set(tokens):
        w = lexical.idf(t) * (0.6 if t.startswith("#") else 1.0)
        if t in columns:
            weights[columns[t]] = w
        elif unknown:
            extra += w * w * 0.5
    return weights, sum(w * w for w in weights.values()) + extra


def _matrix(rows: Sequence[tuple[dict[int, float], float]], width: int) -> sparse.csr_matrix:
    data: list[float] = []
    indices: list[int] = []
    indptr = [0]
    for weights, square in rows:
        length = square**0.5 or 1.0
        indices.extend(weights)
        data.extend(w / length for w in weights.values())
        indptr.append(len(indices))
    return sparse.csr_matrix((np.array(data, dtype=np.float32), np.array(indices, dtype=np.int32), np.array(indptr)), shape=(len(rows), width))
