"""For how many months of a year posts are occupied: "ab Mai", "von März bis Oktober", "acht Monate", "ganzjährig"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.checks.reading.numbers import quantities

_NAMES = (
    r"jan(?:uary?)?",
    r"feb(?:ruary?)?",
    r"m(?:ä|ae)rz|march",
    r"apr(?:il)?",
    r"mai|may",
    r"jun[ieo]?",
    r"jul[iy]?",
    r"aug(?:ust)?",
    r"sept?(?:ember)?",
    r"o[kc]t(?:ober)?",
    r"nov(?:ember)?",
    r"de[zc](?:ember)?",
)
_MONTH = "|".join(_NAMES)
_ANY_MONTH = re.compile(rf"\b(?:{'|'.join(n for n in _NAMES if n != 'mai|may')}|mai)\b", re.I)


def _point(k: int) -> str:
    """A month, or the day it is said with; "Mitte Mai" is no beginning of a month."""
    return (
        rf"(?:(?P<p{k}>anfang|mitte|ende|einschließlich)\s+)?(?:(?:dem|den|zum)\s+)?(?:(?P<d{k}>\d{{1,2}})(?:\.|st|nd|rd|th)?\s*)?"
        rf"(?:(?P<m{k}>{_MONTH})\b|(?P<n{k}>\d{{1,2}})\.)\s?(?:20\d\d)?"
    )


_SPANS = (
    re.compile(rf"\b(?:von|vom|ab|from)?\s*\b{_point(1)}\s*(?:bis|-|–|to|until|till)\s*(?:zum\s+)?{_point(2)}", re.I),
    re.compile(rf"\b(?:zwischen|between)\s+{_point(1)}\s*(?:und|and)\s*{_point(2)}", re.I),
)
_FROM = re.compile(
    rf"\b(?:ab|seit|zum|from|as of|starting(?: in| on)?|since|(?:beginn|f[äai]ng|komm|kam|start|trat|tritt)(?:t|en|end|et|s)?(?: sie| er|"
    rf" dann| ja| bei uns)?"
    rf"(?: erst)?(?: im| am| zum| in|:)?)\s+(?:erst\s+)?(?:im\s+)?{_point(1)}",
    re.I,
)
_FROM_LATER = re.compile(
    rf"\b(?:erst\s+)?(?:im|am|zum|in)\s+{_point(1)}\s*(?:\w+\s+){{0,2}}?(?:angef\w*|anf[aä]ng\w*|beginn\w*|begonnen|start\w*|gestartet|besetz\w*|"
    r"eingestellt\w*|dazu\w*|los\w*|gekommen|hired|join\w*)",
    re.I,
)
_UNTIL = re.compile(rf"\b(?:bis|until|till)\s+(?:zum\s+)?{_point(1)}", re.I)
_AT_END = re.compile(rf"(?<!ab )(?<!bis )(?<!bis zum )\b(?=ende\s|(?:28|29|30|31)\.)(?:zum\s+)?{_point(1)}", re.I)
_GONE = re.compile(
    r"\b(?:in rente|im ruhestand|in (?:den )?ruhestand|ausgeschieden|schied|scheidet|gekündigt|kündigt\w*|"
    r"verl(?:ässt|ieß|assen)|weg|gegangen|geht|ging|"
    r"aufgehört|hört\w*|läuft aus|lief aus|ausgelaufen|endet\w*|beendet|wechselt\w*|gewechselt|left|leaves|leaving)\b",
    re.I,
)
_PHRASES = (
    (
        12,
        re.compile(
            r"\b(?:ganzj[äa]hrig\w*|das ganze jahr|ganzes jahr|übers? ganze jahr|volle[sn]? jahr|(?:full|whole|entire) year|"
            r"rund ums jahr)\b",
            re.I,
        ),
    ),
    (6, re.compile(r"\b(?:halbes jahr|halben jahr|halbe jahr|halbjahr|half a year|half the year)\b", re.I)),
    (9, re.compile(r"\bdrei\s?viertel\s?jahr\b|\bdrei quartale\b|\bab (?:dem )?(?:2\.|zweiten) quartal\b", re.I)),
    (6, re.compile(r"\bzwei quartale\b|\bab (?:dem )?(?:3\.|dritten) quartal\b", re.I)),
    (3, re.compile(r"(?<!drei )\bviertel\s?jahr\b|\bein quartal\b|\b(?:im|ab dem) (?:4\.|vierten|letzten|ersten|1\.) quartal\b", re.I)),
)
# a time is said, but no number of whole months
_VAGUE = re.compile(
    r"\b(?:(?:im|ab|seit|zum|nach dem|vor dem|diesen|nächsten)\s+(?:dem\s+|den\s+)?(?:sommer\w*|herbst\w*|winter\w*|fr(?:ü|ue)hjahr\w*|frühling\w*)|"
    r"jahresmitte|mitte des jahres|(?:in|nach|für|seit|vor)\s+(?:\w+\s+)?wochen|ein paar (?:wochen|monate)|einige (?:wochen|monate)|unterjährig\w*|"
    r"teilweise unbesetzt|zeitweise|vakan\w*|quartal\w*|in (?:summer|autumn|spring|winter)|mid-?year)\b",
    re.I,
)
_COUNT = re.compile(r"\s*(?:volle\w*\s+|ganze\w*\s+)?(?:beschäftigungs)?(?:monat\w*|months?)\b", re.I)
_LABELLED = re.compile(r"\b(?:beschäftigungs)?(?:monate|months):?\s+(\d{1,2})\b(?!\.)", re.I)
_OF_TWELVE = re.compile(r"^\s*(?:der|von|of(?: the)?)\s+(?:den\s+)?(?:zwölf|12|twelve)\s+(?:monat\w*|months)", re.I)


@dataclass(frozen=True, slots=True)
class Months:
    """Months (1 … 12) and their words; `value` None: something is said that is not a number of whole months of one year."""

    value: int | None
    words: str


def months(text: str) -> Months | None:
    """The one statement on months; None when there is none. Several that differ, or parts of months, give a value of None."""
    found = _statements(text)
    if not found:
        stray = _ANY_MONTH.search(text) or _VAGUE.search(text)
        return Months(None, stray[0]) if stray else None
    values = {m.value for m in found}
    return found[0] if len(values) == 1 else Months(None, found[0].words)


def _statements(text: str) -> list[Months]:
    spans = [_span(m) for pattern in _SPANS for m in pattern.finditer(text)]
    if spans:
        return spans
    starts = [m for pattern in (_FROM, _FROM_LATER) for m in pattern.finditer(text)]
    ends = [*_UNTIL.finditer(text), *_left(text)]
    if len({m["m1"] or m["n1"] for m in starts}) == 1 and len(ends) == 1:
        return [_both(starts[0], ends[0])]
    return _said(text) + [_from(m) for m in starts] + [_until(m) for m in ends]


def _left(text: str) -> list[re.Match[str]]:
    """The end of a month at which somebody left: "ging Ende August in Rente", "zum 30.6. ausgeschieden"."""
    return [m for m in _AT_END.finditer(text) if _GONE.search(text)]


def _said(text: str) -> list[Months]:
    out = [Months(n, m[0].strip()) for n, pattern in _PHRASES for m in pattern.finditer(text)]
    quarters = [m for m in out if m.value == 9]
    out = [m for m in out if m.value != 3] if quarters else out
    out += [_counted(m[1], m[0]) for m in _LABELLED.finditer(text)]
    for q in quantities(text):
        part = _OF_TWELVE.match(text[q.end :])
        unit = _COUNT.match(text, q.end)
        if part:
            return [*out, _counted(q.value, text[q.start : q.end + part.end()])]
        if unit and not q.share:
            out.append(_counted(q.value, text[q.start : unit.end()]))
    return out


def _counted(value: object, words: str) -> Months:
    number = float(str(value))
    return Months(int(number) if number == int(number) and 1 <= number <= 12 else None, words)


def _span(m: re.Match[str]) -> Months:
    first, last = _month(m, 1), _month(m, 2)
    whole = _first_day(m, 1) and _last_day(m, 2) and first is not None and last is not None and last >= first
    return Months(last - first + 1 if whole and first and last else None, m[0].strip())


def _both(start: re.Match[str], end: re.Match[str]) -> Months:
    first, last = _month(start, 1), _month(end, 1)
    whole = first and last and _first_day(start, 1) and _last_day(end, 1) and last >= first
    return Months(last - first + 1 if whole and first and last else None, f"{start[0].strip()} … {end[0].strip()}")


def _from(m: re.Match[str]) -> Months:
    first = _month(m, 1)
    return Months(13 - first if first and _first_day(m, 1) else None, m[0].strip())


def _until(m: re.Match[str]) -> Months:
    last = _month(m, 1)
    return Months(last if last and _last_day(m, 1) else None, m[0].strip())


def _first_day(m: re.Match[str], k: int) -> bool:
    return m[f"d{k}"] in (None, "1", "01") and (m[f"p{k}"] or "").lower() not in ("mitte", "ende")


def _last_day(m: re.Match[str], k: int) -> bool:
    return m[f"d{k}"] in (None, "28", "29", "30", "31") and (m[f"p{k}"] or "").lower() not in ("mitte", "anfang")


def _month(m: re.Match[str], k: int) -> int | None:
    number, name = m[f"n{k}"], (m[f"m{k}"] or "").lower()
    if number:
        return int(number) if 1 <= int(number) <= 12 else None
    return next((i for i, pattern in enumerate(_NAMES, 1) if re.fullmatch(pattern, name)), None)
