"""The kind of municipality a question speaks of."""

from __future__ import annotations

import re

_BODIES = (
    ("staedteregion_aachen", re.compile(r"\bst(?:ä|ae)dteregion\w*", re.I)),
    (
        "kreisfreie_stadt",
        re.compile(
            r"\b(?:gro(?:ß|ss))?stadt\b[^.?!;]{0,25}\b(?:ohne (?:eigenen )?kreis\w*|keinem kreis\b|nicht kreisangehörig\w*)|"
            r"\b(?:gehör\w*|sind)\b[^.?!;]{0,12}"
            r"\b(?:zu )?keinem kreis\b|\bkreisfreie\w*\s+(?:gro(?:ß|ss)?)?st[aä]dt\w*|\bkreisfrei\w*\b|\bindependent cit(?:y|ies)\b",
            re.I,
        ),
    ),
    ("kreis", re.compile(r"\b(?:land)?kreis(?:e[sn]?|en|verwaltung)?\b(?!\w*frei)|\brural district\b|\bdistrict\b|\bcounty\b", re.I)),
)


def body(text: str) -> tuple[str, str] | None:
    """The kind of municipality named, with its words; None when none or several are."""
    free = _BODIES[1][1].search(text)
    if free and not _BODIES[2][1].search(text.replace(free[0], " ")):
        return _BODIES[1][0], free[0]
    found = [(name, m[0]) for name, pattern in _BODIES if (m := pattern.search(text))]
    if found and found[0][0] == "staedteregion_aachen":
        return found[0]
    return found[0] if len(found) == 1 else None
