"""The frozen types as JSON and back: how a generation keeps passages, cards and documents."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from assistant.plain import plain
from assistant.types import Block, Card, CardQuestion, Document, DocumentInfo, Passage, Place, Section, Span

_DATES = ("stand", "valid_from", "valid_until")


def row_of(x: Any) -> dict[str, Any]:
    """A dataclass as JSON-ready dict; dates as ISO text, empty values left out."""
    return {k: plain(v) for k, v in asdict(x).items() if v not in (None, "", (), [], 0) or k in ("start", "level")}


def _dated(row: dict[str, Any]) -> dict[str, Any]:
    return {k: date.fromisoformat(v) if k in _DATES and v else v for k, v in row.items()}


def passage(row: dict[str, Any]) -> Passage:
    """Passage from its dict."""
    return Passage(**{"document_id": "", "locator": "", **_dated(row)})


def info(row: dict[str, Any]) -> DocumentInfo:
    """DocumentInfo from its dict."""
    return DocumentInfo(**_dated(row))


def card(row: dict[str, Any]) -> Card:
    """Card from its dict."""
    row = _dated(row)
    row["questions"] = tuple(CardQuestion(**q) for q in row.get("questions", ()))
    row["places"] = tuple(Place(**p) for p in row.get("places", ()))
    for key in ("anchors", "baustein", "related"):
        row[key] = tuple(row.get(key, ()))
    return Card(**{"document_id": "", "locator": "", "details": "", **row})


def document_row(d: Document) -> dict[str, Any]:
    """A document with its blocks; the text is kept once, blocks by offsets."""
    spans = [[s.start, s.end, {k: v for k, v in row_of(s.block).items() if k != "text"}] for s in d.spans]
    return {
        "info": row_of(d.info),
        "text": d.text,
        "spans": spans,
        "sections": [row_of(s) for s in d.sections],
        "sha256": d.sha256,
        "source": d.source,
        "page_count": d.page_count,
    }


def document(row: dict[str, Any]) -> Document:
    """Document from `document_row`."""
    text = row["text"]
    spans = tuple(Span(_block(text[a:b], extra), a, b) for a, b, extra in row["spans"])
    sections = tuple(Section(**{"title": "", "page": None, **s}) for s in row["sections"])
    return Document(info(row["info"]), text, spans, sections, row["sha256"], row["source"], row.get("page_count"))


def _block(text: str, extra: dict[str, Any]) -> Block:
    extra = dict(extra)
    for key in ("cells", "header"):
        extra[key] = tuple(extra.get(key, ()))
    extra["breaks"] = tuple((int(a), int(b)) for a, b in extra.get("breaks", ()))
    return Block(text=text, **extra)
