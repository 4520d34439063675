"""Plain text and Markdown → blocks: headings, paragraphs, list items, tab-separated or piped tables, footnotes."""

from __future__ import annotations

import re
from pathlib import Path

from assistant.errors import DateiError
from assistant.types import Block, ConvertedFile
from indexing.converters.cleanup import join_lines, join_torn, strip_emphasis, tidy

_ITEM = re.compile(r"(?:[-*•–+▪]|\(?\d{1,2}[.)]|[a-z]\))\s+(?=\S)")
_FOOTNOTE = re.compile(r"(?:[¹²³⁴⁵⁶⁷⁸⁹]+|<sup>\d+</sup>|\[\^\w+\]:|\\\*)\s*\S")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")


def read_text(path: Path) -> tuple[str, tuple[str, ...]]:
    """Decode UTF-8 (with or without BOM), UTF-16 with BOM, else Windows-1252/Latin-1, and say so. Binary content is a DateiError."""
    raw = path.read_bytes()
    notices: tuple[str, ...] = ()
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = raw.decode("utf-16", errors="replace")
    elif b"\x00" in raw[:8192]:
        raise DateiError(str(path), "Die Datei ist keine Textdatei (Binärdaten). Bitte die richtige Dateiendung verwenden.")
    else:
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = raw.decode("cp1252", errors="replace")
            notices = ("nicht in UTF-8 gespeichert, als Windows-1252 (Latin-1) gelesen.",)
    odd = sum(1 for c in text[:8192] if (ord(c) < 32 and c not in "\t\n\r\f") or c == "\ufffd")
    if odd > 0.02 * max(1, len(text[:8192])):
        raise DateiError(str(path), "Die Datei ist keine Textdatei (Binärdaten). Bitte die richtige Dateiendung verwenden.")
    return text, notices


def convert(path: Path) -> ConvertedFile:
    """Read a text or Markdown file. Errors: DateiError when it is empty or binary."""
    text, notices = read_text(path)
    if not text.strip():
        raise DateiError(str(path), "Die Datei ist leer.")
    return ConvertedFile(tuple(blocks_of(text)), notices=notices)


def blocks_of(text: str) -> list[Block]:
    """Blocks of a text, one per line unless a line visibly continues the one before."""
    lines = [x.rstrip() for x in _IMAGE.sub("", text).replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n")]
    out: list[Block] = []
    caption = ""
    header: tuple[str, ...] = ()
    blank = True
    for raw in lines:
        line = raw.strip("\n")
        if not line.strip():
            blank, header = True, ()
            continue
        cells = _cells(line)
        if cells is not None:
            if any(cells) and not all(re.fullmatch(r":?-{2,}:?", c) for c in cells if c):
                if not header:
                    caption = out[-1].text if out and out[-1].kind != "row" and len(out[-1].text) < 200 else ""
                out.append(Block("row", "\t".join(cells), cells=cells, header=header, caption=caption))
                header = header or cells
            blank = False
            continue
        header = ()
        block = _line_block(line)
        if not blank and out and _continues(out[-1], line, block):
            out[-1] = Block(out[-1].kind, join_lines([out[-1].text, block.text]), level=out[-1].level, marker=out[-1].marker)
        elif block.text:
            out.append(block)
        blank = False
    return join_torn(out)


def _cells(line: str) -> tuple[str, ...] | None:
    stripped = line.strip()
    if "\t" in line.strip(" "):
        return tuple(tidy(strip_emphasis(c)) for c in line.rstrip("\n").split("\t"))
    if stripped.startswith("|") and stripped.endswith("|") and stripped.count("|") > 2:
        return tuple(tidy(strip_emphasis(c)) for c in stripped[1:-1].split("|"))
    return None


def _line_block(line: str) -> Block:
    stripped = line.strip()
    head = re.match(r"(#{1,6})\s+(.*)", stripped)
    if head:
        return Block("heading", tidy(strip_emphasis(head[2])), level=len(head[1]))
    if _FOOTNOTE.match(stripped):
        return Block("footnote", tidy(strip_emphasis(stripped)))
    bold = re.fullmatch(r"(?:\*\*|<b>)([^*<]{3,160})(?:\*\*|</b>)", stripped)
    plain = strip_emphasis(stripped)
    item = _ITEM.match(plain)
    if item and not bold:
        marker = item[0].strip()
        body = plain[item.end() :] if not re.match(r"\(?\d|[a-z]\)", marker) else plain
        return Block("item", tidy(body), marker=marker)
    if bold:
        return Block("heading", tidy(plain), level=4)
    return Block("paragraph", tidy(plain))


def _continues(last: Block, raw: str, new: Block) -> bool:
    return (
        last.kind in ("paragraph", "item")
        and new.kind == "paragraph"
        and len(last.text) >= 45
        and not re.search(r"[.!?:;]$", last.text)
        and re.match(r"[a-zäöüß(]", new.text) is not None
    )
