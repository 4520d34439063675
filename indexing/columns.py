"""A sparse matrix times a question: only the few columns a question has are looked at, instead of every row of the matrix."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import sparse


class Columns:
    """A sparse matrix (n × m, float32) kept by columns."""

    def __init__(self, matrix: Any) -> None:
        self._columns = sparse.csc_matrix(matrix)

    @property
    def rows(self) -> sparse.csr_matrix:
        """The matrix by rows, as it is written to disk."""
        return self._columns.tocsr()

    def dot(self, at: np.ndarray, values: np.ndarray) -> np.ndarray:
        """The matrix times the vector that has `values` in the columns `at` and zeros elsewhere (float32, length n)."""
        order = np.argsort(at, kind="stable")
        return np.asarray(self._columns[:, at[order]] @ values[order].astype(np.float32), dtype=np.float32)
