"""Words the index does not know, brought to the nearest one it knows: one wrong, missing, doubled or swapped letter (two in long words)."""

from __future__ import annotations

from collections.abc import Iterable


class Speller:
    """Corrects folded words against the stems of an index. The more frequent stem wins among equally near ones."""

    def __init__(self, frequencies: dict[str, int]) -> None:
        self._frequencies = frequencies
        self._by_shape: dict[tuple[str, int], list[str]] = {}
        for stem in frequencies:
            if len(stem) >= 4 and stem.isalpha():
                self._by_shape.setdefault((stem[0], len(stem)), []).append(stem)

    def correct(self, stem: str) -> str | None:
        """The nearest known stem, or None."""
        if len(stem) < 5 or not stem.isalpha() or stem in self._frequencies:
            return None
        most = 2 if len(stem) >= 9 else 1
        best: tuple[int, int, str] | None = None
        for other in self._candidates(stem, most):
            d = distance(stem, other, most)
            if d <= most and (best is None or (d, -self._frequencies[other]) < best[:2]):
                best = (d, -self._frequencies[other], other)
        return best[2] if best else None

    def _candidates(self, stem: str, most: int) -> Iterable[str]:
        for size in range(len(stem) - most, len(stem) + most + 1):
            yield from self._by_shape.get((stem[0], size), ())


def distance(a: str, b: str, most: int) -> int:
    """Optimal string alignment distance, cut off above `most`."""
    if abs(len(a) - len(b)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (x != y))
            if before and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return last[-1]
