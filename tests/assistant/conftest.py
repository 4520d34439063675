"""One assistant over all bundled cards for the whole session."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.answering import Assistant
from indexing.store import open_index
from tests.conftest import TODAY


@pytest.fixture(scope="session")
def helper(_cards_home: Path) -> Assistant:
    """The assistant of the session's home, on the fixed day. It is only read from."""
    return Assistant(open_index(_cards_home), date.fromisoformat(TODAY))
