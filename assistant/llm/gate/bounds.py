"""Bounds and periods: “höchstens“, “ab“, “pro Jahr“ of a draft's figure against the source's."""

from __future__ import annotations

import re

from assistant.llm.gate.directions import clause_direction
from assistant.llm.gate.match import Occurrence, Part, context_text
from assistant.llm.gate.stance import frequencies, stance
from assistant.llm.gate.types import Direction

_WHOLE_TOLD = re.compile(r"\b(?:nämlich|davon|darunter|und zwar|verteilt|aufgeteilt)\b", re.I)
_PART_OF = re.compile(r"\b(?:je|jeweils|pro|weitere\w*|davon|einzelne\w*|zusätzlich\w*|noch)\b", re.I)
_LEADS_ON = re.compile(r"(?:maximal\w*|höchst\w*|mindest\w*|max\.|minimal\w*)\s*(?:von\s*|\w+\s)?$", re.I)
_BOTH_ENDS = re.compile(r"\b(?:zwischen|von)\s\d[^,;]*\b(?:und|bis)\s(?:zu\s)?$", re.I)
_FROM_TO = re.compile(r"\bvon\s\d[^,;]*\bbis\szu\s$", re.I)
_ENDING = re.compile(r"\b(?:ende\w*|frist\w*|läuft|läuft aus|befristet|jährlich|bis)\b|frist\b", re.I)
_OF_MONEY = re.compile(r"\b(?:höchst|mindest)(?:betr|summe|förder|satz)|\bobergrenze", re.I)
_EXACT = re.compile(r"\b(?:genau|exakt|fest|pauschal|immer|stets)\b", re.I)
_AS_OF = re.compile(r"\bstand\s*$", re.I)
_MISSED = re.compile(r"\bnicht frist|\bverspät|\bzu spät\b|\bnach ablauf\b", re.I)
_WHOEVER = re.compile(r"^\W*(?:ja|nein)?\W*(?:wer|wenn|falls|sofern|werden|wird)\b", re.I)
_BEGUN = re.compile(r"\b(?:eingerichtet|gegründet|begonnen|begann|besetzt|in kraft|gestartet|startete|eröffnet|beauftragt)\b", re.I)


def period_fits(part: Part, o: Occurrence) -> bool:
    """Whether a number is told for the same rhythm (yearly, monthly) as in its source."""
    if part.figure.kind != "number":
        return True
    mine = frequencies(f"{part.lead} {part.own_text}")
    if "insgesamt" in mine and part.figure.unit != "euro" and _WHOLE_TOLD.search(part.clause + part.text) and not _PART_OF.search(o.clause):
        mine = mine - {"insgesamt"}  # "insgesamt drei Stellen, davon …": the number is the source's, and no part of a larger one
    return mine <= frequencies(context_text(o.evidence, o.position))


def bound_fits(part: Part, sentence: str, o: Occurrence, given: Direction) -> bool:
    """Whether the bound is the source's. `given` is the bound of an earlier figure of the sentence, which holds on: "bis zu 10 oder 20 Euro"."""
    if part.figure.kind == "label":
        return True
    if part.figure.kind == "date":
        if _other_end(part, o):
            return False
        return _date_bound_fits(part.figure.direction, o) or _too_late(part, o)
    of_count = o.figure.unit != "euro" and bool(_OF_MONEY.search(o.clause))
    theirs = o.figure.direction or ("" if of_count else clause_direction(o.clause))
    if part.figure.direction:
        return _same_bound(part.figure.direction, theirs, part, sentence, o)
    if theirs == "le" and _BOTH_ENDS.search(sentence[: part.figure.start][-40:]) and _FROM_TO.search(o.unit.text[: o.figure.start][-60:]):
        return True  # "zwischen 10 und 22" for "von 10 bis zu 22"
    told = {clause_direction(part.clause), clause_direction(_LEADS_ON.sub("", part.own_text))}
    if part.figure.unit != "euro" and _OF_MONEY.search(part.own_text):
        told.add("")  # "vier erhielten den Höchstbetrag" bounds the amount, not the four
    if told == {""} and given and theirs == given and not _EXACT.search(part.clause):
        return True
    return any(_same_bound(mine, theirs, part, sentence, o) for mine in told)


def _other_end(part: Part, o: Occurrence) -> bool:
    """Whether a beginning is told with the date of the end: "begann Ende 2023" for "begann im Mai 2022 und dauert bis Ende 2023"."""
    if part.figure.direction:
        return False
    told = f"{part.lead} {part.text}".replace(part.figure.shown, " ")
    begins = re.search(r"\b(?:begann\w*|beginn\w*|startet\w*|anlief|läuft seit|lief seit)\b", told, re.I)
    ends = re.search(r"\b(?:endete?n?|Ende|lief aus|läuft aus|auslief)\b", told)
    return bool((begins and not ends and o.figure.direction == "end") or (ends and not begins and o.figure.direction == "start"))


def _date_bound_fits(mine: Direction, o: Occurrence) -> bool:
    theirs = o.figure.direction
    if not mine or mine == theirs:
        return True
    since = mine == "start" and bool(_BEGUN.search(o.unit.text))
    return not theirs and (since or (mine == "end" and bool(_ENDING.search(o.clause) or _AS_OF.search(o.unit.text[: o.figure.start]))))


def _too_late(part: Part, o: Occurrence) -> bool:
    """ "wer erst nach dem 31. März zahlt" tells of the same deadline as "bis zum 31.03." where the source tells what follows when it is missed."""
    missed = bool(_MISSED.search(o.evidence.text)) and bool(_WHOEVER.match(part.clause) or _WHOEVER.match(part.own_text))
    return part.figure.direction == "start" and o.figure.direction == "end" and missed


def _same_bound(mine: Direction, theirs: Direction, part: Part, sentence: str, o: Occurrence) -> bool:
    if mine == theirs:
        return True
    if not theirs:
        if mine == "le":
            return bool(clause_direction(context_text(o.evidence, o.position)) == "le" or _end_of_range(o, upper=True))
        return mine == "ge" and _end_of_range(o, upper=False)
    own = sentence if re.match(r"\W*(?:wenn|sofern|falls|die|der|das|mit)\b", part.clause, re.I) else part.clause
    turned = {("ge", "lt"), ("lt", "ge"), ("le", "gt"), ("gt", "le")}
    return (mine, theirs) in turned and stance(own).negated != stance(o.unit.text).negated


def _end_of_range(o: Occurrence, upper: bool) -> bool:
    around = o.unit.text[max(0, o.figure.start - 12) : o.figure.start] if upper else o.unit.text[o.figure.end : o.figure.end + 12]
    return bool(re.search(r"(?:\bbis|-|–|\bund)\s*$" if upper else r"^\s*(?:bis|-|–|und)\b", around))
