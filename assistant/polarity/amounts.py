"""Amounts in yes/no questions: which figures a question names, and what a known limit says to them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.types import Polarity

EURO, SMALL = 1000, 100  # a limit from 1,000 on is an amount in Euro, a number below 100 is none
_NUMBER_WORDS = {
    "zwei": 2.0,
    "drei": 3.0,
    "vier": 4.0,
    "fünf": 5.0,
    "sechs": 6.0,
    "sieben": 7.0,
    "acht": 8.0,
    "neun": 9.0,
    "zehn": 10.0,
    "zwölf": 12.0,
    "halbe": 0.5,
    "halben": 0.5,
    "halbes": 0.5,
    "half": 0.5,
    "two": 2.0,
    "three": 3.0,
    "four": 4.0,
    "five": 5.0,
}
_NO_QUANTITY = re.compile(
    r"§+\s*\d+[a-z]?|(?:\b(?:baustein\w*|component|b|frage|nr\.?|nummer|ziffer|anlage|referat|dezernat|punkt|sgb|eg|e|lg|laufbahngruppe|teil|kapitel|seite|rl|nach)[\s-]*\d[\d.]*[a-z]?)|\b(?:19|20)\d\d\b|"
    r"\b\d{1,2}\.\s?(?:\d{1,2}\.|januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember)(?:\d{4})?|\b\d+[a-z]\b",
    re.I,
)


_ENGLISH_THOUSANDS = re.compile(r"\b(\d{1,3}),(\d{3})\b")


def quantities(text: str) -> tuple[float, ...]:
    """The amounts a text names, years, dates, Bausteine and paragraphs left out; shares in percent as fractions of one."""
    text = _ENGLISH_THOUSANDS.sub(r"\1.\2", _NO_QUANTITY.sub(" ", text))
    found: list[float] = []
    for m in re.finditer(r"\d[\d.]*(?:,\d+)?(\s*(?:%|prozent))?(\s*(?:tausend|tsd))?", text, re.I):
        number = float(re.sub(r"[^\d.]", "", re.sub(r"\.(?=\d{3}\b)", "", m[0].split("%")[0]).replace(",", ".").rstrip(".")).rstrip(".") or 0)
        found.append(number / 100 if m[1] else number * 1000 if m[2] else number)
    found += [_NUMBER_WORDS[w] for w in re.findall(r"[a-zäöü]+", text.lower()) if w in _NUMBER_WORDS]
    return tuple(found)


_HOW = (
    (">", re.compile(r"\b(mehr als|über|höher als|größer als|länger als|oberhalb|more than|over|above)\b", re.I)),
    ("<", re.compile(r"\b(weniger als|unter|unterhalb|geringer als|niedriger als|kürzer als|kleiner als|less than|below|under)\b", re.I)),
    (">=", re.compile(r"\b(mindestens|wenigstens|at least)\b", re.I)),
    ("<=", re.compile(r"\b(höchstens|maximal|bis zu|bis(?= \d)|at most|up to)\b", re.I)),
    (
        "?",
        re.compile(
            r"\b(knapp|fast|rund|etwa|circa|ca|gut|ungefähr|zwischen|ab|bis(?! (?:zu|\d))|(?:pro|je)(?! (?:jahr|stelle|vzä|koordin|vollzeit|kraft))|"
            r"kleiner\w*|größer\w*|höher\w*|niedriger\w*|geringer\w*|almost|about|between)\b",
            re.I,
        ),
    ),
)


def comparison(text: str) -> str:
    """How a text compares its amount: "" (exactly), ">", "<", ">=", "<=", or "?" where that is not certain."""
    found = [name for name, pattern in _HOW if pattern.search(text)]
    strict = [name for name in found if name != "?"]
    return strict[0] if len(strict) == 1 else "?" if found else ""


def compared(kind: str, limit: float, asked: Sequence[float], frame: str, how: str) -> Polarity | None:
    """What a known limit says to one amount asked about. `how`: what `comparison` says. A small number is no
    amount of Euro ("drei Veranstaltungen" against a limit of 5.000)."""
    if len(asked) != 1 or how == "?" or (limit >= EURO and asked[0] < SMALL):
        return None
    n = asked[0]
    if kind == "hoechstens":
        return _at_most(n, limit, frame, how)
    if kind == "mindestens":
        return _at_least(n, limit, frame, how)
    return ("ja" if n == limit else "nein") if how == "" else "nein" if how == ">" and n >= limit else None


def _at_most(n: float, limit: float, frame: str, how: str) -> Polarity | None:
    if (how in ("", "<=") and n > limit) or (how == ">" and n >= limit):
        return "nein" if frame != "pflicht" else None
    if how in ("", "<=") and n == limit and frame != "pflicht":
        return "ja"
    return "ja" if frame == "erlaubt" and how in ("", ">") and n < limit else None


def _at_least(n: float, limit: float, frame: str, how: str) -> Polarity | None:
    if frame == "pflicht":
        return ("ja" if n == limit else "nein" if n > limit else None) if how in ("", ">=") else None
    if (how == "" and n < limit) or (how == "<" and n <= limit):
        return "nein"
    return "ja" if how == "" and n >= limit and frame in ("erlaubt", "genuegt", "fakt") else None
