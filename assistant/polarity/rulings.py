"""Rulings (`corpus/urteile.yaml`): what a card decides about the yes/no questions people put to it, in a few words each.

A ruling is one line, "muss ja: Antrag jährlich/erneut": asked whether one *must* …, with a word for Antrag and one for jährlich, the answer is Ja.
Kinds: `muss`, `darf`, `reicht`, `ist`; `hoechstens N`, `mindestens N`, `genau N` for quantities. Values: `ja`, `nein`, `kommt` (das kommt darauf an).
Terms are separated by spaces (all must occur) and slashes (one of them): a word stands for its inflections and for compounds it is a part of, `wort*`
and `*wort` for beginnings and ends, `zwei_worte` for a phrase, `@NAME` for a word list of the file's `woerter`, `!…` for what must not occur, `~…`
for what may occur without changing the claim; `+nur`, `+alle`, `+statt` for small words that have to be there, `?alle` for one that may be, `?zahl`
where any figure may stand. The schema is described in `corpus/schema/README.md`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import Any

from assistant.errors import WissenError
from assistant.knowledge import corpus_path, load_yaml
from assistant.polarity.amounts import quantities
from assistant.protocols import Analyzer
from assistant.types import Polarity

KINDS = ("muss", "darf", "reicht", "ist", "hoechstens", "mindestens", "genau")
VALUES: dict[str, Polarity] = {"ja": "ja", "nein": "nein", "kommt": "kommt darauf an"}
FLAGS = frozenset({"nur", "alle", "statt", "mehr", "zahl"})
_LINE = re.compile(r"^(muss|darf|reicht|ist) (ja|nein|kommt): (.+)$|^(hoechstens|mindestens|genau) (\d+(?:,\d+)?): (.+)$")


@dataclass(frozen=True, slots=True)
class Ruling:
    """One line: `terms` are groups of alternatives, `without` words that must not occur, `beside` words that may,
    `amount` the figure of a quantity."""

    card: str
    kind: str
    value: Polarity | None
    amount: float | None
    terms: tuple[tuple[str, ...], ...]
    without: tuple[str, ...]
    beside: tuple[str, ...]
    flags: frozenset[str]
    optional: frozenset[str]
    text: str

    def allows(self, amounts: Sequence[float]) -> bool:
        """Whether the figures of a question are those the ruling speaks of (or any may stand)."""
        return "zahl" in self.optional or set(amounts) <= self.figures

    @property
    def figures(self) -> set[float]:
        """The figures among its own words."""
        return {n for group in (*self.terms, self.beside) for a in group for n in quantities(a.replace("_", " "))}


@lru_cache(maxsize=1)
def rulings() -> dict[str, tuple[Ruling, ...]]:
    """The bundled rulings by card. Errors: WissenError naming card and line."""
    return parse_rulings(load_yaml(corpus_path("urteile.yaml")))


def parse_rulings(raw: Any) -> dict[str, tuple[Ruling, ...]]:
    """Check and read rulings. Errors: WissenError."""
    if not isinstance(raw, dict) or not isinstance(raw.get("urteile"), dict):
        raise WissenError("urteile.yaml: erwartet werden „woerter“ und „urteile“.")
    words = {str(k): tuple(str(w) for w in v) for k, v in (raw.get("woerter") or {}).items()}
    return {str(card): tuple(_ruling(str(card), str(line), words) for line in lines) for card, lines in raw["urteile"].items()}


def _ruling(card: str, line: str, words: dict[str, tuple[str, ...]]) -> Ruling:
    found = _LINE.match(line)
    if not found:
        raise WissenError(f"urteile.yaml: Karte „{card}“: „{line}“ ist kein Urteil wie „muss ja: Antrag jährlich“.")
    kind, value, terms, quantity, amount, counted = found.groups()
    groups: list[tuple[str, ...]] = []
    without: list[str] = []
    beside: list[str] = []
    flags: set[str] = set()
    optional: set[str] = set()
    for term in (terms or counted).split():
        if term[0] in "+?":
            if term[1:] not in FLAGS:
                raise WissenError(f"urteile.yaml: Karte „{card}“: „{term}“ ist unbekannt (möglich: {', '.join(sorted(FLAGS))}).")
            (flags if term[0] == "+" else optional).add(term[1:])
        elif term[0] == "!":
            without += _alternatives(term[1:], words, card)
        elif term[0] == "~":
            beside += _alternatives(term[1:], words, card)
        else:
            groups.append(tuple(_alternatives(term, words, card)))
    number = float(amount.replace(",", ".")) if amount else None
    said = VALUES[value] if value else None
    return Ruling(card, kind or quantity, said, number, tuple(groups), tuple(without), tuple(beside), frozenset(flags), frozenset(optional), line)


def _alternatives(term: str, words: dict[str, tuple[str, ...]], card: str) -> list[str]:
    out: list[str] = []
    for part in term.split("/"):
        if part.startswith("@"):
            if part[1:] not in words:
                raise WissenError(f"urteile.yaml: Karte „{card}“: die Wortliste „{part}“ gibt es nicht.")
            out += words[part[1:]]
        elif part:
            out.append(part)
    return out


@dataclass(frozen=True, slots=True)
class Told:
    """A text as rulings look at it: its folded words and all its tokens (stems, compound parts, concepts)."""

    words: tuple[str, ...]
    tokens: frozenset[str]
    analyzer: Analyzer

    @classmethod
    def of(cls, text: str, analyzer: Analyzer) -> Told:
        """Read a text."""
        return cls(tuple(analyzer.words(text)), frozenset(analyzer.tokens(text)), analyzer)

    def holds(self, alternatives: Iterable[str]) -> bool:
        """Whether one of the alternatives occurs."""
        return any(self._holds(a) for a in alternatives)

    def _holds(self, alternative: str) -> bool:
        if "*" in alternative:
            pattern = "*".join("".join(self.analyzer.words(part)) for part in alternative.split("*"))
            return any(fnmatchcase(w, pattern) for w in self.words)
        parts = self.analyzer.words(alternative.replace("_", " "))
        if len(parts) > 1:
            return f" {' '.join(parts)}" in f" {' '.join(self.words)}"
        tokens = self.analyzer.tokens(alternative)
        if not tokens:
            return "".join(parts) in self.words
        return tokens[0] in self.tokens  # its vocabulary group is too wide here: an interest rate is no instalment
