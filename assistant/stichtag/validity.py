"""As of a date: what is in force, what was, what a citation is called, where the corpus has a gap.

Known validity (design, "As of a date"): the Richtlinie of 2020-11-25 covers 2021 and 2022; the one of 2024-12-12 holds from its publication on
2024-12-19 until 2028-12-31. For 2023 and 2024 the corpus has single figures only; nothing is interpolated.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.types import Card, DocumentInfo, Passage, Validity

GAP_FROM, GAP_UNTIL = date(2023, 1, 1), date(2024, 12, 18)
CURRENT_FROM, RULES_UNTIL = date(2024, 12, 19), date(2028, 12, 31)


def in_force(item: Card | Passage, as_of: date) -> bool:
    """Whether a card or passage holds on a day; open ends hold for ever."""
    return (item.valid_from is None or item.valid_from <= as_of) and (item.valid_until is None or as_of <= item.valid_until)


def in_gap(as_of: date) -> bool:
    """Whether a day lies between the two Richtlinien, where the corpus shows no rule."""
    return GAP_FROM <= as_of <= GAP_UNTIL


def ahead(as_of: date, years: Sequence[int] = ()) -> bool:
    """Whether only a time after the end of today's Richtlinie is asked about, for which nothing is known."""
    return as_of > RULES_UNTIL or (bool(years) and min(years) > RULES_UNTIL.year)


def label(item: Card | Passage, info: DocumentInfo | None, superseded: bool, as_of: date) -> Validity:
    """geltend, ueberholt (a rule that ended or was replaced) or historisch (a report or local paper about its time)."""
    art = item.art if isinstance(item, Card) else ""
    rule = art == "regel" if art else info is not None and info.kind in ("Landesregel", "FAQ", "Dokument", "Internetseite")
    if superseded:
        return "ueberholt"
    if in_force(item, as_of):
        return "geltend" if rule or art == "begriff" or item.valid_until is None else "historisch" if as_of > CURRENT_FROM else "geltend"
    if not rule:
        return "historisch"
    return "ueberholt" if item.valid_until is not None and item.valid_until < as_of else "historisch"
