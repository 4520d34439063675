"""What else is understood of a question: Bausteine, codes, language; and what is no question at all."""

import pytest

from assistant.errors import FrageError
from assistant.question.understanding import check_text
from assistant.settings import MAX_QUESTION
from tests.assistant.question.asked import read

BAUSTEINE = {
    "Was ist Baustein 1?": (1,),
    "Gilt das für Baustein 2 und 3?": (2, 3),
    "Was gilt in den Bausteinen 1, 2 und 3?": (1, 2, 3),
    "baustein-3 frist": (3,),
    "Was darf die Ausländerbehörde?": (3,),
    "Wer bezahlt die Einbürgerungsbehörde?": (3,),
    "Wie viele Fälle hat eine Case Managerin?": (2,),
    "CM-Stelle Träger": (2,),
    "Was kostet die Verwaltungsassistenz?": (1,),
    "Arbeiten Koordination und Case Management zusammen?": (1, 2),
    "Gehört Baustein 1 zur Koordination oder zum Case Management?": (1,),
    "Was ist KIM?": (),
    "Gibt es einen Baustein 4?": (),
    "Was steht in Baustein 12?": (),
}


@pytest.mark.parametrize("question", BAUSTEINE)
def test_a_baustein_is_recognised_by_number_or_by_what_it_pays_for(question: str) -> None:
    assert read(question).topics == BAUSTEINE[question]


@pytest.mark.parametrize(
    ("question", "codes"),
    [
        ("Was plant S1?", ("S1",)),
        ("Was plant S10?", ("S10",)),
        ("Was planen S 1 und S10?", ("S1", "S10")),
        ("Was planen LK15 und LK 3?", ("LK15", "LK3")),
        ("Was planen S11 und LK16?", ()),
        ("Was plant Köln?", ()),
    ],
)
def test_s1_is_not_s10_and_only_codes_of_the_report_are_codes(question: str, codes: tuple[str, ...]) -> None:
    assert read(question).codes == codes


def test_a_question_is_stripped_and_its_white_space_folded() -> None:
    assert check_text("  Wie hoch\n\tist das? ") == "Wie hoch ist das?"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Die Frage ist leer"),
        (" \n\t", "Die Frage ist leer"),
        ("a" * (MAX_QUESTION + 1), f"mit {MAX_QUESTION + 1} Zeichen zu lang"),
        ("Wie hoch\x00?", "Steuerzeichen"),
        ("\x1b[31mRot?", "Steuerzeichen"),
        ("Wie\x7f hoch?", "Steuerzeichen"),
        ("Wie \udcff hoch?", "kein gültiger Text"),
    ],
)
def test_text_that_is_no_question_is_refused_with_the_reason(text: str, message: str) -> None:
    with pytest.raises(FrageError, match=message):
        read(text)


def test_the_longest_allowed_question_is_read() -> None:
    assert len(read("a" * MAX_QUESTION).text) == MAX_QUESTION


def test_an_english_question_is_searched_with_german_words_too() -> None:
    found = read("How much funding is there for a coordination post?")
    assert found.english
    assert len(found.search) > len(found.text)
    assert not read("Wie hoch ist die Förderung?").english
