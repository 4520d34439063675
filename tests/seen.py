"""What the command line shows of an index."""

from __future__ import annotations

import json
from typing import Any

from tests.conftest import Kim


def documents(kim: Kim) -> dict[str, dict[str, Any]]:
    """The rows of `kim documents`, by id."""
    return {row["id"]: row for row in map(json.loads, kim("documents", "--json").out.splitlines())}


def ids(kim: Kim) -> set[str]:
    """The ids of the indexed documents."""
    return set(documents(kim))


def best(kim: Kim, question: str) -> str:
    """The text of the passage `kim search` puts first."""
    return str(json.loads(kim("search", question, "--json").out)["passages"][0]["text"])
