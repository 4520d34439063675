"""Answers of the session's assistant, each asked for once."""

from collections.abc import Callable
from datetime import date
from functools import cache

import pytest

from assistant.answering import Assistant
from assistant.types import Answer


@pytest.fixture(scope="session")
def ask(helper: Assistant) -> Callable[..., Answer]:
    """Asks once per question and day, whatever number of tests look at the answer."""

    @cache
    def once(question: str, as_of: date | None = None, document_id: str = "") -> Answer:
        return helper.ask(question, as_of, document_id)

    return once
