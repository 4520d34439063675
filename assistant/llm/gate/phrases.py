"""Where and with what something is done: a noun behind a preposition that the source's sentence does not have, in place of the one it has.

"Der Zeitraum wird in der Richtlinie festgelegt" has all its words from a passage that says "Geltung der Richtlinie" in its heading and "im Bescheid
festgelegt" in its sentence. And who is in charge: "zuständig" belongs to the party of its own clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.llm.gate.evidence import Clause
from assistant.llm.gate.figures import figures
from assistant.llm.gate.places import Spot
from assistant.llm.gate.roles import Roles
from assistant.llm.gate.types import Problem
from assistant.llm.gate.words import Lexicon, supports

_GROUPS = {
    **dict.fromkeys(("in", "im"), "in"),
    **dict.fromkeys(("bei", "beim"), "bei"),
    **dict.fromkeys(("durch", "von", "vom", "seitens"), "durch"),
    "über": "über",
    "an": "an",
    "auf": "auf",
}
_PHRASE = re.compile(
    r"\b(?P<p>(?i:in|im|bei|beim|durch|seitens|über|an|auf))\s(?:(?:de[mrns]|die|das|eine[mrns]?|ihre[mrn]?|seine[mrn]?)\s)?(?:[a-zäöüß-]+e[nrsm]?\s){0,2}(?P<n>[A-ZÄÖÜ][\w:*-]+)"
)
_CARRIED = re.compile(r"^\W*(?:Sie|Er|Es|Diese[rs]?)\b")
_FINITE = re.compile(r"\b(?:ist|sind|war|waren|obliegt|obliegen|verantwortet|verantworten)\b")
_RUNS = re.compile(r"\b(?:beginn\w*|begann\w*|start\w*|endet\w*|läuft|lief|laufen|gilt|galt)\b", re.I)
_SINCE = re.compile(r"\b(?:mit|ab|seit|nach|bis)\s(?:(?:zu[mr]|de[mrn]|eine[mrn]?)\s)?(?:[a-zäöüß-]+e[nrm]\s)?(?P<n>[A-ZÄÖÜ][\w:*-]+)")
_OWNED = re.compile(r"\b(?P<h>[A-ZÄÖÜ][\w:*-]{3,})\s(?:de[rs]|eine[rs])\s(?:[a-zäöüß-]+en?\s)?(?P<n>[A-ZÄÖÜ][\w:*-]+)")
_PLACED_OF = re.compile(
    r"\b(?P<p>(?i:in|im|bei|beim|an|auf|durch))\s(?:de[mnr]\s)?(?P<h>[A-ZÄÖÜ][\w-]{4,})\s(?:de[rs])\s(?P<o>[A-ZÄÖÜ][\w-]+(?:\s[A-ZÄÖÜ]\w+)?)"
)
_HAS = re.compile(r"\b(?:hat|haben|hatten?|verfügt|verfügen|verfügten?|besitzt|besitzen)\b")
_LIES_WITH = re.compile(
    r"\b(?:liegt|liegen|lag|lagen)\s(?:\w+\s)?bei\s(?:de[nmr]\s)?(?P<o>[A-ZÄÖÜ][\w:-]+)|\b[Bb]ei\s(?:de[nmr]\s)?(?P<q>[A-ZÄÖÜ][\w:-]+)\s(?:liegt|liegen|lag|lagen)\b"
)
_CHARGE = re.compile(r"\b(?:zuständig|verantwortlich|verantwortet|verantworten|obliegt|obliegen|sache de[rs])\b", re.I)


def check_phrases(clause: Clause, best: Sequence[Spot], roles: Roles, lexicon: Lexicon) -> Problem | None:
    """A place, means or office put in the place of the source's one; the problem, or None."""
    for group, noun in _phrases(clause.text):
        words = [w for w in lexicon.words(noun)[-1:] if not w.neutral and not figures(noun) and noun != "KIM"]
        if words and best and all(_replaced(group, words[0].keys, noun, clause, s, lexicon) for s in best):
            return Problem("bezug", f"„{noun}“ steht in der Quelle nicht an dieser Stelle der Aussage")
    if best and all(_other_owner(clause.text, s, lexicon) for s in best):
        return Problem("bezug", "wem etwas gehört, ist in der Quelle anders")
    if any(_held_by_others(clause, s, roles, lexicon) for s in best):
        return Problem("bezug", "wer etwas hat, ist in der Quelle anders")
    return _in_charge(clause, best, roles)


