"""Question → Answer: the one place where retrieval, reading, refusal, validity and citations come together."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from assistant import refusal
from assistant.conversation import standing_alone
from assistant.errors import EingabeError
from assistant.extract import ExtractReader, Reading
from assistant.protocols import SearchIndex
from assistant.question import KREISE, Query, check_text, understand
from assistant.quotes import MAX_WORDS as QUOTE_WORDS
from assistant.quotes import find_quote
from assistant.ranking import has_word, question_traits, references
from assistant.reader import MAX_WORDS as ANSWER_WORDS
from assistant.reader import CardReader, Draft, Sentence
from assistant.registry import sources
from assistant.retriever import HybridRetriever
from assistant.tabledata import Table
from assistant.tables import TableAnswer, answer_table, fold
from assistant.types import Answer, Card, Citation, DocumentInfo, Note, NoteKind, Place, ScoredPassage
from assistant.validity import in_force, in_gap, label

ALL_QUOTES = 180       # words of quote in one answer; when they are used up, further quotes are cut to LEAST_QUOTE words around their anchor
LEAST_QUOTE = 12
CONFLICT_AMONG = 25    # a contradiction is told when the question comes this near to it
FAR = 6.0  # more than this far ahead of the best gap (or behind it) changes nothing
GAP_AMONG = 3  # a refusal names the known gap when it is among so many best cards
TABLE_AMONG = 5  # a table is tried when its place is among so many best cards
# words that ask but do not say about what
GENERIC = frozenset("""wann hoch hohe lang lange viel viele vielen brauch braucht gibt geht lauft macht mach gilt genau maximal mindest heisst bedeutet stimmt
    bekommt bekomm krieg kriegt sagt steht find darf muss soll kann eigent uberhaupt wirklich trotzdem einfach gern richtig mein gemeint
    nicht mehr kein keine ab co sitzt sitz denn""".split())
ABBREVIATION = re.compile(r"\b(?:[A-ZÄÖÜ]{2,}|[A-Z][a-zäöü]?[A-Z]+[a-zA-Z]*|[A-Z][a-z]+[A-Z]+)\b")
LEADS = {"ja": "Ja.", "nein": "Nein.", "kommt darauf an": "Das kommt darauf an."}


class Assistant:
    """Answers questions from one generation of the index."""

    def __init__(self, index: SearchIndex, today: date | None = None) -> None:
        self.index = index
        self.today = today or date.today()
        self.retriever = HybridRetriever(index)
        self.cards = CardReader(index)
        self.extract = ExtractReader(index)
        self._positions = {p.id: i for i, p in enumerate(index.passages)}
        self._carded = {c.document_id for c in index.cards()}
        self._conflicts: dict[str, list[Card]] = {}
        for c in index.cards():
            for touched in c.related if c.art == "offen" else ():
                self._conflicts.setdefault(touched, []).append(c)

    def ask(
        self, question: str, as_of: date | None = None, document_id: str = "", history: Sequence[dict[str, Any]] = (), ident: str | None = None
    ) -> Answer:
        """The answer to a question. Errors: FrageError, DatumError, EingabeError for an unknown document."""
        started = time.perf_counter()
        if document_id:
            self._known(document_id)
        asked = check_text(question)
        query = self.understand(standing_alone(asked, history) if history else asked, as_of, document_id)
        ranked = self.retriever.search(query, 40)
        searched = time.perf_counter()
        answer = self._answer(query, ranked)
        done = time.perf_counter()
        timings = {"suche": round(1000 * (searched - started), 1), "lesen": round(1000 * (done - searched), 1)}
        return replace(answer, question=asked, timings_ms=timings, id=ident)

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
            computed = self._from_table(query, cards)
            if computed is not None:
                return computed
            unruled = self._unruled(query)
            if unruled is not None:
                return unruled
            if refusal.decide(self.evidence(query, cards)):
                spoken = [s for s in cards if self.index.card(s.passage.card_id).art != "luecke"]
                near = frozenset(s.passage.card_id for s in cards[:CONFLICT_AMONG])
                return self._compose(query, self.cards.read(query, spoken), near)
        unwritten = [s for s in originals if query.document_id or s.passage.document_id not in self._carded]
        if unwritten and (not cards or query.document_id or unwritten[0] is originals[0]):
            found = self.extract.read(query, unwritten)
            if found:
                return self._quote_answer(query, found, unwritten[0])
        known = [self.index.card(s.passage.card_id) for s in cards[:8]]
        gap = next((c for c in known[:GAP_AMONG] if _counts_as_gap(c, query)), None)
        if gap is not None:
            return self._gap(query, gap)
        about_kim = bool(cards) and refusal.about_kim(self.evidence(query, cards))
        return self._refuse(query, [c for c in known if c.art in ("regel", "lokal", "bericht")][:3] if about_kim else [])

    def _unruled(self, query: Query) -> Answer | None:
        """For 2023 and 2024 the documents show no rule: a question for one says so instead of giving the rule before or after.

        Only a value that is documented for that time by a card of the same point is an answer.
        """
        if not query.dated or not in_gap(query.as_of) or query.document_id:
            return None
        today = replace(query, as_of=self.today, dated=False)
        ranked = [s for s in self.retriever.search(today, 10) if s.passage.card_id]
        rule = self.index.card(ranked[0].passage.card_id) if ranked else None
        if rule is None or rule.art != "regel" or not rule.merkmal or not refusal.decide(self.evidence(today, ranked)):
            return None
        if any(c.merkmal == rule.merkmal and c.art in ("regel", "bericht") and in_force(c, query.as_of) for c in self.index.cards()):
            return None
        cites = _Citations(self.index, query.as_of)
        notes = [
            Note(
                "hinweis",
                f"Ab {rule.valid_from:%d.%m.%Y}: {rule.statement}" if rule.valid_from else rule.statement,
                (cites.number(Sentence(rule.statement, rule, rule.anchors)),),
            )
        ]
        notes += self._other_times(rule, self.today, cites)
        return Answer(query.text, "not_covered", refusal.UNRULED, query.as_of, citations=tuple(cites.rows), notes=tuple(notes))

    def _gap(self, query: Query, gap: Card) -> Answer:
        """The refusal of a topic the documents are known not to answer."""
        notes = (Note("hinweis", refusal.RESPONSIBLE_NOTE),) if gap.note_kind == "kim" else ()
        return Answer(query.text, "not_covered", refusal.gap_text(gap.statement, gap.note_kind), query.as_of, notes=notes)

    def _from_table(self, query: Query, cards: Sequence[ScoredPassage]) -> Answer | None:
        """An answer computed from a table, when retrieval points at its place and the question fits its rows and columns."""
        near = [(s.passage.document_id, s.passage.locator) for s in cards[:TABLE_AMONG]]
        misspelled = [k for k in query.kommunen if fold(k).strip() not in fold(query.text) and k not in KREISE]
        for place in dict.fromkeys(near):
            for table in (t for t in self.index.tables() if (t.document_id, t.locator) == place and self._named(query, t)):
                found = answer_table(f"{query.text} {' '.join(misspelled)}".strip(), table)
                if found is not None and self._table_first(cards, table, found):
                    return self._table_answer(query, table, found)
        return None

    def _named(self, query: Query, table: Table) -> bool:
        """A table answers for its own time and number only, and a table of one municipality only questions that name it."""
        kommune = self.index.card(f"tab-{table.id}").kommune
        beyond = table.valid_until is not None and bool(query.years) and min(query.years) > table.valid_until.year
        other = {r for r in references(query.text)} - references(table.locator) if re.search(r"\bTab", query.text, re.I) else set()
        return not beyond and not other and (not kommune or any(k in kommune or kommune in k for k in query.kommunen))

    def _table_first(self, cards: Sequence[ScoredPassage], table: Table, found: TableAnswer) -> bool:
        """A cell needs its table (or its row) in front; a computation over rows may stand a little behind."""
        ranks = [i for i, s in enumerate(cards[:TABLE_AMONG]) if (s.passage.document_id, s.passage.locator) == (table.document_id, table.locator)]
        return bool(ranks) and (
            ranks[0] == 0 or (found.computed and len(ranks) >= 2) or any(cards[i].passage.card_id.startswith(f"tab-{table.id}") for i in ranks[:2])
        )

    def _table_answer(self, query: Query, table: Table, found: TableAnswer) -> Answer:
        cites = _Citations(self.index, query.as_of)
        base = self.index.card(f"tab-{table.id}")
        anchors = [r.anchor for r in found.rows if r.anchor] or [table.remarks[i].anchor for i in found.remarks]
        marks = (
            "".join(f" [{cites.number(Sentence(found.text, base, (a,)))}]" for a in anchors[:5])
            or f" [{cites.number(Sentence(found.text, base, base.anchors))}]"
        )
        notes = self._conflict_notes([base], cites, frozenset())
        return Answer(
            query.text,
            "answered",
            f"{found.text}{marks}",
            query.as_of,
            mode="computed" if found.computed else "extractive",
            citations=tuple(cites.rows),
            notes=tuple(notes),
        )

    def evidence(self, query: Query, cards: Sequence[ScoredPassage]) -> refusal.Evidence:
        """What the refusal decision rests on: the best card that is no gap, and how it stands against the best gap."""
        answers = [s for s in cards if self.index.card(s.passage.card_id).art != "luecke"]
        if not answers:
            return refusal.Evidence()
        best = answers[0]
        gap = next((s.score for s in cards if _counts_as_gap(self.index.card(s.passage.card_id), query)), best.score - FAR)
        card = self.index.card(best.passage.card_id)
        fixed = dict(query.corrected)
        found = self.index.analyzer.units(query.search)
        units = {fixed.get(stem, stem): parts for stem, parts in found if stem not in GENERIC} or {stem: parts for stem, parts in found}
        weight = {t: self.index.idf(t) for t in units}
        total, highest = sum(weight.values()) or 1.0, self.index.idf("\0")
        have = set(self.index.analyzer.tokens(best.passage.indexed_text)) | set(self.index.analyzer.content(best.passage.indexed_text))
        lacking = [t for t, parts in units.items() if t not in have and not (parts and have.issuperset(parts))]
        near = self.index.question_matches(query.search, card)
        place_names = references(query.text)
        shown = f"{card.locator} {best.passage.indexed_text}"
        return refusal.Evidence(
            covered=float(self.index.coverage(query.search)[0][self._positions[best.passage.id]]),
            missing=len(lacking) / max(1, len(weight)),
            rarest=max((weight[t] for t in lacking), default=0.0) / highest,
            unknown=sum(weight[t] for t, parts in units.items() if not self.index.known(t) and not any(map(self.index.known, parts))) / total,
            asked=near[0][0] if near else 0.0,
            meaning=best.dense,
            strength=best.score,
            ahead=max(-FAR, min(FAR, best.score - gap)),
            words=len(weight),
            reference_lack=bool(place_names) and not any(has_word(shown.lower(), r) for r in place_names),
            future=any(y > self.today.year and str(y) not in shown for y in query.years),
            place_lack=bool(query.kommunen) and card.kommune == "" and not any(k in best.passage.indexed_text for k in query.kommunen),
            defines=card.art == "begriff"
            and question_traits(query).definition
            and any(has_word(card.statement, w) for w in ABBREVIATION.findall(query.text)),
            stale=_beyond(card, query, shown),
            elsewhere=card.art != "regel" and bool(query.kommunen) and not any(k in shown for k in query.kommunen),
            person=refusal.asks_person(query.text),
            foreign=refusal.is_foreign(query.text),
        )

    def _refuse(self, query: Query, nearest: Sequence[Card]) -> Answer:
        domain = bool(nearest)
        notes = (Note("hinweis", refusal.RESPONSIBLE_NOTE),) if domain else ()
        suggestions = tuple(c.questions[0].text for c in nearest[:3])
        return Answer(query.text, "not_covered", refusal.refusal_text(nearest, domain), query.as_of, notes=notes, suggestions=suggestions)

    def _compose(self, query: Query, draft: Draft, near: frozenset[str]) -> Answer:
        cites = _Citations(self.index, query.as_of)
        if draft.cards[0].art == "offen":
            return self._open_point(query, draft, cites)
        parts = [LEADS[draft.lead]] if draft.lead else []
        for s in draft.sentences:
            parts.append(f"{s.text} [{cites.number(s)}]")
        notes = self._notes(query, draft, cites, near)
        return Answer(query.text, "answered", " ".join(parts), query.as_of, citations=tuple(cites.rows), notes=tuple(notes))

    def _open_point(self, query: Query, draft: Draft, cites: _Citations) -> Answer:
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

    def _notes(self, query: Query, draft: Draft, cites: _Citations, near: frozenset[str]) -> list[Note]:
        notes: list[Note] = []
        card = draft.cards[0]
        if card.art == "regel" and not in_force(card, query.as_of):
            notes.append(_not_in_force(card, query.as_of))
        elif card.merkmal and card.art == "regel":
            notes += self._other_times(card, query.as_of, cites)
        if card.document_id in self.index.superseded:
            notes.append(
                Note(
                    "hinweis",
                    f"Diese Auskunft beruht auf einer älteren Fassung; neuer ist {self.index.superseded[card.document_id]}. Bitte dort prüfen.",
                )
            )
        notes += self._conflict_notes(draft.cards[:1], cites, near)
        if card.uncertain:
            notes.append(Note("hinweis", "Diese Angabe ist in der Quelle selbst unsicher."))
        return notes

    def _conflict_notes(self, cards: Sequence[Card], cites: _Citations, near: frozenset[str]) -> list[Note]:
        """Contradictions and open readings that touch the cards an answer speaks from, each side cited."""
        notes: list[Note] = []
        for card in cards:
            for conflict in (c for c in self._conflicts.get(card.id, ()) if c.id in near):
                text = f"{conflict.statement}"
                if all(n.text != text for n in notes) and len(notes) < 2:
                    numbers = tuple(dict.fromkeys(cites.place(p) for p in conflict.places))
                    notes.append(Note("widerspruch" if conflict.note_kind == "widerspruch" else "auslegung", text, numbers))
        return notes

    def _other_times(self, card: Card, as_of: date, cites: _Citations) -> list[Note]:
        """The value of the same point at another time: the former one, or today's when an earlier day was asked for."""
        notes: list[Note] = []
        for other in self.index.cards():
            if other.merkmal != card.merkmal or other.id == card.id or other.art != "regel" or in_force(other, as_of):
                continue
            number = cites.number(Sentence(other.statement, other, other.anchors))
            if other.valid_until is not None and other.valid_until < as_of:
                notes.append(Note("frueher", f"Früher: {other.statement}", (number,)))
            elif in_force(other, self.today):
                notes.append(Note("hinweis", f"Heute: {other.statement}", (number,)))
            if len(notes) == 2:
                break
        return notes


