"""For how many months of a year posts are occupied: "ab Mai", "von März bis Oktober", "acht Monate", "ganzjährig"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.checks.reading.numbers import quantities

_NAMES = (
    "jan(?:uar)?",
    "feb(?:ruar)?",
    "m(?:ä|ae)rz",
    "apr(?:il)?",
    "mai",
    "jun[io]?",
    "jul[iy]?",
    "aug(?:ust)?",
    "sept?(?:ember)?",
    "okt(?:ober)?",
    "nov(?:ember)?",
    "dez(?:ember)?",
)
_ENGLISH = "january february march april may june july august september october november december".split()
_MONTH = "|".join([*_NAMES, *_ENGLISH])
_POINT = rf"(?:(?:dem |den |zum )?(?P<d{{0}}>\d{{{{1,2}}}})\.\s*)?(?:(?P<m{{0}}>{_MONTH})\b|(?P<n{{0}}>\d{{{{1,2}}}})\.)\s?(?:20\d\d)?"
_FROM_TO = re.compile(
    rf"\b(?:von|vom|ab|from)\s+(?:(?:anfang|mitte)\s+)?{_POINT.format(1)}\s*(?:bis(?: einschließlich)?|-|–|to|"
    rf"until)\s*(?:(?:ende|zum)\s+)?{_POINT.format(2)}",
    re.I,
)
_FROM = re.compile(
    rf"\b(?:ab|seit|zum|from|starting(?: in)?|since|(?:beginn|f[äa]ng|komm)(?:t|en|end)?(?: erst| dann)?(?: im| am| zum)|"
    rf"start(?:et|en)?(?: erst)?(?: im| am| zum)?)\s+(?:erst\s+)?(?:(?:anfang|dem)\s+)?{_POINT.format(1)}"
    rf"|\b(?:im|am|zum)\s+{_POINT.format(2)}\s*(?:\w+\s+){{{{0,2}}}}?(?:anf[aä]ng\w*|beginn\w*|start\w*|besetz\w*|eingestellt|dazu|los)".replace(
        "{{", "{"
    ).replace("}}", "}"),
    re.I,
)
_UNTIL = re.compile(rf"\b(?:nur|läuft|besetzt|endet)\s+(?:bis|zum)\s+(?:ende\s+)?{_POINT.format(1)}", re.I)
_WHOLE = re.compile(r"\b(?:ganzj[äa]hrig\w*|das ganze jahr|ganzes jahr|volle[sn]? jahr|full year|whole year|rund ums jahr)\b", re.I)
_HALF = re.compile(r"\b(?:ein\s+)?(?:halbes jahr|halbjahr|half a year)\b", re.I)
_QUARTER = re.compile(r"\b(?:ein\s+)?vierteljahr\b", re.I)
_COUNT = re.compile(r"\s*(?:volle\w*\s+)?(?:beschäftigungs)?(?:monat\w*|months?)\b", re.I)


@dataclass(frozen=True, slots=True)
class Months:
    """Months (1 … 12) and their words; `value` None: something is said that is not a number of whole months of one year."""

    value: int | None
    words: str


def months(text: str) -> Months | None:
    """The one statement on months; None when there is none. Several that differ, or parts of months, give a value of None."""
    found = _statements(text)
    if not found:
        return None
    values = {m.value for m in found}
    return found[0] if len(values) == 1 else Months(None, found[0].words)


def _statements(text: str) -> list[Months]:
    span = _FROM_TO.search(text)
    if span:
        first, last = _month(span, 1), _month(span, 2)
        whole = span["d1"] in (None, "1", "01") and first is not None and last is not None and last >= first
        return [Months(last - first + 1 if whole and first and last else None, span[0].strip())]
    out = [Months(12, m[0]) for m in _WHOLE.finditer(text)] + [Months(6, m[0]) for m in _HALF.finditer(text)]
    out += [Months(3, m[0]) for m in _QUARTER.finditer(text)]
    for q in quantities(text):
        unit = _COUNT.match(text, q.end)
        if unit and not q.share:
            ok = q.value == q.value.to_integral_value() and 1 <= q.value <= 12
            out.append(Months(int(q.value) if ok else None, text[q.start : unit.end()]))
    for m in _FROM.finditer(text):
        k = 1 if m["m1"] or m["n1"] else 2
        start = _month(m, k)
        if start is not None:
            out.append(Months(13 - start if m[f"d{k}"] in (None, "1", "01") else None, m[0].strip()))
    for m in _UNTIL.finditer(text):
        last = _month(m, 1)
        if last is not None:
            out.append(Months(last, m[0].strip()))
    return out


def _month(m: re.Match[str], k: int) -> int | None:
    number, name = m[f"n{k}"], (m[f"m{k}"] or "").lower()
    if number:
        return int(number) if 1 <= int(number) <= 12 else None
    for i, pattern in enumerate(_NAMES, 1):
        if re.fullmatch(pattern, name):
            return i
    return _ENGLISH.index(name) + 1 if name in _ENGLISH else None
