"""Who gets where: every route × every way of asking. The table is complete, or the first test fails."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fastapi import FastAPI
from httpx2 import Response
from starlette.routing import Mount, Route

from api.http.auth import IMPLIED, Requires
from api.store.database import now
from api.store.models import Key
from tests.http.conftest import Running, Start
from tests.http.routes import TABLE, Row

ROLES = ("lesen", "fall", "admin")
ids = pytest.mark.parametrize("row", TABLE, ids=lambda r: r.label)
guarded = pytest.mark.parametrize("row", [r for r in TABLE if r.role], ids=lambda r: r.label)


def routes(app: FastAPI) -> dict[str, Route]:
    """Every route of the application with its methods, mounted files aside."""
    found: dict[str, Route] = {}

    def collect(items: list[object]) -> None:
        for r in items:
            if isinstance(r, Route):
                found.update({f"{m} {r.path}": r for m in (r.methods or set()) - {"HEAD"}})
            elif not isinstance(r, Mount):
                inner = getattr(r, "routes", None) or getattr(getattr(r, "original_router", None), "routes", None)
                assert inner is not None, r
                collect(list(inner))

    collect(list(app.routes))
    return found


def send(running: Running, row: Row, headers: dict[str, str] | None = None) -> Response:
    running.client.cookies.clear()
    return running.client.request(row.method, row.address, json=row.json, data=row.data, headers=headers, follow_redirects=False)


def test_the_table_has_a_row_for_every_route_and_no_other(closed: Running) -> None:
    assert set(routes(closed.app)) == {r.label for r in TABLE}


@ids
def test_the_table_says_the_role_the_route_requires(closed: Running, row: Row) -> None:
    needed = {d.call.scope for d in routes(closed.app)[row.label].dependant.dependencies if isinstance(d.call, Requires)} if row.role else set()
    assert needed == ({row.role} if row.role else set())


@guarded
def test_without_a_key_nobody_gets_in(closed: Running, row: Row) -> None:
    refused(send(closed, row), 401)


@guarded
def test_with_a_wrong_key_nobody_gets_in(closed: Running, row: Row) -> None:
    good = closed.key("admin")["Authorization"]
    for wrong in (good[:-1] + ("a" if good[-1] != "a" else "b"), "Bearer kim_x_y", "Bearer ", "Basic YTpi", good.replace("Bearer", "Token")):
        refused(send(closed, row, {"Authorization": wrong}), 401)


@guarded
def test_with_an_expired_or_revoked_key_nobody_gets_in(closed: Running, row: Row) -> None:
    expired, revoked = closed.key("admin"), closed.key("admin")
    with closed.app.state.database.session() as s:
        s.get(Key, expired["Authorization"].split("_")[1]).expires = now() - timedelta(seconds=1)
        s.get(Key, revoked["Authorization"].split("_")[1]).revoked = now()
    refused(send(closed, row, expired), 401, "abgelaufen")
    refused(send(closed, row, revoked), 401, "widerrufen")


@guarded
@pytest.mark.parametrize("role", ROLES)
def test_a_role_reaches_what_it_is_for_and_nothing_else(closed: Running, row: Row, role: str) -> None:
    answer = send(closed, row, closed.key(role))
    if row.role in IMPLIED[role]:
        assert answer.status_code in row.status, answer.text
    else:
        refused(answer, 403, f"„{row.role}“")


@pytest.mark.parametrize("row", [r for r in TABLE if r.role is None], ids=lambda r: r.label)
def test_what_is_for_everybody_needs_no_key(closed: Running, row: Row) -> None:
    assert send(closed, row).status_code in row.status


def refused(answer: Response, status: int, text: str = "") -> None:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status
    assert text in answer.json()["detail"]


# --- groups: the other municipality's paper through every route ---

WORDS = ("Zebrabüro", "Nordstadt", "nordkonzept", "siebzehn", "2031")
CITING = {"helpful": True, "question": "Zebrabüro?", "answer": "Nordstadt", "citations": [{"document_id": "nordkonzept"}]}
TRIES = (
    Row("POST", "/v1/ask", "lesen", json={"question": "Wann öffnet das Zebrabüro der Nordstadt?"}),
    Row("POST", "/v1/ask", "lesen", json={"question": "Wie viele Schreibtische?", "document_id": "nordkonzept"}, status=(404,)),
    Row("POST", "/v1/search", "lesen", json={"question": "Schreibtische Zebrabüro", "top": 100}),
    Row("POST", "/v1/search", "lesen", json={"question": "Schreibtische", "document_id": "nordkonzept"}, status=(404,)),
    Row("GET", "/v1/documents", "lesen"),
    Row("GET", "/v1/documents/{document_id}", "lesen", "/v1/documents/nordkonzept", status=(404,)),
    Row("GET", "/v1/documents/{document_id}/passage", "lesen", "/v1/documents/nordkonzept/passage?locator=Anfang", status=(404,)),
    Row("GET", "/v1/documents/{document_id}/file", "lesen", "/v1/documents/nordkonzept/file", status=(404,)),
    Row("GET", "/v1/documents/{document_id}/pages/{page}", "lesen", "/v1/documents/nordkonzept/pages/1", status=(404,)),
    Row(
        "POST",
        "/v1/feedback",
        "lesen",
        json={"helpful": True, "question": "a", "answer": "b", "citations": [{"document_id": "nordkonzept"}]},
        status=(404,),
    ),
    Row("GET", "/dokumente", "lesen"),
    Row("GET", "/dokumente/{ident}", "lesen", "/dokumente/nordkonzept", status=(404,)),
    Row("GET", "/stelle", "lesen", "/stelle?dokument=nordkonzept&fundstelle=Anfang", status=(404,)),
    Row("GET", "/v1/version", "lesen"),
    Row("GET", "/v1/feedback", "admin"),
    Row("GET", "/v1/conversations", "lesen"),
    Row("GET", "/gespraeche", "lesen"),
)


@pytest.mark.parametrize("row", TRIES, ids=lambda r: f"{r.label} {r.status[0]}")
@pytest.mark.parametrize("groups", [(), ("sued",)], ids=["ohne Gruppe", "andere Gruppe"])
def test_another_groups_document_does_not_exist(closed: Running, row: Row, groups: tuple[str, ...]) -> None:
    mine = closed.key("lesen", groups=("nord",))
    asked = closed.client.post("/v1/conversations", headers=mine).json()["id"]
    question = {"question": "Wann öffnet das Zebrabüro der Nordstadt?"}
    assert "Zebrabüro" in closed.client.post(f"/v1/conversations/{asked}/turns", json=question, headers=mine).json()["answer"]["answer"]
    cites = [{"document_id": "nordkonzept"}]
    given = closed.client.post(
        "/v1/feedback", json={"helpful": True, "question": "Zebrabüro?", "answer": "Nordstadt", "citations": cites}, headers=mine
    )
    assert given.status_code == 201
    answer = send(closed, row, closed.key("admin", groups=groups))
    assert answer.status_code in row.status, answer.text
    sent = [row.json["question"]] if row.json and "question" in row.json else []
    body = answer.text
    for text in [
        *sent,
        "Ein Dokument „nordkonzept“ gibt es hier nicht",
        "nordkonzept" if row.path == "/v1/feedback" and row.method == "POST" else "",
    ]:
        body = body.replace(text, "") if text else body
    assert not [w for w in WORDS if w in body]
    if row.path == "/v1/version":
        assert answer.json()["documents"] == 1 + len(groups)


def test_the_group_itself_sees_its_document_everywhere(closed: Running) -> None:
    key = closed.key("admin", groups=("nord",))
    answer = closed.client.post("/v1/ask", json={"question": "Wann öffnet das Zebrabüro der Nordstadt?"}, headers=key).json()
    assert answer["citations"][0]["document_id"] == "nordkonzept"
    assert "2031" in answer["answer"]
    assert closed.client.get("/v1/documents/nordkonzept/file", headers=key).text.startswith("Internes Übungskonzept Nordstadt")
    listed = {d["id"]: d["group"] for d in closed.client.get("/v1/documents", headers=key).json() if d["original"]}
    assert listed == {"nordkonzept": "nord", "rundbrief": None}


def test_a_conversation_hides_what_its_owner_may_no_longer_see(closed: Running) -> None:
    from indexing import groups

    key = closed.key("lesen", groups=("nord",))
    ident = closed.client.post("/v1/conversations", headers=key).json()["id"]
    closed.client.post(f"/v1/conversations/{ident}/turns", json={"question": "Wann öffnet das Zebrabüro der Nordstadt?"}, headers=key)
    with closed.app.state.database.session() as s:
        s.get(Key, key["Authorization"].split("_")[1]).groups = []
    turn = closed.client.get(f"/v1/conversations/{ident}", headers=key).json()["turns"][0]
    assert turn["answer"] is None
    assert groups.load(closed.home).paths


def test_a_conversation_belongs_to_its_owner_alone(closed: Running) -> None:
    mine, other = closed.key("admin"), closed.key("admin")
    ident = closed.client.post("/v1/conversations", headers=mine).json()["id"]
    assert closed.client.get(f"/v1/conversations/{ident}", headers=mine).status_code == 200
    refused(closed.client.get(f"/v1/conversations/{ident}", headers=other), 404)
    refused(closed.client.post(f"/v1/conversations/{ident}/turns", json={"question": "Wer?"}, headers=other), 404)
    refused(closed.client.delete(f"/v1/conversations/{ident}", headers=other), 404)
    assert closed.client.get("/v1/conversations", headers=other).json() == {"conversations": []}


def test_limiting_a_document_holds_from_the_next_request_on(start: Start) -> None:
    from indexing import groups

    running = start()
    assert running.client.get("/v1/documents/rundbrief").status_code == 200
    source = running.app.state.service.engine.snapshot().index.manifest["sources"]["rundbrief"]
    groups.limit(running.home, [source], "nord")
    assert running.client.get("/v1/documents/rundbrief").status_code == 404
    groups.limit(running.home, [source], "")
    assert running.client.get("/v1/documents/rundbrief").status_code == 200


def test_unreadable_group_rules_stop_answers_instead_of_showing_everything(start: Start) -> None:
    running = start()
    (running.home / "gruppen.json").write_text("{", encoding="utf-8")
    refused(running.client.get("/v1/documents"), 503, "gruppen.json")
