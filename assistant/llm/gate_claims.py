"""Words, actors and stance of a draft's sentence against the passages it marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.llm.gate_evidence import Clause, Evidence, Unit, clauses_of
from assistant.llm.gate_figures import figures, number_word
from assistant.llm.gate_match import context, context_text, opening_line, same_value
from assistant.llm.gate_stance import (
    allows_only,
    attributes_denied,
    each_of,
    frequencies,
    has_condition_word,
    limited_words,
    only_of,
    placed,
    says_all,
    stance,
)
from assistant.llm.gate_types import Figure, Problem
from assistant.llm.gate_words import Lexicon, Word, supports

SAME_PLACE = 0.93  # places about as good as the best one count for "nicht", "muss" and "kann"
APART = 0.34  # share of a clause's words that may stand in other sentences of the same paragraph or item
ELSEWHERE = 0.15  # share that may stand elsewhere in the passage
SLACK = 0.3  # share of a sentence's verbs and adjectives that may be new; nouns and names never
_ACTORS = """Land Bund EU Kommune Kreis Stadt Gemeinde KI KfI ABH EBH Bezirksregierung Ministerium Bewilligungsbehörde
    Jobcenter Träger Wohlfahrtspflege
    Koordination Case
    Verwaltungsassistenz Lenkungsgruppe Rat Kreistag Jugendamt Schulamt Sozialamt Integrationsrat Landtag Projektgruppe Arbeitsgruppe Lehrkräfte
    Ausländerbehörde Einbürgerungsbehörde
    Ehrenamtliche Stammpersonal Kreisverwaltung kreisfrei kreisangehörig Jugendmigrationsdienst Migrationsberatung Agentur Arnsberg"""
_INSTITUTIONS = frozenset({"~ministerium", "~kfi", "~bewilligung", "~zentrum", "~behoerde-abh", "~behoerde-ebh", "~land", "~bund", "~kommune"})
_PARTIES = _INSTITUTIONS | {"~koordination", "~case-management", "~assistenz", "~lenkung", "~wohlfahrt"}
_LIMITING = re.compile(
    r"\b(?:nur|ausschließlich|lediglich|allein|einzig|bloß|beschränkt|begrenzt|höchstens|voraussetzung"
    r"|bedingung|erst|wenn|sofern|keine anderen|nicht für andere|ohne|muss|müssen)\b",
    re.I,
)
_ASKING = re.compile(r"\bob\b|prüf|entsch[ei]+d|\bfrag|\boffen\b", re.I)
_POINTING = re.compile(r"\b(?:diese[rnms]?|dies|sie|es|ihr\w*)\b", re.I)
_INDIRECT = re.compile(r"^\W*(?:wo|ob|wie|welche\w*)\b", re.I)
_BOUNDS = frozenset({"~hoechst", "~hoechstens", "~mindest"})  # compared with their figure
_PURPOSE = re.compile(r"^\W*(?:damit|um)\b", re.I)
_SUBORDINATE = re.compile(r"^\W*(?:wenn|sofern|falls|soweit|sollten?)\b", re.I)
_SIDE_CLAUSE = re.compile(r"^\W*(?:wenn|sofern|falls|soweit|weil|da|damit|um|(?:die|der|das|deren|denen|dem|welche\w*)\s(?!.*\b(?:muss|müssen)\s\w+$))\b", re.I)
_GIVES = re.compile(r"förder|schuss|zahl|gewähr|finanz|bewillig|stellt|übernimm", re.I)
_FUNDING = re.compile(
    r"förder|zuschuss|schuss|zahl|gewähr|finanz|bewillig|erhält|erhalten|bekomm|gibt|gelder|mittel|übernimm|übernomm|beträgt|bereit|verfügung|steht|stehen|zusteh|sind es", re.I
)


_VERB_FIRST = re.compile(r"^\W*(?:[^\W\d_]+(?:t|en)|soll|will|muss|darf|kann)\s(?:alle|keine?|der|die|das|den|dem|ein|eine|einer|eines|es|sie|er|man|jemand|sich|nicht|auch|Sie)\s", re.I)


@dataclass(frozen=True, slots=True)
class Spot:
    """A unit of a passage a clause may rest on, with how well it fits."""

    evidence: Evidence
    position: int
    score: float

    @property
    def unit(self) -> Unit:
        """The unit itself."""
        return self.evidence.units[self.position]


def check_words(sentence: str, evidence: Sequence[Evidence], lexicon: Lexicon) -> Problem | None:
    """The first noun or name no marked passage has, or too many other new words."""
    keys = frozenset().union(*(e.keys | e.named for e in evidence)) | lexicon.usual
    gloss = frozenset().union(*(e.gloss for e in evidence))
    words = lexicon.words(sentence)
    content = [w for w in words if not w.neutral]
    new = [w for w in content if not supports(w, keys) and (w.telling or not (lexicon.joined(w, keys) or _glossed(w, gloss)))]
    verb_first = bool(_VERB_FIRST.match(sentence))
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
        own = [w for w in clause.words if not w.neutral]
        missing = [w for w in own if w in new]
        if missing and len(missing) * 2 > len(own):
            return Problem("wort", f"Satzteil ohne Beleg: „{clause.text.strip()}“")
    return None


def _glossed(word: Word, gloss: frozenset[str]) -> bool:
    """Whether a reviewed card about the passage's place uses the word; names, abbreviations and telling words need the passage itself."""
    return not word.acronym and not word.telling and supports(word, gloss)


