"""Opening the database: one engine per process, every write one transaction that is on disk before anything is confirmed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import Engine
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

from api.store.models import Base
from assistant.errors import DatenbankFehler
from assistant.settings import value

FILE = "dienst.sqlite"


def now() -> datetime:
    """The time as the tables keep it: UTC, without zone."""
    return datetime.now(UTC).replace(tzinfo=None)


class Database:
    """Sessions over one database. Errors of the database come out as DatenbankFehler."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._sessions = sessionmaker(engine, expire_on_commit=False)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A transaction: committed at the end, rolled back on any error."""
        try:
            with self._sessions.begin() as session:
                yield session
        except SQLAlchemyError as e:
            raise DatenbankFehler("Die Datenbank des Dienstes antwortet nicht. Bitte KIM_DATABASE, Rechte und Speicherplatz prüfen.") from e

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def open_database(home: Path) -> Database:
    """The database of a home, its tables made where they are missing. Errors: DatenbankFehler."""
    address = value("KIM_DATABASE")
    try:
        if not address:
            home.mkdir(parents=True, exist_ok=True)
            path = home / FILE
            with suppress(FileExistsError):
                os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))  # questions and key digests: for this account only
            address = f"sqlite:///{path}"
        engine = create_engine(address, pool_pre_ping=True)
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _sqlite)
        Base.metadata.create_all(engine)
    except (SQLAlchemyError, ArgumentError, NoSuchModuleError, ImportError, OSError) as e:
        raise DatenbankFehler("Die Datenbank des Dienstes kann nicht geöffnet werden. Bitte KIM_DATABASE, Rechte und Speicherplatz prüfen.") from e
    return Database(engine)


def _sqlite(connection: Any, _record: Any) -> None:
    """Several processes at once, foreign keys obeyed, a commit is on disk when it returns."""
    cursor = connection.cursor()
    for pragma in ("busy_timeout=10000", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
