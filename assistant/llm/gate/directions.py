"""The bound a text gives a figure: by the words before it, or by a noun or verb of its clause."""

from __future__ import annotations

import re

from assistant.llm.gate.numbers import number_word
from assistant.llm.gate.types import Direction

_BEFORE: tuple[tuple[Direction, re.Pattern[str]], ...] = (
    ("ge", re.compile(r"(?:mindestens|mind\.|wenigstens|zumindest|minimal|nicht weniger als|nicht unter|ab)\s(?:\w+\s)?$", re.I)),
    (
        "le",
        re.compile(
            r"(?:bis zu|(?:bis zu |von )?(?:einer )?höhe von (?:bis zu|höchstens|maximal)|bis zu einer höhe von|"
            r"bis zur (?:\w+ )?(?:höhe|summe) von|höchstens|maximal|max\.|"
            r"nicht mehr als|nicht über|maximum von|höchstens bis zu|maximalen?|höchstbetrag von|obergrenze von|auf|"
            r"deckel von)\s(?:\w+\s)?$",
            re.I,
        ),
    ),
    ("gt", re.compile(r"(?:mehr als|über|oberhalb von|größer als|höher als)\s(?:\w+\s)?$", re.I)),
    ("lt", re.compile(r"(?:weniger als|unter|unterhalb von|geringer als|kleiner als|niedriger als)\s(?:\w+\s)?$", re.I)),
)
_UPPER = re.compile(r"höchst(?!ens)\w*|obergrenze|maximum|maximal\w*|gedeckelt|deckel|übersteig\w+|überschreit\w+|begrenzt|limit\w*", re.I)
_LOWER = re.compile(r"mindest(?!ens)\w*|untergrenze|minimum|unterschreit\w+", re.I)


def bound_before(text: str, start: int) -> Direction:
    """The bound the words before a number set ("höchstens": le, "mindestens": ge), empty for none."""
    before = text[max(0, start - 40) : start]
    if (
        re.search(r"\d\s*(?:bis|-|–)\s*$", before)
        or re.search(r"\bzwischen\s[^,;]*$", before)
        or (
            re.search(r"\b\w+\sbis\s$", before)
            and number_word((re.search(r"(\w+)\sbis\s$", before) or [""])[0].split()[0] if re.search(r"(\w+)\sbis\s$", before) else "")
        )
    ):
        return ""
    for name, pattern in _BEFORE:
        if pattern.search(before):
            if (
                name == "le"
                and re.search(r"\bauf\s(?:\w+\s)?$", before, re.I)
                and not re.search(r"(?:begrenzt|beschränkt|gedeckelt)\s+auf\s(?:\w+\s)?$", before, re.I)
            ):
                continue
            return name
    if re.search(r"\bbis\s$", before):
        return "le"
    return ""


def clause_direction(clause: str) -> Direction:
    """The bound a clause gives its figure by a noun or verb ("Höchstbetrag", "darf … nicht übersteigen"), "" without one."""
    if _UPPER.search(clause):
        return "le"
    return "ge" if _LOWER.search(clause) else ""