def _held_by_others(clause: Clause, s: Spot, roles: Roles, lexicon: Lexicon) -> bool:
    """ "Das Land hat Spielräume" for "bei den Kommunen liegen Spielräume"."""
    held = _LIES_WITH.search(s.unit.text)
    if not held or not _HAS.search(clause.text):
        return False
    mine = [p for p in roles.read(clause.text) if p.role in ("core", "agent") and roles.is_party(p.word)]
    holder = _named(held["o"] or held["q"], lexicon)
    things = [w for w in clause.words if w.noun and not w.neutral and not w.acronym and not roles.is_party(w)]
    told_there = bool(things) and all(supports(w, s.unit.keys) for w in things)
    return told_there and bool(mine) and not any(p.word.keys & holder for p in mine)


def _other_owner(text: str, s: Spot, lexicon: Lexicon) -> bool:
    """ "im Konzept des Landes" for "im Konzept der Kommune": the same thing in the same place, and somebody else's."""
    theirs = [(m["p"].lower(), m["h"][-7:], _named(m["o"], lexicon)) for m in _PLACED_OF.finditer(s.unit.text)]
    for m in _PLACED_OF.finditer(text):
        own = _named(m["o"], lexicon)
        same = [o for p, h, o in theirs if p == m["p"].lower() and h == m["h"][-7:]]
        if own and same and not any(own & o for o in same):
            return True
    return False


def _named(text: str, lexicon: Lexicon) -> frozenset[str]:
    return frozenset().union(*(w.all_keys for w in lexicon.words(text)))


def _phrases(text: str) -> Iterator[tuple[str, str]]:
    for m in _PHRASE.finditer(text):
        yield _GROUPS[m["p"].lower()], m["n"]
    for m in _SINCE.finditer(text) if _RUNS.search(text) else ():
        yield "time", m["n"]
    for m in _OWNED.finditer(text):
        yield m["h"].lower()[:8], m["n"]  # "die Begleitung einer Familie": whose it is


def _replaced(group: str, keys: frozenset[str], noun: str, clause: Clause, s: Spot, lexicon: Lexicon) -> bool:
    """Whether the place's sentence has another noun behind this preposition, one the clause does not have, and not this noun at all."""
    if s.unit.row or keys & (s.unit.keys | s.evidence.local) or supports(lexicon.words(noun)[-1], s.unit.keys):
        return False
    if group == "bei" and s.position and s.evidence.units[s.position - 1].line == s.unit.line and keys & s.evidence.units[s.position - 1].keys:
        return False  # "bei den Sachausgaben": what the sentence before is about
    theirs = [lexicon.words(n)[-1:] for g, n in _phrases(s.unit.text) if g == group]
    return any(w and not w[0].neutral and not w[0].keys & clause.keys for w in theirs)


def _in_charge(clause: Clause, best: Sequence[Spot], roles: Roles) -> Problem | None:
    """Whether somebody else is in charge in every place."""
    if not _CHARGE.search(clause.text):
        return None
    mine = [p for p in roles.read(clause.text) if p.role in ("core", "agent") and roles.is_party(p.word)]
    charged = [
        (c.keys if _FINITE.search(c.text) else s.unit.keys) & roles.acting
        for s in best
        for c in s.unit.clauses
        if _CHARGE.search(c.text) and not _CARRIED.match(s.unit.text)
    ]
    charged = [frozenset(k for k in keys if k[0] == "~") for keys in charged]
    for p in mine:
        named = frozenset(k for k in p.word.keys & roles.acting if k[0] == "~")
        if named and charged and all(keys and not keys & named for keys in charged):
            return Problem("bezug", f"„{p.word.shown}“ ist in der Quelle nicht dafür zuständig")
    return None
