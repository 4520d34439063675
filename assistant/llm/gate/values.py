"""Whether two figures say the same: equal numbers, a share written as per cent, a date given less exactly."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.llm.gate.types import Figure


def same_value(draft: Figure, source: Figure) -> bool:
    """Whether a passage's figure says the draft's: equal, or a date the draft gives less exactly, or a share written as per cent."""
    if draft.kind != source.kind:
        return False
    if draft.kind == "label":
        return draft.value == source.value
    if draft.kind == "date":
        mine, theirs = date_parts(draft.value), date_parts(source.value)
        return all(m in ("", t) for m, t in zip(mine, theirs, strict=True)) or part_of_month(mine, theirs)
    if draft.value == source.value and not (draft.unit == "prozent") ^ (source.unit == "prozent"):
        return True
    a, b = Decimal(draft.value), Decimal(source.value)
    if draft.unit == "prozent" and source.unit in ("", "stelle"):
        return abs(a / 100 - b) < Decimal("0.004") and b < 1
    if source.unit == "prozent" and draft.unit in ("", "stelle"):
        return abs(b / 100 - a) < Decimal("0.004") and a < 1
    return False


def part_of_month(mine: tuple[str, str, str], theirs: tuple[str, str, str]) -> bool:
    """ "Anfang Dezember 2020" is the first of December 2020; also the other way, in a source less exact than the draft, it is not."""
    days = {"anfang": range(1, 11), "mitte": range(10, 21)}.get(mine[2])
    return bool(days and mine[1] and theirs[2].isdigit() and mine[:2] == theirs[:2] and int(theirs[2]) in days)


def date_parts(value: str) -> tuple[str, str, str]:
    """Year, month and day of a date as the figures hold it; empty for what it does not say."""
    m = re.fullmatch(r"(-|\d{4})(?:-(\d\d))?(?:-(\w+))?", value)
    if not m:
        return (value, "", "")
    return ("" if m[1] == "-" else m[1], m[2] or "", m[3] or "")
