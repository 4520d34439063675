"""Rule cases: an Ergebnis compared with what its case expects, by the rules of the shared scorer (`../shared/evals/score_checks.py`): lists as sets,
`verweis` all of what is wanted and nothing beyond what is optional, the case's document cited. Money is compared more strictly than there: to half
a cent instead of a euro, where the case names no tolerance.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from assistant.checks import run

FOLDER = Path(__file__).resolve().parent / "rulecases"
CENTS = 0.005


def own_cases() -> list[dict[str, Any]]:
    """Our own cases, {id, check, as_of, facts, expect, source, note}."""
    return [case for file in sorted(FOLDER.glob("*.yaml")) for case in read_cases(file)]


def read_cases(file: Path) -> list[dict[str, Any]]:
    """The cases of one file."""
    return list(yaml.safe_load(file.read_text(encoding="utf-8")))


def count(cases: Iterable[Mapping[str, Any]], today: date) -> dict[str, tuple[int, int]]:
    """(right, of how many) of the cases a rule decides ("rules") and of those that rest on a reading of an open point ("readings")."""
    figures = {"rules": [0, 0], "readings": [0, 0]}
    for case in cases:
        group = figures["readings" if str(case.get("note", "")).startswith("AUSLEGUNG") else "rules"]
        group[0] += not judge(case, today)
        group[1] += 1
    return {name: (right, of) for name, (right, of) in figures.items()}


def judge(case: Mapping[str, Any], today: date) -> str:
    """Run the check of a case and say why its result does not agree; empty when it does."""
    day = date.fromisoformat(str(case["as_of"])) if case.get("as_of") else today
    return disagreement(case["expect"], run(case["check"], case["facts"], day), case["source"]["doc"])


def disagreement(expect: Mapping[str, Any], result: Mapping[str, Any], document: str) -> str:
    """Why a result does not agree with the case; empty when it does."""
    for key, want in expect.items():
        if key not in ("tolerance", "optional") and not _agrees(key, want, result.get(key), expect):
            return f"{key}: {result.get(key)}, erwartet {want}"
    return "" if any(c["document_id"] == document for c in result["citations"]) else f"{document} ist nicht zitiert"


def _agrees(key: str, want: Any, got: Any, expect: Mapping[str, Any]) -> bool:
    if key == "verweis":
        need = set(want)
        return need <= set(got or []) <= need | set(expect.get("optional", []))
    if isinstance(want, list):
        return _names(got, {"missing": "fact"}.get(key, "id")) == set(want)
    if isinstance(want, int | float) and not isinstance(want, bool):
        return got is not None and abs(float(got) - float(want)) <= float(expect.get("tolerance", CENTS))
    return str(got) == str(want)


def _names(value: Any, key: str) -> set[str]:
    return {x if isinstance(x, str) else x[key] for x in value or []}
