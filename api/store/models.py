"""The tables. Times are UTC without zone; JSON columns hold the contract's objects as they were sent."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Boolean, DateTime, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    """Base of all tables."""


class Conversation(Base):
    """Questions and answers of one owner (`sitzung:…`, `person:…`, `schluessel:…`)."""

    __tablename__ = "gespraeche"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    owner: Mapped[str] = mapped_column(String(300), index=True)
    created: Mapped[datetime] = mapped_column(DateTime)
    changed: Mapped[datetime] = mapped_column(DateTime, index=True)
    turns: Mapped[list[Turn]] = relationship(back_populates="conversation", order_by="Turn.number", cascade="all, delete-orphan")


class Turn(Base):
    """One question with its answer. `groups` are those of the originals it cites: who is not in all of them does not see it."""

    __tablename__ = "beitraege"
    __table_args__ = (UniqueConstraint("conversation_id", "number"),)
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("gespraeche.id", ondelete="CASCADE"), index=True)
    number: Mapped[int] = mapped_column(Integer)
    question: Mapped[str] = mapped_column(Text)
    answer: Mapped[dict[str, Any]] = mapped_column(JSON)
    groups: Mapped[list[str]] = mapped_column(JSON)
    created: Mapped[datetime] = mapped_column(DateTime)
    conversation: Mapped[Conversation] = relationship(back_populates="turns")


class Feedback(Base):
    """What somebody said of an answer, with all that makes it a test case."""

    __tablename__ = "rueckmeldungen"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    owner: Mapped[str] = mapped_column(String(300), index=True)
    turn_id: Mapped[str | None] = mapped_column(String(32), nullable=True)
    question: Mapped[str] = mapped_column(Text)
    as_of: Mapped[str] = mapped_column(String(10))
    answer: Mapped[str] = mapped_column(Text)
    citations: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    groups: Mapped[list[str]] = mapped_column(JSON)
    helpful: Mapped[bool] = mapped_column(Boolean)
    reason: Mapped[str] = mapped_column(Text)
    created: Mapped[datetime] = mapped_column(DateTime, index=True)


class Key(Base):
    """An API key: only the digest of its secret part is kept."""

    __tablename__ = "schluessel"
    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    digest: Mapped[str] = mapped_column(String(64))
    scopes: Mapped[list[str]] = mapped_column(JSON)
    groups: Mapped[list[str]] = mapped_column(JSON)
    created: Mapped[datetime] = mapped_column(DateTime)
    expires: Mapped[datetime] = mapped_column(DateTime)
    revoked: Mapped[datetime | None] = mapped_column(DateTime, nullable=True)


class SignIn(Base):
    """A person signed in through OpenID Connect; the cookie holds the token, the table its digest."""

    __tablename__ = "anmeldungen"
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    person: Mapped[str] = mapped_column(String(250))
    scopes: Mapped[list[str]] = mapped_column(JSON)
    groups: Mapped[list[str]] = mapped_column(JSON)
    expires: Mapped[datetime] = mapped_column(DateTime, index=True)
