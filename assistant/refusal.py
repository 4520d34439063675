"""The one place where it is decided whether the documents answer a question, and what is said when they do not.

`decide` is a pure function of measured features, tested as a table. The constants were calibrated with `evals/refusal.py` on held-out card questions
(answerable) against questions of other domains and questions whose card was taken away (not answerable), never on the development set.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.types import Card

NOT_COVERED = "Dazu steht nichts in den hinterlegten Dokumenten."
RESPONSIBLE = ("Auskunft geben zum Zuwendungsrecht das Kompetenzzentrum für Integration (KfI) der Bezirksregierung Arnsberg, "
               "zum Inhalt das Fachreferat des MKJFGFI.")
RESPONSIBLE_NOTE = "Zuständig: Kompetenzzentrum für Integration (KfI, Bezirksregierung Arnsberg, Dezernat 36) und Referat 625 des MKJFGFI (Frage 28 der FAQ)."
OUT_OF_DOMAIN = "Dieser Assistent beantwortet Fragen zum Kommunalen Integrationsmanagement (KIM) in Nordrhein-Westfalen."
_INJECTION = re.compile(
    r"ignorier\w*\s+(?:\w+\s+){0,4}(anweisung|vorgabe|regel|instruction)|vergiss\s+(?:\w+\s+){0,4}(anweisung|vorgabe|regel|bisher)|ignore\s+(?:\w+\s+){0,4}(instruction|rule)|"
    r"disregard\s+(?:\w+\s+){0,4}(instruction|rule)|system\s?prompt|systemprompt|new instructions|neue anweisung|</?(?:context|system|instruction|s)>|\bdu bist jetzt\b|"
    r"you are now\b|act as\b|dump\s+(?:\w+\s+){0,4}(index|database|content)|developer mode|jailbreak|\bprompt\b.{0,20}\b(zeig|ausgeb|nenn)|gib\s+(?:\w+\s+){0,4}(passwort|api)", re.I)
_PERSON = re.compile(
    r"\bwie hei(ß|ss)t\s+(die|der|unsere?|meine?)\s+(\w+\s+)?(person|sachbearbeit\w*|ansprech\w*|leiter\w*|leitung|chef\w*|ministerin|minister|mitarbeit\w*|referats\w*|dezernent\w*)|"
    r"\b(name|telefonnummer|handynummer|e-?mail(?:-?adresse)?|durchwahl|phone number)\b.{0,60}\b(sachbearbeit|ansprech|person|leiter|leitung|mitarbeit|zuständig|koordinator|referat|dezernat|klient)|"
    r"\bnames?,? (and )?(phone|of)\b", re.I)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was measured of a question and its best passage.

    `coverage`: idf-weighted share (0 … 1) of the question's content words that the best passage or its questions use; `unknown`: the same share of
    words the whole index does not know; `asked`: closeness to the nearest card question (0 … 1); `strength`: fused retrieval score.
    """

    coverage: float
    unknown: float
    asked: float
    strength: float
    injection: bool = False
    person: bool = False
    future_money: bool = False
    wordless: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """Calibrated bounds of `decide`."""

    asked_sure: float = 0.55
    unknown_most: float = 0.55
    coverage_least: float = 0.34
    strength_least: float = 9.0


LIMITS = Limits()


def decide(e: Evidence, limits: Limits = LIMITS) -> bool:
    """True when the documents answer the question."""
    if e.injection or e.person or e.wordless or e.future_money:
        return False
    if e.asked >= limits.asked_sure and e.unknown < limits.unknown_most:
        return True
    return e.unknown < limits.unknown_most and e.coverage >= limits.coverage_least and e.strength >= limits.strength_least


def about_kim(e: Evidence) -> bool:
    """Whether a refused question is about KIM at all, so that topics and the responsible body help."""
    return not e.injection and e.unknown < 0.4 and e.coverage >= 0.3


def is_injection(text: str) -> bool:
    """Whether a question tries to give the program instructions."""
    return bool(_INJECTION.search(text))


def asks_person(text: str) -> bool:
    """Whether a question asks for a person's name or contact, which the cards leave out on purpose."""
    return bool(_PERSON.search(text))


def refusal_text(nearest: Sequence[Card], domain: bool) -> str:
    """What a refusal says: what was searched, the nearest topics (without figures), the responsible body for KIM matters."""
    topics = list(dict.fromkeys(TOPICS[c.topic] for c in nearest))[:3]
    parts = [NOT_COVERED]
    if domain:
        parts.append("Durchsucht wurden die Wissenskarten und die eingelesenen Originale.")
        if topics:
            parts.append(f"Am nächsten liegen die Themen: {', '.join(topics)}.")
        parts.append(RESPONSIBLE)
    else:
        parts.append(OUT_OF_DOMAIN)
    return " ".join(parts)


def gap_text(topic: str, area: str) -> str:
    """The refusal of a topic known to be missing: what it is, and who may know (KIM matters) or what this assistant is for."""
    parts = [NOT_COVERED, f"Das Thema „{topic}“ behandeln sie nicht."]
    parts.append(RESPONSIBLE if area == "kim" else OUT_OF_DOMAIN)
    return " ".join(parts)


TOPICS = {
    "foerderhoehe": "Höhe der Förderung", "foerderfaehigkeit": "Förderfähigkeit", "stellen": "Stellen und Besetzung", "verfahren": "Antragsverfahren", "frist": "Fristen",
    "nachweis": "Nachweise", "qualifikation": "Qualifikation", "aufgaben": "Aufgaben", "organisation": "Organisation und Anbindung", "zusammenarbeit": "Zusammenarbeit",
    "datenschutz": "Datenschutz", "datenbank": "KIM-Datenbank", "zielgruppe": "Zielgruppe", "case-management": "Case Management", "fallzahl": "Fallzahlen",
    "baustein-3": "Ausländer- und Einbürgerungsbehörden (Baustein 3)", "gremien": "Lenkungsgruppe und Gremien", "konzept": "Handlungskonzept", "finanzen": "Finanzen",
    "bericht": "Berichte zur Umsetzung", "begriff": "Begriffe", "recht": "Rechtsgrundlagen", "geschichte": "Entstehung des Programms", "kontakt": "Zuständigkeiten",
}
