"""What a question states is read as it is meant, and what it does not state is asked for; the questions here are synthetic."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import yaml

from assistant.checks.reader import CheckReader
from assistant.question.understanding import understand
from assistant.types import Answer
from evals.places import STATED_QUESTIONS
from evals.stated import measure

TODAY = date(2026, 11, 20)
Facts = dict[str, Any]


def ask(question: str, as_of: date | None = None) -> Answer | None:
    """The answer of the checks to a question asked today."""
    return CheckReader(None, TODAY).read(understand(question, as_of, TODAY))


# question, check, facts as read, words of the answer's first sentence
STATED: list[tuple[str, str, Facts, str]] = [
    (
        "Welche Förderung bekommt ein Kreis für eineinhalb Stellen Koordination im ganzen Jahr, ohne Arbeitsplatz gerechnet?",
        "foerderhoechstbetrag",
        {"gebietskoerperschaft": "kreis", "koordination_vzae": 1.5, "beschaeftigungsmonate": 12},
        "85.500 €",
    ),
    (
        "Unsere kreisfreie Stadt hat anderthalb Koordinatoren und die halbe Assistenz. Was zahlt das Land höchstens im Jahr?",
        "foerderhoechstbetrag",
        {"koordination_vzae": 1.5, "verwaltungsassistenz_vzae": 0.5},
        "119.400 €",
    ),
    (
        "Kreis mit zwei Koordinationsstellen und einer 0,5er-Stelle in der Assistenz: wie hoch ist die Personalförderung?",
        "foerderhoechstbetrag",
        {"koordination_vzae": 2, "verwaltungsassistenz_vzae": 0.5},
        "136.500 €",
    ),
    ("Was zahlt das Land für zwei CM mit je 0,75er Stelle an Personalkosten?", "foerderhoechstbetrag", {"case_management_vzae": 1.5}, "85.500 €"),
    ("Bis wann ist der Antrag zur Baustein-3-Förderung für 2028 zu stellen?", "antragsfrist", {"foerderjahr": 2028, "baustein": 3}, "kein Antrag"),
    ("Was gibt es für 3/4 Stelle Koordination?", "foerderhoechstbetrag", {"koordination_vzae": 0.75}, "47.025 €"),
    (
        "Wie viel Förderung gibt es für zwei Case Managerinnen mit je 75 %?",
        "foerderhoechstbetrag",
        {"case_management_vzae": 1.5},
        "85.500 €",
    ),
    (
        "Drei Case Manager, die sich zusammen 2,25 Stellen teilen: wie hoch ist die Personalförderung?",
        "foerderhoechstbetrag",
        {"case_management_vzae": 2.25},
        "128.250 €",
    ),
    (
        "Wie viel Geld bekommen wir für zwei volle und eine halbe Stelle Case Management?",
        "foerderhoechstbetrag",
        {"case_management_vzae": 2.5},
        "142.500 €",
    ),
    (
        "Eine Koordinatorin in Vollzeit fängt am 1. April an. Welchen Höchstbetrag gibt es für sie, Gehalt und Arbeitsplatz?",
        "foerderhoechstbetrag",
        {"koordination_vzae": 1, "beschaeftigungsmonate": 9},
        "48.450 €",
    ),
    (
        "Unsere volle Koordinationsstelle war von Februar bis Juni besetzt. Wie hoch sind die Personalkosten, die das Land zahlt?",
        "foerderhoechstbetrag",
        {"koordination_vzae": 1, "beschaeftigungsmonate": 5},
        "23.750 €",
    ),
    (
        "Eine halbe Verwaltungsassistenz acht von zwölf Monaten: was zahlt das Land für das Personal?",
        "foerderhoechstbetrag",
        {"verwaltungsassistenz_vzae": 0.5, "beschaeftigungsmonate": 8},
        "15.000 €",
    ),
    (
        "Was bekommen wir für einen vollen Koordinator, der nur ein halbes Jahr da ist?",
        "foerderhoechstbetrag",
        {"koordination_vzae": 1, "beschaeftigungsmonate": 6},
        "34.200 €",
    ),
    (
        "Kreis, 2 VZÄ Koordination, Veranstaltungen ja, Maßnahmen nein, Summe?",
        "foerderhoechstbetrag",
        {"koordination_vzae": 2, "veranstaltungen": True, "massnahmen": False},
        "130.400 €",
    ),
    (
        "Wie viel gibt es für einen Kreis mit zwei vollen Koordinatorinnen, ohne Veranstaltungen und Maßnahmen?",
        "foerderhoechstbetrag",
        {"koordination_vzae": 2, "veranstaltungen": False, "massnahmen": False},
        "125.400 €",
    ),
    (
        "Wir sind ein Kreis mit drei ganzen Koordinatorinnen, keine Assistenz, weder Veranstaltungen noch Maßnahmen. Höchstbetrag?",
        "foerderhoechstbetrag",
        {"koordination_vzae": 3, "verwaltungsassistenz_vzae": 0, "veranstaltungen": False, "massnahmen": False},
        "188.100 €",
    ),
    (
        "Was gibt es für zwei volle Koordinationsstellen an Sachausgaben?",
        "foerderhoechstbetrag",
        {"koordination_vzae": 2},
        "11.400 € Sachausgaben",
    ),
    (
        "How much funding do we get for two and a half case management posts?",
        "foerderhoechstbetrag",
        {"case_management_vzae": 2.5},
        "142.500 €",
    ),
    (
        "Our independent city employs two full-time coordinators from March to August. What is the maximum for salaries?",
        "foerderhoechstbetrag",
        {"gebietskoerperschaft": "kreisfreie_stadt", "koordination_vzae": 2, "beschaeftigungsmonate": 6},
        "57.000 € Personalausgaben",
    ),
    (
        "wiviel förderung für zwei vole kordinatorinen im kreis",
        "foerderhoechstbetrag",
        {"koordination_vzae": 2, "gebietskoerperschaft": "kreis"},
        "125.400 €",
    ),
    (
        "Wir als kreisfreie Stadt schöpfen Baustein 1 voll aus. Wie viel Geld ist das?",
        "foerderhoechstbetrag",
        {"gebietskoerperschaft": "kreisfreie_stadt", "koordination_vzae": 2.5, "verwaltungsassistenz_vzae": 0.5},
        "197.100 €",
    ),
    (
        "Ist das in Ordnung: 48 laufende Fälle auf einer 80-Prozent-Stelle im Case Management?",
        "fallzahl",
        {"vzae": 0.8, "laufende_faelle": 48},
        "Ja: 48",
    ),
    ("Ich bin Case Managerin mit 30 von 40 Stunden. Wie viele Fälle werden empfohlen?", "fallzahl", {"vzae": 0.75}, "37,5 bis 45"),
    (
        "Meine zwei vollen CM-Kräfte haben zusammen 150 Klienten. Ist das zu viel?",
        "fallzahl",
        {"vzae": 2, "laufende_faelle": 150},
        "Ja: 150",
    ),
    (
        "Wir haben 2,5 Stellen im Case Management und 90 aktive Fälle. Sind das zu wenige?",
        "fallzahl",
        {"vzae": 2.5, "laufende_faelle": 90},
        "Ja: 90",
    ),
    (
        "Ich arbeite in Vollzeit als Case Manager und habe 55 Fälle, davon 20 echte Case-Management-Fälle. Passt das?",
        "fallzahl",
        {"vzae": 1, "laufende_faelle": 55, "davon_case_management": 20},
        "Ja: 55",
    ),
    ("I work half-time as a case manager and have 40 cases. Is that too many?", "fallzahl", {"vzae": 0.5, "laufende_faelle": 40}, "Ja: 40"),
    (
        "Wir haben den Antrag für die Koordination 2027 am 30. Oktober 2026 gestellt. War das rechtzeitig?",
        "antragsfrist",
        {"foerderjahr": 2027, "antragsdatum": "2026-10-30", "baustein": 1},
        "Ja: ",
    ),
    (
        "Wenn wir heute den Antrag für Case Management im nächsten Jahr stellen, ist das zu spät?",
        "antragsfrist",
        {"foerderjahr": 2027, "antragsdatum": "2026-11-20", "baustein": 2},
        "Ja: ",
    ),
    (
        "Reicht der Antrag für Baustein 2 im Jahr 2028 noch, wenn er am 3.11. rausgeht? Es geht um Stellen 2028.",
        "antragsfrist",
        {"foerderjahr": 2028, "antragsdatum": "2027-11-03", "baustein": 2},
        "Nein: ",
    ),
    ("Bis wann ist der Antrag für Koordination ab Januar 2028 fällig?", "antragsfrist", {"foerderjahr": 2028, "baustein": 1}, "31.10.2027"),
    (
        "Vom Land kamen 2026 für Baustein 3 80.000 Euro, bewilligt per Bescheid, ausgegeben haben wir 61.500 Euro. Was müssen wir zurückzahlen?",
        "mittelverwendung-baustein3",
        {"foerderjahr": 2026, "bewilligt_eur": 80000, "ausgegeben_eur": 61500},
        "18.500 €",
    ),
    (
        "Baustein 3: von 40.000 € haben wir nur 32.750 € ausgegeben. Rückzahlung?",
        "mittelverwendung-baustein3",
        {"bewilligt_eur": 40000, "ausgegeben_eur": 32750},
        "7.250 €",
    ),
    (
        "Ausgegeben hat die Ausländerbehörde 47.000 Euro, bekommen hatte sie 60.000. Wie viel geht zurück?",
        "mittelverwendung-baustein3",
        {"bewilligt_eur": 60000, "ausgegeben_eur": 47000},
        "13.000 €",
    ),
    (
        "Von bewilligten 90 Tsd. Euro in Baustein 3 sind 15 Tsd. Euro übrig. Was müssen wir zurückzahlen?",
        "mittelverwendung-baustein3",
        {"bewilligt_eur": 90000, "ausgegeben_eur": 75000},
        "15.000 €",
    ),
    (
        "Wird eine Case-Management-Stelle mit 30 Prozent gefördert?",
        "stelle-foerderfaehig",
        {"funktion": "case_management", "stellenumfang_vzae": 0.3},
        "Nein: ",
    ),
    (
        "Der Koordinator hat einen Bachelor, die Stelle ist zusätzlich, er kommt von außen und arbeitet in Vollzeit. Ist er förderfähig?",
        "stelle-foerderfaehig",
        {"funktion": "koordination", "zusaetzlich": True, "stammpersonal": False, "abschluss": "hochschulabschluss"},
        "förderfähig",
    ),
    (
        "Können wir die volle Koordinationsstelle fördern lassen, wenn sie schon vorhanden war und Stammpersonal darauf sitzt?",
        "stelle-foerderfaehig",
        {"funktion": "koordination", "zusaetzlich": False, "stammpersonal": True},
        "Nein: ",
    ),
    (
        "Wir sind ein Kreis mit KI, die Koordination ist am KI, eine Lenkungsgruppe gibt es und das Umsetzungskonzept ist eingereicht. "
        "Reicht das für Baustein 1?",
        "foerderfaehigkeit-kommune",
        {"ki_vorhanden": True, "koordination_am_ki": True, "lenkungsgruppe": True, "konzept_vorgelegt": True, "baustein": 1},
        "erfüllt",
    ),
    (
        "Unser Kreis hat ein KI, aber ohne Lenkungsgruppe und Umsetzungskonzept. Können wir Baustein 1 beantragen?",
        "foerderfaehigkeit-kommune",
        {"ki_vorhanden": True, "lenkungsgruppe": False, "konzept_vorgelegt": False, "baustein": 1},
        "Nein: ",
    ),
    (
        "Eine 20-jährige Frau mit Aufenthaltsgestattung, keine Leistungen: an wen verweise ich sie?",
        "verweisberatung",
        {"alter": 20, "aufenthaltsstatus": "gestattung", "rechtskreis": "keiner"},
        "Teilhabemanagement",
    ),
    (
        "Mein Klient ist 44 Jahre alt, hat eine Niederlassungserlaubnis und bezieht Bürgergeld. Wohin kann ich ihn schicken?",
        "verweisberatung",
        {"alter": 44, "aufenthaltsstatus": "niederlassungserlaubnis", "rechtskreis": "sgb2"},
        "MBE",
    ),
    (
        "Eine Person mit zwei Anliegen, überschaubar, die nächsten Schritte schafft sie selbst. Ist das eine Kurzberatung oder Case Management?",
        "beratungsform",
        {"anzahl_bedarfe": 2, "bedarfslage": "ueberschaubar", "eigenstaendige_umsetzung": True},
        "Kurzberatung",
    ),
    (
        "Zehn Case-Management-Stellen, davon vier bei der Kommune und sechs bei der Diakonie. Reicht das Drittel?",
        "cm-stellen-verteilung",
        {"stellen_gesamt": 10, "stellen_kommune": 4, "stellen_freie_traeger": 6},
        "so viel oder mehr",
    ),
    (
        "Acht CM-Stellen, drei bei der Stadt, fünf bei der Caritas, außerhalb von JMD und MBE, mit dem Muster aus Anlage 4. Ist alles erfüllt?",
        "cm-stellen-verteilung",
        {"stellen_gesamt": 8, "stellen_kommune": 3, "stellen_freie_traeger": 5, "ausserhalb_jmd_mbe": True, "weiterleitungsvertrag_muster": True},
        "erfüllt",
    ),
]

# found by probing: each was read wrongly once
STATED += [
    (
        "Nur 20.000 von 35.000 Euro sind in der Ausländerbehörde verbraucht worden. Was schulden wir dem Land?",
        "mittelverwendung-baustein3",
        {"bewilligt_eur": 35000, "ausgegeben_eur": 20000},
        "15.000 €",
    ),
    (
        "Aus der Pauschale haben wir 2.000 Euro zurückgezahlt, bewilligt waren 30.000, ausgegeben 28.000. Müssen wir mehr zurückzahlen?",
        "mittelverwendung-baustein3",
        {"bewilligt_eur": 30000, "ausgegeben_eur": 28000},
        "2.000 €",
    ),
    (
        "Wie viel Geld gibt es für vier Kolleginnen mit je 0,5 VZÄ im Case Management?",
        "foerderhoechstbetrag",
        {"case_management_vzae": 2},
        "114.000 €",
    ),
    (
        "Wir hatten zwei Koordinatorinnen im Kreis. Was zahlt das Land, wenn es drei volle Koordinatorinnen sind?",
        "foerderhoechstbetrag",
        {"koordination_vzae": 3},
        "188.100 €",
    ),
    (
        "Ein Kreis hat zwei Koordinatoren das ganze Jahr und vier Case Manager ab Oktober. Wie viel Förderung gibt es insgesamt?",
        "foerderhoechstbetrag",
        {
            "stellen": [
                {"funktion": "koordination", "vzae": 2, "monate": 12},
                {"funktion": "case_management", "vzae": 4, "monate": 3},
            ]
        },
        "182.400 €",
    ),
    ("Sind 95 Fälle bei 1,5 Stellen zu viel?", "fallzahl", {"vzae": 1.5, "laufende_faelle": 95}, "Ja: 95"),
]

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


@pytest.mark.parametrize(("question", "check", "facts", "words"), STATED, ids=[q[:60] for q, *_ in STATED])
def test_stated_facts_are_read_and_answered(question: str, check: str, facts: Facts, words: str) -> None:
    answer = ask(question)
    assert answer is not None and answer.status == "answered", answer
    row = answer.checks[0]
    assert row["check"] == check
    assert {k: row["facts"].get(k) for k in facts} == facts
    assert words in answer.answer.split(" Rechnung:")[0][:240]
    assert "  " not in answer.answer and "Verstanden: " in answer.answer


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


def test_amount_and_mark_stand_in_the_first_sentence() -> None:
    answer = ask("Was bekommt ein Kreis für zwei volle Koordinationsstellen und die halbe Assistenz?")
    assert answer is not None
    first = answer.answer.split(" Rechnung:")[0]
    assert "150.750 €" in first and "[1]" in first
    assert len(answer.answer.split()) <= 110


def test_former_rules_hold_for_a_former_day() -> None:
    answer = ask("Was zahlte das Land für zwei volle Case Manager im Jahr 2021 zusammen an Personalkosten?", date(2021, 6, 1))
    assert answer is not None and answer.status == "answered"
    assert "110.000 €" in answer.answer and "2020" in answer.answer


def test_blind_questions_with_facts() -> None:
    """Written by someone who did not know the reader; the odd half was used for developing, the even half was held out."""
    rows = yaml.safe_load(STATED_QUESTIONS.read_text(encoding="utf-8"))
    odd, _ = measure([r for r in rows if int(r["id"][1:]) % 2 == 1], TODAY)
    assert odd["computed, right result"][0] >= 31
    assert odd["asked back, just what is missing"][0] >= 9
    assert odd["left alone"][0] == odd["left alone"][1]
    assert odd["wrong facts (of all)"][0] == 0
    even, _ = measure([r for r in rows if int(r["id"][1:]) % 2 == 0], TODAY)
    assert even["computed, right result"][0] >= 20
    assert even["asked back, just what is missing"][0] >= 5
    assert even["left alone"][0] == even["left alone"][1]
    assert even["wrong facts (of all)"][0] <= 1
