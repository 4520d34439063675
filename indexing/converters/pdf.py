"""PDF → blocks with page numbers (pypdf). Running heads and feet are dropped, torn words and paragraphs joined."""

from __future__ import annotations

import logging
from datetime import date
from pathlib import Path
from typing import Any

from assistant.errors import DateiError
from assistant.types import Block, ConvertedFile
from indexing.converters.cleanup import join_torn
from indexing.converters.pdfblocks import page_blocks, with_headers
from indexing.converters.pdflines import body_size, layout_cells, page_lines, without_running_lines

MAX_PAGES = 2000
ENCRYPTED = "Die PDF-Datei ist verschlüsselt. Bitte eine Fassung ohne Kennwort bereitstellen."
DAMAGED = "Die PDF-Datei ist beschädigt oder unvollständig. Bitte neu herunterladen oder neu speichern."


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
        pages = [page_lines(page) for page in reader.pages]
        layouts = [layout_cells(page, lines) for page, lines in zip(reader.pages, pages, strict=True)]
        meta = reader.metadata
        title = str(meta.title) if meta and meta.title else ""
        stand = _metadata_date(meta)
    except DependencyError as e:  # ciphers pypdf does not read by itself
        raise DateiError(str(path), ENCRYPTED) from e
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError) as e:
        raise DateiError(str(path), DAMAGED) from e
    if not any(line.text for lines in pages for line in lines):
        raise DateiError(str(path), "Die PDF-Datei enthält keinen lesbaren Text (vermutlich ein Scan). Bitte mit Texterkennung (OCR) speichern.")
    pages = without_running_lines(pages)
    body = body_size(pages)
    blocks: list[Block] = []
    for number, (lines, cells) in enumerate(zip(pages, layouts, strict=True), 1):
        blocks += page_blocks(lines, cells, number, body)
    return ConvertedFile(tuple(with_headers(join_torn(blocks))), title, stand, count)


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
