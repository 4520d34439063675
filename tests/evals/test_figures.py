"""The figures of expected.yaml hold. Without ../shared only the own questions are measured, and the skips say so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from evals import figures
from evals.bench import Bench
from evals.bench import bench as fresh_bench
from evals.datasets import CARD_INDEX, DataSet, expected
from evals.places import ABSENT, shared

TODAY, SETS = expected()
BY_NAME = {d.name: d for d in SETS}


@pytest.fixture(scope="module")
def bench(only_cards_home: Path) -> Iterator[Bench]:
    """Indexes are built once for all data sets."""
    with fresh_bench({CARD_INDEX: only_cards_home}) as b:
        yield b


@pytest.mark.parametrize("name", BY_NAME)
def test_figures_hold(name: str, bench: Bench) -> None:
    data = BY_NAME[name]
    if data.needs_shared and shared() is None:
        pytest.skip(f"{ABSENT}: „{data.title}“ wird nicht gemessen, nur die eigenen Fragen")
    rows = figures.rows_of(bench, data, BY_NAME)
    missed = [f"{r.figure}: gemessen {r.measured}, erwartet {'höchstens' if r.upper else 'mindestens'} {r.bound}" for r in rows if not r.kept]
    assert not missed, f"{data.title} ({data.command})"


def test_every_set_has_bounds_and_a_command() -> None:
    for data in SETS:
        assert data.at_least and data.command and data.title, data.name
        assert set(data.close_to) <= set(BY_NAME)
    assert any(not d.needs_shared for d in SETS), "a clone without ../shared has something to measure"


def test_a_missed_bound_fails(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    first = {"at_least": {"correct": 80.0, "cited": 20.0}, "at_most": {"wrong": 5.0}, "close_to": {"b": 2.0}}
    sets = [DataSet("a", "A", "-", "eigene", "karten", **first), DataSet("b", "B", "-", "eigene", "karten")]
    made = {
        "a": {"correct": 79.9, "direct": 10.0, "cited": 90.0, "both": 1.0, "wrong": 6.0},
        "b": {"correct": 80.0, "direct": 13.0, "cited": 90.0, "both": None},
    }
    monkeypatch.setattr(figures, "expected", lambda: (TODAY, sets))
    monkeypatch.setattr(Bench, "figures", lambda self, data: made[data.name])
    assert figures.main([]) == 1
    printed = " ".join(capsys.readouterr().out.split())
    assert "Verfehlt: a: correct; a: wrong; a: direct: Rückstand auf b; a: both: Rückstand auf b" in printed
    assert figures.main(["b"]) == 0
    assert figures.main(["c"]) == 2


def test_without_shared_only_own_questions(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("KIM_SHARED", str(tmp_path))
    measured: list[str] = []

    def perfect(self: Bench, data: DataSet) -> dict[str, float]:
        measured.append(data.name)
        return dict.fromkeys(data.at_least, 100.0) | dict.fromkeys(data.at_most, 0.0)

    monkeypatch.setattr(Bench, "figures", perfect)
    assert figures.main([]) == 0
    assert measured == [d.name for d in SETS if not d.needs_shared]
    assert "nicht vorhanden: gemessen werden nur die eigenen Fragen" in " ".join(capsys.readouterr().out.split())


def test_a_figure_that_was_not_measured_fails() -> None:
    assert not figures.Row("page", None, 95.0).kept
    assert figures.Row("page", None).kept
    assert figures.Row("wrong", 0.0, 0.0, upper=True).kept
