"""Ja or Nein: from the question asked, never from the card.

Two things decide: a ruling of a card that speaks (`assistant/rulings.py`), read the way round the question is put (`assistant/frames.py`), or a yes/no
question of the speaking card that asks the same. Where they do not agree, or nothing fits, nothing is said: a wrong Ja is the worst answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.frames import Asked, read
from assistant.protocols import Analyzer
from assistant.rulings import Ruling, Told, compared, quantities
from assistant.types import Polarity

_OPPOSITE: dict[Polarity, Polarity] = {"ja": "nein", "nein": "ja", "kommt darauf an": "kommt darauf an"}
# what a ruling of a kind (row) says to a question of a frame (column): "=" its value, "ja"/"nein" only if that is its value
_SAYS = {
    "muss": {"pflicht": "=", "erlaubt": "ja", "fakt": "ja"},
    "darf": {"erlaubt": "=", "pflicht": "nein", "fakt": "="},
    "reicht": {"genuegt": "="},
    "ist": {"fakt": "=", "erlaubt": "=", "pflicht": "nein"},
}
_POINTING = re.compile(r"^\W*(?:und |aber )?(?:geht|reicht|genügt|ist|wäre|darf|klappt|stimmt|muss|passt|gilt)\b(?:\s+\w+){0,5}\s*\?*\W*$", re.I)
_EMPTY = frozenset("das es so dann auch denn trotzdem okay ok erlaubt zulassig moglich in ordnung dafur noch hier dies jetzt uns wir man fur".split())
_HOW = (
    (">", re.compile(r"\b(mehr als|über|höher als|größer als|länger als|more than|over)\b", re.I)),
    ("<", re.compile(r"\b(weniger als|unter|geringer als|niedriger als|kürzer als|less than)\b", re.I)),
    (">=", re.compile(r"\b(mindestens|wenigstens|at least)\b", re.I)),
    ("<=", re.compile(r"\b(höchstens|maximal|bis zu|at most|up to)\b", re.I)),
)


def ruled(text: str, search: str, rows: Mapping[str, Sequence[Ruling]], cards: Sequence[str], analyzer: Analyzer, english: bool = False) -> tuple[Polarity, Ruling] | None:
    """What the rulings of some cards (best first) say to a question; None where none fits or two disagree."""
    asked = read(text)
    if asked.ambiguous:
        return None
    whole, core = Told.of(search, analyzer), Told.of(search if english else asked.core, analyzer)
    pointing = bool(_POINTING.match(asked.core)) and not set(core.words[1:]) - _EMPTY
    if english:
        pointing = False
    said: list[tuple[Polarity, Ruling]] = []
    for card in cards:
        for ruling in rows.get(card, ()):
            if _fits(ruling, asked, whole, core, pointing) and (value := _value(ruling, asked)) is not None:
                said.append((value, ruling))
    if not said or len({value for value, _ in said}) > 1:
        return None
    return said[0]


def _fits(ruling: Ruling, asked: Asked, whole: Told, core: Told, pointing: bool) -> bool:
    flags = asked.flags - {"soll"}
    if ruling.amount is not None:
        flags = flags - {"mehr"}
    if not ruling.flags <= flags or (flags - ruling.flags - ruling.optional - ({"alle"} if ruling.value == "nein" else set())):
        return False
    if whole.holds(ruling.without) or not all(whole.holds(group) for group in ruling.terms):
        return False
    return pointing or any(core.holds(group) for group in ruling.terms)


def _value(ruling: Ruling, asked: Asked) -> Polarity | None:
    amounts = quantities(asked.core)
    if ruling.amount is not None:
        value = compared(ruling.kind, ruling.amount, amounts, asked.frame, next((how for how, pattern in _HOW if pattern.search(asked.core)), ""))
    else:
        rule = _SAYS[ruling.kind].get(asked.frame)
        value = ruling.value if rule == "=" or rule == ruling.value or (rule and ruling.value == "kommt darauf an") else None
        if amounts and value is not None and "zahl" not in ruling.optional and not any(set(quantities(a.replace("_", " "))) & set(amounts) for group in ruling.terms for a in group):
            return None
    return None if value is None else _OPPOSITE[value] if asked.turned else value
