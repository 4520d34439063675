"""All or some, only or also, as an example, under a condition: how far a clause goes beyond the places it rests on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.llm.gate.equivalents import opposites
from assistant.llm.gate.evidence import Clause, Unit
from assistant.llm.gate.figures import figures
from assistant.llm.gate.match import context_text
from assistant.llm.gate.numbers import number_word
from assistant.llm.gate.places import VERB_FIRST, Spot, nearest
from assistant.llm.gate.stance import (
    allows_only,
    attributes_denied,
    each_of,
    frequencies,
    has_condition_word,
    limited_words,
    only_of,
    says_all,
    stance,
)
from assistant.llm.gate.types import Problem
from assistant.llm.gate.words import Lexicon, supports

_LIMITING = re.compile(
    r"\b(?:nur|ausschließlich|lediglich|allein|einzig|bloß|beschränkt|begrenzt|höchstens|voraussetzung"
    r"|bedingung|erst|wenn|sofern|keine anderen|nicht für andere|ohne|muss|müssen)\b",
    re.I,
)
_EXAMPLE = re.compile(r"\b(?:zum beispiel|z\.\s?b\.|beispielsweise|bspw\.|etwa|wie|oder|vergleichbar\w*|u\.\s?a\.)(?=\s|$)", re.I)


def _as_example(clause: Clause, unit: Unit) -> bool:
    """Whether the clause's noun stands in the source only behind "zum Beispiel"."""
    found = re.search(r"\b(?:zum beispiel|z\.\s?b\.|beispielsweise|bspw\.)\s", unit.text, re.I)
    if not found:
        return False
    words = [w.shown.lower()[:6] for w in clause.words if w.noun and not w.neutral]
    return any(w in unit.text[found.end() :].lower() and w not in unit.text[: found.start()].lower() for w in words)


def _only_example(clause: Clause, best: Sequence[Spot]) -> bool:
    """Whether the places that have the clause's noun itself have it as an example only."""
    nouns = [w.shown.lower()[:6] for w in clause.words if w.noun and not w.neutral]
    naming = [s for s in best if any(n in s.unit.text.lower() for n in nouns)]
    return bool(naming) and all(_as_example(clause, s.unit) for s in naming)


def _only_here(clause: Clause, sentence: str, unit: Unit, lexicon: Lexicon) -> bool:
    """Whether the source says "nur" of the same thing, sets a condition, or denies the rest ("ohne Einwilligung keine")."""
    if re.search(r"\bnur,?\s(?:dann|wenn|sofern|falls|mit)\b", sentence, re.I):
        conditions = re.sub(r"\b(?:auch|selbst|sogar)\s(?:dann,?\s)?(?:wenn|ohne|falls)\b", " ", unit.text, flags=re.I)
        return bool(re.search(r"\b(?:nur|sofern|wenn|falls|ohne|bedingung|voraussetzung\w*)\b|voraussetzung", conditions, re.I))
    if allows_only(unit.text) and not re.match(r"\W*nur\s(?:die|der|das|dem|den|ein|eine|einen)\b", sentence, re.I):
        return True
    if re.search(r"\ballein\b", clause.text, re.I) and re.search(r"\ballein\b", unit.text, re.I) and not re.search(r"\bnur\b", clause.text, re.I):
        return True
    theirs = [lexicon.words(rest) for rest in only_of(unit.text)]
    for rest in only_of(clause.text):
        own = [w for w in lexicon.words(rest) if not w.neutral] + [w for w in lexicon.words(rest) if w.neutral and number_word(w.shown) is not None]
        if own and not any(supports(w, frozenset().union(*(t.all_keys for t in words))) for words in theirs if words for w in own):
            return bool(figures(rest)) and bool(theirs)
    return bool(theirs) or stance(unit.text).only


def check_attributes(clause: Clause, best: Sequence[Spot], lexicon: Lexicon) -> Problem | None:
    """ "nicht verbrauchte Mittel" are not "verbrauchte Mittel"."""
    mine = {w for a in attributes_denied(clause.text) for x in lexicon.words(a) for w in x.keys}
    if mine and not any(attributes_denied(s.unit.text) or stance(s.unit.text).negated for s in best):
        return Problem("verneinung", "Verneinung stimmt nicht mit der Quelle überein")
    theirs = [{w for a in attributes_denied(s.unit.text) for x in lexicon.words(a) for w in x.keys} for s in best]
    if mine and theirs and all(denied and not denied & mine for denied in theirs):
        return Problem("bezug", "die Quelle sagt es von etwas anderem, das „nicht“ ist")
    if re.search(r"\bnicht nur\b", clause.text) and all(re.search(r"(?<!nicht )\bnur\b", s.unit.text) for s in best):
        return Problem("umfang", "„nicht nur“ steht so nicht in der Quelle")
    for s in best:
        for denied in attributes_denied(s.unit.text):
            for word in lexicon.words(denied):
                told = {k for k in word.keys if k[0] not in "~#"}
                used = [w for w in clause.words if w.keys & told and w.shown[0].islower()]
                if used and not (word.keys & mine) and "nicht" not in clause.text.lower() and not opposites(clause.text, s.unit.text):
                    return Problem("verneinung", f"„nicht {denied}“ steht in der Quelle, nicht „{used[0].shown}“")
    return None


