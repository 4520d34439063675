"""What a sentence joins must be joined in its source: figures of one clause, "je …" and its noun, a matter and who is in charge of it,
a subject and its restriction, a term and what it is said to be. Each of them can be told wrongly with words that all stand in the passage."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from assistant.llm.gate.actors import NO_OFFICE
from assistant.llm.gate.evidence import Clause, Evidence, Unit, clauses_of
from assistant.llm.gate.figures import figures
from assistant.llm.gate.match import around
from assistant.llm.gate.roles import Roles
from assistant.llm.gate.stance import stance
from assistant.llm.gate.types import Figure, Problem
from assistant.llm.gate.values import date_parts, same_value
from assistant.llm.gate.words import Lexicon, Word, supports

_EACH = re.compile(r"\b(?:pro|je)\s+(?:[a-zäöüß]+e[rnsm]?\s+|\d[\d,]*\s+)?(?P<n>[A-ZÄÖÜ][\w:*-]+)")
_TIMES = re.compile(r"(?:Kalender|Haushalts|Förder)?[Jj]ahr|Monat|Tag|Woche|Stunde|Quartal|Halbjahr")
_WINDOW = re.compile(r"\b(?:pro|je|jeweils|jede[rnms]?|eine?[rnms]?|einzelne[rn]?|\d,\d)(?=(?P<w>(?:\W+[\w:*]+){1,6}))", re.I)
_EACH_BEFORE = re.compile(r"\b(?:je|jeweils)\s+(?:\w+\s+){0,2}$", re.I)
_EACH_SAID = re.compile(r"\b(?:je|jeweils|jeweilige\w*|pro|jede[rnms]?|einzelne\w*|zu|eine[rnms]?)\b", re.I)
_IS_A = re.compile(
    r"^\W*(?:ein|eine|der|die|das)\s(?P<a>[\w:*-]+)\s(?:ist|bedeutet|bezeichnet|meint|heißt)\s(?:ein|eine|"
    r"einen)\s(?P<b>[\w:*-]+)\W*$",
    re.I,
)
_RESTRICTED = re.compile(r"(?P<n>[A-ZÄÖÜ][\w:*-]+),\s(?:die|der|das|welche\w*)\s(?P<rel>[^,.;]+)")
_COMPARED = re.compile(r"\b(?:weniger|mehr|mindestens|höchstens|unter|über|nur|nicht)\b|\d", re.I)
_OFFICES = re.compile(r"~(?:ministerium|kfi|bewilligung|zentrum|behoerde-abh|behoerde-ebh|bund|koordination|lenkung|wohlfahrt|jmd|mbe)$")
_BODIES = """Bezirksregierung Jobcenter Schulamt Jugendamt Sozialamt Agentur Dezernat Kreistag Integrationsrat Hauptausschuss Landtag"""


def check_links(sentence: str, evidence: Sequence[Evidence], lexicon: Lexicon, roles: Roles) -> Iterator[Problem]:
    """What a sentence joins without its source."""
    clauses = clauses_of(sentence, lexicon)
    checks: tuple[Callable[[], Problem | None], ...] = (
        lambda: _pairs(clauses, evidence),
        lambda: _days(clauses, evidence),
        lambda: _each(sentence, evidence, lexicon),
        lambda: _each_lost(sentence, evidence),
        lambda: _is_a(sentence, evidence, lexicon),
        lambda: _restriction(sentence, clauses, evidence, lexicon),
        lambda: _in_charge(clauses, sentence, evidence, lexicon, roles),
    )
    for check in checks:
        problem = check()
        if problem is not None:
            yield problem
            return


def _units(evidence: Sequence[Evidence]) -> Iterator[tuple[Evidence, int, Unit]]:
    for e in evidence:
        for i, unit in enumerate(e.units):
            if not unit.question:
                yield e, i, unit


def _counted(text: str) -> list[Figure]:
    return [f for f in figures(text) if f.kind == "number" and f.value not in ("0", "1", "100")]


def _pairs(clauses: Sequence[Clause], evidence: Sequence[Evidence]) -> Problem | None:
    """Two figures of one clause stand in one sentence, table row or list item with its head."""
    for clause in clauses:
        found = _counted(clause.text)
        for a, b in pairwise(found):
            whole = re.search(r"\b(?:von|unter) den\s$", clause.text[: a.start], re.I) and not any(u.row for e in evidence for u in e.units)
            if whole or a.value == b.value or not _known(a, evidence) or not _known(b, evidence):
                continue
            if not any(_both(a, b, _reach(e, i, unit)) for e, i, unit in _units(evidence)):
                return Problem("bezug", f"„{a.shown}“ und „{b.shown}“ gehören in der Quelle nicht zusammen")
    return None


def _days(clauses: Sequence[Clause], evidence: Sequence[Evidence]) -> Problem | None:
    """A number told of a day stands with that day in the source: "am 5. Februar kamen 280 Personen"."""
    for clause in clauses:
        days = [f for f in figures(clause.text) if f.kind == "date" and all(date_parts(f.value)[1:])]
        for day in (d for d in days if _known(d, evidence)):
            for number in (n for n in _counted(clause.text) if _known(n, evidence)):
                if not any(_both(day, number, _reach(e, i, unit)) for e, i, unit in _units(evidence)):
                    return Problem("bezug", f"„{day.shown}“ und „{number.shown}“ gehören in der Quelle nicht zusammen")
    return None


def _known(figure: Figure, evidence: Sequence[Evidence]) -> bool:
    return any(same_value(figure, g) for _, _, u in _units(evidence) for g in u.figures)


def _both(a: Figure, b: Figure, found: Sequence[Figure]) -> bool:
    return any(same_value(a, f) for f in found) and any(same_value(b, f) for f in found)


def _reach(e: Evidence, i: int, unit: Unit) -> list[Figure]:
    if unit.row:
        return [f for u in e.units if u.row for f in u.figures]
    near = [unit, *around(e, i), *(u for u in e.units if u.line in (unit.line - 1, unit.line + 1) and len(u.words) < 14)]
    return [f for u in near for f in u.figures]


def _each(sentence: str, evidence: Sequence[Evidence], lexicon: Lexicon) -> Problem | None:
    """ "pro Veranstaltung" needs "pro", "je", "jeweils" or "eine" with that noun."""
    for m in _EACH.finditer(sentence):
        if _TIMES.match(m["n"]):
            continue
        for word in lexicon.words(m["n"])[:1]:
            if not word.neutral and not any(_each_in(word, u, lexicon) for _, _, u in _units(evidence)):
                return Problem("einheit", f"„{m[0]}“ steht so nicht in der Quelle")
    return None


def _each_in(word: Word, unit: Unit, lexicon: Lexicon) -> bool:
    if unit.row or (re.search(r"\bjeweils\b", unit.text, re.I) and supports(word, unit.keys)):
        return supports(word, unit.keys)
    windows = (lexicon.words(m["w"]) for m in _WINDOW.finditer(unit.text))
    return any(supports(word, frozenset().union(*(w.all_keys for w in words))) for words in windows if words)


def _each_lost(sentence: str, evidence: Sequence[Evidence]) -> Problem | None:
    """An amount that the source gives "je …" is not told as a sum."""
    if _EACH_SAID.search(sentence):
        return None
    for figure in (f for f in _counted(sentence) if f.unit == "euro"):
        same = [(u, g) for _, _, u in _units(evidence) for g in u.figures if same_value(figure, g)]
        if same and all(_EACH_BEFORE.search(u.text[: g.start]) for u, g in same):
            return Problem("einheit", f"„{figure.shown}“ gilt in der Quelle je Stück und nicht insgesamt")
    return None


def _is_a(sentence: str, evidence: Sequence[Evidence], lexicon: Lexicon) -> Problem | None:
    """ "Ein A ist ein B" needs both in one clause that is no condition."""
    m = _IS_A.match(sentence)
    if not m:
        return None
    both = [lexicon.words(m["a"]), lexicon.words(m["b"])]
    for _, _, unit in _units(evidence):
        for clause in unit.clauses:
            held = all(any(w.keys & clause.keys for w in words) for words in both)
            if held and not re.match(r"\W*(?:wenn|sofern|falls)\b", clause.text, re.I):
                return None
    return Problem("bezug", f"dass „{m['a']}“ „{m['b']}“ ist, steht nicht in der Quelle")


def _restriction(sentence: str, clauses: Sequence[Clause], evidence: Sequence[Evidence], lexicon: Lexicon) -> Problem | None:
    """What the source denies of some ("Stellen, die weniger als …") is not denied of all of them."""
    mine = figures(sentence)
    for clause in clauses:
        if not stance(clause.text).negated:
            continue
        for _, _, unit in _units(evidence):
            m = _RESTRICTED.search(unit.text)
            if not m or not _COMPARED.search(m["rel"]) or not stance(unit.text).negated:
                continue
            said = [w for w in lexicon.words(m["rel"]) if not w.neutral]
            noun = lexicon.words(m["n"])[:1]
            shared = any(w.keys & s.all_keys for w in lexicon.words(sentence) for s in said)
            shared = shared or any(same_value(f, g) for f in mine for g in figures(m["rel"]))
            if noun and not shared and any(w.keys & noun[0].keys for w in clause.words if w.noun):
                return Problem("umfang", f"die Quelle sagt es nur von „{m['n']}“ mit einer Einschränkung")
    return None


def _in_charge(clauses: Sequence[Clause], sentence: str, evidence: Sequence[Evidence], lexicon: Lexicon, roles: Roles) -> Problem | None:
    """A matter that the source gives to one office is not given to another one the passage names elsewhere."""
    bodies = frozenset(k for w in lexicon.words(_BODIES) for k in w.keys if not k.startswith("r:"))
    acting = roles.acting
    offices = bodies | {k for k in acting if _OFFICES.match(k)}
    own = frozenset().union(*(w.all_keys for w in lexicon.words(sentence)))
    for clause in clauses:
        passed = {p.word.shown for p in roles.read(clause.text) if p.role in ("of", "to", "with", "about", "for", "patient")}
        named = [w for w in clause.words if not NO_OFFICE.search(w.shown)]
        actors = [w for w in named if not w.neutral and w.keys & (offices - {"~koordination"}) and w.shown not in passed]
        if not actors:
            continue
        matter = [w for w in clause.words if not w.neutral and not w.all_keys & acting]
        homes = [u for _, _, u in _units(evidence) if not u.row and all(supports(w, u.keys) for w in actors)]
        if homes and all(_taken_from(matter, u, evidence, offices - own) for u in homes):
            return Problem("bezug", f"„{actors[0].shown}“ gehört in der Quelle nicht zu dieser Aussage")
    return None


def _taken_from(matter: Sequence[Word], home: Unit, evidence: Sequence[Evidence], others: frozenset[str]) -> bool:
    """Whether a word of the matter stands only where another office is named."""
    for word in matter:
        if supports(word, home.keys) or not (word.noun or not any(k[0] == "~" for k in word.keys)):
            continue
        holding = [u for _, _, u in _units(evidence) if supports(word, u.keys)]
        if holding and all(u.keys & others for u in holding):
            return True
    return False
