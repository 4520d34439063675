"""Starting only where it is safe, headers, foreign pages, limits, cookies, logs."""

from __future__ import annotations

import json
import logging
import re
from pathlib import Path

import pytest

from api.http.errors import Problem
from api.http.limits import RateLimit
from assistant.errors import DienstError
from tests.conftest import Kim
from tests.http.conftest import Running, Start


@pytest.mark.parametrize("arguments", [["--host", "0.0.0.0"], ["--host", "::"], ["--host", "192.0.2.7"]])
def test_off_loopback_without_sign_in_the_service_refuses_to_start(service_home: Path, kim: Kim, arguments: list[str]) -> None:
    done = kim("serve", *arguments)
    assert done.code == 2
    assert len(done.notices) == 1
    assert "startet der Dienst nur mit Anmeldung" in done.err and "kim keys create" in done.err


def test_a_public_name_on_loopback_counts_as_off_loopback(service_home: Path, kim: Kim, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIM_PUBLIC_URL", "https://kim.example.org")
    assert "nur mit Anmeldung" in kim("serve").err


def test_an_expired_key_is_no_sign_in(service_home: Path, kim: Kim) -> None:
    ident = json.loads(kim("keys", "create", "Bot", "--json").out)["key"].split("_")[1]
    assert kim("keys", "revoke", ident).code == 0
    assert "nur mit Anmeldung" in kim("serve", "--host", "0.0.0.0").err


def test_without_an_index_the_service_says_what_to_do(kim: Kim) -> None:
    done = kim("serve")
    assert done.code == 2 and "kim index" in done.err


def test_keys_are_listed_without_their_secret(service_home: Path, kim: Kim) -> None:
    key = kim("keys", "create", "Chatbot", "--scope", "fall", "--gruppe", "nord", "--tage", "30").out.strip()
    listed = json.loads(kim("keys", "--json").out)
    assert (listed["name"], listed["scopes"], listed["groups"], listed["usable"]) == ("Chatbot", ["fall"], ["nord"], True)
    secret = key.split("_", 2)[2]
    assert secret not in kim("keys").out
    assert secret.encode() not in (service_home / "dienst.sqlite").read_bytes()
    assert (service_home / "dienst.sqlite").stat().st_mode & 0o077 == 0
    assert kim("keys", "create", "x", "--scope", "alles").code == 2
    assert kim("keys", "revoke", "gibt-es-nicht").code == 2


def test_every_response_carries_the_security_headers(local: Running) -> None:
    for address in ("/", "/v1/documents", "/static/kim.css", "/gibt-es-nicht", "/healthz"):
        headers = local.client.get(address).headers
        csp = headers["content-security-policy"]
        assert "default-src 'none'" in csp and "unsafe" not in csp and "frame-ancestors 'none'" in csp
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"


def test_pages_hold_no_inline_script_style_or_foreign_address(local: Running) -> None:
    import re

    for address in ("/", "/docs", "/dokumente", "/pruefungen/foerderhoechstbetrag"):
        page = local.client.get(address).text
        assert not re.search(r"<script(?![^>]*src=\"/static)|<style|\sstyle=|\son\w+=|(?:src|href)=\"(?:https?:)?//", page)


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://boese.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}, {"Sec-Fetch-Site": "same-site"}],
)
def test_a_foreign_page_changes_nothing(local: Running, headers: dict[str, str]) -> None:
    assert local.client.post("/v1/ask", json={"question": "Wer?"}, headers=headers).status_code == 403
    assert local.client.post("/v1/ask", json={"question": "Wer?"}, headers={"Origin": "http://127.0.0.1"}).status_code == 200


def test_a_foreign_host_name_and_a_hidden_proxy_are_refused(local: Running) -> None:
    assert local.client.get("/v1/documents", headers={"Host": "boese.example"}).status_code == 421
    assert local.client.get("/v1/documents", headers={"X-Forwarded-For": "198.51.100.1"}).status_code == 403


def test_a_form_needs_the_token_of_its_session(local: Running) -> None:
    assert local.client.post("/frage", data={"frage": "Wer?", "csrf": "0" * 64}).status_code == 403
    local.client.get("/")
    assert local.client.post("/frage", data={"frage": "Wer?", "csrf": "0" * 64}).status_code == 403


def test_cookies_are_for_this_site_only_and_encrypted_where_there_is_https(start: Start) -> None:
    first = start().client.get("/").headers["set-cookie"]
    assert "HttpOnly" in first and "SameSite=Lax" in first and "Secure" not in first
    behind = start(KIM_PUBLIC_URL="https://kim.example.org", KIM_PROXY_ADDRESSES="127.0.0.1")
    page = behind.client.get("/", headers={"X-Remote-User": "muster"})
    assert "Secure" in page.headers["set-cookie"] and "strict-transport-security" in page.headers


def test_a_proxy_header_counts_from_the_named_address_only(start: Start) -> None:
    near = start(KIM_PROXY_ADDRESSES="127.0.0.1", KIM_PUBLIC_URL="http://127.0.0.1")
    person = {"X-Remote-User": "muster", "X-Remote-Groups": "kim-fall, kim-gruppe-nord, andere"}
    assert near.client.get("/v1/documents").status_code == 401
    assert {d["id"] for d in near.client.get("/v1/documents", headers=person).json() if d["original"]} == {"rundbrief", "nordkonzept"}
    assert near.client.get("/pruefungen/foerderhoechstbetrag", headers=person).status_code == 200
    assert near.client.get("/v1/feedback", headers=person).status_code == 403
    far = start(KIM_PROXY_ADDRESSES="192.0.2.1")
    assert far.client.get("/v1/documents", headers=person).status_code == 401


