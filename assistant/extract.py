"""Reading originals nobody wrote cards for: the lines that answer, whole blocks rather than torn sentences, nothing when the page does not answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.lines import ANSWER, COVERS, FEATURES, line_features, smoothed
from assistant.protocols import SearchIndex
from assistant.question import Query
from assistant.quotes import MAX_WORDS, Quote, make_quote
from assistant.types import Document, ScoredPassage, Span

LEAST = 0.258  # below this the best line does not answer (COVERS; .62 of unanswerable held-out questions refused, .91 of the others kept)
CUT = 0.25  # lines above this belong to the answer (ANSWER, smoothed)
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
        features = line_features(query.search, lines, [s.block.kind == "heading" for s in spans], self.index)
        if float(COVERS.probabilities(features).max()) <= LEAST:
            return None
        likely = smoothed(ANSWER.probabilities(features), features[:, FEATURES.index("is_heading")])
        chosen = self._choose(likely, spans)
        return self._quotes(document, spans, chosen, _sharp(features)) if chosen else None

    def _near(self, document: Document, at: int) -> list[Span]:
        """The document's lines; of a long one the sections around the found passage."""
        spans = [s for s in document.spans if s.block.text]
        if len(spans) <= MAX_LINES:
            return spans
        places = [s for s in document.sections if s.start <= at < s.end] or list(document.sections[:1])
        near = [s for s in spans if places[0].start <= s.start < places[0].end]
        return near[:MAX_LINES] or spans[:MAX_LINES]

    def _choose(self, likely: np.ndarray, spans: Sequence[Span]) -> list[int]:
        """The likeliest lines above the cut, up to MAX_QUOTED words."""
        words = 0
        out: list[int] = []
        for i in np.argsort(-likely, kind="stable").tolist():
            size = min(MAX_WORDS, len(spans[i].block.text.split()))
            if (likely[i] <= CUT and out) or words + size > MAX_QUOTED:
                break
            words += size
            out.append(i)
        return sorted(out)

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


def _sharp(features: np.ndarray) -> np.ndarray:
    """How directly a line answers: its own closeness to the question and the kind of thing asked for; headings answer nothing."""

    def of(name: str) -> np.ndarray:
        return np.asarray(features[:, FEATURES.index(name)])

    kind = of("where_contact") + of("count_figure") + of("when_time") + of("who_people")
    return np.asarray(of("telling") + of("spelling") + 0.7 * of("meaning") + 0.25 * kind - 0.8 * of("is_heading") - 0.5 * of("doubled_title"))
