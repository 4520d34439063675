"""Reads questions on the number of cases: posts, running cases, and how many of them are case-management cases (check fallzahl)."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from assistant.checks.reading.numbers import Quantity, plain, quantities
from assistant.checks.reading.posts import MIXED, posts
from assistant.checks.reading.types import Reading

CHECK = "fallzahl"
_CASES = re.compile(
    r"\s*(?:\w+e[nrs]?\s+){0,2}(?:fäll\w*|faell\w*|klient\w*|begleitung\w*|familien|personen|leute|menschen|ratsuchende\w*|cases?|clients?)\b", re.I
)
_TOPIC = re.compile(r"\b(?:fallzahl\w*|fäll\w*|faelle\w*|klient\w*|begleitung\w*|caseload|cases?|clients?|betreu\w*|ratsuchende\w*)\b", re.I)
_ASKS = re.compile(
    r"\b(?:wie ?viele?|welche[rnsm]?|wieviele?|zu ?viel\w*|zu ?wenig\w*|zu hoch|zu niedrig|okay|ok|in ordnung|im rahmen|"
    r"passt|empfohlen\w*|empfehl\w*|empfiehlt|richtwert|normal|"
    r"how many|too many|recommended|vertretbar|machbar|soll\w*|reicht|angemessen|üblich)\b",
    re.I,
)
_SHARE = re.compile(r"\b(?:davon|anteil|drittel|echte\w*|richtige\w*|reine\w*|of them|of these)\b", re.I)
_REAL = re.compile(r"\b(?:case[\s-]?manag\w*|cm-?fäll\w*|cm\b|kurzberatung\w*)", re.I)
_BAD = re.compile(r"\bzu ?(?:viel\w*|hoch|wenig\w*|niedrig|gering)|\btoo (?:many|few)\b|überlast\w*|überschr\w*", re.I)
_GOOD = re.compile(r"\b(?:okay|ok|in ordnung|im rahmen|passt|vertretbar|angemessen|normal)\b", re.I)
_PART = re.compile(r"\b(?:stelle|stellen|vz[äa]e?|teilzeit|stellenanteil|umfang|vollzeit\w*|post|fte)\b", re.I)
_OTHER = re.compile(r"\b(?:bericht\w*|fogs|landtag\w*|landesweit|2021|2022|euro|€|datenbank)\b", re.I)


def read(text: str) -> Reading | None:
    """The facts of a question on the caseload, or None when it holds whatever the facts ("Welche Fallzahl wird empfohlen?")."""
    if not _TOPIC.search(text) or not _ASKS.search(text) or _OTHER.search(text):
        return None
    share = _post(text)
    counted = [q for q in quantities(text) if not q.share and not q.article and _CASES.match(text, q.end)]
    if len(counted) > 2 or (MIXED.search(text) and len(counted) != 1 and not _SHARE.search(text)):
        return None
    facts: dict[str, Any] = {}
    words: dict[str, str] = {}
    if share is not None:
        facts["vzae"], words["vzae"] = plain(share[0]), share[1]
    if counted:
        facts["laufende_faelle"], words["laufende_faelle"] = int(counted[0].value), _with_cases(text, counted[0])
    third = bool(counted) and bool(_SHARE.search(text)) and bool(_REAL.search(text)) and bool(re.search(r"\bwie ?viele?\b|how many", text, re.I))
    if third:
        return Reading(CHECK, {"vzae": 1, **facts}, words, extras={"drittel": counted[0].value})
    if not facts or facts == {"vzae": 1}:
        return None
    if "vzae" not in facts:
        if not re.search(r"\bzu ?viel|zu ?wenig|okay|\bok\b|im rahmen|in ordnung|passt|too many|vertretbar|angemessen|normal", text, re.I):
            return None
        return Reading(CHECK, facts, words, ("vzae",), frame=_frame(text))
    return Reading(CHECK, facts, words, frame=_frame(text))


def _frame(text: str) -> Any:
    return "schlecht" if _BAD.search(text) else "gut" if _GOOD.search(text) else ""


def _with_cases(text: str, q: Quantity) -> str:
    m = _CASES.match(text, q.end)
    return text[q.start : m.end()] if m else q.text


def _post(text: str) -> tuple[Decimal, str] | None:
    """The post the cases are held against: a named one, else the one share or number of posts in the text."""
    named = [p for p in posts(text) if p.function == "case_management"]
    if len(named) == 1 and named[0].value is not None:
        return named[0].value, named[0].words
    loose = [q for q in quantities(text) if (q.share and not _CASES.match(text, q.end)) or _PART.match(text[q.end :].lstrip(" -"))]
    loose = [q for q in loose if not q.article or re.match(r"\s*(?:volle|ganze|vollzeit)", text[q.end :], re.I)]
    if len(loose) == 1:
        return loose[0].value, text[loose[0].start : loose[0].end + 10].strip()
    if not loose and len(named) == 1 and re.search(r"\b(?:ein|eine|einem|einer|a|one)\s+(?:volle\w*\s+)?vollzeit\w*|\bvollzeit\w*", text, re.I):
        return Decimal(1), named[0].words
    return None
