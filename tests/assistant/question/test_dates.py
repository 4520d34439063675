"""The day a question is about, and how a day may be written."""

from datetime import date

import pytest

from assistant.errors import DatumError
from assistant.question.dates import parse_date
from tests.assistant.question.asked import TODAY, read

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
    found = read(question)
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
    found = read(question)
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
    assert (read(question).as_of, read(question).dated) == (TODAY, False)


def test_2024_without_the_richtlinie_is_a_date() -> None:
    assert read("Was galt 2024?").as_of == date(2024, 6, 30)


@pytest.mark.parametrize("question", ["Was steht in Vorlage 18/2021?", "Was sind 2.021,50 Euro?", "Der Ort hat 12021 Einwohner."])
def test_a_number_that_only_looks_like_a_year_is_no_date(question: str) -> None:
    assert not read(question).dated


def test_a_day_that_does_not_exist_is_not_taken_for_another_one() -> None:
    assert read("Was galt am 31.02.2021?").as_of == TODAY


def test_of_two_years_the_earlier_one_counts() -> None:
    found = read("Was wurde 2021 und 2022 gezahlt?")
    assert (found.as_of, found.years) == (date(2021, 6, 30), (2021, 2022))


def test_a_given_date_outranks_the_one_in_the_question() -> None:
    found = read("Was galt 2021?", date(2022, 1, 1))
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
