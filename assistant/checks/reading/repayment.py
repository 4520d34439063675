"""Reads questions on money of Baustein 3 that was not spent (check mittelverwendung-baustein3)."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from assistant.checks.reading.dates import day
from assistant.checks.reading.numbers import decimal, plain
from assistant.checks.reading.types import Reading

CHECK = "mittelverwendung-baustein3"
_TOPIC = re.compile(
    r"\b(?:baustein\s*3|drei(?:er)?-?baustein|ausländer(?:behörde|amt)\w*|einbürgerung\w*|abh|ebh|fachbezogene\w* pauschale\w*)\b", re.I
)
_BACK = re.compile(
    r"\b(?:zurück\w*|rückzahl\w*|rückerstatt\w*|erstatten|nicht verbraucht\w*|übrig\w*|rest\w*|verzins\w*|zinsen|repay\w*|pay back|return)\b", re.I
)
_MONEY = re.compile(
    r"(\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d+(?:,\d{1,2})?)\s*(?:€|euro|eur\b)|(\d+(?:,\d+)?)\s*(?:tausend|tsd\.?|k)\s*(?:€|euro|eur\b)?", re.I
)
_SPENT = re.compile(
    r"(?:\bausgegeben|\bverbraucht|\bgekostet|\bkosten\b|\bgebraucht|\bverwendet|\bbenötigt|\btatsächlich\w*|\bausgaben\b|\bspent)", re.I
)
_GRANTED = re.compile(
    r"(?:\bbewilligt|\bbekommen|\berhalten|\bgekriegt|\bzugesagt|\bausgezahlt|\büberwiesen|\bpauschale|\bbescheid|\bgranted|\breceived)", re.I
)
_LEFT = re.compile(r"(?:\bübrig|\bnicht verbraucht|\bnicht ausgegeben|\brest\b|\bleft)", re.I)
_YEAR = re.compile(r"\b(?:für|aus|im|in|von|jahr|förderjahr|des jahres)\s+(?:dem\s+|das\s+)?(?:jahr\s+|förderjahr\s+)?(20[2-3]\d)\b", re.I)
_WHEN = re.compile(r"\b(?:am|zum|bis zum|erst am|erst im|im|on)\s+(\d{1,2}\.[^,;?!]{2,14}|[A-ZJ][a-zä]+(?:\s20\d\d)?)", re.I)


def read(text: str, today: date) -> Reading | None:
    """The facts of a question on unspent money, or None."""
    if not _TOPIC.search(text) or not _BACK.search(text):
        return None
    amounts = [(_amount(m), m.start(), m.end(), m[0]) for m in _MONEY.finditer(text)]
    year = _YEAR.search(text)
    facts: dict[str, Any] = {}
    words: dict[str, str] = {}
    if year:
        facts["foerderjahr"], words["foerderjahr"] = int(year[1]), year[0]
    granted, spent = _roles(text, amounts)
    if granted:
        facts["bewilligt_eur"], words["bewilligt_eur"] = plain(granted[0]), granted[3]
    if spent:
        facts["ausgegeben_eur"], words["ausgegeben_eur"] = plain(spent[0]), spent[3]
    back = day(text, (facts["foerderjahr"] + 1) if "foerderjahr" in facts else today.year)
    if back and back[0] == back[1]:
        facts["rueckzahlung_am"], words["rueckzahlung_am"] = back[0].isoformat(), back[2]
    if granted and spent:
        return Reading(CHECK, facts, words)
    if granted or spent:
        return Reading(CHECK, facts, words, ("ausgegeben_eur" if granted else "bewilligt_eur",)) if not _LEFT.search(text) else None
    if "rueckzahlung_am" in facts and "foerderjahr" in facts and re.search(r"zins|verzins|spät|late", text, re.I):
        return Reading(CHECK, facts, words, frame="schlecht")
    return None


def _amount(m: re.Match[str]) -> Decimal:
    return decimal(m[1]) if m[1] else decimal(m[2]) * 1000


_Found = tuple[Decimal, int, int, str]


def _roles(text: str, amounts: list[_Found]) -> tuple[_Found | None, _Found | None]:
    """Which amount was granted and which spent, each by the nearest telling word of its own clause; unread when two would be the same."""
    roles: dict[str, _Found] = {}
    for i, found in enumerate(amounts):
        left = amounts[i - 1][2] if i else 0
        right = amounts[i + 1][1] if i + 1 < len(amounts) else len(text)
        before, after = text[left : found[1]], text[found[2] : right]
        role = _role(after.split(",")[0].split(".")[0], before)
        if role is None or role in roles:
            return None, None
        roles[role] = found
    return roles.get("granted"), roles.get("spent")


def _role(after: str, before: str) -> str | None:
    for part in (after, before):
        spent, granted = bool(_SPENT.search(part)), bool(_GRANTED.search(part))
        if spent != granted:
            return "spent" if spent else "granted"
    return None
