"""Questions with what a right answer holds, as the question files give them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

GIVEN = ("id", "question", "as_of", "history", "document_id")  # what the assistant gets to see of a question


@dataclass(frozen=True, slots=True)
class Source:
    """A place that proves the answer. Own questions carry no quote; then the locator alone decides."""

    document_id: str
    locator: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Gold:
    """A question with what a right answer holds. `given` is all the assistant may see."""

    id: str
    category: str
    answerable: bool
    question: str = ""
    style: str = "plain"
    polarity: str | None = None
    sources: tuple[Source, ...] = ()
    all_sources: bool = False
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    or_not_covered: bool = False
    or_answered: tuple[str, ...] = ()
    given: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Gold:
        """A row of a question file. Errors: KeyError when id, question, category or answerable is missing."""
        return cls(
            id=str(row["id"]),
            category=str(row["category"]),
            answerable=bool(row["answerable"]),
            question=str(row["question"]),
            style=str(row.get("style", "plain")),
            polarity=row.get("polarity"),
            sources=tuple(Source(str(s["doc"]), str(s.get("locator") or ""), str(s.get("quote") or "")) for s in row.get("sources") or ()),
            all_sources=bool(row.get("all_sources")),
            must=tuple(row.get("must") or ()),
            must_not=tuple(row.get("must_not") or ()),
            or_not_covered=bool(row.get("or_not_covered")),
            or_answered=tuple(row.get("or_answered") or ()),
            given={k: row[k] for k in GIVEN if row.get(k) is not None},
        )
