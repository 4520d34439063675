"""API keys for programs: `kim_<id>_<secret>`, shown once; scopes, groups and an end.

The secret part has 256 random bits, so a plain SHA-256 of it cannot be turned round by guessing; a slow hash would only let strangers keep the
server busy with wrong keys.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from api.store.database import Database, now
from api.store.models import Key, SignIn
from assistant.errors import EingabeError

SCOPES = ("lesen", "fall", "admin")


@dataclass(frozen=True, slots=True)
class StoredKey:
    """A key without its secret."""

    id: str
    name: str
    scopes: tuple[str, ...]
    groups: tuple[str, ...]
    created: datetime
    expires: datetime
    revoked: datetime | None

    @property
    def usable(self) -> bool:
        """Neither revoked nor expired."""
        return self.revoked is None and self.expires > now()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody signed in."""

    name: str
    scopes: tuple[str, ...]
    groups: tuple[str, ...]


class Keys:
    """All keys of a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self, name: str, scopes: Sequence[str], groups: Sequence[str], days: float) -> str:
        """A new key; the return value is the only time its secret is seen. Errors: EingabeError."""
        unknown = [s for s in scopes if s not in SCOPES]
        if unknown or not scopes:
            raise EingabeError(f"„{', '.join(unknown) or 'leer'}“ ist kein Recht. Möglich sind: {', '.join(SCOPES)}.")
        if not name.strip():
            raise EingabeError("Bitte dem Schlüssel einen Namen geben, zum Beispiel den des Programms, das ihn benutzt.")
        ident, secret, at = secrets.token_hex(6), secrets.token_urlsafe(32), now()
        with self._database.session() as s:
            s.add(
                Key(
                    id=ident, name=name.strip()[:200], digest=digest(secret), scopes=list(dict.fromkeys(scopes)), groups=sorted(set(groups)),
                    created=at, expires=at + timedelta(days=days),
                )
            )  # fmt: skip
        return f"kim_{ident}_{secret}"

    def all(self) -> list[StoredKey]:
        """Every key, the oldest first."""
        with self._database.session() as s:
            return [_stored(k) for k in s.scalars(select(Key).order_by(Key.created, Key.id))]

    def revoke(self, ident: str) -> None:
        """End a key now. Errors: EingabeError when there is none."""
        with self._database.session() as s:
            found = s.get(Key, ident)
            if found is None:
                raise EingabeError(f"Einen Schlüssel „{ident}“ gibt es nicht. „kim keys“ zeigt die vorhandenen.")
            found.revoked = found.revoked or now()

    def find(self, text: str) -> StoredKey | None:
        """The key somebody shows, also when it has ended (`usable` says so); None when it is not one of ours."""
        parts = text.split("_", 2)
        if len(parts) != 3 or parts[0] != "kim" or not parts[1].isalnum():
            return None
        with self._database.session() as s:
            found = s.get(Key, parts[1][:16])
            good = hmac.compare_digest(found.digest if found else digest(""), digest(parts[2]))
            return _stored(found) if found is not None and good else None

    def sign_in(self, person: Person, hours: float) -> str:
        """Remember a person who proved who she is; returns the token for her cookie."""
        token = secrets.token_urlsafe(32)
        with self._database.session() as s:
            s.add(
                SignIn(
                    digest=digest(token), person=person.name[:250], scopes=list(person.scopes), groups=list(person.groups),
                    expires=now() + timedelta(hours=hours),
                )
            )  # fmt: skip
        return token

    def signed_in(self, token: str) -> Person | None:
        """Who a cookie belongs to; None when the sign-in has ended."""
        with self._database.session() as s:
            found = s.get(SignIn, digest(token))
            return Person(found.person, tuple(found.scopes), tuple(found.groups)) if found is not None and found.expires > now() else None

    def sign_out(self, token: str) -> None:
        """Forget a sign-in."""
        with self._database.session() as s:
            found = s.get(SignIn, digest(token))
            if found is not None:
                s.delete(found)


def digest(secret: str) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _stored(k: Key) -> StoredKey:
    return StoredKey(k.id, k.name, tuple(k.scopes), tuple(k.groups), k.created, k.expires, k.revoked)
