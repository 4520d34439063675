"""Days and years in a question."""

from __future__ import annotations

import re
from datetime import date, timedelta

_MONTHS = ("januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "dezember")
_NAMES = "|".join(_MONTHS) + "|jan|feb|maerz|mär|apr|jun|jul|aug|sept|sep|okt|nov|dez|january|february|march|may|june|july|october|december"
_DAY = re.compile(rf"\b(\d{{1,2}})\.\s?(?:(\d{{1,2}})\.|({_NAMES})\b)\s?(20\d\d)?", re.I)
_ENGLISH_DAY = re.compile(rf"\b({_NAMES})\s+(\d{{1,2}})(?:st|nd|rd|th)?\b,?\s?(20\d\d)?", re.I)
_MONTH = re.compile(rf"\b(?:(anfang|mitte|ende)\s+)?({_NAMES})\b\s?(20\d\d)?", re.I)


def day(text: str, year: int) -> tuple[date, date, str] | None:
    """The one day or month spoken of as (first day it may be, last day, words); a missing year is `year`. None for none or several."""
    found = [_known(int(m[1]), m[2] or m[3], m[4], year, m[0]) for m in _DAY.finditer(text)]
    found += [_known(int(m[2]), m[1], m[3], year, m[0]) for m in _ENGLISH_DAY.finditer(text)]
    if not found:
        found = [_span(m[1], m[2], m[3], year, m[0]) for m in _MONTH.finditer(text)]
    real = [f for f in found if f is not None]
    return real[0] if len(found) == 1 and real else None


def _number(name: str) -> int:
    if name.isdigit():
        return int(name)
    low = name.lower().replace("maerz", "märz")
    english = {"may": 5, "march": 3, "october": 10, "december": 12}
    return english.get(low) or next(i for i, m in enumerate(_MONTHS, 1) if m.startswith(low[:3]))


def _known(number: int, month: str, year: str | None, other: int, words: str) -> tuple[date, date, str] | None:
    try:
        found = date(int(year or other), _number(month), number)
    except (ValueError, StopIteration):
        return None
    return found, found, words.strip()


def _span(part: str | None, month: str, year: str | None, other: int, words: str) -> tuple[date, date, str]:
    first = date(int(year or other), _number(month), 1)
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    if part and part.lower() == "anfang":
        return first, first.replace(day=10), words
    if part and part.lower() == "mitte":
        return first.replace(day=10), first.replace(day=20), words
    return (first.replace(day=20), last, words) if part else (first, last, words)
