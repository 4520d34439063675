from pathlib import Path

import pytest

from assistant.errors import DateiError
from indexing.converters import convert
from tests.indexing.looking import texts_of


def _page(tmp_path: Path, body: str, head: str = "") -> Path:
    path = tmp_path / "seite.html"
    path.write_text(
        f"<!doctype html><html><head><meta charset='utf-8'><title>Eine Seite</title>{head}</head><body>{body}</body></html>", encoding="utf-8"
    )
    return path


def test_headings_paragraphs_and_lists_are_told_apart(tmp_path: Path) -> None:
    path = _page(tmp_path, "<h1>Öffnungszeiten</h1><p>Wir <b>öffnen</b> um neun.</p><ul><li>montags</li><li>dienstags</li></ul>")
    found = [(b.kind, b.text) for b in convert(path).blocks]
    assert found == [("heading", "Öffnungszeiten"), ("paragraph", "Wir öffnen um neun."), ("item", "montags"), ("item", "dienstags")]
    assert convert(path).title == "Eine Seite"


def test_numbered_lists_keep_their_numbers(tmp_path: Path) -> None:
    assert texts_of(_page(tmp_path, "<ol start='4'><li>Antrag stellen</li><li>warten</li></ol>")) == ["4. Antrag stellen", "5. warten"]


def test_table_rows_carry_cells_header_and_caption(tmp_path: Path) -> None:
    table = "<table><caption>Stellen je Ort</caption><tr><th>Ort</th><th>Stellen</th></tr><tr><td>Adorf</td><td>4<br>(halb)</td></tr></table>"
    rows = convert(_page(tmp_path, table)).blocks
    assert [r.cells for r in rows] == [("Ort", "Stellen"), ("Adorf", "4 (halb)")]
    assert rows[1].header == ("Ort", "Stellen")
    assert rows[1].caption == "Stellen je Ort"


def test_scripts_styles_comments_navigation_and_forms_are_not_read(tmp_path: Path) -> None:
    body = (
        "<script>alert('Skript')</script><style>p{color:red}</style><!-- Kommentar --><nav><a>Startseite</a></nav>"
        "<form><input value='Eingabe'><button>Senden</button></form><noscript>Ohne Skript</noscript><template>Vorlage</template><p>Nur das hier.</p>"
    )
    assert texts_of(_page(tmp_path, body)) == ["Nur das hier."]


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>Geheim</p>",
        "<p style='display: none'>Geheim</p>",
        "<div style='visibility:hidden'><p>Geheim</p></div>",
        "<p aria-hidden='true'>Geheim</p>",
        "<p style='font-size:0'>Geheim</p>",
        "<p style='position:absolute;left:-9999px'>Geheim</p>",
        "<p class='weg'>Geheim</p>",
        "<p style='opacity:0'>Geheim</p>",
    ],
)
def test_text_nobody_sees_is_not_read_and_the_user_is_told(tmp_path: Path, hidden: str) -> None:
    converted = convert(_page(tmp_path, f"<p>Sichtbar.</p>{hidden}", "<style>/* x */ .weg, #fort { display:none }</style>"))
    assert [b.text for b in converted.blocks] == ["Sichtbar."]
    assert converted.notices == ("unsichtbarer Text wurde nicht übernommen.",)


@pytest.mark.parametrize(
    "visible",
    [
        "<p style='font-size:0.9em'>Sichtbar.</p>",
        "<p style='opacity:0.5'>Sichtbar.</p>",
        "<div style='margin-left:-200px'><p>Sichtbar.</p></div>",
        "<p class='weg-drucken'>Sichtbar.</p>",
    ],
)
def test_text_that_is_only_styled_is_read(tmp_path: Path, visible: str) -> None:
    converted = convert(_page(tmp_path, visible, "<style>@media print { .weg-drucken { display: none } } .anders { color: red }</style>"))
    assert [b.text for b in converted.blocks] == ["Sichtbar."]
    assert converted.notices == ()


def test_a_page_that_is_one_big_form_is_read(tmp_path: Path) -> None:
    assert texts_of(_page(tmp_path, "<form><h1>Amt</h1><p>Der Text der Seite.</p><button>Senden</button></form>")) == ["Amt", "Der Text der Seite."]


def test_a_page_of_nothing_but_script_is_named(tmp_path: Path) -> None:
    with pytest.raises(DateiError, match=r"seite\.html: .*keinen lesbaren Text"):
        convert(_page(tmp_path, "<script>alert('Skript')</script>"))


def test_a_page_in_latin_1_keeps_its_umlauts(tmp_path: Path) -> None:
    (tmp_path / "alt.htm").write_bytes("<p>Öffentliche Bücherei für alle</p>".encode("latin-1"))
    assert texts_of(tmp_path / "alt.htm") == ["Öffentliche Bücherei für alle"]


def test_tags_nested_ten_thousand_deep_give_an_error_or_text_but_never_a_crash(tmp_path: Path) -> None:
    path = _page(tmp_path, "<div>" * 10_000 + "tief" + "</div>" * 10_000)
    try:
        assert texts_of(path) == ["tief"]
    except DateiError as e:
        assert "seite.html" in str(e)
