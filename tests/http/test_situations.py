"""A described situation in the service: facts with their words for confirmation, in the interface and in the form; doubts asked for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.http.conftest import Running, Start, counted
from tests.llm.server import Script, serving
from tests.situation import LAGE, facts

PATH = "/v1/checks/foerderhoechstbetrag/angaben"


@pytest.fixture
def script() -> Iterator[Script]:
    """A model that reads one fact the rules do not read, and one that is made up."""
    made = Script(reply=facts(weitere_koordinierungsstellen=(1, "Für 1 Gemeinde beantragt der Kreis"), beratungstage=(4, "vier Tage")))
    yield made
    made.released.set()


@pytest.fixture
def modelled(script: Script, start: Start) -> Iterator[Running]:
    with serving(script) as url:
        yield start(KIM_LLM_URL=url, KIM_LLM_MODEL="probe", KIM_LLM_TIMEOUT="10")


def test_facts_come_with_their_words_and_fit_the_check(modelled: Running) -> None:
    modelled.client.post(PATH, json={"text": LAGE})
    before = counted(modelled, "fakten_verworfen")
    read = modelled.client.post(PATH, json={"text": LAGE}).json()
    assert read["gelesen"]["weitere_koordinierungsstellen"] == {"wert": 1, "woertlich": "Für 1 Gemeinde beantragt der Kreis", "von": "modell"}
    assert read["gelesen"]["koordination_vzae"] == {"wert": 2, "woertlich": "2 Stellen Koordination", "von": "regeln"}
    assert read["von"] == "modell" and list(read["verworfen"]) == ["beratungstage"]
    assert all(f["woertlich"] in LAGE for f in read["gelesen"].values())
    sent = modelled.client.post("/v1/checks/foerderhoechstbetrag", json={"facts": read["facts"]})
    assert sent.status_code == 200 and sent.json()["facts"]["weitere_koordinierungsstellen"] == 1
    assert counted(modelled, "fakten_verworfen") == before + 1


def test_without_a_model_the_rules_read(local: Running) -> None:
    read = local.client.post(PATH, json={"text": LAGE}).json()
    assert read["von"] == "regeln" and read["facts"]["koordination_vzae"] == 2 and "weitere_koordinierungsstellen" not in read["facts"]


def test_an_answer_tells_what_it_understood_and_from_which_words(script: Script, modelled: Running) -> None:
    answer = modelled.client.post("/v1/ask", json={"question": LAGE}).json()
    assert answer["mode"] == "computed"
    assert answer["checks"][0]["gelesen"]["weitere_koordinierungsstellen"]["woertlich"] == "Für 1 Gemeinde beantragt der Kreis"
    told = answer["answer"] + json.dumps(answer["notes"], ensure_ascii=False)
    assert "Vom Sprachmodell gelesen, bitte prüfen: Weitere Koordinierungsstellen: 1 Stelle („Für 1 Gemeinde beantragt der Kreis“)." in told


def test_rules_and_model_that_differ_make_the_answer_ask(script: Script, modelled: Running) -> None:
    question = LAGE.replace("2 Stellen Koordination", "2 Stellen Koordination, im Vorjahr 3 Stellen")
    plain = modelled.client.post(PATH, json={"text": question}).json()["facts"]
    script.reply = facts(koordination_vzae=(3, "im Vorjahr 3 Stellen"))
    answer: dict[str, Any] = modelled.client.post("/v1/ask", json={"question": question}).json()
    assert plain["koordination_vzae"] == 2
    assert answer["status"] == "needs_facts" and "koordination_vzae" not in answer["checks"][0]["facts"]
    assert "2 VZÄ" in answer["answer"] and "3 VZÄ („im Vorjahr 3 Stellen“)" in answer["answer"]
    form = modelled.client.post(PATH, json={"text": question}).json()
    assert form["missing"][0]["fact"] == "koordination_vzae" and "koordination_vzae" not in form["facts"]


@pytest.mark.parametrize("behaviour", ["500", "kaputt", "stockt", "schweigt", "endlos"])
def test_a_failing_model_changes_nothing_of_the_answer(script: Script, start: Start, behaviour: str) -> None:
    plain = start().client.post("/v1/ask", json={"question": LAGE}).json()
    script.behaviour = behaviour
    with serving(script) as url:
        running = start(KIM_LLM_URL=url, KIM_LLM_MODEL="probe", KIM_LLM_TIMEOUT="1")
        answer = running.client.post("/v1/ask", json={"question": LAGE}).json()
    script.released.set()
    assert {k: v for k, v in answer.items() if k != "timings_ms"} == {k: v for k, v in plain.items() if k != "timings_ms"}


def token(page: str) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', page)
    assert found
    return found[1]


def test_the_form_is_filled_from_a_situation_and_shows_the_words(modelled: Running) -> None:
    empty = modelled.client.get("/pruefungen/foerderhoechstbetrag").text
    page = modelled.client.post("/pruefungen/foerderhoechstbetrag", data={"csrf": token(empty), "lage": LAGE, "lesen": "ja"}).text
    assert re.search(r'name="f\.weitere_koordinierungsstellen" value="1"', page) and "„Für 1 Gemeinde beantragt der Kreis“. Bitte prüfen." in page
    assert re.search(r'name="f\.koordination_vzae" value="2"', page) and "„2 Stellen Koordination“" in page
    assert 'id="ergebnis"' not in page, "nothing is computed before somebody has looked at it"


def test_personal_data_in_a_situation_reaches_no_model(script: Script, modelled: Running) -> None:
    empty = modelled.client.get("/pruefungen/verweisberatung").text
    told = "Frau Muster, geb. 01.02.1990, hat eine Duldung."
    sent = modelled.client.post("/pruefungen/verweisberatung", data={"csrf": token(empty), "lage": told, "lesen": "ja"})
    assert sent.status_code == 422 and "personenbezogene Daten" in sent.text and script.requests == []


def test_an_answers_facts_open_the_form_without_words_in_an_address(modelled: Running) -> None:
    first = modelled.client.get("/").text
    page = modelled.client.post("/frage", data={"csrf": token(first), "frage": LAGE}, follow_redirects=True).text
    form = re.search(r'<form class="inline noprint" method="post" action="(/pruefungen/foerderhoechstbetrag)">(.*?)</form>', page, re.S)
    assert form and "Für 1 Gemeinde beantragt der Kreis" not in form[1]
    fields = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', form[2]))
    filled = modelled.client.post(form[1], data=fields).text
    assert re.search(r'name="f\.weitere_koordinierungsstellen" value="1"', filled) and "„Für 1 Gemeinde beantragt der Kreis“. Bitte prüfen." in filled
    assert 'id="ergebnis"' not in filled


def test_a_follow_up_is_written_out_by_the_model_only_with_what_was_said(script: Script, modelled: Running) -> None:
    history = [{"question": "Wie hoch ist die Förderung für die Koordination?"}]
    ask = {"question": "Und für die Verwaltungsassistenz?", "history": history}

    def reply(body: dict[str, Any]) -> str:
        return wording if "Frühere Fragen" in body["messages"][-1]["content"] else ""

    script.by = reply
    wording = "Wie hoch ist die Förderung für die Verwaltungsassistenz 2021 in Köln?"
    invented = modelled.client.post("/v1/ask", json=ask).json()
    wording = "Welche Förderung gilt für die Verwaltungsassistenz?"
    taken = modelled.client.post("/v1/ask", json=ask).json()
    assert "Verstanden als" not in json.dumps(invented["notes"], ensure_ascii=False) and invented["as_of"] == "2026-11-20"
    assert {"kind": "hinweis", "text": f"Verstanden als: „{wording}“", "citations": []} in taken["notes"]
    assert taken["question"] == ask["question"]
