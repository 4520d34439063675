"""Reads questions for an amount: which posts for how many months, which body, which part of the money (check foerderhoechstbetrag)."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from assistant.checks.parameters import rules
from assistant.checks.reading.months import months
from assistant.checks.reading.numbers import plain, quantities
from assistant.checks.reading.posts import MIXED, Posts, posts
from assistant.checks.reading.types import Reading, Scope
from assistant.errors import KimError

CHECK = "foerderhoechstbetrag"
_ASKS = re.compile(
    r"\b(?:wie ?viel|was|welche[rnsm]?|summe|betrag|höchstbetrag|höchstsumme|höchstförderung|maximal\w*|insgesamt|zusammen|"
    r"berechn\w*|rechn\w*|ausrechn\w*|kalkulier\w*|how much|"
    r"total|maximum)\b",
    re.I,
)
_MONEY = re.compile(
    r"\b(?:\w*geld\w*|euro|\w*förder\w*|\w*foerder\w*|\w*zuschuss\w*|\w*zuschüss\w*|\w*pauschale\w*|\w*kosten\w*|"
    r"\w*ausgaben|mittel|landesmittel|krieg\w*|bekomm\w*|zahlt?|drin|"
    r"\w*summe|\w*betrag\w*|rausholen|springt|schießt|übernimmt|erstattet|gibt es|gibt's|gibts|bezuschusst|fund\w*|money|get|kommt|€)(?!\w)",
    re.I,
)
# other questions about money and posts that this calculation does not answer
_OTHER = re.compile(
    r"\b(?:eigen(?:anteil\w*|mittel\w*|geld\w*)|selbst (?:tragen|zahlen|finanzieren|aufbringen|drauflegen)|draufleg\w*|"
    r"drauf zahlen|restlich\w*|überschreit\w*|übersteig\w*|"
    r"tatsächlich\w*|zurück\w*|bericht\w*|fogs|landtag\w*|landesweit\w*|vorlage|alle kommunen|fälle\w*|fallzahl\w*|"
    r"klient\w*|warum|wieso|weshalb|genehmig\w*|bewilligt\w*|"
    r"zurückgezahlt|baustein 3|ausländerbehörd\w*|einbürgerung\w*|own (?:share|contribution)|gehalt|entgelt\w*|tarif\w*|eingruppier\w*)\b",
    re.I,
)
_PERSONNEL = re.compile(
    r"\b(?:personal(?:kosten|ausgaben|förder\w*|geld\w*|mittel\w*|pauschale\w*|zuschuss\w*|summe)?\w*|fürs? personal|"
    r"gehälter|staff costs?|personnel)\b",
    re.I,
)
_MATERIAL = re.compile(
    r"\b(?:sach(?:kosten|ausgaben|mittel)\w*|arbeitspl[aä]tz\w*|büro\w*|ausstattung\w*|einrichtung\w*|möbel\w*|rechner|"
    r"laptop\w*|workplaces?|equipment)\b",
    re.I,
)
_FULL = re.compile(
    r"\b(?:voll(?:ständig)?\s+\w*(?:schöpf|ausnutz|reiz|nutz)\w*|\w*ausschöpf\w*|schöpf\w*\b[^.?!]{0,60}\baus|ausreiz\w*|"
    r"ausnutz\w*|alles (?:mitnehmen|nehmen|aus\w+)|"
    r"das maximum|maximal(?:e|en)? (?:förder|stellen|ausstattung)\w*|höchst(?:förderung|betrag|summe)\w*|voller förderung|"
    r"full entitlement|maximum (?:funding|amount))\b",
    re.I,
)
_OWN_TOTAL = re.compile(
    r"\b(?:berechn\w*|rechn\w*|ausrechn\w*|kalkulier\w*|gesamt(?:e[nrs]?|förder\w*|summe|betrag|höhe)\w*|insgesamt|"
    r"unterm strich|in summe|calculate|in total)\b",
    re.I,
)
_WE = re.compile(r"\b(?:wir|uns|unser\w*|mir|we|us|our)\b", re.I)
_EVENTS = re.compile(r"\b(?:veranstaltung\w*|fachtag\w*|workshop\w*|events?)\b", re.I)
_MEASURES = re.compile(r"\b(?:maßnahmen?\w*|massnahmen?\w*|schnittstellen\w*|measures)\b", re.I)
_WITHOUT = re.compile(r"\bohne\s+(?:\w+\s+){0,3}(?:veranstaltung\w*|maßnahme\w*|massnahme\w*|events?|measures)", re.I)
_ADVICE = re.compile(r"\b(?:beratungstage?\w*|tage\w* externe\w*|externe\w* (?:begleitung|beratung)\w*)", re.I)
_YEARS = re.compile(r"\b(?:in|über|für|binnen|innerhalb von|auf)\s+(zwei|drei|vier|2|3|4)\s+(?:volle\w*\s+)?jahre?n?\b", re.I)
_BODIES = (
    ("staedteregion_aachen", re.compile(r"\bstädteregion\w*|\bstaedteregion\w*", re.I)),
    ("kreisfreie_stadt", re.compile(r"\bkreisfreie\w*\s+(?:gro(?:ß|ss)?)?st[aä]dt\w*|\bkreisfrei\b|\bindependent cit(?:y|ies)\b", re.I)),
    ("kreis", re.compile(r"\b(?:land)?kreis(?:e[sn]?|en)?\b(?!\w*frei)|\brural district\b|\bdistrict\b", re.I)),
)


def body(text: str) -> tuple[str, str] | None:
    """The kind of municipality named, with its words; None when none or several are."""
    found = [(name, m[0]) for name, pattern in _BODIES if (m := pattern.search(text))]
    if found and found[0][0] == "staedteregion_aachen":
        return found[0]
    return found[0] if len(found) == 1 else None


def read(text: str, as_of: date) -> Reading | None:
    """The calculation asked for, or None when the question is another one or holds whatever the facts."""
    if _OTHER.search(text) or not _ASKS.search(text) or not _MONEY.search(text):
        return None
    named, period = posts(text), months(text)
    sized = [p for p in named if p.value is not None]
    pots = bool(_EVENTS.search(text)) and bool(_MEASURES.search(text))
    full, place = bool(_FULL.search(text)), body(text)
    if full and place and not sized:
        return _exhausted(text, as_of, place, _scope(text))
    if not sized:
        return _unsized(text, named, place, period is not None) or (_pots_only(text) if pots and not named else None)
    if not _needs_calculation(sized, period is not None, bool(place), text) or MIXED.search(text):
        return None
    return _reading(text, named, place)


def _scope(text: str) -> Scope:
    personnel, material = bool(_PERSONNEL.search(text)), bool(_MATERIAL.search(text))
    return "personal" if personnel and not material else "sach" if material and not personnel else "alles"


def _needs_calculation(sized: list[Posts], period: bool, place: bool, text: str) -> bool:
    """One whole post for one whole year is what the flat rate itself says."""
    return period or len(sized) > 1 or any(p.value != 1 for p in sized) or (bool(_EVENTS.search(text)) and place)


def _reading(text: str, named: list[Posts], place: tuple[str, str] | None) -> Reading:
    facts: dict[str, Any] = {"koordination_vzae": 0, "verwaltungsassistenz_vzae": 0, "case_management_vzae": 0}
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
    period = months(text)
    if period is not None and period.value is not None:
        facts["beschaeftigungsmonate"], words["beschaeftigungsmonate"] = period.value, period.words
    elif period is not None:
        needed.append("beschaeftigungsmonate")
    if place:
        facts["gebietskoerperschaft"], words["gebietskoerperschaft"] = place
    _pots(text, facts, words)
    return Reading(CHECK, facts, words, tuple(needed), _scope(text), _years(text))


def _pots(text: str, facts: dict[str, Any], words: dict[str, str]) -> None:
    without = bool(_WITHOUT.search(text))
    for name, pattern in (("veranstaltungen", _EVENTS), ("massnahmen", _MEASURES)):
        m = pattern.search(text)
        facts[name] = bool(m) and not without
        words[name] = m[0] if m else ""
    days = next((q for q in quantities(text) if re.match(r"\s*(?:beratungstage?\w*|tage?\w*)\b", text[q.end :], re.I)), None)
    facts["beratungstage"] = int(days.value) if days and _ADVICE.search(text) else 0
    words["beratungstage"] = days.text if days and _ADVICE.search(text) else ""


def _years(text: str) -> int:
    m = _YEARS.search(text)
    return {"zwei": 2, "drei": 3, "vier": 4}.get(m[1].lower(), 0) or int(m[1]) if m else 1


def _exhausted(text: str, as_of: date, place: tuple[str, str], scope: Scope) -> Reading | None:
    """A body that uses everything Baustein 1 offers: as many posts as are funded for it, and the two further pots."""
    try:
        known = rules()
        coordination = known.at(f"stellen.koordination.{place[0]}", as_of).number
        assistance = known.at(f"stellen.assistenz.{place[0]}", as_of).number
    except KimError:
        coordination = assistance = Decimal(0)
    whole = scope == "alles" and not _WITHOUT.search(text)
    facts: dict[str, Any] = {
        "gebietskoerperschaft": place[0],
        "koordination_vzae": plain(coordination),
        "verwaltungsassistenz_vzae": plain(assistance),
        "case_management_vzae": 0,
        "veranstaltungen": whole,
        "massnahmen": whole,
        "beratungstage": 0,
    }
    period = months(text)
    needed: tuple[str, ...] = ()
    if period is not None and period.value is not None:
        facts["beschaeftigungsmonate"] = period.value
    elif period is not None:
        needed = ("beschaeftigungsmonate",)
    return Reading(CHECK, facts, {"gebietskoerperschaft": place[1]}, needed, scope, _years(text))


def _unsized(text: str, named: list[Posts], place: tuple[str, str] | None, period: bool) -> Reading | None:
    """The own total is asked for and hangs on facts that are not said."""
    if not _WE.search(text) or not (_OWN_TOTAL.search(text) or (period and named)):
        return None
    facts: dict[str, Any] = {}
    words: dict[str, str] = {}
    if place:
        facts["gebietskoerperschaft"], words["gebietskoerperschaft"] = place
    needed = [f"{p.function}_vzae" for p in named] or ["koordination_vzae", "verwaltungsassistenz_vzae", "case_management_vzae"]
    for function in ("koordination", "verwaltungsassistenz", "case_management") if named else ():
        if f"{function}_vzae" not in needed:
            facts[f"{function}_vzae"] = 0
    if not named and not place:
        needed.insert(0, "gebietskoerperschaft")
    found = months(text)
    if found is not None and found.value is not None:
        facts["beschaeftigungsmonate"], words["beschaeftigungsmonate"] = found.value, found.words
    if named:
        _pots(text, facts, words)
    else:
        needed += ["veranstaltungen", "massnahmen"]
    return Reading(CHECK, facts, words, tuple(needed), _scope(text), _years(text))


def _pots_only(text: str) -> Reading | None:
    """Veranstaltungen and Maßnahmen together, without posts."""
    if not re.search(r"\b(?:zusammen|beide\w*|insgesamt|in summe|together|both)\b", text, re.I) and _years(text) == 1:
        return None
    facts: dict[str, Any] = {"koordination_vzae": 0, "verwaltungsassistenz_vzae": 0, "case_management_vzae": 0}
    words: dict[str, str] = {}
    _pots(text, facts, words)
    return Reading(CHECK, facts, words, (), "alles", _years(text))
