"""Which stretch of an original proves a sentence: contiguous, verbatim, at most 60 words, on one page where possible."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.protocols import Analyzer
from assistant.types import Document, Section

MAX_WORDS = 60
MIN_CHARS = 12  # a shorter quote proves nothing by itself
_SENTENCE = re.compile(r"(?<=[.!?])[\"”“»)]*\s+(?=[A-ZÄÖÜ„\"(\d§•])|\n")
_ABBREVIATED = re.compile(
    r"(?:\b(?:z|u|d|o|i|v|bzw|bspw|ca|vgl|Nr|Abs|Art|S|Kap|Tab|Abb|inkl|ggf|usw|etc|St|Dr|gem|lt|rd|mind|max|kreisang)|\b\d{1,2}|\b[A-Z])\.$"
)


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of a document's text with its page."""

    text: str
    start: int
    end: int
    page: int | None


def sections_at(document: Document, locator: str) -> list[Section]:
    """The sections a locator names: that one (also where it resumes after a table), else deeper ones."""
    exact = [s for s in document.sections if s.locator == locator]
    return exact or [s for s in document.sections if s.locator.startswith((locator + ".", locator + " "))]


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Sentence offsets of a stretch; a full stop after an abbreviation or a day does not end one."""
    out: list[tuple[int, int]] = []
    begin = start
    for m in _SENTENCE.finditer(text, start, end):
        head = text[begin : m.start()]
        if "\n" not in m.group() and _ABBREVIATED.search(head):
            continue
        if head.strip():
            out.append((begin, m.start()))
        begin = m.end()
    if text[begin:end].strip():
        out.append((begin, end))
    return out


def find_quote(document: Document, locator: str, statement: str, anchors: Sequence[str], analyzer: Analyzer, most: int = MAX_WORDS) -> Quote | None:
    """The best quote for a statement inside the cited sections; None when the document has no such section."""
    places = sections_at(document, locator) or ([] if locator else list(document.sections))
    if not places:
        return None
    spots = [m.span() for a in anchors for s in places if (m := _find(document.text, a, s.start, s.end))]
    figures = set(re.findall(r"\d[\d.,]*\d|\d", statement))
    wanted = set(analyzer.content(statement))
    best: tuple[float, int, int] | None = None
    for section in places:
        for a, b in sentences(document.text, section.start, section.end):
            text = document.text[a:b]
            if len(" ".join(text.split())) < MIN_CHARS and best is not None:
                continue
            score = _overlap(text, wanted, figures, analyzer) + 3.0 * sum(a <= x and y <= b for x, y in spots)
            if best is None or score > best[0] or len(" ".join(document.text[best[1] : best[2]].split())) < MIN_CHARS:
                best = (score, a, b)
    if best is None:
        return None
    inside = [(x, y) for x, y in spots if best[1] <= x and y <= best[2]]
    return make_quote(
        document, *_grown(document, places, best[1], best[2], spots, wanted, figures, analyzer), focus=inside[0] if inside else None, most=most
    )


def _find(text: str, snippet: str, start: int, end: int) -> re.Match[str] | None:
    return _pattern(snippet).search(text, start, end)


@lru_cache(maxsize=4096)  # anchors of cards: more of them than `re` keeps
def _pattern(snippet: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(re.escape(w) for w in snippet.split()), re.I)


def _overlap(text: str, wanted: set[str], figures: set[str], analyzer: Analyzer) -> float:
    have = set(analyzer.content(text))
    shared = len(wanted & have) / max(4, len(wanted))
    numbers = len(figures & set(re.findall(r"\d[\d.,]*\d|\d", text)))
    return 4.0 * shared + 1.2 * numbers - 0.004 * max(0, len(text.split()) - MAX_WORDS)


def _grown(
    document: Document,
    places: Sequence[Section],
    a: int,
    b: int,
    spots: Sequence[tuple[int, int]],
    wanted: set[str],
    figures: set[str],
    analyzer: Analyzer,
) -> tuple[int, int]:
    """Take in a neighbouring sentence while it adds proof and the quote stays short."""
    section = next((s for s in places if s.start <= a and b <= s.end), None)
    if section is None:
        return a, b
    block = next(((x.start, x.end) for x in document.spans if x.start <= a and b <= x.end), None)
    if block is None:  # list marks stand between blocks of the file, so a quote never runs over two of them
        return a, b
    bounds = sentences(document.text, *block)
    i = j = bounds.index((a, b)) if (a, b) in bounds else -1
    if i < 0:
        return a, b
    while True:
        options = []
        for k in (i - 1, j + 1):
            if 0 <= k < len(bounds):
                lo, hi = bounds[min(i, k)][0], bounds[max(j, k)][1]
                if len(document.text[lo:hi].split()) <= MAX_WORDS:
                    have = set(analyzer.content(document.text[bounds[i][0] : bounds[j][1]]))
                    extra = set(analyzer.content(document.text[slice(*bounds[k])]))
                    gain = len((wanted & extra) - have) + 2 * sum(bounds[k][0] <= x and y <= bounds[k][1] for x, y in spots)
                    gain += len(figures & set(re.findall(r"\d[\d.,]*\d|\d", document.text[slice(*bounds[k])])))
                    options.append((gain, k))
        if not options or max(options)[0] < 2:
            return bounds[i][0], bounds[j][1]
        k = max(options)[1]
        i, j = min(i, k), max(j, k)


def make_quote(document: Document, start: int, end: int, focus: tuple[int, int] | None = None, most: int = MAX_WORDS) -> Quote:
    """Cut a stretch to `most` words around `focus`, inside one page where it crosses a page break."""
    start, end = _one_page(document, start, end, focus)
    words = [(m.start() + start, m.end() + start) for m in re.finditer(r"\S+", document.text[start:end])]
    if len(words) > most:
        middle = next((n for n, (a, _) in enumerate(words) if focus and a >= focus[0]), 0)
        first = max(0, min(middle - most // 3, len(words) - most))
        start, end = words[first][0], words[first + most - 1][1]
    elif words:
        start, end = words[0][0], words[-1][1]
    return Quote(document.text[start:end], start, end, page_at(document, start))


def _one_page(document: Document, start: int, end: int, focus: tuple[int, int] | None) -> tuple[int, int]:
    breaks = [s.start + at for s in document.spans for at, _ in s.block.breaks if start < s.start + at < end]
    edges = [
        s.start for s, before in zip(document.spans[1:], document.spans, strict=False) if s.block.page != before.block.page and start < s.start < end
    ]
    for cut in sorted(breaks + edges):
        point = focus[0] if focus else start
        if point < cut:
            if len(document.text[start:cut].split()) >= 5:
                end = cut
                break
        elif len(document.text[cut:end].split()) >= 3:
            start = cut
    return start, end


def page_at(document: Document, offset: int) -> int | None:
    """The page on which the character at `offset` stands."""
    page: int | None = None
    for s in document.spans:
        if s.start > offset:
            break
        page = s.block.page
        for at, later in s.block.breaks:
            if s.start + at <= offset:
                page = later
    return page
