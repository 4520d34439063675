"""Figures of a draft against figures of the passages: same value, same unit, same bound, and said of the same thing.

"22.500 Euro für die Koordination" finds its number in the passage and still fails, because the passage says 22.500 of the assistance and
another amount of the coordination: a figure belongs to the words of its own part of the sentence, and to those its clause opens with.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.llm.gate.evidence import Evidence, Unit, said_otherwise
from assistant.llm.gate.figures import figures
from assistant.llm.gate.subjects import PARTICIPLE
from assistant.llm.gate.types import Figure
from assistant.llm.gate.words import Lexicon

_SEPARATORS = (
    r";",
    r"\bsowie\b",
    r"(?<!\d),(?!\d)|(?<=\d),(?=\s)|\s[–-]\s",
    r"\b(?:bzw\.|beziehungsweise|und|oder|während|aber|plus|davon|von)\s|\+|/",
)
_CONTINUED = re.compile(r"\s*(?:sowie|und|oder|bzw\.|beziehungsweise)\b", re.I)
_AVERAGE = re.compile(r",\s(?=im\s(?:Mittel|Schnitt|Durchschnitt|Median)\b|durchschnittlich\b)")
_POINTS_BACK = re.compile(r"\bhandelt (?:es )?sich\s(?:hierbei|dabei|hier)?\s*um\b", re.I)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A figure in a passage: its unit's keys with context, the same without the question it answers, the keys of its own part, and the texts its
    bound and period are read from."""

    figure: Figure
    evidence: Evidence
    position: int
    near: frozenset[str]
    told: frozenset[str]
    own: frozenset[str]
    clause: str
    unit: Unit


@dataclass(frozen=True, slots=True)
class Part:
    """The stretch of a sentence that speaks of one figure."""

    figure: Figure
    text: str
    lead: str
    own_text: str
    clause: str


def parts(text: str) -> list[Part]:
    """Each figure with its own stretch and with the words its clause opens with, before any figure of the clause."""
    found = figures(text)
    out = []
    for figure in found:
        group = [f for f in found if alike(f, figure)]
        start, end = _bounds(text, group, group.index(figure))
        clause_start = _clause_start(text, figure.start, group)
        first = next(f for f in group if f.start >= clause_start)
        lead = text[clause_start : first.start]
        if _CONTINUED.match(text, clause_start):
            lead = f"{text[: group[0].start]} {lead}"
        left = max((f.end for f in found if f.end <= figure.start), default=0)
        right = min((f.start for f in found if f.start >= figure.end and not f.value.startswith("ort ")), default=len(text))
        average = _AVERAGE.search(text, figure.end, right)
        right = average.start() if average else right  # "…, im Mittel waren es 13" tells of the next figure
        start, lead = _added(*_own_sentence(text, figure, start, lead), text) if figure is found[0] else _own_sentence(text, figure, start, lead)
        out.append(Part(figure, text[start:end], lead, text[left:right], _own_clause(text, figure, left, right)))
    return out


def _own_sentence(text: str, figure: Figure, start: int, lead: str) -> tuple[int, str]:
    """Start and lead without the sentence before a semicolon, unless what follows leans on it ("…; es sind 20")."""
    cut = text.rfind("; ", 0, figure.start)
    if cut < 0 or re.match(r";\s(?:es|sie|er|das|dies\w*|dafür|davon|darin|hierfür|dort|\W*\d)\b", text[cut:], re.I) or text.find(lead) > cut:
        return start, lead
    return max(start, cut + 1), lead.rsplit("; ", 1)[-1]


def _added(start: int, lead: str, text: str) -> tuple[int, str]:
    """Start and lead without what the figure's thing is added to: "Gefördert werden Städte mit einem Amt, dazu 35 …"."""
    cuts = list(re.finditer(r",\s(?:dazu|außerdem|ferner|daneben|zusätzlich|hinzu\skommen|hinzu\skommt)\s", lead))
    if not cuts:
        return start, lead
    return max(start, text.find(lead) + cuts[-1].end()), lead[cuts[-1].end() :]


def _own_clause(text: str, figure: Figure, left: int, right: int) -> str:
    """The figure's own stretch between commas."""
    before = [m.end() for m in re.finditer(r"[,;:](?=\s)", text[left : figure.start])]
    after = re.search(r"[,;](?=\s)", text[figure.end : right])
    return text[left + (before[-1] if before else 0) : figure.end + after.start() if after else right]


def alike(a: Figure, b: Figure) -> bool:
    """Whether two figures are of a kind that may be compared: amounts with amounts, other numbers with other numbers."""
    if a.kind != b.kind:
        return False
    return a.kind != "number" or (a.unit == "euro") == (b.unit == "euro")


def _bounds(text: str, group: Sequence[Figure], i: int) -> tuple[int, int]:
    first, last = i, i
    while first and _range(text, group[first - 1], group[first]):
        first -= 1
    while last + 1 < len(group) and _range(text, group[last], group[last + 1]):
        last += 1
    start = _cut(text, group[first - 1].end, group[first].start)[1] if first else 0
    end = _cut(text, group[last].end, group[last + 1].start)[0] if last + 1 < len(group) else len(text)
    return start, end


def _range(text: str, a: Figure, b: Figure) -> bool:
    """Whether two figures belong together: the ends of a range ("50 bis 60"), or nothing parts them ("90 Stellen in den 25 Kommunen")."""
    between = text[a.end : b.start].strip()
    if not any(re.search(p, text[a.end : b.start], re.I) for p in _SEPARATORS):
        return True
    return between in ("bis", "-", "–", "bis zu", "bis zum") or (between == "und" and bool(re.search(r"zwischen\s*$", text[: a.start], re.I)))


