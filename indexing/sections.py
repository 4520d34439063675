"""Blocks → Document with Sections: the locators people cite by, found by the outline of the document's kind.

Outlines: `fragen` ("Frage 13": numbered questions in order), `kapitel` ("4.3": numbered headings, checked against the table
of contents where there is one), `nummern` ("Nr. 5.4.1"), `paragrafen` ("§ 9 Abs. 2"), `ueberschriften` (named headings of the
registry), `auto` (headings as the file marks them). Tables with a caption "Tab. N" are sections of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.registry import Source
from assistant.types import Block, Document, DocumentInfo, Section, Span

_CHAPTER = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\.?\s+(\S.*)", re.S)
_TABLE = re.compile(r"(Tab(?:elle|\.)\s*\d+)\s*[:.]", re.I)
_TOC_TAIL = re.compile(r"(\.{3,}|\t)\s*\d{0,3}\s*$|\s\d{1,3}\s*$")
_NAMED = ("Abkürzungsverzeichnis", "Literaturverzeichnis", "Tabellenverzeichnis", "Inhaltsverzeichnis", "Abbildungsverzeichnis", "Anlagen", "Inhalt")


@dataclass(frozen=True, slots=True)
class Mark:
    """The block at `index` opens the section `locator`. `table` sections end with the last row of their table."""

    index: int
    locator: str
    title: str
    table: bool = False


def build_document(info: DocumentInfo, source: Source | None, blocks: tuple[Block, ...], sha256: str, path: str, pages: int | None) -> Document:
    """Lay the blocks out as one text and divide it into sections."""
    spans, offset, parts = [], 0, []
    for b in blocks:
        spans.append(Span(b, offset, offset + len(b.text)))
        parts.append(b.text)
        offset += len(b.text) + 1
    marks = _marks(source, blocks)
    sections = _sections(info.id, marks, spans)
    return Document(info, "\n".join(parts), tuple(spans), sections, sha256, path, pages)


def _marks(source: Source | None, blocks: tuple[Block, ...]) -> list[Mark]:
    outline = source.outline if source else "auto"
    if outline == "fragen":
        marks = list(_questions(blocks))
    elif outline == "kapitel":
        marks = list(_chapters(blocks))
    elif outline == "nummern":
        marks = list(_numbers(blocks))
    elif outline == "paragrafen":
        marks = list(_paragraphs(blocks))
    elif outline == "ueberschriften" and source and source.headings:
        marks = list(_named(blocks, source))
    else:
        marks = list(_auto(blocks))
    return marks or list(_auto(blocks))


def _sections(document_id: str, marks: list[Mark], spans: list[Span]) -> tuple[Section, ...]:
    out: list[Section] = []
    if spans and (not marks or marks[0].index > 0):
        marks = [Mark(0, "Anfang", ""), *marks]
    for i, m in enumerate(marks):
        last = marks[i + 1].index if i + 1 < len(marks) else len(spans)
        if last > m.index:
            out.append(Section(document_id, m.locator, m.title, spans[m.index].start, spans[last - 1].end, spans[m.index].block.page))
    return tuple(out)


def _questions(blocks: tuple[Block, ...]) -> Iterator[Mark]:
    expected = 1
    for i, b in enumerate(blocks):
        found = re.match(rf"{expected}\.\s+(\S.*)", b.text, re.S)
        if found and b.kind != "row" and (found[1].rstrip().endswith(("?", ":")) or b.kind == "heading") and len(b.text) < 300:
            yield Mark(i, f"Frage {expected}", found[1])
            expected += 1


def _contents(blocks: tuple[Block, ...]) -> dict[str, str]:
    """Number → title (letters only) from lines that look like a table of contents."""
    out: dict[str, str] = {}
    for b in blocks[:250]:
        text = b.text.replace("\t", " ") if b.kind == "row" else b.text
        found = _CHAPTER.match(text)
        if found and _TOC_TAIL.search(b.text) and len(text) < 200 and found[1] not in out:
            out[found[1]] = _key(_TOC_TAIL.sub("", found[2]))
    return out if len(out) >= 4 else {}


def _key(title: str) -> str:
    return re.sub(r"[^a-zäöüß]", "", title.lower())[:14]


def _with_tables(blocks: tuple[Block, ...], i: int, current: Mark | None) -> tuple[list[Mark], int]:
    """Marks for a captioned table starting at block i, and the index after its last row."""
    b = blocks[i]
    found = _TABLE.match(b.text)
    if not found or b.kind == "row" or len(b.text) > 200:
        return [], i
    number = re.search(r"\d+", found[1])
    j = i + 1
    while j < len(blocks) and (
        blocks[j].kind == "row" or (blocks[j].kind in ("paragraph", "heading") and j == i + 1 and j + 1 < len(blocks) and blocks[j + 1].kind == "row")
    ):
        j += 1
    if j - i < 3 or number is None:
        return [], i
    marks = [Mark(i, f"Tab. {number[0]}", b.text, table=True)]
    if current is not None and j < len(blocks):
        marks.append(Mark(j, current.locator, current.title))
    return marks, j


def _chapters(blocks: tuple[Block, ...]) -> Iterator[Mark]:
    contents = _contents(blocks)
    current: Mark | None = None
    last: tuple[int, ...] = ()
    i = 0
    while i < len(blocks):
        b = blocks[i]
        tables, after = _with_tables(blocks, i, current)
        if tables and current is not None:
            yield from tables
            i = after
            continue
        named = b.text.strip().rstrip(":")
        if b.kind != "row" and named in _NAMED:
            current = Mark(i, named, named)
            yield current
        elif (number := _chapter_number(b, contents, last)) is not None:
            found = _CHAPTER.match(b.text)
            last = number
            current = Mark(i, ".".join(map(str, number)), found[2] if found else b.text)
            yield current
        i += 1


def _chapter_number(b: Block, contents: dict[str, str], last: tuple[int, ...]) -> tuple[int, ...] | None:
    found = _CHAPTER.match(b.text)
    if not found or b.kind == "row" or len(b.text) > 220 or re.search(r"\.{3,}\s*\d*$", b.text):
        return None
    number = tuple(int(x) for x in found[1].split("."))
    if contents:
        title = contents.get(found[1])
        return number if title is not None and title and _key(found[2])[: len(title)] == title and number > last else None
    follows = (*number[:-1], number[-1] - 1) == last[: len(number)] or number == (*last, 1) or (not last and number == (1,))
    return number if follows and (b.kind == "heading" or not re.search(r"[.,;:]$", b.text)) else None


def _numbers(blocks: tuple[Block, ...]) -> Iterator[Mark]:
    last: tuple[int, ...] = ()
    for i, b in enumerate(blocks):
        found = re.match(r"(?:Nr\.\s*)?(\d{1,2}(?:\.\d{1,2})*)\.?\s+(\S.*)", b.text, re.S)
        if not found or b.kind == "row" or (_TOC_TAIL.search(b.text[-12:]) and "\t" in b.text):
            continue
        number = tuple(int(x) for x in found[1].split("."))
        if _is_next(number, last):
            last = number
            yield Mark(i, f"Nr. {found[1]}", found[2][:120])


def _is_next(number: tuple[int, ...], last: tuple[int, ...]) -> bool:
    """1 → 1.1 → 1.2 → 2; a level may be opened by .1, and closed at any depth."""
    if not last:
        return number[0] == 1 and all(x == 1 for x in number)
    if number[: len(last)] == last and len(number) > len(last):
        return all(x == 1 for x in number[len(last) :])
    return any(number == (*last[:d], last[d] + 1) for d in range(len(last)))


def _paragraphs(blocks: tuple[Block, ...]) -> Iterator[Mark]:
    current = ""
    for i, b in enumerate(blocks):
        head = re.match(r"§\s*(\d+[a-z]?)\s*(.*)", b.text, re.S)
        part = re.match(r"\((\d+[a-z]?)\)\s*\S", b.text)
        if head and len(b.text) < 160 and not re.match(r"(Abs|Absatz|Satz|und|bis)\b", head[2]):
            current = f"§ {head[1]}"
            yield Mark(i, current, head[2])
        elif part and current:
            yield Mark(i, f"{current} Abs. {part[1]}", "")


def _named(blocks: tuple[Block, ...], source: Source) -> Iterator[Mark]:
    used: set[str] = set()
    waiting = {locator: re.compile(pattern) for locator, pattern in source.resume}
    for i, b in enumerate(blocks):
        if b.kind == "row" and len(b.cells) > 1:
            continue
        text = b.text.strip()
        for locator, pattern in source.headings:
            if locator not in used and len(text) < 160 and re.search(pattern, text):
                used.add(locator)
                yield Mark(i, locator, text)
                break
        for locator, resume in list(waiting.items()):
            if resume.search(text):
                del waiting[locator]
                yield Mark(i, locator, "")


def _auto(blocks: tuple[Block, ...]) -> Iterator[Mark]:
    for i, b in enumerate(blocks):
        if b.kind != "heading":
            continue
        found = _CHAPTER.match(b.text)
        yield Mark(i, found[1] if found else b.text[:80], found[2] if found else b.text)
