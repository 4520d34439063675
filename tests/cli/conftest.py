"""A home whose index answers, for the tests that try to break it."""

from pathlib import Path

import pytest

from tests.conftest import LETTER, TIMETABLE, Kim


@pytest.fixture
def answering(home: Path, folder: Path, kim: Kim) -> Path:
    """A home whose index answers, and a folder with one good file that is not indexed yet."""
    letter = folder.parent / "rundbrief.txt"
    letter.write_text(LETTER, encoding="utf-8")
    assert kim("index", letter, "--only").code == 0
    (folder / "fahrplan.txt").write_text(TIMETABLE, encoding="utf-8")
    return home
