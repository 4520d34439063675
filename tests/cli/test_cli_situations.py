"""`kim check NAME --lage`: facts from a described situation, shown with their words and confirmed one by one; with and without a language model."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from tests.conftest import Kim
from tests.llm.server import Script, serving
from tests.situation import LAGE, facts


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{x}\n" for x in lines)))


def with_model(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("KIM_LLM_URL", url)
    monkeypatch.setenv("KIM_LLM_MODEL", "probe")
    monkeypatch.setenv("KIM_LLM_TIMEOUT", "10")


def test_without_a_model_the_rules_read_and_every_fact_has_its_words(kim: Kim) -> None:
    done = kim("check", "foerderhoechstbetrag", "--lage", LAGE, "--json")
    row = json.loads(done.out)
    assert done.code == 0 and row["facts"]["koordination_vzae"] == 2
    assert row["gelesen"]["koordination_vzae"] == {"wert": 2, "woertlich": "2 Stellen Koordination", "von": "regeln"}


def test_a_model_adds_facts_with_their_words_and_invented_ones_are_named_as_discarded(kim: Kim, monkeypatch: pytest.MonkeyPatch) -> None:
    script = Script(reply=facts(weitere_koordinierungsstellen=(1, "Für 1 Gemeinde beantragt der Kreis"), beratungstage=(4, "vier Tage")))
    with serving(script) as url:
        with_model(monkeypatch, url)
        row = json.loads(kim("check", "foerderhoechstbetrag", "--lage", LAGE, "--json").out)
    assert row["facts"]["weitere_koordinierungsstellen"] == 1
    assert row["gelesen"]["weitere_koordinierungsstellen"]["woertlich"] == "Für 1 Gemeinde beantragt der Kreis"
    assert row["facts"]["beratungstage"] == 0 and "stehen nicht" in row["verworfen"]["beratungstage"]


def test_rules_and_model_that_differ_are_asked_for_and_neither_counts(kim: Kim, monkeypatch: pytest.MonkeyPatch) -> None:
    lage = LAGE.replace("2 Stellen Koordination", "2 Stellen Koordination, später noch 3 Stellen")
    script = Script(reply=facts(koordination_vzae=(3, "noch 3 Stellen")))
    with serving(script) as url:
        with_model(monkeypatch, url)
        row = json.loads(kim("check", "foerderhoechstbetrag", "--lage", lage, "--json").out)
        stated = json.loads(kim("check", "foerderhoechstbetrag", "--lage", lage, "--facts", '{"koordination_vzae": 3}', "--json").out)
    assert "koordination_vzae" not in row["facts"] and row["missing"][0]["fact"] == "koordination_vzae"
    assert "2 VZÄ" in row["missing"][0]["frage"] and "3 VZÄ" in row["missing"][0]["frage"]
    assert stated["facts"]["koordination_vzae"] == 3 and "koordination_vzae" not in [m["fact"] for m in stated["missing"]]


def test_no_default_stands_for_a_fact_in_doubt(kim: Kim, monkeypatch: pytest.MonkeyPatch) -> None:
    lage = "Wir sind ein Kreis mit 1 Stelle Koordination für 6 Monate, vorher waren es 9 Monate. Wie viel Geld bekommen wir?"
    read = json.loads(kim("check", "foerderhoechstbetrag", "--lage", lage, "--json").out)["gelesen"].get("beschaeftigungsmonate")
    other = 9 if read and read["wert"] == 6 else 6
    script = Script(reply=facts(beschaeftigungsmonate=(other, f"{other} Monate")))
    with serving(script) as url:
        with_model(monkeypatch, url)
        row = json.loads(kim("check", "foerderhoechstbetrag", "--lage", lage, "--json").out)
    if read is None:
        assert row["facts"]["beschaeftigungsmonate"] == 6
    else:
        assert row["result"] == "unklar" and row["amount_eur"] is None and "beschaeftigungsmonate" not in row["facts"]


def test_people_confirm_each_fact_and_what_they_refuse_is_asked_for(kim: Kim, monkeypatch: pytest.MonkeyPatch) -> None:
    script = Script(reply=facts(weitere_koordinierungsstellen=(1, "Für 1 Gemeinde beantragt der Kreis")))
    with serving(script) as url:
        with_model(monkeypatch, url)
        typed(monkeypatch, "nein", *["ja"] * 7, "1,5")  # the posts are refused, the other seven confirmed; then the posts are asked for
        done = kim("check", "foerderhoechstbetrag", "--lage", LAGE)
    text = " ".join(done.out.split())
    assert done.code == 0 and "2 VZÄ („2 Stellen Koordination“). Stimmt das?" in text
    assert "Weitere Koordinierungsstellen: 1 Stelle („Für 1 Gemeinde beantragt der Kreis“). Stimmt das?" in text
    assert "Wie viele Stellen Koordination" in text.split("Stimmt das?")[-1] and "1,5" in text


def test_a_model_that_fails_leaves_the_rules_reading_and_says_so(kim: Kim, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = json.loads(kim("check", "foerderhoechstbetrag", "--lage", LAGE, "--json").out)
    with serving(Script(behaviour="500")) as url:
        with_model(monkeypatch, url)
        failed = json.loads(kim("check", "foerderhoechstbetrag", "--lage", LAGE, "--json").out)
        typed(monkeypatch)
        shown = kim("check", "foerderhoechstbetrag", "--lage", LAGE)
    assert failed == plain and "Das Sprachmodell war nicht zu brauchen" in shown.err


def test_a_file_with_the_situation_is_read_and_an_empty_one_is_refused(kim: Kim, tmp_path: Path) -> None:
    file, empty = tmp_path / "lage.txt", tmp_path / "leer.txt"
    file.write_text(LAGE.replace(". ", ".\n"), encoding="utf-8")
    empty.write_text(" \n", encoding="utf-8")
    assert json.loads(kim("check", "foerderhoechstbetrag", "--lage", file, "--json").out)["facts"]["koordination_vzae"] == 2
    refused = kim("check", "foerderhoechstbetrag", "--lage", empty, "--json")
    assert refused.code == 2 and "Schilderung ist leer" in refused.err
