"""Our own cases as data: every criterion alone failing and alone missing, every border of a rule's time, amounts from the formula written by hand."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.checks import catalogue
from evals.rules import judge, own_cases
from tests.conftest import Kim

TODAY = date(2026, 11, 20)
CASES: list[dict[str, Any]] = own_cases()


def test_there_are_at_least_200_cases_and_every_check_has_some() -> None:
    assert len(CASES) >= 200
    assert {c["check"] for c in CASES} == {c.name for c in catalogue()}
    assert len({c["id"] for c in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["id"])
def test_case(case: dict[str, Any]) -> None:
    assert judge(case, TODAY) == ""


def test_the_development_cases_pass_the_shared_scorer(shared: Path, kim: Kim, tmp_path: Path) -> None:
    scorer, gold = shared / "evals" / "score_checks.py", shared / "evals" / "rulecases.dev.yaml"
    subprocess.run([sys.executable, scorer, "export", gold, tmp_path / "cases.yaml"], check=True)
    done = kim("check", "--batch", tmp_path / "cases.yaml", "--json")
    assert done.code == 0
    (tmp_path / "results.jsonl").write_text(done.out, encoding="utf-8")
    printed = subprocess.run(
        [sys.executable, scorer, gold, tmp_path / "results.jsonl", "--misses"], capture_output=True, text=True, check=True
    ).stdout
    assert "24/24" in next(line for line in printed.splitlines() if line.startswith("all ")), printed
    rows = {r["id"]: r for r in map(yaml.safe_load, done.out.splitlines())}
    for case in yaml.safe_load(gold.read_text(encoding="utf-8")):
        if case["note"].startswith("AUSLEGUNG") and case["id"] != "RD009":  # RD009: no rule at all for the year, so nothing to read
            assert any(n["kind"] in ("auslegung", "widerspruch") for n in rows[case["id"]]["notes"]), case["id"]
