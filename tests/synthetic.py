"""Small documents in our own words with the shape of the Land's: titles, numbering and dates are like theirs, every rule and figure is invented."""

from __future__ import annotations

HEAD_2024 = (
    "Richtlinie über die Gewährung von Zuwendungen zur Durchführung eines strategischen Kommunalen Integrationsmanagements in den Kommunen",
    "Runderlass des Ministeriums vom 12. Dezember 2024",
)
HEAD_2020 = (
    "Richtlinie über die Gewährung von Zuwendungen zur Implementierung und zum Betrieb eines strategischen Kommunalen Integrationsmanagements",
    "Runderlass des Ministeriums vom 25. November 2020",
)


def rules(amount: str) -> list[tuple[str, str]]:
    """Numbered points of a Richtlinie: (number, text); headings are short and end without a full stop."""
    return [
        ("1", "Wozu das Geld dient"),
        ("1.1", "Städte und Kreise sollen mit diesem Übungstext lernen, wie eine Nummer gefunden wird."),
        ("1.2", "Niemand kann aus diesem Übungstext eine Zahlung verlangen."),
        ("2", "Was bezahlt wird"),
        ("2.1", "Bezahlt werden Menschen, die vor Ort alles zusammenhalten."),
        ("2.2", "Bezahlt werden außerdem Menschen, die einzelne Familien begleiten."),
        ("3", "Zuwendungsempfänger"),
        ("4", "Was vorher da sein muss"),
        ("4.1", "Die Stadt legt einen Übungsplan vor."),
        ("5", "Wie viel bezahlt wird"),
        ("5.1", "Die Zahlung ist eine Pauschale."),
        ("5.2", "Sie gilt für ein Kalenderjahr."),
        ("5.3", "Reste werden zurückgezahlt."),
        ("5.4", "Obergrenzen"),
        ("5.4.1", f"Für eine volle Übungsstelle der Koordination zahlt das Land höchstens {amount} Euro im Kalenderjahr."),
        ("5.4.2", "Bei halben Übungsstellen halbiert sich die Obergrenze."),
        ("6", "Wie man den Antrag stellt"),
        ("6.1", "Der Antrag geht bis zum 3. März an die Übungsbehörde."),
    ]


NUMBERS = [f"Nr. {n}" for n, _ in rules("1")]


def richtlinie(head: tuple[str, str] = HEAD_2024, amount: str = "61.000", extra: str = "") -> str:
    """A Richtlinie as plain text."""
    return "\n".join([*head, extra, "", *(f"{n} {t}" for n, t in rules(amount))]) + "\n"


def richtlinie_html(head: tuple[str, str] = HEAD_2024, amount: str = "61.000") -> str:
    """The same as HTML."""
    points = "".join(f"<h3>{n} {t}</h3>" if not t.endswith(".") else f"<p>{n} {t}</p>" for n, t in rules(amount))
    return f"<html><head><title>Erlass</title></head><body><h1>{head[0]}</h1><p>{head[1]}</p>{points}</body></html>"


def richtlinie_docx(head: tuple[str, str] = HEAD_2024, amount: str = "61.000") -> list[tuple[str, str]]:
    """The same as paragraphs of a Word file."""
    return [("Title", head[0]), ("", head[1]), *(("Heading 2" if not t.endswith(".") else "", f"{n} {t}") for n, t in rules(amount))]


HANDLUNGSKONZEPT = """Handlungskonzept
Kommunales Integrationsmanagement Nordrhein-Westfalen
Empfehlungen für die Übung

Inhaltsverzeichnis
1 Worum es geht ..... 2
1.1 Der Anlass ..... 2
2 Wer mitmacht ..... 3
2.1 Die Runde der Leitungen ..... 3
2.2 Die Arbeitsgruppen ..... 4
3 Wie es weitergeht ..... 5

1 Worum es geht
Dieser Übungstext hat Kapitel und sonst nichts zu sagen.
1.1 Der Anlass
Es gab einen Anlass, der hier erfunden ist.
2 Wer mitmacht
Mitmachen sollen alle Ämter, die den Übungstext lesen.
2.1 Die Runde der Leitungen
Die Runde der Leitungen trifft sich in der Übung viermal im Jahr.
2.2 Die Arbeitsgruppen
Arbeitsgruppen lösen einzelne Aufgaben der Übung.
3 Wie es weitergeht
Danach wird die Übung ausgewertet.
"""
CHAPTERS = ["Anfang", "Inhaltsverzeichnis", "1", "1.1", "2", "2.1", "2.2", "3"]

TINTG = """Gesetz zur Übung (Teilhabe- und Integrationsgesetz) vom 25. November 2021
§ 8 Aufgaben der Übungsämter
(1) Jedes Übungsamt hält seine Tür offen.
§ 9 Kommunales Integrationsmanagement
(1) Das Land unterstützt die Übung mit einem eigenen Programm.
(2) Näheres zur Übung steht in einer Richtlinie.
§ 10 Übungsberichte
(1) Alle fünf Jahre wird über die Übung berichtet.
"""
PARAGRAPHS = ["Anfang", "§ 8", "§ 8 Abs. 1", "§ 9", "§ 9 Abs. 1", "§ 9 Abs. 2", "§ 10", "§ 10 Abs. 1"]


def faq(stand: str) -> str:
    """An edition of the FAQ with its Stand line and three questions of our own."""
    return f"""Häufige Fragen zum Kommunalen Integrationsmanagement
STAND: {stand}

Vernetzung und Kooperation vor Ort
1. Wer sitzt in der Übungsrunde?
In der Übungsrunde sitzen drei Personen aus dem Übungsamt.
2. Wie oft trifft sich die Übungsrunde?
Sie trifft sich in jedem Monat einmal.
Wer wird gefördert
3. Wie lange dauert die Übung?
Die Übung dauert ein Jahr.
"""
