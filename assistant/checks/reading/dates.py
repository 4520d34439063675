"""Days, months and the start of a funding in a question."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.months import MONTHS

_ENGLISH = {"may": 5, "march": 3, "october": 10, "oct": 10, "december": 12, "dec": 12, "mar": 3}
NAMES = "|".join(
    [
        "january",
        "february",
        "march",
        "may",
        "june",
        "july",
        "october",
        "december",
        *MONTHS,
        "maerz",
        *"jan feb mär mar apr jun jul aug sept sep okt oct nov dez dec".split(),
    ]
)
_DAY = re.compile(rf"\b(\d{{1,2}})\.\s?(?:(\d{{1,2}})\.|({NAMES})\b)\s?(20\d\d|\d\d(?![\d.,]))?", re.I)
_ENGLISH_DAY = re.compile(
    rf"\b(?:({NAMES})\s+(\d{{1,2}})(?!\d)(?:st|nd|rd|th)?|(\d{{1,2}})(?:st|nd|rd|"
    rf"th)?\s+(?:of\s+)?({NAMES}))\b,?\s?(20\d\d)?",
    re.I,
)
_ISO = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b")
_MONTH = re.compile(rf"\b(?:(anfang|mitte|ende)\s+)?({NAMES})\b\s?(20\d\d)?", re.I)
# the day from which something is to be funded, which is not the day of a letter
START = re.compile(
    rf"\b(?:ab|from|starting|zum(?=\s+1\.\s?(?:1\.|jan)))\s+(?:dem\s+|in\s+)?(?:\d{{1,2}}\.\s?\d{{1,2}}\.\s?|"
    rf"(?:\d{{1,2}}\.?\s+)?(?:{NAMES})\s+)?(?P<year>20\d\d)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day or a span of days: the first and the last it may be, and the words."""

    first: date
    last: date
    words: str


def day(text: str, year: int) -> Day | None:
    """The one day or month spoken of; a missing year is `year`. None for none, several, or a day that does not exist."""
    found = [_known(m[1], m[2] or m[3], m[4], year, m[0]) for m in _DAY.finditer(text)]
    found += [_known(m[3], m[2], m[1], year, m[0]) for m in _ISO.finditer(text)]
    rest = _ISO.sub(" ", _DAY.sub(" ", text))
    found += [_known(m[2] or m[3], m[1] or m[4], m[5], year, m[0]) for m in _ENGLISH_DAY.finditer(rest)]
    if not found:
        found = [_span(m[1], m[2], m[3], year, m[0]) for m in _MONTH.finditer(text)]
    real = [f for f in found if f is not None]
    return real[0] if len(found) == 1 and real else None


def _number(name: str) -> int:
    if name.isdigit():
        return int(name)
    low = name.lower().replace("maerz", "märz")
    return _ENGLISH.get(low) or next(i for i, m in enumerate(MONTHS, 1) if m.startswith(low[:3]))


def _known(number: str, month: str, year: str | None, other: int, words: str) -> Day | None:
    when = int(year) if year else other
    try:
        found = date(when if when > 99 else 2000 + when, _number(month), int(number))
    except (ValueError, StopIteration):
        return None
    return Day(found, found, words.strip())


def _span(part: str | None, month: str, year: str | None, other: int, words: str) -> Day:
    first = date(int(year or other), _number(month), 1)
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    bounds = {"anfang": (1, 10), "mitte": (10, 20), "ende": (20, last.day)}.get((part or "").lower(), (1, last.day))
    return Day(first.replace(day=bounds[0]), first.replace(day=bounds[1]), words.strip())


_RELATIVE = re.compile(
    r"\b(?P<way>in|vor)\s+(?P<n>\d{1,2}|einem|einer|zwei|drei|vier|fünf|sechs|sieben|acht|zehn|zwölf)\s+(?P<unit>tag|woche|monat)\w*|"
    r"\b(?P<way2>in|)\s?(?P<n2>\d{1,2}|two|three|four|five|six)\s+(?P<unit2>day|week)s?(?P<ago>\s+ago)?|"
    r"\b(?P<last>letzte|vorige|vergangene|kommende|nächste|last|next)[rn]?\s+(?:woche|week)\b",
    re.I,
)
_COUNTS = {"einem": 1, "einer": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "zehn": 10, "zwölf": 12}
_COUNTS |= {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_DAYS = {"tag": 1, "day": 1, "woche": 7, "week": 7, "monat": 30}


def relative(text: str, today: date) -> Day | None:
    """A span of days said from today: "in drei Wochen", "vor zehn Tagen", "letzte Woche"; three days either way for weeks, ten for months."""
    m = _RELATIVE.search(text)
    if m is None:
        return None
    if m["last"]:
        monday = today - timedelta(days=today.weekday()) + timedelta(days=7 if m["last"].lower() in ("kommende", "nächste", "next") else -7)
        return Day(monday, monday + timedelta(days=6), m[0])
    number, unit = (m["n"] or m["n2"]).lower(), (m["unit"] or m["unit2"]).lower()
    back = (m["way"] or "").lower() == "vor" or bool(m["ago"])
    away = timedelta(days=(_COUNTS.get(number) or int(number)) * _DAYS[unit])
    middle, slack = (today - away if back else today + away), timedelta(days={1: 0, 7: 3, 30: 10}[_DAYS[unit]])
    return Day(middle - slack, middle + slack, m[0].strip())
