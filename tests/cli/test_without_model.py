"""Without a language model configured nothing of it is imported, whatever the command (index: test_expansion.py, service: test_model.py)."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, TODAY

WATCH = """
import sys
from api.cli.main import main
try:
    main({arguments!r})
except SystemExit as e:
    assert not e.code, e.code
found = [m for m in sys.modules if m.startswith(("assistant.llm", "openai", "indexing.expansion", "evals.wording", "evals.drafts"))]
assert not found, found
"""
QUESTION = "Wir sind ein Kreis und planen 2 Stellen Koordination. Wie viel Geld bekommen wir?"


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask", QUESTION, "--json"],
        ["ask", "Bis wann muss der Antrag gestellt werden?"],
        ["search", "Eigenanteil", "--json"],
        ["check", "foerderhoechstbetrag", "--lage", QUESTION, "--json"],
        ["chat"],
        ["doctor"],
        ["checks"],
    ],
    ids=lambda a: " ".join(a[:1] + [x for x in a if x.startswith("--")]),
)
def test_no_command_imports_anything_of_a_model(arguments: list[str], _cards_home: Path) -> None:
    settings = {"PATH": "", "KIM_HOME": str(_cards_home), "KIM_TODAY": TODAY, "KIM_LLM_MODEL": "allein", "KIM_LLM_KEY": "ohne-adresse"}
    done = subprocess.run(
        [sys.executable, "-c", WATCH.format(arguments=arguments)], cwd=ROOT, env=settings, capture_output=True, input=f"{QUESTION}\n\n".encode()
    )
    assert done.returncode == 0, done.stderr.decode()[-1500:]


def test_a_follow_up_in_a_batch_imports_nothing_either(_cards_home: Path, tmp_path: Path) -> None:
    file = tmp_path / "fragen.jsonl"
    file.write_text(json.dumps({"id": 1, "question": "Und 2021?", "history": [{"question": "Wie hoch ist die Pauschale?"}]}) + "\n", encoding="utf-8")
    settings = {"PATH": "", "KIM_HOME": str(_cards_home), "KIM_TODAY": TODAY}
    program = WATCH.format(arguments=["ask", "--batch", str(file), "--json"])
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=settings, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()[-1500:]
