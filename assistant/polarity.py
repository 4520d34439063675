"""Ja or Nein: from the question asked, never from the card.

Two things decide: a ruling of a card that speaks (`assistant/rulings.py`), read the way round the question is put (`assistant/frames.py`), or a yes/no
question of the speaking card that asks the same. Where they do not agree, or nothing fits, nothing is said: a wrong Ja is the worst answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.frames import Asked, negated, read
from assistant.protocols import Analyzer
from assistant.rulings import Ruling, Told, compared, quantities
from assistant.types import Polarity

_OPPOSITE: dict[Polarity, Polarity] = {"ja": "nein", "nein": "ja", "kommt darauf an": "kommt darauf an"}
# what a ruling of a kind (row) says to a question of a frame (column): "=" its value, "ja"/"nein" only if that is its value
_SAYS = {
    "muss": {"pflicht": "="},
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


def ruled(
    text: str, search: str, rows: Mapping[str, Sequence[Ruling]], cards: Sequence[str], analyzer: Analyzer, english: bool = False
) -> tuple[Polarity, Ruling] | None:
    """What the rulings of some cards (best first) say to a question; None where none fits or two disagree. `search` is the text with corrected and
    translated words."""
    asked = read(text)
    if asked.ambiguous:
        return None
    look = _Look(asked, Told.of(search, analyzer), Told.of(search if english else asked.core, analyzer), Told.of(asked.turner, analyzer))
    said = [(value, r) for card in cards for r in rows.get(card, ()) if look.fits(r) and (value := look.value(r)) is not None]
    return said[0] if said and len({value for value, _ in said}) == 1 else None


@dataclass(frozen=True, slots=True)
class _Look:
    """A question as rulings look at it: how it asks, all its words, those of the asking clause, and the word that turns it round."""

    asked: Asked
    whole: Told
    core: Told
    turner: Told

    def fits(self, ruling: Ruling) -> bool:
        """Whether all words of a ruling are there, at least one of them in the clause that asks, and no small word that changes the claim."""
        flags = self.asked.flags - {"soll"} - ({"mehr"} if ruling.amount is not None else set())
        spare = ruling.flags | ruling.optional | ({"alle"} if ruling.value == "nein" else set())
        if not ruling.flags <= flags or flags - spare or self.whole.holds(ruling.without):
            return False
        if not all(self.whole.holds(group) for group in ruling.terms):
            return False
        return self.pointing(ruling) or any(self.core.holds(group) for group in ruling.terms)

    def pointing(self, ruling: Ruling) -> bool:
        """"Geht das?" after a told situation: what is told counts; a situation that lacks something can only be refused."""
        if not _POINTING.match(self.asked.core) or set(self.core.words[1:]) - _EMPTY:
            return False
        return ruling.value == "nein" or not negated(self.asked.rest)

    def value(self, ruling: Ruling) -> Polarity | None:
        """What the ruling answers to the question as it is put."""
        asked = self.asked
        own = bool(asked.turner) and any(self.turner.holds(group) for group in ruling.terms)  # "freiwillig" is what the ruling is about
        frame, turned = (asked.plain, asked.negated) if own else (asked.frame, asked.turned)
        if asked.turner and not own and frame == "pflicht" and ruling.kind != "muss":
            return None
        amounts = quantities(asked.core)
        if ruling.amount is not None:
            value = compared(ruling.kind, ruling.amount, amounts, frame, next((how for how, pattern in _HOW if pattern.search(asked.core)), ""))
        else:
            rule = _SAYS[ruling.kind].get(frame)
            value = ruling.value if rule == "=" or rule == ruling.value or (rule and ruling.value == "kommt darauf an") else None
            if not ruling.allows(amounts):
                return None
        return None if value is None else _OPPOSITE[value] if turned else value