def check_scope(clause: Clause, sentence: str, best: Sequence[Spot], lexicon: Lexicon, given: bool = False) -> Problem | None:
    """Whether "nur", "alle" and their kind stand in the source as in the clause; `given`: its condition was told before. The problem, or None."""
    mine = stance(clause.text)
    if mine.only and not any(_only_here(clause, sentence, s.unit, lexicon) for s in best):
        return Problem("umfang", "„nur“ steht so nicht in der Quelle")
    if not _LIMITING.search(sentence) and all(any(stance(c.text).only and not _only_other(clause, c) for c in nearest(clause, s.unit)) for s in best):
        return Problem("umfang", "„nur“ aus der Quelle fehlt")
    if says_all(clause.text) and not any(
        stance(s.unit.text).every or each_of(clause.text, s.unit.text) or _whole_number(clause, s, lexicon) for s in best
    ):
        return Problem("umfang", "„alle“, „jede“ oder „immer“ steht so nicht in der Quelle")
    sources = [_limited_here(clause, s) or _limited_noun(clause, s.unit.text) for s in best if s.score >= 0.95 * best[0].score]
    whole = [stance(s.unit.text).limited for s in best]
    if (
        mine.limited
        and not any(mine.limited & w for w in whole)
        and not (_OFTEN.search(clause.text) and any(_CHANGING.search(s.unit.text) for s in best))
    ):
        return Problem("umfang", f"„{', '.join(sorted(mine.limited))}“ steht so nicht in der Quelle")
    if not stance(sentence).limited and sources and all(sources):
        return Problem("umfang", "die Quelle sagt es nur von einem Teil")
    if "muss" in mine.modals and not _EXAMPLE.search(sentence) and _only_example(clause, best):
        return Problem("umfang", "die Quelle nennt es nur als Beispiel")
    often = frequencies(clause.text) - {"insgesamt"}
    if often and not any(f.kind == "number" for f in figures(clause.text)) and not any(often <= frequencies(_context_text(s)) for s in best):
        return Problem("umfang", f"„{', '.join(sorted(often))}“ steht so nicht in der Quelle")
    if _PART.search(clause.text) and all(_FULL.search(s.unit.text) and not _PART.search(s.unit.text) for s in best):
        return Problem("umfang", "die Quelle sagt es vom Ganzen, nicht von einem Teil")
    if _SAME.search(clause.text) and not any(_SAME_SOURCE.search(_context_text(s)) for s in best):
        return Problem("umfang", "dass es gleich ist, steht so nicht in der Quelle")
    return _condition(clause, sentence, best, given)


_OFTEN = re.compile(r"\b(?:häufig|oft|oftmals|vielfach)\b", re.I)
_CHANGING = re.compile(r"variabel|schwank|fluktu|\bperiodisch|\bregelmäßig|\blaufend", re.I)  # what changes all the time does so often
_PART = re.compile(r"\bein(?:en|em|es)?\s[Tt]eile?s?\b|\bteilweise\b|\banteilig\w*|\bzum Teil\b|\bnur zu\b")
_FULL = re.compile(r"\b(?:voll(?:e[nrsm]?|ständig\w*)?|gesamte?[nrsm]?|komplett\w*|ganze[nrsm]?)\b")
_SAME = re.compile(
    r"\b(?:de[rmn]selben?|dieselben?|dasselbe|(?:de[rmn]|die|das)\sgleichen?)\s(?:\w+\s)?"
    r"(?:Betrag|Beträge|Höhe|Summe|Satz|Sätze|Frist|Umfang|Anzahl|Zahl|Regel\w*|Bedingung\w*|Voraussetzung\w*|Höchst\w+|Pauschale)\b|"
    r"\b(?:gleich|ebenso|genauso)\s(?:hoch|viel\w*)\b",
    re.I,
)
_SAME_SOURCE = re.compile(r"gleich|selbe|ebenso|genauso", re.I)


def _only_other(clause: Clause, near: Clause) -> bool:
    """Whether the clause tells of what the source sets its "nur" against: "anstelle von 3,5 nur 2 Stellen", without what was done with the two."""
    limited = [figures(rest)[:1] for rest in only_of(near.text)]
    mine = {f.value for f in figures(clause.text)}
    apart = bool(mine) and bool(limited) and all(f and f[0].value not in mine for f in limited)
    deed = any(supports(w, near.keys) for w in clause.words if not w.noun and not w.neutral)
    return apart and not deed and bool(re.search(r"\b(?:anstelle|anstatt|statt)\b", near.text, re.I))


_ALL_OF = re.compile(r"\b(?:alle[rn]?|sämtliche[rn]?|jede[rnms]? der)\s(?=\S+\s)(?P<rest>[^,;.]+)", re.I)


