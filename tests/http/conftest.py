"""The service in this process, over a home with all cards, two letters of two municipalities and a public one."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.http.app import create_app
from api.http.config import read_config
from api.store.database import open_database
from api.store.keys import Keys
from indexing import groups, pipeline
from tests.conftest import TODAY, own_home

PUBLIC = "Rundbrief der Beratungsstelle\n\nDie Sprechstunde im Rathaus findet jeden Dienstag von neun bis zwölf Uhr statt.\n"
SECRET = "Internes Übungskonzept Nordstadt\n\nDas Zebrabüro der Nordstadt öffnet im Übungsjahr 2031 mit siebzehn Schreibtischen.\n"
OTHER = "Internes Übungskonzept Südstadt\n\nDie Giraffenstelle der Südstadt beginnt mit vier Schreibtischen.\n"


@pytest.fixture(scope="session")
def _service_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("dienst")
    for folder, name, text in (("", "rundbrief", PUBLIC), ("nord", "nordkonzept", SECRET), ("sued", "suedkonzept", OTHER)):
        (base / "akten" / folder).mkdir(parents=True, exist_ok=True)
        (base / "akten" / folder / f"{name}.txt").write_text(text, encoding="utf-8")
    groups.limit(base / "home", [str((base / "akten" / "nord").resolve())], "nord")
    groups.limit(base / "home", [str((base / "akten" / "sued").resolve())], "sued")
    pipeline.run(base / "home", [base / "akten"])
    return base / "home"


@pytest.fixture
def service_home(_service_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of this test's own."""
    return own_home(_service_home, tmp_path / "dienst", monkeypatch)


@dataclass
class Running:
    """A started application and how to talk to it."""

    app: FastAPI
    client: TestClient
    home: Path

    def key(self, *scopes: str, groups: tuple[str, ...] = (), days: float = 1) -> dict[str, str]:
        """The header of a new key."""
        return {"Authorization": f"Bearer {Keys(self.app.state.database).create('Test', scopes, groups, days)}"}


def counted(running: Running, event: str) -> float:
    """How often the metrics say something became of a language model's words."""
    lines = running.client.get("/metrics").text.splitlines()
    return next((float(x.split()[-1]) for x in lines if x.startswith(f'kim_llm_events_total{{event="{event}"}}')), 0.0)


Start = Callable[..., Running]


@pytest.fixture
def start(service_home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Starts the application with settings; by default open on loopback."""
    running: list[TestClient] = []

    def run(**settings: str) -> Running:
        for name, text in settings.items():
            monkeypatch.setenv(name, text)
        app = create_app(read_config())
        client = TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 4711), raise_server_exceptions=False)
        client.__enter__()
        running.append(client)
        return Running(app, client, service_home)

    yield run
    for client in running:
        client.__exit__(None, None, None)


@pytest.fixture(scope="module")
def _closed(_service_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    home = tmp_path_factory.mktemp("geschlossen") / "dienst"
    shutil.copytree(_service_home, home)
    database = open_database(home)
    Keys(database).create("erster", ["lesen"], [], 1)
    database.close()
    with pytest.MonkeyPatch.context() as patch:
        for name, text in {"HOME": str(home), "HOST": "0.0.0.0", "HOSTS": "127.0.0.1", "CONVERSATIONS": "alle", "RATE": "0", "TODAY": TODAY}.items():
            patch.setenv(f"KIM_{name}", text)
        app = create_app(read_config())
        with TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 4711), raise_server_exceptions=False) as client:
            yield Running(app, client, home)


@pytest.fixture
def closed(_closed: Running) -> Running:
    """The service as strangers meet it: only keys get in. Shared by the tests of a file, which change nothing but data of their own."""
    _closed.client.cookies.clear()
    return _closed


@pytest.fixture
def local(start: Start) -> Running:
    """The service on loopback, without sign-in."""
    return start()
