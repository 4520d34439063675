"""How well each line of a page answers a question: signals, features over them, one small linear model, and whether the page answers at all.

`closeness` (a line's telling words, spelling and meaning against the question) carries nearly everything: answers stand in the lines close to the
question and, more often, in those below them. `ANSWER` is a logistic regression over closeness carried downwards, distance to the two likeliest
lines and whether the question asks for one thing only, fitted by `python -m evals.reading` on the development part of OMoS-QA (CC BY 4.0),
126 questions over 84
municipal pages. Whether a page answers is told by its closest line alone: fitted models of that were worse on held-out pages (docs/messung.md).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.protocols import SearchIndex

FEATURES = (
    "closeness",
    "carried",
    "near_closest",
    "around_closest",
    "near_carried",
    "around_carried",
    "short_page",
    "is_title",
    "is_heading",
    "asks_little",
    "little_near",
    "little_around",
)
MEANING = 0.7  # weight of the meaning cosine beside telling words and spelling, set by hand
CARRY, UPWARDS = 0.8, 0.5  # closeness lives on below a line (factor per line), and half as much above it: best order of lines within pages
NEAR, NEAR_CARRIED, AROUND = 1.5, 2.0, 8.0  # lines over which being near, or around, the likeliest line fades
_CONTACT = re.compile(r"@|www\.|straße|platz \d|telefon|\b\d{5}\b|finden sie|wenden sie", re.I)
_FIGURE = re.compile(r"\d|eine?[mnr]? (?:monat|jahr)|zwei|drei|vier|fünf|sechs|acht|zehn", re.I)
_TIME = re.compile(r"\d{1,2}[:.]\d\d|uhr|montag|freitag|tage|woche|monat|jahr", re.I)
_PEOPLE = re.compile(r"für wen|alle |zielgruppe|personen|menschen|kinder|eltern", re.I)
_WHERE = re.compile(r"^\W*(?:wo|wohin|an wen|an welche)\b", re.I)
_COUNT = re.compile(r"wie ?viel|welche nummer|telefon|kost|alter|hoch|lange|wie alt|prozent", re.I)
_WHEN = re.compile(r"\bwann\b|öffnet|uhrzeit|geöffnet|öffnungszeit|frist|wie lange", re.I)
_WHO = re.compile(r"\bwer\b|für wen|wem|altersgruppe|zielgruppe", re.I)
_ONE_THING = re.compile(
    r"\bwann\b|öffnet|uhrzeit|geöffnet|öffnungszeit|frist|welche[rmn]? zeit"
    r"|wie ?viel|wie hoch|kost|preis|gebühr|wie lange|wie alt|wie oft|alter\b|altersgruppe|nummer|prozent|dauert",
    re.I,
)
_YES_NO = re.compile(r"^\W*(?:ist|sind|gibt|kann|können|darf|dürfen|muss|müssen|hat|haben|wird|werden|bietet|braucht|bekommt|kostet|soll)\b", re.I)


@dataclass(frozen=True, slots=True)
class LineModel:
    """A logistic regression: weights per feature and an intercept."""

    weights: tuple[float, ...]
    intercept: float

    def probabilities(self, features: np.ndarray) -> np.ndarray:
        """Probability per line (n)."""
        return np.asarray(1 / (1 + np.exp(-(features @ np.array(self.weights) + self.intercept))))


@dataclass(frozen=True, slots=True)
class Signals:
    """What is known of each line (arrays of n): `closeness` to the question, whether it holds the kind of thing asked for (`kind`), form."""

    closeness: np.ndarray
    kind: np.ndarray
    headings: np.ndarray
    titles: np.ndarray

    @property
    def body(self) -> np.ndarray:
        """Closeness, with the page's title as far away as its farthest line: a title names the topic and answers nothing."""
        return np.where(self.titles, self.closeness.min(), self.closeness)

    @property
    def best(self) -> float:
        """How close the page comes to the question at all."""
        return float(self.body.max())


ANSWER = LineModel(
    (0.139, 0.268, -0.106, 0.649, 0.214, 0.574, 7.341, -0.702, 0.213, -1.131, 1.396, -0.509),
    -2.379,
)


def looks_like_heading(text: str) -> bool:
    """Short, unpunctuated, no contact data: or an introduction ending in a colon."""
    if text.endswith(":") and len(text) < 70:
        return True
    return len(text) < 70 and len(text.split()) <= 9 and not re.search(r"[.!?:,;]$|@|www|\d{2}:\d{2}|\d{5}", text)


def line_signals(question: str, lines: Sequence[str], marked: Sequence[bool], index: SearchIndex) -> Signals:
    """Read the lines against the question. `marked` tells the lines the file itself marks as headings."""
    spelling, meaning = index.compare(question, lines)
    headings = np.array([m or looks_like_heading(x) for m, x in zip(marked, lines, strict=True)])
    titles = np.array([i == 0 or (i == 1 and lines[1] == lines[0]) for i in range(len(lines))])
    asked = ((_WHERE, _CONTACT), (_COUNT, _FIGURE), (_WHEN, _TIME), (_WHO, _PEOPLE))
    kinds = [has for asks, has in asked if asks.search(question)]
    kind = np.array([sum(bool(has.search(x)) for has in kinds) for x in lines], dtype=float)
    return Signals(_telling(question, lines, index) + spelling + MEANING * meaning, kind, headings, titles)


def line_features(question: str, signals: Signals) -> np.ndarray:
    """Feature matrix (n_lines × len(FEATURES))."""
    close, n = signals.closeness, len(signals.closeness)
    carried = _carried(close, CARRY) + UPWARDS * _shifted_up(_carried(close[::-1], CARRY)[::-1])
    best = np.where(signals.titles, carried.min(), carried)
    from_closest = np.abs(np.arange(n) - int(np.argmax(signals.body - signals.headings)))
    from_carried = np.abs(np.arange(n) - int(np.argmax(best)))
    near, around = np.exp(-from_closest / NEAR), np.exp(-from_closest / AROUND)
    little = bool(_ONE_THING.search(question) or _YES_NO.search(question))
    columns = [
        close,
        carried - best.max(),
        near,
        around,
        np.exp(-from_carried / NEAR_CARRIED),
        np.exp(-from_carried / AROUND),
        np.full(n, n**-0.5),
        signals.titles,
        signals.headings,
        np.full(n, little),
        near * little,
        around * little,
    ]
    return np.stack([np.asarray(c, dtype=float) for c in columns], axis=1)


def _telling(question: str, lines: Sequence[str], index: SearchIndex) -> np.ndarray:
    """Share of the question's tokens in each line, weighted by idf times how rare the token is on this page."""
    asked = list(dict.fromkeys(index.analyzer.tokens(question)))
    have = [set(index.analyzer.tokens(x)) for x in lines]
    weight = np.array([index.idf(t) * np.log(1 + len(lines) / (1 + sum(t in h for h in have))) for t in asked])
    found = np.array([[t in h for t in asked] for h in have], dtype=float).reshape(len(lines), len(asked))
    return np.asarray(found @ weight / (weight.sum() or 1.0))


def _carried(x: np.ndarray, factor: float) -> np.ndarray:
    """Each value plus those above it, less by `factor` per line."""
    out, so_far = np.zeros(len(x)), 0.0
    for i, value in enumerate(x.tolist()):
        out[i] = so_far = value + factor * so_far
    return out


def _shifted_up(x: np.ndarray) -> np.ndarray:
    """The values of the lines below."""
    return np.append(x[1:], 0.0)
