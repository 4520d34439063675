from pathlib import Path

import pytest

from assistant.errors import DateiError
from assistant.types import Block
from indexing.converters import convert, pdf
from tests.files import Sheet, encrypt, write_pdf
from tests.indexing.looking import texts_of


def _only(blocks: tuple[Block, ...], kind: str) -> list[Block]:
    return [b for b in blocks if b.kind == kind]


def test_every_block_carries_the_page_it_stands_on(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", "Der erste Absatz steht vorne.", "Der zweite Absatz steht hinten.")
    converted = convert(path)
    assert [(b.text, b.page) for b in converted.blocks] == [("Der erste Absatz steht vorne.", 1), ("Der zweite Absatz steht hinten.", 2)]
    assert converted.page_count == 2


def test_running_heads_and_feet_are_removed_and_page_numbers_with_them(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    for n, text in enumerate(("Anfang der Geschichte.", "Mitte der Geschichte.", "Ende der Geschichte.", "Nachwort dazu."), 1):
        sheet.at(810, "Amt für Übungen").line(text).at(30, f"Seite {n} von 4").page()
    sheet.save()
    assert texts_of(tmp_path / "a.pdf") == ["Anfang der Geschichte.", "Mitte der Geschichte.", "Ende der Geschichte.", "Nachwort dazu."]


def test_a_line_that_stands_on_two_pages_only_is_text_and_stays(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", "Gleicher Satz.", "Gleicher Satz.", "Anderer Satz.", "Noch ein Satz.", "Letzter Satz.")
    assert texts_of(path).count("Gleicher Satz.") == 2


def test_words_broken_at_a_line_end_are_joined_and_real_hyphens_stay(tmp_path: Path) -> None:
    path = write_pdf(
        tmp_path / "a.pdf",
        "Die Stadt schreibt ein Case-Management-\nKonzept und plant die Zusammen-\narbeit der Ausländer-\nund Einbürgerungsbehörden.",
    )
    assert texts_of(path) == ["Die Stadt schreibt ein Case-Management-Konzept und plant die Zusammenarbeit der Ausländer- und Einbürgerungsbehörden."]


def test_a_paragraph_torn_by_a_page_break_is_one_block_that_knows_where_the_new_page_begins(tmp_path: Path) -> None:
    path = write_pdf(
        tmp_path / "a.pdf",
        "Die Übungsbehörde prüft alle Anträge in der Reihenfolge ihres Eingangs und",
        "teilt das Ergebnis innerhalb von vier Wochen mit.",
    )
    (block,) = convert(path).blocks
    assert block.page == 1
    ((at, page),) = block.breaks
    assert page == 2
    assert block.text[at:].startswith("teilt das Ergebnis")


def test_larger_or_bold_lines_are_headings_and_body_text_is_not(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf").heading("Große Überschrift")
    sheet.paragraph(
        "Ein gewöhnlicher Satz, der lang genug ist, um die Grundschrift der Seite zu bestimmen.", "Noch eine Zeile davon, damit es viele sind."
    )
    sheet.line("Fette Zwischenzeile", bold=True, gap=2.4).paragraph("Wieder gewöhnlicher Text in der Grundschrift.").page().save()
    headings = [b.text for b in _only(convert(tmp_path / "a.pdf").blocks, "heading")]
    assert headings == ["Große Überschrift", "Fette Zwischenzeile"]


def test_bulleted_lines_are_list_items_without_their_mark(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf").paragraph("Mitzubringen sind:")
    sheet.line("• ein Ausweis").line("• eine Kopie").page().save()
    assert [b.text for b in _only(convert(tmp_path / "a.pdf").blocks, "item")] == ["ein Ausweis", "eine Kopie"]


def test_table_rows_carry_cells_header_and_caption(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    sheet.paragraph("Vor der Tabelle steht ein Satz in der Grundschrift, der die Breite der Seite gut ausfüllt und lang ist.")
    sheet.paragraph("Tab. 1: Stellen je Übungsort")
    for row in (("Ort", "Stellen", "besetzt"), ("Adorf", "4", "3"), ("Bedorf", "7", "k.A."), ("Cedorf", "2", "2")):
        sheet.cells(*row)
    sheet.page().save()
    rows = _only(convert(tmp_path / "a.pdf").blocks, "row")
    assert [r.cells for r in rows] == [("Ort", "Stellen", "besetzt"), ("Adorf", "4", "3"), ("Bedorf", "7", "k.A."), ("Cedorf", "2", "2")]
    assert all(r.header == ("Ort", "Stellen", "besetzt") for r in rows[1:])
    assert all(r.caption == "Tab. 1: Stellen je Übungsort" for r in rows)


def test_cells_that_run_over_several_lines_are_read_one_after_the_other(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    sheet.paragraph("Vor der Tabelle steht ein Satz in der Grundschrift, der die Breite der Seite gut ausfüllt und lang ist.")
    for y, cells in ((600, ("Ort", "Dienststelle", "Rat")), (540, ("Cedorf", "–", "Ja"))):
        for x, text in zip((72, 200, 400), cells, strict=True):
            sheet.at(y, text, x=x)
    sheet.at(580, "Beauftragte im Amt für So-", x=200).at(575, "Bedorf-", x=72).at(570, "ziales und Gleichstel-", x=200).at(570, "–", x=400)
    sheet.at(565, "Süd", x=72).at(560, "lung", x=200).page().save()
    rows = [b.cells for b in convert(tmp_path / "a.pdf").blocks if b.kind == "row"]
    assert rows[1] == ("Bedorf-Süd", "Beauftragte im Amt für Soziales und Gleichstellung", "–")
    assert rows[0] == ("Ort", "Dienststelle", "Rat")


def test_a_numbered_heading_in_small_bold_type_is_a_heading(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    for number in ("1.1", "1.2"):
        sheet.line(f"{number} Kleine Überschrift", 9, bold=True, gap=3)
        sheet.paragraph("Ein gewöhnlicher Satz, der lang genug ist, um die Grundschrift der Seite zu bestimmen.", "Und noch eine Zeile.")
    sheet.page().save()
    assert [b.text for b in _only(convert(tmp_path / "a.pdf").blocks, "heading")] == ["1.1 Kleine Überschrift", "1.2 Kleine Überschrift"]


def test_title_and_creation_date_come_from_the_metadata(tmp_path: Path) -> None:
    Sheet(tmp_path / "a.pdf", title="Hausordnung").line("Ein Satz.").page().save()
    converted = convert(tmp_path / "a.pdf")
    assert converted.title == "Hausordnung"
    assert converted.stand is not None


def test_an_encrypted_file_is_named_as_encrypted(tmp_path: Path) -> None:
    path = encrypt(write_pdf(tmp_path / "offen.pdf", "Ein Satz."), tmp_path / "zu.pdf", "geheim")
    with pytest.raises(DateiError, match=r"zu\.pdf: .*verschlüsselt.*ohne Kennwort"):
        convert(path)


def test_a_file_locked_for_changes_only_is_read(tmp_path: Path) -> None:
    path = encrypt(write_pdf(tmp_path / "offen.pdf", "Ein Satz."), tmp_path / "zu.pdf", "")
    assert texts_of(path) == ["Ein Satz."]


def test_a_cipher_that_needs_a_missing_library_is_named_as_encryption(tmp_path: Path) -> None:
    path = encrypt(write_pdf(tmp_path / "offen.pdf", "Ein Satz."), tmp_path / "zu.pdf", "")
    raw = path.read_bytes()
    path.write_bytes(raw.replace(b"/V 2", b"/V 4\n/CF << /StdCF << /CFM /AESV2 /AuthEvent /DocOpen /Length 16 >> >>\n/StmF /StdCF\n/StrF /StdCF"))
    assert path.read_bytes() != raw
    try:
        import cryptography  # noqa: F401
    except ImportError:
        with pytest.raises(DateiError, match="verschlüsselt"):
            convert(path)


def test_a_scan_without_text_layer_asks_for_text_recognition(tmp_path: Path) -> None:
    Sheet(tmp_path / "scan.pdf").picture().page().save()
    with pytest.raises(DateiError, match=r"scan\.pdf: .*keinen lesbaren Text.*OCR"):
        convert(tmp_path / "scan.pdf")


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.9, 0.99])
def test_a_file_cut_off_anywhere_is_refused_instead_of_read_in_part(tmp_path: Path, share: float) -> None:
    raw = write_pdf(tmp_path / "ganz.pdf", *(f"Seite {n} mit einem Satz." for n in range(20))).read_bytes()
    path = tmp_path / "halb.pdf"
    path.write_bytes(raw[: int(len(raw) * share)])
    with pytest.raises(DateiError, match=r"halb\.pdf: .*beschädigt oder unvollständig"):
        convert(path)


def test_a_file_with_too_many_pages_is_refused_before_its_text_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_pdf(tmp_path / "dick.pdf", *("Ein Satz." for _ in range(6)))
    monkeypatch.setattr(pdf, "MAX_PAGES", 5)
    monkeypatch.setattr(pdf, "page_lines", lambda page: pytest.fail("eine Seite wurde gelesen"))
    with pytest.raises(DateiError, match=r"hat 6 Seiten; mehr als 5 werden nicht gelesen"):
        convert(path)


def test_a_pdf_is_read_as_pdf_whatever_its_name_says(tmp_path: Path) -> None:
    write_pdf(tmp_path / "a.pdf", "Ein Satz.").rename(tmp_path / "a.txt")
    assert texts_of(tmp_path / "a.txt") == ["Ein Satz."]


def test_damaged_bytes_anywhere_give_an_error_or_text_but_never_a_crash(tmp_path: Path) -> None:
    raw = write_pdf(tmp_path / "ganz.pdf", "Ein Satz auf Seite eins.", "Ein Satz auf Seite zwei.").read_bytes()
    for at in range(0, len(raw) - 40, 37):
        path = tmp_path / "kaputt.pdf"
        path.write_bytes(raw[:at] + b"\xff<<[(" + raw[at + 5 :])
        try:
            convert(path)
        except DateiError as e:
            assert str(e).startswith(str(path))
