"""Reads questions whether a municipality can be funded (check foerderfaehigkeit-kommune)."""

from __future__ import annotations

import re
from typing import Any

from assistant.checks.reading.baustein import BAUSTEIN, bausteine
from assistant.checks.reading.clauses import Topic, stated
from assistant.checks.reading.judged import AMOUNT, FUNDED, YES_NO, plain_question
from assistant.checks.reading.place import body
from assistant.checks.reading.types import Reading

CHECK = "foerderfaehigkeit-kommune"
_KI = r"(?:ki\b|kommunale\w* integrationszentr\w*|integrationszentr\w*|integration cent(?:re|er))"
_PENDING = re.compile(
    r"\b(?:in arbeit|schreiben (?:wir|noch)|schreiben wir (?:gerade|noch)|kommt noch|folgt|steht noch aus|noch aus\b|im entstehen|"
    r"in progress|entwurf|"
    r"erst (?:halb|zur hälfte)|not yet)\b",
    re.I,
)
_CONCEPT = r"(?:umsetzungskonzept\w*|kim-?\s?konzept\w*|(?<!management-)(?<!management )(?<!cm-)(?<!cm )konzept\w*|(?:kim |implementation )?concept)"
TOPICS = (
    Topic(
        "koordination_am_ki",
        re.compile(
            rf"\b(?:koordin\w*|coordinat\w*)\b[^,;.]*\b(?:dort|there|{_KI})|\b(?:am|beim|im|at the|in the|an das|"
            rf"ans) {_KI}[^,;.]*\b(?:koordin\w*|coordinat\w*)|"
            r"\bkoordin\w*[^,;.]*\b(?:in einem (?:anderen )?amt|im sozialamt|außerhalb des ki|woanders|anderswo)",
            re.I,
        ),
        lacking=re.compile(r"\b(?:außerhalb|woanders|anderswo|sozialamt|anderen amt|in einem amt|outside)\b", re.I),
    ),
    Topic("ausnahmegenehmigung", re.compile(r"\bausnahmegenehmigung\w*|\bausnahme des ministeriums|\bspecial permission|\bexemption", re.I)),
    Topic(
        "lenkungsgruppe",
        re.compile(
            r"\b(?:lenkungsgruppe\w*|steuerungsgruppe\w*|lenkungskreis\w*|steering (?:group|"
            r"committee))\b",
            re.I,
        ),
        lacking=_PENDING,
    ),
    Topic("cm_konzept_vorgelegt", re.compile(r"\b(?:case[\s-]?management|cm|fallmanagement)[\s-]*(?:konzept\w*|concept)", re.I), lacking=_PENDING),
    Topic("konzept_vorgelegt", re.compile(rf"\b{_CONCEPT}\b", re.I), lacking=_PENDING),
)
_HAS_KI = Topic(
    "ki_vorhanden",
    re.compile(rf"(?<!am )(?<!beim )(?<!im )(?<!at the )(?<!in the )(?<!außerhalb des )\b{_KI}(?![^,;.]*\bkoordin)", re.I),
    lacking=re.compile(r"\b(?:geschlossen|zugemacht|aufgelöst|aufgegeben|abgeschafft|eingestellt|dichtgemacht|closed|shut)\b", re.I),
)
_WE = re.compile(r"\b(?:wir|uns|unser\w*|ich|mein\w*|bei mir|we|us|our|i|my)\b", re.I)
_TOWN = re.compile(
    r"\b(?:stadt|gemeinde|kommune)\b[^.?!]{0,25}\b(?:gehör\w* (?:zu (?:einem|unserem|dem)|zum)|liegt in einem|liegt im) \w*kreis\b|"
    r"\bkreisangehörige\w*\s+(?:stadt|städte|gemeinde\w*|kommune\w*)|\bkreisangehörig\b|\b(?:our|my|a) (?:town|municipality|city)\b[^.?!]{0,40}"
    r"\b(?:belongs to|part of)\b[^.?!]{0,12}\b(?:kreis|district|county)\b",
    re.I,
)
_DIRECT = re.compile(
    r"\b(?:selbst|selber|direkt\w*|eigenständig\w*|eigene[nr]? antrag|ohne (?:den |unseren )?kreis|auf eigene faust|"
    r"directly|ourselves|on our own|allein\w*|"
    r"unmittelbar|"
    r"wir|we)\b",
    re.I,
)
_ABOUT = re.compile(r"\b(?:baustein\s*[12]|koordin\w*|case[\s-]?manag\w*|cm|kim)\b|\bco-?ordinat\w*", re.I)
_OTHER = re.compile(
    r"\b(?:baustein\s*3|ausländer(?:behörde|amt)\w*|einbürgerung\w*|abh|ebh|jugendamt|integrationsrat|weitere|extra|datenschutz)\b|"
    r"\bfrist\w*|\bbis wann\b",
    re.I,
)