def _counts_as_gap(card: Card, query: Query) -> bool:
    """Whether a card is a gap this question may fall into: one of another field only when nothing of KIM is named."""
    return card.art == "luecke" and (card.note_kind == "kim" or not query.topics)


def _beyond(card: Card, query: Query, shown: str) -> bool:
    """Whether a question names a year after the end of what a card covers, which the card does not speak of."""
    end = card.valid_until
    return end is not None and any(y > end.year and str(y) not in shown for y in query.years) and not any(y <= end.year for y in query.years)


def _not_in_force(card: Card, as_of: date) -> Note:
    if in_gap(as_of):
        return Note(
            "hinweis",
            f"Für {as_of.year} liegt in den Dokumenten keine Regelung vor; genannt ist die Regelung "
            + (f"bis {card.valid_until:%d.%m.%Y}." if card.valid_until and card.valid_until < as_of else f"ab {card.valid_from:%d.%m.%Y}."),
        )
    if card.valid_from and as_of < card.valid_from:
        return Note("hinweis", f"Diese Regelung gilt erst ab {card.valid_from:%d.%m.%Y}; für den {as_of:%d.%m.%Y} ist nichts Eigenes hinterlegt.")
    return Note("frueher", f"Diese Regelung galt bis {card.valid_until:%d.%m.%Y}.")


