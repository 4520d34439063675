"""Documents that are not at hand (Richtlinien, Handlungskonzept, TIntG): small ones of the same shape prove recognition, locators and precedence."""

import json
from pathlib import Path
from textwrap import wrap

import pytest

from assistant.types import Document
from indexing import pipeline
from indexing.store import open_index
from tests.conftest import Kim
from tests.files import Sheet, write_docx
from tests.indexing.looking import section_text
from tests.seen import documents
from tests.synthetic import (
    CHAPTERS,
    HANDLUNGSKONZEPT,
    HEAD_2020,
    HEAD_2024,
    NUMBERS,
    PARAGRAPHS,
    TINTG,
    richtlinie,
    richtlinie_docx,
    richtlinie_html,
    rules,
)


def _pdf(path: Path) -> Path:
    sheet = Sheet(path)
    for line in wrap(HEAD_2024[0], 60):
        sheet.line(line, 15, bold=True)
    sheet.paragraph("", HEAD_2024[1])
    for number, text in rules("61.000"):
        if text.endswith("."):
            sheet.paragraph(*wrap(f"{number} {text}", 80))
        else:
            sheet.line(f"{number} {text}", bold=True, gap=2.4)
        if number == "4.1":
            sheet.page()
    sheet.page().save()
    return path


def _indexed(home: Path, *paths: Path) -> dict[str, Document]:
    report = pipeline.run(home, paths, only=True)
    assert report.failures == []
    index = open_index(home)
    found = {d.id: index.document(d.id) for d in report.documents}
    return {i: d for i, d in found.items() if d is not None}


def _write(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_each_document_is_recognised_under_a_meaningless_name_and_divided_by_its_own_locators(home: Path, folder: Path) -> None:
    found = _indexed(
        home,
        _write(folder, "1.txt", richtlinie(HEAD_2024)),
        _write(folder, "2.txt", richtlinie(HEAD_2020)),
        _write(folder, "3.txt", HANDLUNGSKONZEPT),
        _write(folder, "4.txt", TINTG),
    )
    assert {i: [s.locator for s in d.sections] for i, d in found.items()} == {
        "richtlinie-2024": ["Anfang", *NUMBERS],
        "richtlinie-2020": ["Anfang", *NUMBERS],
        "handlungskonzept-2021": CHAPTERS,
        "tintg": PARAGRAPHS,
    }


def test_the_section_of_a_locator_holds_its_text(home: Path, folder: Path) -> None:
    found = _indexed(home, _write(folder, "1.txt", richtlinie()), _write(folder, "3.txt", HANDLUNGSKONZEPT), _write(folder, "4.txt", TINTG))
    assert section_text(found["richtlinie-2024"], "Nr. 5.4.1") == (
        "5.4.1 Für eine volle Übungsstelle der Koordination zahlt das Land höchstens 61.000 Euro im Kalenderjahr."
    )
    assert section_text(found["handlungskonzept-2021"], "2.1").endswith("trifft sich in der Übung viermal im Jahr.")
    assert section_text(found["tintg"], "§ 9 Abs. 2") == "(2) Näheres zur Übung steht in einer Richtlinie."


@pytest.mark.parametrize("form", ["txt", "md", "html", "docx", "pdf"])
def test_the_same_richtlinie_gives_the_same_locators_in_every_format(home: Path, folder: Path, form: str) -> None:
    path = folder / f"erlass.{form}"
    if form == "docx":
        write_docx(path, richtlinie_docx())
    elif form == "pdf":
        _pdf(path)
    else:
        text = {
            "txt": richtlinie(),
            "html": richtlinie_html(),
            "md": "\n\n".join(
                [f"# {HEAD_2024[0]}", HEAD_2024[1], *(f"**{n} {t}**" if not t.endswith(".") else f"{n} {t}" for n, t in rules("61.000"))]
            ),
        }[form]
        path.write_text(text, encoding="utf-8")
    found = _indexed(home, path)
    assert list(found) == ["richtlinie-2024"]
    document = found["richtlinie-2024"]
    assert [s.locator for s in document.sections] == ["Anfang", *NUMBERS]
    assert section_text(document, "Nr. 5.4.1").endswith("höchstens 61.000 Euro im Kalenderjahr.")
    if form == "pdf":
        assert {s.locator: s.page for s in document.sections}["Nr. 1"] == 1
        assert {s.locator: s.page for s in document.sections}["Nr. 5.4.1"] == 2


@pytest.fixture
def both(home: Path, folder: Path) -> Path:
    """Old and new Richtlinie, which say the same with other amounts."""
    pipeline.run(
        home, [_write(folder, "neu.txt", richtlinie(HEAD_2024, "61.000")), _write(folder, "alt.txt", richtlinie(HEAD_2020, "48.000"))], only=True
    )
    return home


QUESTION = "Wie viel zahlt das Land höchstens für eine volle Übungsstelle der Koordination?"


def _first(kim: Kim, *more: str) -> dict[str, str]:
    found = json.loads(kim("search", QUESTION, "--json", *more).out)
    return dict(found["passages"][0])


def test_without_a_date_the_rule_in_force_comes_before_the_one_it_replaced(both: Path, kim: Kim) -> None:
    best = _first(kim)
    assert (best["document_id"], best["locator"]) == ("richtlinie-2024", "Nr. 5.4.1")
    assert "61.000 Euro" in best["text"]
    assert open_index(both).superseded == {"richtlinie-2020": "richtlinie-2024"}


def test_as_of_2021_the_rule_of_that_time_comes_first(both: Path, kim: Kim) -> None:
    best = _first(kim, "--as-of", "2021-06-30")
    assert (best["document_id"], best["locator"]) == ("richtlinie-2020", "Nr. 5.4.1")
    assert "48.000 Euro" in best["text"]


def test_a_search_within_one_document_stays_there(both: Path, kim: Kim) -> None:
    found = json.loads(kim("search", QUESTION, "--document", "richtlinie-2020", "--json").out)["passages"]
    assert {p["document_id"] for p in found} == {"richtlinie-2020"}


def test_the_documents_command_shows_which_one_is_superseded(both: Path, kim: Kim) -> None:
    rows = documents(kim)
    assert rows["richtlinie-2020"]["superseded_by"] == "richtlinie-2024"
    assert rows["richtlinie-2024"]["superseded_by"] is None
    assert rows["richtlinie-2024"]["stand"] == "2024-12-12"


def test_the_old_richtlinie_alone_is_not_called_superseded_by_a_file_nobody_has(home: Path, folder: Path) -> None:
    pipeline.run(home, [_write(folder, "alt.txt", richtlinie(HEAD_2020))], only=True)
    assert open_index(home).superseded == {}


def test_the_doctor_names_the_missing_originals_until_they_are_added(home: Path, folder: Path, kim: Kim) -> None:
    pipeline.run(home, [_write(folder, "3.txt", HANDLUNGSKONZEPT)], only=True)
    missing = json.loads(kim("doctor", "--json").out)["missing"]
    assert {"richtlinie-2024", "richtlinie-2020", "tintg"} <= set(missing)
    assert "handlungskonzept-2021" not in missing