def spots(clause: Clause, evidence: Sequence[Evidence], near: float = 0.85) -> list[Spot]:
    """The units that fit a clause best, best first; only those at least `near` as good as the best."""
    own = [w for w in clause.words if not w.neutral]
    mine = figures(clause.text)
    found = []
    for e in evidence:
        for i, unit in enumerate(e.units):
            if unit.question:
                continue
            score = sum((1.0 if w.noun else 0.7) for w in own if supports(w, unit.keys))
            score += sum(0.4 for w in own if unit.gloss and not supports(w, unit.keys) and _glossed(w, unit.gloss))
            score += sum(1.5 for f in mine if any(same_value(f, g) for g in unit.figures))
            if score > 0:
                found.append(Spot(e, i, score))
    most = max((_shared(mine, s.unit) for s in found), default=0)
    found = sorted((s for s in found if _shared(mine, s.unit) == most), key=lambda s: -s.score)
    return [s for s in found if s.score >= near * found[0].score]


def _shared(mine: Sequence[Figure], unit: Unit) -> int:
    return sum(any(same_value(f, g) for g in unit.figures) for f in mine if f.kind == "number")


def actors(lexicon: Lexicon) -> frozenset[str]:
    """Keys of the words that say who does or gets something."""
    return frozenset().union(*(w.keys for w in lexicon.words(_ACTORS)))


def check_claims(sentence: str, evidence: Sequence[Evidence], lexicon: Lexicon, acting: frozenset[str]) -> Iterator[Problem]:
    """Who, whether, must or may, all or some, under which condition: clause by clause against the best fitting places."""
    for clause in clauses_of(sentence, lexicon):
        if not any(not w.neutral for w in clause.words):
            continue
        best = spots(clause, evidence)
        if not best:
            yield Problem("wort", f"Satzteil ohne Beleg: „{clause.text.strip()}“")
            return
        problem = (
            _together(clause, spots(clause, evidence, 0.5), acting)
            or _placed(clause, best, lexicon)
            or _attributes(clause, best, lexicon)
            or _who(clause, sentence, best, acting, lexicon)
            or _stance(clause, sentence, best)
            or _scope(clause, sentence, best, lexicon)
        )
        if problem is not None:
            yield problem
            return


