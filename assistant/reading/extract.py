"""Reading originals nobody wrote cards for: the lines that answer, whole blocks rather than torn sentences, nothing when the page does not answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.citations.quotes import MAX_WORDS, Quote, make_quote
from assistant.protocols import SearchIndex
from assistant.question.understanding import Query
from assistant.reading.lines import ANSWER, Signals, line_features, line_signals
from assistant.types import Document, Passage, ScoredPassage, Span

LEAST = 0.72  # a page whose closest line is no closer does not answer (.65 of unanswerable questions refused, .98 of the others kept)
CUT = 0.25  # lines above this belong to the answer (ANSWER; best F1 on held-out pages)
SAME = 0.75  # mean of both cosines from which a question and one a language model wrote for the passage count as the same; set by hand, strict
ALONE = 4  # words: fewer, or a heading, standing alone prove nothing
MAX_QUOTED = 180  # words of quote in one answer
MAX_LINES = 400  # of a long document only the surroundings of the found passage are read


@dataclass(frozen=True, slots=True)
class Reading:
    """The lines of one document that answer, as quotes in reading order; `lead` is the line that answers most directly, in quote number `best`."""

    document: Document
    quotes: tuple[Quote, ...]
    locators: tuple[str, ...]
    best: int
    lead: str


class ExtractReader:
    """Reads the answer out of indexed originals."""

    def __init__(self, index: SearchIndex) -> None:
        self.index = index

    def read(self, query: Query, ranked: Sequence[ScoredPassage]) -> Reading | None:
        """The answering lines of the best passage's document, or None when it does not answer."""
        document = self.index.document(ranked[0].passage.document_id)
        if document is None:
            return None
        spans = self._near(document, ranked[0].passage.start)
        lines = [s.block.text for s in spans]
        signals = line_signals(query.search, lines, [s.block.kind == "heading" for s in spans], self.index)
        if signals.best <= LEAST:
            return self._asked(query, document, spans, ranked[0].passage)
        likely = ANSWER.probabilities(line_features(query.search, signals))
        words = [min(MAX_WORDS, len(x.split())) for x in lines]
        chosen = standing(choose(likely, words, CUT, MAX_QUOTED), signals, words)
        return self._quotes(document, spans, chosen, _sharp(signals)) if chosen else None

    def _asked(self, query: Query, document: Document, spans: list[Span], passage: Passage) -> Reading | None:
        """The found passage itself, where its words are far from the question but one of the questions it is known to answer is the same one."""
        questions = [q for q in passage.expansion.split("\n") if q]
        if not questions:
            return None
        spelling, meaning = self.index.compare(query.search, questions)
        held = [i for i, s in enumerate(spans) if s.start < passage.end and passage.start < s.end and s.block.kind != "heading"]
        if not held or float((spelling + meaning).max()) / 2 < SAME:
            return None
        words = [min(MAX_WORDS, len(spans[i].block.text.split())) for i in held]
        chosen = [i for n, i in enumerate(held) if sum(words[: n + 1]) <= MAX_QUOTED]
        closeness = line_signals(query.search, [spans[i].block.text for i in chosen], [False] * len(chosen), self.index).closeness
        sharp = np.full(len(spans), -np.inf)
        sharp[chosen] = closeness
        return self._quotes(document, spans, chosen, sharp)

    def _near(self, document: Document, at: int) -> list[Span]:
        """The document's lines; of a long one the sections around the found passage."""
        spans = [s for s in document.spans if s.block.text]
        if len(spans) <= MAX_LINES:
            return spans
        places = [s for s in document.sections if s.start <= at < s.end] or list(document.sections[:1])
        near = [s for s in spans if places[0].start <= s.start < places[0].end]
        return near[:MAX_LINES] or spans[:MAX_LINES]

    def _quotes(self, document: Document, spans: Sequence[Span], chosen: Sequence[int], sharp: np.ndarray) -> Reading:
        """Join neighbouring lines into quotes of at most 60 words. List marks stand between lines of a file, so only unmarked lines are joined."""
        groups: list[list[int]] = []
        for i in chosen:
            joined = groups and i == groups[-1][-1] + 1 and not spans[i].block.marker and spans[i].block.kind in ("paragraph", "heading")
            size = sum(len(spans[j].block.text.split()) for j in groups[-1]) if groups else 0
            if joined and size + len(spans[i].block.text.split()) <= MAX_WORDS and spans[i].block.page == spans[groups[-1][0]].block.page:
                groups[-1].append(i)
            else:
                groups.append([i])
        quotes = tuple(make_quote(document, spans[g[0]].start, spans[g[-1]].end) for g in groups)
        locators = tuple(_locator(document, q.start) for q in quotes)
        first = max(chosen, key=lambda j: float(sharp[j]))
        return Reading(document, quotes, locators, next(n for n, g in enumerate(groups) if first in g), spans[first].block.text)


def _locator(document: Document, at: int) -> str:
    return next((s.locator for s in document.sections if s.start <= at < s.end), "")


def choose(likely: np.ndarray, words: Sequence[int], cut: float, most: int) -> list[int]:
    """The likeliest lines above the cut, up to `most` words; at least the likeliest one."""
    total = 0
    out: list[int] = []
    for i in np.argsort(-likely, kind="stable").tolist():
        if (likely[i] <= cut and out) or total + words[i] > most:
            break
        total += words[i]
        out.append(i)
    return sorted(out)


def standing(chosen: Sequence[int], signals: Signals, words: Sequence[int]) -> list[int]:
    """The chosen lines without the title and without a heading or a few words left standing alone; all of them where nothing else is left."""
    runs: list[list[int]] = []
    for i in (i for i in chosen if not signals.titles[i]):
        if runs and i == runs[-1][-1] + 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    proving = [r for r in runs if sum(words[i] for i in r) >= ALONE and not (len(r) == 1 and signals.headings[r[0]])]
    return [i for r in proving or runs for i in r] or list(chosen)


def _sharp(signals: Signals) -> np.ndarray:
    """How directly a line answers: its own closeness to the question and the kind of thing asked for; headings answer nothing."""
    return np.asarray(signals.closeness + 0.25 * signals.kind - 0.8 * signals.headings - 0.5 * signals.titles)
