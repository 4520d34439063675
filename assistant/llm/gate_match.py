"""Figures of a draft against figures of the passages: same value, same unit, same bound, and said of the same thing.

"22.500 Euro für die Koordination" finds its number in the passage and still fails, because the passage says 22.500 of the assistance and
another amount of the coordination: a figure belongs to the words of its own part of the sentence, and to those its clause opens with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.llm.gate_evidence import Evidence, Unit, said_otherwise
from assistant.llm.gate_figures import clause_direction, figures
from assistant.llm.gate_stance import frequencies, stance
from assistant.llm.gate_types import Direction, Figure, Problem
from assistant.llm.gate_words import Lexicon, Word, supports

_UNIT_WORDS = {
    "euro": r"€|\beuro\b|\bEUR\b|\bT€",
    "prozent": r"%|prozent",
    "stelle": r"stelle|vzä|vollzeit",
    "tag": r"\btage?\b|tagen|tägig",
    "woche": r"woche",
    "monat": r"monat",
    "jahr": r"jahr|jährig",
    "stunde": r"stunde",
    "person": r"person|mensch|mitglied|teilnehm|klient|fälle",
    "fall": r"fall|fälle|klient|person",
}
_NAMES = {
    "euro": "Euro",
    "prozent": "Prozent",
    "stelle": "Stellen",
    "tag": "Tage",
    "woche": "Wochen",
    "monat": "Monate",
    "jahr": "Jahre",
    "stunde": "Stunden",
    "person": "Personen",
    "fall": "Fälle",
}
_SEPARATORS = (
    r";",
    r"\bsowie\b",
    r"(?<!\d),(?!\d)|(?<=\d),(?=\s)|\s[–-]\s",
    r"\b(?:bzw\.|beziehungsweise|und|oder|während|aber|plus|davon|von)\s|\+|/",
)
_SOURCE_WORD = re.compile(
    r"\b(?:stand|faq|fassung|\w*konzept\w*|bericht\w*|vorlage|richtlinie\w*|dokument\w*|papier\w*|beschluss\w*|laut|zufolge|gemäß|nach)\b", re.I
)
_LEADS_ON = re.compile(r"(?:maximal\w*|höchst\w*|mindest\w*|max\.|minimal\w*)\s*(?:von\s*|\w+\s)?$", re.I)
_CONTINUED = re.compile(r"\s*(?:sowie|und|oder|bzw\.|beziehungsweise)\b", re.I)
_POINTS_BACK = re.compile(r"\bhandelt (?:es )?sich\s(?:hierbei|dabei|hier)?\s*um\b", re.I)
_ENDING = re.compile(r"\b(?:ende\w*|frist\w*|läuft|läuft aus|befristet|jährlich|bis)\b|frist\b", re.I)
_OF_MONEY = re.compile(r"\b(?:höchst|mindest)(?:betr|summe|förder|satz)|\bobergrenze", re.I)
_EXACT = re.compile(r"\b(?:genau|exakt|fest|pauschal|immer|stets)\b", re.I)
_BEGUN = re.compile(r"\b(?:eingerichtet|gegründet|begonnen|begann|besetzt|in kraft|gestartet|startete|eröffnet|beauftragt)\b", re.I)
_ONE = re.compile(r"\bein(?:e|er|en|em)?\b", re.I)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A figure in a passage: its unit's keys with context, the keys of its own part, and the texts its bound and period are read from."""

    figure: Figure
    evidence: Evidence
    position: int
    near: frozenset[str]
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
        group = [f for f in found if _alike(f, figure)]
        start, end = _bounds(text, group, group.index(figure))
        clause_start = _clause_start(text, figure.start, group)
        first = next(f for f in group if f.start >= clause_start)
        lead = text[clause_start : first.start]
        if _CONTINUED.match(text, clause_start):
            lead = f"{text[: group[0].start]} {lead}"
        left = max((f.end for f in found if f.end <= figure.start), default=0)
        right = min((f.start for f in found if f.start >= figure.end), default=len(text))
        out.append(Part(figure, text[start:end], lead, text[left:right], _own_clause(text, figure, left, right)))
    return out


def _own_clause(text: str, figure: Figure, left: int, right: int) -> str:
    """The figure's own stretch between commas."""
    before = [m.end() for m in re.finditer(r"[,;:](?=\s)", text[left : figure.start])]
    after = re.search(r"[,;](?=\s)", text[figure.end : right])
    return text[left + (before[-1] if before else 0) : figure.end + after.start() if after else right]


def _alike(a: Figure, b: Figure) -> bool:
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
        for part in parts(unit.text):
            own = unit.keys if _POINTS_BACK.search(part.lead[-60:]) else _keys(lexicon, f"{part.text} {part.lead}")
            out.append(Occurrence(part.figure, evidence, i, near, own, part.text, unit))
    return out


