"""Reads questions on how case-management posts are shared out between Kommune and free carriers (check cm-stellen-verteilung)."""

from __future__ import annotations

import re
from typing import Any

from assistant.checks.reading.baustein import IMMIGRATION_OFFICE
from assistant.checks.reading.clauses import Topic, clauses, stated
from assistant.checks.reading.numbers import Quantity, quantities
from assistant.checks.reading.types import Reading
from assistant.plain import plain_number

CHECK = "cm-stellen-verteilung"
_CM = re.compile(r"\b(?:case[\s-]?manag\w*|cm|cm-stelle\w*|baustein\s*2)\b", re.I)
_CARRIER = (
    r"(?:(?:freie\w*|freigemeinnützige\w*)\s+(?:träger\w*|wohlfahrts\w*)|\w*träger\w*|wohlfahrts\w*|\w*verb[aä]nd\w*|caritas|diakonie|awo|drk|"
    r"rotes? kreuz|parität\w*|carriers?|welfare (?:organi[sz]ations?|associations?))"
)
_TOWN = r"(?:kommun\w*|stadt|städtisch\w*|stadtverwaltung|kreis\w*|selbst|selber|bei uns|im haus|ki\b|sozialamt|municipality|city|town)"
_SHARED = re.compile(
    r"\b(?:drittel|mindestens|empfehl\w*|empfohlen|wie ?viele?|zu wenig|zu viele?|genug|minimum|at least|how many|"
    r"recommend\w*)\b",
    re.I,
)
_ORDER = re.compile(
    r"\b(?:reicht|okay|ok|in ordnung|passt|dürfen|darf|können|erlaubt|erfüllt|erfüllen|geht das|geht so|zulässig|richtig so|sauber|"
    r"regelkonform|bedingung\w*|"
    r"all ?right|allowed|conditions?|fine)\b",
    re.I,
)
_TO_CARRIER = re.compile(rf"^[^.?!;\d]{{0,45}}\b{_CARRIER}", re.I)
_TO_TOWN = re.compile(rf"^[^.?!;\d]{{0,40}}\b{_TOWN}", re.I)
_TOTAL = re.compile(r"^\s*(?:\w+e[nrs]?\s+)?(?:\w+-)?(?:case[\s-]?manag\w*|cm|stellen|vz[äa]e?|posts?)", re.I)
_OTHER = re.compile(r"\b(?:fogs|\w*bericht\w*|landtag\w*|tab\.|tabelle|2021|2022)\b", re.I)
_ALL = re.compile(r"\balle\s+(?:unsere\s+)?$", re.I)
_OF_ALL = re.compile(r"^\s*(?:unserer|der|von|von (?:den|unseren|unsern|insgesamt)|of|of (?:our|the))\s*$", re.I)
_OF = re.compile(r"\b(?:von|of)\s+(?:(?:den|unseren|insgesamt|our|the)\s+)*$", re.I)
TOPICS = (
    Topic("in_auslaenderbehoerde", IMMIGRATION_OFFICE),
    Topic(
        "weiterleitungsvertrag_muster",
        re.compile(r"\b(?:muster\w*|vertragsmuster\w*|mustervertr\w*|anlage 4|weiterleitungsvertr\w*|model contract|template)\b", re.I),
        given=re.compile(
            r"\b(?:mit dem|nach dem|auf dem|nutzen|verwend\w*|genommen|using)\b(?![^.]*\b(?:statt|nicht|kein\w*|eigene\w*|"
            r"selbst)\b)[^.]*\b(?:muster|anlage 4|template)",
            re.I,
        ),
        lacking=re.compile(r"\b(?:statt|anstelle|anstatt|eigene[nrm]?|selbst|individuell\w*|formlos\w*|instead|own)\b", re.I),
    ),
    Topic(
        "ausserhalb_jmd_mbe",
        re.compile(r"\b(?:jmd|mbe|jugendmigrationsdienst\w*|migrationsberatung\w*)\b", re.I),
    ),
)
_OUTSIDE = re.compile(r"\b(?:außerhalb|ausserhalb|getrennt|unabhängig|neben|abgegrenzt|nicht|kein\w*|outside|separate\w*|not)\b", re.I)
_INSIDE = re.compile(r"\b(?:gehör\w*|teil de[rs]|zum|beim|aus dem|über den|über die|im topf|part of|within)\b", re.I)


