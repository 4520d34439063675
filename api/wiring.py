"""Puts the parts together: which index, which assistant."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.checks.sources import IndexCiter
from assistant.errors import IndexFehlt
from assistant.question import parse_date

if TYPE_CHECKING:  # answering and the index's libraries load only when they are needed
    from assistant.answering import Assistant
    from assistant.protocols import SearchIndex


def today() -> date:
    """Today's date; `KIM_TODAY` fixes it (tests, evaluation)."""
    fixed = os.environ.get("KIM_TODAY")
    return parse_date(fixed) if fixed else date.today()


def citer(home: Path) -> IndexCiter:
    """What quotes the originals of a home for the checks; without an index the checks cite their own statements."""
    return IndexCiter(lambda: _index_or_none(home))


def _index_or_none(home: Path) -> SearchIndex | None:
    if not home.exists():
        return None  # nothing was indexed: the index's libraries need not load
    from indexing.store import open_index

    try:
        return open_index(home)
    except IndexFehlt:
        return None


def assistant(home: Path) -> Assistant:
    """The assistant over the current generation of a home. `KIM_TODAY` fixes today's date (tests, evaluation)."""
    from assistant.answering import Assistant
    from indexing.store import open_index

    fixed = os.environ.get("KIM_TODAY")
    return Assistant(open_index(home), parse_date(fixed) if fixed else None)
