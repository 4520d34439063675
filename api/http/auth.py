"""Who asks, and what he may do: local user, API key, person behind a proxy, person signed in.

Roles `lesen` ⊂ `fall` ⊂ `admin`; groups beside them.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from fastapi import Request

from api.http.config import Config
from api.http.errors import Problem
from api.http.limits import RateLimit
from api.store.keys import Keys, Person
from assistant.errors import DienstError

SESSION = "kim_sitzung"
SIGNED_IN = "kim_anmeldung"
SECRET_FILE = "dienst.geheim"
IMPLIED = {"lesen": {"lesen"}, "fall": {"lesen", "fall"}, "admin": {"lesen", "fall", "admin"}}


@dataclass(frozen=True, slots=True)
class Principal:
    """Whoever asks. `name` is `person:…`, `schluessel:…` or `sitzung:…` and owns what is stored."""

    name: str
    scopes: frozenset[str]
    groups: frozenset[str]
    session: str = ""
    browser: bool = False

    def owner(self, store_for_all: bool) -> str:
        """Who owns a conversation: the browser session; with KIM_CONVERSATIONS=alle the person or key. Errors: Problem 403 without either."""
        if self.session and not (store_for_all and self.name.startswith("person:")):
            return f"sitzung:{self.session}"
        if store_for_all:
            return self.name if not self.name.startswith("sitzung:") else "lokal"
        raise Problem(
            403, "Gespräche werden hier nur in der eigenen Browsersitzung gespeichert. Für Programme schaltet KIM_CONVERSATIONS=alle sie ein."
        )


class Gatekeeper:
    """Tells who asks. Keeps the secret that session marks and form tokens are derived from."""

    def __init__(self, config: Config, keys: Keys, rate: RateLimit) -> None:
        self.config = config
        self.keys = keys
        self.rate = rate
        self._secret = server_secret(config.home)

    def principal(self, request: Request) -> Principal:
        """Who asks. Errors: Problem 401 when nobody is known, 429 when too often."""
        try:
            found = self._known(request)
        except Problem:
            self.rate.take(f"adresse:{self.address(request)}")
            raise
        self.rate.take(f"adresse:{self.address(request)}" if found.name.startswith("sitzung:") else found.name)
        return found

    def address(self, request: Request) -> str:
        """The client's address; behind a trusted proxy the last one it names."""
        peer = request.client.host if request.client else ""
        forwarded = request.headers.get("x-forwarded-for", "")
        return forwarded.rsplit(",", 1)[-1].strip()[:64] if forwarded and self.config.trusts(peer) else peer

    def csrf(self, session: str) -> str:
        """The token a form of this session carries."""
        return hmac.new(self._secret, f"formular:{session}".encode(), hashlib.sha256).hexdigest()

    def check_csrf(self, session: str, token: str) -> None:
        """Errors: Problem 403 when a form was not made for this session."""
        if not session or not hmac.compare_digest(self.csrf(session).encode(), token.encode("utf-8", "replace")):
            raise Problem(403, "Das Formular gehört nicht zu dieser Sitzung oder ist abgelaufen. Bitte die Seite neu laden und noch einmal senden.")

    def session(self, request: Request) -> str:
        """The mark of the browser session ("" without a cookie): never the cookie itself, so that the database holds nothing to sign in with."""
        cookie = request.cookies.get(SESSION, "")
        return hmac.new(self._secret, f"sitzung:{cookie}".encode("utf-8", "replace"), hashlib.sha256).hexdigest()[:32] if len(cookie) >= 32 else ""

    def _known(self, request: Request) -> Principal:
        header = request.headers.get("authorization", "")
        if header:
            return self._key(header)
        peer = request.client.host if request.client else ""
        name = request.headers.get(self.config.user_header, "").strip()
        session = self.session(request)
        if name and self.config.trusts(peer):
            person = self.person(name, request.headers.get(self.config.roles_header, "").split(","))
            return self._person(person, session)
        token = request.cookies.get(SIGNED_IN, "")
        if token and self.config.oidc_issuer and (signed := self.keys.signed_in(token)) is not None:
            return self._person(signed, session)
        if self.config.open:
            return Principal(f"sitzung:{session}", frozenset(IMPLIED["admin"]), frozenset(), session, True)
        raise Problem(401, "Bitte anmelden oder einen gültigen Schlüssel mitsenden (Authorization: Bearer …).", {"WWW-Authenticate": "Bearer"})

    def _key(self, header: str) -> Principal:
        kind, _, text = header.partition(" ")
        key = self.keys.find(text.strip()) if kind.lower() == "bearer" else None
        if key is None or not key.usable:
            reason = (
                "Der Schlüssel ist unbekannt" if key is None else "Der Schlüssel ist widerrufen" if key.revoked else "Der Schlüssel ist abgelaufen"
            )
            raise Problem(401, f"{reason}. Bitte einen gültigen Schlüssel verwenden.", {"WWW-Authenticate": 'Bearer error="invalid_token"'})
        return Principal(f"schluessel:{key.id}", implied(key.scopes), frozenset(key.groups))

    def _person(self, person: Person, session: str) -> Principal:
        if not person.scopes:
            raise Problem(403, "Sie sind angemeldet, haben hier aber keine Rolle. Bitte die betreibende Stelle darum bitten.")
        return Principal(f"person:{person.name}", implied(person.scopes), frozenset(person.groups), session, True)

    def person(self, name: str, entries: Iterable[str]) -> Person:
        """A person with the roles and groups among what a proxy or an identity provider says of her."""
        prefix = self.config.role_prefix
        own = [e.strip()[len(prefix) :] for e in entries if e.strip().startswith(prefix)]
        scopes = [e for e in own if e in IMPLIED] or ([self.config.default_role] if self.config.default_role != "keine" else [])
        return Person(name[:250], tuple(scopes), tuple(e.removeprefix("gruppe-") for e in own if e.startswith("gruppe-")))


class Requires:
    """The dependency of a route: who asks, if he has the scope."""

    def __init__(self, scope: str) -> None:
        self.scope = scope

    def __call__(self, request: Request) -> Principal:
        """Errors: Problem 401, 403, 429."""
        keeper: Gatekeeper = request.app.state.gatekeeper
        found = keeper.principal(request)
        request.state.principal = found
        if self.scope not in found.scopes:
            raise Problem(403, f"Dafür fehlt das Recht „{self.scope}“.")
        return found


def implied(scopes: Iterable[str]) -> frozenset[str]:
    """Scopes with those they include."""
    return frozenset(x for s in scopes for x in IMPLIED.get(s, set()))


def server_secret(home: Path) -> bytes:
    """The secret all processes of a home share; made on first use, readable for this account only. Errors: DienstError."""
    path = home / SECRET_FILE
    try:
        home.mkdir(parents=True, exist_ok=True)
        fresh = home / f".{SECRET_FILE}.{secrets.token_hex(4)}"
        if not path.exists():
            fresh.touch(0o600)
            fresh.write_text(secrets.token_hex(32), encoding="utf-8")
            with suppress(FileExistsError):  # another process was first: its secret counts
                path.hardlink_to(fresh)
            fresh.unlink(missing_ok=True)
        return bytes.fromhex(path.read_text(encoding="utf-8").strip())
    except (OSError, ValueError) as e:
        raise DienstError(f"{path} kann nicht gelesen oder angelegt werden. Bitte Rechte und Speicherplatz prüfen.") from e