def _together(clause: Clause, best: Sequence[Spot], acting: frozenset[str]) -> Problem | None:
    """The words of a clause stand together in the source; picked from far apart they say something new."""
    for s in best:
        keys = context(s.evidence, s.position)
        line = keys.union(*(u.keys for u in s.evidence.units if u.line == s.unit.line))
        known = [
            w
            for w in clause.words
            if not w.neutral and supports(w, s.evidence.keys) and not _usual(w, clause.text, s, acting) and not _communal(w, s.unit)
            and not (w.keys & _BOUNDS)
            and w.shown != "KIM"
        ]
        far = [w for w in known if not supports(w, line)]
        apart = [] if s.unit.row else [w for w in known if not supports(w, keys)]
        negated = stance(clause.text).negated
        same = [c.keys for u in s.evidence.units if not u.question for c in u.clauses if stance(c.text).negated == negated]
        plain = frozenset().union(*same)
        if any(w.noun and not supports(w, plain) for w in known if not supports(w, s.unit.keys)):
            continue
        if len(far) <= ELSEWHERE * len(known) and len(apart) <= APART * len(known):
            return None
    return Problem("bezug", f"der Satzteil „{clause.text.strip()}“ verbindet, was in der Quelle nicht zusammensteht")


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


def clause_keys(text: str, lexicon: Lexicon) -> frozenset[str]:
    """All keys of a text's words."""
    return frozenset().union(*(w.all_keys for w in lexicon.words(text)))


def _acts(word: Word, clause: Clause, s: Spot, sentence_keys: frozenset[str], acting: frozenset[str]) -> bool:
    """Whether the source's place names this actor; named only around it, it must not stand in for another one."""
    if _communal(word, s.unit):
        return True
    if supports(word, s.unit.keys):
        return _same_part(word, clause, s, sentence_keys, acting)
    others = set(s.unit.keys & acting & _INSTITUTIONS) - sentence_keys
    return not others and supports(word, context(s.evidence, s.position))


def _communal(word: Word, unit: Unit) -> bool:
    """ "der Kommune" for "kommunal"."""
    return bool(re.fullmatch(r"Kommunen?", word.shown) and re.search(r"\bkommunal", unit.text, re.I))


def _same_part(word: Word, clause: Clause, s: Spot, sentence_keys: frozenset[str], acting: frozenset[str]) -> bool:
    """Within a long sentence: the part that says the rest of the clause does not name somebody else instead."""
    rest = tuple(w for w in clause.words if not (w.keys & acting))
    if len([w for w in rest if not w.neutral]) < 2:
        return True
    saying = tuple(w for w in rest if not w.noun and not w.neutral and supports(w, s.unit.keys))
    near = _nearest(Clause(clause.text, saying or rest, clause.keys), s.unit)
    return any(supports(word, c.keys) or not (set(c.keys & acting & _PARTIES) - sentence_keys) for c in near)


def _who(clause: Clause, sentence: str, best: Sequence[Spot], acting: frozenset[str], lexicon: Lexicon) -> Problem | None:
    sentence_keys = clause_keys(sentence, lexicon)
    for word in clause.words:
        if word.neutral or not (word.keys & acting):
            continue
        if not any(_acts(word, clause, s, sentence_keys, acting) or _usual(word, clause.text, s, acting) for s in best):
            return Problem("bezug", f"„{word.shown}“ gehört in der Quelle nicht zu dieser Aussage")
    return None


def _usual(word: Word, clause: str, s: Spot, acting: frozenset[str]) -> bool:
    """The Land as the one who pays and the Kommune as the one who is funded need not be named, where the source names nobody else."""
    others = {k for k in context(s.evidence, s.position) & acting if k.startswith("~")}
    if re.fullmatch(r"Land(?:es)?", word.shown):
        return bool(_GIVES.search(clause)) and not others & {"~kommune", "~bund"}
    if re.fullmatch(r"Kommunen?", word.shown):
        return not others & {"~land", "~ministerium", "~kfi", "~bewilligung", "~zentrum", "~behoerde-abh", "~behoerde-ebh", "~lenkung"}
    return False


