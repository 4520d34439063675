"""Load from a second process: many users asking at once. `python -m evals.load URL FILE [--users N --seconds S --pid PID]`.

The questions come from a YAML or JSONL file as `kim ask --batch` reads it. Prints one JSON object: requests, errors, p50 of one user alone, p95 of
all, their ratio; the server's memory is watched where its process number is given. Each answer names its generation of the index; the same question
answered differently from the same generation counts as "mixed": an answer made of two generations would show there.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import time
from collections import Counter
from pathlib import Path
from typing import Any

from api.cli.batch import questions, read_items


class Said:
    """What each generation answered to each question."""

    def __init__(self) -> None:
        self.generations: Counter[str] = Counter()
        self.mixed: list[str] = []
        self._known: dict[tuple[str, str], dict[str, Any]] = {}

    def note(self, generation: str, question: str, answer: dict[str, Any]) -> None:
        """Compare an answer with the one the same generation gave before."""
        self.generations[generation] += 1
        answer.pop("timings_ms", None)
        if self._known.setdefault((generation, question), answer) != answer:
            self.mixed.append(f"{generation}: {question}")


async def one_user(client: Any, url: str, texts: list[str], until: float, out: list[float], errors: list[str], said: Said, offset: int = 0) -> None:
    """Ask one question after the other until the time is over."""
    turn = offset
    while time.perf_counter() < until:
        started = time.perf_counter()
        try:
            answer = await client.post(f"{url}/v1/ask", json={"question": texts[turn % len(texts)]})
            if answer.status_code != 200:
                errors.append(f"{answer.status_code} {answer.text[:200]}")
            else:
                said.note(answer.headers.get("x-kim-generation", ""), texts[turn % len(texts)], answer.json())
        except Exception as e:  # a broken connection is what is counted here
            errors.append(f"{type(e).__name__} {e}")
        out.append(1000 * (time.perf_counter() - started))
        turn += 1


def resident(pids: list[int]) -> int:
    """Resident memory of processes and their children in MB (Linux)."""
    total = 0
    for pid in {p for parent in pids for p in (parent, *_children(parent))}:
        try:
            lines = Path(f"/proc/{pid}/status").read_text().splitlines()
        except OSError:
            continue
        total += next((int(line.split()[1]) for line in lines if line.startswith("VmRSS:")), 0)
    return total // 1024


def _children(pid: int) -> list[int]:
    try:
        return [int(c) for c in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


async def measure(url: str, texts: list[str], users: int, seconds: float, pids: list[int]) -> dict[str, Any]:
    """One user alone, then all together."""
    import httpx

    errors: list[str] = []
    said = Said()
    alone: list[float] = []
    together: list[float] = []
    memory: list[int] = []
    limits = httpx.Limits(max_connections=users, max_keepalive_connections=users)
    async with httpx.AsyncClient(timeout=60, limits=limits) as client:
        await one_user(client, url, texts, time.perf_counter() + 1, [], errors, said)
        await one_user(client, url, texts, time.perf_counter() + min(10, seconds / 3), alone, errors, said)
        until = time.perf_counter() + seconds

        async def watch() -> None:
            while time.perf_counter() < until:
                memory.append(resident(pids))
                await asyncio.sleep(1)

        crowd = [one_user(client, url, texts, until, together, errors, said, i * 7) for i in range(users)]
        await asyncio.gather(*crowd, *([watch()] if pids else []))
    one, many = statistics.median(alone), statistics.quantiles(together, n=20)[18]
    return {
        "users": users, "seconds": seconds, "requests": len(together), "per_second": round(len(together) / seconds, 1), "errors": len(errors),
        "first_errors": errors[:3], "generations": dict(said.generations), "mixed": len(said.mixed),
        "one_user_p50_ms": round(one, 1), "p95_ms": round(many, 1), "ratio": round(many / one, 1),
        "memory_mb": {"first": memory[0], "middle": memory[len(memory) // 2], "last": memory[-1], "most": max(memory)} if memory else None,
    }  # fmt: skip


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("file", type=Path)
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--pid", type=int, action="append", default=[])
    given = parser.parse_args()
    texts = [text for _, text in questions(read_items(given.file)) if text]
    print(json.dumps(asyncio.run(measure(given.url.rstrip("/"), texts, given.users, given.seconds, given.pid)), ensure_ascii=False))


if __name__ == "__main__":
    main()
