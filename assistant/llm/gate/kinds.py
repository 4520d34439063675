"""Words for two kinds of one thing, of which a text means one: what is said of Teilzeit is not said of Vollzeit.

The word fields are wide enough that "Vollzeitstelle" finds a sentence on "Vollzeitäquivalente"; here the two kinds are kept apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.llm.gate.evidence import Clause
from assistant.llm.gate.places import Spot, nearest
from assistant.llm.gate.types import Problem

_KINDS = tuple(
    (re.compile(a, re.I), re.compile(b, re.I))
    for a, b in (
        (r"\bvollzeit(?!äqu)", r"\bteilzeit"),
        (r"\bunbefristet", r"\bbefristet"),
        (r"\bpersonal(?:ausgaben|kosten|aufwend\w+)", r"\bsach(?:ausgaben|kosten|aufwend\w+|mittel)"),
        (r"\b(?:erträge|einnahmen)", r"\b(?:aufwend\w+|ausgaben)"),
        (r"\bkreisfrei", r"\bkreisangehörig"),
        (r"\bobere", r"\buntere"),
        (r"\bverwaltungsintern", r"\bverwaltungsextern"),
        (r"\bvolljährig|\berwachsen", r"\bminderjährig|\bkinder"),
        (r"\bstrategisch", r"\boperativ"),
    )
)


def check_kinds(clause: Clause, best: Sequence[Spot]) -> Problem | None:
    """Whether a clause says of one kind what every place says of the other; the problem, or None."""
    for one, other in _KINDS:
        for mine, theirs in ((one, other), (other, one)):
            said = mine.search(clause.text)
            if not said or theirs.search(clause.text) or not best:
                continue
            near = [c.text for s in best for c in nearest(clause, s.unit, conditional=True)]
            if any(theirs.search(t) for t in near) and not any(mine.search(s.unit.text) for s in best):
                return Problem("bezug", f"die Quelle sagt es nicht von „{said[0]}“")
    return None
