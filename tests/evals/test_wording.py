"""`kim eval --llm`: figures with recorded drafts and with a model behind a local server."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from assistant.answering import Assistant
from assistant.llm.client import ModelSettings, OpenAIModel
from assistant.llm.drafting import passages_of
from evals.metrics import Gold
from evals.wording import lines, with_model
from indexing.store import open_index
from tests.conftest import Result
from tests.llm.server import Script, serving

Kim = Callable[..., Result]
ASKED = "Bis wann muss der Antrag gestellt werden?"
ROW = {"id": "probe-1", "question": ASKED, "answerable": True, "category": "frist", "style": "frage", "must": ["Oktober"],
       "sources": [{"doc": "faq-2026", "locator": "Frage 27"}]}


@pytest.fixture
def token(_cards_home: Path) -> str:
    """The mark of the passage the answer rests on."""
    return passages_of(Assistant(open_index(_cards_home), date(2026, 11, 20)).ask(ASKED))[0][0].token


def test_recorded_drafts_give_the_figures_and_the_reasons(kim: Kim, _cards_home: Path, tmp_path: Path, token: str) -> None:
    questions, drafts = tmp_path / "fragen.yaml", tmp_path / "entwuerfe.jsonl"
    questions.write_text(json.dumps([ROW]), encoding="utf-8")
    draft = f"Der Antrag muss jedes Jahr bis Ende Oktober für das Folgejahr gestellt werden [{token}]. Er kostet 20 Euro [{token}]."
    drafts.write_text(json.dumps({"question": ASKED, "draft": draft}) + "\n", encoding="utf-8")
    done = kim("eval", questions, "--llm", "--recorded", drafts, "--json", "--home", _cards_home)
    row = json.loads(done.out)
    assert done.code == 0, done.err
    assert row["gate"]["generated"] == 1 and row["gate"]["kept"] == 1 and row["gate"]["dropped"] == 1
    assert row["gate"]["rules"] == {"zahl": 1}
    assert row["extractive"]["all"]["correct"] == row["llm"]["all"]["correct"] == 1


def test_a_question_without_a_draft_falls_back(kim: Kim, _cards_home: Path, tmp_path: Path) -> None:
    questions, drafts = tmp_path / "fragen.yaml", tmp_path / "entwuerfe.jsonl"
    questions.write_text(json.dumps([ROW]), encoding="utf-8")
    drafts.write_text(json.dumps({"question": "Etwas anderes?", "draft": "x"}) + "\n", encoding="utf-8")
    row = json.loads(kim("eval", questions, "--llm", "--recorded", drafts, "--json", "--home", _cards_home).out)
    assert row["gate"]["fallbacks"] == {"aufzeichnung": 1} and row["llm"] == row["extractive"]


def test_without_a_model_and_without_drafts_the_command_says_what_is_missing(kim: Kim, _cards_home: Path) -> None:
    done = kim("eval", "--llm", "--home", _cards_home)
    assert done.code == 2 and "KIM_LLM_URL" in done.err


def test_a_model_behind_the_protocol_is_measured(_cards_home: Path, token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIM_TODAY", "2026-11-20")
    script = Script(reply=f"Der Antrag muss jedes Jahr bis Ende Oktober für das Folgejahr gestellt werden [{token}].")
    with serving(script) as url:
        model = OpenAIModel(ModelSettings(url, "probe", "", 5.0, 300, True))
        report, gating = with_model(open_index(_cards_home), model, [Gold.from_row(ROW)])
    assert report.groups["all"].correct == 1 and gating.generated == 1 and gating.seconds > 0
    assert lines(gating)[0].startswith("Entwürfe: 1, freigegeben: 1")