def context(evidence: Evidence, i: int) -> frozenset[str]:
    """Keys of a unit and of what it is read with (`around`), and of the municipality the document is about."""
    return evidence.local.union(*(u.keys for u in around(evidence, i)))


def context_text(evidence: Evidence, i: int) -> str:
    """The text that `context` takes its keys from."""
    return " ".join(u.text for u in around(evidence, i) if not u.question)


def around(evidence: Evidence, i: int) -> list[Unit]:
    """A unit, the sentence before it in its line, and the question, table head or opening line it stands under."""
    units = evidence.units
    own = units[i]
    out = [own]
    if (i and not own.row and len(own.words) < 9) or (
        i and not own.row and units[i - 1].line == own.line
    ):  # an item below an item: "55.000 € Personalausgaben" under "2,5 Stellen Koordination"
        out.append(units[i - 1])
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


def same_value(draft: Figure, source: Figure) -> bool:
    """Whether a passage's figure says the draft's: equal, or a date the draft gives less exactly, or a share written as per cent."""
    if draft.kind != source.kind:
        return False
    if draft.kind == "label":
        return draft.value == source.value
    if draft.kind == "date":
        mine, theirs = _date(draft.value), _date(source.value)
        return all(m in ("", t) for m, t in zip(mine, theirs, strict=True)) or _part_of_month(mine, theirs)
    if draft.value == source.value and not (draft.unit == "prozent") ^ (source.unit == "prozent"):
        return True
    a, b = Decimal(draft.value), Decimal(source.value)
    if draft.unit == "prozent" and source.unit in ("", "stelle"):
        return abs(a / 100 - b) < Decimal("0.004") and b < 1
    if source.unit == "prozent" and draft.unit in ("", "stelle"):
        return abs(b / 100 - a) < Decimal("0.004") and a < 1
    return False


def _part_of_month(mine: tuple[str, str, str], theirs: tuple[str, str, str]) -> bool:
    """ "Anfang Dezember 2020" is the first of December 2020; also the other way, in a source less exact than the draft, it is not."""
    days = {"anfang": range(1, 11), "mitte": range(10, 21)}.get(mine[2])
    return bool(days and mine[1] and theirs[2].isdigit() and mine[:2] == theirs[:2] and int(theirs[2]) in days)


def _date(value: str) -> tuple[str, str, str]:
    m = re.fullmatch(r"(-|\d{4})(?:-(\d\d))?(?:-(\w+))?", value)
    if not m:
        return (value, "", "")
    return ("" if m[1] == "-" else m[1], m[2] or "", m[3] or "")


def unit_fits(draft: Figure, source: Occurrence) -> bool:
    """Whether the units agree; a table may name the unit in its head only."""
    if draft.kind != "number" or not draft.unit or draft.unit == source.figure.unit or (draft.unit == "prozent") != (source.figure.unit == "prozent"):
        return True
    if source.figure.unit and {draft.unit, source.figure.unit} != {"person", "fall"}:
        return False
    return bool(re.search(_UNIT_WORDS[draft.unit], _unit_text(source), re.I))


def _unit_text(source: Occurrence) -> str:
    """Where a figure's unit may stand: in a table anywhere, for "etwa 15" also in the sentence before."""
    if source.unit.row:
        return source.evidence.text
    return source.unit.text if len(source.unit.words) > 6 else context_text(source.evidence, source.position)


def counted(text: str, figure: Figure) -> str:
    """The noun a figure counts, "" without one close behind it."""
    m = re.match(r"\s+(?:[a-zäöüß-]+\s+){0,2}([A-ZÄÖÜ][\w:*-]+)", text[figure.end :])
    return m[1] if m else ""


def _of_same_thing(figure: Figure, sentence: str, same: list[Occurrence], lexicon: Lexicon) -> list[Occurrence]:
    """Where some places count the same noun, only those: "zwei Gespräche" is not "zwei Bedarfe"."""
    nouns = lexicon.words(counted(sentence, figure))
    if figure.kind != "number" or figure.unit or not nouns:
        return same
    found = [o for o in same if any(set(nouns[0].keys) & set(w.all_keys) for w in lexicon.words(counted(o.unit.text, o.figure)))]
    return found or same


def check_figures(sentence: str, evidence: Sequence[Evidence], found: Sequence[Occurrence], lexicon: Lexicon, before: str) -> Iterator[Problem]:
    """What is wrong with the figures of a sentence. `before` is the released sentence it leans on ("Dafür …"), "" for none."""
    carried: dict[str, Direction] = {}
    for part in parts(sentence):
        given = carried.get(part.figure.unit, "")
        problem = _check(part, sentence, evidence, found, lexicon, before, given)
        if problem is not None:
            yield problem
            return
        if part.figure.kind == "number" and part.figure.unit:
            carried[part.figure.unit] = part.figure.direction or clause_direction(part.clause) or given


