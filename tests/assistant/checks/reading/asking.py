"""Asks the checks, as the tests of reading do: on the fixed day and without an index."""

from __future__ import annotations

from datetime import date
from typing import Any

from assistant.checks.reader import CheckReader
from assistant.question.understanding import understand
from assistant.types import Answer

TODAY = date(2026, 11, 20)
Facts = dict[str, Any]


def ask(question: str, as_of: date | None = None) -> Answer | None:
    """The answer of the checks to a question asked today."""
    return CheckReader(None, TODAY).read(understand(question, as_of, TODAY))
