"""A process that answers for months: an exchanged generation of the index leaves nothing behind."""

from __future__ import annotations

import gc
import shutil
import threading
import weakref
from pathlib import Path

import pytest

from api.http import memory
from api.http.engine import Engine
from indexing import generations
from tests.http.conftest import Running

FACTS = {"gebietskoerperschaft": "kreis", "koordination_vzae": 2}
QUESTION = "Was zahlt das Land höchstens für eine Koordinationsstelle im Jahr?"


def next_generation(home: Path, name: str) -> None:
    """A generation with the same content under another name, as a further index run publishes one."""
    shutil.copytree(generations.current(home), generations.root(home) / name)
    (generations.root(home) / "CURRENT").write_text(name, encoding="utf-8")


def exchanged(engine: Engine) -> None:
    """Let the engine notice the newer generation, and wait until it is open."""
    engine.snapshot()
    with engine._loading:
        pass


def use_everything(running: Running) -> None:
    """Every kind of request that reads the index, as members of different groups."""
    for who in (running.key("fall", groups=("nord",)), running.key("fall")):
        for question in (QUESTION, "Wie sind die Stellen auf die Träger in Köln verteilt?", "Und wer darf in Nordstadt arbeiten?"):
            assert running.client.post("/v1/ask", json={"question": question}, headers=who).status_code == 200
        assert running.client.post("/v1/search", json={"question": QUESTION}, headers=who).status_code == 200
        assert running.client.post("/v1/checks/foerderhoechstbetrag", json={"facts": FACTS}, headers=who).status_code == 200
        for address in ("/v1/documents", "/v1/documents/rundbrief", "/stelle?dokument=rundbrief&fundstelle=Anfang", "/dokumente", "/v1/version"):
            assert running.client.get(address, headers=who).status_code == 200, address


def test_nothing_holds_a_generation_after_its_exchange(closed: Running) -> None:
    engine = closed.app.state.service.engine
    use_everything(closed)
    for number in range(3):
        old = weakref.ref(engine.snapshot().index)
        vectors = weakref.ref(engine.snapshot().index._vectors)
        next_generation(closed.home, f"weitere-{number}")
        exchanged(engine)
        assert engine.snapshot().generation == f"weitere-{number}"
        use_everything(closed)
        gc.collect()
        assert old() is None, [type(r) for r in gc.get_referrers(old())]
        assert vectors() is None
    assert open_databases() <= 1


def open_databases() -> int:
    """Chroma's databases this process has open below a home of these tests."""
    from chromadb.api.shared_system_client import SharedSystemClient

    return sum("geschlossen" in path for path in SharedSystemClient._identifier_to_system)


def test_the_memory_of_a_generation_is_given_back_once_its_last_request_has_ended(closed: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    given_back = threading.Event()
    monkeypatch.setattr("api.http.engine.give_back", given_back.set)
    engine = closed.app.state.service.engine
    held = engine.snapshot()
    next_generation(closed.home, "noch-eine")
    exchanged(engine)
    assert engine.snapshot().generation == "noch-eine"
    assert not given_back.is_set()
    assert held.assistant(frozenset()).ask(QUESTION).citations  # the request goes on with what it began with
    del held
    gc.collect()
    assert given_back.wait(30)


def test_a_generation_two_requests_notice_is_opened_once(closed: Running) -> None:
    engine = closed.app.state.service.engine
    next_generation(closed.home, "zweimal-bemerkt")
    exchanged(engine)
    opened = engine.snapshot()
    assert engine._loading.acquire(timeout=30)
    engine._renew("zweimal-bemerkt")  # what a request starts that looked just before the exchange
    assert engine.snapshot() is opened


def test_a_generation_that_cannot_be_opened_is_reported_once_and_the_held_one_answers(
    closed: Running, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = closed.app.state.service.engine
    held = engine.snapshot().generation
    monkeypatch.setattr("api.http.observe.LOG.propagate", True)
    (generations.root(closed.home) / "zerstoert").mkdir()
    pointer = generations.root(closed.home) / "CURRENT"
    pointer.write_text("zerstoert", encoding="utf-8")
    for _ in range(3):
        exchanged(engine)
    reported = [r for r in caplog.records if getattr(r, "fields", {}).get("ereignis") == "generation" and "fehler" in r.fields]  # type: ignore[attr-defined]
    assert [r.fields["generation"] for r in reported] == ["zerstoert"]  # type: ignore[attr-defined]
    assert engine.snapshot().generation == held
    pointer.write_text(held, encoding="utf-8")
    metrics = closed.client.get("/metrics", headers=closed.key("admin")).text
    assert 'kim_index_exchanges_total{result="fehler"} 1.0' in metrics


def test_returning_memory_harms_nothing_on_any_system(monkeypatch: pytest.MonkeyPatch) -> None:
    memory.keep_steady()
    memory.give_back()
    monkeypatch.setattr("platform.libc_ver", lambda: ("", ""))
    memory.keep_steady()
    memory.give_back()
