"""Reads questions where a person may be referred to (check verweisberatung)."""

from __future__ import annotations

import re
from typing import Any

from assistant.checks.reading.types import Reading

CHECK = "verweisberatung"
_AGE = re.compile(
    r"\b(\d{1,2})[\s-]*(?:jahre\w*|jährig\w*|jaehrig\w*|years?)\b(?!\s+(?:in deutschland|hier|geduldet|alt\w* richtlinie))|\b(\d{1,2})-year-old\b",
    re.I,
)
_WHERE = re.compile(
    r"\b(?:wohin|an wen|an welche\w*|welche\w* (?:dienst|beratung|stelle|angebot)\w*|verweis\w*|weiterverweis\w*|schick\w*|"
    r"vermittel\w*|zuständig\w*|where|refer)\b",
    re.I,
)
_STATUS = (
    ("gestattung", re.compile(r"\b(?:aufenthalts)?gestattung\w*|\bgestattet\w*|\basylverfahren\b", re.I)),
    ("duldung", re.compile(r"\b(?:duldung\w*|geduldet\w*|tolerated)\b", re.I)),
    ("niederlassungserlaubnis", re.compile(r"\bniederlassungserlaubnis\w*", re.I)),
    ("aufenthaltserlaubnis", re.compile(r"\baufenthaltserlaubnis\w*|\bresidence permit\b", re.I)),
)
_FIELDS = (
    ("sgb2", re.compile(r"\b(?:jobcenter\w*|bürgergeld\w*|buergergeld\w*|sgb\s*(?:ii|2))\b", re.I)),
    ("sgb3", re.compile(r"\b(?:arbeitslosengeld\w*|agentur für arbeit|sgb\s*(?:iii|3))\b", re.I)),
    ("sgb8", re.compile(r"\b(?:jugendamt\w*|jugendhilfe\w*|sgb\s*(?:viii|8))\b", re.I)),
    ("sgb12", re.compile(r"\b(?:grundsicherung im alter|sgb\s*(?:xii|12))\b", re.I)),
)


def read(text: str) -> Reading | None:
    """Age, status and Rechtskreis of one person who is to be referred; None without an age or where a service is asked about in general."""
    ages = {a or b for a, b in _AGE.findall(text)}
    if len(ages) != 1 or not _WHERE.search(text):
        return None
    facts: dict[str, Any] = {"alter": int(next(iter(ages)))}
    found = _AGE.search(text)
    words = {"alter": found[0] if found else ""}
    for name, options in (("aufenthaltsstatus", _STATUS), ("rechtskreis", _FIELDS)):
        hits = [(word, m[0]) for word, pattern in options if (m := pattern.search(text))]
        if len(hits) == 1:
            facts[name], words[name] = hits[0]
        elif len(hits) > 1:
            return None
    if "aufenthaltsstatus" not in facts and "rechtskreis" not in facts:
        return Reading(CHECK, facts, words, ("aufenthaltsstatus",))
    return Reading(CHECK, facts, words)
