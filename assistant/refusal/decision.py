"""The one place where it is decided whether the documents answer a question, and what is said when they do not.

`decide` is a pure function of measured features, tested as a table. How the constants were chosen, never on the development set: docs/messung.md.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.types import Card

NOT_COVERED = "Dazu steht nichts in den hinterlegten Dokumenten."
RESPONSIBLE = (
    "Auskunft geben zum Zuwendungsrecht das Kompetenzzentrum für Integration (KfI) der Bezirksregierung Arnsberg, "
    "zum Inhalt das Fachreferat des MKJFGFI."
)
RESPONSIBLE_NOTE = (
    "Zuständig: Kompetenzzentrum für Integration (KfI, Bezirksregierung Arnsberg, Dezernat 36) und Referat 625 des MKJFGFI (Frage 28 der FAQ)."
)
UNRULED = (
    "Für diese Zeit (zwischen den beiden Richtlinien) liegt in den Dokumenten keine Regelung vor. Was davor galt und was heute gilt, "
    "steht in den Hinweisen; "
    "dazwischen wird nichts geschätzt. " + RESPONSIBLE
)
AHEAD = (
    "Für diese Zeit (nach dem Ende der heutigen Richtlinie) liegt in den Dokumenten keine Regelung vor. Heutige Werte werden nicht fortgeschrieben; "
    "was bis dahin gilt, steht in den Hinweisen, soweit es bekannt ist. " + RESPONSIBLE
)
OUT_OF_DOMAIN = "Dieser Assistent beantwortet Fragen zum Kommunalen Integrationsmanagement (KIM) in Nordrhein-Westfalen."
_INJECTION = re.compile(
    r"ignorier\w*\s+(?:\w+\s+){0,4}(anweisung|vorgabe|regel|instruction)|vergiss\s+(?:\w+\s+){0,4}(anweisung|vorgabe|regel|bisher|dokument)|"
    r"(?:ignore|disregard|forget|override)\s+(?:\w+\s+){0,5}(instruction|rule|document|above|previous|prompt)|system[\s-]?prompt|"
    r"new instructions|neue (?:anweisung|regel)(?:en|n)?\s*:|"
    r"</?(?:context|system|instruction|s|user|assistant)>|^\s*(?:system|assistant|developer)\s*:|\bdu bist (?:jetzt|ab sofort|nun)\b|"
    r"you are now\b|\bact as\b|"
    r"dump\s+(?:\w+\s+){0,5}(index|database|content)|developer mode|entwicklermodus|jailbreak|\bprompt\b.{0,20}\b(zeig|ausgeb|nenn)|"
    r"gib\s+(?:\w+\s+){0,4}(passwort|api)|"
    r"antworte\s+(?:ab jetzt |nur |ausschließlich |immer |einfach |bitte )+(?:noch )?(?:mit|auf)\b|jede antwort (?:beginnt|endet)|"
    r"tu (?:einfach |mal )?so, als|pretend (?:to|that|you)|"
    r"egal was (?:ich|in den|dort)|confirm as the|bestätige (?:einfach|mir einfach|als)|answer only with|reply only with|"
    r"repeat after me|sprich mir nach|forget everything|(?:von|ab) jetzt(?: an)?\s.{0,20}antwort|"
    r"\b(?:deine[nr]?|your)\s+(?:\w+\s+){0,2}(?:anweisung\w*|vorgaben?|regeln?|instructions?|rules?|prompt)\b",
    re.I,
)
_FOREIGN = re.compile(
    r"\b(bayern|bayerisch\w*|hessen|hessisch\w*|sachsen\w*|sächsisch\w*|niedersachsen|baden-württemberg|berlin(?:er)?|hamburg(?:er)?|bremen|thüringen|brandenburg|saarland|"
    r"rheinland-pfalz|schleswig-holstein|mecklenburg\w*|lower saxony|bavaria|hesse|saxony|österreich\w*|schweiz\w*|austria|switzerland)\b",
    re.I,
)
_PERSON = re.compile(
    r"\bwie hei(?:ß|ss)(?:t|en)\s+(?:\w+\s+){0,4}(person\w*|sachbearbeit\w*|ansprech\w*|leiter\w*|leitung|chef\w*|ministerin|minister|"
    r"mitarbeit\w*|dezernent\w*|koordinator\w*|"
    r"case manager\w*|datenschutzbeauftragte\w*|projektleit\w*|autor\w*)|\bwer (?:ist|leitet|leited|heißt|"
    r"vertritt)\s+(?:\w+\s+){0,5}(chef\w*|leiter\w*(?! der \w*gruppe)|namentlich|ministerin|minister|"
    r"dezernent\w*|landrat|bürgermeister\w*)|"
    r"\bwer leite[td]\b(?!.{0,60}(?:\bweiter\b|\ban\s*\?|gruppen?\b|\bgremi|prozess))|"
    r"\b(?:wie hei(?:ß|ss)t (?:er|sie)(?= und\b|\s*[?,])|(?:welche|seine|ihre|deren) (?:durchwahl|telefonnummer|handynummer))\b|"
    r"\b(name|namen|telefonnummer|handynummer|durchwahl|"
    r"phone number)\b.{0,60}\b(sachbearbeit\w*|ansprech\w*|person|"
    r"leiter\w*|leitung|mitarbeit\w*|koordinator\w*|referat\w*|dezernat\w*|klient\w*|case manager\w*)|\bmit (?:namen|vornamen)\b|\bnamentlich\b|"
    r"\bnames?,? (?:and )?(?:phone|of the)\b|who is the (?:head|contact person|director|minister)",
    re.I,
)
# the FOGS/ISR report gives its 25 municipalities as S1 … S10 and LK1 … LK15 on purpose
_ANONYMOUS = re.compile(
    r"\bwelche[rs]? (?:\w+ )?(?:stadt|kreis|landkreis|kommune)\b.{0,60}\b(?:steckt|verbirgt|versteckt|gemeint)\b|\bklarname\w*|"
    r"\bwer (?:ist|steckt hinter|verbirgt sich hinter) (?:denn |eigentlich |wirklich )?(?:S ?\d|LK ?\d)|"
    r"\bwofür steht (?:das kürzel )?(?:S ?\d|LK ?\d)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was measured of a question and its best card.

    `covered`: idf-weighted share (0 … 1) of the question's tokens the card or its questions hold; `missing`: share of its content words they lack;
    `rarest`: idf of the rarest word lacking, relative to the highest idf; `unknown`: idf-weighted share of words the whole index does not know;
    `strange`: the same for words that stand in known gaps and nowhere else;
    `asked`: closeness to the card's nearest question; `meaning`: cosine in the embedder's space; `ahead`: how far the
    best card is ahead of the best known gap; `words`: number of content words; `reference_lack`: the question names a place (§, Nr., Anlage,
    Seite, Tab.) the card
    does not; `future`: it names a year still to come that the card does not;
    `place_lack`: a municipality is named that the card is not about;
    `defines`: a meaning is asked for and the card defines that very word;
    `kind_lack`: a time, an amount, a number of something is asked for and the card holds none; `stale`: a year is named that the card does not reach;
    `elsewhere`: a municipality is named that a local paper, report or table does not speak of;
    `wording`: the verbatim text of a rule is asked for that is not indexed;
    `person`, `foreign`, `injection`: what no card answers.
    """

    covered: float = 0.0
    missing: float = 1.0
    rarest: float = 1.0
    unknown: float = 0.0
    strange: float = 0.0
    asked: float = 0.0
    meaning: float = 0.0
    ahead: float = 0.0
    words: int = 1
    reference_lack: bool = False
    future: bool = False
    place_lack: bool = False
    defines: bool = False
    kind_lack: bool = False
    stale: bool = False
    elsewhere: bool = False
    wording: bool = False
    person: bool = False
    foreign: bool = False
    injection: bool = False