def _cut(text: str, left: int, right: int) -> tuple[int, int]:
    """Where the words between two figures change hands: at the last of the strongest separators; without one they belong to both."""
    between = text[left:right]
    for pattern in _SEPARATORS:
        found = list(re.finditer(pattern, between, re.I))
        if found:
            return left + found[-1].start(), left + found[-1].start()
    return right, left


def _clause_start(text: str, position: int, group: Sequence[Figure]) -> int:
    """Where the clause of a figure starts: behind the last separator that has another figure before it."""
    before = [m for m in re.finditer(r"[;:](?=\s)|,(?!\d)|\ssowie\b|\s[–-]\s", text[:position]) if group[0].end <= m.start()]
    return before[-1].end() - (5 if before[-1][0].endswith("sowie") else 0) if before else 0


def occurrences(evidence: Evidence, lexicon: Lexicon) -> list[Occurrence]:
    """All figures a passage states, questions left out."""
    out = []
    for i, unit in enumerate(evidence.units):
        if unit.question:
            continue
        near = context(evidence, i)
        told = evidence.local.union(*(u.keys for u in around(evidence, i) if not u.question or unit.row))
        for part in parts(unit.text):
            own = _own(part, unit, lexicon)
            out.append(Occurrence(part.figure, evidence, i, near, told, own, part.text, unit))
    return out


def _own(part: Part, unit: Unit, lexicon: Lexicon) -> frozenset[str]:
    """Keys of what a figure is told of. One in brackets is told of the noun before it, or says the figure before it again: "ein Zehntel (28.282)"."""
    if _POINTS_BACK.search(part.lead[-60:]):
        listed = unit.text[: part.figure.start].rfind(" sowie ")  # of a list, what comes last
        return _keys(lexicon, unit.text[listed:]) if listed >= 0 else unit.keys
    if not unit.row and re.search(r"\([^)]*\d", unit.text):
        before = unit.text[: part.figure.start]
        opened = before.rfind("(") > before.rfind(")")
        said = unit.text[: before.rfind("(")] if opened else before
        again = any(f.kind == "number" for f in figures(re.split(r"[,;.)]", said)[-1]))
        if (opened and again) or (not opened and re.match(r"\s*\(\d", unit.text[part.figure.end :])):
            return unit.keys
        if opened:
            return _keys(lexicon, re.split(r"[,;)]", said)[-1])
    return _keys(lexicon, f"{part.text} {part.lead} {_shared_end(part, unit)}")


_VERB_END = re.compile(r"(?:\s[a-zäöüß]{4,}){1,2}(?=\W*(?:\([^()]*\)\W*)?$)")
_EACH_END = re.compile(r"\s(?:je|pro)\s(?:[\w,]+\s){0,2}\w+(?=\W*$)")


def _shared_end(part: Part, unit: Unit) -> str:
    """What closes a sentence for all its figures: the verb ("3,5 Stellen in Kreisen, 2,5 in Städten gefördert werden"), "je Stelle" behind a sum."""
    if unit.row or part.figure.kind != "number":
        return ""
    verb, each = _VERB_END.search(unit.text), _EACH_END.search(unit.text)
    shared = verb[0] if verb and not re.search(rf"\b{PARTICIPLE}\b", part.text) else ""
    summed = each and each.start() > part.figure.end and re.fullmatch(r"[^,;]*\+[^,;]*", unit.text[part.figure.end : each.start()])
    return shared + (each[0] if each and summed else "")


def context(evidence: Evidence, i: int) -> frozenset[str]:
    """Keys of a unit and of what it is read with (`around`), and of the municipality the document is about."""
    return evidence.local.union(*(u.keys for u in around(evidence, i)))


def context_text(evidence: Evidence, i: int) -> str:
    """The text that `context` takes its keys from."""
    return " ".join(u.text for u in around(evidence, i) if not u.question)


_ENTRY = re.compile(r"\W*[A-ZÄÖÜ][^.:;]{1,40}:\W*\S")  # "Burscheid: 1,0 Stelle" names what it is about itself


def around(evidence: Evidence, i: int) -> list[Unit]:
    """A unit, the sentence before it in its line, and the question, table head or opening line it stands under."""
    units = evidence.units
    own = units[i]
    out = [own]
    if (i and not own.row and len(own.words) < 9 and not _ENTRY.match(own.text)) or (
        i and not own.row and units[i - 1].line == own.line
    ):  # an item below an item: "55.000 € Personalausgaben" under "2,5 Stellen Koordination"
        out.append(units[i - 1])
    if own.text.lstrip().startswith("-") and len(own.words) < 9:  # an item of a list of names: the list, and what it is a list of
        block = [u for u in units if u.text.lstrip().startswith("-") and len(u.words) < 9]
        first = units.index(block[0])
        out += [u for u in block if u is not own and not u.figures]
        out += [u for u in units[max(0, first - 2) : first] if block[0].figures == own.figures == ()]
    opening = next((u for u in reversed(units[:i]) if u.question or u.text.rstrip().endswith(":") or (u.row and not u.figures and not own.row)), None)
    if opening is None and not units[0].figures:
        opening = units[0]
    return out if opening is None else [*out, opening]


def opening_line(evidence: Evidence, i: int) -> str:
    """The line ending in a colon that a short list item stands under, "" without one."""
    own = evidence.units[i].text
    if len(evidence.units[i].words) > 10 and not re.match(r"\W*[a-zäöü]", own):
        return ""
    unit = next((u for u in reversed(evidence.units[:i]) if u.question or u.text.rstrip().endswith(":")), None)
    return unit.text if unit is not None and not unit.question else ""


def _keys(lexicon: Lexicon, text: str) -> frozenset[str]:
    words = lexicon.words(text)
    return frozenset().union(*(w.all_keys for w in words), said_otherwise(text, lexicon))
