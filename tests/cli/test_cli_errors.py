"""What a user types wrongly: exit 2, one clear German line, never a traceback."""

import json
from pathlib import Path

import pytest

from indexing import pipeline
from tests.conftest import LETTER, Kim


@pytest.fixture
def indexed(home: Path, folder: Path) -> Path:
    """A home with one small document."""
    (folder / "rundbrief.txt").write_text(LETTER, encoding="utf-8")
    pipeline.run(home, [folder], only=True)
    return home


WRONG: dict[str, tuple[list[str], str]] = {
    "no question": (["ask"], "Bitte eine Frage angeben"),
    "empty question": (["ask", ""], "Die Frage ist leer"),
    "blank question": (["ask", " \t\n "], "Die Frage ist leer"),
    "100,000 characters": (["ask", "a" * 100_000], "Die Frage ist mit 100000 Zeichen zu lang (höchstens 4000)"),
    "control characters": (["ask", "Wie hoch\x07 ist das?"], "Steuerzeichen"),
    "escape sequence": (["ask", "\x1b[31mRot?"], "Steuerzeichen"),
    "bytes that are no text": (["ask", "Wie \udcff hoch?"], "kein gültiger Text"),
    "question without quotes": (["ask", "Wie", "hoch", "ist", "das?"], "Anführungszeichen"),
    "a day that does not exist": (["ask", "Wie hoch?", "--as-of", "2021-02-30"], "Das Datum „2021-02-30“ gibt es nicht"),
    "a month that does not exist": (["ask", "Wie hoch?", "--as-of", "1.13.2021"], "Das Datum „1.13.2021“ gibt es nicht"),
    "year zero": (["ask", "Wie hoch?", "--as-of", "0000"], "gibt es nicht"),
    "something that is no date": (["ask", "Wie hoch?", "--as-of", "übermorgen"], "„übermorgen“ ist kein Datum"),
    "empty date": (["ask", "Wie hoch?", "--as-of", ""], "ist kein Datum"),
    "unknown document": (["ask", "Wie hoch?", "--document", "nirgends"], "Ein Dokument „nirgends“ ist nicht indexiert"),
    "unknown command": (["frage", "Wie hoch?"], "Diesen Aufruf gibt es nicht"),
    "unknown option": (["ask", "Wie hoch?", "--bunt"], "Die Angabe „--bunt“ gibt es nicht"),
    "option without value": (["ask", "Wie hoch?", "--as-of"], "Der Angabe „--as-of“ fehlt ihr Wert"),
    "search without question": (["search"], "Bitte eine Frage oder Suchwörter angeben"),
    "search with an empty question": (["search", ""], "Die Frage ist leer"),
    "a number that is none": (["search", "Wie hoch?", "--top", "viele"], "Die Angabe --top ist ungültig"),
    "a number out of range": (["search", "Wie hoch?", "--top", "0"], "Die Angabe --top ist ungültig"),
    "unknown action": (["documents", "löschen"], "Möglich sind „kim documents“"),
    "remove without id": (["documents", "remove"], "Möglich sind „kim documents“"),
    "remove of an unknown document": (["documents", "remove", "nirgends"], "Ein Dokument „nirgends“ ist nicht indexiert"),
    "unknown embedder": (["index", "--embedder", "zauberei"], "Unbekannter Embedder „zauberei“"),
    "batch file that is not there": (["ask", "--batch", "gibt-es-nicht.yaml"], "gibt-es-nicht.yaml: die Datei kann nicht gelesen werden"),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_input_gives_one_clear_line_and_exit_2(indexed: Path, kim: Kim, case: str) -> None:
    arguments, message = WRONG[case]
    done = kim(*arguments)
    assert done.code == 2
    assert done.out == ""
    (line,) = done.notices
    assert line.startswith("Fehler: ")
    assert message in line
    assert len(line) < 250


@pytest.mark.parametrize("command", [["ask", "Wie hoch?"], ["search", "Wie hoch?"], ["documents"]])
def test_without_an_index_the_user_is_told_to_build_one(kim: Kim, home: Path, command: list[str]) -> None:
    done = kim(*command)
    assert done.code == 2
    assert done.notices == [f"Fehler: In {home} gibt es noch keinen Index. Bitte zuerst „kim index“ ausführen."]


def test_a_question_is_checked_before_the_index_is_opened(kim: Kim) -> None:
    assert "leer" in kim("ask", "").err


def test_kim_alone_shows_the_commands(kim: Kim) -> None:
    done = kim()
    assert done.code == 2
    assert all(name in done.out for name in ("index", "ask", "search", "documents", "eval", "doctor"))


def test_help_is_no_error(kim: Kim) -> None:
    done = kim("ask", "--help")
    assert done.code == 0
    assert "--as-of" in done.out


@pytest.mark.parametrize(("name", "value", "command"), [("KIM_LOCK_WAIT", "lange", ["index"]), ("KIM_TODAY", "2021-02-30", ["ask", "Wie hoch?"])])
def test_a_setting_that_makes_no_sense_is_named(
    indexed: Path, kim: Kim, monkeypatch: pytest.MonkeyPatch, name: str, value: str, command: list[str]
) -> None:
    monkeypatch.setenv(name, value)
    done = kim(*command)
    assert done.code == 2
    assert value in done.notices[-1]


# --- batch files ---


def _batch(folder: Path, text: str | bytes, name: str = "fragen.yaml") -> Path:
    path = folder.parent / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- [1, 2", "weder gültiges YAML noch JSON-Zeilen"),
        ("nur ein Satz", "erwartet wird eine Liste"),
        ("[1, 2]", "erwartet wird eine Liste"),
        ("", "erwartet wird eine Liste"),
        ("- !!python/object/apply:os.getcwd []", "weder gültiges YAML"),
        (b"\xff\xfe\x00", "kann nicht gelesen werden"),
        ("[" * 5000, "weder gültiges YAML"),
    ],
)
def test_a_batch_file_that_is_no_list_is_named(indexed: Path, folder: Path, kim: Kim, text: str | bytes, message: str) -> None:
    path = _batch(folder, text)
    done = kim("ask", "--batch", path)
    assert done.code == 2
    (line,) = done.notices
    assert line.startswith(f"Fehler: {path}")
    assert message in line


