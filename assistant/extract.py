"""Reading originals nobody wrote cards for: the block under the matching heading, the sentences that answer, whole lists."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.protocols import SearchIndex
from assistant.question import Query
from assistant.types import Answer, ScoredPassage


class ExtractReader:
    """Reads the answer out of indexed originals."""

    def __init__(self, index: SearchIndex) -> None:
        self.index = index

    def read(self, query: Query, ranked: Sequence[ScoredPassage]) -> Answer | None:
        """The answer, or None when the page does not answer."""
        return None
