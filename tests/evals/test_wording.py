"""`kim eval --llm`: figures with recorded drafts and with a model behind a local server."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.answering import Assistant
from assistant.llm.client import ModelSettings, OpenAIModel
from assistant.llm.drafting import passages_of
from evals.gold import Gold
from evals.wording import lines, with_model
from indexing.store import open_index
from tests.conftest import Kim
from tests.llm.server import Script, serving

ASKED = "Bis wann muss der Antrag gestellt werden?"
ROW = {
    "id": "probe-1",
    "question": ASKED,
    "answerable": True,
    "category": "frist",
    "style": "frage",
    "must": ["Oktober"],
    "sources": [{"doc": "faq-2026", "locator": "Frage 27"}],
}


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


def _model_set(monkeypatch: pytest.MonkeyPatch, url: str, key: str = "sk-ganz-geheim") -> None:
    for name, text in {"URL": url.replace("://", "://nutzer:passwort@"), "MODEL": "probe", "KEY": key, "TIMEOUT": "10"}.items():
        monkeypatch.setenv(f"KIM_LLM_{name}", text)


def test_what_a_model_says_is_recorded_and_replayed_to_the_same_figures(
    kim: Kim, _cards_home: Path, tmp_path: Path, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    questions, file = tmp_path / "fragen.yaml", tmp_path / "aufnahme.jsonl"
    silent = ROW | {"id": "probe-2", "question": "Wer darf einen Antrag stellen?", "must": ["Kreise"], "sources": []}
    computed = ROW | {"id": "probe-3", "question": "Wir sind ein Kreis und planen 2 Stellen Koordination. Wie viel Geld bekommen wir?", "sources": []}
    questions.write_text(json.dumps([ROW, silent, computed]), encoding="utf-8")

    def reply(body: dict[str, Any]) -> str:
        said = body["messages"][-1]["content"]
        if "<schilderung>" in said:
            return '{"weitere_koordinierungsstellen": {"wert": 1, "woertlich": "sk-ganz-geheim"}}'
        if "Bis wann" not in said:
            return ""
        return f"Der Antrag muss jedes Jahr bis Ende Oktober für das Folgejahr gestellt werden [{token}]. Er kostet 20 Euro [{token}]. Gr\u00fc\ufffd"

    with serving(Script(by=reply)) as url:
        _model_set(monkeypatch, url)
        live = kim("eval", questions, "--llm", "--record", file, "--json", "--home", _cards_home)
        again = kim("eval", questions, "--llm", "--record", file, "--home", _cards_home)
    for name in ("URL", "MODEL", "KEY", "TIMEOUT"):
        monkeypatch.delenv(f"KIM_LLM_{name}")
    replayed = kim("eval", questions, "--llm", "--recorded", file, "--json", "--home", _cards_home)
    first, second = json.loads(live.out), json.loads(replayed.out)
    for row in (first, second):
        row["gate"].pop("seconds")
    assert first == second and first["gate"]["generated"] == 1 and first["gate"]["rules"]["zahl"] == 1
    written = file.read_text(encoding="utf-8")
    assert "geheim" not in written and "passwort" not in written and "http" not in written
    assert [json.loads(line)["aufgabe"] for line in written.splitlines()] == ["entwurf", "entwurf", "angaben"]
    assert again.code == 2 and "gibt es schon" in again.err, "a recording is not written over"


def test_a_recorded_failure_fails_again(kim: Kim, _cards_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    questions, file = tmp_path / "fragen.yaml", tmp_path / "aufnahme.jsonl"
    questions.write_text(json.dumps([ROW]), encoding="utf-8")
    with serving(Script(behaviour="500")) as url:
        _model_set(monkeypatch, url)
        kim("eval", questions, "--llm", "--record", file, "--json", "--home", _cards_home)
    row = json.loads(kim("eval", questions, "--llm", "--recorded", file, "--json", "--home", _cards_home).out)
    assert row["gate"]["fallbacks"] == {"dienst": 1}


def test_people_see_shares_time_and_the_reasons_as_a_table(kim: Kim, _cards_home: Path, tmp_path: Path, token: str) -> None:
    questions, drafts = tmp_path / "fragen.yaml", tmp_path / "entwuerfe.jsonl"
    other = ROW | {"id": "probe-2", "question": "Wer darf einen Antrag stellen?", "must": ["Kreise"], "sources": []}
    questions.write_text(json.dumps([ROW, other]), encoding="utf-8")
    draft = f"Der Antrag muss jedes Jahr bis Ende Oktober für das Folgejahr gestellt werden [{token}]. Er kostet 20 Euro [{token}]."
    drafts.write_text(json.dumps({"question": ASKED, "draft": draft}) + "\n", encoding="utf-8")
    shown = " ".join(kim("eval", questions, "--llm", "--recorded", drafts, "--home", _cards_home).out.split())
    assert "Ohne Sprachmodell" in shown and "Mit Sprachmodell" in shown
    assert "Entwürfe: 2, freigegeben: 1, auf die wörtliche Antwort zurückgefallen: 1" in shown
    assert "Verworfene Sätze: 1 von 2 (50" in shown and "je Entwurf" in shown
    assert "Rückfälle: nicht aufgezeichnet 1" in shown
    assert "Grund der Prüfung Sätze Anteil %" in shown and "Zahl 1 100" in shown


def test_recording_and_replaying_at_once_is_refused(kim: Kim, _cards_home: Path, tmp_path: Path) -> None:
    done = kim("eval", "--record", tmp_path / "a", "--recorded", tmp_path / "b", "--home", _cards_home)
    assert done.code == 2 and "nur eines" in done.err and not (tmp_path / "a").exists()
