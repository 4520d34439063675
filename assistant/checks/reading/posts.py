"""Posts named in a question: "3,5 Stellen Koordination", "zwei Case Manager mit je 75 %", "eine halbe Assistenz", "ohne Assistenz"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.checks.reading.numbers import Quantity, quantities
from assistant.checks.reading.parts import Groups, parts
from assistant.checks.reading.postwords import (
    AFTER,
    ALONE,
    AND,
    ANOTHER,
    BEFORE,
    BY,
    CARE,
    CLIENTS,
    EACH_BEFORE,
    FULL_AFTER,
    FULL_BEFORE,
    FUNCTIONS,
    HOURS,
    KIND,
    MOST_PEOPLE,
    NO_SIZE,
    NONE,
    PART,
    PART_ANY,
    PEOPLE,
    PEOPLE_COUNT,
    PLURAL,
    SHARES_LISTED,
    SIZED,
    TOTAL,
    UNIT,
    WHOLE_POST,
)


@dataclass(frozen=True, slots=True)
class Posts:
    """Full-time equivalents of one function and the words they were read from; `value` None: the function is named, its size is not.

    `each` is the size of one post where it is said, `start` the place of the first mention.
    """

    function: str
    value: Decimal | None
    words: str
    each: Decimal | None = None
    start: int = 0


def posts(text: str) -> list[Posts]:
    """Every function named, in order; several mentions of one function with sizes are added up."""
    numbers = quantities(text)
    marks = [(f, m) for f, pattern in FUNCTIONS for m in pattern.finditer(text)]
    counted = {q.start for q in numbers for _, m in marks if q.end <= m.start() and not q.article and BEFORE.match(text[q.end : m.start()])}
    found = []
    last = max((m.end() for m in re.finditer(r"[.!?;]\s+(?=\S)", text)), default=0)
    for function in (f for f, _ in FUNCTIONS):
        mentions = [_mention(text, numbers, counted, function, m) for f, m in marks if f == function]
        if mentions:
            found.append(_joined(function, mentions, last))
    if len(found) == 1 and (groups := parts(text)) and (whole := _grouped(found[0], groups)):
        return [whole]
    if len(found) > 1:
        found = _by_segments(text, sorted(found, key=lambda p: p.start))
    if len(found) == 1 and found[0].value is None and not PLURAL.search(found[0].words) and (loose := _loose(text, numbers)):
        found = [Posts(found[0].function, loose[0], f"{found[0].words} … {loose[1]}", loose[0], found[0].start)]
    return sorted(found, key=lambda p: p.start)


def _by_segments(text: str, found: list[Posts]) -> list[Posts]:
    """Several functions, each with groups of posts of its own between its name and the next one's."""
    out = []
    for i, post in enumerate(found):
        end = found[i + 1].start if i + 1 < len(found) else len(text)
        groups = parts(text[post.start : end])
        whole = _grouped(Posts(post.function, post.value, post.words, post.each, 0), groups) if groups else None
        out.append(replace(whole, start=post.start) if whole else post)
    return out


def _grouped(post: Posts, groups: Groups) -> Posts | None:
    """The sum of all groups, where no other number is said of the function than their count or their sum."""
    inside = groups.start <= post.start < groups.end
    if post.value is not None and post.value not in (groups.count, groups.total) and not inside:
        return None
    words = groups.words if post.words in groups.words or inside else f"{post.words} … {groups.words}"
    return Posts(post.function, groups.total, words, groups.smallest, post.start)


def _loose(text: str, numbers: list[Quantity]) -> tuple[Decimal, str] | None:
    """The one size of a post that is said apart from its function: "die Stelle (1,0)", "volle Stelle", "auf 60 %"."""
    if PART_ANY.search(_but(text, [q for q in numbers if q.share])) or re.search(r"\bje(?:weils)?\b", text, re.I):
        return None
    sizes = [
        q
        for q in numbers
        if not q.article
        and (
            SIZED.search(text[: q.start])
            or (ALONE.search(text[: q.start]) and text[q.end : q.end + 1] == ")" and re.fullmatch(r"\d,\d+", q.text))
            or (not q.share and UNIT.match(text[q.end :]))
            or _post_share(text, q)
        )
    ]
    whole = WHOLE_POST.search(text)
    if len(sizes) == 1 and not whole and 0 < sizes[0].value <= 1:
        return sizes[0].value, sizes[0].text
    return (Decimal(1), whole[0]) if whole and not sizes else None


def _but(text: str, numbers: list[Quantity]) -> str:
    """The text without some numbers."""
    for q in numbers:
        text = text[: q.start] + " " * (q.end - q.start) + text[q.end :]
    return text


def _post_share(text: str, q: Quantity) -> bool:
    return q.share and bool(
        re.match(r"[\s-]*(?:stelle|vz[äa]|reduziert|beschäftigt|arbeite|tätig|angestellt|eingestellt|works?\b)", text[q.end :], re.I)
        or re.search(r"\bauf\s*$", text[: q.start], re.I)
    )


def _joined(function: str, mentions: list[Posts], last: int) -> Posts:
    sized = list({p.words.lower(): p for p in mentions if p.value is not None}.values())
    if not sized:
        return mentions[0]
    asked = [p for p in sized if p.start >= last]
    sized = asked or sized  # sizes beside the one that is asked about are another matter
    more = [p for p in sized if p.value]
    total = sum((p.value for p in more if p.value is not None), Decimal(0))
    smallest = min((p.each for p in more if p.each is not None), default=None)
    return Posts(function, total, " … ".join(p.words for p in more or sized), smallest, sized[0].start)


def _mention(text: str, numbers: list[Quantity], counted: set[int], function: str, m: re.Match[str]) -> Posts:
    before = next((q for q in reversed(numbers) if q.end <= m.start() and BEFORE.match(text[q.end : m.start()])), None)
    if before is not None and CLIENTS.search(text[before.end : m.start()]) and (before.value > MOST_PEOPLE or CARE.search(text)):
        before = None  # "58 Leute im Case Management" are no posts
    after = next((q for q in numbers if q.start >= m.end() and AFTER.match(text[m.end() : q.start])), None)
    if after is not None and ANOTHER.match(text[after.end :]) and not after.text.endswith("e"):
        after = None  # "1,0 Koordination, 0,5 Verwaltung": the number counts what follows it
    if after is not None and ((after.start in counted and (before or not after.share)) or not _counts_posts(text, after, before)):
        after = None
    none = NONE.search(text[: m.start()])
    if none:
        return Posts(function, Decimal(0), text[none.start() : m.end()], None, none.start())
    value, each, start, end = _size(text, numbers, m, before, after)
    return Posts(function, value, text[start:end], each, start)


def _size(
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


def _counts_posts(text: str, after: Quantity, before: Quantity | None) -> bool:
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


def unexplained(text: str, named: list[Posts]) -> Quantity | None:
    """A share of a post, or a number with "x" or a kind of post behind it, that no post's words hold: the sum is then not known."""
    spans = [(at, at + len(part)) for p in named for part in p.words.split(" … ") if (at := text.find(part)) >= 0]
    for q in quantities(text):
        held = any(a <= q.start and q.end <= b for a, b in spans)
        meant = (q.share and not NO_SIZE.match(text[q.end :])) or KIND.match(text[q.end :])
        if not held and not q.article and meant and "halbj" not in text[q.start : q.end + 8].lower():
            return q
    return None
