"""Reads questions on how case-management posts are shared out between Kommune and free carriers (check cm-stellen-verteilung)."""

from __future__ import annotations

import re
from typing import Any

from assistant.checks.reading.numbers import Quantity, plain, quantities
from assistant.checks.reading.types import Reading

CHECK = "cm-stellen-verteilung"
_CM = re.compile(r"\b(?:case[\s-]?manag\w*|cm|cm-stelle\w*|baustein\s*2)\b", re.I)
_CARRIER = r"(?:freie\w* (?:träger\w*|wohlfahrts\w*)|träger\w*|wohlfahrts\w*|verb[aä]nd\w*|caritas|diakonie|awo|drk|carriers?)"
_TOWN = r"(?:kommun\w*|stadt|städtisch\w*|kreis\w*|selbst|selber|bei uns|im haus|ki\b|sozialamt)"
_ASKS = re.compile(
    r"\b(?:drittel|mindestens|empfehl\w*|empfohlen|wie ?viele?|zu wenig|zu viele?|reicht|okay|ok|in ordnung|passt|dürfen|"
    r"darf|können|erlaubt|minimum)\b",
    re.I,
)
_TO_CARRIER = re.compile(rf"^[^.?!;\d]{{0,45}}\b{_CARRIER}", re.I)
_TO_TOWN = re.compile(rf"^[^.?!;\d]{{0,40}}\b{_TOWN}", re.I)
_TOTAL = re.compile(r"^\s*(?:\w+e[nrs]?\s+)?(?:\w+-)?(?:case[\s-]?manag\w*|cm|stellen|vz[äa]e?|posts?)", re.I)
_OTHER = re.compile(r"\b(?:fogs|bericht\w*|landtag\w*|tab\.|tabelle|2021|2022)\b", re.I)


def read(text: str) -> Reading | None:
    """The total and its parts, where the total or both parts are said."""
    if not _CM.search(text) or not _ASKS.search(text) or _OTHER.search(text):
        return None
    if not re.search(rf"\b{_CARRIER}", text, re.I) and not re.search(r"\bdrittel\b", text, re.I):
        return None
    facts: dict[str, Any] = {}
    words: dict[str, str] = {}
    for q in (q for q in quantities(text) if not q.share and not q.article):
        rest = text[q.end :]
        if re.match(r"\s*(?:€|euro|prozent|%|jahre|monat|fäll)", rest, re.I):
            continue
        name = "stellen_gesamt" if "stellen_gesamt" not in facts and _TOTAL.match(rest) and not _part(rest) else _part(rest)
        if name is None or name in facts:
            continue
        facts[name], words[name] = plain(q.value), _said(text, q)
    known = {"stellen_gesamt", "stellen_kommune", "stellen_freie_traeger"} & set(facts)
    if "stellen_gesamt" not in facts and len(known) == 2:
        facts["stellen_gesamt"] = facts["stellen_kommune"] + facts["stellen_freie_traeger"]
    total = facts.get("stellen_gesamt")
    if total is None:
        return None
    for one, other in (("stellen_kommune", "stellen_freie_traeger"), ("stellen_freie_traeger", "stellen_kommune")):
        if one in facts and other not in facts and facts[one] <= total:
            facts[other] = total - facts[one]
    if any(facts.get(n, 0) > total for n in ("stellen_kommune", "stellen_freie_traeger")):
        return None
    return Reading(CHECK, facts, words, extras={"drittel": total})


def _part(rest: str) -> str | None:
    carrier, town = _TO_CARRIER.match(rest), _TO_TOWN.match(rest)
    if carrier and town:
        return "stellen_freie_traeger" if carrier.end() < town.end() else "stellen_kommune"
    return "stellen_freie_traeger" if carrier else "stellen_kommune" if town else None


def _said(text: str, q: Quantity) -> str:
    return text[q.start : q.end + 20].split(",")[0].strip()
