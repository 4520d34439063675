"""Posts named in a question: "3,5 Stellen Koordination", "zwei Case Manager mit je 75 %", "eine halbe Assistenz"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.checks.reading.numbers import Quantity, quantities

FUNCTIONS = (
    (
        "verwaltungsassistenz",
        re.compile(
            r"\b(?:kim-?)?verwaltungsassist\w*|\bassisten(?:z\w*|t\w*|ce)\b|\bva-stelle\w*|\badministrative assist\w*|\bassistant post\w*", re.I
        ),
    ),
    (
        "case_management",
        re.compile(
            r"\b(?:kim-?|vollzeit-?|teilzeit-?)*(?:case[\s-]?manag\w*|fallmanag\w*|cms?\b(?:-stelle\w*|-kr[aä]ft\w*)?)(?:[\s-]stelle\w*)?", re.I
        ),
    ),
    ("koordination", re.compile(r"\b(?:kim-?)?ko+rdin\w*(?:[\s-]stelle\w*)?|\bco-?ordinat\w*", re.I)),
)
# what may stand between a number and the post it counts
_BEFORE = re.compile(
    r"^(?:[\s:(–-]|volle?[nrs]?\b|ganze?[nrs]?\b|vollzeit\w*|teilzeit\w*|stellen?(?:anteile?n?)?\b|vz[äa]e?\b|posts?\b|"
    r"full[\s-]time\b|weitere?n?\b|neue?n?\b|"
    r"geförderte?n?\b|zusätzliche?n?\b|personalstellen?\b|stunden\b(?!)|für\b|fuer\b|in\b|im\b|der\b|die\b|das\b|den\b|"
    r"dem\b|of\b|for\b|kim\b|zur\b|als\b|und\b(?!)|"
    r"stelle\b|kr[äa]fte?\b|leute\b|an?\b)*$",
    re.I,
)
# what may stand between a post and the number that follows it
_AFTER = re.compile(
    r"^(?:[\s:=(,–-]|mit\b|hat\b|haben\b|sind\b|ist\b|arbeitet\b|arbeiten\b|auf\b|im umfang von\b|umfang\b|zu\b|"
    r"je(?:weils)?\b|à|nur\b|in teilzeit\b|teilzeit\b|von\b|"
    r"stellen?\b|einer?\b|jede[rs]?\b|beide\b|at\b|with\b|each\b|working\b|läuft\b|bei\b)*$",
    re.I,
)
_AND = re.compile(
    r"^\s*(?:volle\w*|ganze\w*|vollzeit\w*)?\s*(?:stellen?)?\s*(?:und|plus|\+|sowie|and)\s*(?:eine?\w?|noch|a)?\s*$", re.I
)  # "zwei volle und eine halbe"
_TOTAL = re.compile(r"\b(?:zusammen|insgesamt|in summe|together)\b", re.I)
# different shares or months inside one group of posts are not read but asked for
MIXED = re.compile(r"\b(?:davon|die andere[nr]?|der andere|die zweite|der zweite|beziehungsweise|bzw\.?|entweder)\b", re.I)


@dataclass(frozen=True, slots=True)
class Posts:
    """Full-time equivalents of one function and the words they were read from; `value` None: the function is named, its size is not."""

    function: str
    value: Decimal | None
    words: str


def posts(text: str) -> list[Posts]:
    """Every function named, in order; several mentions of one function with sizes are added up."""
    numbers = quantities(text)
    found: list[tuple[int, Posts]] = []
    for function, pattern in FUNCTIONS:
        mentions = [_mention(text, numbers, function, m) for m in pattern.finditer(text)]
        sized = [p for p in mentions if p.value is not None]
        if sized:
            total = sum((p.value for p in sized if p.value is not None), Decimal(0))
            found.append((text.find(sized[0].words), Posts(function, total, " … ".join(p.words for p in sized))))
        elif mentions:
            found.append((text.find(mentions[0].words), mentions[0]))
    return [p for _, p in sorted(found, key=lambda x: x[0])]


def _mention(text: str, numbers: list[Quantity], function: str, m: re.Match[str]) -> Posts:
    before = next((q for q in reversed(numbers) if q.end <= m.start() and _BEFORE.match(text[q.end : m.start()])), None)
    after = next((q for q in numbers if q.start >= m.end() and _AFTER.match(text[m.end() : q.start])), None)
    if after is not None and not _counts_posts(text, after, before):
        after = None
    if before is not None and before.article and (after is None or not after.share):
        singular = re.match(r"\s*(?:volle|ganze|vollzeit)", text[before.end :], re.I)
        return Posts(function, Decimal(1) if singular else None, text[before.start : m.end()])
    if before is not None and after is not None and after.share and before.value >= 1 and not _TOTAL.search(text[m.end() : after.start]):
        return Posts(function, before.value * after.value, text[before.start : after.end])
    if before is not None:
        second = _share_before(text, numbers, before)
        value, start = before.value * (second.value if second else 1), (second or before).start
        more = next((q for q in reversed(numbers) if q.end <= start and _AND.match(text[q.end : start]) and not q.article), None)
        if more is not None:
            value, start = value + more.value, more.start
        return Posts(function, value, text[start : m.end()])
    if after is not None:
        return Posts(function, after.value, text[m.start() : after.end])
    return Posts(function, None, m[0])


def _share_before(text: str, numbers: list[Quantity], share: Quantity) -> Quantity | None:
    """ "zwei halbe Stellen": the count that stands right before a share."""
    if not share.share:
        return None
    return next((q for q in numbers if q.end <= share.start and not text[q.end : share.start].strip() and not q.share and not q.article), None)


def _counts_posts(text: str, after: Quantity, before: Quantity | None) -> bool:
    """Whether a number behind a post is its size and not cases, euros, months or a date."""
    rest = text[after.end : after.end + 24].lower()
    if re.match(r"\s*(?:€|euro|eur\b|monat\w*|fäll\w*|faell\w*|klient\w*|jahr\w*|tage?\w*|stunden|std|\.|uhr|cases|months)", rest):
        return False
    if after.article:
        return False
    unit = re.match(r"\s*(?:vz[äa]e?|stelle\w*|volle\w*|vollzeit\w*|posts?|fte)", rest)
    return after.share or bool(unit) or (before is None and after.value < 100)
