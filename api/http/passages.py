"""A cited passage in its surroundings: from the original by offsets, else from the cards."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from api.http.errors import Problem
from assistant.answering import Assistant
from assistant.citations.quotes import page_at, sections_at
from assistant.stichtag.validity import label
from assistant.types import Card, Document, DocumentInfo, Passage, Validity

AROUND = 1500  # characters shown before and after at most


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A passage with the text around it; `start` and `end` are offsets in the original (0 for a card)."""

    info: DocumentInfo
    locator: str
    page: int | None
    validity: Validity
    source: str
    before: str
    text: str
    after: str
    start: int = 0
    end: int = 0


def surroundings(helper: Assistant, info: DocumentInfo, locator: str, quote: str, as_of: date) -> Surroundings:
    """The quote where it stands in the section a locator names; without a quote the whole section. Errors: Problem 404."""
    document = helper.index.document(info.id)
    found = in_original(helper, document, locator, quote, as_of) if document is not None else None
    found = found or in_cards(helper, info, locator, quote, as_of)
    if found is None:
        raise Problem(
            404,
            f"Die Stelle „{locator[:80]}“ gibt es in „{info.title}“ nicht"
            + (" oder der Wortlaut steht dort nicht." if quote else ".")
            + (f" Öffentliche Adresse: {info.url}" if info.url else ""),
        )
    return found


def in_original(helper: Assistant, document: Document, locator: str, quote: str, as_of: date) -> Surroundings | None:
    """The place in the original, or None when the locator or the quote is not there."""
    sections = sections_at(document, locator) if locator else []
    if locator and not sections:
        return None
    spans = [(s.start, s.end) for s in sections] or [(0, len(document.text))]
    at = locate(document.text, quote, spans) if quote else spans[0]
    if at is None:
        return None
    start, end = at
    low, high = next(((a, b) for a, b in spans if a <= start and end <= b), (start, end))
    low, high = max(low, start - AROUND), min(high, end + AROUND)
    if high - low < AROUND and not quote:
        high = min(len(document.text), high)
    at_page = page_at(document, start)
    passage = Passage("", document.info.id, locator, "", "original", valid_from=document.info.valid_from, valid_until=document.info.valid_until)
    validity = label(passage, document.info, document.info.id in helper.index.superseded, as_of)
    text = document.text
    return Surroundings(document.info, locator, at_page, validity, "original", text[low:start], text[start:end], text[end:high], start, end)


def in_cards(helper: Assistant, info: DocumentInfo, locator: str, quote: str, as_of: date) -> Surroundings | None:
    """The card a quote comes from, with its details; without a quote the first card of the place."""
    cards = [c for c in helper.index.cards() if c.document_id == info.id and c.locator == locator]
    card = next((c for c in cards if not quote or _same(c, quote)), None)
    if card is None:
        return None
    validity = label(card, info, info.id in helper.index.superseded, as_of)
    others = [c.statement for c in cards if c is not card]
    after = "\n".join(x for x in (card.details, *(f"Auch an dieser Stelle: {o}" for o in others[:5])) if x)
    return Surroundings(info, locator, None, validity, "card", "", card.statement, after)


def locate(text: str, quote: str, spans: list[tuple[int, int]]) -> tuple[int, int] | None:
    """Where a quote stands, whatever its white space."""
    words = quote.split()
    if not words:
        return None
    pattern = re.compile(r"\s+".join(re.escape(w) for w in words))
    for low, high in spans:
        found = pattern.search(text, low, high)
        if found:
            return found.span()
    return None


def _same(card: Card, quote: str) -> bool:
    said = " ".join(quote.split())
    return " ".join(card.statement.split()).startswith(said) or said.startswith(" ".join(card.statement.split()[:8]))
