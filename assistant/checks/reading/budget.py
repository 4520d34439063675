"""Reads questions for an amount: which posts for how many months, which body, which part of the money (check foerderhoechstbetrag)."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from assistant.checks.parameters import rules
from assistant.checks.reading.budgetwords import (
    ASKS,
    BARE,
    CHANGES,
    COUNTS,
    FULL,
    GET,
    HIGHEST,
    HOW_MUCH,
    MIXED_SIZES,
    MONEY,
    OTHER,
    OWN_POSTS,
    OWN_TOTAL,
    PART,
    PAYER,
    SUM,
    SUM_ASKED,
    WE,
    YEARS,
)
from assistant.checks.reading.months import Months
from assistant.checks.reading.numbers import Quantity
from assistant.checks.reading.occupied import occupied, one_by_one
from assistant.checks.reading.parts import parts
from assistant.checks.reading.place import body
from assistant.checks.reading.posts import Posts, posts, unexplained
from assistant.checks.reading.postwords import MIXED
from assistant.checks.reading.pots import EVENTS, MEASURES, put_pots, scope
from assistant.checks.reading.types import Reading, Scope
from assistant.errors import KimError
from assistant.plain import plain_number

CHECK = "foerderhoechstbetrag"
FUNCTIONS = ("koordination", "verwaltungsassistenz", "case_management")
SMALLEST = Decimal("0.5")  # a smaller post is a question whether it is funded at all


def read(text: str, as_of: date) -> Reading | None:
    """The calculation asked for, or None when the question is another one or holds whatever the facts."""
    named, place = posts(text), body(text)
    if OTHER.search(text) or not _asks_amount(text, named):
        return None
    period = occupied(text, named)
    sized = [p for p in named if p.value is not None]
    whole = FULL.search(text) or (
        HIGHEST.search(text) and HOW_MUCH.search(text) and not EVENTS.search(text) and not MEASURES.search(text) and not named
    )
    if whole and place and not sized:
        return _exhausted(text, as_of, place, period)
    if not any(p.value for p in sized):
        pots = EVENTS.search(text) and MEASURES.search(text) and not named
        return _unsized(text, named, place, period) or (_pots_only(text) if pots else None)
    if not _needs_calculation(named, period is not None, bool(place), text):
        return None
    if (MIXED.search(text) or CHANGES.search(text)) and not _grouped(
        text, named
    ):  # the sizes differ: their sum is asked for, where it is clear whose
        if len(named) > 1 or not (MIXED_SIZES.search(text) or CHANGES.search(text)):
            return None
        named = [Posts(p.function, None, p.words, None, p.start) for p in named]
        period = Months(None, period.words) if period else None  # the months may be those of one of them
    if (open_ := unexplained(text, named)) and not _grouped(text, named):
        named = [
            Posts(p.function, None, p.words, None, p.start) if p.value and (len(named) == 1 or p is _nearest(named, open_)) else p for p in named
        ]
    return None if any(p.each is not None and p.each < SMALLEST for p in sized) else _reading(text, named, place, period)


def _asks_amount(text: str, named: list[Posts]) -> bool:
    """Whether an amount of money is asked for; a list of posts with "Summe" or "berechne" is such a question, too."""
    money = bool(MONEY.search(text) or (GET.search(text) and HOW_MUCH.search(text)))
    sized = any(p.value for p in named)
    money = money or bool(sized and ((PAYER.search(text) and SUM_ASKED.search(text)) or BARE.search(text)))
    listed = sum(1 for p in named if p.value) > 1 and re.search(
        r"\b(?:berechn\w*|ausrechn\w*|gesamt\w*|zahl|kalkulation|summe|insgesamt|total)\b", text, re.I
    )
    return bool(listed or (money and (ASKS.search(text) or "?" not in text)))


def _needs_calculation(named: list[Posts], period: bool, place: bool, text: str) -> bool:
    """One whole post (half a one of the assistance) for one whole year is what the flat rate itself says."""
    flat = {"verwaltungsassistenz": SMALLEST}
    return period or len(named) > 1 or any(p.value != flat.get(p.function, 1) for p in named) or (bool(EVENTS.search(text)) and place)


def _nearest(named: list[Posts], q: Quantity) -> Posts:
    return min(named, key=lambda p: abs(p.start - q.start))


def _grouped(text: str, named: list[Posts]) -> bool:
    """Whether different sizes inside one function were all read."""
    return len(named) == 1 and parts(text) is not None


def _reading(text: str, named: list[Posts], place: tuple[str, str] | None, period: Months | None) -> Reading:
    facts: dict[str, Any] = {f"{f}_vzae": 0 for f in FUNCTIONS}
    words = dict.fromkeys(facts, "")
    needed = []
    for p in named:
        name = f"{p.function}_vzae"
        words[name] = p.words
        if p.value is None:
            facts.pop(name)
            needed.append(name)
        else:
            facts[name] = plain_number(p.value)
    needed += _put_months(period, facts, words)
    if place:
        facts["gebietskoerperschaft"], words["gebietskoerperschaft"] = place
    put_pots(text, facts, words)
    if "beschaeftigungsmonate" in needed and (single := one_by_one(text, named)):
        needed.remove("beschaeftigungsmonate")
        facts = {k: v for k, v in facts.items() if not k.endswith("_vzae")} | {"stellen": single[0]}
        words |= {"stellen": single[1]}
    return Reading(CHECK, facts, words, tuple(needed), scope(text), _years(text), ask_rest=True)


def _put_months(period: Months | None, facts: dict[str, Any], words: dict[str, str]) -> list[str]:
    """The months as a fact; their name where something is said that is no number of whole months."""
    if period is not None and period.value is not None:
        facts["beschaeftigungsmonate"], words["beschaeftigungsmonate"] = period.value, period.words
    return ["beschaeftigungsmonate"] if period is not None and period.value is None else []


def _years(text: str) -> int:
    m = YEARS.search(text)
    return (COUNTS.get(m[1].lower()) or int(m[1])) if m else 1


def _exhausted(text: str, as_of: date, place: tuple[str, str], period: Months | None) -> Reading:
    """A body that uses everything Baustein 1 offers: as many posts as are funded for it, and the two further pots."""
    try:
        coordination = rules().at(f"stellen.koordination.{place[0]}", as_of).number
        assistance = rules().at(f"stellen.assistenz.{place[0]}", as_of).number
    except KimError:
        coordination = assistance = Decimal(0)
    facts: dict[str, Any] = {}
    words: dict[str, str] = {}
    put_pots(text, facts, words)
    part: Scope = scope(text)
    for name, pattern in (("veranstaltungen", EVENTS), ("massnahmen", MEASURES)):
        facts[name] = facts[name] if pattern.search(text) else part == "alles"
    facts |= {
        "gebietskoerperschaft": place[0],
        "koordination_vzae": plain_number(coordination),
        "verwaltungsassistenz_vzae": plain_number(assistance),
        "case_management_vzae": 0,
    }
    words["gebietskoerperschaft"] = place[1]
    needed = _put_months(period, facts, words)
    return Reading(CHECK, facts, words, tuple(needed), part, _years(text))


def _unsized(text: str, named: list[Posts], place: tuple[str, str] | None, period: Months | None) -> Reading | None:
    """The own total is asked for and hangs on facts that are not said."""
    if not WE.search(text) or not (
        OWN_TOTAL.search(text) or (named and (period or PART.search(text) or (OWN_POSTS.search(text) and SUM.search(text) and scope(text) != "sach")))
    ):
        return None
    facts: dict[str, Any] = {}
    words: dict[str, str] = {}
    if place:
        facts["gebietskoerperschaft"], words["gebietskoerperschaft"] = place
    open_ = [p.function for p in named if p.value is None] or list(FUNCTIONS)
    needed = [f"{f}_vzae" for f in open_]
    facts |= {f"{f}_vzae": 0 for f in FUNCTIONS if f not in open_}
    if not named and not place:
        needed.insert(0, "gebietskoerperschaft")
    needed += _put_months(period, facts, words)
    if named:
        words |= {f"{p.function}_vzae": p.words for p in named}
        put_pots(text, facts, words)
    return Reading(CHECK, facts, words, tuple(needed), scope(text), _years(text), ask_rest=bool(named))


def _pots_only(text: str) -> Reading | None:
    """Veranstaltungen and Maßnahmen together, without posts."""
    if not re.search(r"\b(?:zusammen|beide\w*|insgesamt|in summe|together|both)\b", text, re.I) and _years(text) == 1:
        return None
    facts: dict[str, Any] = {f"{f}_vzae": 0 for f in FUNCTIONS}
    words: dict[str, str] = {}
    put_pots(text, facts, words)
    return Reading(CHECK, facts, words, (), "alles", _years(text))
