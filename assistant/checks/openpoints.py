"""Known contradictions and open readings (`corpus/widersprueche.yaml`) for the notes of a check."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from assistant.checks.types import NoteKind, Reference
from assistant.knowledge import corpus_path, load_yaml


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """One contradiction or open reading: both sides in one statement, and where each stands."""

    kind: NoteKind
    statement: str
    places: tuple[Reference, ...]


@lru_cache(maxsize=1)
def _rows() -> dict[str, dict[str, Any]]:
    return {str(row["id"]): row for row in load_yaml(corpus_path("widersprueche.yaml"))}


@lru_cache(maxsize=64)
def open_point(ident: str) -> OpenPoint:
    """A point by its id in `corpus/widersprueche.yaml`. Errors: KeyError for an unknown id."""
    row = _rows()[ident]
    places = tuple(
        Reference(p["document"], str(p["locator"]), str(p["wert"]), (p["anker"],) if p.get("anker") else (), date.min, date.max)
        for p in row["stellen"]
    )
    return OpenPoint("widerspruch" if row["art"] == "widerspruch" else "auslegung", " ".join(row["aussage"].split()), places)