def _nearest(clause: Clause, unit: Unit, conditional: bool = False) -> list[Clause]:
    """The clauses of a unit that share most with the draft's clause; conditions only for a condition, and none when only a condition fits."""
    own = [w for w in clause.words if not w.neutral]
    mine = figures(clause.text)
    conditional = conditional or bool(_SUBORDINATE.match(clause.text))
    rated = [
        (
            sum(1.0 if w.noun else 0.7 for w in own if supports(w, c.keys))
            + sum(1.5 for f in mine if any(same_value(f, g) for g in figures(c.text))),
            c,
        )
        for c in unit.clauses
    ]
    main = [(r, c) for r, c in rated if conditional or not _SUBORDINATE.match(c.text) or len(unit.clauses) == 1]
    top = max((r for r, _ in main), default=0.0)
    points_back = any(_POINTING.search(c.text) for r, c in main if r == top)
    if (top < 0.5 or not points_back) and 3 * top < max((r for r, _ in rated), default=0.0):
        return []
    rated = main
    return [c for r, c in rated if r >= 0.9 * top]


def _main_modals(unit: Unit) -> frozenset[str]:
    """Must, should and may of a sentence outside its conditions and relative clauses."""
    main = [c.text for c in unit.clauses if not _SIDE_CLAUSE.match(c.text)]
    return frozenset().union(*(stance(t).modals for t in main)) if main else stance(unit.text).modals


def _conditional(clause: Clause, sentence: str) -> bool:
    """Whether a clause sets a condition: "wenn …", or the verb first and a comma behind ("Sitzen die Stellen nicht im KI, …")."""
    first = sentence.lstrip().startswith(clause.text.strip()[:12])
    return bool(_SUBORDINATE.match(clause.text)) or (first and "," in sentence and bool(_VERB_FIRST.match(sentence)))


def _stance(clause: Clause, sentence: str, best: Sequence[Spot]) -> Problem | None:
    mine = stance(clause.text)
    conditional = _conditional(clause, sentence)
    negation = modal = False
    top = best[0].score
    for s in (s for s in best if s.score >= SAME_PLACE * top):
        for near in _nearest(clause, s.unit, conditional):
            if _left_open(near, s.unit) and not _ASKING.search(sentence):
                continue  # what is still to be examined is not so
            theirs, whole = stance(near.text), stance(s.unit.text)
            if _negation_fits(
                mine.negated, theirs.negated, mine.only or stance(sentence).only, whole.only, clause.text, near.text, sentence, s.unit.text
            ):
                negation = True
                modals = theirs.modals or stance(opening_line(s.evidence, s.position)).modals
                if not modals and mine.modals and not _INDIRECT.match(near.text):
                    modals = _main_modals(s.unit)
                said = mine.modals
                if s.evidence.former and "soll" not in modals and re.search(r"\bsollten?\b", clause.text, re.I):
                    said = said - {"soll"}  # a plan told in the past
                if (
                    _modal_fits(said, modals, theirs.negated, mine.negated, sentence if not mine.modals else clause.text)
                    or _PURPOSE.match(clause.text)
                    or conditional
                    or _turned(clause.text, s.unit.text)
                ):
                    modal = True
    if not negation:
        return Problem("verneinung", "Verneinung stimmt nicht mit der Quelle überein")
    if not modal:
        return Problem("modalitaet", "Müssen, Sollen oder Können stimmt nicht mit der Quelle überein")
    return None


def _left_open(near: Clause, unit: Unit) -> bool:
    """Whether a clause stands in an indirect question: "soll geprüft werden, ob …"."""
    found = re.search(r"(?:prüf|klär|entsch[ei]+d)\w*[^.;]*?\bob\b", unit.text)
    return bool(re.match(r"\W*ob\b", near.text)) or (found is not None and unit.text.find(near.text[:20]) >= found.end())


