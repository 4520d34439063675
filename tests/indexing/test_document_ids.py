"""Which document a file is: known or unknown, the same twice, renamed, removed."""

from pathlib import Path

import pytest

from indexing import pipeline
from indexing.store import open_index
from tests.conftest import LETTER
from tests.files import Sheet, write_pdf
from tests.indexing.topics import best
from tests.synthetic import richtlinie


def test_an_unknown_file_gets_id_title_and_stand_from_name_and_text(home: Path, folder: Path) -> None:
    (folder / "Merkblatt Öffnungszeiten (neu).txt").write_text("Wann wir da sind\n\nStand: 3. März 2025\n\nMontags um neun.\n", encoding="utf-8")
    (document,) = pipeline.run(home, [folder], only=True).documents
    assert (document.id, document.title) == ("merkblatt-oeffnungszeiten-neu", "Wann wir da sind")
    assert f"{document.stand:%Y-%m-%d}" == "2025-03-03"


def test_an_unknown_pdf_takes_title_and_date_from_its_metadata(home: Path, folder: Path) -> None:
    Sheet(folder / "scan0815.pdf", title="Hausordnung der Bücherei").line("Bitte leise sein.").page().save()
    (document,) = pipeline.run(home, [folder], only=True).documents
    assert (document.id, document.title) == ("scan0815", "Hausordnung der Bücherei")
    assert document.stand is not None


def test_two_unknown_files_of_one_name_are_two_documents(home: Path, folder: Path) -> None:
    for place, text in (("nord", "Im Norden gibt es einen Leuchtturm."), ("süd", "Im Süden gibt es einen Weinberg.")):
        (folder / place).mkdir()
        (folder / place / "merkblatt.txt").write_text(text, encoding="utf-8")
    assert [d.id for d in pipeline.run(home, [folder], only=True).documents] == ["merkblatt", "merkblatt-2"]
    assert [d.id for d in pipeline.run(home).documents] == ["merkblatt", "merkblatt-2"]
    assert {best(home, "Leuchtturm"), best(home, "Weinberg")} == {"merkblatt", "merkblatt-2"}


def test_the_same_file_twice_is_one_document_with_a_notice_in_every_run(home: Path, folder: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(LETTER, encoding="utf-8")
    for _ in range(2):
        report = pipeline.run(home, [folder], only=True)
        assert [d.id for d in report.documents] == ["a"]
        assert [n for n in report.notices if "dieselbe Datei wie" in n and "b.txt" in n]


def test_a_renamed_unknown_file_is_found_under_its_new_name(home: Path, folder: Path) -> None:
    (folder / "alt.txt").write_text(LETTER, encoding="utf-8")
    pipeline.run(home, [folder], only=True)
    (folder / "alt.txt").rename(folder / "neu.txt")
    assert [d.id for d in pipeline.run(home).documents] == ["neu"]


def test_an_unknown_file_never_takes_the_id_of_a_known_document(home: Path, folder: Path) -> None:
    (folder / "faq-2026.txt").write_text(LETTER, encoding="utf-8")
    (document,) = pipeline.run(home, [folder], only=True).documents
    assert document.id == "faq-2026-datei"


def test_of_a_document_given_as_text_and_as_pdf_the_one_with_pages_is_used(home: Path, folder: Path) -> None:
    (folder / "a.txt").write_text(richtlinie(), encoding="utf-8")
    write_pdf(folder / "b.pdf", *richtlinie().split("\n\n"))
    report = pipeline.run(home, [folder], only=True)
    assert [d.id for d in report.documents] == ["richtlinie-2024"]
    assert any("dasselbe Dokument" in n and "a.txt" in n for n in report.notices)
    assert {p.page for p in open_index(home).passages} != {None}


def test_a_removed_document_stays_out_until_its_own_path_is_given_again(home: Path, topics: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "load_knowledge", list)
    pipeline.run(home, [topics / "bus.txt", topics / "zoo.txt"])
    assert [d.id for d in pipeline.run(home, remove="bus").documents] == ["zoo"]
    assert [d.id for d in pipeline.run(home).documents] == ["zoo"]
    assert [d.id for d in pipeline.run(home, [topics / "kino.txt"]).documents] == ["zoo", "kino"]
    assert [d.id for d in pipeline.run(home, [topics / "bus.txt"]).documents] == ["bus", "zoo", "kino"]