def _whole_number(clause: Clause, s: Spot, lexicon: Lexicon) -> bool:
    """ "aller drei Bausteine" for "der drei Bausteine": the number says it is the whole, unless the source speaks of some of them."""
    unit = s.unit
    for m in _ALL_OF.finditer(clause.text):
        mine = [f for f in figures(m["rest"]) if f.kind == "number" and f.start < 2]
        if unit.row:
            if not mine or not _whole_row(clause, mine[0].value, s, lexicon):
                return False
            continue
        theirs = [f for f in unit.figures if mine and f.value == mine[0].value]
        some = any(re.search(r"(?:\d|" + _SMALL + r")\s(?:der|von|aus|von den)\s(?:den\s|insgesamt\s)?$", unit.text[: f.start], re.I) for f in theirs)
        if not theirs or some or stance(unit.text).limited:
            return False
    return bool(_ALL_OF.search(clause.text))


def _whole_row(clause: Clause, value: str, s: Spot, lexicon: Lexicon) -> bool:
    """ "alle elf verfügbaren Stellen beantragt" where the row has eleven of both: as many as there were, and as many as were asked for."""
    cells = [u for u in s.evidence.units if u.row and u.line == s.unit.line and any(f.value == value for f in u.figures)]
    there = [u for u in cells if _THERE.search(u.text)]
    verbs = [w for w in lexicon.words(clause.text) if not w.noun and not w.neutral and not _THERE.search(w.shown)]
    return any(supports(w, u.keys) and u not in there for w in verbs for u in cells) and bool(there)


_THERE = re.compile(r"verfügbar|möglich|zugewiesen|zur Verfügung|vorgesehen", re.I)
_SMALL = r"\b(?:eine[rs]?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)"


def _limited_here(clause: Clause, s: Spot) -> bool:
    """Whether the source says it of a part only, of something the clause speaks of."""
    own = [w.shown.lower()[:6] for w in clause.words if not w.neutral]
    return any(
        any(any(o in behind.lower() for o in own) for _, behind in limited_words(re.sub(r"\beine[rs]? von wenigen\b", "", _with_head(near, s.unit))))
        for near in nearest(clause, s.unit)
    )


def _with_head(near: Clause, unit: Unit) -> str:
    """A relative clause with the clause it belongs to: "Es gibt Kommunen, bei denen …" is said of some."""
    at = unit.clauses.index(near)
    relative = at and re.match(r"\W*(?:bei|in)\sdenen\b", near.text)
    return f"{unit.clauses[at - 1].text}, {near.text}" if relative else near.text


_SOME = r"\b(?:[Ee]inige[rn]?|[Mm]anche[rn]?|[Mm]ehrere[rn]?|[Vv]iele[rn]?|[Ee]in Teil der|[Ww]enige[rn]?|[Vv]ereinzelte?)\s(?:[a-zäöüß]+e[nr]?\s)?"


def _limited_noun(clause: Clause, unit: str) -> bool:
    """Whether the source says it of "einige Kommunen" and the clause of "die Kommunen"."""
    for m in re.finditer(r"\b[Dd](?:ie|en)\s(?P<n>[A-ZÄÖÜ][a-zäöüß]{4,}n)\b", clause.text):
        if re.search(_SOME + m["n"][:-1], unit) and not re.search(r"\b[Dd](?:ie|en)\s" + m["n"][:-1], unit):
            return True
    return False


def _context_text(s: Spot) -> str:
    return context_text(s.evidence, s.position)


def _condition(clause: Clause, sentence: str, best: Sequence[Spot], given: bool) -> Problem | None:
    """A statement its source makes under a condition needs one too, unless it is `given` before."""
    if (
        given
        or has_condition_word(sentence)
        or VERB_FIRST.match(sentence)
        or "soll" in stance(sentence).modals
        or not all(_under_condition(_own_half(clause, s.unit), len(s.unit.clauses) > 1) for s in best)
    ):
        return None
    return Problem("bedingung", "die Quelle nennt eine Bedingung, die fehlt")


def _own_half(clause: Clause, unit: Unit) -> str:
    """The part of a sentence between semicolons that has most of the clause's words: a condition of the other half is not its own."""
    halves = re.split(r";\s", unit.text)
    own = [w.shown.lower()[:8] for w in clause.words if not w.neutral]
    rated = sorted(((sum(o in h.lower() for o in own), h) for h in halves), key=lambda x: -x[0])
    return rated[0][1] if len(rated) > 1 and rated[0][0] > rated[1][0] + 1 else unit.text


def _under_condition(unit: str, parted: bool) -> bool:
    if not re.search(
        r"\b(?:sofern|wenn|falls|soweit|nur dann|es sei denn|im einzelfall|unter (?:besonderen )?umständen|bei vorliegen)\b", unit, re.I
    ):
        return False
    return parted or bool(re.search(r"\b(?:im einzelfall|unter (?:besonderen )?umständen|bei vorliegen)\b", unit, re.I))