def _negation_fits(mine: bool, theirs: bool, only: bool, source_only: bool, clause: str, near: str, sentence: str, unit: str) -> bool:
    if mine == theirs:
        return True
    if mine and source_only and re.search(r"\b(?:außer|es sei denn|ohne|sonst|andere\w*)\b", sentence, re.I):
        return True
    if mine != theirs and _turned(clause, unit):
        return True  # the figures' check compares the bounds together with the negation
    return mine != theirs and bool(_opposites(clause, near))


_BOUND = r"\b(?:weniger als|unter|mindestens|wenigstens|mehr als|über|höchstens|erst ab)\s(?:\w+\s){0,2}(?:\d|halb)"


def _turned(clause: str, unit: str) -> bool:
    """Whether both bound a figure, so that "nicht unter" may stand for "mindestens"."""
    return bool(re.search(_BOUND, clause, re.I) and re.search(_BOUND, unit, re.I)) and stance(clause).negated != stance(unit).negated


_EXAMPLE = re.compile(r"\b(?:zum beispiel|z\.\s?b\.|beispielsweise|bspw\.|etwa|wie|oder|vergleichbar\w*|u\.\s?a\.)(?=\s|$)", re.I)


def _as_example(clause: Clause, unit: Unit) -> bool:
    """Whether the clause's noun stands in the source only behind "zum Beispiel"."""
    found = re.search(r"\b(?:zum beispiel|z\.\s?b\.|beispielsweise|bspw\.)\s", unit.text, re.I)
    if not found:
        return False
    words = [w.shown.lower()[:6] for w in clause.words if w.noun and not w.neutral]
    return any(w in unit.text[found.end() :].lower() and w not in unit.text[: found.start()].lower() for w in words)


_OPPOSITE = (
    (r"verspätet|zu spät|versäumt", r"fristgemäß|fristgerecht|rechtzeitig|pünktlich"),
    (r"unaufgefordert", r"anforderung|aufforderung"),
    (r"verloren|verlier", r"verlust"),
    (r"freiwillig", r"verpflicht|pflicht|zwingend|muss|müssen|zwang|sanktion"),
    (r"\boffen|unbesetzt|vakant|frei\b", r"\bbesetzt"),
    (r"zusätzlich|\bneue?", r"vorhanden|bestehend|bereits"),
    (r"vollfinanz|vollständig|komplett", r"eigenanteil|eigenmittel"),
)


def _opposites(a: str, b: str) -> bool:
    """Whether one side denies what the other says with the opposite word ("freiwillig" – "nicht verpflichtend")."""
    return any((re.search(x, a, re.I) and re.search(y, b, re.I)) or (re.search(y, a, re.I) and re.search(x, b, re.I)) for x, y in _OPPOSITE)


def _modal_fits(mine: frozenset[str], theirs: frozenset[str], source_negated: bool, negated: bool, clause: str) -> bool:
    """ "muss" needs "muss", "soll" needs "soll"; "kann" may stand for a plain statement; a plain statement not for "soll" or "kann"."""
    if negated and source_negated:
        return not mine or not theirs or bool(mine & theirs)
    turned = source_negated != negated
    if mine:
        fits = {
            "soll": "soll" in theirs,
            "muss": "muss" in theirs or (turned and "kann" in theirs),
            "kann": "kann" in theirs or not theirs or (turned and "muss" in theirs),
        }
        return all(fits[m] for m in mine)
    if "soll" in theirs and "muss" not in theirs:
        return False
    return not ("kann" in theirs and theirs == {"kann"}) or bool(_FUNDING.search(clause)) or negated


def _only_here(clause: Clause, sentence: str, unit: Unit, lexicon: Lexicon) -> bool:
    """Whether the source says "nur" of the same thing, sets a condition, or denies the rest ("ohne Einwilligung keine")."""
    if re.search(r"\bnur,?\s(?:dann|wenn|sofern|falls|mit)\b", sentence, re.I):
        return bool(re.search(r"\b(?:nur|sofern|wenn|falls|ohne|bedingung|voraussetzung\w*)\b|voraussetzung", unit.text, re.I))
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


