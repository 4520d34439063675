"""Paths that vanish, are closed or do not exist: each is named with its reason, its neighbours are indexed."""

import errno
import os
import stat
from pathlib import Path

import pytest

from indexing import collect, documents
from tests.conftest import Kim
from tests.seen import ids


def test_a_file_that_vanishes_while_being_read_is_named(answering: Path, folder: Path, kim: Kim, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = folder / "gleich-weg.txt"
    gone.write_text("Ein Satz.", encoding="utf-8")
    real = documents.convert

    def vanish(path: Path) -> object:
        if path == gone:
            gone.unlink()
        return real(path)

    monkeypatch.setattr(documents, "convert", vanish)
    done = kim("index", folder, "--only")
    assert done.code == 1
    assert done.notices == [f"Nicht gelesen: {gone}: Die Datei kann nicht gelesen werden (nicht (mehr) vorhanden)."]
    assert ids(kim) == {"fahrplan"}


def test_a_file_that_vanishes_between_listing_and_reading_is_named(answering: Path, folder: Path, kim: Kim, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = folder / "gleich-weg.txt"
    real = collect.files_of
    monkeypatch.setattr(documents, "files_of", lambda paths: ([*real(paths)[0], gone], []))
    done = kim("index", folder, "--only")
    assert done.code == 1
    assert done.notices == [f"Nicht gelesen: {gone}: Die Datei kann nicht gelesen werden (nicht (mehr) vorhanden)."]


def _forbid(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """Takes the right to read a folder away; the superuser keeps it, so there the refusal is played."""
    path.chmod(0)
    if os.geteuid() == 0:
        real = os.scandir

        def scan(place: str) -> object:
            if os.fspath(place) == os.fspath(path):
                raise PermissionError(errno.EACCES, "Permission denied", os.fspath(place))
            return real(place)

        monkeypatch.setattr(os, "scandir", scan)


def test_a_folder_without_permission_is_named_and_its_neighbours_are_indexed(
    answering: Path, folder: Path, kim: Kim, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = folder / "zu"
    closed.mkdir()
    (closed / "a.txt").write_text("Nie gelesen.", encoding="utf-8")
    with monkeypatch.context() as patch:
        _forbid(patch, closed)
        done = kim("index", folder, "--only")
    closed.chmod(stat.S_IRWXU)
    assert done.code == 1
    assert done.notices == [f"Nicht gelesen: {closed}: Der Ordner kann nicht gelesen werden (keine Berechtigung)."]
    assert ids(kim) == {"fahrplan"}


def test_a_path_behind_a_closed_folder_is_named(answering: Path, folder: Path, kim: Kim, monkeypatch: pytest.MonkeyPatch) -> None:
    real, hidden = os.stat, str(folder / "zu" / "a.txt")

    def refuse(path: object, *a: object, **k: object) -> os.stat_result:
        if path == hidden:
            raise PermissionError(errno.EACCES, "Permission denied", hidden)
        return real(path, *a, **k)  # type: ignore[call-overload,no-any-return]

    monkeypatch.setattr(os, "stat", refuse)
    done = kim("index", folder, hidden, "--only")
    assert done.code == 1
    assert done.notices == [f"Nicht gelesen: {hidden}: Die Datei oder der Ordner kann nicht gelesen werden (keine Berechtigung)."]


def test_a_path_that_does_not_exist_is_named(answering: Path, folder: Path, kim: Kim) -> None:
    done = kim("index", folder, folder / "tippfehler.txt", "--only")
    assert done.code == 1
    assert done.notices == [
        f"Nicht gelesen: {folder / 'tippfehler.txt'}: Die Datei oder der Ordner kann nicht gelesen werden (nicht (mehr) vorhanden)."
    ]
