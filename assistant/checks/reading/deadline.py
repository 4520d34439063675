"""Reads questions on the deadline of an application: funding year, day of the application, Baustein (check antragsfrist)."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from assistant.checks.reading.dates import day
from assistant.checks.reading.types import Reading

CHECK = "antragsfrist"
_APPLY = re.compile(
    r"\b(?:\w*antr[aä]g\w*|beantrag\w*|einreich\w*|eingereicht|abschick\w*|abgeschickt|stellen|appl(?:y|ication)\w*|submit\w*)\b", re.I
)
_STRICT = re.compile(r"\b(?:\w*antr[aä]g\w*|beantrag\w*|appl(?:y|ication)\w*)\b", re.I)
_ASKS = re.compile(
    r"\b(?:zu spät|verspätet|rechtzeitig|fristgerecht|frist\w*|pünktlich|reicht|noch|bis wann|wann|deadline|late|in time|"
    r"on time|okay|ok|geht|gilt|klappt|verpasst)\b",
    re.I,
)
_YEAR = re.compile(
    r"\b(?:für|fürs|for|förderjahr|haushaltsjahr|jahr|zum jahr|das jahr)\s+(?:das\s+)?(?:jahr\s+|förderjahr\s+|haushaltsjahr\s+)?(20[2-4]\d)\b", re.I
)
_ANY_YEAR = re.compile(r"\b(20[2-4]\d)\b")
_NEXT = re.compile(r"\b(?:nächste[ns]?|kommende[ns]?|folgende[ns]?)\s+(?:förder|haushalts|kalender)?jahr\b|\bfolgejahr\b|\bnext year\b", re.I)
_BAUSTEIN = re.compile(r"\bbaustein\s*([123])\b", re.I)
_LATE = re.compile(r"\bzu spät|\bverspätet|\bfrist\s+(?:\w+\s+){0,3}(?:verpasst|versäumt)|\bverpasst|\btoo late|\blate\b", re.I)
_FINE = re.compile(r"\b(?:rechtzeitig|fristgerecht|pünktlich|reicht|genügt|in time|on time|okay|ok|geht das|klappt|noch)\b", re.I)
_OTHER = re.compile(
    r"\b(?:verwendungsnachweis\w*|mittelabruf\w*|landtag\w*|fogs|bericht\w*|münster\w*|bewilligungsbescheid|einbürgerungsantr\w*|aufenthalts\w*)\b",
    re.I,
)


def read(text: str, today: date) -> Reading | None:
    """The facts of a question on the deadline. Without a funding year or a day it holds whatever the facts."""
    if not _APPLY.search(text) or not _STRICT.search(text) or not _ASKS.search(text) or _OTHER.search(text):
        return None
    facts: dict[str, Any] = {}
    words: dict[str, str] = {}
    year = _YEAR.search(text) or (_NEXT.search(text))
    found = day(text, today.year)
    if isinstance(year, re.Match):
        facts["foerderjahr"] = int(year[1]) if year.re is _YEAR else today.year + 1
        words["foerderjahr"] = year[0]
    if found is not None and "foerderjahr" in facts:
        explicit = bool(_ANY_YEAR.search(found[2]))
        _date_of(facts, words, found if explicit else day(text, facts["foerderjahr"] - 1) or found)
    if "foerderjahr" not in facts and found is None:
        return None
    if "foerderjahr" not in facts:
        return (
            None
            if not (_LATE.search(text) or re.search(r"rechtzeitig|fristgerecht|pünktlich|in time|on time", text, re.I))
            else _without_year(text, found)
        )
    baustein = _BAUSTEIN.search(text)
    if baustein:
        facts["baustein"], words["baustein"] = int(baustein[1]), baustein[0]
    elif re.search(r"\b(?:koordin\w*|case[\s-]?manag\w*|cm)\b", text, re.I):
        facts["baustein"] = 1 if re.search(r"koordin", text, re.I) else 2
        words["baustein"] = ""
    return Reading(CHECK, facts, words, frame="schlecht" if _LATE.search(text) else "gut" if _FINE.search(text) and found else "")


def _date_of(facts: dict[str, Any], words: dict[str, str], found: tuple[date, date, str]) -> None:
    """A whole month counts only where all its days fall on the same side of the end of October."""
    first, last, said = found
    end = date(facts["foerderjahr"] - 1, 10, 31)
    if last <= end or first > end:
        facts["antragsdatum"] = (last if last <= end else first).isoformat()
        words["antragsdatum"] = said


def _without_year(text: str, found: tuple[date, date, str] | None) -> Reading | None:
    if found is None or found[0] != found[1]:
        return None
    return Reading(
        CHECK, {"antragsdatum": found[0].isoformat()}, {"antragsdatum": found[2]}, ("foerderjahr",), frame="schlecht" if _LATE.search(text) else "gut"
    )