class _Citations:
    """Numbers citations in the order of their first mark; the same quote keeps its number."""

    def __init__(self, index: SearchIndex, as_of: date) -> None:
        self.index = index
        self.as_of = as_of
        self.rows: list[Citation] = []
        self._seen: dict[tuple[str, str, str], int] = {}

    def number(self, s: Sentence) -> int:
        """The number of the citation that proves a sentence."""
        return self._number(s.card, s.card.document_id, s.card.locator, s.text, s.anchors, s.card.statement)

    def place(self, p: Place) -> int:
        """The number of the citation of one side of a contradiction."""
        stand_in = next((c for c in self.index.cards() if c.document_id == p.document_id and c.locator == p.locator and c.art != "offen"), None)
        card = stand_in or Card("", p.document_id, p.locator, "recht", "bericht", p.value, "", ())
        return self._number(card, p.document_id, p.locator, p.value, (p.anchor,) if p.anchor else (), p.value)

    def _number(self, card: Card, document_id: str, locator: str, sentence: str, anchors: Sequence[str], own_words: str) -> int:
        document = self.index.document(document_id)
        used = sum(len(r.quote.split()) for r in self.rows)
        most = max(LEAST_QUOTE, min(QUOTE_WORDS, ALL_QUOTES - used))
        quote = find_quote(document, locator, sentence, anchors, self.index.analyzer, most) if document else None
        text = quote.text if quote else " ".join(own_words.split()[:QUOTE_WORDS])
        key = (document_id, locator, text)
        if key not in self._seen:
            self._seen[key] = len(self.rows) + 1
            info = self._info(document_id)
            self.rows.append(
                Citation(
                    n=len(self.rows) + 1,
                    document_id=document_id,
                    title=info.title,
                    publisher=info.publisher,
                    stand=f"{info.stand:%d.%m.%Y}" if info.stand else "",
                    locator=locator,
                    page=quote.page if quote else None,
                    quote=text,
                    quote_source="original" if quote else "card",
                    url=info.url,
                    validity=label(card, info, card.document_id in self.index.superseded, self.as_of),
                )
            )
        return self._seen[key]

    def _info(self, document_id: str) -> DocumentInfo:
        document = self.index.document(document_id)
        if document is not None:
            return document.info
        known = sources().get(document_id)
        return known.info if known else DocumentInfo(document_id, document_id)
