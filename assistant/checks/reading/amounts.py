"""Amounts of money in a question, and which of them was granted, spent or left over."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from assistant.checks.reading.numbers import decimal

_UNIT = r"(?:€|euro|eur\b|euros\b)"
_MONEY = re.compile(
    rf"(?:€\s?)?(?<![\d.,])(?:(?P<kilo>\d+(?:,\d+)?)\s*(?:tausend|tsd\.?|k)(?:\s*{_UNIT}|\b)|"
    rf"(?P<spaced>(?<!baustein )\d{{1,3}}(?:[ \u00a0\u202f]\d{{3}})+(?:,\d{{1,2}})?(?=\s*{_UNIT}))|"
    rf"(?P<full>\d{{1,3}}(?:[.,]\d{{3}})+(?:,\d{{1,2}})?(?!\d)|\d+(?:,\d{{1,2}})?)(?!\d)"
    rf"(?P<unit>\s*{_UNIT})?)",
    re.I,
)
_ROLES = {
    "spent": re.compile(
        r"(?<!nicht )(?<!nicht alles )\b(?:ausgegeben|verbraucht|gekostet|kostete\w*|kosten(?! der)|gebraucht|verwendet|benötigt|"
        r"tatsächlich\w*|ausgaben|verausgabt|abgeflossen|draufgegangen|weggegangen|verbraten|aufgebraucht|abgerechnet|geflossen|eingesetzt|aufgewendet|aufgewandt|verplant|"
        r"personalkosten|spen[dt]|used|cost)\b",
        re.I,
    ),
    "granted": re.compile(
        r"\b(?:bewilligt\w*|bekommen|bekamen|erhalten|erhielten|gekriegt|zugesagt|zugewiesen|zuweisung|zuwendung|gutgeschrieben|ausgezahlt|überwiesen|\w*pauschale|bescheid\w*|"
        r"budget|granted|received|"
        r"got|awarded|approved|bewilligung|von (?=(?:den |unseren |unserer |bewilligten )?\d)|of (?:the |our )?(?=[€\d]))",
        re.I,
    ),
    "left": re.compile(
        r"\b(?:übrig\w*|nicht (?:verbraucht|ausgegeben|gebraucht|abgerufen)|rest\b|restbetrag|left(?: over)?|unspent|zurückgezahlt|zurücküberwiesen|"
        r"liegengeblieben|liegen)",
        re.I,
    ),
}
# what is paid back is no grant
_RETURNED = re.compile(r"(\b(?:rest|restbetrag|überschuss|differenz|land|landes\w*|zurück)\b(?:[^.;!?]|(?<=\d)\.){0,60}?)(\büberwiesen\b)", re.I)
_STOP = re.compile(r"[,;.:!?](?!\d)|\b(?:und|aber|davon|and|but)\b", re.I)


_NOUN = re.compile(r"\w*pauschale|bescheid|budget|bewilligung$|(?:von|of)\b", re.I)
_OF = re.compile(r"(?:von|of)\b", re.I)
NEAR = 25  # letters between "von" and the amount it speaks of


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in euros and where it stands."""

    value: Decimal
    start: int
    end: int
    words: str


def amounts(text: str) -> list[Amount]:
    """Amounts with a unit; bare numbers with thousands points count too, years do not."""
    out = []
    for m in _MONEY.finditer(text):
        if m["kilo"]:
            value = decimal(m["kilo"]) * 1000
        elif m["spaced"]:
            value = decimal(re.sub(r"\s", "", m["spaced"]))
        elif not m["unit"] and not m[0].startswith("€") and not re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+(?:,\d{1,2})?|\d{5,}", m["full"]):
            continue
        else:
            value = decimal(re.sub(r",(?=\d{3})", "", m["full"]))
        out.append(Amount(value, m.start(), m.end(), m[0].strip()))
    return out


def roles(text: str) -> dict[str, Amount]:
    """Each amount with the role whose words stand nearest; empty where that can be read in two ways."""
    text = _RETURNED.sub(lambda m: m[1] + " " * len(m[2]), text)
    found = amounts(text)
    marks = [(role, m.start(), m.end()) for role, pattern in _ROLES.items() for m in pattern.finditer(text)]
    if any(name == "granted" and not _NOUN.match(text[start:end]) for name, start, end in marks):
        marks = [(n, s, e) for n, s, e in marks if n != "granted" or not _NOUN.match(text[s:e])]  # "bewilligt" says more than "Pauschale"
    kinds = list(dict.fromkeys(role for role, _, _ in marks))
    if not found or len(found) > 3 or len(kinds) < len(found):
        return {}
    ranked = sorted(
        (sum(_far(text, a, r, marks, found) for a, r in zip(found, order, strict=True)), order)
        for order in permutations(kinds, len(found))
        if _fits(dict(zip(order, found, strict=True)))
    )
    if not ranked:
        return {}
    if len(ranked) > 1 and ranked[0][0] == ranked[1][0]:
        return {}
    return dict(zip(ranked[0][1], found, strict=True))


def _fits(found: dict[str, Amount]) -> bool:
    """No more is left than was granted."""
    return "left" not in found or "granted" not in found or found["left"].value <= found["granted"].value


def _far(text: str, amount: Amount, role: str, marks: list[tuple[str, int, int]], found: list[Amount]) -> int:
    """The distance in letters to the role's nearest word; the end of a clause or another amount between weighs as much as a line of text."""
    best = 10_000
    for name, start, end in marks:
        after_only = _OF.match(text[start:end]) and (start > amount.start or amount.start - end > NEAR)
        if name == role and not after_only:
            between = text[amount.end : start] if start >= amount.end else text[end : amount.start]
            others = sum(1 for o in found if o is not amount and min(end, amount.end) <= o.start < max(start, amount.start))
            best = min(best, len(between) + 40 * len(_STOP.findall(between)) + 60 * others)
    return best
