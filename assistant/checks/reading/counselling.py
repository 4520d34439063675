"""Reads questions whether a case is case management or a Kurzberatung (check beratungsform)."""

from __future__ import annotations

import re
from typing import Any

from assistant.checks.reading.numbers import Quantity, quantities
from assistant.checks.reading.types import Reading

CHECK = "beratungsform"
_ASKS = re.compile(r"\b(?:kurzberatung\w*)\b", re.I)
_OR = re.compile(r"\b(?:oder|schon|noch|zählt|zählen|gilt|ist das|wird|einordnen|einstufen|or)\b", re.I)
_NEEDS = re.compile(r"\s*(?:\w+e[nrs]?\s+)?(?:bedarfe?n?|anliegen|problem\w*|themen|fragen|baustellen|needs|issues)\b", re.I)
_TALKS = re.compile(r"\s*(?:\w+\s+)?(?:gespräche?n?|termine?n?|beratungen|treffen|mal\b|talks?|meetings?)", re.I)
_FIELDS = re.compile(r"\s*(?:\w+e[nrs]?\s+)?(?:rechtskreise?n?)\b", re.I)
_OWN = re.compile(
    r"\b(?:selbst|selbstständig|selbständig|eigenständig|allein\w*)\s+(?:\w+\s+){0,3}(?:umsetz\w*|erledig\w*|regel\w*|weiter\w*|kümmer\w*|schaff\w*)",
    re.I,
)
_MANY = re.compile(r"\b(?:vielschichtig\w*|komplex\w*|verflochten\w*)\b", re.I)
_PLAIN = re.compile(r"\b(?:überschaubar\w*|einfach\w*|klar umrissen\w*)\b", re.I)


def read(text: str) -> Reading | None:
    """Needs, talks and Rechtskreise of one described case; None where the difference is asked for in general."""
    if not _ASKS.search(text) or not _OR.search(text):
        return None
    facts: dict[str, Any] = {}
    words: dict[str, str] = {}
    for q in quantities(text):
        for name, pattern in (("anzahl_bedarfe", _NEEDS), ("gespraeche_bisher", _TALKS), ("rechtskreise", _FIELDS)):
            m = pattern.match(text, q.end)
            if m and not q.share and not (q.article and name == "gespraeche_bisher"):
                _put(facts, words, name, q, text[q.start : m.end()])
    for word, pattern in (("vielschichtig", _MANY), ("ueberschaubar", _PLAIN)):
        m = pattern.search(text)
        if m:
            facts["bedarfslage"], words["bedarfslage"] = word, m[0]
    own = _OWN.search(text)
    if own:
        negated = bool(re.search(r"\b(?:nicht|kaum|nie)\b", text[max(0, own.start() - 25) : own.end()], re.I))
        facts["eigenstaendige_umsetzung"], words["eigenstaendige_umsetzung"] = not negated, own[0]
    described = {"anzahl_bedarfe", "rechtskreise", "gespraeche_bisher"} & set(facts)
    return Reading(CHECK, facts, words) if len(described) >= 2 or ("anzahl_bedarfe" in facts and len(facts) >= 2) else None


def _put(facts: dict[str, Any], words: dict[str, str], name: str, q: Quantity, said: str) -> None:
    if q.value == q.value.to_integral_value():
        facts[name], words[name] = int(q.value), said