FEATURES = ("missing", "rarest", "meaning", "ahead", "reference_lack", "future", "place_lack")
WEIGHTS = (-2.4, -0.7, 4.0, 0.6, -3.6, -5.5, -4.6)
INTERCEPT = -1.5
STRANGE = 0.3  # so much of a question are words that only known gaps hold (docs/messung.md)
CLEAR = 0.7  # … unless everything else speaks for the card so clearly
SURE_QUESTION = 0.8  # so close to a card question that nothing else matters


def likelihood(e: Evidence) -> float:
    """How likely the card answers the question (0 … 1): a logistic regression over `FEATURES`, rounded (docs/messung.md)."""
    x = INTERCEPT + sum(w * value for w, value in zip(WEIGHTS, values(e), strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, x))))


def values(e: Evidence) -> tuple[float, ...]:
    """The features in order."""
    return tuple(float(getattr(e, f)) for f in FEATURES)


# chosen on our own questions (docs/messung.md)
LEAST = 0.2
MOST_MISSING = 0.85  # so little of what is asked stands in the card that nothing else counts


def decide(e: Evidence, least: float = LEAST) -> bool:
    """True when the documents answer the question."""
    if e.injection or e.person or e.foreign or e.stale or e.elsewhere or e.wording or e.words == 0:
        return False
    if e.missing >= MOST_MISSING and not e.defines:
        return False
    if e.defines or e.asked >= SURE_QUESTION:
        return True
    return not e.kind_lack and (e.strange < STRANGE or likelihood(e) >= CLEAR) and likelihood(e) >= least


