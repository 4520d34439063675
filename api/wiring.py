"""Puts the parts together: which index, which assistant."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from assistant.answering import Assistant
from indexing.store import open_index


def assistant(home: Path) -> Assistant:
    """The assistant over the current generation of a home. `KIM_TODAY` fixes today's date (tests, evaluation)."""
    fixed = os.environ.get("KIM_TODAY")
    return Assistant(open_index(home), date.fromisoformat(fixed) if fixed else None)
