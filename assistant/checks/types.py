"""The types of the checks: a fact's schema, a dated parameter, and what a check finds out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

from assistant.checks.logic import Verdict

if TYPE_CHECKING:
    from assistant.checks.case import Case

FactKind = Literal["bool", "word", "number", "integer", "date", "posts"]
NoteKind = Literal["frueher", "widerspruch", "auslegung", "hinweis"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact a check may be given. `question` is what to ask when it is missing; numbers have a range, words their list with labels.

    `above` excludes the lower bound itself; `default` is taken when the fact is omitted, so it is never missing; `fields` are those of one post.
    """

    name: str
    kind: FactKind
    label: str
    question: str
    help: str = ""
    words: tuple[tuple[str | int, str], ...] = ()
    least: Decimal | None = None
    most: Decimal | None = None
    above: bool = False
    unit: str = ""
    default: int | None = None
    fields: tuple[Fact, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a rule stands: document and locator, what it says in our own words, and verbatim anchors (at most 8 words) for the quote."""

    document_id: str
    locator: str
    statement: str
    anchors: tuple[str, ...]
    valid_from: date
    valid_until: date


Value = Decimal | Fraction | bool | str | tuple[int, int]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value of one rule for one span of time. `reading` says what in it rests on a reading of an open point ("" when nothing does)."""

    id: str
    rule: str
    name: str
    value: Value
    unit: str
    valid_from: date
    valid_until: date
    ended_by: str
    references: tuple[Reference, ...]
    checked_on: date
    note: str = ""
    reading: str = ""

    @property
    def number(self) -> Decimal:
        """The value of a parameter that is a number."""
        assert isinstance(self.value, Decimal), self.id
        return self.value

    @property
    def text(self) -> str:
        """The value of a parameter that is a text."""
        assert isinstance(self.value, str), self.id
        return self.value


@dataclass(frozen=True, slots=True)
class Criterion:
    """One condition: its result, why, and where it stands. `word` replaces the result's word where a check has words of its own."""

    id: str
    title: str
    verdict: Verdict
    reason: str
    citations: tuple[int, ...] = ()
    word: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a calculation."""

    label: str
    formula: str
    amount: Decimal
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckNote:
    """Something to know beside the result; citations are numbers of the Ergebnis."""

    kind: NoteKind
    text: str
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Hint:
    """A recommendation that is not followed; never a condition."""

    id: str
    text: str
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check finds. `summary` is one or two German sentences without the standing words on orientation, Fassung and Stichtag."""

    result: str
    summary: str
    criteria: tuple[Criterion, ...] = ()
    missing: tuple[str, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[CheckNote, ...] = ()
    hints: tuple[Hint, ...] = ()
    fassung: str | None = None
    covered: bool = True


@dataclass(frozen=True, slots=True)
class Check:
    """A structured rule check: a pure function from facts and a Stichtag to an Outcome.

    `values` names the check-specific keys of its Ergebnis, so that they are there (as null) where the rules do not cover the Stichtag.
    """

    name: str
    title: str
    description: str
    facts: tuple[Fact, ...]
    evaluate: Callable[[Case], Outcome]
    values: tuple[tuple[str, Any], ...] = ()

    def fact(self, name: str) -> Fact:
        """A fact by name."""
        return next(f for f in self.facts if f.name == name)