def read(text: str) -> Reading | None:
    """What a municipality states of itself: two facts or more, a town within a Kreis that applies itself, or one condition that is lacking."""
    if not (_ABOUT.search(text) or BAUSTEIN.search(text)) or _OTHER.search(text) or AMOUNT.search(text):
        return None
    put = bool(FUNDED.search(text) and YES_NO.search(text))  # any other plain question counts where more than two conditions are stated
    if not put and not plain_question(text):
        return None
    facts: dict[str, Any] = {}
    words: dict[str, str] = {}
    for topic in (*TOPICS, _HAS_KI):
        said = stated(text, topic)
        if said is not None:
            facts[topic.name], words[topic.name] = said
    town, place = _TOWN.search(text), body(text)
    if town and _DIRECT.search(text):
        facts["gebietskoerperschaft"], words["gebietskoerperschaft"] = "kreisangehoerige_gemeinde", town[0]
    elif place and not town:
        facts["gebietskoerperschaft"], words["gebietskoerperschaft"] = place
    _put_baustein(text, facts, words)
    told = [n for n in facts if n not in ("baustein", "gebietskoerperschaft")]
    if not put and len(told) < 2 and facts.get("gebietskoerperschaft") != "kreisangehoerige_gemeinde":
        return None
    lacking = False in [facts[n] for n in told]
    decided = facts.get("gebietskoerperschaft") == "kreisangehoerige_gemeinde" or (lacking and "baustein" in facts)
    if (len(told) >= 2 or (lacking and "gebietskoerperschaft" in facts)) and (_WE.search(text) or len(told) > 2):
        return Reading(CHECK, facts, words, frame="gut", ask_rest=True)
    return Reading(CHECK, facts, words, frame="gut") if decided and (_WE.search(text) or town) else None


def _put_baustein(text: str, facts: dict[str, Any], words: dict[str, str]) -> None:
    named = {n: w for n, w in bausteine(text).items() if n < 3}
    if len(named) > 1:
        question = re.split(r"(?<=[.!;])\s+", text.strip())[-1]
        named = {n: w for n, w in named.items() if w in question}
    if len(named) > 1 and facts.get("gebietskoerperschaft") == "kreisangehoerige_gemeinde":
        named = dict(sorted(named.items())[:1])  # the same holds for each
    if len(named) == 1:
        facts["baustein"], words["baustein"] = next(iter(named.items()))
        return
    what = r"(?:die |eine |the |unsere )?(?:\w+ )?"
    funded = r"[^.?!,;]{0,50}\b(?:beantrag\w*|förder\w*|gefördert|bekomm\w*|bezahlt|funded)"
    one = re.search(rf"\b(?:für|for|um) {what}(?:koordin\w*|coordinat\w*)|\bkoordinat\w*{funded}", text, re.I)
    two = re.search(
        rf"\b(?:für|for|um) {what}(?:case[\s-]?manag\w*|cm)\b|\b(?:case[\s-]?management|"
        rf"cm)(?:-stellen?)?\b(?!-?konzept){funded}",
        text,
        re.I,
    )
    if not named and bool(one) != bool(two):
        facts["baustein"], words["baustein"] = (1, one[0]) if one else (2, two[0] if two else "")
