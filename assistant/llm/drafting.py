"""Answers in a model's words, where it passes the gate; the extractive answer everywhere else.

The extractive answer is made first and stays the measure: only its quotes are given to the model, its Ja or Nein stands, and a wording that lost a
figure of its first sentence is not an answer. So a model can make the wording better, never the answer another one.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from assistant.answering import Assistant
from assistant.checks.reader import CheckReader
from assistant.conversation.followup import Turn, resolve
from assistant.errors import ModellError
from assistant.llm.client import TextModel
from assistant.llm.counters import COUNTERS, LlmCounters
from assistant.llm.gate.figures import figures
from assistant.llm.gate.gate import Gate, SentenceGate
from assistant.llm.gate.glosses import CardSource
from assistant.llm.gate.sentences import sentences
from assistant.llm.gate.types import Dropped, GatePassage, Kept
from assistant.llm.prompts import REFUSAL, draft_messages, token
from assistant.llm.rewriting import rewrite
from assistant.llm.situations import ModelFacts
from assistant.protocols import SearchIndex
from assistant.types import LEADS, Answer, Note

_LEAD = re.compile(r"^\W*(ja|nein)\b[\s,.:–-]*", re.I)


class DraftingAssistant(Assistant):
    """The assistant with a language model for the wording. `ask` never fails because of the model and keeps its time limit."""

    def __init__(
        self, index: SearchIndex, today: date | None, model: TextModel, counters: LlmCounters = COUNTERS, cards: CardSource | None = None
    ) -> None:
        super().__init__(index, today)
        self.model = model
        self.counters = counters
        self.gate = Gate(index.analyzer, cards)
        self._asked = threading.local()  # what belongs to the question a thread is at: when its time is over, and how it was rewritten
        self.checks = CheckReader(index, self.today, ModelFacts(model, counters, self._left))

    def _left(self) -> float | None:
        """The seconds the question at hand still has for the model, all exchanges together; None where the model knows no limit."""
        until = getattr(self._asked, "until", None)
        return until - time.monotonic() if until is not None else None

    def resolve(self, question: str, history: Sequence[dict[str, Any]]) -> Turn:
        """The question in its conversation; a follow-up in the model's wording where that can be trusted."""
        turn = resolve(question, history)
        if turn.leans_on is None or turn.full == turn.asked:
            return turn
        earlier = [t.asked for t in turn.chain][::-1]
        full = rewrite(question, turn.full, earlier, self.model, self._left(), self.counters)
        self._asked.rewritten = full if full != turn.full else ""
        return replace(turn, full=full)

    def ask(
        self, question: str, as_of: date | None = None, document_id: str = "", history: Sequence[dict[str, Any]] = (), ident: str | None = None
    ) -> Answer:
        """The answer, in the model's words where they are supported (`mode` "generated"), else extractive."""
        last: Answer | None = None
        for part in self.ask_stream(question, as_of, document_id, history, ident):
            if isinstance(part, Answer):
                last = part
        assert last is not None
        return last

    def ask_stream(
        self, question: str, as_of: date | None = None, document_id: str = "", history: Sequence[dict[str, Any]] = (), ident: str | None = None
    ) -> Iterator[str | Answer]:
        """Released sentences as they pass the gate, then the whole answer. The last part is always an Answer and is what counts."""
        limit = getattr(getattr(self.model, "settings", None), "timeout", None)
        self._asked.until, self._asked.rewritten = time.monotonic() + limit if limit is not None else None, ""
        base = super().ask(question, as_of, document_id, history, ident)
        if self._asked.rewritten:
            base = replace(base, notes=(*base.notes, Note("hinweis", f"Verstanden als: „{self._asked.rewritten}“")))
        if not worth_drafting(base):
            yield base
            return
        asked = self._asked.rewritten or question
        started = time.perf_counter()
        wording = Wording(self.gate, base, asked)
        self.counters.add("entwurf")
        why = ""
        try:
            yield from wording.sentences(self.model.stream(draft_messages(asked, base.as_of, wording.passages), self._left()))
        except ModellError as e:
            why = e.kind
        took = time.perf_counter() - started
        self.counters.took(took)
        answer, outcome = wording.answer(base, why)
        self._count(wording, outcome)
        yield replace(answer, timings_ms={**answer.timings_ms, "modell": round(1000 * took, 1)})

    def _count(self, wording: Wording, outcome: str) -> None:
        self.counters.add(outcome)
        self.counters.add("satz_frei", len(wording.kept))
        self.counters.add("satz_verworfen", len(wording.dropped))
        for d in wording.dropped:
            self.counters.add(f"regel_{d.rule}")


