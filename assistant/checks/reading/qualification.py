"""What a question says of a post and the person on it: additional or not, Stammpersonal, degree, Laufbahngruppe."""

from __future__ import annotations

import re
from typing import Any

from assistant.checks.reading.additional import additional
from assistant.checks.reading.clauses import Topic, clauses, stated

TOPICS = (
    Topic(
        "stammpersonal",
        re.compile(
            r"\b(?:stammpersonal|stammkr[äa]ft\w*|stammbelegschaft|unbefristet\w*|von außen|extern\w*|"
            r"neu(?:\s+\w+){0,6}\s+eingestellt\w*|neueinstellung|nicht bei (?:der (?:stadt|kommune|verwaltung)|uns|"
            r"dem kreis|einer kommune)|newly hired|permanent staff|externally|"
            r"from outside)\b",
            re.I,
        ),
        lacking=re.compile(
            r"\b(?:von außen|extern\w*|neu(?:\s+\w+){0,6}\s+eingestellt\w*|neueinstellung|nicht bei (?:der|uns|dem|einer)|"
            r"newly hired|from outside|externally)\b",
            re.I,
        ),
        plans=True,
    ),
    Topic(
        "ersatz_geschaffen",
        re.compile(r"\b(?:ersatz\w*|nachbesetz\w*|nachbesetzt|backfill\w*|replacement|replaced)\b", re.I),
        plans=True,
    ),
    Topic("befristeter_vertrag_verlaengert", re.compile(r"\b(?:befristet\w*[^.?!]{0,40}verlänger\w*|verlänger\w*[^.?!]{0,40}befristet\w*)", re.I)),
    Topic(
        "laufbahngruppe_2_1_geprueft",
        re.compile(r"\b(?:laufbahngruppe\w*|laufbahn\s*2|lg\s*2(?:[.,]\s*1)?|career group)\b", re.I),
    ),
)
# that there never was a limited contract is said without speaking of extending it
_LIMITED = Topic("befristet", re.compile(r"\bbefristet\w*", re.I))
_DEGREE = re.compile(r"\b(?:studium|studiert\w*|hochschul\w*|bachelor\w*|master\w*|diplom\w*|b\.\s?a\.|m\.\s?a\.|degree|studied|university)\b", re.I)
_LIKE = re.compile(r"\b(?:vergleichbar\w*|gleichwertig\w*|comparable|equivalent)\b", re.I)
_NONE_AT_ALL = re.compile(
    r"\b(?:ohne|kein\w*|weder|no|without)\s+(?:\w*(?:einschlägige|passende|fachliche|jeden|jeglichen|jede|formalen|"
    r"relevant)\w*\s+)?(?:abschluss|qualifikation|qualification)\b",
    re.I,
)
_FOREIGN = re.compile(r"\b(?:fachfremd\w*|nicht einschlägig\w*|andere\w* fach)\b", re.I)


def put(text: str, facts: dict[str, Any], words: dict[str, str]) -> None:
    """Every fact of the post and the person that is stated; a permanent post alone makes nobody Stammpersonal when it is newly filled."""
    if (new := additional(text)) is not None:
        facts["zusaetzlich"], words["zusaetzlich"] = new
    for topic in TOPICS:
        said = stated(text, topic)
        if said is not None:
            facts[topic.name], words[topic.name] = said
    never = stated(text, _LIMITED)
    if never is not None and not never[0]:
        facts["befristeter_vertrag_verlaengert"], words["befristeter_vertrag_verlaengert"] = never
    if facts.get("befristeter_vertrag_verlaengert") is True and "unbefristet" not in text.lower():
        facts.pop("stammpersonal", None)
        words.pop("stammpersonal", None)
    if facts.get("stammpersonal") is True and "unbefristet" in words["stammpersonal"].lower():
        facts.setdefault("befristeter_vertrag_verlaengert", False)
    degree = _degree(text)
    if degree:
        facts["abschluss"], words["abschluss"] = degree


def _degree(text: str) -> tuple[str, str] | None:
    """A degree, a comparable qualification, or neither; "kein Studium" alone leaves open whether something comparable is there."""
    said: dict[str, bool] = {}
    quoted: list[str] = []
    for c in clauses(text):
        for kind, pattern in (("hochschulabschluss", _DEGREE), ("vergleichbar", _LIKE)):
            if pattern.search(c.text) and c.denied is not None:
                said[kind] = said.get(kind, False) or not c.denied
                quoted.append(c.text.strip())
    if _FOREIGN.search(text):
        return None
    for kind in ("hochschulabschluss", "vergleichbar"):
        if said.get(kind):
            return kind, quoted[0]
    nothing = _NONE_AT_ALL.search(text)
    if nothing and "hochschulabschluss" not in said and "vergleichbar" not in said:
        return "keiner", nothing[0]
    return ("keiner", "; ".join(quoted)) if len(said) == 2 else None