def _attributes(clause: Clause, best: Sequence[Spot], lexicon: Lexicon) -> Problem | None:
    """ "nicht verbrauchte Mittel" are not "verbrauchte Mittel"."""
    mine = {w for a in attributes_denied(clause.text) for x in lexicon.words(a) for w in x.keys}
    for s in best:
        for denied in attributes_denied(s.unit.text):
            for word in lexicon.words(denied):
                told = {k for k in word.keys if k[0] not in "~#"}
                used = [w for w in clause.words if w.keys & told and w.shown[0].islower()]
                if used and not (word.keys & mine) and "nicht" not in clause.text.lower() and not _opposites(clause.text, s.unit.text):
                    return Problem("verneinung", f"„nicht {denied}“ steht in der Quelle, nicht „{used[0].shown}“")
    return None


def _scope(clause: Clause, sentence: str, best: Sequence[Spot], lexicon: Lexicon) -> Problem | None:
    mine = stance(clause.text)
    if mine.only and not any(_only_here(clause, sentence, s.unit, lexicon) for s in best):
        return Problem("umfang", "„nur“ steht so nicht in der Quelle")
    if not _LIMITING.search(sentence) and all(any(stance(c.text).only for c in _nearest(clause, s.unit)) for s in best):
        return Problem("umfang", "„nur“ aus der Quelle fehlt")
    if says_all(clause.text) and not any(stance(s.unit.text).every or each_of(clause.text, s.unit.text) for s in best):
        return Problem("umfang", "„alle“, „jede“ oder „immer“ steht so nicht in der Quelle")
    sources = [_limited_here(clause, s) for s in best]
    whole = [stance(s.unit.text).limited for s in best]
    if mine.limited and not any(mine.limited & w for w in whole):
        return Problem("umfang", f"„{', '.join(sorted(mine.limited))}“ steht so nicht in der Quelle")
    if not stance(sentence).limited and sources and all(sources):
        return Problem("umfang", "die Quelle sagt es nur von einem Teil")
    if "muss" in mine.modals and not _EXAMPLE.search(sentence) and all(_as_example(clause, s.unit) for s in best):
        return Problem("umfang", "die Quelle nennt es nur als Beispiel")
    often = frequencies(clause.text) - {"insgesamt"}
    if often and not figures(clause.text) and not any(often <= frequencies(_context_text(s)) for s in best):
        return Problem("umfang", f"„{', '.join(sorted(often))}“ steht so nicht in der Quelle")
    return _condition(clause, sentence, best)


def _limited_here(clause: Clause, s: Spot) -> bool:
    """Whether the source says it of a part only, of something the clause speaks of."""
    own = [w.shown.lower()[:6] for w in clause.words if not w.neutral]
    return any(any(any(o in behind.lower() for o in own) for _, behind in limited_words(near.text)) for near in _nearest(clause, s.unit))


def _context_text(s: Spot) -> str:
    return context_text(s.evidence, s.position)


def _condition(clause: Clause, sentence: str, best: Sequence[Spot]) -> Problem | None:
    """A statement its source makes under a condition needs one too."""
    if has_condition_word(sentence) or "soll" in stance(sentence).modals or not all(_under_condition(clause, s.unit) for s in best):
        return None
    return Problem("bedingung", "die Quelle nennt eine Bedingung, die fehlt")


def _under_condition(clause: Clause, unit: Unit) -> bool:
    if not re.search(
        r"\b(?:sofern|wenn|falls|soweit|nur dann|es sei denn|im einzelfall|unter (?:besonderen )?umständen|bei vorliegen)\b", unit.text, re.I
    ):
        return False
    return len(unit.clauses) > 1 or bool(re.search(r"\b(?:im einzelfall|unter (?:besonderen )?umständen|bei vorliegen)\b", unit.text, re.I))


def word_list(words: Sequence[Word]) -> str:
    """Words for a reason."""
    return ", ".join(w.shown for w in words)
