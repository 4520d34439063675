"""A question that asks for a time, an amount or a number of something is not answered by a text without one."""

import pytest

from assistant.answering import Assistant
from assistant.question.answerkind import counted, kinds, lacks_kind


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Wann trifft sich der Arbeitskreis?", ["zeit"]),
        ("Zum Arbeitskreis: bis wann müssen Themen vorliegen?", ["zeit"]),
        ("Gibt es eine Grenze, ab wann jemand mitzählt?", []),
        ("Wann gilt eine Beratung als kurz?", []),
        ("Was kostet der Kurs?", ["betrag"]),
        ("Wie viel Geld gibt es?", ["betrag"]),
        ("Wie lange dauert das?", ["dauer"]),
        ("Nach wie vielen Wochen ist Schluss?", ["dauer"]),
        ("Wie alt muss man sein?", ["alter"]),
        ("Wie viel Prozent zahlt das Land?", ["anteil"]),
        ("Was hat sich das Land den Kurs kosten lassen?", []),
        ("Was haben die Träger für den Kurs bezahlt?", ["betrag"]),
        ("Wie oft kommt die Runde zusammen?", ["haeufigkeit"]),
        ("Welche Entgeltgruppe hat die Assistenz?", ["entgelt"]),
        ("Mit welchen Lohnkosten rechnet die Stadt?", []),
        ("Sprechzeiten der Beratung im Rathaus", ["uhrzeit"]),
        ("Wie ist die Telefonnummer der Beratung?", ["kontakt"]),
        ("Was ist bei der Untersuchung herausgekommen?", ["ergebnis"]),
        ("How much freedom is there when setting it up?", []),
        ("Wer entscheidet?", []),
    ],
)
def test_the_form_of_a_question_says_what_it_wants(question: str, asked: list[str]) -> None:
    assert kinds(question) == asked


@pytest.mark.parametrize(
    ("question", "text", "lacking"),
    [
        ("Wann trifft sich der Arbeitskreis?", "Dem Arbeitskreis gehören acht Stellen an.", True),
        ("Wann trifft sich der Arbeitskreis?", "Der Arbeitskreis trifft sich vierteljährlich.", False),
        ("Was kostet der Kurs?", "Der Kurs richtet sich an Eltern.", True),
        ("Was kostet der Kurs?", "Der Kurs kostet 20 Euro.", False),
        ("Wie lange wird gefördert?", "Gefördert wird das ganze Kalenderjahr.", False),
        ("Wie lange wird gefördert?", "Gefördert werden Städte.", True),
        ("Wie lange heben wir Quittungen auf?", "Quittungen sind aufzuheben. Eine Aufbewahrungsdauer nennt die Antwort nicht.", True),
        ("Wie oft kommt die Runde zusammen?", "Der Runde gehören acht Stellen an.", True),
        ("Wie oft kommt die Runde zusammen?", "Die Runde kommt zweimal im Jahr zusammen.", False),
        ("Welche Entgeltgruppe hat die Assistenz?", "Die Assistenz ist eine halbe Stelle.", True),
        ("Welche Entgeltgruppe hat die Assistenz?", "Gerechnet wird mit EG 9a.", False),
        ("Sprechzeiten der Beratung im Rathaus", "Die Beratung sitzt seit Juli 2021 im Rathaus.", True),
        ("Wie ist die Telefonnummer der Beratung?", "Die Beratung sitzt im Rathaus.", True),
        ("Was ist bei der Untersuchung herausgekommen?", "Die Untersuchung soll 2025 enden.", True),
        ("Was ist bei der Untersuchung herausgekommen?", "Nach der Untersuchung fehlen Dolmetscher. Eine zweite ist geplant.", False),
        ("Was haben die Kommunen von den 1,5 Mio. Euro ausgegeben?", "Das Land stellte 1,5 Mio. Euro bereit.", True),
    ],
)
def test_a_text_without_the_kind_asked_for_is_seen(question: str, text: str, lacking: bool) -> None:
    assert lacks_kind(question, [text]) is lacking


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        ("Wie viele Schulen machen mit?", "Schulen"),
        ("Wieviele neue Anträge gab es?", "Anträge"),
        ("Wie viele Stellen gibt es?", ""),
        ("Wie viele Jahre gilt das?", ""),
        ("Wieviel bleibt an der Stadt hängen?", ""),
        ("Wie hoch ist die Miete im Rathaus?", "Miete"),
        ("Was kostet ein neuer Ausweis?", "Ausweis"),
        ("Wie hoch ist die Förderung?", ""),
        ("Wie hoch sind die Personalkosten?", ""),
        ("wieviele gespräche hatte die beraterin", "gespräche"),
        ("wie viele volle stellen sind das", ""),
        ("Mit wie vielen Ja- und Nein-Stimmen ging das durch?", "Nein-Stimmen"),
    ],
)
def test_what_is_counted(question: str, noun: str) -> None:
    assert counted(question) == noun


@pytest.mark.parametrize(
    "question",
    [
        "Wann trifft sich die Lenkungsgruppe in Rheinisch-Bergischen Kreis wieder?",
        "Wie viele Flüchtlingsunterkünfte hat die Case Managerin in Overath besucht?",
        "Nach wie vielen Wochen wird ein Konto in der KIM-Datenbank gesperrt?",
        "Wie oft im Jahr trifft sich die Lenkungsgruppe in Kürten?",
        "Welche Gehaltsstufe haben die Case Manager in Wermelskirchen?",
        "Öffnungszeiten der Ausländerbehörde in Odenthal",
        "Wie hoch ist die Miete für das Integrationszentrum in Münster?",
        "Wie viele Einbürgerungen gab es letztes Jahr in Münster?",
    ],
)
def test_what_no_card_holds_is_refused(helper: Assistant, question: str) -> None:
    assert helper.ask(question).status == "not_covered"