def _check(part: Part, sentence: str, evidence: Sequence[Evidence], found: Sequence[Occurrence], lexicon: Lexicon, before: str, given: Direction) -> Problem | None:
    figure = part.figure
    if _named_in_source(figure, sentence, evidence, lexicon) or _nothing_or_all(figure, evidence):
        return None
    same = [o for o in found if same_value(figure, o.figure)] + _year_apart(figure, found)
    if not same and figure.kind == "number" and figure.value == "1":
        return None if any(_ONE.search(u.text) for e in evidence for u in e.units) else _missing(figure)
    if not same:
        return _missing(figure)
    same = _of_same_thing(figure, sentence, same, lexicon)
    units = [o for o in same if unit_fits(figure, o)]
    if not units:
        return Problem("einheit", f"Einheit passt nicht: „{figure.shown}“ steht in der Quelle nicht als {_NAMES.get(figure.unit, figure.unit)}")
    periods = [o for o in units if _period_fits(part, o)]
    if not periods:
        return Problem("einheit", f"Bezugszeitraum passt nicht: „{figure.shown}“ gilt in der Quelle nicht so")
    bounds = [o for o in periods if _bound_fits(part, sentence, o, given)]
    if not bounds:
        return Problem("grenze", f"Grenze passt nicht: „{figure.shown}“ ist in der Quelle anders begrenzt (höchstens, mindestens, bis, ab)")
    if figure.kind == "label" or any(_bound_to(part, sentence, o, found, lexicon, before) for o in bounds):
        return None
    return Problem("bezug", f"„{figure.shown}“ gehört in der Quelle zu etwas anderem")


def _year_apart(figure: Figure, found: Sequence[Occurrence]) -> list[Occurrence]:
    """A date whose year stands in another sentence of the passage: "am 05.02.2021 … Bis Mitte April"."""
    if figure.kind != "date" or figure.value.startswith("-") or "-" not in figure.value:
        return []
    year, rest = figure.value[:4], "-" + figure.value[4:]
    stated = any(o.figure.kind == "date" and o.figure.value.startswith(year) for o in found)
    return [o for o in found if stated and o.figure.kind == "date" and o.figure.value == rest]


def _missing(figure: Figure) -> Problem:
    names = {"number": "Zahl", "date": "Datum", "label": "Angabe"}
    return Problem(
        "zahl" if figure.kind == "number" else figure.kind.replace("date", "datum").replace("label", "fundstelle"),
        f"{names[figure.kind]} ohne Beleg: „{figure.shown}“",
    )


def _named_in_source(figure: Figure, sentence: str, evidence: Sequence[Evidence], lexicon: Lexicon) -> bool:
    """A place or date of the source itself: "Frage 13", "Stand 23.04.2026", "das Konzept von 2021"."""
    for e in evidence:
        if figure.kind == "label" and any(same_value(figure, f) for f in figures(e.passage.locator)):
            return True
        if figure.kind == "label" and figure.value in {f"baustein {b}" for b in e.bausteine}:
            return True  # the passage does not name it, but stands in a section about it alone
        if figure.kind == "date" and (e.former or _SOURCE_WORD.search(sentence)):
            stated = [*figures(e.passage.stand), *figures(e.passage.document_id.replace("-", " "))]
            if any(same_value(figure, f) for f in stated):
                return True
    return False


def _nothing_or_all(figure: Figure, evidence: Sequence[Evidence]) -> bool:
    """ "0 Euro" for "kein", "100 Prozent" for "Vollfinanzierung": the same said in a figure."""
    if figure.kind != "number":
        return False
    text = " ".join(e.text for e in evidence)
    if figure.value == "0" and figure.unit in ("euro", "prozent"):
        return bool(re.search(r"\bkeine?[nmrs]?\b", text, re.I))
    return figure.value == "100" and figure.unit == "prozent" and bool(re.search(r"vollfinanz", text, re.I))


def _period_fits(part: Part, o: Occurrence) -> bool:
    if part.figure.kind != "number":
        return True
    mine = frequencies(f"{part.lead} {part.own_text}")
    return mine <= frequencies(context_text(o.evidence, o.position))


def _bound_fits(part: Part, sentence: str, o: Occurrence, given: Direction) -> bool:
    """Whether the bound is the source's. `given` is the bound of an earlier figure of the sentence, which holds on: "bis zu 10 oder 20 Euro"."""
    if part.figure.kind == "label":
        return True
    if part.figure.kind == "date":
        return _date_bound_fits(part.figure.direction, o)
    counted = o.figure.unit != "euro" and bool(_OF_MONEY.search(o.clause))
    theirs = o.figure.direction or ("" if counted else clause_direction(o.clause))
    if part.figure.direction:
        return _same_bound(part.figure.direction, theirs, part, sentence, o)
    told = {clause_direction(part.clause), clause_direction(_LEADS_ON.sub("", part.own_text))}
    if part.figure.unit != "euro" and _OF_MONEY.search(part.own_text):
        told.add("")  # "vier erhielten den Höchstbetrag" bounds the amount, not the four
    if told == {""} and given and theirs == given and not _EXACT.search(part.clause):
        return True
    return any(_same_bound(mine, theirs, part, sentence, o) for mine in told)


