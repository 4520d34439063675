"""Conditions a draft sets: one made of what the source says does not matter ("auch wenn der Haushalt erst später …"), and those already given.

"Sofern der Haushalt verabschiedet ist" turns "auch wenn der Haushalt noch nicht verabschiedet ist" round with the source's own words. The other way
about, a condition the question or the released sentence before states need not be told again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.llm.gate.evidence import Evidence
from assistant.llm.gate.types import Problem
from assistant.llm.gate.words import Lexicon, Word, supports

_END = r"(?P<c>(?:[^,;:.?!]|\.(?=\S)|,(?=\d)|(?<=ggf)\.|(?<=bzw)\.)+)"
_SETS = re.compile(
    r"(?<!auch )(?<!selbst )(?<!sogar )\b(?:wenn|sofern|falls|soweit|sobald|solange|vorausgesetzt,?|(?:Voraussetzung|Bedingung)\s\w+,|nachdem|"
    r"(?:erst|nur)\snach|"
    rf"unter\s(?:der\s(?:Voraussetzung|Bedingung)|dem\sVorbehalt),?|vorbehaltlich|abhängig\sdavon,)\s{_END}",
    re.I,
)
_VERB_FIRST = re.compile(
    rf"^\W*(?:(?:Ja|Nein),\s)?(?:ist|sind|wird|werden|wurden?|hat|haben|liegt|liegen)\s{_END},\s(?=[a-zäöüß]+(?:t|n|nn|rf|ss|d)\b)", re.I
)
_EVEN_THEN = re.compile(r"\b(?:auch|selbst|sogar)\sdann\b", re.I)  # "auch dann weiterbeschäftigt, wenn …"
_ALL_THE_SAME = re.compile(
    rf"\b(?:(?:auch|selbst|sogar)\s(?:dann,?\s)?(?:wenn|falls|bei)|obwohl|obgleich|ungeachtet|trotz|unabhängig\s(?:davon,\sob|von))\s{_END}", re.I
)


def check_conditions(sentence: str, evidence: Sequence[Evidence], lexicon: Lexicon) -> Problem | None:
    """A condition all of whose words stand in the source only behind "auch wenn" and its like."""
    for found in (*_SETS.finditer(sentence), *_VERB_FIRST.finditer(sentence)):
        words = _content(found["c"], lexicon)
        if words and not _EVEN_THEN.search(sentence[: found.start()]) and any(_turned(words, e, lexicon) for e in evidence):
            return Problem("bedingung", "die Quelle sagt „auch wenn“, der Satz macht daraus eine Bedingung")
    return None


def _turned(words: Sequence[Word], evidence: Evidence, lexicon: Lexicon) -> bool:
    free = [m["c"] for m in _ALL_THE_SAME.finditer(evidence.text)]
    if not free:
        return False
    inside = frozenset().union(*(w.all_keys for text in free for w in lexicon.words(text)))
    outside = frozenset().union(*(w.all_keys for w in lexicon.words(_ALL_THE_SAME.sub(" ", evidence.text))))
    held = [w for w in words if supports(w, inside)]
    return 2 * len(held) > len(words) and any(not supports(w, outside) for w in held)


def _content(text: str, lexicon: Lexicon) -> list[Word]:
    return [w for w in lexicon.words(text) if not w.neutral]


_IS_SET = re.compile(rf"(?:^|\s|-\s)(?:sofern|wenn|falls|soweit)\s{_END}", re.I)
_THERE = re.compile(r"\bdort\b")
_AT = re.compile(r"\b(?:bei|beim)\s(?:(?:der|dem|den|einer|einem|unserer|unserem)\s)?(?:[a-zäöüß]+e[nrm]\s)?(?P<n>[A-ZÄÖÜ][\w:*-]+)")
_DENIES = re.compile(r"\b(?:nicht|kein\w*|ohne)\b", re.I)


def condition_given(sentence: str, before: str, question: str, evidence: Sequence[Evidence], lexicon: Lexicon) -> bool:
    """Whether the released sentence `before` tells the source's condition, or the sentence's "dort" is a place the question sets as its condition."""
    theirs = [m["c"] for e in evidence for u in e.units if not u.question for m in _IS_SET.finditer(u.text)]
    if any(_same_condition(m["c"], t, lexicon) for m in _IS_SET.finditer(before) for t in theirs):
        return True
    if not _THERE.search(sentence):
        return False
    return any(_elsewhere(m["c"], t, lexicon) for m in _IS_SET.finditer(question) for t in theirs)


def _same_condition(mine: str, theirs: str, lexicon: Lexicon) -> bool:
    keys = frozenset().union(*(w.all_keys for w in lexicon.words(theirs)))
    words = _content(mine, lexicon)
    held = [w for w in words if supports(w, keys)]
    return bool(held) and 3 * len(held) >= 2 * len(words) and bool(_DENIES.search(mine)) == bool(_DENIES.search(theirs))


def _elsewhere(asked: str, theirs: str, lexicon: Lexicon) -> bool:
    """ "wenn sie bei einem Träger sind" where the source says "sofern sie nicht beim KI sind": another place than the one denied."""
    mine, denied = _AT.search(asked), _AT.search(theirs)
    if not mine or not denied or _DENIES.search(asked) or not re.search(r"\bnicht\s(?:direkt\s|selbst\s)?$", theirs[: denied.start()]):
        return False
    return not any(supports(w, v.all_keys) for w in lexicon.words(mine["n"]) for v in lexicon.words(denied["n"]))
