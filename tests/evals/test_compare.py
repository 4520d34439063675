"""The comparison with the plain LlamaIndex pipeline runs both systems for real on two small files."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from evals.baselines import compare

FILES = {"voegel": "Vögel\n\nDer Zaunkönig wiegt etwa neun Gramm.\n", "hafen": "Hafen\n\nIm Hafen lagen im Jahr 1900 genau 41 Schiffe.\n"}


def test_both_systems_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = []
    for name, text in FILES.items():
        paths.append(tmp_path / f"{name}.txt")
        paths[-1].write_text(text, encoding="utf-8")
    questions = tmp_path / "q.yaml"
    row = {
        "id": "V1",
        "question": "Wie viel wiegt der Zaunkönig?",
        "category": "amount",
        "answerable": True,
        "must": ["neun"],
        "sources": [{"doc": "voegel"}],
    }
    questions.write_text(yaml.safe_dump([row, {**row, "id": "V2", "question": "Wie schwer ist ein Zaunkönig?"}]), encoding="utf-8")
    status = compare.main(["--files", *map(str, paths), "--questions", str(questions), "--rounds", "1"])
    printed = " ".join(capsys.readouterr().out.split())
    assert status in (0, 1), printed
    for words in ("2 Dateien, 2 Fragen", "Index bauen (s)", "Suche p50 (ms)", "Verhältnis", "richtig", "LlamaIndex"):
        assert words in printed


def test_targets(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = compare.Measured([15.0], [12.0], [300.0], [200.0], [8.0] * 20)
    plain = compare.Measured([10.0], [9.0], [600.0], [500.0], [10.0] * 20)
    assert compare.ratios(ours, plain)["index"] == 1.5
    assert compare.ratios(ours, plain)["p50"] == pytest.approx(0.8)
    assert compare.ratios(ours, plain)["memory"] == 0.5


def test_a_failing_step_says_which_and_why() -> None:
    with pytest.raises(compare.StepFailed, match=r"(?s)python -m evals.baselines.ours index.*IndexError"):
        compare.run_step(["-m", "evals.baselines.ours", "index"])
