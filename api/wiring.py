"""Puts the parts together: which index, which assistant."""

from __future__ import annotations

import os
from pathlib import Path

from assistant.answering import Assistant
from assistant.question import parse_date
from indexing.store import open_index


def assistant(home: Path) -> Assistant:
    """The assistant over the current generation of a home. `KIM_TODAY` fixes today's date (tests, evaluation)."""
    fixed = os.environ.get("KIM_TODAY")
    return Assistant(open_index(home), parse_date(fixed) if fixed else None)
