"""Which Baustein a question speaks of: "Baustein 3", "Baustein-3-Pauschale", "B2", "BS 1", "Baustein drei", "module 2"."""

from __future__ import annotations

import re

_NUMBERS = {"eins": 1, "zwei": 2, "drei": 3, "one": 1, "two": 2, "three": 3, "i": 1, "ii": 2, "iii": 3}
BAUSTEIN = re.compile(
    r"\b(?:(?:baustein|building block|module|component)[\s-]*(?:nr\.?\s*)?(?P<n>[123]|eins|zwei|drei|one|two|three|iii|ii|i)\b|"
    r"(?:b|bs)[\s-]?(?P<short>[123])\b(?![.,:]?\d)|(?P<er>[123])er[\s-]baustein\b)",
    re.I,
)
_PAIR = re.compile(r"\bbausteine?n?\s*([123])\s*(?:und|&|\+|/|,|and|oder|bzw\.?)\s*(?:baustein\s*)?([123])\b", re.I)
IMMIGRATION_OFFICE = re.compile(r"\b(?:ausländer(?:behörde|amt)\w*|abh|immigration (?:office|authority))\b", re.I)
THREE = re.compile(
    r"\b(?:drei(?:er)?-?baustein|ausländer(?:behörde|amt)\w*|einbürgerungs(?:behörde|stelle|amt)\w*|abh|ebh|fachbezogene\w*\s+(?:\w+\s+)?pauschale\w*|"
    r"immigration (?:office|authority)|naturali[sz]ation (?:office|authority))\b",
    re.I,
)


def bausteine(text: str) -> dict[int, str]:
    """The Bausteine named by number, each with its words."""
    out: dict[int, str] = {}
    for pair in _PAIR.finditer(text):
        out |= {int(pair[1]): pair[0], int(pair[2]): pair[0]}
    for m in BAUSTEIN.finditer(text):
        said = (m["n"] or m["short"] or m["er"]).lower()
        out.setdefault(_NUMBERS.get(said) or int(said), m[0])
    return out
