"""Denied or not, must, should or may: a clause against the places it rests on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.llm.gate_evidence import Clause, Unit
from assistant.llm.gate_match import opening_line
from assistant.llm.gate_places import Spot, nearest, sets_condition
from assistant.llm.gate_stance import (
    stance,
)
from assistant.llm.gate_types import Problem

SAME_PLACE = 0.93  # places about as good as the best one count for "nicht", "muss" and "kann"
_ASKING = re.compile(r"\bob\b|prüf|entsch[ei]+d|\bfrag|\boffen\b", re.I)
_INDIRECT = re.compile(r"^\W*(?:wo|ob|wie|welche\w*)\b", re.I)
_PURPOSE = re.compile(r"^\W*(?:damit|um)\b", re.I)
_SIDE_CLAUSE = re.compile(
    r"^\W*(?:wenn|sofern|falls|soweit|weil|da|damit|um|(?:die|der|das|deren|denen|dem|welche\w*)\s(?!.*\b(?:muss|"
    r"müssen)\s\w+$))\b",
    re.I,
)
_FUNDING = re.compile(
    r"förder|zuschuss|schuss|zahl|gewähr|finanz|bewillig|erhält|erhalten|bekomm|gibt|gelder|mittel|übernimm|übernomm|beträgt|bereit|"
    r"verfügung|steht|stehen|zusteh|sind es",
    re.I,
)


def _main_modals(unit: Unit) -> frozenset[str]:
    """Must, should and may of a sentence outside its conditions and relative clauses."""
    main = [c.text for c in unit.clauses if not _SIDE_CLAUSE.match(c.text)]
    return frozenset().union(*(stance(t).modals for t in main)) if main else stance(unit.text).modals


def check_stance(clause: Clause, sentence: str, best: Sequence[Spot]) -> Problem | None:
    """Whether negation and müssen/sollen/können agree with the nearest clause of the source; the problem, or None."""
    mine = stance(clause.text)
    conditional = sets_condition(clause, sentence)
    negation = modal = False
    top = best[0].score
    for s in (s for s in best if s.score >= SAME_PLACE * top):
        for near in nearest(clause, s.unit, conditional):
            if _left_open(near, s.unit) and not _ASKING.search(sentence):
                continue  # what is still to be examined is not so
            theirs, whole = stance(near.text), stance(s.unit.text)
            if _negation_fits(
                mine.negated, theirs.negated, mine.only or stance(sentence).only, whole.only, clause.text, near.text, sentence, s.unit.text
            ):
                negation = True
                modals = theirs.modals or stance(opening_line(s.evidence, s.position)).modals
                if not modals and mine.modals and not _INDIRECT.match(near.text):
                    modals = _main_modals(s.unit)
                said = mine.modals
                if s.evidence.former and "soll" not in modals and re.search(r"\bsollten?\b", clause.text, re.I):
                    said = said - {"soll"}  # a plan told in the past
                if (
                    _modal_fits(said, modals, theirs.negated, mine.negated, sentence if not mine.modals else clause.text)
                    or _PURPOSE.match(clause.text)
                    or conditional
                    or turned_bound(clause.text, s.unit.text)
                ):
                    modal = True
    if not negation:
        return Problem("verneinung", "Verneinung stimmt nicht mit der Quelle überein")
    if not modal:
        return Problem("modalitaet", "Müssen, Sollen oder Können stimmt nicht mit der Quelle überein")
    return None


def _left_open(near: Clause, unit: Unit) -> bool:
    """Whether a clause stands in an indirect question: "soll geprüft werden, ob …"."""
    found = re.search(r"(?:prüf|klär|entsch[ei]+d)\w*[^.;]*?\bob\b", unit.text)
    return bool(re.match(r"\W*ob\b", near.text)) or (found is not None and unit.text.find(near.text[:20]) >= found.end())


def _negation_fits(mine: bool, theirs: bool, only: bool, source_only: bool, clause: str, near: str, sentence: str, unit: str) -> bool:
    if mine == theirs:
        return True
    if mine and source_only and re.search(r"\b(?:außer|es sei denn|ohne|sonst|andere\w*)\b", sentence, re.I):
        return True
    if mine != theirs and turned_bound(clause, unit):
        return True  # the figures' check compares the bounds together with the negation
    return mine != theirs and bool(opposites(clause, near))


_BOUND = r"\b(?:weniger als|unter|mindestens|wenigstens|mehr als|über|höchstens|erst ab)\s(?:\w+\s){0,2}(?:\d|halb)"


def turned_bound(clause: str, unit: str) -> bool:
    """Whether both bound a figure, so that "nicht unter" may stand for "mindestens"."""
    return bool(re.search(_BOUND, clause, re.I) and re.search(_BOUND, unit, re.I)) and stance(clause).negated != stance(unit).negated


_OPPOSITE = (
    (r"verspätet|zu spät|versäumt", r"fristgemäß|fristgerecht|rechtzeitig|pünktlich"),
    (r"unaufgefordert", r"anforderung|aufforderung"),
    (r"verloren|verlier", r"verlust"),
    (r"freiwillig", r"verpflicht|pflicht|zwingend|muss|müssen|zwang|sanktion"),
    (r"\boffen|unbesetzt|vakant|frei\b", r"\bbesetzt"),
    (r"zusätzlich|\bneue?", r"vorhanden|bestehend|bereits"),
    (r"vollfinanz|vollständig|komplett", r"eigenanteil|eigenmittel"),
)


def opposites(a: str, b: str) -> bool:
    """Whether one side denies what the other says with the opposite word ("freiwillig" – "nicht verpflichtend")."""
    return any((re.search(x, a, re.I) and re.search(y, b, re.I)) or (re.search(y, a, re.I) and re.search(x, b, re.I)) for x, y in _OPPOSITE)


def _modal_fits(mine: frozenset[str], theirs: frozenset[str], source_negated: bool, negated: bool, clause: str) -> bool:
    """ "muss" needs "muss", "soll" needs "soll"; "kann" may stand for a plain statement; a plain statement not for "soll" or "kann"."""
    if negated and source_negated:
        return not mine or not theirs or bool(mine & theirs)
    turned = source_negated != negated
    if mine:
        fits = {
            "soll": "soll" in theirs,
            "muss": "muss" in theirs or (turned and "kann" in theirs),
            "kann": "kann" in theirs or not theirs or (turned and "muss" in theirs),
        }
        return all(fits[m] for m in mine)
    if "soll" in theirs and "muss" not in theirs:
        return False
    return not ("kann" in theirs and theirs == {"kann"}) or bool(_FUNDING.search(clause)) or negated
