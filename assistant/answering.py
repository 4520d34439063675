"""Question → Answer: the one place where retrieval, reading, refusal, validity and citations come together."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from assistant.checks.reader import CheckReader
from assistant.citations.citing import Citations
from assistant.citations.quotes import MAX_WORDS as QUOTE_WORDS
from assistant.conversation.focus import Focus
from assistant.conversation.followup import Turn, resolve
from assistant.errors import EingabeError
from assistant.notes import NoteWriter
from assistant.protocols import SearchIndex
from assistant.question.understanding import Query, check_text, understand
from assistant.reading.extract import ExtractReader, Reading
from assistant.reading.reader import MAX_WORDS as ANSWER_WORDS
from assistant.reading.reader import CardReader, Draft, Sentence
from assistant.refusal import decision as refusal
from assistant.refusal.evidence import counts_as_gap
from assistant.refusal.judging import Judge
from assistant.retrieval.retriever import HybridRetriever
from assistant.stichtag.othertimes import OtherTimes
from assistant.stichtag.unruled import UnruledTimes
from assistant.stichtag.validity import label
from assistant.tables.reader import TableReader
from assistant.types import LEADS, Answer, Card, Citation, Note, NoteKind, ScoredPassage

CONFLICT_AMONG = 25  # a contradiction is told when the question comes this near to it
GAP_AMONG = 3  # a refusal names the known gap when it is among so many best cards
BESIDE = 2.5  # a card this little behind a contradiction is what was asked for
NAMED_GAP = 0.35  # closeness to one of a gap's questions from which the gap is named


class Assistant:
    """Answers questions from one generation of the index."""

    def __init__(self, index: SearchIndex, today: date | None = None) -> None:
        self.index = index
        self.today = today or date.today()
        self.retriever = HybridRetriever(index)
        self.cards = CardReader(index)
        self.extract = ExtractReader(index)
        self._carded = {c.document_id for c in index.cards()}
        self.judge = Judge(index, self.today.year)
        self.tables = TableReader(index)
        self.checks = CheckReader(index, self.today)
        self.notes = NoteWriter(index, self.today)
        self.times = OtherTimes(index, self.retriever, self.today)
        self.unruled = UnruledTimes(index, self.retriever, self.judge, self.cards, self.notes, self.today)

    def ask(
        self, question: str, as_of: date | None = None, document_id: str = "", history: Sequence[dict[str, Any]] = (), ident: str | None = None
    ) -> Answer:
        """The answer to a question. Errors: FrageError, DatumError, EingabeError for an unknown document."""
        started = time.perf_counter()
        if document_id:
            self._known(document_id)
        asked = check_text(question)
        turn = self.resolve(asked, history)
        focus = Focus(self.index, self.retriever, lambda text: self.understand(text, as_of, document_id))
        query = focus.query(turn)
        ranked = self.times.of_that_time(query, focus.search(turn, query, 40))
        searched = time.perf_counter()
        answer = self._answer(query, ranked)
        done = time.perf_counter()
        timings = {"suche": round(1000 * (searched - started), 1), "lesen": round(1000 * (done - searched), 1)}
        return replace(answer, question=asked, timings_ms=timings, id=ident)

    def resolve(self, question: str, history: Sequence[dict[str, Any]]) -> Turn:
        """The question in its conversation."""
        return resolve(question, history)

    def understand(self, question: str, as_of: date | None = None, document_id: str = "") -> Query:
        """The question as understood, with unknown words brought to known ones."""
        query = understand(question, as_of, self.today, document_id)
        found = [
            (stem, fixed)
            for stem, parts in dict(self.index.analyzer.units(query.search)).items()
            if not self.index.known(stem) and not any(map(self.index.known, parts)) and (fixed := self.index.correction(stem)) is not None
        ]
        return replace(query, search=" ".join([query.search, *(fixed for _, fixed in found)]), corrected=tuple(found)) if found else query

    def search(self, question: str, as_of: date | None = None, document_id: str = "", top: int = 10) -> list[ScoredPassage]:
        """Passages only."""
        found = self.retriever.search(self.understand(question, as_of, document_id), top + 20)
        return [s for s in found if s.passage.document_id][:top]

    def _known(self, document_id: str) -> None:
        if self.index.document(document_id) is None and all(c.document_id != document_id for c in self.index.cards()):
            raise EingabeError(f"Ein Dokument „{document_id}“ ist nicht indexiert. „kim documents“ zeigt die vorhandenen.")

    def _answer(self, query: Query, ranked: Sequence[ScoredPassage]) -> Answer:
        cards = [s for s in ranked if s.passage.card_id]
        originals = [s for s in ranked if not s.passage.card_id]
        if refusal.is_injection(query.text):
            return self._refuse(query, [])
        if cards:
            both = self.times.then_and_now(query)
            if both is not None:
                return self._compose(query, both, frozenset())
            checked = None if query.doubts else self.checks.read(query)
            if checked is not None:
                return checked
            if query.doubts and (conflict := self._contradiction(cards)) is not None:
                return self._compose(query, Draft(cards=[conflict]), frozenset())
            computed = self.tables.read(query, cards)
            if computed is not None:
                return computed
            unruled = self.unruled.read(query)
            if isinstance(unruled, Answer):
                return unruled
            if unruled is not None:
                return self._compose(query, unruled, frozenset())
            answering = self.judge.answering(query, cards)
            if answering:
                spoken = [s for s in answering if self._may_speak(query, self.index.card(s.passage.card_id))]
                near = frozenset(s.passage.card_id for s in cards[:CONFLICT_AMONG])
                return self._compose(query, self._draft(query, spoken), near)
        unwritten = [s for s in originals if query.document_id or s.passage.document_id not in self._carded]
        if unwritten and (not cards or query.document_id or unwritten[0] is originals[0]):
            found = self.extract.read(query, unwritten)
            if found:
                return self._quote_answer(query, found, unwritten[0])
        known = [self.index.card(s.passage.card_id) for s in cards[:8]]
        gap = next((c for c in known[:GAP_AMONG] if counts_as_gap(c, query) and self._asks_for(query, c)), None)
        if gap is not None:
            return self._gap(query, gap)
        about_kim = bool(cards) and refusal.about_kim(self.judge.evidence(query, cards))
        return self._refuse(query, [c for c in known if c.art in ("regel", "lokal", "bericht")][:3] if about_kim else [])

    def _contradiction(self, cards: Sequence[ScoredPassage]) -> Card | None:
        """The known contradiction a question about disagreeing sources means: among the nearest cards, or one that touches the best of them."""
        near = [self.index.card(s.passage.card_id) for s in cards[:CONFLICT_AMONG]]
        best = {c.id for c in near[:3]}
        return next((c for i, c in enumerate(near) if c.art == "offen" and (i < 3 or best & set(c.related))), None)

    def _gap(self, query: Query, gap: Card) -> Answer:
        """The refusal of a topic the documents are known not to answer."""
        notes = (Note("hinweis", refusal.RESPONSIBLE_NOTE),) if gap.note_kind == "kim" else ()
        return Answer(query.text, "not_covered", refusal.gap_text(gap.statement, gap.note_kind), query.as_of, notes=notes)

    def _may_speak(self, query: Query, card: Card) -> bool:
        """A gap says nothing; where one document is asked, a contradiction with another one is not its answer."""
        within = not query.document_id or all(p.document_id == query.document_id for p in card.places)
        return card.art != "luecke" and within

    def _asks_for(self, query: Query, gap: Card) -> bool:
        """Whether a known gap is near enough to be named: a refusal that names another topic than the one asked for confuses."""
        near = self.index.question_matches(query.search, gap)
        return bool(near) and near[0][0] >= NAMED_GAP

    def _refuse(self, query: Query, nearest: Sequence[Card]) -> Answer:
        domain = bool(nearest)
        notes = (Note("hinweis", refusal.RESPONSIBLE_NOTE),) if domain else ()
        suggestions = tuple(c.questions[0].text for c in nearest[:3])
        return Answer(query.text, "not_covered", refusal.refusal_text(nearest, domain), query.as_of, notes=notes, suggestions=suggestions)

    def _compose(self, query: Query, draft: Draft, near: frozenset[str]) -> Answer:
        cites = Citations(self.index, query.as_of)
        if draft.cards[0].art == "offen":
            return self._open_point(query, draft, cites)
        parts = [LEADS[draft.lead]] if draft.lead else []
        for s in draft.sentences:
            numbers = [cites.place(p) for p in s.card.places] if s.card.art == "offen" else [cites.number(s)]
            parts.append(" ".join([s.text, *(f"[{n}]" for n in dict.fromkeys(numbers))]))
        notes = self.notes.beside(query, draft, cites, near)
        return Answer(query.text, "answered", " ".join(parts), query.as_of, citations=tuple(cites.rows), notes=tuple(notes))

    def _draft(self, query: Query, spoken: Sequence[ScoredPassage]) -> Draft:
        """What the cards say. A known contradiction that comes first although the question does not doubt stands behind the card that is about as
        near: the fact asked for, then what contradicts it."""
        first = self.index.card(spoken[0].passage.card_id)
        told = [s for s in spoken if self.index.card(s.passage.card_id).art != "offen"]
        if first.art != "offen" or query.doubts or not told or spoken[0].score - told[0].score > BESIDE:
            return self.cards.read(query, spoken)
        draft = self.cards.read(query, told)
        draft.sentences.insert(1, Sentence(first.statement, first))
        while len(draft.sentences) > 2 and sum(len(s.text.split()) for s in draft.sentences) > ANSWER_WORDS:
            draft.sentences.pop()
        return draft

    def _open_point(self, query: Query, draft: Draft, cites: Citations) -> Answer:
        """An answer that is itself a contradiction or an open reading: both sides with their sources, none preferred."""
        conflict = draft.cards[0]
        numbers = tuple(dict.fromkeys(cites.place(p) for p in conflict.places))
        marks = "".join(f" [{n}]" for n in numbers)
        kind: NoteKind = "widerspruch" if conflict.note_kind == "widerspruch" else "auslegung"
        return Answer(
            query.text,
            "answered",
            f"{conflict.statement}{marks}",
            query.as_of,
            citations=tuple(cites.rows),
            notes=(Note(kind, conflict.statement, numbers),),
        )

    def _quote_answer(self, query: Query, reading: Reading, best: ScoredPassage) -> Answer:
        """The likeliest lines first, then the others in reading order, at most 90 words; every quote is cited."""
        info = reading.document.info
        validity = label(best.passage, info, info.id in self.index.superseded, query.as_of)
        order = [reading.best, *(i for i in range(len(reading.quotes)) if i != reading.best)]
        rows = tuple(
            Citation(
                n,
                info.id,
                info.title,
                info.publisher,
                f"{info.stand:%d.%m.%Y}" if info.stand else "",
                reading.locators[i],
                reading.quotes[i].page,
                reading.quotes[i].text,
                "original",
                info.url,
                validity,
            )
            for n, i in enumerate(order, 1)
        )
        parts = [f"{' '.join(reading.lead.split()[:QUOTE_WORDS])} [1]"]
        words = len(parts[0].split())
        for row in rows:
            text = " ".join(row.quote.replace(reading.lead, " ", 1).replace("\t", " – ").split())
            if not text:
                continue
            if parts and words + len(text.split()) > ANSWER_WORDS:
                break
            words += len(text.split())
            parts.append(f"{text} [{row.n}]")
        return Answer(query.text, "answered", " ".join(parts), query.as_of, citations=rows)