def read(text: str) -> Reading | None:
    """The total and its parts where they are said, and what is said of contract, JMD and MBE and the Ausländerbehörde."""
    if not _CM.search(text) or not (_SHARED.search(text) or _ORDER.search(text)) or _OTHER.search(text):
        return None
    if not re.search(rf"\b{_CARRIER}", text, re.I) and not re.search(
        r"\bdrittel\b|\bmindestens\b|\bbei (?:der|den) kommune|"
        r"\bbeim kreis",
        text,
        re.I,
    ):
        return None
    facts: dict[str, Any] = {}
    words: dict[str, str] = {}
    _put_posts(text, facts, words)
    _put_conditions(text, facts, words)
    conditions = {t.name for t in TOPICS} & set(facts)
    if not _complete(facts) or ("stellen_gesamt" not in facts and len(facts) < 2):
        return None
    if conditions and _ORDER.search(text):
        return Reading(CHECK, facts, words, frame="gut", extras={"bedingungen": True}, ask_rest=True)
    return Reading(CHECK, facts, words) if "stellen_gesamt" in facts else None


def _put_posts(text: str, facts: dict[str, Any], words: dict[str, str]) -> None:
    numbers = [q for q in quantities(text) if not q.share and not q.article]
    for i, q in enumerate(numbers):
        rest = text[q.end : numbers[i + 1].start if i + 1 < len(numbers) else None]
        if i + 1 < len(numbers) and _OF_ALL.match(rest):  # "drei unserer acht Case Manager sitzen bei der Caritas"
            rest = text[numbers[i + 1].end : numbers[i + 2].start if i + 2 < len(numbers) else None]
            name = _part(_TOTAL.sub("", rest))
            if name is not None and name not in facts:
                facts[name], words[name] = plain_number(q.value), text[q.start : numbers[i + 1].end]
                facts["stellen_gesamt"], words["stellen_gesamt"] = plain_number(numbers[i + 1].value), numbers[i + 1].text
            continue
        if re.match(r"\s*(?:€|euro|prozent|%|jahre|monat|fäll)", rest, re.I):
            continue
        part = _part(rest)
        whole = "stellen_gesamt" not in facts and bool(_TOTAL.match(rest))
        if whole and part and (_ALL.search(text[: q.start]) or re.search(r"\balle\b", rest, re.I)):
            facts["stellen_gesamt"] = plain_number(q.value)
        name = "stellen_gesamt" if whole and (not part or _OF.search(text[: q.start])) else part
        if name is not None and name not in facts:
            facts[name], words[name] = plain_number(q.value), _said(q, rest)


def _put_conditions(text: str, facts: dict[str, Any], words: dict[str, str]) -> None:
    for topic in TOPICS[:2]:
        said = stated(text, topic)
        if said is not None:
            facts[topic.name], words[topic.name] = said
    for c in clauses(text):
        if TOPICS[2].thing.search(c.text) and TOPICS[2].name not in facts:
            outside, inside = bool(_OUTSIDE.search(c.text)), bool(_INSIDE.search(c.text))
            if outside or inside:
                facts[TOPICS[2].name], words[TOPICS[2].name] = outside, c.text.strip()


def _complete(facts: dict[str, Any]) -> bool:
    """Adds the total of two parts, or the other part; False where the parts are more than the whole."""
    one, other = "stellen_kommune", "stellen_freie_traeger"
    if "stellen_gesamt" not in facts and one in facts and other in facts:
        facts["stellen_gesamt"] = facts[one] + facts[other]
    total = facts.get("stellen_gesamt")
    if total is None:
        return True
    if one in facts and other in facts:
        return bool(facts[one] + facts[other] <= total)
    for known, left in ((one, other), (other, one)):
        if known in facts and facts[known] <= total:
            facts[left] = total - facts[known]
            break
    return all(facts.get(n, 0) <= total for n in (one, other))


def _part(rest: str) -> str | None:
    carrier, town = _TO_CARRIER.match(rest), _TO_TOWN.match(rest)
    if carrier and town:
        return "stellen_freie_traeger" if carrier.end() < town.end() else "stellen_kommune"
    return "stellen_freie_traeger" if carrier else "stellen_kommune" if town else None


def _said(q: Quantity, rest: str) -> str:
    return (q.text + " ".join(rest.split(",")[0].split(" ")[:5])).strip()
