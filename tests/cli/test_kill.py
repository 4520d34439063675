"""An index run killed at any moment leaves the last good index answering; two runs at once both succeed."""

import json
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from indexing import generations
from tests.conftest import LETTER, ROOT, Result, start_kim

Kim = Callable[..., Result]
SEED = 20241219


def _kill_in(home: Path, place: str, *arguments: str) -> int:
    """Runs `kim index` in a process that kills itself just before (or after, with a plus) a function of the product."""
    module, name = place.strip("+").rsplit(".", 1)
    code = (
        f"import os, signal, sys, {module} as m\n"
        f"real = m.{name}\n"
        "def last(*a, **k):\n"
        + ("    real(*a, **k)\n" if place.endswith("+") else "")
        + "    os.kill(os.getpid(), signal.SIGKILL)\n"
        f"m.{name} = last\n"
        "from api.cli.main import main\n"
        f"main({['index', *arguments, '--home', str(home)]!r})\n")
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False).returncode


def _answers(kim: Kim) -> None:
    done = kim("ask", "Wie viel Geld gibt es im Jahr für eine Koordinatorin?", "--json")
    assert done.code == 0, done.err
    answer = json.loads(done.out)
    assert answer["status"] == "answered"
    assert answer["citations"]
    assert kim("search", "Wann ist Sprechstunde im Rathaus?", "--json").code == 0


@pytest.mark.parametrize("place", ["indexing.vectors.write", "indexing.collect.Remembered.save+", "os.replace", "os.fsync"])
def test_killed_at_the_worst_places_the_old_index_answers_and_the_next_run_tidies_up(home: Path, folder: Path, kim: Kim, place: str) -> None:
    (folder / "brief.txt").write_text(LETTER, encoding="utf-8")
    assert kim("index", folder, "--only").code == 0
    before = generations.current(home)
    (folder / "neu.txt").write_text("Fahrplan\n\nDer Bus fährt alle zwanzig Minuten.\n", encoding="utf-8")
    assert _kill_in(home, place) == -signal.SIGKILL
    assert generations.current(home) == before
    found = json.loads(kim("search", "Wann ist Sprechstunde?", "--json").out)["passages"]
    assert "Dienstag" in found[0]["text"]
    assert kim("index").code == 0
    assert {json.loads(line)["id"] for line in kim("documents", "--json").out.splitlines()} == {"brief", "neu"}
    assert not list((home / "index").glob(".bau-*"))


def _kill_at_random_moments(home: Path, folder: Path, kim: Kim, moments: int) -> None:
    """Each run has new work to do, is killed after a random part of a run's steps or seconds, and then questions are asked."""
    chance = random.Random(SEED)
    for n in range(moments):
        (folder / f"brief{n}.txt").write_text(f"{LETTER}\nAusgabe {n}.\n", encoding="utf-8")
        process = start_kim("index", folder, home=home)
        try:
            process.wait(timeout=chance.uniform(0.2, 9.0))
        except subprocess.TimeoutExpired:
            process.kill()
        process.communicate()
        _answers(kim)
    assert kim("index").code == 0
    assert sum(json.loads(line)["original"] for line in kim("documents", "--json").out.splitlines()) == 1 + moments


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
    assert "Dienstag" in json.loads(kim("search", "Sprechstunde", "--json").out)["passages"][0]["text"]


def test_two_runs_at_once_both_succeed_and_the_index_holds_everything(home: Path, folder: Path, kim: Kim) -> None:
    (folder / "brief.txt").write_text(LETTER, encoding="utf-8")
    assert kim("index", folder, "--only").code == 0
    (folder / "neu.txt").write_text("Fahrplan\n\nDer Bus fährt alle zwanzig Minuten.\n", encoding="utf-8")
    runs = [start_kim("index", home=home) for _ in range(2)]
    for process in runs:
        _, err = process.communicate(timeout=180)
        assert process.returncode == 0, err
    assert {json.loads(line)["id"] for line in kim("documents", "--json").out.splitlines()} == {"brief", "neu"}


def test_a_second_run_that_may_not_wait_says_so(home: Path, folder: Path, kim: Kim, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "brief.txt").write_text(LETTER, encoding="utf-8")
    monkeypatch.setenv("KIM_LOCK_WAIT", "0")
    with generations.lock(home, 0):
        done = kim("index", folder, "--only")
    assert done.code == 2
    assert done.notices[-1] == "Fehler: Ein anderer Indexlauf arbeitet noch in diesem Ordner. Bitte später erneut versuchen."
