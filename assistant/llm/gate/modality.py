"""Denied or not, must, should or may: a clause against the places it rests on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.llm.gate.equivalents import PURPOSE, demanded_alike, denied_alike, opposites, turned_bound
from assistant.llm.gate.evidence import Clause, Unit
from assistant.llm.gate.figures import figures
from assistant.llm.gate.governing import INFINITIVE, governed, plans
from assistant.llm.gate.match import opening_line
from assistant.llm.gate.places import SUBORDINATE, Spot, nearest, sets_condition
from assistant.llm.gate.stance import stance
from assistant.llm.gate.types import Problem
from assistant.llm.gate.words import supports

SAME_PLACE = 0.93  # places about as good as the best one count for "nicht", "muss" and "kann"
_ASKING = re.compile(r"\bob\b|prüf|entsch[ei]+d|\bfrag|\boffen\b", re.I)
_INDIRECT = re.compile(r"^\W*(?:wo|ob|wie|welche\w*)\b", re.I)
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
    told, reason = _apart(clause.text)
    mine = stance(sentence if _THAT_IS.match(told) and figures(told) else told)
    conditional = sets_condition(clause, sentence)
    related = conditional or _relative(clause.text, sentence)
    before = _governing(clause.text, sentence) if governed(clause.text) and not mine.modals and _leaning(clause.text, sentence) else ""
    planned = plans(before or told)
    negation = modal = False
    top = best[0].score
    for s in (s for s in best if s.score >= SAME_PLACE * top):
        for near in _predicate(clause, s.unit, nearest(clause, s.unit, related)):
            if _left_open(near, s.unit) and not _ASKING.search(sentence):
                continue  # what is still to be examined is not so
            both = _REQUIRES.search(near.text) and _REQUIRES.search(told) and stance(_REQUIRES.sub(" ", told)).modals
            theirs, whole = stance(_REQUIRES.sub(" ", near.text) if both else near.text), stance(s.unit.text)
            mine = stance(_REQUIRES.sub(" ", told)) if both else mine
            if denied_alike(clause, sentence, s, conditional) or _negation_fits(
                mine.negated, theirs.negated, mine.only or stance(sentence).only, whole.only, clause.text, near.text, sentence, s.unit.text
            ):
                negation = True
                modals = theirs.modals or stance(opening_line(s.evidence, s.position)).modals
                if not modals and governed(near.text) and not _OF_WHICH.match(near.text) and _MEANS.search(_before(near.text, s.unit.text)):
                    modals = frozenset({"soll"})
                if not modals and (mine.modals or before) and not _INDIRECT.match(near.text):
                    modals = _main_modals(s.unit)
                said = mine.modals or stance(before).modals
                if s.evidence.former and "soll" not in modals and re.search(r"\bsollten?\b", clause.text, re.I):
                    said = said - {"soll"}  # a plan told in the past
                maybe = reason and said == {"kann"} and bool(_POSSIBLE.search(_around_text(s)))
                if not said and planned and "soll" in modals:
                    said = frozenset({"soll"})
                modals = modals - _lent(told, near.text)
                if (
                    _modal_fits(said, modals, theirs.negated, mine.negated, sentence if not said else clause.text)
                    or PURPOSE.match(clause.text)
                    or PURPOSE.match(before)
                    or demanded_alike(clause, sentence, near, s, said)
                    or maybe
                    or (
                        "muss" in said
                        and before
                        and _EXAMPLES.match(clause.text)
                        and _modal_fits(mine.modals, modals, theirs.negated, mine.negated, sentence)
                    )
                    or conditional
                ):
                    modal = True
    if not negation:
        return Problem("verneinung", "Verneinung stimmt nicht mit der Quelle überein")
    if not modal:
        return Problem("modalitaet", "Müssen, Sollen oder Können stimmt nicht mit der Quelle überein")
    return None


_REQUIRES = re.compile(r"\b(?:erfordert|erfordern|verlangt|verlangen)\b")  # the same verb on both sides says nothing of the clause's muss or kann
_THAT_IS = re.compile(r"^\W*(?:das|dies)\s(?:war|waren|ist|sind|entspricht|entsprach)\b", re.I)  # the same told again in a figure
_EXAMPLES = re.compile(r"^\W*(?:etwa|zum Beispiel|z\.\s?B\.|beispielsweise|wie|oder|und|[A-ZÄÖÜ]\w+)\b")
_POSSIBLE = re.compile(r"\b(?:kann|können|könn\w+|möglich\w*|gegebenenfalls|ggf)\b", re.I)
_BECAUSE = re.compile(r"^\W*(?:ja,\s)?(?:weil|da|denn)\s|,\s(?P<r>(?:weil|da|denn|obwohl)\s)", re.I)
_LENT = re.compile(r"\s(?:und|sowie)\s(?P<p>[^,;]*\b(?:gestattet|erlaubt|empfohlen|verpflichtet|ermöglicht))\W*$", re.I)


def _apart(text: str) -> tuple[str, bool]:
    """The statement of a clause without the reason joined to it, and whether the clause is a reason itself."""
    found = _BECAUSE.search(text)
    if found and found["r"]:
        return text[: found.start()], False
    return text, found is not None


def _predicate(clause: Clause, unit: Unit, near: Sequence[Clause]) -> Sequence[Clause]:
    """The clauses that have the draft's verb, where the nearest ones by their nouns do not."""
    verbs = [w for w in clause.words if not w.noun and not w.neutral and not w.telling]
    having = [c for c in unit.clauses if any(supports(w, c.keys) for w in verbs) and not SUBORDINATE.match(c.text)]
    told = any(stance(c.text).modals for c in near)
    return having if having and near and not told and not any(c in having for c in near) else near


