"""A disk that cannot be written: one line says so, nothing half-done stays, and the old index answers."""

import errno
import resource
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from indexing import collect, generations
from tests.conftest import ROOT, TIMETABLE, Kim
from tests.seen import best, ids


def _still_answers(kim: Kim, home: Path, before: Path) -> None:
    assert generations.current(home) == before
    assert not list((home / "index").glob(".bau-*")), "nichts Halbes bleibt liegen"
    assert ids(kim) == {"rundbrief"}
    assert "Dienstag" in best(kim, "Wann ist Sprechstunde?")


def test_a_full_disk_is_said_in_one_line_and_the_old_index_answers(answering: Path, folder: Path, kim: Kim, monkeypatch: pytest.MonkeyPatch) -> None:
    before = generations.current(answering)
    with monkeypatch.context() as patch:

        def full(*_: object, **__: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        patch.setattr(np, "save", full)
        done = kim("index", folder, "--only")
    assert done.code == 1
    assert done.notices == [
        f"Fehler: Der Index in {answering} kann nicht geschrieben werden (der Speicherplatz ist voll). Der bisherige Index gilt weiter. "
        "Bitte Speicherplatz und Rechte prüfen."
    ]
    _still_answers(kim, answering, before)


def test_a_vector_database_that_cannot_write_is_a_full_disk_too(answering: Path, folder: Path, kim: Kim, monkeypatch: pytest.MonkeyPatch) -> None:
    from chromadb.errors import InternalError

    before = generations.current(answering)
    with monkeypatch.context() as patch:

        def full(folder: Path) -> object:
            raise InternalError("error returned from database: (code: 13) database or disk is full")

        patch.setattr("indexing.vectors._client", full)
        done = kim("index", folder, "--only")
        assert done.code == 1
        assert "der Speicherplatz ist voll" in done.notices[0]
        _still_answers(kim, answering, before)


def test_a_disk_that_fills_up_just_before_publishing_changes_nothing(
    answering: Path, folder: Path, kim: Kim, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = generations.current(answering)
    with monkeypatch.context() as patch:

        def full(*_: object, **__: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        patch.setattr(collect.Remembered, "save", full)
        assert kim("index", folder, "--only").code == 1
    _still_answers(kim, answering, before)


def test_a_process_that_may_write_small_files_only_fails_in_one_line(answering: Path, folder: Path, kim: Kim) -> None:
    before = generations.current(answering)
    done = subprocess.run(
        [sys.executable, "-m", "api.cli.main", "index", str(folder), "--only", "--home", str(answering)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)),
        check=False,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    lines = [x for x in done.stderr.splitlines() if not x.endswith("…")]
    assert len(lines) == 1
    assert lines[0].startswith(f"Fehler: Der Index in {answering} kann nicht geschrieben werden")
    _still_answers(kim, answering, before)


def test_a_home_that_cannot_be_written_is_named(folder: Path, kim: Kim, tmp_path: Path) -> None:
    (folder / "fahrplan.txt").write_text(TIMETABLE, encoding="utf-8")
    place = tmp_path / "keinordner"
    place.write_text("Ich bin eine Datei.", encoding="utf-8")
    done = kim("index", folder, "--only", "--home", place)
    assert done.code == 2
    assert done.notices == [
        f"Fehler: In {place} kann nicht geschrieben werden (ein Teil des Pfads ist kein Ordner). Bitte Pfad, Rechte und Speicherplatz prüfen."
    ]