def worth_drafting(base: Answer) -> bool:
    """Only answers with citations are reworded; refusals, checks, and contradictions told as such stay as they are."""
    open_point = any(n.kind in ("widerspruch", "auslegung") and n.text and n.text in base.answer for n in base.notes)
    return base.status == "answered" and base.mode == "extractive" and bool(base.citations) and not base.checks and not open_point


class Wording:
    """One draft on its way through the gate, and the answer made of what passed."""

    def __init__(self, gate: Gate, base: Answer, question: str = "") -> None:
        self.base = base
        self.passages, self.numbers = passages_of(base)
        self.checker = SentenceGate(gate, self.passages, base.as_of, question)
        self.lead = next((lead for lead in LEADS.values() if base.answer.startswith(lead)), "")
        self.kept: list[Kept] = []
        self.dropped: list[Dropped] = []
        self.refused = False
        self._text = ""

    def sentences(self, pieces: Iterator[str]) -> Iterator[str]:
        """Takes the draft in as it comes and gives out each sentence once it is complete and released."""
        done = 0
        for piece in pieces:
            self._text += piece
            if re.search(r"[.!?\]\n]", piece):
                known = list(sentences(self._text, self.checker.tokens))
                for sentence in known[done:-1]:  # the last one may go on, or get its mark with the next piece
                    done += 1
                    yield from self._judge(sentence)
        for sentence in list(sentences(self._text, self.checker.tokens))[done:]:
            yield from self._judge(sentence)

    def _judge(self, sentence: Any) -> Iterator[str]:
        if sentence.bare.strip() == REFUSAL:
            self.refused = True
            return
        problem = self._polarity(sentence.bare)
        if problem:
            self.checker.skip()
        result = Dropped(sentence.shown, problem, "polaritaet") if problem else self.checker.judge(sentence)
        if isinstance(result, Dropped):
            self.dropped.append(result)
            return
        if not self.kept and self.lead and not _LEAD.match(sentence.bare):
            yield self.lead
        self.kept.append(result)
        yield self._numbered(result.text)

    def _polarity(self, bare: str) -> str:
        """Ja and Nein are the rules' business: the model may repeat them, not decide them."""
        said = _LEAD.match(bare)
        if said and next((lead for name, lead in LEADS.items() if name == said[1].lower()), None) != self.lead:
            return "Ja oder Nein stimmt nicht mit der geprüften Antwort überein"
        return ""

    def _numbered(self, text: str) -> str:
        for mark, n in self.numbers.items():
            text = re.sub(rf"(?<=[\[,; ]){re.escape(mark)}(?=[\],;])", str(n), text)
        return re.sub(r"\[(\d+(?:\s*[,;]\s*\d+)+)\]", lambda m: " ".join(f"[{n}]" for n in re.findall(r"\d+", m[1])), text)

    def answer(self, base: Answer, why: str) -> tuple[Answer, str]:
        """The generated answer, or the extractive one with the reason for the counters."""
        if why:
            return base, f"rueckfall_{why}"
        if self.refused or not self._text.strip():
            return base, "rueckfall_keine_antwort" if self.refused else "rueckfall_leer"
        text = " ".join(self._numbered(k.text) for k in self.kept)
        if not text or not self._complete(text):
            return base, "rueckfall_pruefung"
        if self.lead and not _LEAD.match(text):
            text = f"{self.lead} {text}"
        return replace(base, answer=text, mode="generated"), "freigegeben"

    def _complete(self, text: str) -> bool:
        """Whether the numbers and dates of the extractive answer's first sentence are all still there."""
        plain = re.sub(r"\[\d+\]", "", self.base.answer.removeprefix(self.lead)).strip()
        first = next(iter(sentences(plain, frozenset())), None)
        wanted = {f.value for f in figures(first.bare) if f.kind != "label"} if first else set()
        return wanted <= {f.value for f in figures(re.sub(r"\[\d+\]", "", text))}


def passages_of(base: Answer) -> tuple[list[GatePassage], dict[str, int]]:
    """The quotes the answer rests on as passages with opaque tokens, and the citation number of each token; quotes of notes stay out."""
    passages: list[GatePassage] = []
    numbers: dict[str, int] = {}
    marked = {int(n) for n in re.findall(r"\[(\d+)\]", base.answer)}
    for c in base.citations:
        if c.n not in marked:
            continue
        mark = token(c.document_id, c.locator, c.quote)
        if mark not in numbers:
            numbers[mark] = c.n
            passages.append(GatePassage(mark, c.document_id, c.locator, c.stand, c.validity, c.quote))
    return passages, numbers
