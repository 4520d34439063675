"""From the lines of a PDF's pages to blocks: headings, paragraphs, items, footnotes, table rows with their cells and header."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.types import Block, BlockKind
from indexing.converters.cleanup import join_lines, strip_emphasis
from indexing.converters.pdflines import Line

_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?\s+[A-ZÄÖÜ]")
_GAP = 1.6  # a line this many font sizes below the last one begins a new paragraph


def page_blocks(lines: list[Line], cells: dict[str, tuple[str, ...]], page: int, body: float) -> list[Block]:
    """The lines of a page put together: below a gap, with another type size, a bullet or a number a new block begins. `body`: size of the text."""
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


def with_headers(blocks: list[Block]) -> list[Block]:
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
