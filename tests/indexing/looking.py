"""What the tests look at in a converted or divided document."""

from __future__ import annotations

from pathlib import Path

from assistant.types import Document
from indexing.converters import convert


def texts_of(path: Path) -> list[str]:
    """The texts of a file's blocks."""
    return [b.text for b in convert(path).blocks]


def locators_of(document: Document) -> list[str]:
    """The locators of a document's sections, in order."""
    return [s.locator for s in document.sections]


def section_text(document: Document, locator: str) -> str:
    """The text of the sections with a locator."""
    return "\n".join(document.text[s.start : s.end] for s in document.sections if s.locator == locator)
