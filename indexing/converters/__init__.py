"""One converter per format, chosen by content first and file ending second. A PDF takes two more steps: `pdflines`, then `pdfblocks`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from assistant.errors import DateiError, os_reason
from assistant.types import ConvertedFile

SUFFIXES = {".pdf", ".docx", ".html", ".htm", ".md", ".markdown", ".txt"}
MAX_BYTES = 100_000_000


def convert(path: Path) -> ConvertedFile:
    """Convert one file. Every failure becomes a DateiError that names the file, the reason and what to do."""
    try:
        size = path.stat().st_size
        if size == 0:
            raise DateiError(str(path), "Die Datei ist leer.")
        if size > MAX_BYTES:
            raise DateiError(str(path), f"Die Datei ist größer als {MAX_BYTES // 1_000_000} MB und wird nicht gelesen. Bitte teilen.")
        with path.open("rb") as f:
            head = f.read(8)
        return _converter(path, head)(path)
    except DateiError:
        raise
    except OSError as e:
        raise DateiError(str(path), f"Die Datei kann nicht gelesen werden ({os_reason(e)}).") from e
    except (RecursionError, MemoryError) as e:
        raise DateiError(str(path), "Die Datei ist zu tief verschachtelt oder zu groß und wird nicht gelesen.") from e
    except Exception as e:  # parsers meet files nobody foresaw; one such file must never stop a run
        raise DateiError(str(path), "Die Datei ist beschädigt und kann nicht gelesen werden.") from e


def _converter(path: Path, head: bytes) -> Callable[[Path], ConvertedFile]:
    from indexing.converters import docx, html, pdf, text

    suffix = path.suffix.lower()
    if head.startswith(b"%PDF") or suffix == ".pdf":
        return pdf.convert
    if suffix == ".docx":
        return docx.convert
    if suffix in (".html", ".htm"):
        return html.convert
    if suffix in (".md", ".markdown", ".txt"):
        return text.convert
    raise DateiError(str(path), f"Das Format „{suffix or 'ohne Endung'}“ wird nicht unterstützt (möglich: PDF, DOCX, HTML, MD, TXT).")
