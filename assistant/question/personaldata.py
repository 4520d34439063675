"""Does a question seem to hold personal data? A warning for whoever types it, never a filter: it may miss things and may be wrong.

The patterns are written so that Python and the browser's JavaScript read them alike (no named groups, no Unicode classes): the page warns with
the same ones before anything is sent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_LETTER = "A-Za-zÄÖÜäöüßéèêáàçñğışŞİćčšžłő"
_NAME = "[A-ZÄÖÜÉŞİČŠŽ][a-zäöüßéèêáàçñğışćčšžłő]+(?:-[A-ZÄÖÜ][a-zäöüß]+)?"
_DAY = r"[0-3]?\d\.\s?[01]?\d\.\s?(?:19\d\d|20\d\d|\d\d)(?!\d)"
_BIRTH_YEAR = r"[0-3]?\d\.\s?[01]?\d\.\s?(?:19\d\d|200\d|201\d)(?!\d)"
PATTERNS: tuple[tuple[str, str], ...] = (
    ("E-Mail-Adresse", r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}"),
    ("Geburtsdatum", rf"(?:[Gg]eb(?:oren|urtsdatum|urtstag|\.)?(?![{_LETTER}])[^\d\n]{{0,25}}|\*\s?){_DAY}"),
    ("Name mit Geburtsdatum", rf"(?:Herrn?|Frau|Familie)\s+{_NAME}[^\n]{{0,40}}?{_BIRTH_YEAR}"),
    ("Name mit Geburtsdatum", rf"{_NAME}\s+{_NAME},?\s*\(?\*?\s*{_BIRTH_YEAR}"),
    (
        "Telefonnummer",
        r"(?<![\d.,/-])(?:(?:\+|00)\d{2}[\s/().-]{0,3}\(?0?\)?\s?|0)[1-9]\d{1,4}[\s/().-]{0,3}\d{3,}(?:[\s-]?\d{2,}){0,3}"
        r"(?![\d.,]*\s?(?:€|Euro|%))",
    ),
    ("AZR-Nummer", r"(?:AZR[^\d\n]{0,20}\d{6,}|(?<![\d.,])\d{12}(?!\d))"),
    ("Aktenzeichen", rf"(?:[Aa]ktenzeichen|(?<![{_LETTER}])A[zZ]\.?:?(?![{_LETTER}]))[^\d\n]{{0,15}}[A-Za-z0-9]*\d[\w./-]{{3,}}"),
    ("Kontonummer", r"(?<![A-Za-z])[A-Z]{2}\d{2}(?:\s?\d{4}){4}\s?\d{1,4}(?!\d)"),
)
_COMPILED = tuple((kind, re.compile(pattern, re.A)) for kind, pattern in PATTERNS)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a stretch of a text seems to be."""

    kind: str
    text: str


def personal_data(text: str) -> tuple[Finding, ...]:
    """What in a text looks like personal data, each kind once."""
    found: dict[str, Finding] = {}
    for kind, pattern in _COMPILED:
        if kind not in found and (m := pattern.search(text)) is not None:
            found[kind] = Finding(kind, m.group().strip())
    return tuple(found.values())
