"""Which token occurs in which passage: how much of a question a passage covers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy import sparse

from indexing.columns import Columns


class Incidence:
    """Binary matrices passages × tokens: over everything indexed (`full`) and over the shown text alone (`body`)."""

    def __init__(self, full: sparse.csr_matrix, body: sparse.csr_matrix, columns: dict[str, int]) -> None:
        self._full = Columns(full)
        self._body = Columns(body)
        self._columns = columns

    @classmethod
    def build(cls, full: Sequence[Sequence[str]], body: Sequence[Sequence[str]]) -> Incidence:
        """From token lists, one pair per passage."""
        columns = {t: i for i, t in enumerate(sorted({t for row in full for t in row}))}
        return cls(_binary(full, columns), _binary(body, columns), columns)

    def shares(self, weights: dict[str, float]) -> tuple[np.ndarray, np.ndarray]:
        """Per passage the share of the weights whose tokens it holds: (full, body), 0 … 1."""
        known = {self._columns[token]: w for token, w in weights.items() if token in self._columns}
        at, values = np.array(list(known), dtype=np.int32), np.array(list(known.values()), dtype=np.float32)
        total = float(values.sum()) or 1.0
        return self._full.dot(at, values) / total, self._body.dot(at, values) / total

    def save(self, folder: Path) -> None:
        """Write the matrices."""
        import json

        sparse.save_npz(folder / "incidence-full.npz", self._full.rows)
        sparse.save_npz(folder / "incidence-body.npz", self._body.rows)
        (folder / "incidence.json").write_text(json.dumps(list(self._columns), ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Incidence:
        """Read what `save` wrote. Errors: OSError, ValueError, KeyError when it is damaged."""
        import json

        columns = json.loads((folder / "incidence.json").read_text(encoding="utf-8"))
        full = sparse.csr_matrix(sparse.load_npz(folder / "incidence-full.npz"))
        body = sparse.csr_matrix(sparse.load_npz(folder / "incidence-body.npz"))
        return cls(full, body, {t: i for i, t in enumerate(columns)})


def _binary(rows: Sequence[Sequence[str]], columns: dict[str, int]) -> sparse.csr_matrix:
    indices: list[int] = []
    indptr = [0]
    for row in rows:
        indices += sorted({columns[t] for t in row if t in columns})
        indptr.append(len(indices))
    return sparse.csr_matrix(
        (np.ones(len(indices), dtype=np.float32), np.array(indices, dtype=np.int32), np.array(indptr)), shape=(len(rows), len(columns))
    )