def test_a_broken_json_line_is_named_with_its_number(indexed: Path, folder: Path, kim: Kim) -> None:
    path = _batch(folder, '{"id": 1, "question": "Wie?"}\n{"id": 2,\n', "fragen.jsonl")
    assert f"{path}, Zeile 2: kein gültiges JSON" in kim("search", "--batch", path).err


def test_a_folder_given_as_batch_file_is_named(indexed: Path, folder: Path, kim: Kim) -> None:
    done = kim("ask", "--batch", folder)
    assert done.code == 2
    assert str(folder) in done.notices[0]


def test_one_bad_item_does_not_stop_the_others_and_every_line_is_written(indexed: Path, folder: Path, kim: Kim) -> None:
    path = _batch(
        folder,
        """
- {id: a, question: Wann ist Sprechstunde?}
- {id: b}
- {id: c, question: Wann ist Sprechstunde?, as_of: 2021-02-30}
- {id: d, question: Wann ist Sprechstunde?, as_of: 2021-06-30 10:00:00}
- {id: e, question: Wann ist Sprechstunde?, document_id: nirgends}
- {id: f, question: Wann ist Sprechstunde?, as_of: 2021-06-30}
- {id: 7, question: "Wie \\u0007 hoch?"}
""",
    )
    done = kim("ask", "--batch", path, "--json")
    assert done.code == 0
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert [str(r["id"]) for r in rows] == ["a", "b", "c", "d", "e", "f", "7"]
    assert [sorted(r) == ["error", "id", "question"] for r in rows] == [False, True, True, True, True, False, True]
    assert "gibt es nicht" in rows[2]["error"]
    assert rows[5]["as_of"] == "2021-06-30"


def test_the_date_of_the_command_is_the_default_of_items_without_one(indexed: Path, folder: Path, kim: Kim) -> None:
    path = _batch(folder, '{"id": 1, "question": "Wie?"}\n{"id": 2, "question": "Wie?", "as_of": "2022-01-01"}\n', "fragen.jsonl")
    rows = [json.loads(line) for line in kim("ask", "--batch", path, "--as-of", "2021-03-03").out.splitlines()]
    assert [r["as_of"] for r in rows] == ["2021-03-03", "2022-01-01"]


def test_a_search_batch_gives_one_line_per_item(indexed: Path, folder: Path, kim: Kim) -> None:
    path = _batch(folder, "- {id: a, question: Sprechstunde Rathaus}\n- {id: b, question: ''}\n")
    first, second = (json.loads(line) for line in kim("search", "--batch", path).out.splitlines())
    assert "Dienstag" in first["passages"][0]["text"]
    assert {"document_id", "locator", "page", "text", "score"} <= set(first["passages"][0])
    assert second == {"id": "b", "passages": [], "error": "Die Frage ist leer. Bitte eine Frage eingeben."}


def test_text_no_terminal_can_show_is_escaped_instead_of_failing(indexed: Path, folder: Path, kim: Kim) -> None:
    path = _batch(folder, '{"id": 1, "question": "\\ud800"}\n', "fragen.jsonl")
    done = kim("ask", "--batch", path)
    assert done.code == 0
    assert "kein gültiger Text" in json.loads(done.out)["error"]


def test_the_version_is_told_in_one_line(kim: Kim) -> None:
    from importlib.metadata import version

    done = kim("--version")
    assert (done.code, done.out.strip(), done.err) == (0, f"KIM-Assistent {version('kim-assistent')}", "")


@pytest.mark.parametrize("command", ["", "ask", "search", "index", "documents", "check", "eval", "gate", "serve", "keys", "doctor"])
def test_help_is_german_to_the_last_word(kim: Kim, command: str) -> None:
    done = kim(*command.split(), "--help")
    assert done.code == 0 and done.out.startswith("Aufruf: ") and "Diese Hilfe zeigen." in done.out
    words = "Usage Options Arguments Commands [OPTIONS] COMMAND ARGS Show default <str> <path> <int <float"
    for english in words.split():
        assert english not in done.out, english
