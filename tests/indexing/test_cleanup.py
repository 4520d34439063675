import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.types import Block
from indexing.converters.cleanup import join_lines, join_torn, strip_emphasis, tidy


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["Zusammen-", "arbeit"], "Zusammenarbeit"),
        (["Case-Management-", "Konzept"], "Case-Management-Konzept"),
        (["Ausländer-", "und Einbürgerungsbehörde"], "Ausländer- und Einbürgerungsbehörde"),
        (["Haupt-", "bzw. Nebenamt"], "Haupt- bzw. Nebenamt"),
        (["KIM-", "stelle"], "KIM-stelle"),
        (["Förde\u00ad", "rung"], "Förderung"),
        (["Förde\u2010", "rung"], "Förderung"),
        (["ein Strich –", "und weiter"], "ein Strich – und weiter"),
        (["", "allein", ""], "allein"),
    ],
)
def test_lines_of_a_paragraph_are_joined_without_gluing_real_hyphens(lines: list[str], joined: str) -> None:
    assert join_lines(lines) == joined


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("**fett** und <b>fett</b>", "fett und fett"),
        ("*kursiv* geschrieben", "kursiv geschrieben"),
        ("Berater*innen", "Berater*innen"),
        ("Berater*innen und Leser*innen", "Berater*innen und Leser*innen"),
        (r"Berater\*innen", "Berater*innen"),
        ("10 <sup>2</sup>", "10 2"),
        ("a < b > c", "a < b > c"),
    ],
)
def test_emphasis_goes_and_gender_stars_stay(raw: str, plain: str) -> None:
    assert strip_emphasis(raw) == plain


@given(st.text())
def test_tidy_text_has_no_control_characters_and_is_stable(text: str) -> None:
    once = tidy(text)
    assert tidy(once) == once
    assert not any(ord(c) < 32 and c != "\t" for c in once)


def _paragraph(text: str, page: int | None = None) -> Block:
    return Block("paragraph", text, page)


LONG = "Die Übungsbehörde prüft die Anträge in der Reihenfolge ihres Eingangs und"


def test_a_paragraph_that_goes_on_in_lower_case_is_joined() -> None:
    (block,) = join_torn([_paragraph(LONG), _paragraph("antwortet dann.")])
    assert block.text == f"{LONG} antwortet dann."
    assert block.breaks == ()


def test_a_paragraph_joined_over_three_pages_remembers_both_page_breaks() -> None:
    middle = "verschickt danach alle Bescheide an die Städte und Kreise und an die"
    (block,) = join_torn([_paragraph(LONG, 1), _paragraph(middle, 2), _paragraph("übrigen Stellen.", 3)])
    assert [(block.text[at:].split()[0], page) for at, page in block.breaks] == [("verschickt", 2), ("übrigen", 3)]


@pytest.mark.parametrize("second", [Block("heading", "danach", 1), Block("item", "danach", 1), _paragraph("Danach beginnt ein neuer Satz.", 1)])
def test_headings_items_and_new_sentences_are_not_swallowed(second: Block) -> None:
    assert len(join_torn([_paragraph(LONG, 1), second])) == 2


def test_a_finished_sentence_is_never_continued() -> None:
    assert len(join_torn([_paragraph(f"{LONG} antwortet dann."), _paragraph("klein geschrieben geht es los.")])) == 2