def test_a_person_without_a_role_can_be_kept_out(start: Start) -> None:
    running = start(KIM_PROXY_ADDRESSES="127.0.0.1", KIM_SIGNED_IN_ROLE="keine")
    assert running.client.get("/v1/documents", headers={"X-Remote-User": "muster"}).status_code == 403


def test_too_big_a_body_is_refused_with_and_without_its_length(local: Running) -> None:
    big = b'{"question": "' + b"x" * 300_000 + b'"}'
    assert local.client.post("/v1/ask", content=big).status_code == 413
    assert local.client.post("/v1/ask", content=iter([big[:200_000], big[200_000:]])).json()["status"] == 413


def test_who_asks_too_often_is_told_when_to_come_back(start: Start) -> None:
    running = start(KIM_RATE="3")
    answers = [running.client.get("/v1/documents") for _ in range(4)]
    assert [a.status_code for a in answers] == [200, 200, 200, 429]
    assert int(answers[3].headers["retry-after"]) >= 1
    assert running.client.get("/healthz").status_code == 200


def test_the_limit_is_per_client_and_refills() -> None:
    at = 0.0
    limit = RateLimit(60, lambda: at)
    for _ in range(60):
        limit.take("a")
    with pytest.raises(Problem):
        limit.take("a")
    limit.take("b")
    at = 1.0
    limit.take("a")
    with pytest.raises(Problem):
        limit.take("a")


def test_too_many_at_once_are_refused_and_health_is_not(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    from assistant.answering import Assistant

    asking, let_go = threading.Event(), threading.Event()
    running = start(KIM_CONCURRENCY="1")

    def slow(*_: object, **__: object) -> None:
        asking.set()
        let_go.wait(30)

    monkeypatch.setattr(Assistant, "ask", slow)
    first = threading.Thread(target=running.client.post, args=("/v1/ask",), kwargs={"json": {"question": "Wer?"}})
    first.start()
    try:
        assert asking.wait(30)
        refused = running.client.get("/v1/documents")
        assert (refused.status_code, refused.json()["status"]) == (503, 503)
        assert running.client.get("/healthz").status_code == 200
    finally:
        let_go.set()
        first.join()


@pytest.mark.parametrize(("setting", "shown"), [("aus", False), ("an", True)])
def test_logs_hold_a_question_only_when_switched_on(start: Start, caplog: pytest.LogCaptureFixture, setting: str, shown: bool) -> None:
    running = start(KIM_LOG_QUESTIONS=setting)
    logging.getLogger("kim.dienst").propagate = True
    with caplog.at_level(logging.INFO, "kim.dienst"):
        running.client.post("/v1/ask", json={"question": "Wer ist antragsberechtigt?"})
        running.client.get("/v1/documents/faq-2026/passage", params={"locator": "Frage 13", "quote": "antragsberechtigt"})
    lines = [getattr(r, "fields", {}) for r in caplog.records]
    assert any(line.get("weg") == "/v1/ask" and line.get("status") == 200 for line in lines)
    assert ("antragsberechtigt" in json.dumps(lines, ensure_ascii=False)) is shown


def test_metrics_count_requests_and_answers(local: Running) -> None:
    local.client.post("/v1/ask", json={"question": "Wie hoch ist der Eigenanteil?"})
    found = local.client.get("/metrics").text
    assert 'kim_requests_total{method="POST",route="/v1/ask",status="200"}' in found
    assert 'kim_answers_total{mode="extractive",status="answered"}' in found


def test_settings_that_make_no_sense_are_named(start: Start) -> None:
    from assistant.errors import EingabeError

    for name, text in (("KIM_PORT", "viele"), ("KIM_LOG_QUESTIONS", "vielleicht"), ("KIM_PROXY_ADDRESSES", "hier"), ("KIM_OIDC_ISSUER", "https://a")):
        with pytest.raises(EingabeError, match=name):
            start(**{name: text})
        import os

        del os.environ[name]


def test_kern_styles_are_used_where_they_are_installed(start: Start, tmp_path: Path) -> None:
    assert "kern" not in start().client.get("/").text
    (tmp_path / "fonts").mkdir()
    for name in ("kern.css", "fonts/fira-sans.css"):
        (tmp_path / name).write_text("/* Probe */", encoding="utf-8")
    client = start(KIM_KERN=str(tmp_path)).client
    sheets = re.findall(r'rel="stylesheet" href="([^"]+)"', client.get("/").text)
    assert "/static/kern/kern.css" in sheets and sheets[-1] == "/static/kim-kern.css"  # ours comes last and maps its colours to KERN's
    assert all(client.get(s).status_code == 200 for s in sheets)


def test_a_folder_without_kern_styles_is_named_at_the_start(start: Start, tmp_path: Path) -> None:
    with pytest.raises(DienstError, match=re.escape("kern.css")):
        start(KIM_KERN=str(tmp_path))
