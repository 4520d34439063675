"""Puts the parts together: which index, which assistant, with or without a language model."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from assistant.answering import Assistant
from assistant.protocols import SearchIndex
from assistant.question import parse_date
from assistant.settings import value
from indexing.store import open_index


def assistant(home: Path) -> Assistant:
    """The assistant over the current generation of a home. `KIM_TODAY` fixes today's date (tests, evaluation)."""
    fixed = os.environ.get("KIM_TODAY")
    index, today = open_index(home), parse_date(fixed) if fixed else None
    return _with_model(index, today) if value("KIM_LLM_URL") else Assistant(index, today)


def _with_model(index: SearchIndex, today: date | None) -> Assistant:
    """The assistant that lets a model do the wording; nothing of `assistant.llm` is imported without one."""
    from assistant.llm.client import OpenAIModel, configured
    from assistant.llm.drafting import DraftingAssistant

    settings = configured()
    assert settings is not None
    return DraftingAssistant(index, today, OpenAIModel(settings))
