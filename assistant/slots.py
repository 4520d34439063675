"""Slots of a question: what a follow-up names anew in the place of what was said before (post, municipality, Baustein, kind of cost, time)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.question import KOMMUNEN

Slot = tuple[tuple[str, re.Pattern[str]], ...]


def _slot(*values: tuple[str, str]) -> Slot:
    return tuple((name, re.compile(pattern, re.I)) for name, pattern in values)


SLOTS: tuple[Slot, ...] = (
    _slot(
        ("Verwaltungsassistenz", r"\b(?:halbe\w* )?verwaltungsassisten\w*|\bassistenz\w*"),
        ("Case Management", r"\bcase[\s-]?manage\w*|\bcm(?:-stelle\w*)?\b"),
        ("Koordination", r"\bk?oordin\w*|\bkordin\w*|\bcoordinat\w*"),
        ("Ausländerbehörde", r"\bausländer(?:behörde|amt)\w*|\babh\b"),
        ("Einbürgerungsbehörde", r"\beinbürgerung\w*|\bebh\b"),
    ),
    _slot(
        ("einer kreisfreien Stadt", r"\b(?:bei |in )?(?:einer |den |der )?kreisfreie\w* st[aä]dt\w*|\beiner stadt\b|\bstädten\b"),
        ("einer kreisangehörigen Gemeinde", r"\bkreisangehörige\w* (?:gemeinde|kommune|stadt)\w*"),
        ("der Städteregion Aachen", r"\bst[aä]dteregion(?: aachen)?\b"),
        ("einem Kreis", r"\b(?:einem |ein |den |der |im )?kreise?n?\b"),
    ),
    _slot(("Baustein 1", r"\bbaustein 1\b"), ("Baustein 2", r"\bbaustein 2\b"), ("Baustein 3", r"\bbaustein 3\b")),
    _slot(("Veranstaltungen", r"\bveranstaltung\w*|\bworkshop\w*|\bfachtag\w*"), ("Maßnahmen", r"\bmaßnahme\w*")),
    _slot(
        ("Sachausgaben", r"\bsach(?:ausgaben|kosten|mittel)\w*|\barbeitsplatz\w*"),
        ("Personalausgaben", r"\bpersonal(?:ausgaben|kosten|förderung)\w*"),
    ),
    _slot(("freien Trägern", r"\bfreie\w* träger\w*|\bwohlfahrtsverb\w*"), ("der Kommune", r"\bder kommune\b|\bkommunal(?:en|er) stellen\b")),
)
TIME = re.compile(
    r"\b(?:im jahr |stand |ende |anfang )?(?:19|20)\d\d\b|\bheut(?:e|zutage)\b|\bdamals\b|\bfrüher\b|\baktuell\b|\bjetzt\b|\binzwischen\b", re.I
)
# places as a question bends them: "Rheinisch-Bergischen Kreis", "Kölner"
_BENT = {"Rheinisch-Bergischer Kreis": r"(?:rheinisch-bergisch\w* kreis\w*|rbk)\b", "Märkischer Kreis": r"märkisch\w* kreis\w*"}


def place_pattern(name: str) -> re.Pattern[str]:
    """How a municipality's name is found in a text."""
    return re.compile(rf"\b{_BENT.get(name, re.escape(name) + r'(?:er|s)?' + chr(92) + 'b')}", re.I)


def places(text: str) -> list[str]:
    """The municipalities a text names, in the order of KOMMUNEN."""
    return [k for k in KOMMUNEN if place_pattern(k).search(text)]


def without_places(text: str) -> str:
    """A text without the municipalities it names."""
    for name in places(text):
        text = place_pattern(name).sub("", text)
    return text


def filled(before: str, rest: str) -> tuple[str, bool]:
    """`before` with the slots `rest` fills anew, and whether anything was filled."""
    text, changed = before, False
    for new, old in _changes(before, rest):
        text, changed = old.sub(new, text, count=1), True
    mine, theirs = places(rest), places(before)
    if mine and theirs and mine[0] not in theirs:
        text, changed = place_pattern(theirs[0]).sub(mine[0], text), True
    times = TIME.findall(rest)
    if times:
        text, changed = f"{TIME.sub('', text).strip(' ?')} {' '.join(times)}?", True
    return " ".join(text.split()), changed


def _changes(before: str, rest: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    for slot in SLOTS:
        named = next((name for name, pattern in slot if pattern.search(rest)), None)
        old = next(((name, pattern) for name, pattern in slot if pattern.search(before)), None)
        if named and old and named != old[0]:
            yield named, old[1]
