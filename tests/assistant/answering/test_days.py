"""An answer as of a date: each time its own value, none where no rule is documented, none beyond the end of the rules."""

import re
from datetime import date
from typing import Any

import pytest

from assistant.question.dates import parse_date
from tests.assistant.answering.parts import opening, plain
from tests.assistant.answering.questions import BETWEEN, NOW, THEN

VALUES = {
    "Personal": ("Wie hoch ist die Personalförderung je Koordinationsstelle im Jahr?", "57.000", "55.000"),
    "Arbeitsplatz der Koordination": ("Wie viel Sachausgaben gibt es für den Arbeitsplatz einer Koordinatorin?", "5.700", "9.700"),
    "Arbeitsplatz der Assistenz": ("Wie hoch sind die Sachausgaben für die Verwaltungsassistenz?", "2.850", "4.850"),
    "Veranstaltungen": ("Wie hoch ist der Zuschuss für Veranstaltungen im Jahr?", "5.000", "10.000"),
    "Maßnahmen": ("Wie hoch ist der Zuschuss für Maßnahmen zur Verbesserung des Integrationsmanagements?", "10.000", "30.000"),
}


@pytest.mark.parametrize("name", VALUES)
def test_each_time_has_its_own_value(ask: Any, name: str) -> None:
    question, today, then = VALUES[name]
    for day, value, other in ((None, today, then), (THEN, then, today)):
        a = ask(question, day)
        assert a.status == "answered"
        assert a.as_of == (day or NOW)
        assert value in _figures_as_written(opening(a))
        assert other not in _figures_as_written(opening(a))
        assert a.citations[0].validity == "geltend"


def _figures_as_written(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:\.\d{3})+|\d+", text))


@pytest.mark.parametrize("name", VALUES)
def test_today_the_former_value_stands_in_a_note_with_its_source(ask: Any, name: str) -> None:
    question, _, then = VALUES[name]
    a = ask(question)
    former = [n for n in a.notes if n.kind == "frueher" and then in n.text]
    assert former
    assert all(a.citations[n - 1].validity in ("ueberholt", "historisch") for note in former for n in note.citations)


@pytest.mark.parametrize("name", VALUES)
def test_a_former_day_is_told_what_holds_today(ask: Any, name: str) -> None:
    question, today, _ = VALUES[name]
    assert any(n.text.startswith("Heute") and today in n.text and n.citations for n in ask(question, THEN).notes)


@pytest.mark.parametrize("name", [n for n in VALUES if n != "Personal"])
def test_for_2023_no_rule_is_documented_and_nothing_is_guessed(ask: Any, name: str) -> None:
    question, today, then = VALUES[name]
    a = ask(question, BETWEEN)
    assert a.status == "not_covered"
    assert "keine Regelung" in a.answer
    assert not any(x.isdigit() for x in a.answer)
    told = " ".join(n.text for n in a.notes)
    assert today in told and then in told


def test_the_one_value_documented_for_2023_is_given(ask: Any) -> None:
    a = ask("Wie hoch war die Personalförderung je Koordinationsstelle 2023?")
    assert (a.status, a.as_of) == ("answered", BETWEEN)
    assert "57.000" in opening(a)


def test_a_year_in_the_question_does_what_as_of_does(ask: Any) -> None:
    a = ask("Wie hoch war 2021 die Personalförderung je Koordinationsstelle?")
    assert a.as_of == THEN
    assert "55.000" in opening(a)


def test_a_given_day_outranks_the_year_in_the_question(ask: Any) -> None:
    assert ask("Wie hoch war 2021 die Personalförderung je Koordinationsstelle?", NOW).as_of == NOW


@pytest.mark.parametrize(("day", "value"), [("2022-12-31", "55.000"), ("2024-12-19", "57.000"), ("2028-12-31", "57.000")])
def test_a_value_holds_from_its_first_day_to_its_last(ask: Any, day: str, value: str) -> None:
    assert value in opening(ask(VALUES["Personal"][0], parse_date(day)))


@pytest.mark.parametrize(
    "question",
    [
        "Wie viel gibt es 2030 für eine Koordinationsstelle?",
        "Was zahlt das Land 2031 höchstens für eine Stelle im Case Management?",
        "Bekommen wir 2029 noch Sachausgaben für den Arbeitsplatz der Koordinatorin?",
    ],
)
def test_todays_values_are_not_carried_on(ask: Any, question: str) -> None:
    a = ask(question)
    assert a.status == "not_covered"
    assert not re.search(r"\d", plain(a)), "the refusal itself states no figure"


def test_a_day_after_the_rules_end_has_no_values(ask: Any) -> None:
    a = ask("Wie hoch ist die Personalförderung je Koordinationsstelle?", date(2029, 1, 1))
    assert a.status == "not_covered" and "nach dem Ende der heutigen Richtlinie" in a.answer
    assert any("57.000" in n.text for n in a.notes), "what holds until then is told beside it"
    assert ask("Wie hoch ist die Personalförderung je Koordinationsstelle?", date(2028, 12, 31)).status == "answered"


def test_what_does_not_depend_on_the_rules_is_answered_for_any_day(ask: Any) -> None:
    assert ask("Was bedeutet ABH?", date(2030, 1, 1)).status == "answered"
    assert ask("Was ist die Teilhabe- und Integrationsstrategie 2030?").status == "answered", "a year that stands in a document"
