"""Citations: numbered in the order of their first mark, quoted from the original where it is indexed, within the words an answer may quote."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from weakref import WeakKeyDictionary

from assistant.citations.quotes import MAX_WORDS, find_quote
from assistant.protocols import SearchIndex
from assistant.reading.reader import Sentence
from assistant.registry import sources
from assistant.stichtag.validity import label
from assistant.types import Card, Citation, DocumentInfo, Place

ALL_QUOTES = 180  # words of quote in one answer; when they are used up, further quotes are cut to LEAST_QUOTE words around their anchor
LEAST_QUOTE = 12


_TOLD: WeakKeyDictionary[SearchIndex, dict[tuple[str, str], Card]] = WeakKeyDictionary()


def _told_at(index: SearchIndex) -> dict[tuple[str, str], Card]:
    """The first card of each place of a document that is no contradiction; looked up once per index."""
    found = _TOLD.get(index)
    if found is None:
        found = {}
        for c in index.cards():
            if c.art != "offen":
                found.setdefault((c.document_id, c.locator), c)
        _TOLD[index] = found
    return found


class Citations:
    """Numbers citations in the order of their first mark; the same quote keeps its number."""

    def __init__(self, index: SearchIndex, as_of: date) -> None:
        self.index = index
        self.as_of = as_of
        self.rows: list[Citation] = []
        self._seen: dict[tuple[str, str, str], int] = {}

    def number(self, s: Sentence) -> int:
        """The number of the citation that proves a sentence."""
        return self._number(s.card, s.card.document_id, s.card.locator, s.text, s.anchors, s.card.statement)

    def place(self, p: Place) -> int:
        """The number of the citation of one side of a contradiction."""
        card = _told_at(self.index).get((p.document_id, p.locator)) or Card("", p.document_id, p.locator, "recht", "bericht", p.value, "", ())
        return self._number(card, p.document_id, p.locator, p.value, (p.anchor,) if p.anchor else (), p.value)

    def _number(self, card: Card, document_id: str, locator: str, sentence: str, anchors: Sequence[str], own_words: str) -> int:
        document = self.index.document(document_id)
        used = sum(len(r.quote.split()) for r in self.rows)
        most = max(LEAST_QUOTE, min(MAX_WORDS, ALL_QUOTES - used))
        quote = find_quote(document, locator, sentence, anchors, self.index.analyzer, most) if document else None
        text = quote.text if quote else " ".join(own_words.split()[:MAX_WORDS])
        key = (document_id, locator, text)
        if key not in self._seen:
            self._seen[key] = len(self.rows) + 1
            info = self._info(document_id)
            self.rows.append(
                Citation(
                    n=len(self.rows) + 1,
                    document_id=document_id,
                    title=info.title,
                    publisher=info.publisher,
                    stand=f"{info.stand:%d.%m.%Y}" if info.stand else "",
                    locator=locator,
                    page=quote.page if quote else None,
                    quote=text,
                    quote_source="original" if quote else "card",
                    url=info.url,
                    validity=label(card, info, card.document_id in self.index.superseded, self.as_of),
                )
            )
        return self._seen[key]

    def _info(self, document_id: str) -> DocumentInfo:
        document = self.index.document(document_id)
        if document is not None:
            return document.info
        known = sources().get(document_id)
        return known.info if known else DocumentInfo(document_id, document_id)
