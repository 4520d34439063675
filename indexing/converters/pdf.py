"""PDF → blocks with page numbers (pypdf). Running heads and feet are dropped, torn words and paragraphs joined."""

from __future__ import annotations

import logging
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from assistant.errors import DateiError
from assistant.types import Block, BlockKind, ConvertedFile
from indexing.converters.cleanup import join_lines, join_torn, strip_emphasis, tidy

MAX_PAGES = 2000
ENCRYPTED = "Die PDF-Datei ist verschlüsselt. Bitte eine Fassung ohne Kennwort bereitstellen."
DAMAGED = "Die PDF-Datei ist beschädigt oder unvollständig. Bitte neu herunterladen oder neu speichern."
BULLETS = "•◦▪‣●○–■□\uf0b7\x7f"  # 7F: what the standard fonts of a PDF call the bullet
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?\s+[A-ZÄÖÜ]")
_GAP = 1.6  # a line this many font sizes below the last one begins a new paragraph


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


def convert(path: Path) -> ConvertedFile:
    """Read a PDF. Errors: DateiError for encrypted, damaged, over-long files and files without a text layer."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its English warnings say nothing our one line does not say
    _guard(path)
    try:
        reader = PdfReader(path, strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise DateiError(str(path), ENCRYPTED)
        count = len(reader.pages)
        if count > MAX_PAGES:
            raise DateiError(str(path), f"Die PDF-Datei hat {count} Seiten; mehr als {MAX_PAGES} werden nicht gelesen. Bitte teilen.")
        pages = [_page_lines(page) for page in reader.pages]
        layouts = [_layout_cells(page, lines) for page, lines in zip(reader.pages, pages, strict=True)]
        meta = reader.metadata
        title = str(meta.title) if meta and meta.title else ""
        stand = _metadata_date(meta)
    except DependencyError as e:  # ciphers pypdf does not read by itself
        raise DateiError(str(path), ENCRYPTED) from e
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError) as e:
        raise DateiError(str(path), DAMAGED) from e
    if not any(line.text for lines in pages for line in lines):
        raise DateiError(str(path), "Die PDF-Datei enthält keinen lesbaren Text (vermutlich ein Scan). Bitte mit Texterkennung (OCR) speichern.")
    pages = _without_running_lines(pages)
    body = _body_size(pages)
    blocks: list[Block] = []
    for number, (lines, cells) in enumerate(zip(pages, layouts, strict=True), 1):
        blocks += _page_blocks(lines, cells, number, body)
    return ConvertedFile(tuple(_with_headers(join_torn(blocks))), title, stand, count)


def _guard(path: Path) -> None:
    """A PDF ends with its end mark; without it the tail is missing, and pypdf would read what is left as if it were all."""
    with path.open("rb") as f:
        f.seek(max(0, path.stat().st_size - 4096))
        if b"%%EOF" not in f.read():
            raise DateiError(str(path), DAMAGED)


def _metadata_date(meta: Any) -> date | None:
    try:
        created = meta.creation_date if meta else None
    except (ValueError, TypeError, AttributeError):
        return None
    return created.date() if created else None


def _page_lines(page: Any) -> list[Line]:
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


def _layout_cells(page: Any, lines: list[Line]) -> dict[str, tuple[str, ...]]:
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


def _without_running_lines(pages: list[list[Line]]) -> list[list[Line]]:
    """Drop lines that stand (digits masked) at the same height on at least half of the pages, and at least three."""
    seen: Counter[tuple[str, int]] = Counter()
    for lines in pages:
        seen.update({(_mask(x.text), round(x.y / 4)) for x in lines[:3] + lines[-3:]})
    need = max(3, len(pages) // 2)
    return [[x for x in lines if max(seen[(_mask(x.text), round(x.y / 4) + d)] for d in (-1, 0, 1)) < need] for lines in pages]


def _body_size(pages: list[list[Line]]) -> float:
    weight: Counter[float] = Counter()
    for lines in pages:
        for x in lines:
            weight[round(x.size, 1)] += len(x.text)
    return weight.most_common(1)[0][0] if weight else 10.0


def _page_blocks(lines: list[Line], cells: dict[str, tuple[str, ...]], page: int, body: float) -> list[Block]:
    blocks: list[Block] = []
    group: list[Line] = []

    def flush() -> None:
        if group:
            blocks.append(_block(group, cells, page, body))
            group.clear()

    for line in lines:
        if group:
            last = group[-1]
            apart = last.y - line.y > _GAP * max(line.size, last.size) or line.y > last.y or line.note
            changed = abs(line.size - last.size) > 0.08 * last.size or (line.bold != last.bold and _is_heading(group, body))
            numbered = re.match(r"\d{1,3}\.\s+\S", line.text) is not None and bool(re.search(r"[.:?!]$", last.text.strip()))
            if apart or changed or line.bullet or numbered:
                flush()
        group.append(line)
    flush()
    return blocks


def _is_heading(group: list[Line], body: float) -> bool:
    text = join_lines(x.text for x in group)
    big = group[0].size > 1.08 * body
    bold = all(x.bold for x in group) and (group[0].size > 0.9 * body or _NUMBERED.match(text) is not None)  # lowest headings may be set small
    return len(text) < 220 and (big or bold)


def _block(group: list[Line], cells: dict[str, tuple[str, ...]], page: int, body: float) -> Block:
    text = strip_emphasis(join_lines(x.text for x in group))
    if group[0].bullet:
        return Block("item", text, page, marker="•")
    if group[0].note:
        return Block("footnote", text, page)
    if _is_heading(group, body):
        return Block("heading", text, page, level=max(1, 6 - round(4 * group[0].size / body) + 2))
    if group[0].size < 0.9 * body:
        found = [cells.get("".join(x.text.split()), ()) for x in group]
        columns = _columns(group)
        if len(columns) > 1 and (len(group) > 2 or not any(found)):
            return Block("row", "\t".join(columns), page, cells=columns)
        if any(found):
            width = max(len(f) for f in found)
            row = next(f for f in found if len(f) == width)
            if len(found) > 1 and not found[0]:
                row = (join_lines([group[0].text, row[0]]), *row[1:])
            return Block("row", text, page, cells=tuple(row))
        if cells and not re.match(r"[¹²³⁴⁵⁶⁷⁸⁹*]|\d{1,2}\s", text):
            return Block("row", text, page, cells=(text,))  # a row whose cells run over several lines: kept whole
    kind: BlockKind = "item" if re.match(r"(\d{1,2}|[a-z])[.)]\s", text) else "paragraph"
    return Block(kind, text, page, marker=text.split(" ", 1)[0] if kind == "item" else "")


def _columns(group: list[Line]) -> tuple[str, ...]:
    """Cells of a row whose cells run over several lines, by the place their pieces begin at; () for a row of one line."""
    if len(group) < 2:
        return ()
    places: list[tuple[float, list[Line]]] = []
    for piece in sorted((p for line in group for p in line.pieces), key=lambda p: p.x):
        if places and piece.x - places[-1][0] < 0.5 * piece.size:
            places[-1][1].append(piece)
        else:
            places.append((piece.x, [piece]))
    return tuple(strip_emphasis(join_lines(p.text for p in sorted(pieces, key=lambda p: -p.y))) for _, pieces in places)


def _with_headers(blocks: list[Block]) -> list[Block]:
    """Give every row of a table its caption (the paragraph before it, when it reads like one) and its header row."""
    out: list[Block] = []
    caption = ""
    header: tuple[str, ...] = ()
    for b in blocks:
        if b.kind != "row":
            caption = b.text if len(b.text) < 200 else ""
            header = ()
            out.append(b)
            continue
        if not header:
            header = b.cells
            out.append(replace(b, caption=caption))
        else:
            out.append(replace(b, caption=caption, header=header))
    return out
