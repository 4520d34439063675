"""Denied or not, must, should or may: a clause against the places it rests on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.llm.gate.evidence import Clause, Unit
from assistant.llm.gate.governing import governed, plans
from assistant.llm.gate.match import opening_line
from assistant.llm.gate.places import SUBORDINATE, Spot, nearest, sets_condition
from assistant.llm.gate.stance import attributes_denied, stance
from assistant.llm.gate.types import Problem
from assistant.llm.gate.words import supports

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
    told, reason = _apart(clause.text)
    mine = stance(told)
    conditional = sets_condition(clause, sentence)
    related = conditional or _relative(clause.text, sentence)
    before = _governing(clause.text, sentence) if governed(clause.text) and not mine.modals and not _relative(clause.text, sentence) else ""
    planned = plans(before or told)
    negation = modal = False
    top = best[0].score
    for s in (s for s in best if s.score >= SAME_PLACE * top):
        for near in _predicate(clause, s.unit, nearest(clause, s.unit, related)):
            if _left_open(near, s.unit) and not _ASKING.search(sentence):
                continue  # what is still to be examined is not so
            theirs, whole = stance(near.text), stance(s.unit.text)
            if (
                _missed(clause.text, s, conditional)
                or _denied_of(clause, sentence, s.unit)
                or _without(clause, sentence, s.unit.text)
                or _excepted(clause.text, sentence, s.unit.text)
                or _negation_fits(
                    mine.negated, theirs.negated, mine.only or stance(sentence).only, whole.only, clause.text, near.text, sentence, s.unit.text
                )
            ):
                negation = True
                modals = theirs.modals or stance(opening_line(s.evidence, s.position)).modals
                if not modals and governed(near.text) and _MEANS.search(_before(near.text, s.unit.text)):
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
                    or _PURPOSE.match(clause.text)
                    or _PURPOSE.match(before)
                    or (said <= {"soll", "kann"} and _AIMS.match(sentence) and _PURPOSE.match(near.text))
                    or ("muss" in said and _comes_first(sentence, s.unit.text))
                    or (said <= {"muss"} and _only_with(clause, near))
                    or (not said and _REASON_NAMED.match(sentence) and _REASON_GIVEN.match(s.unit.text))
                    or maybe
                    or (
                        "muss" in said
                        and before
                        and _EXAMPLES.match(clause.text)
                        and _modal_fits(mine.modals, modals, theirs.negated, mine.negated, sentence)
                    )
                    or conditional
                    or turned_bound(clause.text, s.unit.text)
                ):
                    modal = True
    if not negation:
        return Problem("verneinung", "Verneinung stimmt nicht mit der Quelle überein")
    if not modal:
        return Problem("modalitaet", "Müssen, Sollen oder Können stimmt nicht mit der Quelle überein")
    return None


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


_MEANS = re.compile(r"\b(?:beabsichtig\w+|plan(?:t|en|te|ten)|will|woll\w+|sollt?e?n?|vorgesehen|angestrebt|strebt\w*|verfolgt)\b", re.I)


def _before(clause: str, unit: str) -> str:
    """What stands before a clause in its sentence."""
    at = unit.find(clause.strip()[:25])
    return unit[: max(at, 0)]


def _relative(clause: str, sentence: str) -> bool:
    """Whether a clause stands in a relative clause: "Menschen, die aufgenommen sind und keinen Zugang haben"."""
    at = sentence.find(clause.strip()[:25])
    return bool(re.search(r"[A-ZÄÖÜ]\w+,\s(?:die|der|das|deren|denen|dem)\s[^,;:]*$", sentence[: at + len(clause)])) and ", " in sentence[: at + 5]


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


def _missed(clause: str, s: Spot, conditional: bool) -> bool:
    """ "Wer … nicht zurückgezahlt hat" for "nicht fristgemäß zurückgezahlte", "wer nicht mitmacht" where taking part is free."""
    if not conditional or not stance(clause).negated:
        return False
    late = re.search(r"\bbis\b|\bspätestens\b|rechtzeitig|pünktlich|frist", clause, re.I) and re.search(
        r"nicht frist|verspät|zu spät", s.evidence.text, re.I
    )
    return bool(late) or bool(re.search(r"freiwillig", s.unit.text, re.I))


def _excepted(clause: str, sentence: str, unit: str) -> bool:
    """ "ob … ausnahmsweise nicht …" for "über Ausnahmen von dieser Regelung"."""
    named = re.search(r"genehmig|entscheid", sentence) and re.search(r"ausnahmsweise", clause, re.I)
    asks = re.match(r"\W*(?:ob|dass|wann)\b", clause, re.I) or named
    return bool(asks) and bool(re.search(r"ausnahm", clause, re.I)) and bool(re.search(r"ausnahm", unit, re.I))


_AIMS = re.compile(r"^\W*(?:So|Auf diese Weise|Dadurch|Hierdurch|Damit|Dies|Das)\s(?:soll|sollen|sollte|sollten|kann|können)\b", re.I)
_REASON_NAMED = re.compile(r"^\W*(?:Grundlage|Basis|Grund|Hintergrund|Ursache|Anlass)\b[^,;:]*?\b(?:ist|war|sind|waren)\b", re.I)
_REASON_GIVEN = re.compile(r"^\W*(?:vor dem hintergrund|aufgrund|auf (?:der )?grund|wegen|angesichts|auf basis|infolge)\b", re.I)
_FIRST = re.compile(r"\b(?:zuvor|vorher|davor|vorab|bis dahin|voraussetzung|bedingung|vorausgesetzt)\b", re.I)
_BEHIND = re.compile(r"\b(?:nach|nachdem|sobald)\s(?P<r>[^,;.]+)", re.I)


def _only_with(clause: Clause, near: Clause) -> bool:
    """ "Nötig ist die Erklärung" for "ohne die Erklärung dürfen keine Daten …"."""
    found = re.search(r"\bohne\s(?P<r>(?:[\w:-]+\s){1,4})(?=.*\b(?:kein|nicht))", near.text, re.I)
    nouns = [w for w in clause.words if w.noun and not w.neutral]
    return found is not None and any(w.shown.lower()[:9] in found["r"].lower() for w in nouns)


def _comes_first(sentence: str, unit: str) -> bool:
    """ "Zuvor muss der Haushalt verabschiedet sein" for "nach Verabschiedung des Haushaltes": every word stands behind the "nach"."""
    behind = " ".join(m["r"] for m in _BEHIND.finditer(unit)).lower()
    words = [w.lower() for w in re.findall(r"[^\W\d_]{6,}", sentence) if not _FIRST.match(w) and not stance(w).modals]
    return bool(_FIRST.search(sentence)) and bool(words) and all(w[:6] in behind for w in words)


def _denied_of(clause: Clause, sentence: str, unit: Unit) -> bool:
    """ "Beträge, die nicht fristgemäß zurückgezahlt werden, …" for "nicht fristgemäß zurückgezahlte Beträge …", said of the same thing."""
    if not stance(clause.text).negated or not (SUBORDINATE.match(clause.text) or _HEADED.match(clause.text)):
        return False
    denied = {a.lower()[:-1] for a in attributes_denied(unit.text)}
    own = [w.shown.lower() for w in clause.words if w.shown[0].islower()]
    rest = set(re.findall(r"[A-ZÄÖÜ][\w:*-]{3,}", sentence.replace(clause.text.strip(), "")))
    held = [w for w in rest if w.lower()[:6] in unit.text.lower()]
    return any(o.startswith(d[:-2]) or d.startswith(o) for d in denied for o in own if len(o) > 4) and 2 * len(held) > len(rest)


def _without(clause: Clause, sentence: str, unit: str) -> bool:
    """ "keine Daten verarbeiten, solange die Erklärung fehlt" for "ohne die Erklärung keine Daten"."""
    sides = re.split(r",\s(?=(?:solange|wenn|falls|sofern|bevor|ehe)\b)", sentence)
    both = len(sides) == 2 and all(stance(side).negated for side in sides)
    return both and bool(re.search(r"\bohne\b", unit, re.I)) and not stance(unit).negated and stance(clause.text).negated


_HEADED = re.compile(r"^\W*(?:(?:die|der|das|deren|denen|dem|welche\w*)\s|(?:[A-ZÄÖÜ][a-zäöü]+(?:t|en)|Sind|Ist)\s)")
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
