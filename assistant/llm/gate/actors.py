"""Who a clause speaks of: an office, the Land, the Kommune named in a clause must be named at the place it rests on, and not in another matter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.llm.gate.evidence import Clause, Unit
from assistant.llm.gate.match import context
from assistant.llm.gate.places import VERB_FIRST, Spot, clause_keys, nearest
from assistant.llm.gate.types import Problem
from assistant.llm.gate.words import Lexicon, Word, supports

_ACTORS = """Land Bund EU Kommune Kreis Stadt Gemeinde KI KfI ABH EBH Bezirksregierung Ministerium Bewilligungsbehörde
    Jobcenter Träger Wohlfahrtspflege
    Koordination Case
    Verwaltungsassistenz Lenkungsgruppe Rat Kreistag Jugendamt Schulamt Sozialamt Integrationsrat Landtag Projektgruppe Arbeitsgruppe Lehrkräfte
    Ausländerbehörde Einbürgerungsbehörde
    Ehrenamtliche Stammpersonal Kreisverwaltung kreisfrei kreisangehörig Jugendmigrationsdienst Migrationsberatung Agentur Arnsberg"""
_INSTITUTIONS = frozenset({"~ministerium", "~kfi", "~bewilligung", "~zentrum", "~behoerde-abh", "~behoerde-ebh", "~land", "~bund", "~kommune"})
_PARTIES = _INSTITUTIONS | {"~koordination", "~case-management", "~assistenz", "~lenkung", "~wohlfahrt"}
_APPLIES = re.compile(r"\b(?:be)?antrag|\bantr[aä]g|einreich|reicht\b.*\bein\b|nachweis", re.I)
_SIDE = re.compile(r"^\W*(?:wenn|sofern|falls|soweit|sobald|solange|wer|die|der|das|deren|denen|dem)\s(?!.{0,40}$)", re.I)
_GIVES = re.compile(r"förder|schuss|zahl|gewähr|finanz|bewillig|stellt|übernimm", re.I)


def actors(lexicon: Lexicon) -> frozenset[str]:
    """Keys of the words that say who does or gets something."""
    return frozenset().union(*(w.keys for w in lexicon.words(_ACTORS)))


NO_OFFICE = re.compile(r"(?:programm|projekt|richtlinie|gesetz|mittel|förderung|konzept|erlass)(?:e[nsr]?|s|n)?$", re.I)  # none that acts


def _acts(word: Word, clause: Clause, s: Spot, sentence_keys: frozenset[str], acting: frozenset[str]) -> bool:
    """Whether the source's place names this actor; named only around it, it must not stand in for another one."""
    if communal(word, s.unit):
        return True
    if supports(word, s.unit.keys):
        return _same_part(word, clause, s, sentence_keys, acting)
    others = set(s.unit.keys & acting & _INSTITUTIONS) - sentence_keys
    return not others and supports(word, context(s.evidence, s.position))


def communal(word: Word, unit: Unit) -> bool:
    """ "der Kommune" for "kommunal"."""
    return bool(re.fullmatch(r"Kommunen?", word.shown) and re.search(r"\bkommunal", unit.text, re.I))


def _same_part(word: Word, clause: Clause, s: Spot, sentence_keys: frozenset[str], acting: frozenset[str]) -> bool:
    """Within a long sentence: the part that says the rest of the clause does not name somebody else instead."""
    rest = tuple(w for w in clause.words if not (w.keys & acting))
    if len([w for w in rest if not w.neutral]) < 2:
        return True
    saying = tuple(w for w in rest if not w.noun and not w.neutral and supports(w, s.unit.keys))
    side = _SIDE.match(clause.text) or VERB_FIRST.match(clause.text)
    if side and any(supports(word, c.keys) for c in nearest(clause, s.unit, conditional=True)):
        return True
    near = nearest(Clause(clause.text, saying or rest, clause.keys), s.unit)
    return any(supports(word, c.keys) or not (set(c.keys & acting & _PARTIES) - sentence_keys) for c in near)


def check_who(clause: Clause, sentence: str, best: Sequence[Spot], acting: frozenset[str], lexicon: Lexicon) -> Problem | None:
    """Whether everybody who acts in a clause does so in the passages that carry it best (`acting`: keys of those who act in the sentence); the
    problem, or None."""
    sentence_keys = clause_keys(sentence, lexicon)
    for word in clause.words:
        if NO_OFFICE.search(word.shown) and any({k for k in word.keys if k[0] not in "~#"} & s.evidence.keys for s in best):
            continue  # "das Landesprogramm" is not the Land
        if word.neutral or not (word.keys & acting) or _names_place(word, clause, best, lexicon):
            continue
        if not any(_acts(word, clause, s, sentence_keys, acting) or usual(word, clause.text, s, acting) for s in best):
            return Problem("bezug", f"„{word.shown}“ gehört in der Quelle nicht zu dieser Aussage")
        if _office_elsewhere(word, clause, best, sentence_keys, acting):
            return Problem("bezug", f"„{word.shown}“ gehört in der Quelle zu einer anderen Aussage")
    return None


def _names_place(word: Word, clause: Clause, best: Sequence[Spot], lexicon: Lexicon) -> bool:
    """ "die Stadt Münster" in a document about Münster is what it is about."""
    found = re.search(re.escape(word.shown) + r"\s(?P<n>[A-ZÄÖÜ]\w+)", clause.text) if re.fullmatch(r"Stadt|Kreis|Gemeinde", word.shown) else None
    return found is not None and any(w.keys & s.evidence.local for w in lexicon.words(found["n"]) for s in best)


_OFFICES = frozenset({"~ministerium", "~kfi", "~bewilligung", "~zentrum", "~behoerde-abh", "~behoerde-ebh"})


def _office_elsewhere(word: Word, clause: Clause, best: Sequence[Spot], sentence_keys: frozenset[str], acting: frozenset[str]) -> bool:
    """Whether the places that name an office have no noun of the clause, and one that has them all names another office."""
    nouns = [w for w in clause.words if w.noun and not w.neutral and not w.keys & acting]
    if not nouns or not word.keys & _OFFICES or any(any(supports(n, s.unit.keys) for n in nouns) for s in best if supports(word, s.unit.keys)):
        return False
    return any(all(supports(n, s.unit.keys) for n in nouns) and (s.unit.keys & _OFFICES) - sentence_keys for s in best)


def usual(word: Word, clause: str, s: Spot, acting: frozenset[str]) -> bool:
    """The Land as the one who pays and the Kommune as the one who is funded need not be named, where the source names nobody else."""
    others = {k for k in context(s.evidence, s.position) & acting if k.startswith("~")}
    if re.fullmatch(r"Land(?:es)?", word.shown):
        return bool(_GIVES.search(clause)) and not others & {"~kommune", "~bund"}
    if re.fullmatch(r"Kommunen?", word.shown):
        if _APPLIES.search(clause) and not {k for k in s.unit.keys & acting if k[0] == "~"} - {"~land", "~case-management"}:
            return True
        return not others & {"~land", "~ministerium", "~kfi", "~bewilligung", "~zentrum", "~behoerde-abh", "~behoerde-ebh", "~lenkung"}
    return False