def about_kim(e: Evidence) -> bool:
    """Whether a refused question is about KIM at all, so that topics and the responsible body help."""
    return not e.injection and not e.foreign and e.unknown < 0.4 and e.covered >= 0.3


def is_injection(text: str) -> bool:
    """Whether a question tries to give the program instructions."""
    return bool(_INJECTION.search(text))


_WORDING = re.compile(
    r"\b(?:wortlaut\w*|volltext|wörtlich\w*|woertlich\w*|zitier\w*|vollständige\w* text|genaue\w* text|exact text|full text|verbatim|quote)\b", re.I
)
_RULE_TEXT = re.compile(
    r"\b(?:kim-?)?(?:förder)?richtlinie\w*|\brl\b|\banlage\w*|\btintg\b|\bgesetz\w*|\bnr\b|\bnummer\b|\bziffer\b|\bpunkt \d|"
    r"vertrag\w*|handlungskonzept|erklärung|guideline|§",
    re.I,
)
RULE_TEXTS = frozenset({"richtlinie-2024", "richtlinie-2020", "tintg", "handlungskonzept-2021"})


def asks_wording(text: str) -> bool:
    """Whether the verbatim text of a rule, an annex or a form is asked for."""
    return bool(_WORDING.search(text) and _RULE_TEXT.search(text))


def is_foreign(text: str) -> bool:
    """Whether a question is about another Land or state."""
    return bool(_FOREIGN.search(text))


def asks_person(text: str) -> bool:
    """Whether a question asks for a person's name or contact, which the cards leave out on purpose, or for a name behind an anonymous code."""
    return bool(_PERSON.search(text) or _ANONYMOUS.search(text))


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
    parts = [f"Zu {topic} steht nichts in den hinterlegten Dokumenten."]
    parts.append(RESPONSIBLE if area == "kim" else OUT_OF_DOMAIN)
    return " ".join(parts)


TOPICS = {
    "foerderhoehe": "Höhe der Förderung",
    "foerderfaehigkeit": "Förderfähigkeit",
    "stellen": "Stellen und Besetzung",
    "verfahren": "Antragsverfahren",
    "frist": "Fristen",
    "nachweis": "Nachweise",
    "qualifikation": "Qualifikation",
    "aufgaben": "Aufgaben",
    "organisation": "Organisation und Anbindung",
    "zusammenarbeit": "Zusammenarbeit",
    "datenschutz": "Datenschutz",
    "datenbank": "KIM-Datenbank",
    "zielgruppe": "Zielgruppe",
    "case-management": "Case Management",
    "fallzahl": "Fallzahlen",
    "baustein-3": "Ausländer- und Einbürgerungsbehörden (Baustein 3)",
    "gremien": "Lenkungsgruppe und Gremien",
    "konzept": "Handlungskonzept",
    "finanzen": "Finanzen",
    "bericht": "Berichte zur Umsetzung",
    "begriff": "Begriffe",
    "recht": "Rechtsgrundlagen",
    "geschichte": "Entstehung des Programms",
    "kontakt": "Zuständigkeiten",
}
