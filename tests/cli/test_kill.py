"""An index run killed at any moment leaves the last good index answering; two runs at once both succeed."""

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from indexing import generations
from tests.conftest import LETTER, ROOT, TIMETABLE, Kim, start_kim
from tests.seen import best, documents, ids

SEED = 20241219


SUICIDE = """
import importlib, os, signal, sys
place, after, arguments = sys.argv[1], sys.argv[2] == "after", sys.argv[3:]
module, _, path = place.partition(":")
*owners, name = path.split(".")
owner = importlib.import_module(module)
for o in owners:
    owner = getattr(owner, o)
real = getattr(owner, name)
def last(*a, **k):
    if after:
        real(*a, **k)
    os.kill(os.getpid(), signal.SIGKILL)
setattr(owner, name, last)
from api.cli.main import main
main(arguments)
"""


def _kill_in(home: Path, place: str, when: str) -> int:
    """Runs `kim index` in a process that kills itself right before or after a function."""
    return subprocess.run(
        [sys.executable, "-c", SUICIDE, place, when, "index", "--home", str(home)], cwd=ROOT, capture_output=True, check=False
    ).returncode


def _answers(kim: Kim) -> None:
    done = kim("ask", "Wie viel Geld gibt es im Jahr für eine Koordinatorin?", "--json")
    assert done.code == 0, done.err
    answer = json.loads(done.out)
    assert answer["status"] == "answered"
    assert answer["citations"]
    assert kim("search", "Wann ist Sprechstunde im Rathaus?", "--json").code == 0


@pytest.mark.parametrize(
    ("place", "when"),
    [
        ("indexing.vectors:write", "before"),
        ("indexing.collect:Remembered.save", "after"),
        ("indexing.generations:publish", "before"),
        ("os:fsync", "before"),
    ],
)
def test_killed_at_the_worst_places_the_old_index_answers_and_the_next_run_tidies_up(
    home: Path, folder: Path, kim: Kim, place: str, when: str
) -> None:
    (folder / "brief.txt").write_text(LETTER, encoding="utf-8")
    assert kim("index", folder, "--only").code == 0
    before = generations.current(home)
    (folder / "neu.txt").write_text(TIMETABLE, encoding="utf-8")
    assert _kill_in(home, place, when) == -signal.SIGKILL
    assert generations.current(home) == before
    assert "Dienstag" in best(kim, "Wann ist Sprechstunde?")
    assert kim("index").code == 0
    assert ids(kim) == {"brief", "neu"}
    assert not list((home / "index").glob(".bau-*"))


def _run(folder: Path, home: Path, number: int) -> subprocess.Popen[str]:
    """Starts a run that has one new file to index."""
    (folder / f"brief{number}.txt").write_text(f"{LETTER}\nAusgabe {number}.\n", encoding="utf-8")
    return start_kim("index", folder, home=home)


def _kill_at_random_moments(home: Path, folder: Path, kim: Kim, moments: int) -> None:
    """Each run is killed after a random share of the time a whole run takes here; after each, questions are answered."""
    chance = random.Random(SEED)
    started = time.monotonic()
    _, err = (whole := _run(folder, home, 0)).communicate()
    assert whole.returncode == 0, err
    duration = time.monotonic() - started
    killed = 0
    for n in range(1, moments + 1):
        process = _run(folder, home, n)
        try:
            process.wait(timeout=chance.uniform(0.1, 0.95) * duration)
        except subprocess.TimeoutExpired:
            process.kill()
            killed += 1
        process.communicate()
        _answers(kim)
    assert killed > 0
    assert kim("index").code == 0
    assert sum(row["original"] for row in documents(kim).values()) == 2 + moments
    assert not list((home / "index").glob(".bau-*"))


def test_killed_at_two_random_moments_every_question_is_answered(cards_home: Path, folder: Path, kim: Kim) -> None:
    _kill_at_random_moments(cards_home, folder, kim, 2)


@pytest.mark.lang
def test_killed_at_twenty_random_moments_every_question_is_answered(cards_home: Path, folder: Path, kim: Kim) -> None:
    _kill_at_random_moments(cards_home, folder, kim, 20)


def test_a_second_run_says_that_it_waits_and_goes_on_when_the_first_is_done(home: Path, folder: Path, kim: Kim) -> None:
    (folder / "brief.txt").write_text(LETTER, encoding="utf-8")
    with generations.lock(home, 0):
        process = start_kim("index", folder, "--only", home=home)
        assert process.stderr is not None
        assert process.stderr.readline().strip() == "Ein anderer Indexlauf arbeitet; es wird gewartet …"
        assert process.poll() is None
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    assert "1 Dokumente" in out
    assert "Dienstag" in best(kim, "Sprechstunde")


def test_two_runs_at_once_both_succeed_and_the_index_holds_everything(home: Path, folder: Path, kim: Kim) -> None:
    (folder / "brief.txt").write_text(LETTER, encoding="utf-8")
    assert kim("index", folder, "--only").code == 0
    (folder / "neu.txt").write_text(TIMETABLE, encoding="utf-8")
    runs = [start_kim("index", home=home) for _ in range(2)]
    for process in runs:
        _, err = process.communicate(timeout=180)
        assert process.returncode == 0, err
    assert ids(kim) == {"brief", "neu"}


def test_a_second_run_that_may_not_wait_says_so(home: Path, folder: Path, kim: Kim, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "brief.txt").write_text(LETTER, encoding="utf-8")
    monkeypatch.setenv("KIM_LOCK_WAIT", "0")
    with generations.lock(home, 0):
        done = kim("index", folder, "--only")
    assert done.code == 2
    assert done.notices[-1] == "Fehler: Ein anderer Indexlauf arbeitet noch in diesem Ordner. Bitte später erneut versuchen."
