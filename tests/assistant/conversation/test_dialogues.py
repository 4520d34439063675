"""Three-turn conversations over all bundled cards: the last turn is answered about what the turns before were about. All dialogues are made up."""

import re

import pytest

from assistant.answering import Assistant

# (first question, second, last; the document and place the answer rests on, what its opening says)
ANSWERED = [
    (
        "Braucht man für den Antrag ein Konzept?",
        "Muss das fortgeschrieben werden?",
        "Wer bekommt das dann?",
        "faq-2026",
        "Frage 28",
        r"Kompetenzzentrum",
    ),
    (
        "Über welches Portal läuft der Antrag?",
        "Und der Nachweis am Ende?",
        "Bis wann ist denn der Antrag fällig?",
        "faq-2026",
        "Frage 27",
        r"Oktober",
    ),
    ("Dürfen Lehrkräfte im KI bei KIM mitmachen?", "Warum nicht?", "Was ist mit den Fortbildungen?", "faq-2026", "Frage 17", r"Fortbildung"),
    (
        "Was ist eine KIM-Kurzberatung?",
        "Wie viele Gespräche sind das mindestens?",
        "Zählt die auch zur Fallzahl?",
        "faq-2026",
        "Frage 33",
        r"Ja|zähl",
    ),
    (
        "Wie viele Fälle soll eine Case Managerin betreuen?",
        "Zählen abgeschlossene mit?",
        "Und bei 50 Prozent Stellenanteil?",
        "faq-2026",
        "Frage 33",
        r"25|sinkt|Stundenumfang",
    ),
    (
        "Muss unsere Kommune einen Eigenanteil zahlen?",
        "Also alles vom Land?",
        "Und wie hoch war der in Münster?",
        "muenster-2021",
        "Finanzielle Auswirkungen",
        r"\d",
    ),
    (
        "Wie viele Koordinationsstellen kriegt eine kreisfreie Stadt?",
        "Reicht auch eine halbe?",
        "Und wie viele sind es in einem Kreis?",
        "faq-2026",
        "Frage 8",
        r"vier|3,5",
    ),
    (
        "Wie viel Geld gibt es für eine Stelle im Case Management?",
        "Jedes Jahr?",
        "Und wie viel war es 2021?",
        "muenster-2021",
        "Baustein 2",
        r"55\.000",
    ),
    (
        "Wie viel Sachausgaben gibt es für einen Koordinator?",
        "Und für die Verwaltungsassistenz?",
        "Und damals?",
        "muenster-2021",
        "Baustein 1",
        r"4\.850",
    ),
    (
        "Wie hoch war 2021 der Zuschuss für Veranstaltungen in einer kreisfreien Stadt?",
        "Und für Maßnahmen?",
        "Und heute?",
        "faq-2026",
        "Frage 14",
        r"\d",
    ),
    ("Darf das Case Management bei der Caritas sitzen?", "Braucht es dafür einen Vertrag?", "Gibt es ein Muster?", "faq-2026", "Frage 26", r"Muster"),
    (
        "Wo soll das Case Management angebunden sein?",
        "Kann auch ein freier Träger das machen?",
        "Wie viele davon sollen mindestens bei der Kommune bleiben?",
        "faq-2026",
        "Frage 30",
        r"Drittel",
    ),
    (
        "Ist eine Lenkungsgruppe Pflicht?",
        "Dürfen wir eine nehmen, die es schon gibt?",
        "Wer muss da drin sitzen?",
        "faq-2026",
        "",
        r"Leitungs|Funktionsträg",
    ),
    (
        "Wer sitzt im Rheinisch-Bergischen Kreis in der Lenkungsgruppe?",
        "Welche Aufgaben hat sie?",
        "Und in Münster, wer ist da Mitglied?",
        "muenster-2021",
        "Lenkungsgruppe",
        r"Dreizehn|13|Stadtdirektor",
    ),
    ("Wie viele Stellen hatte Köln bei freien Trägern?", "Und Dortmund?", "Und Bielefeld?", "fogs-bericht-2021", "", r"Bielefeld"),
    (
        "Welcher Träger macht in Burscheid das Case Management?",
        "Und in Leichlingen?",
        "Wie viele Stellen sind das dort?",
        "rbk-konzept-2021",
        "4.3",
        r"\b1\b",
    ),
    (
        "Kann eine kreisangehörige Stadt eine eigene Koordinierungsstelle bekommen?",
        "Was muss es dort dafür geben?",
        "Wer stellt den Antrag?",
        "faq-2026",
        "Frage 11",
        r"Kreis",
    ),
    (
        "Können wir Stammpersonal auf KIM-Stellen setzen?",
        "Gibt es Ausnahmen?",
        "Muss dann jemand Neues eingestellt werden?",
        "faq-2026",
        "Frage 8",
        r"Ersatz|anderer Stelle|eingestellt",
    ),
    ("Müssen wir die Datenbank nutzen?", "Wann müssen die Daten rein?", "Warum so schnell?", "faq-2026", "Frage 17", r"verlust|verlor"),
    ("Who can apply for KIM funding?", "Is it an annual application?", "Until when?", "faq-2026", "Frage 27", r"Oktober"),
    ("Wie lange läuft die Förderung?", "Steht das so in der FAQ?", "Und welcher Zeitraum gilt für uns?", "faq-2026", "Frage 18", r"bescheid"),
    (
        "Was kostet uns die Software zur Fallsteuerung?",
        "Kann die aus Maßnahmen bezahlt werden?",
        "Und Flyer?",
        "faq-2026",
        "Frage 8",
        r"Publikation|Öffentlichkeit",
    ),
    (
        "Wie viel Prozent Migrationshintergrund hat der Rheinisch-Bergische Kreis?",
        "Und ohne deutschen Pass?",
        "Wann wurde das KI dort gegründet?",
        "rbk-konzept-2021",
        "3.1",
        r"2013",
    ),
    # another Baustein, place or time: the same matter there, not the place the question before was answered from
    ("Wie wird der Antrag auf Baustein 1 gestellt?", "Bis wann?", "Und wie ist das in Baustein 3?", "faq-2026", "Frage 44", r"kein\w* Antrag"),
    ("Welchen Abschluss brauchen Case Manager?", "Ohne Ausnahme?", "Und die Leute in Baustein 3?", "faq-2026", "Frage 50", r"befähigt"),
    (
        "Wie viele Stellen fürs Case Management hatte der Rheinisch-Bergische Kreis 2021?",
        "Ohne Antrag?",
        "Und im Jahr davor?",
        "rbk-konzept-2021",
        "4.3",
        r"6,0|sechs",
    ),
    # the column asked for is not in the table of the turn before
    (
        "Wie viele Case-Management-Stellen gab es laut Landtagsbericht 2022?",
        "Wie viele waren besetzt?",
        "Und wie viele davon sitzen bei der Wohlfahrtspflege?",
        "lt-vorlage-18-299",
        "Bericht",
        r"127,9",
    ),
    # a new matter is not coloured by the one before
    ("Wie hoch ist der Zuschuss für Veranstaltungen?", "Und für Maßnahmen?", "Was bedeutet MBE?", "", "", r"Migrationsberatung"),
    (
        "Wer sitzt in der Lenkungsgruppe in Münster?",
        "Wie viele sind das?",
        "Wie viele Fälle soll eine Case Managerin haben?",
        "faq-2026",
        "Frage 33",
        r"50",
    ),
    (
        "Was galt 2021 für die Koordination?",
        "Und für die Assistenz?",
        "Welche Frist gilt für den Antrag auf KIM-Förderung?",
        "faq-2026",
        "Frage 27",
        r"Oktober",
    ),
]
REFUSED = [
    ("Wie viel Geld gibt es für eine Koordinationsstelle?", "Und für Case Management?", "Und was zahlt Bayern dafür?"),
    ("Müssen wir die Datenbank nutzen?", "Und wenn der Klient das nicht will?", "Wie lautet das Passwort dafür?"),
    ("Wer hilft bei Fragen zum Zuwendungsrecht?", "Und bei Inhalten?", "Wie heißt die Sachbearbeiterin dort?"),
    ("Wie viele Fälle soll eine Case Managerin haben?", "Und in Teilzeit?", "Und wie viel Urlaub bekommt sie?"),
    ("Gibt es für die Weiterleitung ein Muster?", "Muss man das nehmen?", "Und wie lang ist das?"),
    ("Wann muss der Antrag gestellt werden?", "Geht das online?", "Wie wird das Wetter morgen?"),
    ("Kann das Case Management zum freien Träger?", "Mit welchem Vertrag?", "Bekommt der auch eine Verwaltungskostenpauschale?"),
]


@pytest.mark.parametrize(("first", "second", "last", "document", "locator", "says"), ANSWERED)
def test_the_last_turn_is_answered_about_the_matter(
    helper: Assistant, first: str, second: str, last: str, document: str, locator: str, says: str
) -> None:
    a = helper.ask(last, history=[{"question": first}, {"question": second}])
    assert a.status == "answered"
    assert re.search(says, a.answer[:300]), a.answer
    assert any(c.document_id.startswith(document) and c.locator.startswith(locator) for c in a.citations[:3])


@pytest.mark.parametrize(("first", "second", "last"), REFUSED)
def test_what_the_documents_do_not_say_is_refused_in_a_conversation_too(helper: Assistant, first: str, second: str, last: str) -> None:
    assert helper.ask(last, history=[{"question": first}, {"question": second}]).status == "not_covered"
