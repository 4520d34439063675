"""Reads questions whether one post is funded: its function and size, additional or not, Stammpersonal, qualification (check stelle-foerderfaehig)."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from assistant.checks.reading import qualification
from assistant.checks.reading.judged import FUNDED, YES_NO
from assistant.checks.reading.posts import Posts, posts
from assistant.checks.reading.types import Reading
from assistant.plain import plain_number

CHECK = "stelle-foerderfaehig"
SMALLEST = Decimal("0.5")
_OFFICES = (
    ("auslaenderbehoerde", re.compile(r"\b(?:ausländer(?:behörde|amt)|abh)\b", re.I)),
    ("einbuergerungsbehoerde", re.compile(r"\b(?:einbürgerungs(?:behörde|stelle|amt)|ebh)\b", re.I)),
)
_FULL = re.compile(r"\bvoll (?:in|bei|als|für)\b|\b(?:volle[nrs]?|ganze[nrs]?)\b[^.;!?]{0,50}?\bstelle\b|\bvollzeit\w*|\bfull[\s-]time", re.I)
_NOT = re.compile(r"\b(?:nicht|kein\w*|zu wenig|zu klein|zu gering|ausgeschlossen|not|too small)\b", re.I)
_OTHER = re.compile(r"\b(?:fälle|fallzahl\w*|fallzahlen|klient\w*|kurzberatung\w*|zurück\w*|antragsfrist|bis wann|träger\w*|jmd|mbe)\b", re.I)
_PAID = re.compile(r"\b(?:wie ?viel|was)\b[^.?!]*\b(?:gibt|zahlt|springt)\b|\b(?:gibt|zahlt)\b[^.?!]*\b(?:was|etwas)\b", re.I)
_MONTHS = re.compile(r"\bmonat\w*\b", re.I)


def read(text: str) -> Reading | None:
    """The post where it is below the smallest size that is funded, or where two or more conditions are stated."""
    named = posts(text) or _other_posts(text)
    if len(named) != 1 or _OTHER.search(text) or not (FUNDED.search(text) or _PAID.search(text)):
        return None
    facts: dict[str, Any] = {"funktion": named[0].function}
    words = {"funktion": named[0].words}
    _put_size(text, named[0], facts, words)
    if Decimal(str(facts.get("stellenumfang_vzae", 1))) < SMALLEST:
        return Reading(CHECK, facts, words, frame=_frame(text))
    if not YES_NO.search(text) or _MONTHS.search(text):
        return None
    qualification.put(text, facts, words)
    told = [n for n in facts if n not in ("funktion", "stellenumfang_vzae")]
    return Reading(CHECK, facts, words, frame=_frame(text), ask_rest=True) if len(told) >= 2 or facts.get("zusaetzlich") is False else None


def _other_posts(text: str) -> list[Posts]:
    """The post in an Ausländer- or Einbürgerungsbehörde, which the flat rate of Baustein 3 pays."""
    if not re.search(r"\b(?:\w*stelle|post|kraft)\b", text, re.I):
        return []
    found = [Posts(name, None, m[0]) for name, pattern in _OFFICES if (m := pattern.search(text))]
    return found if len(found) == 1 else []


def _put_size(text: str, post: Posts, facts: dict[str, Any], words: dict[str, str]) -> None:
    """The size of one post; "volle Stelle" anywhere where no other size is said."""
    size = post.each if post.each is not None else post.value
    if size is not None and 0 < size <= 1:
        facts["stellenumfang_vzae"], words["stellenumfang_vzae"] = plain_number(size), post.words
    elif size is None and (m := _FULL.search(text)):
        facts["stellenumfang_vzae"], words["stellenumfang_vzae"] = 1, m[0]


def _frame(text: str) -> Any:
    """A plain question for Ja or Nein; with negations in the question nothing is read into it."""
    question = re.split(r"(?<=[.!;])\s+", text.strip())[-1]
    return "gut" if YES_NO.search(text) and not _NOT.search(question) else ""