def _date_bound_fits(mine: Direction, o: Occurrence) -> bool:
    theirs = o.figure.direction
    if not mine or mine == theirs:
        return True
    since = mine == "start" and bool(_BEGUN.search(o.unit.text))
    return not theirs and (since or (mine == "end" and bool(_ENDING.search(o.clause))))


def _same_bound(mine: Direction, theirs: Direction, part: Part, sentence: str, o: Occurrence) -> bool:
    if mine == theirs:
        return True
    if not theirs:
        if mine == "le":
            return bool(clause_direction(context_text(o.evidence, o.position)) == "le" or _end_of_range(o, upper=True))
        return mine == "ge" and _end_of_range(o, upper=False)
    own = sentence if re.match(r"\W*(?:wenn|sofern|falls|die|der|das|mit)\b", part.clause, re.I) else part.clause
    turned = {("ge", "lt"), ("lt", "ge"), ("le", "gt"), ("gt", "le")}
    return (mine, theirs) in turned and stance(own).negated != stance(o.unit.text).negated


def _end_of_range(o: Occurrence, upper: bool) -> bool:
    around = o.unit.text[max(0, o.figure.start - 12) : o.figure.start] if upper else o.unit.text[o.figure.end : o.figure.end + 12]
    return bool(re.search(r"(?:\bbis|-|–|\bund)\s*$" if upper else r"^\s*(?:bis|-|–|und)\b", around))


def _bound_to(part: Part, sentence: str, o: Occurrence, found: Sequence[Occurrence], lexicon: Lexicon, before: str) -> bool:
    """Whether the figure's words are those of the source's figure and not those of another one."""
    if any(
        f.kind == "number" and re.fullmatch(r"\s*(?:von|der|aller)\s+(?:den\s+|insgesamt\s+|\w+en\s+)?", sentence[f.end : part.figure.start])
        for f in figures(sentence)
    ):
        return True  # "10 von 11": the second number is the whole the first one is told of
    stretch = re.sub(r"\bvolle[nr]? (?=Höhe|Umfang)", "", f"{part.lead} {_told_of(part, o)} {before}")
    mine = [w for w in lexicon.words(stretch) if not w.neutral]
    if not _same_marks(part, o):
        return False
    others = [x for x in found if x.figure.kind == o.figure.kind and not same_value(part.figure, x.figure) and _alike(x.figure, o.figure)]
    for word in mine:
        if supports(word, o.own):
            continue
        if (o.unit.row or any(x.unit is o.unit for x in others)) and any(supports(word, x.own) for x in others if x.unit is o.unit):
            return False
        if not supports(word, o.near) and any(supports(word, x.own) for x in others):
            return False
    return _mostly(mine, o)


def _told_of(part: Part, o: Occurrence) -> str:
    """The words said of a figure; only its own stretch where the source's sentence has the part's other figures, too ("18 Personen auf 12 Stellen")."""
    others = [f for f in figures(part.text) if f.kind == "number" and f.value != part.figure.value]
    return part.own_text if others and all(any(same_value(f, g) for g in o.unit.figures) for f in others) else part.text


def _same_marks(part: Part, o: Occurrence) -> bool:
    """Whether dates and labels beside a number are those beside it in the source: "2020" and "6,0 Stellen", "Baustein 1" and "43,43"."""
    if part.figure.kind != "number":
        return True
    stretch = figures(f"{part.lead} {part.text}")
    theirs = o.unit.figures
    for kind in ("date", "label"):
        mine = [f for f in stretch if f.kind == kind and not f.value.startswith(("frage", "nr", "tab", "seite"))]
        named = [f for f in theirs if f.kind == kind]
        if mine and named and not any(same_value(m, t) or (kind == "date" and _compatible(m, t)) for m in mine for t in named):
            return False
    return True


def _compatible(a: Figure, b: Figure) -> bool:
    """Whether two dates may be the same day, one of them given less exactly."""
    both = [(x, y) for x, y in zip(_date(a.value), _date(b.value), strict=True) if x and y]
    return (bool(both) and all(x == y for x, y in both)) or _part_of_month(_date(a.value), _date(b.value))


def _mostly(words: Sequence[Word], o: Occurrence) -> bool:
    known = [w for w in words if supports(w, o.evidence.keys)]
    return len(known) < 2 or sum(supports(w, o.near) for w in known) >= 0.5 * len(known)
