"""Citations of a check: from the original where one is indexed, else our own statement of the rule; numbered in the order of their first use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from assistant.checks.types import Reference
from assistant.registry import sources
from assistant.stichtag.validity import CURRENT_FROM
from assistant.types import DocumentInfo, Validity

if TYPE_CHECKING:  # a check without an index must start without the index's libraries
    from assistant.citations.quotes import Quote
    from assistant.protocols import SearchIndex

MAX_WORDS = 60  # words of one quote (the contract)
ALL_QUOTES = 180  # words of quote in one Ergebnis before further quotes are cut short
LEAST_QUOTE = 12
_ENDURING = ("Landesregel", "FAQ")


class Citer(Protocol):
    """Finds the verbatim passage of a place in the indexed originals."""

    @property
    def superseded(self) -> dict[str, str]:
        """Documents of which a newer edition is indexed: id to newer id."""
        ...

    def info(self, document_id: str) -> DocumentInfo | None:
        """What is known of an indexed original, or None."""
        ...

    def quote(self, reference: Reference, most: int) -> Quote | None:
        """The passage that proves a reference, of at most `most` words; None where the original is not indexed."""
        ...


class IndexCiter:
    """Quotes from the originals of an index. The index is opened only when the first citation is needed."""

    def __init__(self, index: Callable[[], SearchIndex | None]) -> None:
        self._open = index
        self._index: SearchIndex | None = None
        self._opened = False

    @property
    def superseded(self) -> dict[str, str]:
        """Documents of which a newer edition is indexed: id to newer id."""
        index = self._get()
        return index.superseded if index else {}

    def info(self, document_id: str) -> DocumentInfo | None:
        """What is known of an indexed original."""
        index = self._get()
        document = index.document(document_id) if index else None
        return document.info if document else None

    def quote(self, reference: Reference, most: int) -> Quote | None:
        """The passage around the reference's anchors."""
        index = self._get()
        document = index.document(reference.document_id) if index else None
        if index is None or document is None:
            return None
        from assistant.citations.quotes import find_quote

        return find_quote(document, reference.locator, reference.statement, reference.anchors, index.analyzer, most)

    def _get(self) -> SearchIndex | None:
        if not self._opened:
            self._index, self._opened = self._open(), True
        return self._index


class CitationBook:
    """The citations of one Ergebnis."""

    def __init__(self, as_of: date, citer: Citer | None = None) -> None:
        self.as_of = as_of
        self.citer = citer
        self.rows: list[dict[str, Any]] = []
        self._seen: dict[tuple[str, str, str], int] = {}

    def number(self, reference: Reference) -> int:
        """The number of the citation of a place; the same place with the same words keeps its number."""
        key = (reference.document_id, reference.locator, reference.statement)
        if key not in self._seen:
            row = self._row(reference)
            twin = next((r["n"] for r in self.rows if all(r[k] == row[k] for k in ("document_id", "locator", "quote"))), None)
            self._seen[key] = twin or row["n"]
            if twin is None:
                self.rows.append(row)
        return self._seen[key]

    def _row(self, reference: Reference) -> dict[str, Any]:
        used = sum(len(r["quote"].split()) for r in self.rows)
        most = max(LEAST_QUOTE, min(MAX_WORDS, ALL_QUOTES - used))
        quote = self.citer.quote(reference, most) if self.citer else None
        info = (self.citer.info(reference.document_id) if self.citer else None) or sources()[reference.document_id].info
        return {
            "n": len(self.rows) + 1,
            "document_id": reference.document_id,
            "title": info.title,
            "publisher": info.publisher,
            "stand": f"{info.stand:%d.%m.%Y}" if info.stand else "",
            "locator": reference.locator,
            "page": quote.page if quote else None,
            "quote": quote.text if quote else " ".join(reference.statement.split()[:MAX_WORDS]),
            "quote_source": "original" if quote else "card",
            "url": info.url,
            "validity": self._validity(reference, info),
        }

    def _validity(self, reference: Reference, info: DocumentInfo) -> Validity:
        """A rule in force on the Stichtag is geltend; a report or local paper beyond its time historisch; what was replaced ueberholt."""
        if self.citer and reference.document_id in self.citer.superseded:
            return "ueberholt"
        lasting = info.kind in _ENDURING
        ends = info.valid_until or date.max
        if reference.valid_from <= self.as_of <= reference.valid_until and (lasting or self.as_of < CURRENT_FROM or self.as_of <= ends):
            return "geltend"
        return "ueberholt" if lasting and reference.valid_until < self.as_of else "historisch"
