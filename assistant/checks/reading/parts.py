"""Posts of one function said group after group: "4 ganz und 2 halb", "2 Vollzeit, 1 halbe", "zwei mit je 80 %, eine mit 50 %"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.checks.reading.numbers import Quantity, quantities

_WHOLE = re.compile(
    r"^\s*(?:(?:mit|auf|je|einer|eine|hat|haben|sind|in|als|arbeiten|arbeitet|are|work)\s+)*(?:voll\w*|ganz\w*|vollzeit\w*|full[\s-]time)(?!\w)", re.I
)
_ONE_WHOLE = re.compile(
    r"^(?:\s+[a-zäöüß]+){1,4}\s+(?:ist|hat|arbeitet|is|works)\s+(?:in |eine |auf )?(?:voll\w*|ganz\w*|vollzeit\w*|full[\s-]time)(?!\w)", re.I
)
_HALF = re.compile(r"^\s*(?:halb(?:e[nrs]?|tags)?|half[\s-]time)(?!\w)", re.I)
_TO_SHARE = re.compile(
    r"^(?!\s*(?:voll|ganz))\s*(?:[a-zäöüß]+\s+){0,4}?(?:mit|zu|auf|à|at|with|in|works?|arbeitet?n?|hat|haben|macht|machen)\s+(?:je(?:weils)?\s+|einer\s+)?$|^\s*(?:mal|x|×)\s*$",
    re.I,
)
_BETWEEN = re.compile(
    r"^\s*(?:[\s\w-]{0,25}?)\s*(?:,|;|und|plus|sowie|\+|and|,\s*(?:und|dazu|die|davon)?)\s*(?:dazu\s+|noch\s+|die\s+|davon\s+|nur\s+|arbeite[nt]\s+|weitere\s+)*$",
    re.I,
)
_COUNTED = re.compile(r"^\s*(?:%|prozent|€|euro|monat|jahr|f[äa]e?ll|klient|tag|uhr|stunden|std|veranstalt|maßnahm|baustein)", re.I)


# "die andere", "another": one more
_ANOTHER = re.compile(
    r"\b(?:die andere|der andere|die zweite|der zweite|die dritte|der dritte|eine? (?:weitere[rn]?|andere[rn]?|"
    r"zweite[rn]?|dritte[rn]?)|another|the other)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Groups:
    """How many posts some groups are, their full-time equivalents, the smallest single post, the words and where they stand."""

    count: Decimal
    total: Decimal
    smallest: Decimal
    words: str
    start: int
    end: int


def parts(text: str) -> Groups | None:
    """The groups of one function; None for fewer than two groups in a row."""
    said, text = text, _ANOTHER.sub(lambda m: "eine".ljust(len(m[0])), text)
    numbers = quantities(text)
    groups = [g for g in (_group(text, numbers, i) for i in range(len(numbers))) if g is not None]
    row: list[tuple[Decimal, Decimal, int, int]] = []
    for group in groups:
        if row and group[2] < row[-1][3]:
            continue
        if row and not _BETWEEN.match(text[row[-1][3] : group[2]]):
            if len(row) > 1:
                break
            row = []
        row.append(group)
    if len(row) < 2 or not any(share != 1 for _, share, _, _ in row):
        return None
    count = sum((n for n, _, _, _ in row), Decimal(0))
    total = sum((n * share for n, share, _, _ in row), Decimal(0))
    return Groups(count, total, min(share for _, share, _, _ in row), said[row[0][2] : row[-1][3]], row[0][2], row[-1][3])


def _group(text: str, numbers: list[Quantity], i: int) -> tuple[Decimal, Decimal, int, int] | None:
    """A number of posts with their size: how many, the size of one, and where the words begin and end."""
    q = numbers[i]
    following = numbers[i + 1] if i + 1 < len(numbers) else None
    rest = text[q.end :]
    if q.share:  # "eine halbe", "halbe Stelle": one such post
        before = numbers[i - 1] if i else None
        joined = before is not None and not before.share and not text[before.end : q.start].strip()
        return None if joined or q.value >= 1 or not re.search(r"halb|viertel|half", q.text, re.I) else (Decimal(1), q.value, q.start, q.end)
    if q.value != q.value.to_integral_value() or not 0 < q.value < 50 or _COUNTED.match(rest):
        return None
    if m := _WHOLE.match(rest):
        return q.value, Decimal(1), q.start, q.end + m.end()
    if q.value == 1 and (m := _ONE_WHOLE.match(rest)):
        return q.value, Decimal(1), q.start, q.end + m.end()
    if m := _HALF.match(rest):
        return q.value, Decimal("0.5"), q.start, q.end + m.end()
    between = text[q.end : following.start] if following else ""
    if following and following.share and following.value <= 1 and (_TO_SHARE.match(between) or not between.strip()):
        return q.value, following.value, q.start, following.end
    return None
