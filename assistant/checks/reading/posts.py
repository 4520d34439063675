"""Posts named in a question: "3,5 Stellen Koordination", "zwei Case Manager mit je 75 %", "eine halbe Assistenz", "ohne Assistenz"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.checks.reading.numbers import Quantity, quantities
from assistant.checks.reading.parts import Groups, parts
from assistant.checks.reading.postsize import counts_posts, size
from assistant.checks.reading.postwords import (
    AFTER,
    ALONE,
    ANOTHER,
    BEFORE,
    CARE,
    CLIENTS,
    FUNCTIONS,
    KIND,
    MOST_PEOPLE,
    NO_SIZE,
    NONE,
    PART_ANY,
    PLURAL,
    SIZED,
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
    if after is not None and ((after.start in counted and (before or not after.share)) or not counts_posts(text, after, before)):
        after = None
    none = NONE.search(text[: m.start()])
    if none:
        return Posts(function, Decimal(0), text[none.start() : m.end()], None, none.start())
    value, each, start, end = size(text, numbers, m, before, after)
    return Posts(function, value, text[start:end], each, start)


def unexplained(text: str, named: list[Posts]) -> Quantity | None:
    """A share of a post, or a number with "x" or a kind of post behind it, that no post's words hold: the sum is then not known."""
    spans = [(at, at + len(part)) for p in named for part in p.words.split(" … ") if (at := text.find(part)) >= 0]
    for q in quantities(text):
        held = any(a <= q.start and q.end <= b for a, b in spans)
        meant = (q.share and not NO_SIZE.match(text[q.end :])) or KIND.match(text[q.end :])
        if not held and not q.article and meant and "halbj" not in text[q.start : q.end + 8].lower():
            return q
    return None