_OF_WHICH = re.compile(  # "…, an dem auch die Stadt …"
    r"^\W*(?:an|in|bei|mit|von|aus|auf|unter|für)\s(?:dem|der|denen|die|das)\s(?:auch\s)?(?:die|der|das|eine?)\s"
)
_MEANS = re.compile(r"\b(?:beabsichtig\w+|plan(?:t|en|te|ten)|will|woll\w+|sollt?e?n?|vorgesehen|angestrebt|strebt\w*|verfolgt)\b", re.I)


def _before(clause: str, unit: str) -> str:
    """What stands before a clause in its sentence."""
    at = unit.find(clause.strip()[:25])
    return unit[: max(at, 0)]


def _relative(clause: str, sentence: str) -> bool:
    """Whether a clause stands in a relative clause: "Menschen, die aufgenommen sind und keinen Zugang haben"."""
    at = sentence.find(clause.strip()[:25])
    return bool(re.search(r"[A-ZÄÖÜ]\w+,\s(?:die|der|das|deren|denen|dem)\s[^,;:]*$", sentence[: at + len(clause)])) and ", " in sentence[: at + 5]


def _leaning(clause: str, sentence: str) -> bool:
    """Whether a clause without a verb of its own is an infinitive or a list, and no relative clause."""
    return bool(INFINITIVE.search(clause)) or not _relative(clause, sentence)


def _governing(clause: str, sentence: str) -> str:
    """What stands before a clause in its sentence."""
    return re.split(r"[;](?=\s)", _before(clause, sentence))[-1]


def _around_text(s: Spot) -> str:
    units = s.evidence.units[max(0, s.position - 1) : s.position + 2]
    return " ".join(u.text for u in units)


def _lent(told: str, near: str) -> frozenset[str]:
    """Modals that only a second verb of the source's clause brings in: "hat reagiert und den Kommunen gestattet"."""
    found = _LENT.search(near)
    if not found or re.search(r"gestatt|erlaub|empf|verpflicht|möglich|\bdürf|\bdarf\b", told, re.I):
        return frozenset()
    own = set(re.findall(r"[a-zäöüß]{5,}", told.lower()))
    return frozenset() if own & set(re.findall(r"[a-zäöüß]{5,}", found["p"].lower())) else stance(found["p"]).modals


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
