"""Reads questions whether a case is case management or a Kurzberatung (check beratungsform)."""

from __future__ import annotations

import re
from typing import Any

from assistant.checks.reading.clauses import clauses
from assistant.checks.reading.numbers import Quantity, quantities
from assistant.checks.reading.types import Reading

CHECK = "beratungsform"
_ASKS = re.compile(
    r"\b(?:kurzberatung\w*|(?:case[\s-]?management|cm)[\s-]fall\w*|fall fürs case|beratungsform\w*|"
    r"(?:case[\s-]?management|\bcm\b)[^.?!]{0,25}\b(?:eröffn\w*|einleit\w*|start\w*|aufnehm\w*|anfang\w*|anleg\w*|"
    r"nötig|nehmen|sinnvoll)|kurz berat\w*|(?:case[\s-]?management|cm)\s*\?|"
    r"short[\s-](?:term )?(?:counsel|advice|consult)\w*)",
    re.I,
)
_OR = re.compile(
    r"\b(?:oder|schon|noch|zählt|zählen|gilt|ist das|wäre das|wird|einordnen|soll\w*|brauch\w*|reicht|nötig|"
    r"einstufen|passt|eher|welche|or(?= )|is this|"
    r"is that)\b",
    re.I,
)
_BOTH = re.compile(r"\bkurz ?berat\w*\b.*\b(?:case|cm)\b|\b(?:case|cm)\b.*\bkurz ?berat", re.I | re.S)
_CLIENT = re.compile(
    r"\b(?:ein\w*|mein\w*|der|die|den|unser\w*)\s+(?:\w+\s+)?(?:klient\w*|ratsuchende\w*|familie|mutter|vater|frau|mann|person|jugendliche\w*)", re.I
)
_BARE = re.compile(r"\b(?:kurzberatung|case[\s-]?management)\s*\?\s*$", re.I)
_TIMES = re.compile(r"\b(zwei|drei|vier|fünf|sechs|\d{1,2})\s?mal\b", re.I)
_NEEDS = re.compile(
    r"\s*(?:(?:klar|eng|gut|sehr|recht|ganz|\w+e[nrs]?)\s+){0,3}(?:bedarfe?n?|anliegen|problem\w*|themen|fragen|frage(?=\s+zu)|baustellen|needs|issues)\b",
    re.I,
)
_TALKS = re.compile(r"\s*(?:\w+\s+)?(?:gespräche?n?|termine?n?|beratungen|treffen|mal\b|talks?|meetings?)", re.I)
_FIELDS = re.compile(r"\s*(?:\w+e[nrs]?\s+)?(?:rechtskreise?n?|rechtsgebiete?n?|areas? of law)\b", re.I)
_ALONE = r"(?:selbst|selber|selbstständig|selbständig|eigenständig|allein\w*|by (?:himself|herself|themselves)|on (?:his|her|their) own)"
_DOES = (
    r"(?:umsetz\w*|umgesetzt|erledig\w*|regel\w*|geregelt|weiter\w*|kümmer\w*|schaff\w*|klar\w*|hin\b|hinbekomm\w*|bekommt|kriegt|gehen|"
    r"geht|handle\w*|manage[sd]?)"
)
_OWN = re.compile(rf"\b{_ALONE}\b[^.;!?]{{0,40}}?\b{_DOES}|\b{_DOES}\b[^.;!?]{{0,30}}?\b{_ALONE}\b", re.I)
_DENIED = re.compile(r"\b(?:nicht|nichts|kaum|nie|kein\w*|not|cannot|can't|nothing|hardly)\b", re.I)
_MANY = re.compile(
    r"\b(?:vielschichtig\w*|komplex\w*|verflochten\w*|verwoben\w*|verzahnt\w*|verworren\w*|verstrickt\w*|verzwickt\w*|verknüpft\w*|verkettet\w*|unübersichtlich\w*|kompliziert\w*|ineinander\w*|"
    r"zusammenhäng\w*|h[äa]ng\w*[^.;!?]{0,30}\bzusammen|zusammenhängt|"
    r"complex|intertwined|"
    r"multi-?layered)\b",
    re.I,
)
_PLAIN = re.compile(
    r"\b(?:überschaubar\w*|klar umrissen\w*|übersichtlich\w*|unproblematisch\w*|unkompliziert\w*|simple|straightforward|manageable)\b", re.I
)


def read(text: str) -> Reading | None:
    """Needs, talks and Rechtskreise of one described case; None where the difference is asked for in general."""
    if not _ASKS.search(text) or not (_OR.search(text) or _BARE.search(text)):
        return None
    facts: dict[str, Any] = {}
    words: dict[str, str] = {}
    for q in quantities(text):
        for name, pattern in (("anzahl_bedarfe", _NEEDS), ("gespraeche_bisher", _TALKS), ("rechtskreise", _FIELDS)):
            m = pattern.match(text, q.end)
            if m and not q.share and not (q.article and name == "gespraeche_bisher"):
                _put(facts, words, name, q, text[q.start : m.end()])
    times = _TIMES.search(text)
    if times and "gespraeche_bisher" not in facts and (number := quantities(times[1])):
        facts["gespraeche_bisher"], words["gespraeche_bisher"] = int(number[0].value), times[0]
    _put_situation(text, facts, words)
    own = _OWN.search(text)
    if own:
        said = ", ".join(c.text.strip() for c in clauses(text) if c.start < own.end() and c.start + len(c.text) > own.start())
        facts["eigenstaendige_umsetzung"], words["eigenstaendige_umsetzung"] = not _DENIED.search(said), said
    described = {"anzahl_bedarfe", "rechtskreise", "gespraeche_bisher", "bedarfslage", "eigenstaendige_umsetzung"} & set(facts)
    enough = len(described) >= 2 or (described and _BOTH.search(text) and _CLIENT.search(text))
    return Reading(CHECK, facts, words, ask_rest=True) if enough else None


def _put(facts: dict[str, Any], words: dict[str, str], name: str, q: Quantity, said: str) -> None:
    if q.value == q.value.to_integral_value():
        facts[name], words[name] = int(q.value), said


def _put_situation(text: str, facts: dict[str, Any], words: dict[str, str]) -> None:
    """Whether the needs are called complex or simple; "nicht komplex" is no statement of the other."""
    found = []
    for word, pattern in (("vielschichtig", _MANY), ("ueberschaubar", _PLAIN)):
        m = pattern.search(text)
        if m and not re.search(r"\b(?:nicht|kaum|not|weniger|wenig)\s+(?:\w+\s+)?$", text[: m.start()], re.I):
            found.append((word, m[0]))
    if len(found) == 1:
        facts["bedarfslage"], words["bedarfslage"] = found[0]
