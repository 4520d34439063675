"""Reads questions whether a post of a certain size is funded (check stelle-foerderfaehig)."""

from __future__ import annotations

import re

from assistant.checks.reading.numbers import plain, quantities
from assistant.checks.reading.posts import posts
from assistant.checks.reading.types import Reading

CHECK = "stelle-foerderfaehig"
LEAST_TOLD = 1  # a post of one or more full-time equivalents is no question of size
_ASKS = re.compile(
    r"\b(?:förder\w*|gefördert\w*|zuwendungsfähig\w*|bezuschuss\w*|geld|reicht|genügt|geht|ginge|möglich|erlaubt|zulässig|"
    r"bekomm\w*|krieg\w*|finanzier\w*|fund\w*|eligible)\b",
    re.I,
)
_AMOUNT = re.compile(r"\b(?:wie ?viel|höhe|summe|betrag|how much|euro|€|fäll\w*|faelle|monat\w*)\b|\bwas (?:zahlt|gibt|bekommen|kriegen)", re.I)
_NOT = re.compile(r"\b(?:nicht|kein\w*|zu wenig|zu klein|zu gering|ausgeschlossen|not|too small)\b", re.I)


def read(text: str) -> Reading | None:
    """The post and its size, where both are said and the size alone decides (below the smallest share that is funded)."""
    if not _ASKS.search(text) or _AMOUNT.search(text):
        return None
    named = [p for p in posts(text) if p.value is not None]
    shares = [q for q in quantities(text) if q.share]
    if len(named) != 1 or len(shares) != 1 or named[0].value is None or not 0 < named[0].value < LEAST_TOLD:
        return None
    facts = {"funktion": named[0].function, "stellenumfang_vzae": plain(named[0].value)}
    words = {"funktion": named[0].words, "stellenumfang_vzae": shares[0].text}
    return Reading(CHECK, facts, words, frame="" if _NOT.search(text) else "gut")
