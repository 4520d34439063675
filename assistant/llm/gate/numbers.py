"""German number words and one spelling per number."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

ONES = "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn".split()
_TENS = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split()
FRACTIONS = {"drittel": 3, "viertel": 4, "fünftel": 5, "sechstel": 6, "achtel": 8, "zehntel": 10, "zwölftel": 12}


@lru_cache(maxsize=4096)
def number_word(word: str) -> Decimal | None:
    """The value of a German number word ("zwölf", "einundzwanzig", "halbe", "dreihundert"), None for other words; "ein" is an article."""
    low = word.lower()
    if re.fullmatch(r"halb(?:e|er|es|en|em)?|hälfte", low):
        return Decimal("0.5")
    if re.fullmatch(r"anderthalb\w*|eineinhalb", low):
        return Decimal("1.5")
    if low in ("zweieinhalb", "dreieinhalb", "viereinhalb"):
        return Decimal({"z": 2, "d": 3, "v": 4}[low[0]]) + Decimal("0.5")
    if low in ("dreiviertel",):
        return Decimal("0.75")
    if low in FRACTIONS:
        return Decimal(1) / Decimal(FRACTIONS[low])
    low = (
        low.removesuffix("en")
        if low in ("zweien", "dreien", "vieren")
        else {"zweier": "zwei", "dreier": "drei", "beiden": "", "hundert": "einhundert", "tausend": "eintausend"}.get(low, low)
    )
    return whole(low) if low and low not in ("ein", "null") else (Decimal(0) if low == "null" else None)


def whole(low: str) -> Decimal | None:
    """The value of a German number word in small letters, None where it is none."""
    if low in ONES:
        return Decimal(ONES.index(low))
    if low in _TENS:
        return Decimal((_TENS.index(low) + 2) * 10)
    for name, factor in (("tausend", 1000), ("hundert", 100)):
        head, sep, tail = low.partition(name)
        if sep:
            left = whole(head) if head else Decimal(1)
            right = whole(tail.removeprefix("und")) if tail else Decimal(0)
            return left * factor + right if left is not None and right is not None else None
    head, sep, tail = low.partition("und")
    if sep and tail in _TENS and head in ONES:
        return Decimal(ONES.index(head) + (_TENS.index(tail) + 2) * 10)
    return None


def canonical(value: Decimal) -> str:
    """One spelling per number: no trailing zeros, six places at most."""
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return text or "0"
