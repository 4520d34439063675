"""Conversations, feedback, and what becomes of them when the server dies, is ended or the index changes."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from api.store.conversations import Conversations
from api.store.database import now, open_database
from api.store.models import Conversation, Turn
from indexing import pipeline
from tests.conftest import Kim
from tests.http.conftest import Start
from tests.http.live import serving

FIRST = "Was zahlt das Land höchstens für eine Koordinationsstelle im Jahr?"


def test_a_server_killed_in_mid_conversation_loses_nothing_it_confirmed(service_home: Path) -> None:
    with serving(service_home, KIM_CONVERSATIONS="alle") as live:
        ident = httpx.post(f"{live.url}/v1/conversations", timeout=30).json()["id"]
        turn = httpx.post(f"{live.url}/v1/conversations/{ident}/turns", json={"question": FIRST}, timeout=30).json()
        given = httpx.post(f"{live.url}/v1/feedback", json={"turn_id": turn["id"], "helpful": False, "reason": "zu lang"}, timeout=30)
        assert given.status_code == 201
        live.kill()
    with serving(service_home, KIM_CONVERSATIONS="alle") as live:
        again = httpx.get(f"{live.url}/v1/conversations/{ident}", timeout=30).json()
        assert again["turns"] == [turn]
        follow_up = httpx.post(f"{live.url}/v1/conversations/{ident}/turns", json={"question": "Und für die Assistenz?"}, timeout=30).json()
        assert "22.500" in follow_up["answer"]["answer"]
        feedback = httpx.get(f"{live.url}/v1/feedback", timeout=30).json()["feedback"]
        assert [(f["question"], f["reason"], f["helpful"]) for f in feedback] == [(FIRST, "zu lang", False)]
        assert feedback[0]["citations"][0]["document_id"] == "faq-2026"
        assert live.stop() == 0


def test_two_processes_share_index_sessions_and_metrics_and_pick_up_a_new_generation(service_home: Path, tmp_path: Path) -> None:
    with serving(service_home, "--workers", "2", KIM_CONVERSATIONS="alle") as live, httpx.Client(base_url=live.url, timeout=30) as client:
        old = client.get("/v1/version").json()["generation"]
        letter = tmp_path / "aushang.txt"
        letter.write_text("Aushang der Probestelle\n\nDas Kamelzimmer der Probestelle ist im dritten Stock.\n", encoding="utf-8")
        new = pipeline.run(service_home, [letter]).generation
        assert new != old
        seen = set()
        for _ in range(600):
            with httpx.Client(base_url=live.url, timeout=30) as fresh:
                answer = fresh.post("/v1/ask", json={"question": "Wo ist das Kamelzimmer der Probestelle?"})
                assert answer.status_code == 200
                found = {fresh.get("/v1/version").json()["generation"] for _ in range(4)}
            seen |= found
            if found == {new} and answer.json()["citations"]:
                break
        assert answer.json()["citations"][0]["document_id"] == "aushang"
        assert seen <= {old, new}
        total = [line for line in client.get("/metrics").text.splitlines() if line.startswith("kim_requests_total") and "/v1/ask" in line]
        assert len(total) == 1
        assert live.stop() == 0


def test_a_request_survives_that_its_generation_is_removed(start: Start, tmp_path: Path) -> None:
    running = start()
    for number in range(3):
        letter = tmp_path / f"brief-{number}.txt"
        letter.write_text(f"Brief {number}\n\nDas Lamazimmer {number} ist im Keller.\n", encoding="utf-8")
        pipeline.run(running.home, [letter])
        answer = running.client.post("/v1/ask", json={"question": "Wann ist Sprechstunde im Rathaus?"}).json()
        assert answer["citations"][0]["document_id"] == "rundbrief"
        assert running.client.get("/v1/documents/rundbrief/file").status_code == 200


def test_old_conversations_are_deleted_with_all_their_turns(service_home: Path) -> None:
    database = open_database(service_home)
    store = Conversations(database)
    old, fresh = store.create("a"), store.create("a")
    store.add("a", old, "Wer?", {"answer": "Niemand."}, [])
    with database.session() as s:
        s.get_one(Conversation, old).changed = now() - timedelta(days=31)
    assert store.expire(30) == 1
    assert [c.id for c in store.of("a", frozenset())] == [fresh]
    with database.session() as s:
        assert s.query(Turn).count() == 0
    database.close()


def test_a_conversation_is_exported_and_deleted_by_its_owner(start: Start) -> None:
    client = start().client
    client.get("/")
    ident = client.post("/v1/conversations").json()["id"]
    client.post(f"/v1/conversations/{ident}/turns", json={"question": FIRST})
    exported = client.get("/v1/conversations").json()["conversations"]
    assert exported[0]["turns"][0]["question"] == FIRST
    assert client.delete(f"/v1/conversations/{ident}").status_code == 204
    assert client.get(f"/v1/conversations/{ident}").status_code == 404


def test_the_export_has_all_conversations_and_all_are_deleted_at_once(start: Start) -> None:
    running = start()
    client = running.client
    token = client.get("/").text.split('name="csrf" value="')[1].split('"')[0]
    for _ in range(102):
        client.post("/v1/conversations")
    stranger = running.app.state.service.conversations.create("jemand anders")
    assert len(client.get("/v1/conversations").json()["conversations"]) == 102
    assert client.post("/gespraeche/loeschen", data={"csrf": "falsch"}).status_code == 403
    assert client.post("/gespraeche/loeschen", data={"csrf": token}).status_code == 200
    assert client.get("/v1/conversations").json()["conversations"] == []
    client.post("/v1/conversations")
    assert client.delete("/v1/conversations").status_code == 204
    assert client.get("/v1/conversations").json()["conversations"] == []
    assert running.app.state.service.conversations.get("jemand anders", stranger, frozenset()) is not None


def test_a_session_lasts_from_the_last_visit_on(start: Start) -> None:
    client = start().client
    first, second = (client.get("/gespraeche").headers["set-cookie"] for _ in range(2))
    assert first == second and "Max-Age=2592000" in first
    foreign = client.get("/", headers={"Cookie": f"kim_sitzung={'x' * 40}%0d%0a; a=b"}).headers["set-cookie"]
    assert "%0d" not in foreign


def test_without_a_browser_session_nothing_is_stored_unless_switched_on(start: Start) -> None:
    running = start()
    refused = running.client.post("/v1/conversations")
    assert refused.status_code == 403 and "KIM_CONVERSATIONS" in refused.json()["detail"]


def test_feedback_becomes_questions_to_measure(service_home: Path, kim: Kim, start: Start) -> None:
    client = start().client
    body = {"helpful": True, "question": FIRST, "answer": "57.000 Euro", "citations": [{"document_id": "faq-2026", "locator": "Frage 13"}]}
    assert client.post("/v1/feedback", json=body).status_code == 201
    done = kim("eval", "--from-feedback", "--json")
    assert done.code == 0, done.err
    assert json.loads(done.out)["questions"] == 1


@pytest.mark.parametrize("kept", ["ja", "nein"])
def test_the_form_keeps_question_answer_citations_and_reason(start: Start, kept: str) -> None:
    running = start()
    page = running.client.get("/").text
    token = page.split('name="csrf" value="')[1].split('"')[0]
    answered = running.client.post("/frage", data={"csrf": token, "frage": FIRST})
    turn = answered.text.split('name="beitrag" value="')[1].split('"')[0]
    ident = answered.text.split('name="gespraech" value="')[1].split('"')[0]
    sent = {"csrf": token, "beitrag": turn, "gespraech": ident, "hilfreich": kept, "grund": "Zahl fehlt"}
    thanked = running.client.post("/rueckmeldung", data=sent)
    assert "Danke für die Rückmeldung" in thanked.text
    found = running.client.get("/v1/feedback").json()["feedback"][0]
    assert (found["question"], found["helpful"], found["reason"]) == (FIRST, kept == "ja", "Zahl fehlt")
    assert found["citations"][0]["quote"]


def test_a_conversation_of_the_longest_questions_goes_on(start: Start) -> None:
    local = start(KIM_CONVERSATIONS="alle")
    local.client.headers |= local.key("lesen")
    long = ("Was zahlt das Land für eine Koordinationsstelle, weil die Kämmerei fragt und der Ausschuss berät? " * 50)[:3999] + "?"
    ident = local.client.post("/v1/conversations").json()["id"]
    for question in (long, "und 2021?", "Und für die Verwaltungsassistenz?"):
        turn = local.client.post(f"/v1/conversations/{ident}/turns", json={"question": question})
        assert turn.status_code == 201, turn.text
    assert "22.500" in turn.json()["answer"]["answer"]
    history = [{"question": long}] * 20
    assert local.client.post("/v1/ask", json={"question": "und in Köln?", "history": history}).status_code == 200
