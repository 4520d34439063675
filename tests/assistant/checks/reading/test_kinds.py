"""Kinds of wording in which facts are stated: groups of posts, quarters, relative days, Baustein spellings; all questions are synthetic."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.checks.citing import ALL_QUOTES, cited
from assistant.checks.reader import MOST_WORDS
from assistant.types import Citation, Note
from tests.assistant.checks.reading.asking import TODAY, ask

# question, facts as read
READ: list[tuple[str, dict[str, Any]]] = [
    ("Förderhöhe für 3 Vollzeit, 1 halbe Stelle Case Management, ab Q2?", {"case_management_vzae": 3.5, "beschaeftigungsmonate": 9}),
    ("Koordination 2 x 0,75 im Kreis, welcher Zuschuss?", {"koordination_vzae": 1.5}),
    ("Wir machen Koordination zu zweit, jede mit 60 %. Welche Fördersumme gibt es?", {"koordination_vzae": 1.2}),
    ("Case Manager: vier insgesamt, zwei ganz und zwei zu 50 %. Fördersumme?", {"case_management_vzae": 3}),
    (
        "2,0 Koordination, 0,5 Verwaltung, 3 CM: welche Gesamtsumme?",
        {"koordination_vzae": 2, "verwaltungsassistenz_vzae": 0.5, "case_management_vzae": 3},
    ),
    ("Zwei volle Case Manager im dritten Quartal, wie viel Geld gibt es?", {"case_management_vzae": 2, "beschaeftigungsmonate": 3}),
    ("Zwei volle Case Manager von Mai bis zum Jahresende: welche Förderung?", {"case_management_vzae": 2, "beschaeftigungsmonate": 8}),
    ("Unser Koordinator (volle Stelle) ging Ende September in Rente, welche Personalkosten trägt das Land?", {"beschaeftigungsmonate": 9}),
    ("Eine Koordinatorin mit 29,25 Stunden (39 wären Vollzeit): wie hoch ist der Zuschuss?", {"koordination_vzae": 0.75}),
    ("Als Stadt ohne Kreis haben wir 3 volle Koordinatoren. Wie hoch ist die Förderung?", {"gebietskoerperschaft": "kreisfreie_stadt"}),
    ("Haben wir den Antrag auf B2 für 2027 mit letzter Woche verpasst, wenn er vor drei Wochen rausging?", {"foerderjahr": 2027, "baustein": 2}),
    ("Baustein 3, 2025: 70 000 Euro bewilligt, 61 000 Euro verbraucht. Was geht zurück?", {"bewilligt_eur": 70000, "ausgegeben_eur": 61000}),
    ("Drei unserer neun Case Manager sind bei der Diakonie, der Rest bei uns. Ist das genug?", {"stellen_gesamt": 9, "stellen_kommune": 6}),
]
# question, what is not read of it and what is asked for instead
UNREAD: list[tuple[str, str]] = [
    ("Wie viel Geld gibt es für fünf Case Manager, davon einer halbtags?", "case_management_vzae"),
    ("Unsere Koordinatorin reduziert im Juli auf 50 Prozent, welche Förderung gibt es?", "koordination_vzae"),
    ("Was bekommen wir für zwei Koordinatoren, die erst im Herbst anfangen?", "beschaeftigungsmonate"),
    ("Ich begleite 61 Leute im Case Management, zu viel?", "vzae"),
    ("Fünf CM-Stellen, nur vier sind besetzt, 240 laufende Fälle: zu viele?", "vzae"),
    ("Wie hoch ist die Förderung für unsere Koordinatorinnen?", "koordination_vzae"),
]
LEFT = [
    "Wie viel Prozent der Kosten zahlt das Land für zwei Koordinatoren?",
    "Wir stellen zwei Koordinatoren ein. Was ist dabei zu beachten?",
    "In welchen Städten gibt es eine halbe Koordinationsstelle?",
    "Kriegen unsere Case Manager auch etwas für Möbel?",
    "Wann gilt ein Antrag als gestellt?",
]


@pytest.mark.parametrize(("question", "facts"), READ, ids=[q[:50] for q, _ in READ])
def test_kinds_of_wording(question: str, facts: dict[str, Any]) -> None:
    answer = ask(question)
    assert answer is not None
    assert {k: answer.checks[0]["facts"].get(k) for k in facts} == facts


@pytest.mark.parametrize(("question", "fact"), UNREAD, ids=[q[:50] for q, _ in UNREAD])
def test_what_can_be_read_two_ways_is_asked_for(question: str, fact: str) -> None:
    answer = ask(question)
    assert answer is not None and answer.status == "needs_facts"
    assert fact in {m["fact"] for m in answer.checks[0]["missing"]} and fact not in answer.checks[0]["facts"]


@pytest.mark.parametrize("question", LEFT)
def test_rule_questions_are_left_alone(question: str) -> None:
    assert ask(question) is None


@pytest.mark.parametrize("baustein", ["Baustein-3-Pauschale", "Pauschale in B3", "Mittel aus BS 3", "Mittel der Ausländerbehörde"])
def test_baustein_3_needs_no_application(baustein: str) -> None:
    answer = ask(f"Bis wann müssen wir den Antrag für 2027 stellen? Es geht um die {baustein}.")
    assert answer is not None and answer.checks[0]["result"] == "kein_antrag_noetig"
    assert answer.answer.startswith("In Baustein 3 ist kein Antrag nötig [1].")


def test_a_follow_up_question_waits_for_its_turn() -> None:
    answer = ask("Neue Case Managerin mit Diplom auf einer vollen, zusätzlichen Stelle. Ist das förderfähig?")
    assert answer is not None
    assert [m["fact"] for m in answer.checks[0]["missing"]] == ["stammpersonal"]


def test_a_further_coordination_post() -> None:
    answer = ask(
        "Unsere Stadt im Kreis hat ein Jugendamt und einen Integrationsrat, aber keine Ausländerbehörde. Bekommen wir eine weitere Koordinatorin?"
    )
    assert answer is not None and answer.checks[0]["check"] == "weitere-koordinierungsstelle"
    assert answer.answer.startswith("Nein: ")


def test_answers_are_short_and_marks_have_citations() -> None:
    answer = ask(
        "Kreis mit dreieinhalb Stellen Koordination, einer halben Assistenz und fünf Case Managern von Februar bis Dezember, mit Veranstaltungen und "
        "Maßnahmen: welcher Höchstbetrag?"
    )
    assert answer is not None and answer.answer.startswith("Höchstens ") and "€ im Jahr [1]" in answer.answer
    assert len(answer.answer.split()) <= MOST_WORDS
    assert [c.n for c in answer.citations] == list(range(1, len(answer.citations) + 1))
    assert answer.citations[0].locator == "Frage 13"
    assert any(n.text.startswith("Orientierung") and "Zuständig: " in n.text for n in answer.notes)


def test_only_marked_citations_stay_and_quotes_are_cut() -> None:
    quote = " ".join(["Wort"] * 70)
    rows = [Citation(n, "faq-2026", "", "", "", f"Frage {n}", None, quote, "original", None, "geltend") for n in range(1, 7)]
    text, notes, kept = cited("Erstens [4]. Zweitens [2] [9].", [Note("hinweis", "x", (5, 4))], rows)
    assert text == "Erstens [1]. Zweitens [2]."
    assert [c.locator for c in kept] == ["Frage 4", "Frage 2", "Frage 5"] and notes[0].citations == (3, 1)
    assert all(len(c.quote.split()) <= 60 for c in kept)
    assert sum(len(c.quote.split()) for c in kept) <= ALL_QUOTES


def test_today_is_the_projects_day() -> None:
    assert date(2026, 11, 20) == TODAY
