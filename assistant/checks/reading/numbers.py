"""German and English quantities in a text: digits, number words, halves, shares in percent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_UNITS = "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn".split()
_ENGLISH = "zero one two three four five six seven eight nine ten eleven twelve".split()
_VALUES: dict[str, Decimal] = {w: Decimal(i) for i, w in enumerate(_UNITS)} | {w: Decimal(i) for i, w in enumerate(_ENGLISH)}
_VALUES |= {"fuenf": Decimal(5), "zwoelf": Decimal(12), "zwo": Decimal(2), "half": Decimal("0.5"), "eins": Decimal(1)}
_VALUES |= {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75"), "anderthalb": Decimal("1.5"), "dreiviertel": Decimal("0.75")}
_COUNT = "|".join(sorted((w for w in _VALUES if w not in ("ein", "half")), key=len, reverse=True))
QUANTITY = re.compile(
    rf"(?<![\w.,/§-])(?:(?P<pct>\d{{1,3}}(?:[.,]\d+)?)[\s-]*(?:%|prozent\w*|percent|per cent)(?:ige\w*)?"
    rf"|(?P<digits>\d{{1,3}}(?:\.\d{{3}})+(?:,\d+)?|\d+(?:[.,]\d+)?)(?!\d|[.,]\d|\.?\s?(?:jan|feb|mär|apr|mai|jun|jul|aug|"
    rf"sep|okt|nov|dez)|\.\s?\d|\.(?=\s*\w)(?<=\d\.))"
    rf"|(?P<mixed>(?:ein|zwei|drei|vier|fünf|sechs)einhalb)\w{{0,2}}"
    rf"|(?P<andhalf>(?:one|two|three|four) and a half)"
    rf"|(?:ein(?:e[rnms]?)?\s+)?(?P<half>halbe[rnsm]?|halbtags\w*|half(?: a)?)(?![\w])"
    rf"|(?:eine[rn]?\s+)?(?P<threequarters>drei[\s-]?viertel(?:[\s-]?stelle)?|dreiviertel\w*)"
    rf"|(?P<word>(?:{_COUNT}))(?!\w)|(?P<one>ein(?:e[rnms]?)?)(?!\w))",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text. `share` for percentages, halves and three quarters of a post; `article` for a mere "eine", which may count nothing."""

    value: Decimal
    start: int
    end: int
    text: str
    share: bool = False
    article: bool = False


def quantities(text: str) -> list[Quantity]:
    """All quantities in order."""
    return [_quantity(m) for m in QUANTITY.finditer(text)]


def _quantity(m: re.Match[str]) -> Quantity:
    kind = m.lastgroup or ""
    word = m[kind].lower()
    if kind == "pct":
        value = decimal(word) / 100
    elif kind == "digits":
        value = decimal(word)
    elif kind == "mixed":
        value = _VALUES[word.removesuffix("einhalb")] + Decimal("0.5")
    elif kind == "andhalf":
        value = _VALUES[word.split()[0]] + Decimal("0.5")
    elif kind == "half":
        value = Decimal("0.5")
    elif kind == "threequarters":
        value = Decimal("0.75")
    elif kind == "one":
        value = Decimal(1)
    else:
        value = _VALUES[word]
    share = kind in ("pct", "half", "threequarters") or (kind == "digits" and 0 < value < 1)
    return Quantity(value, m.start(), m.end(), m[0], share, kind == "one")


def decimal(text: str) -> Decimal:
    """ "1.234,5" and "3.5" as numbers: a point before three digits parts thousands, any other is a decimal point."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", text):
        return Decimal(text.replace(".", "").replace(",", "."))
    return Decimal(text.replace(",", "."))


def plain(value: Decimal) -> int | float:
    """For a fact: whole numbers as int."""
    return int(value) if value == value.to_integral_value() else float(value)
