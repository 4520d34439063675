import zipfile
from pathlib import Path

import docx
import pytest

from assistant.errors import DateiError
from indexing.converters import convert
from tests.files import entity_bomb, write_docx, zip_bomb


def test_styles_become_headings_items_and_paragraphs(tmp_path: Path) -> None:
    path = write_docx(
        tmp_path / "a.docx", [("Title", "Hausordnung"), ("Heading 2", "Ruhezeiten"), ("", "Mittags ist es leise."), ("List Bullet", "kein Klavier")]
    )
    found = [(b.kind, b.text, b.level) for b in convert(path).blocks]
    assert found == [
        ("heading", "Hausordnung", 1),
        ("heading", "Ruhezeiten", 2),
        ("paragraph", "Mittags ist es leise.", 0),
        ("item", "kein Klavier", 0),
    ]


def test_a_short_line_all_in_bold_is_a_heading(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph().add_run("Fette Zeile").bold = True
    document.add_paragraph("Gewöhnliche Zeile.")
    document.save(str(tmp_path / "a.docx"))
    assert [b.kind for b in convert(tmp_path / "a.docx").blocks] == ["heading", "paragraph"]


def test_table_cells_stay_apart_and_rows_carry_header_and_caption(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "a.docx", [("", "Stellen je Übungsort")], [("Ort", "Stellen"), ("Adorf", "4"), ("Bedorf", "k.A.")])
    rows = [b for b in convert(path).blocks if b.kind == "row"]
    assert [r.cells for r in rows] == [("Ort", "Stellen"), ("Adorf", "4"), ("Bedorf", "k.A.")]
    assert rows[1].text == "Adorf\t4"
    assert rows[2].header == ("Ort", "Stellen")
    assert {r.caption for r in rows} == {"Stellen je Übungsort"}


def test_a_merged_cell_is_read_once(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=3)
    for i, text in enumerate(("Ort", "Stellen", "Bemerkung")):
        table.rows[0].cells[i].text = text
    table.rows[1].cells[0].merge(table.rows[1].cells[1]).text = "Adorf und Bedorf"
    table.rows[1].cells[2].text = "gemeinsam"
    document.save(str(tmp_path / "a.docx"))
    assert [b.cells for b in convert(tmp_path / "a.docx").blocks][1] == ("Adorf und Bedorf", "gemeinsam")


def test_title_and_date_come_from_the_properties(tmp_path: Path) -> None:
    from datetime import date, datetime

    document = docx.Document()
    document.add_paragraph("Ein Satz.")
    document.core_properties.title = "Hausordnung"
    document.core_properties.modified = datetime(2025, 3, 4, 10, 0)
    document.save(str(tmp_path / "a.docx"))
    converted = convert(tmp_path / "a.docx")
    assert (converted.title, converted.stand) == ("Hausordnung", date(2025, 3, 4))


def test_a_file_without_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(DateiError, match=r"leer\.docx: .*keinen Text"):
        convert(write_docx(tmp_path / "leer.docx", []))


def test_a_zip_bomb_is_refused_without_unpacking_it(tmp_path: Path) -> None:
    path = zip_bomb(tmp_path / "bombe.docx")
    assert path.stat().st_size < 100_000
    with pytest.raises(DateiError, match=r"bombe\.docx: .*unzulässige Größe"):
        convert(path)


def test_entities_are_never_expanded(tmp_path: Path) -> None:
    try:
        text = "".join(b.text for b in convert(entity_bomb(tmp_path / "lawine.docx")).blocks)
    except DateiError as e:
        text = str(e)
    assert text.count("Lawine ") < 2


def test_something_that_is_no_word_file_is_named(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "tabelle.docx", "w") as z:
        z.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(DateiError, match="kein Word-Dokument"):
        convert(tmp_path / "tabelle.docx")
    (tmp_path / "text.docx").write_text("Das ist nur Text.", encoding="utf-8")
    with pytest.raises(DateiError, match="beschädigt"):
        convert(tmp_path / "text.docx")


def test_a_file_cut_off_is_refused(tmp_path: Path) -> None:
    raw = write_docx(tmp_path / "ganz.docx", [("", "Ein Satz.")] * 50).read_bytes()
    (tmp_path / "halb.docx").write_bytes(raw[: len(raw) // 2])
    with pytest.raises(DateiError, match=r"halb\.docx: .*beschädigt"):
        convert(tmp_path / "halb.docx")
