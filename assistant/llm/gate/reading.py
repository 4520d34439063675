"""A draft's sentence in the plain form it is checked in: shortened compounds written out, adjectives of place as names, turns of phrase as words.

Only what leaves the meaning as it is: "Ausländer- und Einbürgerungsbehörden" are two kinds of offices, "Kölner" is of Köln, "kommt in Betracht" is
"ist möglich", and "nach Einschätzung des Berichts" says no more than "laut dem Bericht". The sentence that is shown stays as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.llm.gate.turns import TURNS

_SHORTENED = re.compile(r"(?P<first>(?:\b[A-ZÄÖÜ][\w-]*-(?:,\s|\s(?:und|oder|bzw\.|sowie)\s(?:[a-zäöü]+en\s)?))+)(?P<whole>[A-ZÄÖÜ][\wäöüß]+)")
_NAMED = re.compile(r"\b(?:Ministerium\w*|Ausschuss\w*|Amte?s?)\sfür\s(?:[A-ZÄÖÜ]\w+,\s)+")
_TAILS = (
    "behörden behörde ämter amt stellen stelle gruppen gruppe schulen schule ausgaben kosten mittel aufwendungen management verwaltungen verwaltung "
    "pflege dienste dienst räte rat ministerium ministerien beratung beratungen treffen haushalt jahr jahre ebene ebenen recht gesetz "
    "vertrag verträge "
    "konzepte konzept programme programm träger verbände verband arbeit fälle fall gespräche personal pauschalen pauschale assistenz tätigkeit"
).split()
_PLACE = re.compile(r"\b(?P<a>[A-ZÄÖÜ][a-zäöüß]{3,}er)(?=\s(?:[a-zäöüß]+e[nrsm]?\s)?[A-ZÄÖÜ])")


def plain_form(sentence: str, names: Iterable[str]) -> str:
    """The sentence as it is checked; `names` are the capitalised words of its sources."""
    text = _same_day(expanded(sentence))
    for pattern, plain in TURNS:
        text = pattern.sub(plain, text)
    known = {n.lower(): n for n in names}
    if any("rozess" in n for n in known) and not any("abläuf" in n or "ablauf" in n for n in known):
        text = re.sub(r"\bAbläufe(n)?\b", r"Prozesse\1", text)
    return _PLACE.sub(lambda m: _place(m["a"], known), text)


_SAME_DAY = re.compile(r"(?P<d>\d{1,2}\.\s?(?:\d{1,2}\.|[A-ZÄÖÜ][a-zäö]+)\s?(?:\d{4})?)(?P<m>.*?)\bam\s(?:selben|gleichen|nämlichen)\sTag\b", re.S)


def _same_day(text: str) -> str:
    """ "am 23.06.2021 …; am selben Tag" → "am 23.06.2021 …; am 23.06.2021": what is said of the day is checked with it."""
    return _SAME_DAY.sub(lambda m: f"{m['d']}{m['m']}am {m['d'].strip()}", text)


def expanded(text: str) -> str:
    """ "Ausländer- und Einbürgerungsbehörden" → "Ausländerbehörden und Einbürgerungsbehörden"; unknown endings stay as they are."""
    text = _NAMED.sub(lambda m: m[0].replace(", ", " und "), text)  # the commas of a ministry's name part no clauses
    return _SHORTENED.sub(_written_out, text)


def _written_out(m: re.Match[str]) -> str:
    whole = m["whole"]
    tail = next((t for t in sorted(_TAILS, key=len, reverse=True) if whole.lower().endswith(t) and len(whole) > len(t) + 2), "")
    if not tail:
        return m[0]
    return re.sub(r"([\wäöüß])-(?=,|\s)", rf"\1{tail}", m["first"]) + whole


def _place(adjective: str, known: dict[str, str]) -> str:
    """The name a place's adjective is made of, the adjective itself where the sources do not have it."""
    low = adjective.lower()
    for stem in (low[:-2], low[:-2] + "en", low[:-2] + "e", low[:-4] if low.endswith("aner") else low[:-2], low.removesuffix("er") + "n"):
        if stem in known and len(stem) > 3:
            return known[stem]
    return adjective
