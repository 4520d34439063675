"""Table rows of a passage as lines that say what each value is of."""

from __future__ import annotations

import re

_VALUE = re.compile(r"[~<>≈]?\s?\d[\d.,/]*\s?(?:%|€|Euro|VZÄ)?\*{0,2}|(?:mind|max|ca)\.\s?\d+|k\.\s?A\.|-|–|offen|unklar|geplant|alle")


class Table:
    """Reads table rows: every cell with a value becomes a line of its own, with its row's name and its column's head."""

    def __init__(self) -> None:
        self.title = ""
        self.head: list[str] = []
        self.name = ""

    def row(self, line: str) -> list[str]:
        """The lines a row stands for; heads and titles stay as they are."""
        cells = [re.sub(r"</?\w+>", "", c).strip() for c in (line.split("\t") if "\t" in line else line.strip().strip("|").split("|"))]
        filled = [c for c in cells if c]
        if not filled or set("".join(filled)) <= set("-: "):
            return []
        values = [i for i, c in enumerate(cells) if _VALUE.fullmatch(c)]
        if not values:
            if len(filled) == 1:
                self.title, self.head = filled[0], []
            else:
                self.head = cells
            return [" ".join(filled)]
        named = [c for i, c in enumerate(cells) if (c and i not in values) or re.fullmatch(r"(?:19|20)\d\d", c)]
        if named and re.search(r"[^\W\d_]{2}", named[0]):
            years = [i for i, c in enumerate(named) if re.fullmatch(r"(?:19|20)\d\d", c)]
            self.name = " ".join(named[: years[0]] if years else named)
            texts = named
        else:
            texts = [self.name, *named]
        out = []
        for i in values:
            if not re.fullmatch(r"(?:19|20)\d\d", cells[i]):
                head = self.head[i] if i < len(self.head) else ""
                out.append(" ".join(x for x in (self.title, *texts, head, cells[i]) if x))
        return out
