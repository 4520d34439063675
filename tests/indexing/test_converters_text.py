from pathlib import Path

import pytest

from assistant.errors import DateiError
from indexing.converters import convert
from indexing.converters.text import blocks_of


def _file(tmp_path: Path, content: bytes, name: str = "a.txt") -> Path:
    (tmp_path / name).write_bytes(content)
    return tmp_path / name


def test_markdown_headings_items_and_emphasis(tmp_path: Path) -> None:
    path = _file(tmp_path, b"# Amt\n\nWir **beraten** kostenlos.\n\n- morgens\n- abends\n", "a.md")
    assert [(b.kind, b.text) for b in convert(path).blocks] == [
        ("heading", "Amt"),
        ("paragraph", "Wir beraten kostenlos."),
        ("item", "morgens"),
        ("item", "abends"),
    ]


def test_a_line_all_in_bold_is_a_heading_in_both_spellings() -> None:
    assert [b.kind for b in blocks_of("**Wer darf kommen**\nAlle.\n<b>Wann ist offen</b>\nImmer.")] == [
        "heading",
        "paragraph",
        "heading",
        "paragraph",
    ]


def test_gendered_asterisks_are_no_emphasis() -> None:
    (block,) = blocks_of("Koordinator*innen und Case Manager*innen treffen sich.")
    assert block.text == "Koordinator*innen und Case Manager*innen treffen sich."


def test_tab_separated_lines_are_rows_with_header_and_caption() -> None:
    rows = [b for b in blocks_of("Tab. 1: Stellen je Ort\nOrt\tStellen\nAdorf\t4\nBedorf\tk.A.\n\nDanach ein Satz.") if b.kind == "row"]
    assert [r.cells for r in rows] == [("Ort", "Stellen"), ("Adorf", "4"), ("Bedorf", "k.A.")]
    assert rows[2].header == ("Ort", "Stellen")
    assert rows[2].caption == "Tab. 1: Stellen je Ort"


def test_piped_tables_are_rows_and_their_rule_is_not() -> None:
    rows = blocks_of("| Ort | Stellen |\n|---|---|\n| Adorf | 4 |")
    assert [r.cells for r in rows] == [("Ort", "Stellen"), ("Adorf", "4")]


def test_two_tables_do_not_share_a_header() -> None:
    rows = [b for b in blocks_of("Ort\tStellen\nAdorf\t4\n\nAmt\tTelefon\nBücherei\t12") if b.kind == "row"]
    assert rows[3].header == ("Amt", "Telefon")


def test_footnotes_are_told_apart() -> None:
    assert [b.kind for b in blocks_of("Ein Satz mit Anmerkung.¹\n\n¹ Die Anmerkung dazu.\n\n[^2]: Noch eine.")] == [
        "paragraph",
        "footnote",
        "footnote",
    ]


def test_a_line_that_visibly_goes_on_is_joined() -> None:
    (block,) = blocks_of("Die Beratung findet in der Bücherei am Markt und in der\nalten Schule statt.")
    assert block.text == "Die Beratung findet in der Bücherei am Markt und in der alten Schule statt."


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("Übungen für große Öfen".encode(), False),
        ("\ufeffÜbungen für große Öfen".encode(), False),
        ("Übungen für große Öfen".encode("utf-16"), False),
        ("Übungen für große Öfen".encode("latin-1"), True),
        ("Übungen für große Öfen – „gut“".encode("cp1252"), True),
    ],
)
def test_umlauts_survive_every_usual_encoding_and_an_old_one_is_told(tmp_path: Path, raw: bytes, told: bool) -> None:
    converted = convert(_file(tmp_path, raw))
    assert converted.blocks[0].text.startswith("Übungen für große Öfen")
    assert bool(converted.notices) is told


@pytest.mark.parametrize("raw", [bytes(range(256)) * 40, b"\x7fELF\x02\x01\x01" + bytes(200), b"\x89PNG\r\n\x1a\n" + bytes(range(1, 32)) * 20])
def test_binary_content_named_txt_is_refused(tmp_path: Path, raw: bytes) -> None:
    with pytest.raises(DateiError, match=r"a\.txt: .*keine Textdatei"):
        convert(_file(tmp_path, raw))


@pytest.mark.parametrize("raw", [b"", b"   \n\n\t\n"])
def test_an_empty_file_is_named(tmp_path: Path, raw: bytes) -> None:
    with pytest.raises(DateiError, match=r"a\.txt: Die Datei ist leer"):
        convert(_file(tmp_path, raw))


def test_an_unknown_ending_names_the_ones_that_work(tmp_path: Path) -> None:
    with pytest.raises(DateiError, match="PDF, DOCX, HTML, MD, TXT"):
        convert(_file(tmp_path, b"x", "a.xlsx"))


def test_a_file_that_is_gone_and_one_that_may_not_be_read_say_why_in_german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DateiError, match=r"weg\.txt: .*nicht \(mehr\) vorhanden"):
        convert(tmp_path / "weg.txt")
    path = _file(tmp_path, b"Ein Satz.")

    def refuse(self: Path, *a: object, **k: object) -> object:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(DateiError, match=r"a\.txt: .*keine Berechtigung"):
        convert(path)


def test_a_parser_that_fails_in_an_unforeseen_way_fails_this_file_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(path: Path) -> object:
        raise ZeroDivisionError

    monkeypatch.setattr("indexing.converters.text.convert", broken)
    with pytest.raises(DateiError, match=r"a\.txt: .*beschädigt"):
        convert(_file(tmp_path, b"Ein Satz."))
