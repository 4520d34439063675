"""`/v1/ask` and `/v1/search`: the same answers as the command line, as JSON and as events; errors in one shape."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.conftest import Kim
from tests.http.conftest import Running, Start

QUESTIONS = (
    ("Was zahlt das Land höchstens für eine Koordinationsstelle im Jahr?", None),
    ("Was zahlt das Land höchstens für eine Koordinationsstelle im Jahr?", "2021-06-30"),
    ("Wann ist Sprechstunde im Rathaus?", None),
    ("Wie wird das Wetter?", None),
)


def timeless(answer: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in answer.items() if k != "timings_ms"}


@pytest.mark.parametrize(("question", "as_of"), QUESTIONS)
def test_the_interface_answers_like_the_command_line(local: Running, kim: Kim, question: str, as_of: str | None) -> None:
    groups_file = local.home / "gruppen.json"
    key = {}  # the command line sees everything, so the reader is given all groups
    groups_file.unlink()
    said = json.loads(kim("ask", question, "--json", *(["--as-of", as_of] if as_of else [])).out)
    answer = local.client.post("/v1/ask", json={"question": question, "as_of": as_of}, headers=key)
    assert answer.status_code == 200
    assert timeless(answer.json()) == timeless(said)
    found = json.loads(kim("search", question, "--json", *(["--as-of", as_of] if as_of else [])).out)
    assert local.client.post("/v1/search", json={"question": question, "as_of": as_of}).json() == found


def test_a_stream_brings_progress_the_same_answer_and_an_end(local: Running) -> None:
    body = {"question": QUESTIONS[0][0], "id": "a"}
    plain = local.client.post("/v1/ask", json=body).json()
    sent = local.client.post("/v1/ask", json=body, headers={"Accept": "text/event-stream"})
    assert sent.headers["content-type"].startswith("text/event-stream")
    events = [dict(line.split(": ", 1) for line in e.split("\n")) for e in sent.text.strip().split("\n\n")]
    assert [e["event"] for e in events] == ["fortschritt", "antwort", "ende"]
    assert timeless(json.loads(events[1]["data"])) == timeless(plain)


def test_an_error_on_a_stream_is_a_problem_too(local: Running) -> None:
    sent = local.client.post("/v1/ask", json={"question": "Wer?", "document_id": "gibt-es-nicht"}, headers={"Accept": "text/event-stream"})
    name, data = sent.text.strip().split("\n\n")[1].split("\n")
    assert name == "event: fehler"
    assert json.loads(data.removeprefix("data: "))["status"] == 404


def test_earlier_questions_give_the_follow_up_its_topic(local: Running) -> None:
    history = [{"question": "Was zahlt das Land höchstens für eine Koordinationsstelle im Jahr?"}]
    answer = local.client.post("/v1/ask", json={"question": "Und für die Verwaltungsassistenz?", "history": history}).json()
    assert "22.500" in answer["answer"]


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        ({"question": " "}, 422, "question"),
        ({"question": "x" * 4001}, 422, "question"),
        ({"question": "a\x00b"}, 422, "question"),
        ({"question": "Wer?", "as_of": "2021-02-30"}, 422, "2021-02-30"),
        ({"question": "Wer?", "as_of": "gestern"}, 422, "gestern"),
        ({"question": "Wer?", "document_id": "gibt-es-nicht"}, 404, "gibt-es-nicht"),
        ({"question": "Wer?", "asof": "2021"}, 422, "asof"),
        ({}, 422, "question"),
        ([], 422, "Objekt"),
    ],
)
def test_what_cannot_be_used_is_named_in_one_shape(local: Running, body: object, status: int, said: str) -> None:
    answer = local.client.post("/v1/ask", json=body)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert {"type", "title", "status", "detail", "instance"} <= set(problem)
    assert said in json.dumps(problem, ensure_ascii=False)


def test_an_unknown_address_and_a_wrong_method_are_problems(local: Running) -> None:
    assert local.client.get("/v1/gibt-es-nicht").json()["status"] == 404
    wrong = local.client.put("/v1/documents")
    assert (wrong.status_code, wrong.headers["allow"]) == (405, "GET")
    assert local.client.patch("/v1/conversations").headers["allow"] == "DELETE, GET, POST"


def test_a_bug_is_a_problem_with_an_id_and_without_a_traceback(local: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    from assistant.answering import Assistant

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("geheime Frage")

    monkeypatch.setattr(Assistant, "ask", broken)
    answer = local.client.post("/v1/ask", json={"question": "Wer?"})
    assert answer.status_code == 500
    assert answer.json()["instance"].endswith(answer.headers["x-request-id"])
    assert "geheim" not in answer.text and "Traceback" not in answer.text


def test_a_question_that_takes_too_long_is_given_up(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    from assistant.answering import Assistant

    let_go = threading.Event()
    running = start(KIM_TIME_LIMIT="0.2")
    monkeypatch.setattr(Assistant, "ask", lambda *_, **__: let_go.wait(30))
    try:
        answer = running.client.post("/v1/ask", json={"question": "Wer?"})
    finally:
        let_go.set()
    assert answer.status_code == 504
    assert "0.2 Sekunden" in answer.json()["detail"]


def test_a_check_over_http_is_the_one_of_the_program(local: Running) -> None:
    from datetime import date

    from assistant.checks import catalogue, run

    listed = local.client.get("/v1/checks").json()
    assert [c["name"] for c in listed] == [c.name for c in catalogue()]
    name = "foerderhoechstbetrag"
    facts = {"gebietskoerperschaft": "kreis", "koordination_vzae": 2}
    assert set(facts) <= set(local.client.get(f"/v1/checks/{name}").json()["properties"])
    sent = local.client.post(f"/v1/checks/{name}", json={"facts": facts, "as_of": "2026-01-01", "id": "x"}).json()
    assert sent.pop("id") == "x"
    assert sent["result"] == run(name, facts, date(2026, 1, 1))["result"]
    wrong = local.client.post(f"/v1/checks/{name}", json={"facts": {"koordination_vzae": "viele", "unsinn": 1}})
    assert wrong.status_code == 422
    assert {e["field"] for e in wrong.json()["errors"]} == {"facts.koordination_vzae", "facts.unsinn"}
    assert local.client.post("/v1/checks/gibt-es-nicht", json={"facts": {}}).status_code == 404
