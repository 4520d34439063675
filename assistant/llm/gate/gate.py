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
from assistant.llm.gate.actors import actors
from assistant.llm.gate.conditions import check_conditions, condition_given
from assistant.llm.gate.documents import check_time, is_former, names_of
from assistant.llm.gate.evidence import Evidence, read
from assistant.llm.gate.figures import figures
from assistant.llm.gate.form import check_form
from assistant.llm.gate.glosses import CardSource, Glosses
from assistant.llm.gate.leaning import leans_on, taken_over
from assistant.llm.gate.question import written_out
from assistant.llm.gate.reading import plain_form
from assistant.llm.gate.reasons import check_reasons
from assistant.llm.gate.replies import check_reply, plain_reply
from assistant.llm.gate.roles import Roles
from assistant.llm.gate.sentences import readable, sentences
from assistant.llm.gate.types import DraftSentence, Dropped, GatePassage, GateResult, Kept, Problem
from assistant.llm.gate.words import Lexicon
from assistant.protocols import Analyzer

MAX_WORDS = 160  # of a released answer; the contract asks for about 90
MAX_SENTENCES = 60  # looked at closely; a draft of thousands of sentences is not an answer
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
        self.roles = Roles(self.lexicon, actors(self.lexicon))

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
        return check_form(s, " ".join(self.passages[t].text for t in s.tokens)) or self._content(s)

    def _content(self, s: DraftSentence) -> Problem | None:
        leans = leans_on(s.bare, self._gap)
        evidence = [self._evidence(t) for t in s.tokens]
        implied: tuple[str, ...] | None = ()
        if leans and self._before is None:
            implied = written_out(s.bare, self._question, evidence, self.gate.lexicon) if self._question else None
        if implied is None:
            return Problem("anschluss", "bezieht sich auf einen Satz, der nicht freigegeben ist")
        if not any(e.units for e in evidence):
            return Problem("quelle", "die markierte Textstelle enthält keine verwertbare Aussage")
        before = taken_over(s.bare, self._before[0]) if leans and self._before else ""
        text = plain_reply(plain_form(s.bare, self._names(s.tokens)), self._question, evidence, self.gate.lexicon)
        found = [o for t in s.tokens for o in self._occurrences(t)]
        problem = next(gate_amounts.check_figures(text, evidence, found, self.gate.lexicon, before), None)
        problem = problem or gate_claims.check_words(text, evidence, self.gate.lexicon)
        problem = problem or check_reply(text, self._question, self.gate.lexicon) or check_time(text, evidence, found, before)
        problem = problem or check_conditions(text, evidence, self.gate.lexicon)
        problem = problem or check_reasons(text, self._before[0] if self._before else "", evidence, self.gate.lexicon)
        return problem or next((p for t in (text, *implied) if (p := self._claims(t, evidence, self._given(s, evidence)))), None)

    def _given(self, s: DraftSentence, evidence: Sequence[Evidence]) -> bool:
        before = self._before[0] if self._before and set(self._before[1]) & set(s.tokens) else ""
        return condition_given(s.bare, before, self._question, evidence, self.gate.lexicon)

    def _claims(self, text: str, evidence: Sequence[Evidence], given: bool) -> Problem | None:
        lexicon, roles = self.gate.lexicon, self.gate.roles
        problem = next(gate_links.check_links(text, evidence, lexicon, roles), None)
        return problem or next(gate_claims.check_claims(text, evidence, lexicon, roles, given), None)

    def _names(self, tokens: Sequence[str]) -> set[str]:
        texts = (f"{self.passages[t].text} {' '.join(names_of(self.passages[t]))}" for t in tokens)
        return {name for text in texts for name in re.findall(r"[A-ZÄÖÜ][a-zäöüß]{3,}", text)}

    def _evidence(self, token: str) -> Evidence:
        if token not in self._read:
            passage = self.passages[token]
            glosses = self.gate.glosses.at(passage.document_id, passage.locator)
            self._read[token] = read(passage, self.gate.lexicon, *names_of(passage), is_former(passage, self.as_of), glosses)
        return self._read[token]

    def _occurrences(self, token: str) -> list[gate_match.Occurrence]:
        if token not in self._found:
            self._found[token] = gate_match.occurrences(self._evidence(token), self.gate.lexicon)
        return self._found[token]
