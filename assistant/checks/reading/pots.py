"""The further pots of Baustein 1 in a question: Veranstaltungen, Maßnahmen, days of external advice; and which part of the money is asked for."""

from __future__ import annotations

import re
from typing import Any

from assistant.checks.reading.clauses import Topic, stated
from assistant.checks.reading.numbers import quantities
from assistant.checks.reading.types import Scope

EVENTS = re.compile(r"\b(?:veranstalt\w*|fachtag\w*|workshop\w*|events?|conferences?)\b", re.I)
MEASURES = re.compile(r"\b(?:maßnahmen?\w*|massnahmen?\w*|schnittstellen\w*|measures)\b", re.I)
_TOPICS = (Topic("veranstaltungen", EVENTS, plans=True), Topic("massnahmen", MEASURES, plans=True))
_ADVICE = re.compile(
    r"\b(?:beratungstage?\w*|tage\w*\s+(?:\w+\s+)?extern\w*|externe\w*\s+(?:begleitung|beratung)\w*|external advice|"
    r"days of advice)",
    re.I,
)
_DAY = re.compile(r"\s*(?:beratungstage?\w*|tage?\w*|days?)\b", re.I)
_PERSONNEL = re.compile(
    r"\b(?:personal(?!stell|abteil|rat\b|amt|decke|dezern|verwalt|wechsel|mangel)\w*|gehalts?\w*|gehälter\w*|löhne|lohnkosten|"
    r"staff costs?|personnel|salar(?:y|ies)|wages)\b",
    re.I,
)
_MATERIAL = re.compile(
    r"\b(?:sach(?:kosten|ausgaben|mittel|pauschale)\w*|arbeitspl[aä]tz\w*|ap\b|büro\w*|ausstattung\w*|einrichtung\w*|möbel\w*|rechner|laptop\w*|"
    r"workplaces?|equipment|material costs?)\b",
    re.I,
)
_WITHOUT = r"\b(?:ohne|nicht|abzüglich|without|excluding|kein\w*)\s+(?:(?:die|das|den|dem|der|the)\s+)?"
_NO_PERSONNEL = re.compile(_WITHOUT + _PERSONNEL.pattern, re.I)
_NO_MATERIAL = re.compile(_WITHOUT + _MATERIAL.pattern, re.I)
_ADDED = re.compile(
    rf"\b(?:mit|samt|inklusive|inkl\.?|einschließlich|incl\.?|including|with|plus|und|sowie|auch|\+)\s+(?:(?:dem|der|den|einem|allen?|"
    rf"the)\s+)?{_MATERIAL.pattern}|"
    rf"{_MATERIAL.pattern}\s+(?:eingeschlossen|inbegriffen|inklusive|inkl\.?|(?:mit )?eingerechnet|mitgerechnet|dazu|mit drin|auch|included)",
    re.I,
)


def scope(text: str) -> Scope:
    """Personalausgaben only, Sachausgaben only, or all: one of them alone is meant only where the other is not named with it."""
    if _NO_PERSONNEL.search(text):
        return "sach"
    if _NO_MATERIAL.search(text):
        return "personal"
    personnel, material = bool(_PERSONNEL.search(text)), bool(_MATERIAL.search(text))
    if personnel != material:
        return "personal" if personnel else "alles" if _ADDED.search(text) else "sach"
    return "alles"


def put_pots(text: str, facts: dict[str, Any], words: dict[str, str]) -> None:
    """What a question says of the further pots; what it does not name is none."""
    for topic in _TOPICS:
        said = stated(text, topic)
        facts[topic.name] = bool(said and said[0])
        words[topic.name] = said[1] if said and not said[0] else _named(topic, text) if said else ""
    days = next((q for q in quantities(text) if _DAY.match(text, q.end)), None)
    said_days = days if days and _ADVICE.search(text) else None
    facts["beratungstage"] = int(said_days.value) if said_days else 0
    words["beratungstage"] = f"{said_days.text} Tage externe Begleitung" if said_days else ""


def _named(topic: Topic, text: str) -> str:
    m = topic.thing.search(text)
    return m[0] if m else ""
