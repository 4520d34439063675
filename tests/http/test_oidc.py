"""Signing in with OpenID Connect against an identity provider of our own, a real server on loopback with a real key."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from tests.http.conftest import Running, Start

KEY = RSAKey.generate_key(2048, {"kid": "probe"})


class Provider(ThreadingHTTPServer):
    """Knows one person; `claims` are added to her ID token, `key` signs it."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.issuer = f"http://127.0.0.1:{self.server_port}"
        self.nonce: dict[str, str] = {}
        self.claims: dict[str, Any] = {}
        self.key = KEY


class Answer(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        issuer = self.server.issuer
        if self.path.startswith("/.well-known"):
            names = {"authorization_endpoint": "auth", "token_endpoint": "token", "jwks_uri": "keys"}
            self.reply({"issuer": issuer, "id_token_signing_alg_values_supported": ["RS256"]} | {k: f"{issuer}/{v}" for k, v in names.items()})
        else:
            self.reply({"keys": [KEY.as_dict(private=False)]})

    def do_POST(self) -> None:
        sent = parse_qs(self.rfile.read(int(self.headers["content-length"])).decode())
        at = int(time.time())
        claims = {"iss": self.server.issuer, "aud": "kim", "sub": "p-1", "iat": at, "exp": at + 60, "nonce": self.server.nonce[sent["code"][0]]}
        token = jwt.encode({"alg": "RS256", "kid": "probe"}, claims | self.server.claims, self.server.key)
        self.reply({"access_token": "x", "token_type": "Bearer", "id_token": token})

    def reply(self, body: dict[str, Any]) -> None:
        data = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Silent."""


@pytest.fixture
def provider() -> Iterator[Provider]:
    server = Provider()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()


@pytest.fixture
def running(start: Start, provider: Provider) -> Running:
    return start(KIM_OIDC_ISSUER=provider.issuer, KIM_OIDC_CLIENT_ID="kim", KIM_OIDC_CLIENT_SECRET="probe", KIM_PUBLIC_URL="http://127.0.0.1")


def sign_in(running: Running, provider: Provider) -> Any:
    """What a browser does: go to the provider, come back with the code."""
    sent = running.client.get("/anmelden", follow_redirects=False)
    asked = parse_qs(urlsplit(sent.headers["location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    provider.nonce["c-1"] = asked["nonce"][0]
    return running.client.get("/anmelden/zurueck?" + urlencode({"code": "c-1", "state": asked["state"][0]}), follow_redirects=False)


def test_a_person_signs_in_uses_the_service_and_signs_out(running: Running, provider: Provider) -> None:
    provider.claims = {"groups": ["kim-lesen", "kim-gruppe-nord"]}
    refused = running.client.get("/", headers={"Accept": "text/html"})
    assert refused.status_code == 401 and 'href="/anmelden"' in refused.text
    assert sign_in(running, provider).headers["location"] == "/"
    page = running.client.get("/")
    assert page.status_code == 200
    assert {d["id"] for d in running.client.get("/v1/documents").json() if d["original"]} == {"rundbrief", "nordkonzept"}
    assert running.client.get("/v1/feedback").status_code == 403
    token = page.text.split('name="csrf" value="')[1].split('"')[0]
    kept = dict(running.client.cookies)["kim_anmeldung"]
    assert running.client.post("/abmelden", data={"csrf": token}, follow_redirects=False).status_code == 303
    running.client.cookies.set("kim_anmeldung", kept)
    assert running.client.get("/v1/documents").status_code == 401


def test_a_token_signed_by_somebody_else_is_refused(running: Running, provider: Provider) -> None:
    provider.key = RSAKey.generate_key(2048, {"kid": "probe"})
    assert sign_in(running, provider).status_code == 403


@pytest.mark.parametrize("claims", [{"nonce": "andere"}, {"aud": "andere"}, {"iss": "http://boese.example"}, {"exp": 1_000_000_000}])
def test_a_token_for_somebody_else_or_too_old_is_refused(running: Running, provider: Provider, claims: dict[str, Any]) -> None:
    provider.claims = claims
    assert sign_in(running, provider).status_code == 403


def test_coming_back_without_having_gone_is_refused(running: Running) -> None:
    assert running.client.get("/anmelden/zurueck?code=c-1&state=erfunden").status_code == 403


def test_a_provider_that_is_down_is_said_so(start: Start) -> None:
    down = start(KIM_OIDC_ISSUER="http://127.0.0.1:9", KIM_OIDC_CLIENT_ID="kim", KIM_PUBLIC_URL="http://127.0.0.1")
    assert down.client.get("/anmelden").status_code == 503
