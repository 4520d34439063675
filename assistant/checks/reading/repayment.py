"""Reads questions on money of Baustein 3 that was not spent (check mittelverwendung-baustein3)."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from assistant.checks.reading.amounts import roles
from assistant.checks.reading.dates import day
from assistant.checks.reading.types import Reading
from assistant.plain import plain_number

CHECK = "mittelverwendung-baustein3"
_TOPIC = re.compile(
    r"\b(?:b|bs)[\s-]?3\b|"
    r"\b(?:(?:baustein|building block|module|component)[\s-]*(?:3|drei|three)|drei(?:er)?-?baustein|b3|ausländer(?:behörde|amt)\w*|"
    r"einbürgerung\w*|abh|ebh|"
    r"fachbezogene\w*\s+(?:\w+\s+)?pauschale\w*|immigration (?:office|authority)|foreigners|naturali[sz]ation)\b",
    re.I,
)
_BACK = re.compile(
    r"\b(?:zurück\w*|rückzahl\w*|rückerstatt\w*|rückforder\w*|erstatten|nicht verbraucht\w*|übrig\w*|schuld\w*|rest\w*|verzins\w*|zins\w*|repay\w*|"
    r"pay(?:ing)? (?:\w+ )?back|"
    r"return\w*|give back|behalten|interest)\b",
    re.I,
)
_INTEREST = re.compile(r"\b(?:\w*zins\w*|interest)\b", re.I)
_HOW_MUCH = re.compile(
    r"\b(?:wie ?viel|welche[rn]? (?:betrag|summe)|was (?:müssen|muss|geht|ist|wird|sollen)|etwas|irgendwas|was|rückzahlung|behalten|"
    r"müssen wir|muss man|muss ich|"
    r"how much|do we (?:have|need)|anything)\b",
    re.I,
)
_WHEN = re.compile(r"\b(?:bis wann|wann|frist|by when|deadline)\b", re.I)
_OWN_SUM = re.compile(r"\bwir\b[^?]*\bzurück[^?]*\bwie ?viel\b|\b(?:wie ?viel|welche[rn]? betrag)\b[^?]*\bwir\b[^?]*\bzurück", re.I)
_YEAR = re.compile(r"(?<![\d.,])\b(20[2-3]\d)\b(?![.,]\d)(?!\s*(?:€|euro|eur\b))", re.I)
_LETTER = re.compile(r"\b(?:bescheid\w*|schreiben|erlass|richtlinie)\s+(?:ist\s+)?(?:vom|von|dated)\s*$", re.I)


def read(text: str, today: date) -> Reading | None:
    """The facts of a question on unspent money, or None."""
    facts: dict[str, Any] = {}
    words: dict[str, str] = {}
    _put_amounts(text, facts, words)
    flat = len(facts) == 2 and re.search(r"\bpauschale\b", text, re.I)
    if not (_TOPIC.search(text) or flat) or not _BACK.search(text):
        return None
    _put_times(text, today, facts, words)
    interest = bool(_INTEREST.search(text))
    known = {"bewilligt_eur", "ausgegeben_eur"} & set(facts)
    if len(known) == 2:
        owed = facts["bewilligt_eur"] > facts["ausgegeben_eur"]
        missing = tuple(n for n in ("foerderjahr", "rueckzahlung_am") if n not in facts) if interest and owed else ()
        return Reading(CHECK, facts, words, missing)
    if known and (_HOW_MUCH.search(text) or interest) and not (_WHEN.search(text) and not _HOW_MUCH.search(text)):
        return Reading(CHECK, facts, words, tuple(n for n in ("bewilligt_eur", "ausgegeben_eur") if n not in facts))
    if not known and not interest and _OWN_SUM.search(text):
        return Reading(CHECK, facts, words, ("bewilligt_eur", "ausgegeben_eur"))
    if {"rueckzahlung_am", "foerderjahr"} <= set(facts) and re.search(r"zins|spät|rechtzeitig|frist|pünktlich|late|interest|time", text, re.I):
        return Reading(CHECK, facts, words, ask_rest=interest)
    return None


def _put_amounts(text: str, facts: dict[str, Any], words: dict[str, str]) -> None:
    found = roles(text)
    granted, spent, left = found.get("granted"), found.get("spent"), found.get("left")
    if granted:
        facts["bewilligt_eur"], words["bewilligt_eur"] = plain_number(granted.value), granted.words
    if spent:
        facts["ausgegeben_eur"], words["ausgegeben_eur"] = plain_number(spent.value), spent.words
    elif granted and left and left.value <= granted.value:
        facts["ausgegeben_eur"] = plain_number(Decimal(granted.value - left.value))
        words["ausgegeben_eur"] = f"{left.words} nicht verbraucht"


def _put_times(text: str, today: date, facts: dict[str, Any], words: dict[str, str]) -> None:
    """The day of the repayment, and the one year that is no part of it."""
    back = day(text, today.year)
    said = back is not None and back.first == back.last and not _LETTER.search(text[: text.find(back.words)])
    years = list(dict.fromkeys(m[1] for m in _YEAR.finditer(text.replace(back.words, " ") if back else text)))
    if len(years) == 1:
        facts["foerderjahr"], words["foerderjahr"] = int(years[0]), years[0]
    if said and back is not None:
        dated = day(text, facts["foerderjahr"] + 1) if "foerderjahr" in facts else back
        facts["rueckzahlung_am"], words["rueckzahlung_am"] = (dated or back).first.isoformat(), back.words
