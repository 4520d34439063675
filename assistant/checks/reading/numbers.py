"""German and English quantities in a text: digits, number words, mixed numbers, halves, fractions, percentages, hours of hours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

_UNITS = "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn".split()
_TENS = {20: "zwanzig", 30: "dreißig", 40: "vierzig", 50: "fünfzig", 60: "sechzig", 70: "siebzig", 80: "achtzig", 90: "neunzig"}
_ENGLISH = "zero one two three four five six seven eight nine ten eleven twelve".split()
_FRACTIONS = {"½": "0.5", "¼": "0.25", "¾": "0.75"}


def _words() -> dict[str, Decimal]:
    """Number words up to 100, also written without umlauts."""
    out = {w: Decimal(i) for i, w in enumerate(_UNITS)} | {w: Decimal(i) for i, w in enumerate(_ENGLISH)}
    for ten, word in _TENS.items():
        out[word] = Decimal(ten)
        out |= {f"{unit}und{word}": Decimal(ten + i) for i, unit in enumerate(_UNITS[1:10], 1)}
    out |= {"zwo": Decimal(2), "eins": Decimal(1), "hundert": Decimal(100), "anderthalb": Decimal("1.5")}
    plain_ = {w.replace("ü", "ue").replace("ö", "oe").replace("ß", "ss"): v for w, v in out.items()}
    return out | plain_


_VALUES = _words()
_COUNT = "|".join(sorted((w for w in _VALUES if w != "ein"), key=len, reverse=True))
_MONTH = r"(?:jan|feb|mär|mae|mar|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|dez|dec)(?:\b|u|r|i|y|z|t|o|c|e)(?!ern)"
_WEEK = r"3[5-9](?:[.,]\d+)?|4[0-2](?:[.,]\d+)?"  # the hours of a whole post in a week
_NUMBER = r"\d+(?:[.,]\d+)?"
QUANTITY = re.compile(
    rf"(?<![\w.,/§-])(?:(?P<hours>{_NUMBER})(?:\s*(?:wochen)?(?:stunden|std\.?|h|hours)?\s*(?:von|/|of|out of|bei(?: einer)?|\(?\s*vollzeit:?)\s*"
    rf"(?P<full>{_WEEK})[\s-]*(?:wochen|arbeits)?(?:stunden|std|h\b|hours)\w*"
    rf"|\s*(?:wochen)?(?:stunden|std\.?|h|hours)\s*(?:in der woche |pro woche |a week )?(?:von|/|of|bei|"
    rf"\(?\s*(?:vollzeit|voll)\s*(?:=|:|ist|sind|wären|wäre)?)"
    rf"\s*(?P<full2>{_WEEK})(?!\d|\s*(?:f[äa]ll|klient|leut|€|euro|cases))"
    rf"|\s*(?:wochen)?(?:stunden|std\.?|h|hours)\s*(?:in der woche |pro woche |a week )?[(,;–-]?\s*(?P<full4>{_WEEK})\s*(?:stunden |std\.? |h )?"
    rf"(?:wären|wäre|sind|ist|=|is|would be)\s*(?:eine )?(?:voll|full)\w*"
    rf"|/(?P<full3>3[89](?:[.,]\d+)?|4[01])(?![\d/]))"
    rf"|(?P<pct>\d{{1,3}}(?:[.,]\d+)?)[\s-]*(?:%|prozent\w*|percent|per cent)(?:ige\w*)?"
    rf"|(?P<fraction>[13]\s?/\s?[24])(?![\d/])|(?P<whole>\d*)\s?(?P<sign>[½¼¾])"
    rf"|(?P<digits>\d{{1,3}}(?:\.\d{{3}})+(?:,\d+)?|{_NUMBER})(?:(?:(?<=[.,]\d)|(?<=[.,]\d\d))er\b)?(?!\d|[.,]\d|\.?\s?{_MONTH}|\.\s?\d|\.(?=\s*\w)(?<=\d\.)|er\b)"
    rf"|(?P<mixed>(?:ein|zwei|drei|vier|f(?:ü|ue)nf|sechs|sieben|acht|neun|zehn)(?:und)?einhalb)\w{{0,2}}"
    rf"|(?P<andhalf>(?:one|two|three|four|five) and a half)"
    rf"|(?:eine?[rnms]?\s+)?(?P<half>halbe[rnsm]?(?!\s+(?:jahr|stunde|dutzend|mill))|halbtags\w*|half(?:[\s-]time)?(?: a)?(?! (?:a )?year))(?!\w)"
    rf"|(?:eine?[rn]?\s+)?(?P<threequarters>drei[\s-]?viertel(?:[\s-]?stelle)?(?![\w]|\s*jahr))"
    rf"|(?:eine?[rn]?\s+)?(?P<quarter>viertel(?:[\s-]?stelle)?(?![\w]|\s*jahr))"
    rf"|(?P<word>(?:{_COUNT}))(?!\w)|(?P<one>ein(?:e[rnms]?)?|'?ne[nrm]?)(?!\w))",
    re.I,
)
_EITHER = re.compile(r"^\s*(?:bis(?: zu)?|oder|or|to|–|-)\s*$", re.I)
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBERED = re.compile(
    r"\b(?:baustein|bausteine|säule|frage|nr\.?|nummer|ziffer|anlage|phase|sgb|kapitel|laufbahngruppe|lg|modul|block|"
    r"module)\s*$",
    re.I,
)
_SHARES = {"half": Decimal("0.5"), "threequarters": Decimal("0.75"), "quarter": Decimal("0.25")}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text. `share` for percentages, parts of a post and hours of hours; `article` for a mere "eine", which may count nothing."""

    value: Decimal
    start: int
    end: int
    text: str
    share: bool = False
    article: bool = False


