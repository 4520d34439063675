"""Words, actors and stance of a draft's sentence against the passages it marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.llm.gate.actions import check_roles
from assistant.llm.gate.actors import check_who, communal, usual
from assistant.llm.gate.evidence import Clause, Evidence, clauses_of
from assistant.llm.gate.joins import check_joins
from assistant.llm.gate.kinds import check_kinds
from assistant.llm.gate.match import around, context
from assistant.llm.gate.modality import check_stance
from assistant.llm.gate.order import check_order
from assistant.llm.gate.phrases import check_phrases
from assistant.llm.gate.places import VERB_FIRST, Spot, glossed, spots
from assistant.llm.gate.roles import Roles
from assistant.llm.gate.scope import check_attributes, check_scope
from assistant.llm.gate.stance import (
    placed,
    says_all,
    stance,
)
from assistant.llm.gate.types import Problem
from assistant.llm.gate.words import Lexicon, Word, supports
from assistant.question.vocabulary import vocabulary

APART = 0.34  # share of a clause's words that may stand in other sentences of the same paragraph or item
ELSEWHERE = 0.15  # share that may stand elsewhere in the passage
SLACK = 0.3  # share of a sentence's verbs and adjectives that may be new; nouns and names never
_BOUNDS = frozenset({"~hoechst", "~hoechstens", "~mindest"})  # compared with their figure
_LIGHT = re.compile(r"Standorte?|Orte?|Aufgaben?|Kr[aä]fte?|Personen?|Leute|Gr[uü]nde?n?|Stand|Seiten?|Weise|Höhe|Inhalten?|Inhalte|Rahmen$", re.I)
_CONDITIONAL = re.compile(r"\b(?:sofern|falls|vorbehalt|nur dann|wenn|voraussetzung|bedingung|abhängig)\b", re.I)
_OPEN_QUESTION = re.compile(r"^\W*(?:\d+\.\s*)?(?:Wie|Wer|Was|Wo|Wann|Welche\w*|An wen|Wozu|Wofür)\b")
_POINTS_UP = re.compile(r"\bo\.\s?[ag]\b|\boben genannt|\bgenannten\b|\bvorgenannt", re.I)


def check_words(sentence: str, evidence: Sequence[Evidence], lexicon: Lexicon) -> Problem | None:
    """The first noun or name no marked passage has, or too many other new words."""
    named = frozenset().union(*(e.named for e in evidence))
    keys = frozenset().union(*(e.keys | e.local for e in evidence)) | lexicon.usual
    keys |= named if _NAMES_SOURCE.search(sentence) else named - _keys_of(_PUBLISHES, lexicon)
    if claimed := _IS_THE.search(sentence):
        keys -= _keys_of(claimed["n"], lexicon) - frozenset().union(*(e.keys for e in evidence))  # no name of the document, but what is said
    gloss = frozenset().union(*(e.gloss for e in evidence))
    words = lexicon.words(sentence)
    content = [w for w in words if not w.neutral]
    new = [w for w in content if not supports(w, keys) and (w.telling or not (lexicon.joined(w, keys) or glossed(w, gloss)))]
    new = [w for w in new if not _known_otherwise(w, evidence)]
    new = [w for w in new if w.acronym or not (_LIGHT.match(w.shown) or _frame(w.shown, evidence))]
    verb_first = bool(VERB_FIRST.match(sentence))
    for word in new:
        if word.telling:
            return Problem("wort", f"steht nicht in der Quelle: „{word.shown}“")
        if word.acronym:
            return Problem("name", f"Name oder Abkürzung ohne Beleg: „{word.shown}“")
        if word.noun and not (verb_first and word is words[0]):
            return Problem("wort", f"steht nicht in der Quelle: „{word.shown}“")
    if len(new) > max(1, SLACK * len(content)):
        return Problem("wort", f"steht nicht in der Quelle: „{', '.join(w.shown for w in new[:3])}“")
    for match in re.finditer(r"\b[A-ZÄÖÜ]{2,}-([A-ZÄÖÜ][a-zäöüß]+)", sentence):
        own_keys = {k for w in lexicon.words(match[1]) for k in w.keys if k[0] not in "~#"}
        if own_keys and not own_keys & keys:
            return Problem("name", f"Name ohne Beleg: „{match[0]}“")
    for clause in clauses_of(sentence, lexicon):
        own = [w for w in clause.words if not w.neutral and not _frame(w.shown, evidence)]
        missing = [w for w in own if w in new]
        if missing and len(missing) * 2 > len(own):
            return Problem("wort", f"Satzteil ohne Beleg: „{clause.text.strip()}“")
    return None


_IS_THE = re.compile(r"\b(?:ist|sind|war|waren)\s(?:die|der|das|ein|eine)\s(?P<n>[A-ZÄÖÜ][\w-]+)\W*$")
_PUBLISHES = "Kinder Jugend Familie Gleichstellung Flucht Flüchtlinge"  # in the publisher's name; the passage says nothing of them
_NAMES_SOURCE = re.compile(r"\bMinisteri\w+\sfür\b")


def _keys_of(text: str, lexicon: Lexicon) -> frozenset[str]:
    return frozenset().union(*(w.all_keys for w in lexicon.words(text)))


def _known_otherwise(word: Word, evidence: Sequence[Evidence]) -> bool:
    """An acronym whose long form stands in the source ("KIM"), or a noun that is part of one of its compounds ("Optimierung")."""
    if word.acronym:
        long = vocabulary().abbreviations.get(word.shown, "") or {"KIM": "Kommunales Integrationsmanagement"}.get(word.shown, "")
        stems = [w.lower()[:9] for w in re.findall(r"[A-ZÄÖÜa-zäöüß]{4,}", long)]
        return bool(stems) and all(any(stem in e.text.lower() for e in evidence) for stem in stems)
    if not word.noun or word.telling or len(word.shown) < 6:
        return False
    part = word.shown.lower()
    return any(re.search(r"\b[A-ZÄÖÜ][a-zäöüß]{3,}" + re.escape(part) + r"(?:en|s|n)?\b", e.text) for e in evidence)


def _frame(shown: str, evidence: Sequence[Evidence]) -> bool:
    """ "Voraussetzung war, dass …" where the source says "sofern" or "unter dem Vorbehalt"."""
    return bool(re.fullmatch(r"Voraussetzung|Bedingung|Vorbehalt", shown)) and any(_CONDITIONAL.search(e.text) for e in evidence)


def check_claims(sentence: str, evidence: Sequence[Evidence], lexicon: Lexicon, roles: Roles, given: bool = False) -> Iterator[Problem]:
    """Who, whether, must or may, all or some, under which condition (unless `given`): clause by clause against the best fitting places."""
    acting, seen = roles.acting, list[Spot]()
    for clause in clauses_of(sentence, lexicon):
        if not any(not w.neutral for w in clause.words):
            if says_all(clause.text) and not any(stance(u.text).every for e in evidence for u in e.units):
                yield Problem("umfang", "„alle“, „jede“ oder „immer“ steht so nicht in der Quelle")
                return
            continue
        best = _denying(clause, _same_ordinal(clause, sentence, evidence), evidence)
        if not best:
            yield Problem("wort", f"Satzteil ohne Beleg: „{clause.text.strip()}“")
            return
        problem = (
            _together(clause, spots(clause, evidence, 0.5), acting)
            or _placed(clause, best, lexicon)
            or check_attributes(clause, best, lexicon)
            or check_kinds(clause, best)
            or check_phrases(clause, _saying(clause, best), roles, lexicon)
            or check_who(clause, sentence, best, acting, lexicon)
            or check_roles(clause, best, spots(clause, evidence, 0.4), roles, lexicon)
            or check_stance(clause, sentence, _saying(clause, best))
            or check_scope(clause, sentence, best, lexicon, given)
        )
        seen += best
        if problem is not None:
            yield problem
            return
    problem = check_joins(sentence, seen, lexicon) or check_order(sentence, seen, lexicon)
    if problem is not None:
        yield problem


def _together(clause: Clause, best: Sequence[Spot], acting: frozenset[str]) -> Problem | None:
    """The words of a clause stand together in the source; picked from far apart they say something new."""
    for s in best:
        keys = context(s.evidence, s.position)
        negated = stance(clause.text).negated
        above: frozenset[str] = frozenset()
        if _POINTS_UP.search(s.unit.text) and negated == stance(s.unit.text).negated:
            above = frozenset().union(*(u.keys for u in s.evidence.units[: s.position] if not u.question))  # "die o. a. Fördermöglichkeiten"
        keys |= above
        line = keys.union(*(u.keys for u in s.evidence.units if u.line == s.unit.line))
        known = [
            w
            for w in clause.words
            if not w.neutral
            and supports(w, s.evidence.keys)
            and not usual(w, clause.text, s, acting)
            and not communal(w, s.unit)
            and not (w.keys & _BOUNDS)
            and not w.keys & s.evidence.local
            and w.shown != "KIM"
        ]
        known = [w for w in known if not _LIGHT.match(w.shown) and not _only_attribute(w, clause.text, s)]
        far = [w for w in known if not supports(w, line)]
        apart = [] if s.unit.row else [w for w in known if not supports(w, keys)]
        same = [c.keys for u in s.evidence.units if not u.question for c in u.clauses if stance(c.text).negated == negated]
        plain = above.union(_pointed_at(s), *same, *(u.keys for u in around(s.evidence, s.position) if u.question and _OPEN_QUESTION.search(u.text)))
        if any(w.noun and not _LIGHT.match(w.shown) and not supports(w, plain) for w in known if not supports(w, s.unit.keys)):
            continue
        if len(far) <= ELSEWHERE * len(known) and len(apart) <= APART * len(known):
            return None
    return Problem("bezug", f"der Satzteil „{clause.text.strip()}“ verbindet, was in der Quelle nicht zusammensteht")


def _pointed_at(s: Spot) -> frozenset[str]:
    """Keys of the noun before that "Diese Dienste" takes up: its first noun that ends in the same word ("Jugendmigrationsdienste")."""
    found = re.match(r"\W*Diese[rs]?\s(?P<n>[A-ZÄÖÜ]\w{3,})", s.unit.text)
    if not found or not s.position or s.evidence.units[s.position - 1].line != s.unit.line:
        return frozenset()
    stem = found["n"].lower()[:6]
    taken = [w for w in s.evidence.units[s.position - 1].words if w.noun and stem in w.shown.lower()[-len(found["n"]) - 2 :]]
    return taken[0].all_keys if len(taken) == 1 else frozenset()


def _only_attribute(word: Word, clause: str, s: Spot) -> bool:
    """Whether a verb stands in the passage only as the attribute of some other noun ("gedeckten Aufwendungen"): then it is a new word here."""
    if word.noun or word.telling or supports(word, s.unit.keys) or re.search(re.escape(word.shown) + r"\s[A-ZÄÖÜ]", clause):
        return False
    stem = word.shown.lower().removeprefix("ge")[:4]
    found = list(re.finditer(r"\b\w*" + re.escape(stem) + r"\w*", s.evidence.text))
    return bool(found) and all(m[0][0].islower() and re.match(r"\s[A-ZÄÖÜ]", s.evidence.text[m.end() :]) for m in found)


_ORDINAL = re.compile(r"\b(erste|zweite|dritte|vierte|letzte)(?:[nrsm])?\b", re.I)


def _same_ordinal(clause: Clause, sentence: str, evidence: Sequence[Evidence]) -> list[Spot]:
    """Of places that count differently ("die erste", "die zweite Veranstaltung"), those that count as the clause, or as its whole sentence does."""
    best = spots(clause, evidence)
    own = {m[1].lower() for m in _ORDINAL.finditer(clause.text)}
    counted = [(s, {m[1].lower() for m in _ORDINAL.finditer(s.unit.text)}) for s in best]
    if own:
        wide = [s for s in spots(clause, evidence, 0.4) if own & {m[1].lower() for m in _ORDINAL.finditer(s.unit.text)}]
        return [s for s, theirs in counted if own & theirs] or wide[:1] or best
    whole = {m[1].lower() for m in _ORDINAL.finditer(sentence)}
    return [s for s, theirs in counted if not theirs or whole & theirs] if len(whole) == 1 else best


_NONE = re.compile(r"\b[Kk]eine?[nmrs]?\s(?:[a-zäöüß]+e[nrms]?\s)?(?P<n>[A-ZÄÖÜ][\w:*-]+)")


def _denying(clause: Clause, best: list[Spot], evidence: Sequence[Evidence]) -> list[Spot]:
    """For "kein Antrag" the places that speak of an "Antrag", however well others fit the rest."""
    found = _NONE.search(clause.text)
    nouns = [w for w in clause.words if found and found["n"].startswith(w.shown) and not w.neutral]
    if not nouns or any(supports(nouns[0], s.unit.keys) for s in best):
        return best
    return [s for s in spots(clause, evidence, 0.4) if supports(nouns[0], s.unit.keys)] or best


def _saying(clause: Clause, best: Sequence[Spot]) -> Sequence[Spot]:
    """Of places that fit alike, those that have the clause's verbs, when some have."""
    verbs = [w for w in clause.words if not w.noun and not w.neutral and not w.telling]
    rated = [(sum(supports(w, s.unit.keys) for w in verbs), s) for s in best]
    most = max(n for n, _ in rated)
    return [s for n, s in rated if n == most]


def _placed(clause: Clause, best: Sequence[Spot], lexicon: Lexicon) -> Problem | None:
    """ "vor" is not "nach", "über" not "unter" where the source places the same thing."""
    for (pair, side), rest in placed(clause.text):
        nouns = [w for w in lexicon.words(rest) if w.noun and not w.neutral]
        for noun in nouns[:1]:
            sides = {
                their_side
                for s in best
                for (their_pair, their_side), behind in placed(s.unit.text)
                if their_pair == pair and any(supports(noun, w.all_keys) for w in lexicon.words(behind))
            }
            if sides and side not in sides:
                return Problem("bezug", f"„{clause.text.strip()}“: vor und nach, über und unter oder mit und ohne sind vertauscht")
    return None
