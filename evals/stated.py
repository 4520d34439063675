"""Questions that state facts: is the right check found, are the facts read as meant, is just what is missing asked for?

`python -m evals.stated [FILE]` reads the questions of `evals/questions/mit-angaben.yaml` (written by someone who did not know the reader) and prints
the shares in percent; `--misses` shows what went wrong. No index is needed: what is measured is the reading, not the retrieval.
"""

from __future__ import annotations

import argparse
import re
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from assistant.checks.reader import CheckReader
from assistant.question.understanding import understand
from assistant.types import Answer
from evals.places import STATED_QUESTIONS

_NUMBERS = re.compile(r"vzae|alter$|faelle|monate|_eur$")
_YEARLY = ("beschaeftigungsmonate",)
_EXHAUSTED = re.compile(r"ausschöpf|schöpf|ausreiz|reizt|voll\w* ausnutz|maximal ausgestattet|Maximum", re.I)  # its posts follow from the rule
KINDS = {"answered": "computed, right result", "needs_facts": "asked back, just what is missing", None: "left alone"}
WRONG = "wrong facts (of all)"
SHORT = {KINDS["answered"]: "computed", KINDS["needs_facts"]: "asked_back", KINDS[None]: "left_alone", WRONG: "wrong_facts"}  # names in expected.yaml


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("file", nargs="?", type=Path, default=STATED_QUESTIONS)
    options.add_argument("--misses", action="store_true")
    options.add_argument("--half", type=int, choices=(0, 1), help="only questions with even (0) or odd (1) numbers")
    given = options.parse_args()
    rows = [r for r in yaml.safe_load(given.file.read_text(encoding="utf-8")) if given.half is None or int(r["id"][1:]) % 2 == given.half]
    figures, misses = measure(rows)
    for name, (right, of) in figures.items():
        print(f"{name:34} {right:3}/{of:<3} {100 * right / max(1, of):5.1f} %")
    for miss in misses if given.misses else []:
        print(miss)


def measure(rows: list[dict[str, Any]], today: date | None = None) -> tuple[dict[str, tuple[int, int]], list[str]]:
    """Figures as (right, of how many) and one text per miss."""
    today = today or date.today()
    reader = CheckReader(None, today)
    figures = {k: [0, 0] for k in (*KINDS.values(), WRONG)}
    misses: list[str] = []
    for row in rows:
        query = understand(row["question"], date.fromisoformat(str(row["as_of"])) if row.get("as_of") else None, today)
        answer = reader.read(query)
        kind = KINDS[None if row["check"] is None else row["status"]]
        ok = _right(row, answer)
        wrong = _wrong_facts(row, answer)
        figures[kind][0] += ok
        figures[kind][1] += 1
        figures[WRONG][0] += wrong
        figures[WRONG][1] += 1
        if not ok or wrong:
            misses.append(_miss(row, answer, wrong))
    return {k: (v[0], v[1]) for k, v in figures.items()}, misses


def _right(row: dict[str, Any], answer: Answer | None) -> bool:
    if row["check"] is None or answer is None:
        return answer is None and row["check"] is None
    if answer.checks[0]["check"] != row["check"] or answer.status != row["status"]:
        return False
    if row["status"] == "needs_facts":
        return {m["fact"] for m in answer.checks[0]["missing"]} == set(row["needs"])
    said = all(re.search(m, answer.answer, re.I) for m in row["must"])
    return said and not any(re.search(m, answer.answer[:200], re.I) for m in row["must_not"] or ())


def _wrong_facts(row: dict[str, Any], answer: Answer | None) -> bool:
    """Whether a fact was read that the question does not state so (facts that were merely set to none or filled in do not count).

    A number that the question does not state at all counts, too: posts, cases, an age, months, euros.
    """
    if answer is None:
        return False
    read = answer.checks[0]["facts"]
    if any(k in read and read[k] != v for k, v in row["facts"].items()):
        return True
    made_up = [k for k, v in read.items() if _NUMBERS.search(k) and k not in row["facts"] and v not in (0, None) and not (k in _YEARLY and v == 12)]
    return bool(made_up) and row["check"] is not None and "alles" not in row["question"] and not _EXHAUSTED.search(row["question"])


def _miss(row: dict[str, Any], answer: Answer | None, wrong: bool) -> str:
    got = "-"
    if answer is not None:
        check = answer.checks[0]
        got = f"{answer.status} {check['facts']} {[m['fact'] for m in check['missing']]} {answer.answer[:200]}"
    want = f"{row['check']} {row['status']} {row['facts']} {row['needs']} {row['must']}"
    return f"{'FACTS ' if wrong else ''}{row['id']} {row['question']}\n   want {want}\n   got  {got}"


if __name__ == "__main__":
    main()
