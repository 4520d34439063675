"""Why a fact a model offers is discarded: its words must stand in the description, and they must bear its value out.

Words alone do not prove much ("ein Konzept" stands in "kein Konzept fehlt"), so they must begin and end with whole words, a number must stand in
them with a unit that fits and nothing that names another fact of the check better, and a yes or no must agree with what the clause around them
states or denies. Where nobody confirms the facts before they count (`akin`), the words must also speak of the fact. What cannot be told is
discarded: it is asked for then, which costs a question and no wrong result.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

from assistant.checks.facts import validate
from assistant.checks.reading.clauses import states
from assistant.checks.types import Check, Fact
from assistant.errors import FaktenError
from assistant.llm.gate.figures import UNITS, figures
from assistant.llm.gate.numbers import canonical

LONGEST = 160  # characters of the words of one fact: who quotes the whole description proves nothing
_ONE = re.compile(r"\b(?:ein(?:e|er|en|em|s)?|one|an?)\b", re.I)
_SMALL = frozenset(
    "wird werd sind sein hab hatt gibt ein eine kein unser jede dies dort hier noch schon auch oder und aber viel wenig soll kann muss "
    "welch liegt geht mehr bereit jetzt davon dabei kommun".split()
)
_NEGATIVE = re.compile(r"\b(?:kein\w*|nicht|ohne)\b", re.I)


def refused(fact: Fact | None, entry: Any, text: str) -> str:
    """Why an offered fact is discarded, "" when its words bear it out. `text` is the description with single blanks."""
    if fact is None:
        return "diese Angabe gibt es nicht"
    if not isinstance(entry, dict) or not isinstance(entry.get("woertlich"), str) or entry.get("wert") is None:
        return "ohne Wert oder ohne die Worte der Schilderung"
    words, value = " ".join(entry["woertlich"].split()), entry["wert"]
    places = _places(words, text)
    if not places:
        return "die Worte stehen nicht in der Schilderung"
    if len(words) > LONGEST:
        return "die Worte sind zu lang, um etwas zu belegen"
    try:
        validate((fact,), {fact.name: value})
    except FaktenError as e:
        return e.fields[0][1].rstrip(".")
    said = {states(text, start, end) for start, end in places}
    return _PROOFS[fact.kind](fact, value, words, said)


def astray(fact: Fact, words: str, check: Check) -> str:
    """Why a number's words belong to another fact of the check, "" when they do not: "2 Stellen Koordination" are no case managers."""
    if fact.kind not in ("number", "integer"):
        return ""
    rivals = [f for f in check.facts if f.kind in ("number", "integer") and f.name != fact.name]
    better = max(rivals, key=lambda f: _kin(f.label, words), default=None)
    if better is not None and _kin(better.label, words) > _kin(fact.label, words):
        return f"die Worte nennen eher „{better.label}“"
    return ""


def akin(fact: Fact, value: Any, words: str) -> bool:
    """Whether the words speak of the fact at all: they share a telling word with its label, question or unit, or with the label of the value."""
    if fact.kind == "date":
        return True
    label = next((label for word, label in fact.words if word == value), "")
    return _kin(label if fact.kind == "word" else f"{fact.label} {fact.question} {fact.help} {fact.unit}", words) > 0


def _kin(about: str, words: str) -> int:
    """How many telling words of `words` stand in `about`, endings aside, compounds by either part."""
    theirs = {_stem(w) for w in re.findall(r"[^\W\d_]{4,}", about.lower())} - _SMALL
    mine = {_stem(w) for w in re.findall(r"[^\W\d_]{4,}", words.lower())} - _SMALL
    return sum(any(m == t or (min(len(m), len(t)) >= 4 and (m in t or t in m)) for t in theirs) for m in mine)


def _places(words: str, text: str) -> list[tuple[int, int]]:
    """Where the words stand, whole."""
    if not re.search(r"[^\W_]{2}|\d", words):
        return []
    return [(m.start(), m.end()) for m in re.finditer(rf"(?<!\w)(?<!\d[.,]){re.escape(words)}(?!\w|[.,]\d)", text)]


Said = set[bool | None]


def _bool(fact: Fact, value: Any, words: str, said: Said) -> str:
    wanted = value is not bool(_NEGATIVE.search(fact.label))
    if said != {True} and said != {False}:
        return "ob die Worte es bejahen oder verneinen, lässt sich nicht sagen"
    return "" if said == {wanted} else "die Worte sagen das Gegenteil"


def _word(fact: Fact, value: Any, words: str, said: Said) -> str:
    if False in said:
        return "die Worte verneinen es"
    met = {word: _overlap(label, words) for word, label in fact.words}
    return "die Worte nennen etwas anderes" if max(met.values()) > met[value] else ""


def _overlap(label: str, words: str) -> int:
    """How many words of a label stand in the words, endings aside."""
    have = re.findall(r"\w+", words.lower())
    return sum(any(w == h or (len(w) > 4 and _stem(w) == _stem(h)) for h in have) for w in re.findall(r"\w+", label.lower()))


def _stem(word: str) -> str:
    return re.sub(r"(?:en|er|es|em|e|n|s)$", "", word)


def _number(fact: Fact, value: Any, words: str, said: Said) -> str:
    if False in said:
        return "die Worte verneinen es"
    try:
        wanted = canonical(Decimal(str(value)))
    except InvalidOperation:
        return "keine Zahl"
    unit = UNITS.get(fact.unit.lower()) or ("stelle" if fact.unit == "Stellen" else "")
    found = [f for f in figures(words) if f.kind == "number"]
    if any(f.value == wanted and (not f.unit or not unit or f.unit == unit) for f in found):
        return ""
    if unit == "stelle" and any(f.unit == "prozent" and canonical(Decimal(f.value) / 100) == wanted for f in found):
        return ""
    if not unit and re.search(rf"(?<![\d.,]){re.escape(str(value))}(?![\d.,]\d|\d)", words) and not found:
        return ""  # a year
    return "" if wanted == "1" and not found and _ONE.search(words) else "die Zahl steht so nicht in den Worten"


def _date(fact: Fact, value: Any, words: str, said: Said) -> str:
    return "" if any(f.kind == "date" and f.value == value for f in figures(words)) else "das Datum steht nicht in den Worten"


def _posts(fact: Fact, value: Any, words: str, said: Said) -> str:
    return "eine Liste wird nicht aus Text gelesen; gefragt sind die Summen"


_PROOFS: dict[str, Callable[[Fact, Any, str, Said], str]] = {
    "bool": _bool, "word": _word, "number": _number, "integer": _number, "date": _date, "posts": _posts,
}  # fmt: skip
