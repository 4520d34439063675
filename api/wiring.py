"""Puts the parts together: which index, which assistant, with or without a language model."""

from __future__ import annotations

import os
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.checks.sources import IndexCiter
from assistant.errors import IndexFehlt
from assistant.question.dates import parse_date
from assistant.settings import value

if TYPE_CHECKING:  # answering and the index's libraries load only when they are needed
    from assistant.answering import Assistant
    from assistant.checks.situation import FactSource
    from assistant.llm.client import ModelSettings, OpenAIModel
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
    from indexing.store import open_index

    return over(open_index(home), today())


def over(index: SearchIndex, day: date) -> Assistant:
    """The assistant over an opened index, or over one reader's view of it, with a language model where one is configured.

    The model gets quotes of what this index shows and nothing else. Nothing of `assistant.llm` is imported without a model. Errors: EingabeError
    for a model's settings that do not fit.
    """
    from assistant.answering import Assistant

    if not value("KIM_LLM_URL").strip():
        return Assistant(index, day)
    from assistant.llm.client import configured
    from assistant.llm.drafting import DraftingAssistant
    from indexing.cards import load_cards

    settings = configured()
    assert settings is not None
    return DraftingAssistant(index, day, _model(settings), cards=load_cards)


@lru_cache(maxsize=1)
def _model(settings: ModelSettings) -> OpenAIModel:
    """One connection per process: it is reused, and a service that asked for a pause gets it from every reader."""
    from assistant.llm.client import OpenAIModel

    return OpenAIModel(settings)


def fact_source(confirmed: bool) -> FactSource | None:
    """What reads further facts from a described situation: the language model where one is configured, else nothing. `confirmed`: somebody looks at
    them before they count. Errors: EingabeError."""
    if not value("KIM_LLM_URL").strip():
        return None
    from assistant.llm.client import configured
    from assistant.llm.situations import ModelFacts

    settings = configured()
    assert settings is not None
    return ModelFacts(_model(settings), confirmed=confirmed)


def check_model() -> None:
    """Errors: EingabeError when a language model is named whose settings do not fit; found before the first question."""
    if value("KIM_LLM_URL").strip():
        from assistant.llm.client import configured

        configured()
