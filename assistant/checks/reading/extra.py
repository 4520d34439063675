"""Reads questions whether a Kreis gets a further Koordinierungsstelle for a town in it (check weitere-koordinierungsstelle)."""

from __future__ import annotations

import re
from typing import Any

from assistant.checks.reading.baustein import IMMIGRATION_OFFICE
from assistant.checks.reading.clauses import Topic, stated
from assistant.checks.reading.judged import AMOUNT
from assistant.checks.reading.types import Reading

CHECK = "weitere-koordinierungsstelle"
_STELLE = r"(?:koordinierungsstelle\w*|koordinationsstelle\w*|koordinator\w*|coordinat\w*)"
_TOPIC = re.compile(rf"\b(?:weitere\w*|zusätzliche\w*|eigene\w*|extra|noch eine|additional|further|another)[\s-]+(?:\w+\s+)?{_STELLE}", re.I)
_TOWN = re.compile(
    r"\bkreisangehörig\w*|\b(?:stadt|gemeinde|kommune|town|municipality|city)\b[^.?!]{0,40}\b(?:gehör\w*|im|"
    r"in unserem|in einem|belongs to|in the|in our)\s+"
    r"(?:zu[rm]?\s+)?(?:einem\s+|the\s+|a\s+)?(?:kreis|district|county)\w*",
    re.I,
)
TOPICS = (
    Topic("auslaenderbehoerde", IMMIGRATION_OFFICE),
    Topic("jugendamt", re.compile(r"\b(?:jugendamt\w*|youth (?:welfare )?office)\b", re.I)),
    Topic(
        "integrationsrat_oder_ausschuss", re.compile(r"\b(?:integrations(?:rat|rats|ausschuss|beirat)\w*|integration (?:council|committee))\b", re.I)
    ),
    Topic(
        "antrag_durch_kreis",
        re.compile(
            r"\b(?:kreis|district|county)\b[^.;!?,]{0,40}\b(?:antr[aä]g\w*|beantrag\w*|appl\w*)|\b(?:antrag|beantrag\w*)\b[^.;!?,]{0,30}\bkreis", re.I
        ),
        plans=True,
    ),
)


def read(text: str) -> Reading | None:
    """What is stated of the town: two of the four conditions or more."""
    if not _TOPIC.search(text) or AMOUNT.search(text):
        return None
    facts: dict[str, Any] = {}
    words: dict[str, str] = {}
    for topic in TOPICS:
        said = stated(text, topic)
        if said is not None:
            facts[topic.name], words[topic.name] = said
    if len(facts) < 2:
        return None
    if set(facts) == {t.name for t in TOPICS[:3]} and all(facts.values()):
        return None  # all is there at the town: that the Kreis must apply is what the rule itself says
    town = _TOWN.search(text)
    if town:
        facts["kreisangehoerige_kommune"], words["kreisangehoerige_kommune"] = True, town[0]
    return Reading(CHECK, facts, words, frame="gut", ask_rest=True)
