"""Feedback: "helpful" or not, with the reason, the question, the answer and its citations, so that it can become a test case."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select

from api.store.database import Database, now
from api.store.models import Feedback


@dataclass(frozen=True, slots=True)
class StoredFeedback:
    """One piece of feedback. `citations` hold document_id, locator and quote."""

    id: str
    question: str
    as_of: str
    answer: str
    citations: list[dict[str, Any]]
    helpful: bool
    reason: str
    created: datetime


class FeedbackStore:
    """All feedback of a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self, owner: str, question: str, answer: dict[str, Any], helpful: bool, reason: str, groups: Sequence[str], turn_id: str | None = None
    ) -> str:
        """Keep one and return its id; a second one of the same owner to the same turn replaces the first."""
        ident = secrets.token_hex(16)
        cites = [{k: c.get(k) for k in ("n", "document_id", "locator", "quote")} for c in answer.get("citations", ())]
        with self._database.session() as s:
            if turn_id:
                s.execute(delete(Feedback).where(Feedback.turn_id == turn_id, Feedback.owner == owner))
            s.add(
                Feedback(
                    id=ident, owner=owner, turn_id=turn_id, question=question, as_of=str(answer.get("as_of") or ""), answer=str(answer["answer"]),
                    citations=cites, groups=sorted(groups), helpful=helpful, reason=reason, created=now(),
                )
            )  # fmt: skip
        return ident

    def all(self, groups: frozenset[str] | None, limit: int = 1000) -> list[StoredFeedback]:
        """What a member of `groups` may see (None: everything, for the operator of the machine), the last one first."""
        with self._database.session() as s:
            rows = s.scalars(select(Feedback).order_by(Feedback.created.desc(), Feedback.id)).all()
        seen = [r for r in rows if groups is None or groups.issuperset(r.groups)]
        return [StoredFeedback(r.id, r.question, r.as_of, r.answer, r.citations, r.helpful, r.reason, r.created) for r in seen[:limit]]

    def remove(self, ident: str, groups: frozenset[str]) -> bool:
        """Delete one a member of `groups` may see."""
        with self._database.session() as s:
            found = s.get(Feedback, ident)
            if found is None or not groups.issuperset(found.groups):
                return False
            s.delete(found)
            return True

    def expire(self, days: int) -> None:
        """Delete what is older than so many days."""
        with self._database.session() as s:
            s.execute(delete(Feedback).where(Feedback.created < now() - timedelta(days=days)))
