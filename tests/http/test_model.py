"""The service with a language model: sentences on the stream as they pass, the answer that counts, groups, metrics; nothing of it without a model."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from api.http.engine import Engine
from assistant.answering import Assistant
from assistant.llm.drafting import passages_of
from tests.conftest import ROOT, TODAY
from tests.http.conftest import Running, Start, counted
from tests.llm.server import Script, serving

ASKED = "Bis wann muss der Antrag gestellt werden?"
SECRET = "Was ist mit dem Zebrabüro im Übungsjahr 2031?"


@pytest.fixture
def script() -> Iterator[Script]:
    """What the model's server does; whatever waits is released at the end."""
    made = Script()
    yield made
    made.released.set()


@pytest.fixture
def spoken(script: Script, start: Start, service_home: Path) -> Iterator[Running]:
    """The service with a model that words the answer to ASKED."""
    engine = Engine(service_home, 1)
    plain = Assistant(engine.snapshot().index, date.fromisoformat(TODAY)).ask(ASKED)
    engine.close()
    mark = passages_of(plain)[0][0].token
    script.reply = f"Der Antrag muss jedes Jahr bis Ende Oktober für das Folgejahr gestellt werden [{mark}]. Das sind 999 Euro [{mark}]."
    with serving(script) as url:
        yield start(KIM_LLM_URL=url, KIM_LLM_MODEL="probe")


def events(text: str) -> list[tuple[str, Any]]:
    """The events of a stream."""
    rows = [dict(line.split(": ", 1) for line in part.split("\n")) for part in text.strip().split("\n\n")]
    return [(r["event"], json.loads(r["data"])) for r in rows]


def test_released_sentences_come_first_and_the_answer_replaces_them(spoken: Running) -> None:
    told = events(spoken.client.post("/v1/ask", json={"question": ASKED}, headers={"Accept": "text/event-stream"}).text)
    assert [name for name, _ in told] == ["fortschritt", "satz", "antwort", "ende"]
    answer = told[2][1]
    assert answer["mode"] == "generated"
    assert "Ende Oktober" in told[1][1]["text"] and told[1][1]["text"] in answer["answer"]
    assert "999" not in json.dumps(told)  # the gate let no figure pass that no source holds
    plain = spoken.client.post("/v1/ask", json={"question": ASKED}).json()
    assert {k: v for k, v in plain.items() if k != "timings_ms"} == {k: v for k, v in answer.items() if k != "timings_ms"}


def test_a_model_that_is_gone_changes_nothing_but_the_wording(script: Script, spoken: Running) -> None:
    script.behaviour = "500"
    told = events(spoken.client.post("/v1/ask", json={"question": ASKED}, headers={"Accept": "text/event-stream"}).text)
    assert [name for name, _ in told] == ["fortschritt", "antwort", "ende"]
    assert (told[1][1]["mode"], told[1][1]["status"]) == ("extractive", "answered")


def test_metrics_tell_what_became_of_the_drafts(spoken: Running) -> None:
    before = counted(spoken, "freigegeben"), counted(spoken, "satz_verworfen")
    spoken.client.post("/v1/ask", json={"question": ASKED})
    assert (counted(spoken, "freigegeben"), counted(spoken, "satz_verworfen")) == (before[0] + 1, before[1] + 1)


def test_a_model_never_reads_what_its_reader_may_not(script: Script, spoken: Running) -> None:
    strangers = spoken.client.post("/v1/ask", json={"question": SECRET}).json()
    spoken.client.post("/v1/ask", json={"question": SECRET}, headers=spoken.key("lesen", groups=("sued",)))
    assert "siebzehn" not in json.dumps(script.requests, ensure_ascii=False) + json.dumps(strangers, ensure_ascii=False)
    own = spoken.client.post("/v1/ask", json={"question": SECRET}, headers=spoken.key("lesen", groups=("nord",))).json()
    assert own["status"] == "answered"
    assert "siebzehn" in json.dumps(script.requests, ensure_ascii=False)


def test_without_a_model_nothing_of_it_is_loaded(service_home: Path) -> None:
    program = (
        "import sys; from fastapi.testclient import TestClient; from api.http.app import create_app; from api.http.config import read_config\n"
        "with TestClient(create_app(read_config()), base_url='http://127.0.0.1', client=('127.0.0.1', 1)) as c:\n"
        f"    assert c.post('/v1/ask', json={{'question': {ASKED!r}}}).status_code == 200\n"
        f"    assert c.post('/v1/ask', json={{'question': 'Und 2021?', 'history': [{{'question': {ASKED!r}}}]}}).status_code == 200\n"
        "    told = {'text': 'Wir sind ein Kreis mit 2 Stellen Koordination. Wie viel Geld gibt es?'}\n"
        "    assert c.post('/v1/checks/foerderhoechstbetrag/angaben', json=told).json()['von'] == 'regeln'\n"
        "    assert 'kim_llm_events_total{' not in c.get('/metrics').text\n"
        "assert not [m for m in sys.modules if m.startswith(('assistant.llm', 'openai'))]"
    )
    settings = {"PATH": "", "KIM_HOME": str(service_home), "KIM_TODAY": TODAY}
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=settings, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()[-1500:]


FAILURES = {
    "401": "anmeldung",
    "404": "einstellung",
    "500": "dienst",
    "kaputt": "form",
    "bricht-ab": "form",
    "schweigt": "zeit",
    "stockt": "zeit",
    "endlos": "",
    "429": "drosselung",
}


@pytest.mark.parametrize("stream", ["ja", "nein"])
def test_every_failure_gives_an_answer_within_the_limit_and_is_counted(script: Script, start: Start, stream: str) -> None:
    script.reply = "Der Antrag muss jedes Jahr bis Ende Oktober gestellt werden, und das ist ein langer Satz ohne Ende"
    with serving(script) as url:
        running = start(KIM_LLM_URL=url, KIM_LLM_MODEL=f"probe-{stream}", KIM_LLM_TIMEOUT="3", KIM_LLM_STREAM=stream, KIM_RATE="0")
        plain = running.client.post("/v1/ask", json={"question": ASKED}).json()["answer"]
        for behaviour, kind in FAILURES.items():
            script.behaviour = behaviour
            before = _fallbacks(running)
            started = time.monotonic()
            sent = running.client.post("/v1/ask", json={"question": ASKED})
            took = time.monotonic() - started
            assert (sent.status_code, sent.json()["mode"], sent.json()["answer"]) == (200, "extractive", plain), behaviour
            assert took < 3 + 15, behaviour
            new = {k for k, n in _fallbacks(running).items() if n > before.get(k, 0)}
            assert new == {f"rueckfall_{kind}"} or (not kind and len(new) == 1), (behaviour, new)


def _fallbacks(running: Running) -> dict[str, float]:
    found = re.findall(r'^kim_llm_events_total\{event="(rueckfall_\w+)"\} (\S+)$', running.client.get("/metrics").text, re.M)
    return {name: float(n) for name, n in found}
