"""Which posts a statement on months is meant for: all of them, or each its own."""

from __future__ import annotations

import re
from typing import Any

from assistant.checks.reading.months import Months, months
from assistant.checks.reading.posts import Posts
from assistant.plain import plain_number

_ALL = re.compile(r"\b(?:alle|beide|jeweils|allesamt|both|all|each)\b", re.I)


def occupied(text: str, named: list[Posts]) -> Months | None:
    """The months said for all posts. A statement that stands between two posts may be meant for one of them only: its value is None."""
    found = months(text)
    if found is None or found.value is None or len(named) < 2 or _ALL.search(text):
        return found
    at = text.find(found.words)
    between = named[0].start < at < named[-1].start and not months(text[named[-1].start :])
    return Months(None, found.words) if between else found


def one_by_one(text: str, named: list[Posts]) -> tuple[list[dict[str, Any]], str] | None:
    """Posts with months of their own, as the check's list and in words; None where a post has none or no size."""
    rows: list[dict[str, Any]] = []
    said: list[str] = []
    held = [p for p in named if p.value is None or p.value > 0]
    for i, post in enumerate(held):
        period = months(text[post.start : held[i + 1].start if i + 1 < len(held) else None])
        if post.value is None or period is None or period.value is None:
            return None
        rows.append({"funktion": post.function, "vzae": plain_number(post.value), "monate": period.value})
        said.append(f"{post.words} {period.words}")
    return (rows, "; ".join(said)) if len(rows) > 1 else None
