"""How large the posts are that a mention of a function states: "zwei mit je 75 %", "zwei volle und eine halbe", "zu zweit je 60 %"."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.checks.reading.numbers import Quantity
from assistant.checks.reading.postwords import (
    AND,
    BY,
    EACH_BEFORE,
    FULL_AFTER,
    FULL_BEFORE,
    HOURS,
    PART,
    PEOPLE,
    PEOPLE_COUNT,
    PLURAL,
    SHARES_LISTED,
    TOTAL,
)


def size(
    text: str, numbers: list[Quantity], m: re.Match[str], before: Quantity | None, after: Quantity | None
) -> tuple[Decimal | None, Decimal | None, int, int]:
    """The size a mention states: full-time equivalents, the size of one post, and where the words begin and end."""
    start, end = before.start if before else m.start(), m.end()
    rest = text[end:]
    if after is None and (PART.match(rest) or HOURS.match(rest) or m[0].lower().startswith("teilzeit")):
        return None, None, start, end
    if after is not None and before is not None and TOTAL.search(text[end : after.start]):
        return after.value, None, start, after.end
    count = None if before is None or before.article else before
    if after is not None and count is None and (people := _by(text, end, after)):
        return after.value * PEOPLE_COUNT[(people[1] or "zweit").lower()], after.value, start, after.end
    if after is not None and count is None and re.search(r"\bje(?:weils|de\w?)?\b|\bbeide\b|\beach\b", text[end : after.start], re.I):
        return None, None, start, end  # the size of each is said, their number is not
    if after is not None and after.share and (listed := _listed(text, numbers, after)):
        whole = count is not None and count.value == len(listed)
        return (sum((q.value for q in listed), Decimal(0)) if whole else None), min(q.value for q in listed), start, listed[-1].end
    if after is not None and (count is None or (after.share and count.value >= 1 and not count.share)):
        return after.value * (count.value if count else 1), after.value, start, after.end
    if count is not None and (each := EACH_BEFORE.search(text[: count.start])):
        return _times(text, numbers, each.start(), count, end)
    if count is not None:
        return _counted(text, numbers, count, end)
    full_after, full_before = FULL_AFTER.match(rest), FULL_BEFORE.search(text[: m.start()])
    single = not PLURAL.search(m[0])
    if single and (full_after or full_before or m[0].lower().startswith("vollzeit")):
        first = min(start, full_before.start()) if full_before else start
        return Decimal(1), Decimal(1), first, end + (full_after.end() if full_after else 0)
    return None, None, start, end


def _listed(text: str, numbers: list[Quantity], first: Quantity) -> list[Quantity]:
    """ "80 Prozent und 60 Prozent": the sizes of several people in a row; empty for a single one."""
    row = [first]
    for q in numbers:
        if (
            q.share
            and q.start >= row[-1].end
            and SHARES_LISTED.match(text[row[-1].end : q.start])
            and not re.match(r"\s*\w*(?:assist|case|koord)", text[q.end :], re.I)
        ):
            row.append(q)
    return row if len(row) > 1 else []


def _by(text: str, end: int, after: Quantity) -> re.Match[str] | None:
    """How many people share the work, each with the size that follows."""
    near = BY.search(text[end : after.start])
    each = re.search(r"\bje(?:weils|de\w?)?\b|\beach\b", text[end : after.start], re.I)
    return near or (BY.search(text) if each else None)


def _counted(text: str, numbers: list[Quantity], count: Quantity, end: int) -> tuple[Decimal, Decimal | None, int, int]:
    """ "zwei halbe Stellen" and "zwei volle und eine halbe Stelle"."""
    second = _share_before(text, numbers, count)
    value, start = count.value * (second.value if second else 1), (second or count).start
    more = next((q for q in reversed(numbers) if q.end <= start and AND.match(text[q.end : start]) and not q.article), None)
    if more is not None:
        value, start = value + more.value, more.start
    each = count.value if count.share or count.value < 1 else None
    return value, each, start, end


def _times(text: str, numbers: list[Quantity], each: int, size: Quantity, end: int) -> tuple[Decimal | None, Decimal | None, int, int]:
    """ "drei Kolleginnen mit je 0,5 VZÄ": the number of people times the size of each; unread when the number is not said."""
    people = next((q for q in reversed(numbers) if not q.article and q.end <= each and PEOPLE.match(text[q.end : each])), None)
    return (people.value * size.value, size.value, people.start, end) if people else (None, None, size.start, end)


def _share_before(text: str, numbers: list[Quantity], share: Quantity) -> Quantity | None:
    """ "zwei halbe Stellen": the count that stands right before a share."""
    if not share.share:
        return None
    return next((q for q in numbers if q.end <= share.start and not text[q.end : share.start].strip() and not q.share and not q.article), None)


def counts_posts(text: str, after: Quantity, before: Quantity | None) -> bool:
    """Whether a number behind a post is its size and not cases, euros, months or a date."""
    rest = text[after.end : after.end + 24].lower()
    if after.share and rest.startswith("."):  # the end of a sentence, no ordinal
        return True
    if re.match(
        r"[\s-]*(?:€|euro|eur\b|monat\w*|(?:\w+e[nr]?\s+)?f[äa]e?ll\w*|klient\w*|jahr\w*|tage?\w*|(?:wochen)?stunden|std|\.|uhr|cases|"
        r"months|jährig)",
        rest,
    ):
        return False
    if after.article:
        return False
    unit = re.match(r"\s*(?:vz[äa]e?|stelle\w*|volle\w*|vollzeit\w*|posts?|fte)", rest)
    return after.share or bool(unit) or (before is None and after.value < 100)
