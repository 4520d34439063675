"""Shared fixtures: the command line in this process, tiny indexes, one index with all cards per session, the originals where they are at hand."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pytest

from api.cli.main import main
from indexing import pipeline

ROOT = Path(__file__).resolve().parent.parent
TODAY = "2026-11-20"
LETTER = "Rundbrief der Beratungsstelle\n\nDie Sprechstunde im Rathaus findet jeden Dienstag von neun bis zwölf Uhr statt.\n"
TIMETABLE = "Fahrplan\n\nDer Bus zum Rathaus fährt alle zwanzig Minuten.\n"


@dataclass(frozen=True)
class Result:
    """What a command did. `notices` are the lines on stderr that are not progress."""

    code: int
    out: str
    err: str

    @property
    def notices(self) -> list[str]:
        return [line for line in self.err.splitlines() if line.strip() and not line.endswith(" …")]


Kim = Callable[..., Result]


@pytest.fixture(autouse=True)
def _surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A fixed day, default settings, and no home but the test's own."""
    for name in [n for n in os.environ if n.startswith("KIM_") and n != "KIM_SHARED"]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("KIM_TODAY", TODAY)
    monkeypatch.setenv("KIM_HOME", str(tmp_path / "home"))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The empty home every command of this test uses by default."""
    return tmp_path / "home"


@pytest.fixture
def kim(capsys: pytest.CaptureFixture[str]) -> Kim:
    """Runs `kim …` in this process."""

    def run(*arguments: str | Path) -> Result:
        capsys.readouterr()
        with pytest.raises(SystemExit) as stopped:
            main([str(a) for a in arguments])
        printed = capsys.readouterr()
        return Result(int(stopped.value.code or 0), printed.out, printed.err)

    return run


def start_kim(*arguments: str | Path, home: Path, stderr: IO[str] | int = subprocess.PIPE, **settings: str) -> subprocess.Popen[str]:
    """Starts `kim …` as a process of its own."""
    environment = {n: v for n, v in os.environ.items() if not n.startswith("KIM_")} | {"KIM_TODAY": TODAY, "KIM_HOME": str(home)} | settings
    return subprocess.Popen(
        [sys.executable, "-m", "api.cli.main", *map(str, arguments)],
        cwd=ROOT,
        env=environment,
        text=True,
        encoding="utf-8",
        stdout=subprocess.PIPE,
        stderr=stderr,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder for documents."""
    path = tmp_path / "dokumente"
    path.mkdir()
    return path


@pytest.fixture(scope="session")
def _cards_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("karten")
    letter = base / "rundbrief.txt"
    letter.write_text(LETTER, encoding="utf-8")
    pipeline.run(base / "home", [letter])
    return base / "home"


@pytest.fixture(scope="session")
def only_cards_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the bundled cards and nothing else, as `make demo` builds it. It is only read from."""
    home = tmp_path_factory.mktemp("nur-karten") / "home"
    pipeline.run(home)
    return home


def own_home(made: Path, own: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of a session's home that a test may change; commands use it by default."""
    shutil.copytree(made, own)
    monkeypatch.setenv("KIM_HOME", str(own))
    return own


@pytest.fixture
def cards_home(_cards_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of this test's own with all bundled cards and one small letter indexed; commands use it by default."""
    return own_home(_cards_home, tmp_path / "mit-karten", monkeypatch)


@pytest.fixture(scope="session")
def shared() -> Iterator[Path]:
    """The folder with the originals; tests that need it are skipped where it is missing."""
    path = Path(os.environ.get("KIM_SHARED") or ROOT.parent / "shared").resolve()
    if not (path / "corpus" / "faq-2026.txt").exists():
        pytest.skip("Die Originale liegen nicht vor: KIM_SHARED nennt den Ordner, in dem corpus/faq-2026.txt steht.")
    yield path
