"""What both systems of a comparison share: reading the questions, timing warm searches one at a time, writing the result."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
WARM_UP = 5


@contextmanager
def timed_work(out: Path) -> Iterator[None]:
    """Write the seconds of the block to a file."""
    started = time.perf_counter()
    yield
    out.write_text(json.dumps(time.perf_counter() - started), encoding="utf-8")


def read_questions(path: Path) -> list[dict[str, Any]]:
    """The questions as written by `compare`."""
    rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return rows


def timed_searches(questions: Sequence[str], search: Callable[[str], T]) -> tuple[list[T], list[float]]:
    """Results and milliseconds per question, after a few untimed ones."""
    for question in questions[:WARM_UP]:
        search(question)
    found: list[T] = []
    times: list[float] = []
    for question in questions:
        started = time.perf_counter()
        found.append(search(question))
        times.append(1000 * (time.perf_counter() - started))
    return found, times


def write_result(path: Path, times: Sequence[float], answers: Sequence[dict[str, Any]]) -> None:
    """Milliseconds and answers for `compare`."""
    path.write_text(json.dumps({"ms": list(times), "answers": list(answers)}, ensure_ascii=False, default=str), encoding="utf-8")