def quantities(text: str) -> list[Quantity]:
    """All quantities in order. "zwei bis drei" and "zwei oder drei" say no number and are left out, as are years and names ("Baustein 1")."""
    found = [_quantity(m) for m in QUANTITY.finditer(text) if not _YEAR.fullmatch(m[0]) and not _NUMBERED.search(text[: m.start()])]
    pairs = [(a, b) for a, b in pairwise(found) if _EITHER.match(text[a.end : b.start]) and not a.article]
    vague = {id(q) for pair in pairs for q in pair}
    return [q for q in found if id(q) not in vague]


def _quantity(m: re.Match[str]) -> Quantity:
    kind = next(k for k in ("hours", "pct", "fraction", "sign", "digits", "mixed", "andhalf", *_SHARES, "word", "one") if m[k])
    value = _value(kind, m)
    share = kind in ("pct", "hours", "fraction", *_SHARES) or (kind in ("digits", "sign") and 0 < value < 1)
    return Quantity(value, m.start(), m.end(), m[0], share, kind == "one")


def _value(kind: str, m: re.Match[str]) -> Decimal:
    word = m[kind].lower()
    if kind in _SHARES:
        return _SHARES[kind]
    if kind == "hours":
        return _rounded(decimal(word) / decimal(m["full"] or m["full2"] or m["full4"] or m["full3"]))
    if kind == "fraction":
        above, below = word.split("/")
        return Decimal(above.strip()) / Decimal(below.strip())
    if kind == "sign":
        return Decimal(m["whole"] or 0) + Decimal(_FRACTIONS[word])
    if kind in ("mixed", "andhalf"):
        return _VALUES[word.removesuffix("einhalb").removesuffix("und") if kind == "mixed" else word.split()[0]] + Decimal("0.5")
    if kind == "one":
        return Decimal(1)
    return decimal(word) / 100 if kind == "pct" else decimal(word) if kind == "digits" else _VALUES[word]


def _rounded(value: Decimal) -> Decimal:
    """Hours of hours as a share of a post, to the hundredth."""
    return value.quantize(Decimal("0.01")).normalize()


def decimal(text: str) -> Decimal:
    """ "1.234,5" and "3.5" as numbers: a point before three digits parts thousands, any other is a decimal point."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", text):
        return Decimal(text.replace(".", "").replace(",", "."))
    return Decimal(text.replace(",", "."))
