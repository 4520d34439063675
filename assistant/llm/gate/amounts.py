"""Figures of a draft checked against those of the passages: value, unit, period, and said of the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.llm.gate.bounds import bound_fits, period_fits
from assistant.llm.gate.directions import clause_direction
from assistant.llm.gate.evidence import Evidence
from assistant.llm.gate.figures import figures
from assistant.llm.gate.match import Occurrence, Part, alike, parts
from assistant.llm.gate.types import Direction, Figure, Problem
from assistant.llm.gate.units import NAMES, unit_fits
from assistant.llm.gate.values import date_parts, part_of_month, same_value
from assistant.llm.gate.words import Lexicon, Word, supports

_SOURCE_WORD = re.compile(
    r"\b(?:stand|faq|fassung|\w*konzept\w*|bericht\w*|vorlage|richtlinie\w*|dokument\w*|papier\w*|beschluss\w*|laut|zufolge|gemäß|nach)\b", re.I
)
_FRAME = re.compile(  # "nach dem Konzept von 2021": where it stands, no part of what is said
    r"(?:\b(?:nach|laut|gemäß)\s(?:de[mrn]\s)?)?\b\w*(?:bericht|konzept|vorlage|papier|dokument|stand)\w{0,2}\s(?:von|vom|aus)\s(?:dem\sJahr\s)?"
    r"(?:[A-ZÄÖÜ]\w+\s)?(?:19|20)\d\d\b",
    re.I,
)
_AS_OF = re.compile(r"^\W*(?:Stand|Stichtag)\b")
_ONE = re.compile(r"\bein(?:e|er|en|em)?\b", re.I)


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


def _check(
    part: Part, sentence: str, evidence: Sequence[Evidence], found: Sequence[Occurrence], lexicon: Lexicon, before: str, given: Direction
) -> Problem | None:
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
        return Problem("einheit", f"Einheit passt nicht: „{figure.shown}“ steht in der Quelle nicht als {NAMES.get(figure.unit, figure.unit)}")
    periods = [o for o in units if period_fits(part, o)]
    if not periods:
        return Problem("einheit", f"Bezugszeitraum passt nicht: „{figure.shown}“ gilt in der Quelle nicht so")
    bounds = [o for o in periods if bound_fits(part, sentence, o, given)]
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
        named = any(f.kind == "label" and f.value.startswith("baustein") for u in e.units for f in u.figures)
        if figure.kind == "label" and not named and figure.value in {f"baustein {b}" for b in e.bausteine}:
            return True  # the passage does not name it, but stands in a section about it alone
        if figure.kind == "date" and any(_AS_OF.match(u.text) and any(same_value(figure, f) for f in u.figures) for u in e.units):
            return True  # "(Stand Juli 2021)" is the date of all of it
        if figure.kind == "date" and (e.former or _SOURCE_WORD.search(sentence)):
            if figure.direction and any(same_value(figure, f) for u in e.units for f in u.figures):
                continue  # "erst ab 2021" is no date of the source where it tells of 2021 itself
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


def _bound_to(part: Part, sentence: str, o: Occurrence, found: Sequence[Occurrence], lexicon: Lexicon, before: str) -> bool:
    """Whether the figure's words are those of the source's figure and not those of another one."""
    if any(
        f.kind == "number" and re.fullmatch(r"\s*(?:von|der|aller)\s+(?:den\s+|insgesamt\s+|\w+en\s+)?", sentence[f.end : part.figure.start])
        for f in figures(sentence)
    ):
        return True  # "10 von 11": the second number is the whole the first one is told of
    if re.search(
        r"\b(?:von|unter|aus)\s(?:(?:den|diesen|insgesamt|allen|ihren|seinen)\s)?(?:\S+\s(?:bis|-|–)\s)?$", sentence[: part.figure.start], re.I
    ):
        later = [f for f in figures(sentence) if f.kind == "number" and f.start > part.figure.end and f.unit != "euro"]
        if part.figure.unit != "euro" and later and (not o.unit.row or len(o.unit.words) > 3):
            return True  # "von den sieben Stellen … vier"
    stretch = _FRAME.sub("", re.sub(r"\bvolle[nr]? (?=Höhe|Umfang)", "", f"{part.lead} {_told_of(part, o)} {before}"))
    mine = [w for w in lexicon.words(stretch) if not w.neutral]
    if not _same_marks(part, o) or _other_place(part, sentence, o) or _other_column(part, o, found, lexicon):
        return False
    others = [x for x in found if x.figure.kind == o.figure.kind and not same_value(part.figure, x.figure) and alike(x.figure, o.figure)]
    for word in mine:
        if supports(word, o.own) or supports(word, _shared_noun(o, lexicon)):
            continue
        if (o.unit.row or any(x.unit is o.unit for x in others)) and any(supports(word, x.own) for x in others if x.unit is o.unit):
            return False
        if not supports(word, o.told) and any(supports(word, x.own) for x in others):
            return False
        if not o.unit.row and _OFFICE.search(word.shown) and not supports(word, o.unit.keys) and any(supports(word, x.own) for x in others):
            return False  # "vier beim Sozialamt. … drei bei Trägern": the sentence before names the office of another figure
    return _mostly(mine, o) or _mostly([w for w in lexicon.words(part.clause) if not w.neutral], o)


_OFFICE = re.compile(r"(?:amt|behörde|zentrum|ministerium|jobcenter|verband|verbände|träger[n]?|pflege)$", re.I)
_AT_HOME = re.compile(r"\b(?:bei|beim|von|an)\s(?:der|den|dem|ihrer)?\s?(?:eigenen\s)?(?:Stadt|Kommunen?|Kreise?s?|Stadtverwaltung)\b")


def _other_column(part: Part, o: Occurrence, found: Sequence[Occurrence], lexicon: Lexicon) -> bool:
    """Whether the words of a figure name another column of its table row: "vier bei freien Trägern" where the row has seven there."""
    if not o.unit.row:
        return False
    line = [x for x in found if x.evidence is o.evidence and x.unit.row and x.unit.line == o.unit.line]
    if len(line) < 2:
        return False
    common = frozenset.intersection(*(x.own for x in line))
    if len({x.unit.text for x in line}) > 1:
        common |= frozenset.intersection(*(x.unit.keys for x in line))  # the row's head and its remark
    mine, others = o.own - common, [x.own - common for x in line if x.figure.value != part.figure.value]
    text = _AT_HOME.sub(" bei der Kommune", part.text)  # "bei der Stadt" is the column, "Stadt Aachen" the row
    named = [w for w in lexicon.words(text) if not w.neutral and any(supports(w, x) for x in others)]
    return any(not supports(w, mine) and not supports(w, _shared_noun(o, lexicon)) for w in named)


def _told_of(part: Part, o: Occurrence) -> str:
    """The words said of a figure; only its own stretch where the source has its other figures in one sentence ("18 Personen auf 12 Stellen")."""
    others = [f for f in figures(part.text) if f.kind == "number" and f.value != part.figure.value]
    return part.own_text if others and all(any(same_value(f, g) for g in o.unit.figures) for f in others) else part.text


def _same_marks(part: Part, o: Occurrence) -> bool:
    """Whether dates and labels beside a number are those beside it in the source: "2020" and "6,0 Stellen", "Baustein 1" and "43,43"."""
    if part.figure.kind != "number":
        return True
    stretch = figures(_FRAME.sub("", f"{part.lead} {part.text}"))
    theirs = o.unit.figures
    for kind in ("date", "label"):
        mine = [f for f in stretch if f.kind == kind and not f.value.startswith(("frage", "nr", "tab", "seite"))]
        named = [f for f in theirs if f.kind == kind]
        if mine and named and not any(same_value(m, t) or (kind == "date" and _compatible(m, t)) for m in mine for t in named):
            return False
    return True


def _other_place(part: Part, sentence: str, o: Occurrence) -> bool:
    """Whether the place label beside a number is another one than beside it in the source: "10 % im LK2 bis zu 22 % in S1"."""
    mine, theirs = _place_beside(sentence, part.figure), _place_beside(o.unit.text, o.figure)
    return len({f.value for f in o.unit.figures if f.value.startswith("ort ")}) > 1 and bool(mine and theirs) and mine != theirs


def _place_beside(text: str, figure: Figure) -> str:
    found = figures(text)
    numbers = [f for f in found if f.kind == "number"]
    right = min((f.start for f in numbers if f.start > figure.start), default=len(text))
    left = max((f.end for f in numbers if f.end <= figure.start), default=0)
    places = [f for f in found if f.value.startswith("ort ")]
    behind = [f.value for f in places if figure.end <= f.start < right and "," not in text[figure.end : f.start]]
    before = [f.value for f in places if left <= f.start < figure.start]
    return behind[0] if behind else before[-1] if before else ""


def _compatible(a: Figure, b: Figure) -> bool:
    """Whether two dates may be the same day, one of them given less exactly."""
    both = [(x, y) for x, y in zip(date_parts(a.value), date_parts(b.value), strict=True) if x and y]
    return (bool(both) and all(x == y for x, y in both)) or part_of_month(date_parts(a.value), date_parts(b.value))


_LISTED = re.compile(
    r"(?:[\s,]|und\b|bis\b|zu\b|im\s(?:Mittel|Schnitt|Durchschnitt|Median)\b|durchschnittlich\b|höchstens\b|mindestens\b|\d[\d.,]*)*(?P<n>[A-ZÄÖÜ][\w-]+)"
)


def _shared_noun(o: Occurrence, lexicon: Lexicon) -> frozenset[str]:
    """Keys of the noun a list of bare numbers shares ("zwischen 4 und 20, im Mittel 13 Seiten"), or that heads a cell's own figures
    ("Stellen ab 1.9.: 2,5 …")."""
    found = re.search(r"(?P<n>[A-ZÄÖÜ][^:]{0,60}):\s\d", o.unit.text) if o.unit.row else _LISTED.match(o.unit.text[o.figure.end :])
    head = o.unit.text[: min((f.start for f in o.unit.figures), default=0)] if found and o.unit.row else ""
    return frozenset().union(*(w.all_keys for w in lexicon.words(f"{head} {found['n']}"))) if found else frozenset()


def _mostly(words: Sequence[Word], o: Occurrence) -> bool:
    known = [w for w in words if supports(w, o.evidence.keys)]
    return len(known) < 2 or sum(supports(w, o.near) for w in known) >= 0.5 * len(known)
