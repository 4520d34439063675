"""The lines of a PDF's pages as they stand on paper: place, size, weight, bullets; running heads and feet left out."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from indexing.converters.cleanup import tidy

BULLETS = "•◦▪‣●○–■□\uf0b7\x7f"  # 7F: what the standard fonts of a PDF call the bullet


@dataclass(slots=True)
class Line:
    """One line of a page: position in points from the lower left, effective font size, bold or not, and the pieces it was put together from."""

    x: float
    y: float
    size: float
    bold: bool
    text: str
    bullet: bool = False
    note: bool = False
    pieces: list[Line] = field(default_factory=list)


def page_lines(page: Any) -> list[Line]:
    """Lines of a page from top to bottom, left to right within a line; a bullet glyph marks its line."""
    frags: list[Line] = []

    def visit(text: str, cm: list[float], tm: list[float], font: dict[str, Any] | None, size: float) -> None:
        if not text.strip():
            return
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        scale = abs(tm[3] * cm[3]) or abs(tm[0] * cm[0]) or 1.0
        bold = "bold" in str((font or {}).get("/BaseFont", "")).lower()
        rows = [p for p in text.split("\n") if p.strip()]
        for i, part in enumerate(rows):
            frags.append(Line(x, y - i * size * scale * 1.2, size * scale, bold, part))

    page.extract_text(visitor_text=visit)
    return _merge(frags)


def _merge(frags: list[Line]) -> list[Line]:
    rows: list[list[Line]] = []
    for f in sorted(frags, key=lambda f: (-f.y, f.x)):
        if rows and abs(rows[-1][0].y - f.y) < 0.45 * max(f.size, rows[-1][0].size):
            rows[-1].append(f)
        else:
            rows.append([f])
    lines: list[Line] = []
    for f, first in ((f, i == 0) for row in rows for i, f in enumerate(sorted(row, key=lambda f: f.x))):
        bullet = f.text.strip() in BULLETS
        if not first:
            last = lines[-1]
            last.pieces.append(f)
            if bullet and not last.text:
                last.bullet = True
            elif not last.text:
                last.text, last.x, last.y, last.size, last.bold = f.text, f.x, f.y, f.size, f.bold
            else:
                if last.size < 0.95 * f.size and last.text.strip().isdigit():  # a line that opens with a raised number is a footnote
                    last.note, last.size, last.y = True, f.size, f.y
                glue = "" if last.text.endswith(" ") or f.text.startswith(" ") or f.size < 0.9 * last.size or f.text[0] in "-,.;:)" else " "
                glue = "" if f.bold != last.bold and not last.text.endswith(" ") and not f.text.startswith(" ") else glue
                last.text += glue + f.text
                last.bold = last.bold and f.bold
        else:
            lines.append(Line(f.x, f.y, f.size, f.bold, "" if bullet else f.text, bullet, pieces=[f]))
    for line in lines:
        stripped = line.text.lstrip()
        if stripped[:1] in BULLETS and stripped[1:2] == " " and stripped[:1] != "–":
            line.bullet, line.text = True, stripped[2:]
    return [x for x in lines if x.text.strip()]


def layout_cells(page: Any, lines: list[Line]) -> dict[str, tuple[str, ...]]:
    """Cells of table rows by layout: key is the row's text without white space. Only pages that seem to hold a table pay for it."""
    widest = max((x.size for x in lines if len(x.text) > 60), default=0.0)
    if sum(x.size < 0.9 * widest for x in lines) < 3 and widest:
        return {}
    out: dict[str, tuple[str, ...]] = {}
    for raw in str(page.extract_text(extraction_mode="layout")).split("\n"):
        cells = tuple(tidy(c) for c in re.split(r" {3,}", raw.strip()) if c.strip())
        if len(cells) > 1:
            out["".join("".join(cells).split())] = cells
    return out


def _mask(text: str) -> str:
    return re.sub(r"\d+", "#", re.sub(r"\s+", " ", text)).strip().lower()


def without_running_lines(pages: list[list[Line]]) -> list[list[Line]]:
    """Drop lines that stand (digits masked) at the same height on at least half of the pages, and at least three."""
    seen: Counter[tuple[str, int]] = Counter()
    for lines in pages:
        seen.update({(_mask(x.text), round(x.y / 4)) for x in lines[:3] + lines[-3:]})
    need = max(3, len(pages) // 2)
    return [[x for x in lines if max(seen[(_mask(x.text), round(x.y / 4) + d)] for d in (-1, 0, 1)) < need] for lines in pages]


def body_size(pages: list[list[Line]]) -> float:
    """The font size most letters of the document are set in."""
    weight: Counter[float] = Counter()
    for lines in pages:
        for x in lines:
            weight[round(x.size, 1)] += len(x.text)
    return weight.most_common(1)[0][0] if weight else 10.0
