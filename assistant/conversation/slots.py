"""Slots of a question: what a follow-up names anew in the place of what was said before (post, municipality, Baustein, kind of cost, time)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.question.places import KOMMUNEN

Slot = tuple[tuple[str, re.Pattern[str]], ...]


def _slot(*values: tuple[str, str]) -> Slot:
    return tuple((name, re.compile(pattern, re.I)) for name, pattern in values)


_POSTS = _slot(
    ("Verwaltungsassistenz", r"\b(?:halbe\w* )?verwaltungsassisten\w*|\bassistenz\w*"),
    ("Case Management", r"\bcase[\s-]?manage\w*|\bcm(?:-stelle\w*)?\b"),
    ("Koordination", r"\bk?oordin\w*|\bkordin\w*|\bcoordinat\w*"),
    ("Ausländerbehörde", r"\bausländer(?:behörde|amt)\w*|\babh\b"),
    ("Einbürgerungsbehörde", r"\beinbürgerung\w*|\bebh\b"),
)
_BAUSTEIN_OF = {"Verwaltungsassistenz": 1, "Koordination": 1, "Case Management": 2, "Ausländerbehörde": 3, "Einbürgerungsbehörde": 3}
_NUMBER = r"(?:[123]|I{1,3})\b"
_BAUSTEIN = re.compile(
    rf"\b(?:bausteine?n?|modul\w*|pillars?|components?)[\s-]*{_NUMBER}(?![.,]\d)"
    rf"(?:\s*(?:,|/|und|oder|bis|sowie|\+|&|and|or)\s*(?:bausteine?n? )?{_NUMBER})*",
    re.I,
)
_KINDS: tuple[Slot, ...] = (
    _slot(
        ("einer kreisfreien Stadt", r"\b(?:bei |in )?(?:einer |den |der )?kreisfreie\w* st[aä]dt\w*|\beiner stadt\b|\bstädten\b"),
        ("einer kreisangehörigen Gemeinde", r"\bkreisangehörige\w* (?:gemeinde|kommune|stadt)\w*"),
        ("der Städteregion Aachen", r"\bst[aä]dteregion(?: aachen)?\b"),
        ("einem Kreis", r"\b(?:einem |ein |den |der |im )?kreise?n?\b"),
    ),
    _slot(("Veranstaltungen", r"\bveranstaltung\w*|\bworkshop\w*|\bfachtag\w*"), ("Maßnahmen", r"\bmaßnahme\w*")),
    _slot(
        ("Sachausgaben", r"\bsach(?:ausgaben|kosten|mittel)\w*|\barbeitsplatz\w*"),
        ("Personalausgaben", r"\bpersonal(?:ausgaben|kosten|förderung)\w*"),
    ),
    _slot(("freien Trägern", r"\bfreie\w* träger\w*|\bwohlfahrtsverb\w*"), ("der Kommune", r"\bder kommune\b|\bkommunal(?:en|er) stellen\b")),
)
SLOTS: tuple[Slot, ...] = (_POSTS, *_KINDS)
TIME = re.compile(
    r"\b(?:im jahr |stand |ende |anfang )?(?:19|20)\d\d\b|\bheut(?:e|zutage)\b|\bdamals\b|\bfrüher\b|\baktuell\b|\bjetzt\b|\binzwischen\b", re.I
)
YEAR_BEFORE = re.compile(
    r"\b(?:im|das|in dem) (?:jahr|kalenderjahr) (?:davor|zuvor|vorher)\b|\bein jahr (?:davor|zuvor|vorher|früher|eher)\b|\b(?:im|das|dem) vorjahr\b|"
    r"\b(?:in )?(?:the year before|a year (?:before|earlier)|the previous year)\b",
    re.I,
)
YEAR_AFTER = re.compile(
    r"\b(?:im|das|in dem) (?:jahr|kalenderjahr) (?:danach|darauf|drauf|später)\b|\bein jahr (?:danach|darauf|drauf|später)\b|"
    r"\bim (?:darauf)?folgenden jahr\b|\bim folgejahr\b|\b(?:in )?(?:the year after|a year later|the following year)\b",
    re.I,
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
    """`before` with the slots `rest` fills anew, and whether anything was filled. A place or a Baustein is added where
    there was none."""
    text, changed = before, False
    for new, old in _changes(before, rest):
        text, changed = old.sub(new, text), True
    if (part := bausteine(rest)) and part not in text and not bausteine(before):
        text, changed = f"{text.rstrip(' ?')} in {part}?", True
    mine, theirs = places(rest), places(before)
    if mine and theirs and mine[0] not in theirs:
        text, changed = place_pattern(theirs[0]).sub(mine[0], text), True
    elif mine and not theirs:
        text, changed = f"{text.rstrip(' ?')} in {mine[0]}?", True
    times = TIME.findall(rest)
    if times:
        text, changed = f"{TIME.sub('', text).strip(' ?')} {' '.join(times)}?", True
    return " ".join(text.split()), changed


def in_years(rest: str, before: str) -> str:
    """`rest` with "im Jahr davor" or "ein Jahr später" as the year it means after `before`; unchanged where that names none."""
    years = [int(y) for y in re.findall(r"\b20\d\d\b", before)]
    if years:
        rest = YEAR_BEFORE.sub(str(min(years) - 1), rest)
        rest = YEAR_AFTER.sub(str(max(years) + 1), rest)
    return rest


def bausteine(text: str) -> str:
    """The Bausteine a text names by number ("Baustein 1 und 2"), "" for none."""
    found = _BAUSTEIN.search(text)
    numbers = [n if n.isdigit() else str(len(n)) for n in re.findall(_NUMBER, found[0], re.I)] if found else []
    return f"Baustein {' und '.join(dict.fromkeys(numbers))}" if numbers else ""


def without_bausteine(text: str) -> str:
    """A text without the Bausteine it names by number."""
    return _BAUSTEIN.sub("", text)


def _changes(before: str, rest: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    yield from _part_changes(before, rest)
    for slot in _KINDS:
        named, old = _named(slot, rest), _named(slot, before)
        if named and old and named[0] != old[0]:
            yield named[0], old[1]


def _part_changes(before: str, rest: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Exchanges of a Baustein or a post: one stands for the other, so that "Baustein 3" takes the place of "Case Management"."""
    part, old_part, post, old_post = bausteine(rest), bausteine(before), _named(_POSTS, rest), _named(_POSTS, before)
    if part:
        if old_part and part != old_part:
            yield part, _BAUSTEIN
        elif old_post and not old_part and str(_BAUSTEIN_OF[old_post[0]]) not in part:
            yield part, old_post[1]
    elif post:
        own = _BAUSTEIN_OF[post[0]]
        if old_post and post[0] != old_post[0]:
            yield post[0], old_post[1]
        if old_part and str(own) not in old_part:
            yield (f"Baustein {own}" if old_post else post[0]), _BAUSTEIN


def _named(slot: Slot, text: str) -> tuple[str, re.Pattern[str]] | None:
    """The value of a slot a text names, and its pattern."""
    return next(((name, pattern) for name, pattern in slot if pattern.search(text)), None)
