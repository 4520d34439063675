"""How well each line of a page answers a question: features, and two small linear models over them.

`ANSWER` tells the lines that belong to the answer of a question the page answers; `COVERS` tells whether the page answers at all (its best line
counts).
Both are logistic regressions fitted by `python -m evals.reading` on the development part of OMoS-QA (CC BY 4.0), 126 questions over 84 municipal
pages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.protocols import SearchIndex

FEATURES = (
    "overlap",
    "telling",
    "spelling",
    "meaning",
    "heading",
    "around",
    "before",
    "before_two",
    "after",
    "where_contact",
    "count_figure",
    "when_time",
    "who_people",
    "is_heading",
    "doubled_title",
    "below_heading",
    "heading_near",
    "best_overlap",
    "best_spelling",
    "is_best",
    "short_page",
)
_CONTACT = re.compile(r"@|www\.|straße|platz \d|telefon|\b\d{5}\b|finden sie|wenden sie", re.I)
_FIGURE = re.compile(r"\d|eine?[mnr]? (?:monat|jahr)|zwei|drei|vier|fünf|sechs|acht|zehn", re.I)
_TIME = re.compile(r"\d{1,2}[:.]\d\d|uhr|montag|freitag|tage|woche|monat|jahr", re.I)
_PEOPLE = re.compile(r"für wen|alle |zielgruppe|personen|menschen|kinder|eltern", re.I)
_WHERE = re.compile(r"^\W*(?:wo|wohin|an wen|an welche)\b", re.I)
_COUNT = re.compile(r"wie ?viel|welche nummer|telefon|kost|alter|hoch|lange|wie alt|prozent", re.I)
_WHEN = re.compile(r"\bwann\b|öffnet|uhrzeit|geöffnet|öffnungszeit|frist|wie lange", re.I)
_WHO = re.compile(r"\bwer\b|für wen|wem|altersgruppe|zielgruppe", re.I)


@dataclass(frozen=True, slots=True)
class LineModel:
    """A logistic regression: weights per feature and an intercept."""

    weights: tuple[float, ...]
    intercept: float

    def probabilities(self, features: np.ndarray) -> np.ndarray:
        """Probability per line (n)."""
        return np.asarray(1 / (1 + np.exp(-(features @ np.array(self.weights) + self.intercept))))


ANSWER = LineModel(
    (
        -0.372,
        0.148,
        0.546,
        1.195,
        -0.204,
        0.643,
        0.796,
        0.821,
        0.326,
        0.494,
        -0.782,
        1.121,
        0.0,
        0.296,
        -0.907,
        -0.063,
        -0.802,
        -1.003,
        0.287,
        0.459,
        11.006,
    ),
    -3.267,
)
COVERS = LineModel(
    (
        -0.504,
        0.407,
        0.595,
        1.644,
        -0.107,
        0.770,
        0.718,
        0.719,
        0.166,
        0.695,
        -0.690,
        1.275,
        0.300,
        0.322,
        -0.806,
        0.035,
        -0.741,
        -0.624,
        1.524,
        -0.248,
        7.814,
    ),
    -4.029,
)


def looks_like_heading(text: str) -> bool:
    """Short, unpunctuated, no contact data: or an introduction ending in a colon."""
    if text.endswith(":") and len(text) < 70:
        return True
    return len(text) < 70 and len(text.split()) <= 9 and not re.search(r"[.!?:,;]$|@|www|\d{2}:\d{2}|\d{5}", text)


def line_features(question: str, lines: Sequence[str], marked: Sequence[bool], index: SearchIndex) -> np.ndarray:
    """Feature matrix (n_lines × len(FEATURES)). `marked` tells the lines the file itself marks as headings."""
    n = len(lines)
    overlap, telling = _overlaps(question, lines, index)
    spelling, meaning = index.compare(question, lines)
    headings = np.array([m or looks_like_heading(x) for m, x in zip(marked, lines, strict=True)])
    below, heading = np.zeros(n), np.zeros(n)
    last = -1
    for i in range(n):
        last = i if headings[i] else last
        if last >= 0:
            below[i], heading[i] = i - last, spelling[last] + telling[last]
    doubled = np.array([i == 0 or (i == 1 and lines[1] == lines[0]) for i in range(n)], dtype=float)

    def kind(asks: re.Pattern[str], has: re.Pattern[str]) -> np.ndarray:
        return np.array([bool(has.search(x)) for x in lines], dtype=float) if asks.search(question) else np.zeros(n)

    return np.stack(
        [
            overlap,
            telling,
            spelling,
            meaning,
            heading,
            _around(telling),
            _shifted(telling, 1),
            _shifted(telling, 2),
            _shifted(telling, -1),
            kind(_WHERE, _CONTACT),
            kind(_COUNT, _FIGURE),
            kind(_WHEN, _TIME),
            kind(_WHO, _PEOPLE),
            headings.astype(float),
            doubled,
            np.minimum(below, 6) / 6,
            heading / (1 + below),
            np.full(n, telling.max()),
            np.full(n, spelling.max()),
            (telling == telling.max()).astype(float),
            np.full(n, n**-0.5),
        ],
        axis=1,
    )


def _overlaps(question: str, lines: Sequence[str], index: SearchIndex) -> tuple[np.ndarray, np.ndarray]:
    """Share of the question's tokens in each line, weighted by idf, and by idf times how rare the token is on this page."""
    asked = list(dict.fromkeys(index.analyzer.tokens(question)))
    have = [set(index.analyzer.tokens(x)) for x in lines]
    weight = np.array([index.idf(t) for t in asked])
    rare = np.array([np.log(1 + len(lines) / (1 + sum(t in h for h in have))) for t in asked])
    found = np.array([[t in h for t in asked] for h in have], dtype=float).reshape(len(lines), len(asked))
    local = weight * rare
    return found @ weight / (weight.sum() or 1.0), found @ local / (local.sum() or 1.0)


def _around(x: np.ndarray) -> np.ndarray:
    padded = np.pad(x, 1)
    return np.asarray(0.25 * padded[:-2] + 0.5 * padded[1:-1] + 0.25 * padded[2:])


def _shifted(x: np.ndarray, by: int) -> np.ndarray:
    out = np.zeros_like(x)
    if by > 0:
        out[by:] = x[:-by] if by < len(x) else 0
    elif len(x) > 1:
        out[:-1] = x[1:]
    return out


def smoothed(p: np.ndarray, headings: np.ndarray) -> np.ndarray:
    """Mix each line's probability with its block's and its neighbours': answers are mostly blocks, not single lines."""
    block = np.cumsum(headings).astype(int)
    means = np.array([p[block == b].mean() for b in block])
    near = np.convolve(np.pad(p, 1, mode="edge"), [1 / 3] * 3, mode="valid")
    return np.asarray(0.4 * p + 0.3 * means + 0.3 * near)
