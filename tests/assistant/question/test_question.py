"""What is understood of a question: its date, whether it wants Ja or Nein, the places, Bausteine and codes it names."""

from datetime import date

import pytest

from assistant.errors import DatumError, FrageError
from assistant.question.understanding import KOMMUNEN, Query, check_text, is_yes_no, parse_date, understand
from assistant.settings import MAX_QUESTION

TODAY = date(2026, 11, 20)


def _read(text: str, as_of: date | None = None) -> Query:
    return understand(text, as_of, TODAY)


# --- dates ---

DATED = {
    "Wie hoch war die Förderung 2021?": date(2021, 6, 30),
    "Was galt Stand Ende 2022 für Veranstaltungen?": date(2022, 12, 31),
    "Was galt im Dezember 2022?": date(2022, 12, 28),
    "Was galt im März 2021?": date(2021, 3, 28),
    "Was stand am 01.03.2022 in der Richtlinie?": date(2022, 3, 1),
    "Was galt am 1. 3. 2022?": date(2022, 3, 1),
    "Wie viel gab es 2021/22 je Stelle?": date(2021, 6, 30),
    "Was stand im Haushaltsjahr 2021/2022 zur Verfügung?": date(2021, 6, 30),
    "Was galt 2020, als das Programm begann?": date(2020, 12, 15),
    "Wie viel gab es damals für Veranstaltungen?": date(2021, 6, 30),
    "Wie viel zahlte das Land früher je Stelle?": date(2021, 6, 30),
    "Was stand in der alten Richtlinie zum Eigenanteil?": date(2021, 6, 30),
    "Wie war das vor der neuen Richtlinie?": date(2021, 6, 30),
    "Was sagt die Richtlinie 2020?": date(2020, 12, 15),
    "How much was paid per post in 2021?": date(2021, 6, 30),
    "Wie hoch war die Förderung 2025?": date(2025, 6, 30),
}


@pytest.mark.parametrize("question", DATED)
def test_a_past_date_in_the_question_is_the_day_the_answer_is_about(question: str) -> None:
    found = _read(question)
    assert (found.as_of, found.dated) == (DATED[question], True)


@pytest.mark.parametrize(
    "question",
    [
        "Wie hoch ist die Förderung?",
        "Was wird 2027 anders?",
        "Läuft das Programm bis 2028?",
        "Bis wann läuft das Programm, bis zum 31.12.2028?",
        "Wie hoch ist die Förderung 2026?",
        "Was steht in der FAQ vom 23.04.2026?",
    ],
)
def test_years_of_today_and_to_come_change_nothing(question: str) -> None:
    found = _read(question)
    assert (found.as_of, found.dated) == (TODAY, False)


@pytest.mark.parametrize(
    "question",
    [
        "Was steht in der Richtlinie 2024 zum Eigenanteil?",
        "Was sagt die Richtlinie vom 12.12.2024?",
        "Was gilt nach der Förderrichtlinie von 2024 für Case Management?",
        "What do the rules of 2024 say about own funds?",
    ],
)
def test_naming_the_richtlinie_of_2024_asks_for_today_and_not_for_the_gap_before_it(question: str) -> None:
    assert (_read(question).as_of, _read(question).dated) == (TODAY, False)


def test_2024_without_the_richtlinie_is_a_date() -> None:
    assert _read("Was galt 2024?").as_of == date(2024, 6, 30)


@pytest.mark.parametrize("question", ["Was steht in Vorlage 18/2021?", "Was sind 2.021,50 Euro?", "Der Ort hat 12021 Einwohner."])
def test_a_number_that_only_looks_like_a_year_is_no_date(question: str) -> None:
    assert not _read(question).dated


def test_a_day_that_does_not_exist_is_not_taken_for_another_one() -> None:
    assert _read("Was galt am 31.02.2021?").as_of == TODAY


def test_of_two_years_the_earlier_one_counts() -> None:
    found = _read("Was wurde 2021 und 2022 gezahlt?")
    assert (found.as_of, found.years) == (date(2021, 6, 30), (2021, 2022))


def test_a_given_date_outranks_the_one_in_the_question() -> None:
    found = _read("Was galt 2021?", date(2022, 1, 1))
    assert (found.as_of, found.dated) == (date(2022, 1, 1), True)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021-06-30", date(2021, 6, 30)),
        ("30.06.2021", date(2021, 6, 30)),
        ("1.6.2021", date(2021, 6, 1)),
        (" 2021 ", date(2021, 6, 30)),
        ("2020", date(2020, 12, 15)),
    ],
)
def test_a_date_can_be_written_in_three_ways(text: str, day: date) -> None:
    assert parse_date(text) == day


@pytest.mark.parametrize("text", ["2021-02-30", "31.02.2021", "0000-01-01", "0000"])
def test_a_date_that_does_not_exist_says_so_and_shows_how_to_write_one(text: str) -> None:
    with pytest.raises(DatumError, match=rf"Das Datum „{text}“ gibt es nicht\. Bitte TT.MM.JJJJ, JJJJ-MM-TT"):
        parse_date(text)


