"""Document → Passages: the units that are embedded, found and quoted.

A table row is a passage of its own with caption and header as context; list items stay with the sentence that introduces
them; paragraphs are merged up to TARGET words within one section and split at sentence ends above LIMIT words.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from assistant.citations.quotes import page_at
from assistant.types import Card, Document, Passage, Section, Span

CHUNKING = "3"  # part of the index name: raise it when the rules below change
TARGET, LIMIT = 90, 160
_SENTENCE = re.compile(r"(?<=[.!?;:])\s+(?=[A-ZÄÖÜ„\"(\d§])")


def passages_of(document: Document) -> list[Passage]:
    """All passages of a document in reading order."""
    out: list[Passage] = []
    for section in document.sections:
        spans = [s for s in document.spans if section.start <= s.start and s.end <= section.end and s.block.text]
        out += list(_section_passages(document, section, spans))
    return out


def _section_passages(document: Document, section: Section, spans: list[Span]) -> Iterator[Passage]:
    group: list[Span] = []
    intro: Span | None = None
    for s in spans:
        b = s.block
        heading_only = b.kind == "heading" or (s.start == section.start and section.title and len(b.text) < 220 and b.text.endswith(section.title))
        if b.kind == "row":
            if group:
                yield _passage(document, section, group, intro)
                group = []
            yield _row(document, section, s)
            continue
        if heading_only:
            if group:
                yield _passage(document, section, group, intro)
            group, intro = [], None
            if len(spans) == 1:
                yield _passage(document, section, [s], None)
            continue
        words = sum(len(x.block.text.split()) for x in group)
        if group and (words + len(b.text.split()) > TARGET) and not (b.kind == "item" and words < 25):
            yield _passage(document, section, group, intro)
            group = []
        if b.kind != "item":
            intro = s if b.text.endswith(":") else None
        for piece in _split(s):
            if len(piece.block.text.split()) > TARGET and group:
                yield _passage(document, section, group, intro)
                group = []
            group.append(piece)
            if sum(len(x.block.text.split()) for x in group) > TARGET:
                yield _passage(document, section, group, intro)
                group = []
    if group:
        yield _passage(document, section, group, intro)


def _split(span: Span) -> Iterator[Span]:
    from dataclasses import replace

    text = span.block.text
    if len(text.split()) <= LIMIT:
        yield span
        return
    start = 0
    for cut in [*(m.end() for m in _SENTENCE.finditer(text)), len(text)]:
        if cut == len(text) or len(text[start:cut].split()) >= TARGET:
            if cut < len(text) and len(text[cut:].split()) < 25:
                continue
            piece = text[start:cut].rstrip()
            yield Span(replace(span.block, text=piece, breaks=()), span.start + start, span.start + start + len(piece))
            start = cut


def _passage(document: Document, section: Section, group: list[Span], intro: Span | None) -> Passage:
    start, end = group[0].start, group[-1].end
    context = [document.info.title, section.title or section.locator]
    if intro is not None and intro.start < start and group[0].block.kind == "item":
        context.append(intro.block.text)
    return _make(document, section, start, end, "\n".join(context), group[0])


def _row(document: Document, section: Section, span: Span) -> Passage:
    b = span.block
    head = "; ".join(f"{h}: {c}" for h, c in zip(b.header, b.cells, strict=False) if h and c) or " | ".join(b.header)
    context = "\n".join(x for x in (document.info.title, b.caption or section.title, head) if x)
    return _make(document, section, span.start, span.end, context, span)


def _make(document: Document, section: Section, start: int, end: int, context: str, first: Span) -> Passage:
    text = document.text[start:end]
    digest = hashlib.sha256(f"{document.info.id}|{start}|{context}|{text}".encode()).hexdigest()[:16]
    return Passage(
        id=f"{document.info.id}:{digest}",
        document_id=document.info.id,
        locator=section.locator,
        text=text,
        kind="original",
        context=context,
        start=start,
        end=end,
        page=page_at(document, start),
        valid_from=document.info.valid_from,
        valid_until=document.info.valid_until,
        block=first.block.kind,
    )


_BAUSTEINE = {
    1: "Baustein 1 Koordination Koordinierungsstelle",
    2: "Baustein 2 Case Management",
    3: "Baustein 3 Ausländerbehörde Einbürgerungsbehörde ABH EBH fachbezogene Pauschale",
}


def _card_context(card: Card) -> str:
    """Words a question may use that the card's own text takes for granted: its municipality and its Baustein, when it has just one."""
    return " ".join(x for x in (card.kommune, _BAUSTEINE[card.baustein[0]] if len(card.baustein) == 1 else "") if x)


def passage_of_card(card: Card) -> Passage:
    """A card as a passage: statement and details are shown, its questions are indexed with it."""
    text = f"{card.statement} {card.details}".strip()
    expansion = "\n".join(q.text for q in card.questions)
    digest = hashlib.sha256(f"{card.id}|{_card_context(card)}|{text}|{expansion}".encode()).hexdigest()[:16]
    return Passage(
        id=f"card:{card.id}:{digest}",
        document_id=card.document_id,
        locator=card.locator,
        text=text,
        kind="card",
        context=_card_context(card),
        expansion=expansion,
        valid_from=card.valid_from,
        valid_until=card.valid_until,
        card_id=card.id,
    )
