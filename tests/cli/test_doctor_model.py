"""`kim doctor` and the language model: says in German what works and what does not, tries it for real, and prints no key."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.conftest import Kim
from tests.llm.server import Script, serving


def able(body: dict[str, Any]) -> str:
    """A model that keeps to the form."""
    said = body["messages"][-1]["content"]
    if "<schilderung>" in said:
        words = {"vzae": (0.5, "eine halbe Stelle"), "laufende_faelle": (30, "30 laufenden Fällen")}
        return json.dumps({n: {"wert": v, "woertlich": w} for n, (v, w) in words.items()})
    if "<gespraech>" in said:
        return "Wie viele Fälle sollen es bei einer halben Stelle sein?"
    if "<textstelle" in said:
        return f"Der Übungsbericht muss jährlich bis zum 31. März vorliegen [{said.split('marke=')[1][1:8]}]."
    return "bereit"


def settings(monkeypatch: pytest.MonkeyPatch, url: str, **more: str) -> None:
    for name, text in ({"URL": url, "MODEL": "probe", "KEY": "sk-geheim", "TIMEOUT": "20"} | more).items():
        monkeypatch.setenv(f"KIM_LLM_{name}", text)


def test_without_a_model_it_says_so(kim: Kim) -> None:
    assert "Sprachmodell: aus (nicht nötig)" in kim("doctor").out
    assert json.loads(kim("doctor", "--json").out)["llm"] == "aus"


def test_an_able_model_is_told_step_by_step(kim: Kim, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(Script(by=able)) as url:
        settings(monkeypatch, url)
        told, row = kim("doctor").out, json.loads(kim("doctor", "--json").out)
    assert "probe antwortet" in told and "sk-geheim" not in told + json.dumps(row)
    for line in ("Antwort im Strom: geht", "Antwort am Stück: geht", "besteht die Belegprüfung", "wird richtig gelesen", "ausschreiben: geht"):
        assert line in told, line
    assert row["llm"] == "bereit"
    assert row["llm_works"] == dict.fromkeys(("gestreamt", "am_stueck", "formulieren", "angaben", "anschlussfrage"), True)


def test_a_model_that_only_talks_is_told_where_it_will_not_be_used(kim: Kim, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(Script(reply="Gern! Der Bericht ist bis zum 30. April 2031 fällig.")) as url:
        settings(monkeypatch, url, STREAM="nein", TIMEOUT="40")
        told = kim("doctor").out
    assert "Antwort am Stück: geht" in told and "fällt durch die Belegprüfung" in told
    assert "gelesen wird dann nach den Regeln" in told and "es gilt die Fassung nach den Regeln" in told
    assert "KIM_LLM_TIMEOUT ist nicht kürzer als KIM_TIME_LIMIT" in told


@pytest.mark.parametrize(
    ("behaviour", "said"), [("401", "KIM_LLM_KEY prüfen"), ("404", "KIM_LLM_MODEL prüfen"), ("500", "Fehler 500"), ("kaputt", "lesbar|brach ab")]
)
def test_a_model_that_does_not_answer_is_told_with_what_to_do(kim: Kim, monkeypatch: pytest.MonkeyPatch, behaviour: str, said: str) -> None:
    script = Script(reply="bereit und noch mehr Worte", behaviour=behaviour)
    with serving(script) as url:
        settings(monkeypatch, url)
        told = kim("doctor").out
        row = json.loads(kim("doctor", "--json").out)
    assert any(part in told for part in said.split("|")) and "Bis dahin kommen die Antworten ohne Modell." in told
    assert row["llm"] == "fehler" and len(script.requests) == 2, "one try each"
