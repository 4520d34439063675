"""DOCX → blocks (python-docx): headings by style, list items, tables with cells kept apart."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from assistant.errors import DateiError
from assistant.types import Block, ConvertedFile
from indexing.converters.cleanup import join_torn, tidy

MAX_UNPACKED = 300_000_000
MAX_RATIO = 200


def convert(path: Path) -> ConvertedFile:
    """Read a DOCX file. Errors: DateiError for damaged files, zip bombs and files without text."""
    _guard(path)
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        document = docx.Document(str(path))
        blocks = list(_blocks(document))
        props = document.core_properties
        title, changed = str(props.title or ""), props.modified
    except (OpcError, LxmlError, KeyError, ValueError, AttributeError, zipfile.BadZipFile) as e:
        raise DateiError(str(path), "Die DOCX-Datei ist beschädigt. Bitte in Word öffnen und neu speichern.") from e
    if not blocks:
        raise DateiError(str(path), "Die DOCX-Datei enthält keinen Text.")
    stand: date | None = changed.date() if changed and changed.year > 2013 else None
    return ConvertedFile(tuple(join_torn(blocks)), title, stand)


def _guard(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as z:
            unpacked = sum(i.file_size for i in z.infolist())
            packed = max(1, sum(i.compress_size for i in z.infolist()))
            if "word/document.xml" not in z.namelist():
                raise DateiError(str(path), "Die Datei ist kein Word-Dokument (DOCX).")
    except zipfile.BadZipFile as e:
        raise DateiError(str(path), "Die DOCX-Datei ist beschädigt. Bitte in Word öffnen und neu speichern.") from e
    if unpacked > MAX_UNPACKED or (unpacked > 20_000_000 and unpacked / packed > MAX_RATIO):
        raise DateiError(str(path), "Die DOCX-Datei entpackt sich auf eine unzulässige Größe und wird nicht gelesen.")


def _blocks(document: Any) -> Iterator[Block]:
    last = ""
    for element in document.iter_inner_content():
        if hasattr(element, "rows"):
            yield from _table(element, last)
        else:
            block = _paragraph(element)
            if block:
                last = block.text
                yield block


def _paragraph(p: Any) -> Block | None:
    text = tidy(p.text.replace("\t", " "))
    if not text:
        return None
    style = str(p.style.name if p.style is not None else "")
    level = re.search(r"(?:Heading|Überschrift)\s*(\d)", style)
    if level or style in ("Title", "Titel"):
        return Block("heading", text, level=int(level[1]) if level else 1)
    numbered = p._p.pPr is not None and p._p.pPr.numPr is not None
    if numbered or "List" in style or "Aufzählung" in style:
        return Block("item", text, marker="•")
    runs = [r for r in p.runs if r.text.strip()]
    if runs and len(text) < 120 and all(r.bold for r in runs):
        return Block("heading", text, level=4)
    item = re.match(r"([-•–*]|\d{1,2}[.)])\s+", text)
    if item:
        return Block("item", text if item[1][0].isdigit() else text[item.end() :], marker=item[1])
    return Block("paragraph", text)


def _table(table: Any, caption: str) -> Iterator[Block]:
    header: tuple[str, ...] = ()
    for row in table.rows:
        cells: list[str] = []
        seen: set[int] = set()
        for cell in row.cells:  # merged cells come back once per grid column
            if id(cell._tc) in seen:
                continue
            seen.add(id(cell._tc))
            cells.append(tidy(cell.text))
        if any(cells):
            yield Block("row", "\t".join(cells), cells=tuple(cells), header=header, caption=caption if len(caption) < 200 else "")
            header = header or tuple(cells)
