"""What an index run tells: how far it is, and in the end what it did."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from assistant.errors import DateiError
from assistant.types import DocumentInfo, Passage

Progress = Callable[[str, int, int], None]  # name of the step, done, of how many
Expand = Callable[[Sequence[Passage]], list[Passage]]  # adds to what passages are found by


@dataclass(slots=True)
class Report:
    """What a run did: documents, failures (named files), notices in German."""

    generation: str = ""
    documents: list[DocumentInfo] = field(default_factory=list)
    passages: int = 0
    cards: int = 0
    embedded: int = 0
    reused: int = 0
    failures: list[DateiError] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
