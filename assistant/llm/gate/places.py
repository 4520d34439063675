"""Which place of a passage a clause of a draft rests on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.llm.gate.evidence import Clause, Evidence, Unit
from assistant.llm.gate.figures import figures
from assistant.llm.gate.types import Figure
from assistant.llm.gate.values import same_value
from assistant.llm.gate.words import Lexicon, Word, supports

_POINTING = re.compile(r"\b(?:diese[rnms]?|dies|sie|es|ihr\w*)\b", re.I)
SUBORDINATE = re.compile(
    r"^\W*(?:(?:ja|nein|aber|und|oder|denn)\W+)?(?:(?:erst|nur|auch|immer|selbst|dann|nur dann|erst dann),?\s)?"
    r"(?:wenn|sofern|falls|soweit|sobald|solange|wer|sollten?)\b",
    re.I,
)
VERB_FIRST = re.compile(
    r"^\W*(?:[^\W\d_]+(?:t|en)|Sind|War|soll|will|muss|darf|kann)\s(?:alle|keine?|der|die|das|den|dem|ein|eine|einer|eines|"
    r"es|sie|er|man|jemand|sich|nicht|auch|Sie)\s",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A unit of a passage a clause may rest on, with how well it fits."""

    evidence: Evidence
    position: int
    score: float

    @property
    def unit(self) -> Unit:
        """The unit itself."""
        return self.evidence.units[self.position]


def glossed(word: Word, gloss: frozenset[str]) -> bool:
    """Whether a reviewed card about the passage's place uses the word; names, abbreviations and telling words need the passage itself."""
    return not word.acronym and not word.telling and supports(word, gloss)


def spots(clause: Clause, evidence: Sequence[Evidence], near: float = 0.85) -> list[Spot]:
    """The units that fit a clause best, best first; only those at least `near` as good as the best."""
    own = [w for w in clause.words if not w.neutral]
    mine = figures(clause.text)
    found = []
    for e in evidence:
        for i, unit in enumerate(e.units):
            if unit.question:
                continue
            score = sum((0.2 if w.keys & e.local else 1.0 if w.noun else 0.7) for w in own if supports(w, unit.keys))
            score += sum(0.4 for w in own if unit.gloss and not supports(w, unit.keys) and glossed(w, unit.gloss))
            score += sum((0.5 if f.kind == "date" and len(f.value) == 4 else 1.5) for f in mine if any(same_value(f, g) for g in unit.figures))
            if score > 0:
                found.append(Spot(e, i, score))
    most = max((_shared(mine, s.unit) for s in found), default=0)
    found = sorted((s for s in found if _shared(mine, s.unit) == most), key=lambda s: -s.score)
    return [s for s in found if s.score >= near * found[0].score]


def _shared(mine: Sequence[Figure], unit: Unit) -> int:
    return sum(any(same_value(f, g) for g in unit.figures) for f in mine if f.kind == "number")


def clause_keys(text: str, lexicon: Lexicon) -> frozenset[str]:
    """All keys of a text's words."""
    return frozenset().union(*(w.all_keys for w in lexicon.words(text)))


def nearest(clause: Clause, unit: Unit, conditional: bool = False) -> list[Clause]:
    """The clauses of a unit that share most with the draft's clause; conditions only for a condition, and none when only a condition fits."""
    own = [w for w in clause.words if not w.neutral]
    mine = figures(clause.text)
    conditional = conditional or bool(SUBORDINATE.match(clause.text))
    rated = [
        (
            sum(1.0 if w.noun else 0.7 for w in own if supports(w, c.keys))
            + sum(1.5 for f in mine if any(same_value(f, g) for g in figures(c.text))),
            c,
        )
        for c in unit.clauses
    ]
    sides = [(r, c) for r, c in rated if r > 0 and SUBORDINATE.match(c.text)]
    if (SUBORDINATE.match(clause.text) or (conditional and VERB_FIRST.match(clause.text))) and sides:
        rated = sides  # a condition is compared with the condition
    main = [(r, c) for r, c in rated if conditional or not SUBORDINATE.match(c.text) or len(unit.clauses) == 1]
    top = max((r for r, _ in main), default=0.0)
    points_back = any(_POINTING.search(c.text) for r, c in main if r == top)
    if (top < 0.5 or not points_back) and 3 * top < max((r for r, _ in rated), default=0.0):
        return []
    rated = main
    return [c for r, c in rated if r >= 0.9 * top]


def sets_condition(clause: Clause, sentence: str) -> bool:
    """Whether a clause sets a condition: "wenn …", or the verb first and a comma behind ("Sitzen die Stellen nicht im KI, …")."""
    first = sentence.lstrip().startswith(clause.text.strip()[:12])
    return bool(SUBORDINATE.match(clause.text)) or (first and "," in sentence and bool(VERB_FIRST.match(sentence)))
