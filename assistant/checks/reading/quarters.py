"""Quarters and the ends of a year written as months: "ab Q3" is "ab Juli", "im zweiten Quartal" "April bis Juni", "bis Jahresende" "bis Dezember"."""

from __future__ import annotations

import re

_FIRST = ("Januar", "April", "Juli", "Oktober")
_LAST = ("März", "Juni", "September", "Dezember")
_NUMBERS = {"1": 0, "2": 1, "3": 2, "4": 3, "i": 0, "ii": 1, "iii": 2, "iv": 3, "erst": 0, "zweit": 1, "dritt": 2, "viert": 3, "letzt": 3}
_ORDINAL = r"(?:erste[nsmr]?|zweite[nsmr]?|dritte[nsmr]?|vierte[nsmr]?|letzte[nsmr]?|[1-4]\.|i{1,3}\.|iv\.)"
_QUARTER = rf"(?:(?:dem |das )?{_ORDINAL}\s?quartal\w*|q\s?[1-4](?:/\d\d(?:\d\d)?)?)"
_SPAN = re.compile(rf"\b(?P<a>{_QUARTER})\s*(?:bis|-|–|und|to)\s*(?:zum |ins )?(?P<b>{_QUARTER})(?!\w)", re.I)
_FROM = re.compile(rf"\b(?P<w>ab|seit|from|zum|since)\s+(?P<a>{_QUARTER})(?!\w)", re.I)
_UNTIL = re.compile(rf"\b(?P<w>bis(?: zum)?(?: ende)?(?: de[rs])?|until)\s+(?P<a>{_QUARTER})(?!\w)", re.I)
_IN = re.compile(rf"\b(?:(?P<w>im|in|nur|für das|für)\s+)?(?P<a>{_QUARTER})(?!\w)", re.I)
_YEAR = (
    (
        re.compile(r"\bbis (?:zum |zu )?(?:jahres(?:ende|schluss|wechsel)|ende des jahres|ende dieses jahres|end of (?:the )?year)", re.I),
        "bis Dezember",
    ),
    (re.compile(r"\b(?:ab|seit|von) (?:dem )?(?:jahres(?:anfang|beginn)|anfang des jahres|beginn des jahres)", re.I), "ab Januar"),
)


def months_for_quarters(text: str) -> str:
    """The text with quarters as months; everything else unchanged."""
    for pattern, words in _YEAR:
        text = pattern.sub(words, text)
    text = _SPAN.sub(lambda m: f"von {_FIRST[_number(m['a'])]} bis {_LAST[_number(m['b'])]}", text)
    text = _FROM.sub(lambda m: f"ab {_FIRST[_number(m['a'])]}", text)
    text = _UNTIL.sub(lambda m: f"bis {_LAST[_number(m['a'])]}", text)
    return _IN.sub(lambda m: f"von {_FIRST[_number(m['a'])]} bis {_LAST[_number(m['a'])]}", text)


def _number(said: str) -> int:
    word = re.sub(r"^(?:dem|das)\s", "", said.strip(), flags=re.I)
    digit = re.match(r"q\s?([1-4])", word, re.I)
    first = digit[1] if digit else re.split(r"[.\s]", word)[0].lower()
    return _NUMBERS[first if first in _NUMBERS else re.sub(r"e[nsmr]?$", "", first)]
