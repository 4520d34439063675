"""Puts the parts together: which index, which assistant, with or without a language model."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.checks.sources import IndexCiter
from assistant.errors import IndexFehlt
from assistant.question import parse_date
from assistant.settings import value

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
    """The assistant over the current generation of a home, with a language model where one is configured."""
    from assistant.answering import Assistant
    from indexing.store import open_index

    index = open_index(home)
    return _with_model(index) if value("KIM_LLM_URL") else Assistant(index, today())


def _with_model(index: SearchIndex) -> Assistant:
    """The assistant that lets a model do the wording; nothing of `assistant.llm` is imported without one."""
    from assistant.llm.client import OpenAIModel, configured
    from assistant.llm.drafting import DraftingAssistant
    from indexing.cards import load_cards

    settings = configured()
    assert settings is not None
    return DraftingAssistant(index, today(), OpenAIModel(settings), cards=load_cards)