@pytest.mark.parametrize("text", ["", "morgen", "2021-6-3", "20210630", "99999", "30.06.21"])
def test_what_is_no_date_is_named_as_such(text: str) -> None:
    with pytest.raises(DatumError, match="ist kein Datum"):
        parse_date(text)


# --- Ja or Nein ---

YES_NO = [
    "Darf ich das?",
    "Muss der Kreis einen Eigenanteil zahlen?",
    "War die Lenkungsgruppe 2021 Pflicht?",
    "Gab es 2021 Geld für Workshops?",
    "Mussten alle Kommunen dasselbe Konzept umsetzen?",
    "Bekam Münster eine volle Stelle Verwaltungsassistenz?",
    "Liegt die Frist im Oktober?",
    "Entfällt die Förderung, wenn die Stelle leer ist?",
    "Kommt das Geld ohne Antrag?",
    "Gibt's auch Geld für Laptops?",
    "Ham wir Anspruch auf Sachkosten?",
    "Wir haben eine Stelle frei. Dürfen wir sie besetzen?",
    "Unsere Kollegin ist krank – dürfen wir eine Vertretung einstellen?",
    "Wir wollen nur ein Erstgespräch führen, reicht das?",
    "Und gilt das auch für Kreise?",
    "Sag mal, gilt das auch für Kreise?",
    "Das ist doch förderfähig, stimmt das?",
    "Ein Konzept ist Pflicht, oder?",
    "Is a concept required?",
    "Can we hire someone without a degree?",
]
OTHER = [
    "Wie hoch ist die Förderung?",
    "Wer darf einen Antrag stellen?",
    "Was muss ich dafür tun?",
    "Wann muss der Antrag gestellt werden?",
    "Welche Kosten sind förderfähig?",
    "Konzept nötig",
    "Stellen Baustein 2 Münster",
    "Kann ich mehr bekommen? Und wie lange?",
    "Bin neu hier: was bedeutet das Kürzel?",
    "What is required?",
    "How many posts are funded?",
]


@pytest.mark.parametrize("question", YES_NO)
def test_a_question_that_opens_with_its_verb_wants_ja_or_nein(question: str) -> None:
    assert is_yes_no(question)


@pytest.mark.parametrize("question", OTHER)
def test_a_question_for_a_fact_does_not_want_ja_or_nein(question: str) -> None:
    assert not is_yes_no(question)


def test_most_questions_the_cards_answer_with_ja_or_nein_are_recognised_and_few_others() -> None:
    from indexing.cards import load_cards

    asked = [q for c in load_cards() for q in c.questions]
    decided = [is_yes_no(q.text) for q in asked if q.polarity]
    assert sum(decided) > 0.9 * len(decided)
    others = [is_yes_no(q.text) for q in asked if not q.polarity]
    assert sum(others) < 0.01 * len(others)


# --- places ---

PLACES = {
    "Wie viele Stellen hat Köln?": ("Köln",),
    "Was planten die Kölner Träger?": ("Köln",),
    "Stellen Koeln": ("Köln",),
    "Wie macht es Muenster?": ("Münster",),
    "munster kosten": ("Münster",),
    "Düsseldorf oder Duisburg?": ("Düsseldorf", "Duisburg"),
    "Was macht der Ennepe Ruhr Kreis?": ("Ennepe-Ruhr",),
    "Wie ist es im Rheinisch-Bergischen Kreis?": ("Rheinisch-Bergischer Kreis",),
    "RBK Case Management": ("Rheinisch-Bergischer Kreis",),
    "Bekommt Overath eine Stelle?": ("Overath", "Rheinisch-Bergischer Kreis"),
    "Wie ist es in Mönchengladbach?": ("Mönchengladbach",),
    "Was plant die Stadt Essen?": ("Essen",),
    "Wie ist es in Essen?": ("Essen",),
    "Was wird in Kamen gefördert?": ("Kamen",),
    "Zahlt das Land auch das Essen?": (),
    "Gibt es bei der Veranstaltung etwas zu essen?": (),
    "Wann kamen die ersten Stellen?": (),
    "Was gilt in Lippstadt?": (),
    "Wie hoch ist die Förderung?": (),
}


@pytest.mark.parametrize("question", PLACES)
def test_a_municipality_is_recognised_by_its_name_and_its_forms_and_by_nothing_else(question: str) -> None:
    assert _read(question).kommunen == PLACES[question]


def test_every_municipality_is_found_by_its_own_name() -> None:
    assert all(name in _read(f"Was plant die Stadt {name} im Integrationsmanagement?").kommunen for name in KOMMUNEN)


# --- Bausteine and codes ---

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
    assert _read(question).topics == BAUSTEINE[question]


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
    assert _read(question).codes == codes


# --- the text itself ---


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
        _read(text)


def test_the_longest_allowed_question_is_read() -> None:
    assert len(_read("a" * MAX_QUESTION).text) == MAX_QUESTION


def test_an_english_question_is_searched_with_german_words_too() -> None:
    found = _read("How much funding is there for a coordination post?")
    assert found.english
    assert len(found.search) > len(found.text)
    assert not _read("Wie hoch ist die Förderung?").english
