"""The gate: a draft and the passages it was written from → what may be shown, and why the rest may not.

A pure function. A sentence passes when it carries only known marks and every check finds it in the passages it marks: figures with unit, bound and
subject; names and nouns; negation, must/may, all/some, conditions; former rules told as former. A sentence that fails is dropped and counted, never
repaired. What stays is released when it still answers the question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from assistant.llm.gate import amounts as gate_amounts
from assistant.llm.gate import claims as gate_claims
from assistant.llm.gate import links as gate_links
from assistant.llm.gate import match as gate_match
from assistant.llm.gate.evidence import Evidence, read
from assistant.llm.gate.figures import figures
from assistant.llm.gate.glosses import CardSource, Glosses
from assistant.llm.gate.question import written_out
from assistant.llm.gate.reading import plain_form
from assistant.llm.gate.reasons import check_reasons, goes_on
from assistant.llm.gate.replies import check_reply, plain_reply
from assistant.llm.gate.roles import Roles
from assistant.llm.gate.sentences import link_in, readable, sentences
from assistant.llm.gate.time import formerly, now, past, preterite
from assistant.llm.gate.types import DraftSentence, Dropped, GatePassage, GateResult, Kept, Problem
from assistant.llm.gate.words import Lexicon
from assistant.protocols import Analyzer
from assistant.question.vocabulary import vocabulary
from assistant.registry import sources
from assistant.stichtag.validity import CURRENT_FROM

MAX_WORDS = 160  # of a released answer; the contract asks for about 90
MAX_SENTENCES = 60  # looked at closely; a draft of thousands of sentences is not an answer
_LEANS = re.compile(
    r"^\W*(?:(?:und|auch|aber|zudem|außerdem|jedoch|dabei|hier)\s+)?(?:er|sie|es(?!\s(?:(?:steht|stand)\s[^,.;]*(?:frei|offen)|empfiehlt|empfahl|genügt|reicht|braucht|brauchte|bleibt|blieb|heißt|hieß|gibt|gab|ist|sind|war|waren|wird|werden|"
    r"wurden?|können|kann|konnten?|muss|müssen|soll|sollen|darf|dürfen|gilt|gelten|bedarf|besteht|bestehen|handelt|fehlt|fehlen))|"
    r"ihm|ihnen|dies\w*|das(?=\s(?:ist|sind|gilt|gelten|wird|beträgt|heißt|betrifft|"
    r"entspricht|kann|muss|geht|ging|liegt|tut|tun|tat|taten|macht|machen|machten?|übernimmt|übernehmen|übernahm\w*|obliegt))|dafür|davon|dazu|damit(?!\s(?:der|die|das|den|dem|ein\w*|alle|sie|er|es|man|ihre?|seine?|[A-ZÄÖÜ])\b)|dabei|dadurch|hierfür|hierzu|daraus|deren|dessen|beide|jene\w*|"
    r"letztere\w*|gleiches|dasselbe|ebenso|dort)\b",
    re.I,
)
_POINTS = re.compile(  # "Ausgezahlt wird sie …": says something only behind a sentence that names what "sie" is
    r"^[^,;:]*?\b(?:ist|sind|war|waren|wird|werden|wurden?|hat|haben|hatten?|kann|können|konnten?|muss|müssen|mussten?|soll|sollen|sollten?|darf|dürfen)\s"
    r"(?:sie|er|ihr|ihm|ihnen|es(?=\s(?:ein|das|der|die)\w*\s))\b|^(?:(?!\b(?:in|im|bei|beim)\s)[^,;:])*\bdort\b"
)
_SELF = re.compile(
    r"\b(?:ich|mir|mich|meine[rnms]?|sprachmodell\w*|system-?prompt\w*|als ki\b(?=[ ,-](?!s\b))|ki-assistent\w*|"
    r"anweisung(?:en)? (?:lautet|lauten|war)|prompt\w*)\b",
    re.I,
)
_ENGLISH = frozenset(
    "the of to is are and for with by from that this must can may be will per year not only at an as or on it which have has should".split()
)
_GERMAN = frozenset(
    "der die das den dem des ein eine einen einem einer und oder ist sind war waren wird werden wurde wurden nicht kein keine mit "
    "von vom zu zum zur im in für auf an am bei bis ab aus nach "
    "auch es sie er sich als wie kann können muss müssen soll sollen darf dürfen hat haben pro je nur "
    "durch über unter wenn dass gibt beträgt gilt erhält erhalten".split()
)
_FOREIGN = re.compile(r"[\u0370-\u1cff\u2e80-\ud7ff\uf900-\ufb4f]")
_ASKS_FIGURE = re.compile(
    r"\b(?:wie hoch|wie viele?|wieviele?|wann|bis wann|ab wann|seit wann|wie lange|wie oft|welche[rn]? (?:betrag|summe|frist|höhe))\b", re.I
)
_ANSWERS_WITHOUT = re.compile(
    r"\b(?:kein\w*|nicht|jährlich|vollständig|regelmäßig|nachdem|sobald|nach|wenn|volle|volles|früh\w*|später|sofort|täglich|tagesaktuell)\b", re.I
)


class Gate:
    """The gate with its lexicon; needs no index. `analyzer` gives stems and compound parts, `cards` the reviewed cards, read when first needed."""

    def __init__(self, analyzer: Analyzer, cards: CardSource | None = None) -> None:
        self.lexicon = Lexicon(analyzer)
        self.glosses = Glosses(cards, self.lexicon)
        self.roles = Roles(self.lexicon, gate_claims.actors(self.lexicon))

    def check(self, draft: str, passages: Sequence[GatePassage], question: str = "", as_of: date | None = None) -> GateResult:
        """The released answer and every dropped sentence with its reason."""
        kept: list[Kept] = []
        dropped: list[Dropped] = []
        for item in self.stream(draft, passages, as_of, question):
            if isinstance(item, Kept):
                kept.append(item)
            else:
                dropped.append(item)
        if not draft.strip():
            dropped.append(Dropped("", "der Entwurf ist leer", "leer"))
        text = "".join(k.joint + k.text for k in kept).strip()
        if text and question and not self.answers(question, text, passages, whole=not dropped):
            dropped += [Dropped(k.text, "beantwortet allein die Frage nicht mehr", "rest") for k in kept]
            kept, text = [], ""
        return GateResult(text, tuple(kept), tuple(dropped))

    def stream(self, draft: str, passages: Sequence[GatePassage], as_of: date | None = None, question: str = "") -> Iterator[Kept | Dropped]:
        """Sentence by sentence, in order; the first may lean on the question where the passages hold what it takes from it."""
        checker = SentenceGate(self, passages, as_of, question)
        for sentence in sentences(draft, checker.tokens):
            yield checker.judge(sentence)

    def answers(self, question: str, released: str, passages: Sequence[GatePassage], whole: bool = False) -> bool:
        """Whether what is left still answers: a figure where one was asked for, and, unless it is the whole draft, a word of the question."""
        asked = set(self.lexicon.analyzer.tokens(question))
        cited = " ".join(p.text for p in passages if p.token in released)
        if asked and not whole and not asked & set(self.lexicon.analyzer.tokens(f"{released} {cited}")):
            return False
        if _ASKS_FIGURE.search(question):
            bare = re.sub(r"\[[^\]]*\]", "", released)
            return bool(figures(bare)) or bool(_ANSWERS_WITHOUT.search(bare))
        return True


class SentenceGate:
    """The gate over one set of passages, sentence after sentence; remembers what was released, for sentences that lean on it."""

    def __init__(self, gate: Gate, passages: Sequence[GatePassage], as_of: date | None, question: str = "") -> None:
        self.gate = gate
        self._question = question  # what the first sentence may lean on; empty once a sentence has come
        self.passages = {p.token: p for p in passages}
        self.tokens = frozenset(self.passages)
        self.as_of = as_of
        self._read: dict[str, Evidence] = {}
        self._found: dict[str, list[gate_match.Occurrence]] = {}
        self._before: tuple[str, tuple[str, ...]] | None = None
        self._gap = False  # whether the sentence before was dropped
        self._seen: set[str] = set()
        self._words = 0
        self._looked = 0

    def judge(self, sentence: DraftSentence) -> Kept | Dropped:
        """Released or dropped. The checks run from cheap to dear, the first that fails gives the reason."""
        problem = self._problem(sentence)
        self._question = ""
        if problem is not None:
            self._before, self._gap = None, True
            return Dropped(readable(sentence.shown), problem.reason, problem.rule)
        self._before, self._gap = (sentence.bare, sentence.tokens), False
        self._seen.add(sentence.bare)
        self._words += len(sentence.bare.split())
        return Kept(sentence.shown, sentence.tokens, sentence.joint)

    def skip(self) -> None:
        """A sentence was left out before it came here: the next one may lean neither on what was before it nor on the question."""
        self._before, self._question, self._gap = None, "", True

    def _problem(self, s: DraftSentence) -> Problem | None:
        if s.fault:
            return Problem(s.rule, s.fault)
        if s.unknown:
            return Problem("marke", f"unbekannte Quellenmarke „{', '.join(s.unknown)}“")
        if not s.tokens:
            return Problem("marke", "ohne Quellenmarke")
        self._looked += 1
        if s.bare in self._seen:
            return Problem("wiederholung", "wiederholt einen früheren Satz")
        if self._looked > MAX_SENTENCES or self._words + len(s.bare.split()) > MAX_WORDS:
            return Problem("laenge", f"die Antwort wäre länger als {MAX_WORDS} Wörter")
        problem = _language(s.bare) or self._links(s)
        if problem is not None:
            return problem
        return self._content(s)

    def _links(self, s: DraftSentence) -> Problem | None:
        found = link_in(s.bare) or link_in(s.shown)
        if not found:
            return None
        addresses = re.findall(r"(?:https?://|www\.)[^\s\])>]+", s.shown)
        texts = " ".join(self.passages[t].text for t in s.tokens)
        if addresses and "](" not in s.shown and all(a.rstrip(".,;") in texts for a in addresses):
            return None
        return Problem("form", f"Verweis ins Netz ohne Beleg: „{found}“")

    def _content(self, s: DraftSentence) -> Problem | None:
        if _SELF.search(s.bare):
            return Problem("form", "spricht über sich oder über Anweisungen statt über die Dokumente")
        leans = bool(_LEANS.match(s.bare)) or goes_on(s.bare) or (self._gap and bool(_POINTS.match(s.bare)))
        evidence = [self._evidence(t) for t in s.tokens]
        implied: tuple[str, ...] | None = ()
        if leans and self._before is None:
            implied = written_out(s.bare, self._question, evidence, self.gate.lexicon) if self._question else None
        if implied is None:
            return Problem("anschluss", "bezieht sich auf einen Satz, der nicht freigegeben ist")
        if not any(e.units for e in evidence):
            return Problem("quelle", "die markierte Textstelle enthält keine verwertbare Aussage")
        before = self._before[0] if leans and self._before else ""
        text = plain_reply(plain_form(s.bare, self._names(s.tokens)), self._question, evidence, self.gate.lexicon)
        found = [o for t in s.tokens for o in self._occurrences(t)]
        problem = next(gate_amounts.check_figures(text, evidence, found, self.gate.lexicon, before), None)
        problem = problem or gate_claims.check_words(text, evidence, self.gate.lexicon)
        problem = problem or check_reply(text, self._question, self.gate.lexicon) or _time(text, evidence, found, before)
        problem = problem or check_reasons(text, self._before[0] if self._before else "", evidence, self.gate.lexicon)
        return problem or next((p for t in (text, *implied) if (p := self._claims(t, evidence))), None)

    def _claims(self, text: str, evidence: Sequence[Evidence]) -> Problem | None:
        lexicon, roles = self.gate.lexicon, self.gate.roles
        problem = next(gate_links.check_links(text, evidence, lexicon, roles), None)
        return problem or next(gate_claims.check_claims(text, evidence, lexicon, roles), None)

    def _names(self, tokens: Sequence[str]) -> set[str]:
        texts = (f"{self.passages[t].text} {' '.join(_names(self.passages[t]))}" for t in tokens)
        return {name for text in texts for name in re.findall(r"[A-ZÄÖÜ][a-zäöüß]{3,}", text)}

    def _evidence(self, token: str) -> Evidence:
        if token not in self._read:
            passage = self.passages[token]
            glosses = self.gate.glosses.at(passage.document_id, passage.locator)
            self._read[token] = read(passage, self.gate.lexicon, *_names(passage), is_former(passage, self.as_of), glosses)
        return self._read[token]

    def _occurrences(self, token: str) -> list[gate_match.Occurrence]:
        if token not in self._found:
            self._found[token] = gate_match.occurrences(self._evidence(token), self.gate.lexicon)
        return self._found[token]


_KINDS = {
    "FAQ": "FAQ Fragen",
    "kommunales Konzept": "Konzept Vorlage Papier Beschlussvorlage",
    "Bericht": "Bericht Vorlage",
    "Landesregel": "Richtlinie Regelung",
}


def _names(passage: GatePassage) -> tuple[str, str]:
    """What the document is called (its id's words; title, publisher and kind where the registry knows it), and the municipality it is about."""
    known = sources().get(passage.document_id)
    words = re.sub(r"[-_]|\d", " ", passage.document_id).replace("muenster", "Münster")
    if known is None:
        return words, words
    info = known.info
    local = f"{info.kommune} {'RBK Rhein-Berg' if 'Bergisch' in info.kommune else ''}"
    return f"{words} {info.title} {info.publisher} {_KINDS.get(info.kind, '')}", local


def is_former(passage: GatePassage, as_of: date | None) -> bool:
    """Whether a passage is no longer in force: by its label, else by a Stand before the present Richtlinie."""
    if passage.validity:
        return passage.validity != "geltend"
    stated = re.findall(r"(?:19|20)\d\d", passage.stand)
    return bool(stated) and int(max(stated)) < CURRENT_FROM.year and (as_of is None or as_of >= CURRENT_FROM)


def _language(text: str) -> Problem | None:
    if _FOREIGN.search(text):
        return Problem("sprache", "enthält fremde Schriftzeichen")
    words = re.findall(r"[a-zäöüßA-ZÄÖÜ']+", text)
    low = [w.lower() for w in words]
    english, german = sum(w in _ENGLISH for w in low), sum(w in _GERMAN for w in low)
    if vocabulary().is_english(text) or (english >= 2 and english >= german) or (len(words) >= 6 and not german):
        return Problem("sprache", "nicht auf Deutsch")
    return None


def _time(text: str, evidence: Sequence[Evidence], found: Sequence[gate_match.Occurrence], before: str = "") -> Problem | None:
    """Former rules need a past tense, a word or a date; "früher" needs a source that is former."""
    former = [e for e in evidence if e.former]
    dated = any(f.kind == "date" for f in figures(text))
    if not former:
        if formerly(text) and not any(formerly(e.text) or past(e.text) for e in evidence):
            return Problem("geltung", "stellt Geltendes als früher dar")
        return None
    if len(former) == len(evidence):
        if (now(text) and not any(now(e.text) for e in evidence)) or (
            now(text) and re.search(r"\b(?:heute|jetzt|weiterhin|nach wie vor)\b", text, re.I)
        ):
            return Problem("geltung", "stellt eine frühere Regelung als heutige dar")
        carried = bool(before) and preterite(text)  # leans on a released sentence that names its time
        if not (dated or past(text) or carried):
            return Problem("geltung", "frühere Regelung ohne Hinweis auf die Zeit")
        return None
    return _mixed(text, found, dated)


def _mixed(text: str, found: Sequence[gate_match.Occurrence], dated: bool) -> Problem | None:
    """Sentences over old and new: each figure's own part says which it is."""
    for part in gate_match.parts(text):
        if part.figure.kind != "number":
            continue
        homes = {o.evidence.former for o in found if gate_match.same_value(part.figure, o.figure)}
        stretch = f"{part.lead} {part.text}"
        if homes == {True} and ((now(stretch) and not formerly(stretch)) or not (past(stretch) or any(f.kind == "date" for f in figures(stretch)))):
            return Problem("geltung", "frühere Regelung ohne Hinweis auf die Zeit")
        if homes == {False} and formerly(stretch) and not now(stretch):
            return Problem("geltung", "stellt Geltendes als früher dar")
    return None
