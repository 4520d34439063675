"""What kind of thing a question asks for, and whether a text holds one: a near miss uses the words of a document and asks what it does not say.

"Wann tagt die Gruppe?" wants a time, "Was kostet …?" an amount, "Wie viele Ratsmitglieder …?" a text that speaks of Ratsmitglieder at all.
A follow-up's kind, which leans on the turn before, is `assistant/conversation/askedkind.py`. How both were judged: docs/messung.md.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.protocols import Analyzer
from assistant.question.understanding import Query

_NUMBER = (
    r"(?:\d[\d.,]*|ein(?:e[nmrs]?)?|kein\w*|zwei\w*|drei\w*|vier\w*|fünf\w*|sechs\w*|sieben\w*|acht\w*|neun\w*|zehn\w*|elf|zwölf\w*|zwanzig|"
    r"hundert\w*|halbe\w*|anderthalb|mehrere\w*)"
)
_MONTHS = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
_SPAN = rf"{_NUMBER}[\s-]*(?:\w+\s+)?(?:tag|woche|monat|jahr|stunde|minute)\w*"
_YEARLY = r"jährlich|monatlich|wöchentlich|täglich|tagesaktuell|regelmäßig|quartal\w*|vierteljähr\w*|halbjähr\w*|sofort"
ASKED = {
    "betrag": re.compile(
        r"\b(?:wie ?viel(?:e)? (?:geld|euro|kohle|knete|zuschuss|förderung|mittel)\b|"
        r"was (?:kostet|kosten|verdient|zahlt|bekommt|kriegt|gibt\b.{0,60}\baus\b)|"
        r"wie (?:hoch|teuer) (?:ist|sind|war|waren|fällt|fiel) (?:(?:die|der|das|den) )?(?:\w+ )?"
        r"(?:\w*pauschale|miete|zuschuss|betrag|summe|gehalt|"
        r"\w*kosten|förderung|höchst\w*|\w*budget|\w*ausgaben)|how much (?:money|funding)|what does .{1,60} cost|"
        r"welche summe|welcher betrag|welches gehalt)",
        re.I,
    ),
    "dauer": re.compile(
        r"\b(?:wie lange|wie ?vielen? (?:tage\w*|wochen?|monate\w*|jahre\w*|stunden?|minuten)|"
        r"how long|how many (?:days|weeks|months|years|hours))\b",
        re.I,
    ),
    "zeit": re.compile(
        r"(?:^|[.!?:–-]\s*)(?:und |seit |bis |ab )?(?:wann|when)\b(?! (?:darf|dürfen|gilt|gelten|zählt|zählen|liegt|spricht|handelt)\b)|"
        r"\b(?:bis|seit) wann\b|"
        r"\b(?:an welchem tag|zu welche[mr] (?:datum|zeitpunkt|termin|uhrzeit)|welches datum|(?:öffnungs|sprech)(?:zeit|stunde)\w*)\b",
        re.I,
    ),
    "anteil": re.compile(r"\b(?:wie ?viel prozent|welcher prozentsatz|what percentage)\b", re.I),
    "alter": re.compile(r"\bwie alt\b", re.I),
}
HELD = {
    "betrag": re.compile(r"\d[\d.,]*\s*(?:€|Euro|Mio|Million|Mrd)|\d\s*(?:%|Prozent)|Zinsen|kein\w* (?:eigen|geld)|kostenlos|Pauschale", re.I),
    "dauer": re.compile(
        rf"{_SPAN}|bis (?:zum |ende )?\d|\b20\d\d\b|befristet|dauer\w*|laufzeit|{_YEARLY}|"
        r"(?:kalender|haushalts|folge)jahr|solange|(?:kurz|lang)fristig",
        re.I,
    ),
    "zeit": re.compile(
        rf"\b\d{{1,2}}\.\s?(?:\d|[A-ZJ][a-zä])|\b(?:19|20)\d\d\b|{_SPAN}|(?:Ende|Anfang|Mitte) \w+|{_MONTHS}|"
        rf"nachdem|sobald|\bnach\b|\bwenn\b|bevor|\bvor\b|immer|{_YEARLY}|früh|später|beginn|\buhr\b",
        re.I,
    ),
    "anteil": re.compile(r"\d\s*(?:%|Prozent)|hälfte|drittel|viertel|kein", re.I),
    "alter": re.compile(r"\d+\s*(?:jahre|jährig)|alter", re.I),
}
_COUNTED = re.compile(r"\b(?:[Ww]ie ?vielen?|[Ww]ieviele?)\s+(?:[a-zäöüß][\wäöüß-]*e[nrs]?\s+){0,2}([A-ZÄÖÜ][\wäöüß-]+)")
# what is counted under many names, and abbreviations: a text may hold the number without the word
_GENERAL = re.compile(
    r"(?:Stellen?|VZÄ|Geld|Euro|Prozent|Kommunen|Leute|Personen|Köpfe|Menschen|[A-ZÄÖÜ]{2,}s?|Jahre\w*|Monat\w*|Tage\w*|Wochen?|Stunden?|Minuten?)"
)


def kinds(question: str) -> list[str]:
    """The kinds of thing asked for: betrag, dauer, zeit, anteil, alter; empty where the form of the question does not say."""
    return [kind for kind, pattern in ASKED.items() if pattern.search(question)]


def lacks_kind(question: str, texts: Sequence[str]) -> bool:
    """Whether no text holds a kind of thing the question asks for."""
    return any(not any(HELD[kind].search(text) for text in texts) for kind in kinds(question))


def counted(question: str) -> str:
    """The noun whose number is asked for ("Wie viele Ratsmitglieder …"), "" for none or one that goes by many names."""
    found = _COUNTED.search(question)
    noun = found.group(1) if found else ""
    timed = {"betrag", "dauer"} & set(kinds(question))
    return "" if timed or _GENERAL.fullmatch(noun) else noun


def uncounted(query: Query, analyzer: Analyzer, text: str) -> bool:
    """Whether the number of something is asked for that a text does not speak of: by word, by all parts of the compound or by a word of the same
    meaning. A misspelt one is given the benefit of the doubt."""
    noun = counted(query.text)
    if not noun:
        return False
    have, tokens, units = set(analyzer.tokens(text)), set(analyzer.tokens(noun)), analyzer.units(noun)
    if tokens & {stem for stem, _ in query.corrected} or any(t.startswith("#") for t in tokens & have):
        return False
    return bool(units) and not all(stem in have or (parts and have.issuperset(parts)) for stem, parts in units)
