"""Reads questions whether a municipality can be funded (check foerderfaehigkeit-kommune)."""

from __future__ import annotations

import re
from typing import Any

from assistant.checks.reading.budget import body
from assistant.checks.reading.types import Reading

CHECK = "foerderfaehigkeit-kommune"
_ASKS = re.compile(
    r"\b(?:förder\w*|gefördert\w*|antrag\w*|antragsberechtigt|beantrag\w*|bekomm\w*|krieg\w*|mitmachen|geld|zuwendung\w*|"
    r"fund\w*|appl(?:y|ication)\w*|eligible|receive)\b",
    re.I,
)
_TOWN = re.compile(
    r"\bkreisangehörige\w*\s+(?:stadt|städte|gemeinde\w*|kommune\w*)|\bkreisangehörig\b|\b(?:our|my|a) (?:town|municipality|"
    r"city)\b[^.?!]{0,40}\b(?:belongs to|part of)\b[^.?!]{0,12}"
    r"\b(?:kreis|district|county)\b",
    re.I,
)
_DIRECT = re.compile(
    r"\b(?:selbst|selber|direkt\w*|eigenständig\w*|eigene[nr]? antrag|ohne (?:den |unseren )?kreis|directly|ourselves|"
    r"on our own|allein\w*|unmittelbar)\b",
    re.I,
)
_ABOUT = re.compile(r"\b(?:baustein\s*[12]|koordin\w*|case[\s-]?manag\w*|cm|kim)\b|\bco-?ordinat\w*", re.I)
_THREE = re.compile(
    r"\b(?:baustein\s*3|ausländer(?:behörde|amt)\w*|einbürgerung\w*|abh|ebh|jugendamt|integrationsrat|weitere|zusätzlich\w*|extra)\b", re.I
)
_NO_KI = re.compile(r"\b(?:kein\w*|ohne|no)\s+(?:eigenes?\s+|own\s+)?(?:kommunales? integrationszentrum|ki\b|integrationszentrum)", re.I)
_NO_GROUP = re.compile(r"\b(?:kein\w*|ohne)\s+(?:\w+\s+){0,2}(?:lenkungsgruppe|steuerungsgruppe)\b", re.I)
_NO_CONCEPT = re.compile(r"\b(?:kein\w*|ohne)\s+(?:\w+\s+){0,2}(?:umsetzungskonzept|kim-konzept)\b", re.I)
_YES_NO = re.compile(
    r"(?:^|[.!?,–-]\s*|\b(?:und|aber|oder)\s+)(?:können|kann|dürfen|darf|bekommen|bekommt|kriegen|kriegt|werden|wird|sind|ist|geht|can|may|are|do)\b",
    re.I,
)


def read(text: str) -> Reading | None:
    """The facts that decide on their own: a town within a Kreis that wants to apply itself, a missing KI, Lenkungsgruppe or concept."""
    if not _ASKS.search(text) or not _ABOUT.search(text) or _THREE.search(text) or not _YES_NO.search(text):
        return None
    facts: dict[str, Any] = {}
    words: dict[str, str] = {}
    town = _TOWN.search(text)
    if town and _DIRECT.search(text):
        facts["gebietskoerperschaft"], words["gebietskoerperschaft"] = "kreisangehoerige_gemeinde", town[0]
    for name, pattern in (("ki_vorhanden", _NO_KI), ("lenkungsgruppe", _NO_GROUP), ("konzept_vorgelegt", _NO_CONCEPT)):
        m = pattern.search(text)
        if m:
            facts[name], words[name] = False, m[0]
    place = body(text)
    if place and not town:
        facts["gebietskoerperschaft"], words["gebietskoerperschaft"] = place
    if not any(v is False for v in facts.values()) and facts.get("gebietskoerperschaft") != "kreisangehoerige_gemeinde":
        return None
    facts["baustein"] = 2 if re.search(r"\bbaustein\s*2\b", text, re.I) else 1
    words["baustein"] = ""
    return Reading(CHECK, facts, words, frame="gut")
