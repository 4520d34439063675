"""The day a question speaks of: dates written out, years, and words for the time of the first rules."""

from __future__ import annotations

import re
from datetime import date

from assistant.errors import DatumError
from assistant.months import MONTHS, NUMBER_OF

# a year, also the first of "2021/22"; not part of a file number ("18/2021"), an amount or a paragraph
_YEAR = re.compile(r"(?<![\d.,/§])\b(20[1-4]\d)\b(?!\d|[.,]\d|\s?(?:€|Euro)|/(?!(?:20)?2\d\b))")
_DAY = re.compile(r"\b(\d{1,2})\.\s?(\d{1,2})\.\s?(20\d\d)\b")
_MONTH_YEAR = re.compile(rf"\b({'|'.join(MONTHS)})\s+(20\d\d)\b", re.I)
# "Richtlinie 2024" names the rules in force today, not a day in the gap before them
_TITLE_2024 = re.compile(
    r"\b(?:förder|kim-?)?(?:richtlinien?|rl|fassung|runderlass|erlass|rules|guideline)\b[^.?!]{0,20}?(?:\d{1,2}\.\s?(?:\d{1,2}\.|[a-zä]+)\s?)?\b2024\b",
    re.I,
)
_FORMER = re.compile(
    r"\b(damals|früher(?:e[nrms]?)?|frueher|ehemals|vor der neuen richtlinie|alte[nrs]? richtlinie|anfangs|zu beginn des programms)\b", re.I
)
_LAST_YEAR = re.compile(r"\b(?:letzte[sn]?|vergangene[sn]?|vorige[sn]?) (?:kalender)?jahr(?:es)?\b|\blast year\b", re.I)
_THIS_YEAR = re.compile(r"\b(?:diese[sm]|laufenden?|aktuellen?) (?:kalender)?jahr(?:es)?\b|\bthis year\b|\bheuer\b", re.I)


def parse_date(text: str) -> date:
    """A date as JJJJ-MM-TT, TT.MM.JJJJ or a year (its 30 June). Errors: DatumError."""
    text = text.strip()
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return date.fromisoformat(text)
        found = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", text)
        if found:
            return date(int(found[3]), int(found[2]), int(found[1]))
        if re.fullmatch(r"\d{4}", text):
            return _mid(int(text))
    except ValueError as e:
        raise DatumError(f"Das Datum „{text}“ gibt es nicht. Bitte TT.MM.JJJJ, JJJJ-MM-TT oder ein Jahr angeben, zum Beispiel 30.06.2021.") from e
    raise DatumError(f"„{text[:40]}“ ist kein Datum. Bitte TT.MM.JJJJ, JJJJ-MM-TT oder ein Jahr angeben, zum Beispiel 30.06.2021.")


def _mid(year: int) -> date:
    return date(2020, 12, 15) if year == 2020 else date(year, 6, 30)


def date_in(text: str, today: date) -> date | None:
    """The date a question speaks of, if that is not today's law: a day, a month, a past year, or "damals" (the first rules)."""
    found: date | None = None
    text = _TITLE_2024.sub("", text)
    day, month, years = _DAY.search(text), _MONTH_YEAR.search(text), _YEAR.findall(text)
    try:
        if day:
            found = date(int(day[3]), int(day[2]), int(day[1]))
        elif month:
            found = date(int(month[2]), NUMBER_OF[month[1].lower()], 28)
        elif years:
            year = min(int(y) for y in years)
            found = date(year, 12, 31) if re.search(rf"\b(Ende|Jahresende|Dezember)\s+{year}", text, re.I) else _mid(year)
    except ValueError:
        return None
    if found is None and _FORMER.search(text):
        found = date(2021, 6, 30)
    return found if found is not None and found.year < today.year else None


def years_in(text: str) -> tuple[int, ...]:
    """The years a text names, alone or in a date, each once."""
    return tuple(int(y) for y in dict.fromkeys([*_YEAR.findall(text), *(d[2] for d in _DAY.findall(text))]))


def names_former_time(text: str) -> bool:
    """Whether a text speaks of "damals", "früher" or the old rules, without a date."""
    return bool(_FORMER.search(text))


def spoken_year(text: str, now: date) -> tuple[int, ...]:
    """The year "letztes Jahr" or "dieses Jahr" means, as seen from a day; empty where none is spoken of."""
    if _LAST_YEAR.search(text):
        return (now.year - 1,)
    return (now.year,) if _THIS_YEAR.search(text) else ()
