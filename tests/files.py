"""Builds the files of the tests: PDFs with reportlab, DOCX with python-docx, damaged ones by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import docx
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas

MARGIN, TOP = 72, 760


class Sheet:
    """Writes lines on PDF pages from top to bottom."""

    def __init__(self, path: Path, title: str = "") -> None:
        self._canvas = canvas.Canvas(str(path), pagesize=A4, invariant=1)
        if title:
            self._canvas.setTitle(title)
        self.y = TOP

    def line(self, text: str, size: float = 11, bold: bool = False, x: float = MARGIN, gap: float = 1.2) -> Sheet:
        """One line; `gap` in font sizes below it (a new paragraph begins after 1.6 or more)."""
        self._canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
        self._canvas.drawString(x, self.y, text)
        self.y -= gap * size
        return self

    def paragraph(self, *lines: str, size: float = 11) -> Sheet:
        """Lines that belong together, with space below."""
        for text in lines:
            self.line(text, size)
        self.y -= size
        return self

    def heading(self, text: str) -> Sheet:
        """A larger, bold line with space below."""
        return self.line(text, 15, bold=True, gap=2.4)

    def cells(self, *cells: str, size: float = 9, width: float = 150) -> Sheet:
        """A row of a table, in the small type tables have."""
        self._canvas.setFont("Helvetica", size)
        for i, cell in enumerate(cells):
            self._canvas.drawString(MARGIN + i * width, self.y, cell)
        self.y -= 2 * size
        return self

    def at(self, y: float, text: str, size: float = 8, x: float = MARGIN) -> Sheet:
        """A line at a fixed place: running heads and feet, cells that run over several lines."""
        self._canvas.setFont("Helvetica", size)
        self._canvas.drawString(x, y, text)
        return self

    def picture(self) -> Sheet:
        """Something that is no text."""
        self._canvas.rect(100, 400, 200, 100, fill=1)
        return self

    def page(self) -> Sheet:
        """Ends the page."""
        self._canvas.showPage()
        self.y = TOP
        return self

    def save(self) -> None:
        """Ends the file."""
        self._canvas.save()


def write_pdf(path: Path, *paragraphs: str) -> Path:
    """A PDF with one page per text; each line of a text is a line on the page, an empty line ends a paragraph."""
    sheet = Sheet(path)
    for text in paragraphs:
        for paragraph in text.split("\n\n"):
            sheet.paragraph(*paragraph.split("\n"))
        sheet.page()
    sheet.save()
    return path


def encrypt(source: Path, target: Path, password: str) -> Path:
    """The same PDF, readable with the password only."""
    writer = PdfWriter(clone_from=PdfReader(source))
    writer.encrypt(password, algorithm="RC4-128")
    with target.open("wb") as f:
        writer.write(f)
    return target


def write_docx(path: Path, paragraphs: Sequence[tuple[str, str]], table: Sequence[Sequence[str]] = ()) -> Path:
    """A Word file: (style, text) pairs ("" is normal text), then a table."""
    document = docx.Document()
    for style, text in paragraphs:
        document.add_paragraph(text, style=style or None)
    if table:
        grid = document.add_table(rows=0, cols=len(table[0]))
        for row in table:
            for cell, text in zip(grid.add_row().cells, row, strict=True):
                cell.text = text
    document.save(str(path))
    return path


def zip_bomb(path: Path, size: int = 60_000_000) -> Path:
    """A Word file of a few kilobytes that unpacks to `size` bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("[Content_Types].xml", "<Types/>")
        with z.open("word/document.xml", "w") as part:
            block = b" " * 1_000_000
            for _ in range(size // len(block)):
                part.write(block)
    return path


def entity_bomb(path: Path) -> Path:
    """A Word file whose XML would grow to gigabytes if its entities were expanded."""
    layers = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10))
    text = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e0 "Lawine ">{layers}]>'
    body = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&e9;</w:t></w:r></w:p></w:body></w:document>'
    plain = io.BytesIO()
    docx.Document().save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        for item in source.infolist():
            z.writestr(item, text + body if item.filename == "word/document.xml" else source.read(item))
    return path
