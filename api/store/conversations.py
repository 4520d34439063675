"""Conversations: made, continued, read, exported and deleted by their owner; nobody else learns that they exist."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, selectinload

from api.store.database import Database, now
from api.store.models import Conversation, SignIn, Turn
from assistant.errors import DatenbankFehler

MAX_TURNS = 20  # how many earlier questions an answer looks back on, as in `kim chat`


@dataclass(frozen=True, slots=True)
class StoredTurn:
    """A turn as its owner sees it; `answer` is None when it cites an original he may not see (any more)."""

    id: str
    question: str
    answer: dict[str, Any] | None
    created: datetime


@dataclass(frozen=True, slots=True)
class StoredConversation:
    """A conversation with its turns, oldest first."""

    id: str
    created: datetime
    changed: datetime
    turns: tuple[StoredTurn, ...]


class Conversations:
    """All conversations of a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self, owner: str) -> str:
        """A new, empty conversation; returns its id."""
        ident, at = secrets.token_hex(16), now()
        with self._database.session() as s:
            s.add(Conversation(id=ident, owner=owner, created=at, changed=at))
        return ident

    def add(self, owner: str, ident: str, question: str, answer: dict[str, Any], groups: Sequence[str]) -> str | None:
        """Append a turn and return its id; None when the owner has no such conversation (any more). On disk when this returns."""
        for last in (False, False, True):
            try:
                return self._add(owner, ident, question, answer, groups)
            except DatenbankFehler as e:
                if last or not isinstance(e.__cause__, IntegrityError):  # two turns at once took the same number: once more
                    raise
        raise AssertionError("unreachable")

    def _add(self, owner: str, ident: str, question: str, answer: dict[str, Any], groups: Sequence[str]) -> str | None:
        with self._database.session() as s:
            found = _own(s, owner, ident)
            if found is None:
                return None
            number = max((t.number for t in found.turns), default=0) + 1
            turn = Turn(id=secrets.token_hex(16), number=number, question=question, answer=answer, groups=sorted(groups), created=now())
            found.turns.append(turn)
            found.changed = turn.created
            return turn.id

    def get(self, owner: str, ident: str, groups: frozenset[str]) -> StoredConversation | None:
        """One conversation, as a member of `groups` may see it."""
        with self._database.session() as s:
            found = _own(s, owner, ident)
            return _seen(found, groups) if found else None

    def turn(self, owner: str, turn_id: str, groups: frozenset[str]) -> tuple[StoredTurn, list[str]] | None:
        """One turn of the owner, and the groups of what it cites."""
        with self._database.session() as s:
            found = s.scalar(select(Turn).join(Conversation).where(Turn.id == turn_id, Conversation.owner == owner))
            return (_turn(found, groups), found.groups) if found else None

    def of(self, owner: str, groups: frozenset[str], limit: int | None = None) -> list[StoredConversation]:
        """The owner's conversations, the last one first: all of them, or the last `limit`."""
        with self._database.session() as s:
            rows = s.scalars(
                select(Conversation)
                .where(Conversation.owner == owner)
                .order_by(Conversation.changed.desc(), Conversation.id)
                .limit(limit)
                .options(selectinload(Conversation.turns))
            )
            return [_seen(c, groups) for c in rows]

    def remove(self, owner: str, ident: str) -> bool:
        """Delete a conversation with everything in it; False when the owner has none of that id."""
        with self._database.session() as s:
            found = _own(s, owner, ident)
            if found is None:
                return False
            s.delete(found)
            return True

    def remove_all(self, owner: str) -> int:
        """Delete everything the owner has; how many conversations that were."""
        with self._database.session() as s:
            found = s.scalars(select(Conversation).where(Conversation.owner == owner)).all()
            for c in found:
                s.delete(c)
            return len(found)

    def expire(self, days: int) -> int:
        """Delete conversations nobody went on with for so many days, and sign-ins that have ended. Returns the number of conversations."""
        with self._database.session() as s:
            old = s.scalars(select(Conversation).where(Conversation.changed < now() - timedelta(days=days))).all()
            for c in old:
                s.delete(c)
            s.execute(delete(SignIn).where(SignIn.expires < now()))
            return len(old)


def _own(session: Session, owner: str, ident: str) -> Conversation | None:
    return session.scalar(select(Conversation).where(Conversation.id == ident, Conversation.owner == owner).with_for_update())


def _seen(c: Conversation, groups: frozenset[str]) -> StoredConversation:
    return StoredConversation(c.id, c.created, c.changed, tuple(_turn(t, groups) for t in c.turns))


def _turn(t: Turn, groups: frozenset[str]) -> StoredTurn:
    return StoredTurn(t.id, t.question, t.answer if groups.issuperset(t.groups) else None, t.created)
