"""Reads questions for an amount: which posts for how many months, which body, which part of the money (check foerderhoechstbetrag)."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from assistant.checks.parameters import rules
from assistant.checks.reading.months import Months
from assistant.checks.reading.numbers import Quantity, plain, quantities
from assistant.checks.reading.occupied import occupied, one_by_one
from assistant.checks.reading.parts import parts
from assistant.checks.reading.place import body
from assistant.checks.reading.posts import MIXED, Posts, posts
from assistant.checks.reading.pots import EVENTS, MEASURES, put_pots, scope
from assistant.checks.reading.types import Reading, Scope
from assistant.errors import KimError

CHECK = "foerderhoechstbetrag"
FUNCTIONS = ("koordination", "verwaltungsassistenz", "case_management")
SMALLEST = Decimal("0.5")  # a smaller post is a question whether it is funded at all
_ASKS = re.compile(
    r"\b(?:wie ?viel|was|welche[rnsm]?|wie hoch|obergrenze|(?<!voller )\w*höhe|\w*summe|\w*betrag|höchstbetrag|höchstsumme|höchstförderung|maximal\w*|insgesamt|zusammen|"
    r"berechn\w*|rechn\w*|ausrechn\w*|kalkulier\w*|how (?:much|high)|what|which|total|maximum)\b",
    re.I,
)
_MONEY = re.compile(
    r"\b(?:\w*geld\w*|euro|\w*förder(?:ung|geld|betrag|summe|höhe|höchst|mittel|t\b|n\b)\w*|\w*förder|\w*zuschuss\w*|\w*zuschüss\w*|\w*pauschale\w*|"
    r"kostet|\w*kosten\w*|\w*ausgaben|mittel|landesmittel|\w*summe|\w*betrag\w*|erstattet|gehälter|gehalt|abrechn\w*|abruf\w*|bezuschusst|"
    r"funding|funded|funds?|grants?|subsid\w*|reimburs\w*|haushalt\w*|einnahme\w*|ertr[aä]g\w*|"
    r"money|salar(?:y|ies)|staff costs|€)(?!\w)",
    re.I,
)
# words that mean money only in a question for how much
_GET = re.compile(
    r"\b(?:krieg\w*|bekomm\w*|zahlt|zahlen|zahle|drin|rausholen|springt|schießt|übernimmt|gezahlt|gab|bringt|übern[eio]\w*|trägt|tragen|erstatt\w*|beteilig\w*|steuert|fließ\w*|rein|raus\w*|heraus\w*|raus\w*|hol\w*|landet|landen|hängen|"
    r"einplan\w*|veranschlag\w*|ansetz\w*|erh[aä]lt\w*|contribut\w*|provid\w*|refund\w*|überweist|vergütet|receive|expect|cover\w*|gibt (?:es|das|uns)|gibt's|gibts|"
    r"get|pays?|zu(?:steht|stehen))(?!\w)",
    re.I,
)
_HOW_MUCH = re.compile(
    r"\b(?:wie ?viel|was|wie hoch|welche[rnms]? (?:\w+\s)?(?:\w*summe|\w*betrag|\w*förderung|\w*zuschuss|mittel|höhe)|höchstens|maximal|how much|what)\b",
    re.I,
)
# other questions about money and posts that this calculation does not answer
_OTHER = re.compile(
    r"\b(?:eigen(?:anteil\w*|mittel\w*|geld\w*)|selbst (?:tragen|zahlen|finanzieren|aufbringen|drauflegen)|draufleg\w*|drauf zahlen|restliche[nrs]? (?:kosten|summe|betrag|geld|anteil|personal\w*|mittel)|"
    r"überschreit\w*|übersteig\w*|tatsächlich\w*|zurück\w*|\w*bericht\w*|fogs|landtag\w*|landesweit\w*|vorlage|alle kommunen|fälle[nrs]?|fallzahl\w*|"
    r"klient\w*|warum|wieso|weshalb|baustein 3|ausländer(?:behörd|amt)\w*|einbürgerung\w*|own (?:share|contribution)|wie ?viel prozent|welche[rn]? (?:prozent\w*|anteil)|percent\w* of|entgelt\w*|tarif\w*|"
    r"eingruppier\w*|antrag\w*|passiert|bedeutet|ändert|gleich\w*|genauso viel|hälfte|was gilt|welche zahl)\b",
    re.I,
)
_PAYER = re.compile(r"\b(?:das land|vom land|land nrw|landes\w*|nrw|arnsberg|bezirksregierung|the state|the land)\b", re.I)
_SUM_ASKED = re.compile(r"\b(?:wie ?viel(?! stellen)|wie hoch|höchstens|maximal|welche[rnms]? (?:\w+\s)?(?:summe|betrag)|how much|maximum)\b", re.I)
_FULL = re.compile(
    r"\b(?:voll(?:ständig)?\s+\w*(?:schöpf|ausnutz|reiz|nutz)\w*|\w*ausschöpf\w*|ausgeschöpft|schöpf\w*\b[^.?!]{0,60}\baus|ausreiz\w*|ausnutz\w*|"
    r"reiz\w*\b[^.?!]{0,60}\baus|alles (?:mitnehmen|nehmen|aus\w+)|alle (?:\w+ )?(?:koordinations|personal)?stellen|voller förderung|full entitlement)\b",
    re.I,
)
_HIGHEST = re.compile(
    r"\b(?:das maximum|maximal(?:e|en)? (?:förder|stellen|ausstattung)\w*|höchst(?:förderung|betrag|summe)\w*|"
    r"maximum (?:funding|amount))\b",
    re.I,
)
_OWN_TOTAL = re.compile(
    r"\b(?:berechn\w*|ausrechn\w*|kalkulier\w*|gesamt(?:förder\w*|summe|betrag|höhe)\w*|unterm strich|in summe|"
    r"calculate|in total)\b",
    re.I,
)
_PART = re.compile(r"\bteilzeit\w*|\bpart[\s-]time\b", re.I)
_WE = re.compile(r"\b(?:wir|uns|unser\w*|mir|meine\w*|we|us|our)\b", re.I)
_SUM = re.compile(
    r"\b(?:wie ?viel|wie hoch|welche[rnms]?|how much|what (?:funding|grant|amount|sum))\b|\bwas (?:gibt|bekommen|bekommt|kriegen|zahlt|können wir)",
    re.I,
)
_OWN_POSTS = re.compile(
    r"\b(?:unser|mein|our|my)\w*\s+(?:\w+e[nrs]?\s+)?(?:(?:kim-?)?koordinat(?:ions-?stellen|or(?:en|innen))|case[\s-]?manag(?:er(?:innen|s|n)?|ement-?stellen)|"
    r"cm-?stellen|(?:ko-?|co-?)ordinators)\b",
    re.I,
)
_KIND = re.compile(r"\s*(?:[x×]\s?\d|mal\s?\d|in vollzeit|in teilzeit|vollzeit\w*|teilzeit\w*|halbtags)", re.I)
_NO_SIZE = re.compile(
    r"[\s-]*(?:der|des|aller|von)?\s*(?:kosten|förderung|förderquote|mittel|personalkosten|eigen\w*|zuschuss|der kosten|jahr\w*|fälle|stunde)", re.I
)
_MIXED_SIZES = re.compile(r"\b(?:davon|darunter)\b", re.I)
_CHANGES = re.compile(r"\b(?:reduzier\w*|aufstock\w*|aufgestockt|verringer\w*|von \d+(?:\s?%)? auf \d+)\b", re.I)
_YEARS = re.compile(
    r"\b(?:in|über|für|binnen|innerhalb von|auf|over|for)\s+(zwei|drei|vier|two|three|four|2|3|"
    r"4)\s+(?:volle\w*\s+)?(?:jahre?n?|years)\b",
    re.I,
)
_COUNTS = {"zwei": 2, "drei": 3, "vier": 4, "two": 2, "three": 3, "four": 4}


def read(text: str, as_of: date) -> Reading | None:
    """The calculation asked for, or None when the question is another one or holds whatever the facts."""
    named, place = posts(text), body(text)
    if _OTHER.search(text) or not _asks_amount(text, named):
        return None
    period = occupied(text, named)
    sized = [p for p in named if p.value is not None]
    whole = _FULL.search(text) or (
        _HIGHEST.search(text) and _HOW_MUCH.search(text) and not EVENTS.search(text) and not MEASURES.search(text) and not named
    )
    if whole and place and not sized:
        return _exhausted(text, as_of, place, period)
    if not any(p.value for p in sized):
        pots = EVENTS.search(text) and MEASURES.search(text) and not named
        return _unsized(text, named, place, period) or (_pots_only(text) if pots else None)
    if not _needs_calculation(named, period is not None, bool(place), text):
        return None
    if (MIXED.search(text) or _CHANGES.search(text)) and not _grouped(
        text, named
    ):  # the sizes differ: their sum is asked for, where it is clear whose
        if len(named) > 1 or not (_MIXED_SIZES.search(text) or _CHANGES.search(text)):
            return None
        named = [Posts(p.function, None, p.words, None, p.start) for p in named]
    if (open_ := _unexplained(text, named)) and not _grouped(text, named):
        named = [
            Posts(p.function, None, p.words, None, p.start) if p.value and (len(named) == 1 or p is _nearest(named, open_)) else p for p in named
        ]
    return None if any(p.each is not None and p.each < SMALLEST for p in sized) else _reading(text, named, place, period)


def _asks_amount(text: str, named: list[Posts]) -> bool:
    """Whether an amount of money is asked for; a list of posts with "Summe" or "berechne" is such a question, too."""
    money = _MONEY.search(text) or (_GET.search(text) and _HOW_MUCH.search(text))
    money = money or (_PAYER.search(text) and _SUM_ASKED.search(text) and any(p.value for p in named))
    listed = sum(1 for p in named if p.value) > 1 and re.search(
        r"\b(?:berechn\w*|ausrechn\w*|gesamt\w*|zahl|kalkulation|summe|insgesamt|total)\b", text, re.I
    )
    return bool(listed or (money and (_ASKS.search(text) or "?" not in text)))


def _needs_calculation(named: list[Posts], period: bool, place: bool, text: str) -> bool:
    """One whole post (half a one of the assistance) for one whole year is what the flat rate itself says."""
    flat = {"verwaltungsassistenz": SMALLEST}
    return period or len(named) > 1 or any(p.value != flat.get(p.function, 1) for p in named) or (bool(EVENTS.search(text)) and place)


def _unexplained(text: str, named: list[Posts]) -> Quantity | None:
    """A share of a post, or a number with "x" or a kind of post behind it, that no post's words hold: the sum is then not known."""
    spans = [(at, at + len(part)) for p in named for part in p.words.split(" … ") if (at := text.find(part)) >= 0]
    for q in quantities(text):
        held = any(a <= q.start and q.end <= b for a, b in spans)
        meant = (q.share and not _NO_SIZE.match(text[q.end :])) or _KIND.match(text[q.end :])
        if not held and not q.article and meant and "halbj" not in text[q.start : q.end + 8].lower():
            return q
    return None


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
            facts[name] = plain(p.value)
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
    m = _YEARS.search(text)
    return (_COUNTS.get(m[1].lower()) or int(m[1])) if m else 1


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
        "koordination_vzae": plain(coordination),
        "verwaltungsassistenz_vzae": plain(assistance),
        "case_management_vzae": 0,
    }
    words["gebietskoerperschaft"] = place[1]
    needed = _put_months(period, facts, words)
    return Reading(CHECK, facts, words, tuple(needed), part, _years(text))


def _unsized(text: str, named: list[Posts], place: tuple[str, str] | None, period: Months | None) -> Reading | None:
    """The own total is asked for and hangs on facts that are not said."""
    if not _WE.search(text) or not (
        _OWN_TOTAL.search(text)
        or (named and (period or _PART.search(text) or (_OWN_POSTS.search(text) and _SUM.search(text) and scope(text) != "sach")))
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
