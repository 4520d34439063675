"""What a question does not state is asked for and never made up, and what holds whatever the facts is left to the cards. All are synthetic."""

from __future__ import annotations

import pytest

from tests.assistant.checks.reading.asking import ask

# question, check, what is asked for, facts that must not be read
OPEN: list[tuple[str, str, set[str], set[str]]] = [
    ("Wie viel Förderung bekommen wir für dreieinhalb Stellen Koordination?", "foerderhoechstbetrag", {"gebietskoerperschaft"}, set()),
    (
        "Unsere Koordinatorinnen im Kreis kamen erst im August dazu. Welcher Betrag steht uns zu?",
        "foerderhoechstbetrag",
        {"koordination_vzae"},
        set(),
    ),
    ("Wie viel bekommen wir für unsere Case Manager das ganze Jahr?", "foerderhoechstbetrag", {"case_management_vzae"}, set()),
    (
        "Was gibt es an Förderung für zwei volle Case Manager, die Mitte Mai anfangen?",
        "foerderhoechstbetrag",
        {"beschaeftigungsmonate"},
        {"beschaeftigungsmonate"},
    ),
    (
        "Wie hoch ist die Förderung für vier Case Managerinnen in Teilzeit und eine volle Koordinatorin?",
        "foerderhoechstbetrag",
        {"case_management_vzae"},
        {"case_management_vzae"},
    ),
    ("Ich mache 20 Stunden die Woche Case Management. Wie viele Fälle sind empfohlen?", "fallzahl", {"vzae"}, {"vzae"}),
    ("Ich habe 65 laufende Fälle. Ist das zu viel?", "fallzahl", {"vzae"}, {"vzae"}),
    ("Unser Team betreut 130 Klienten, passt das zur Empfehlung?", "fallzahl", {"vzae"}, {"vzae"}),
    ("My caseload is 70 cases. Is that too many?", "fallzahl", {"vzae"}, {"vzae"}),
    ("Haben wir unseren Antrag für die Koordination 2027 rechtzeitig gestellt?", "antragsfrist", {"antragsdatum"}, {"antragsdatum"}),
    ("Unser Antrag ging am 5. November raus, zu spät?", "antragsfrist", {"foerderjahr"}, {"foerderjahr"}),
    (
        "Für Baustein 3 haben wir 2026 70.000 Euro erhalten und nicht alles gebraucht. Wie viel müssen wir zurückgeben?",
        "mittelverwendung-baustein3",
        {"ausgegeben_eur"},
        {"ausgegeben_eur"},
    ),
    ("In Baustein 3 haben wir 2026 45.000 Euro ausgegeben. Was müssen wir zurückzahlen?", "mittelverwendung-baustein3", {"bewilligt_eur"}, set()),
    (
        "2026: Baustein 3, bewilligt 50.000 €, ausgegeben 45.000 €. Fallen Zinsen an?",
        "mittelverwendung-baustein3",
        {"rueckzahlung_am"},
        {"rueckzahlung_am"},
    ),
    (
        "Die Koordinatorin hat studiert, ihre volle Stelle ist zusätzlich. Können wir sie fördern lassen?",
        "stelle-foerderfaehig",
        {"stammpersonal"},  # what follows from its answer is not asked yet
        {"stammpersonal"},
    ),
    (
        "Wir sind ein Kreis, haben ein KI mit der Koordination dort und eine Lenkungsgruppe. Können wir Baustein 1 bekommen?",
        "foerderfaehigkeit-kommune",
        {"konzept_vorgelegt"},
        {"konzept_vorgelegt"},
    ),
    ("Wohin verweise ich eine Siebzehnjährige?", "verweisberatung", {"aufenthaltsstatus", "rechtskreis"}, {"aufenthaltsstatus"}),
    ("Ein Mann mit Duldung ohne Leistungsbezug, welche Beratung ist zuständig?", "verweisberatung", {"alter"}, {"alter"}),
    ("Mein Klient ist 35 und hat eine Aufenthaltserlaubnis. An wen kann ich ihn verweisen?", "verweisberatung", {"rechtskreis"}, {"rechtskreis"}),
    (
        "Ein Fall mit drei Anliegen in zwei Rechtskreisen: Kurzberatung oder Case Management?",
        "beratungsform",
        {"bedarfslage"},
        {"bedarfslage"},
    ),
    (
        "Sechs CM-Stellen, drei beim Kreis, drei bei der AWO, alle außerhalb von JMD und MBE. Geht das so?",
        "cm-stellen-verteilung",
        {"weiterleitungsvertrag_muster"},
        {"weiterleitungsvertrag_muster"},
    ),
]

# what holds whatever the facts, or is another question, is left to the cards
LEFT = [
    "Wie hoch ist die Pauschale je Koordinationsstelle?",
    "Was zahlt das Land für eine volle Stelle Case Management im Jahr?",
    "Welche Fallzahl wird im Case Management empfohlen?",
    "Bis wann müssen Anträge gestellt werden?",
    "Brauchen wir eine Lenkungsgruppe?",
    "Was ist der Unterschied zwischen Kurzberatung und Case Management?",
    "Wohin verweist man Menschen mit Duldung?",
    "Bis wann muss nicht verbrauchtes Geld aus Baustein 3 zurück?",
    "Welchen Abschluss braucht eine Koordinatorin?",
    "Wie viele Stellen bekommt ein Kreis?",
    "Müssen freie Träger das Muster des Weiterleitungsvertrags benutzen?",
    "Baustein 1 Verwaltungsassistenz Sachausgaben",
    "Muss der Kreis einen Eigenanteil für zwei Koordinatoren zahlen?",
    "Was verdient eine Case Managerin nach Tarif?",
    "Wer gehört in die Lenkungsgruppe?",
    "Wie lange dauert ein Case-Management-Fall?",
]


@pytest.mark.parametrize(("question", "check", "needed", "unread"), OPEN, ids=[q[:60] for q, *_ in OPEN])
def test_missing_facts_are_asked_for_and_not_made_up(question: str, check: str, needed: set[str], unread: set[str]) -> None:
    answer = ask(question)
    assert answer is not None and answer.status == "needs_facts", answer
    row = answer.checks[0]
    assert row["check"] == check
    assert needed <= {m["fact"] for m in row["missing"]}
    assert not unread & set(row["facts"])
    assert answer.suggestions and all(s in answer.answer for s in answer.suggestions)


@pytest.mark.parametrize("question", LEFT)
def test_what_holds_whatever_the_facts_is_left_to_the_cards(question: str) -> None:
    assert ask(question) is None
