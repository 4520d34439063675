"""One run of a check: its facts, its Stichtag, the rules as of a day, and the citations collected on the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from assistant.checks.logic import Verdict, known
from assistant.checks.openpoints import open_point
from assistant.checks.parameters import Rules
from assistant.checks.sources import CitationBook
from assistant.checks.types import CheckNote, Parameter


class Case:
    """What a check works with. `day` is the day whose rules are asked for: the Stichtag, unless a check moves it (to a funding year, say)."""

    def __init__(self, facts: Mapping[str, Any], as_of: date, rules: Rules, book: CitationBook) -> None:
        self.facts = facts
        self.as_of = as_of
        self.day = as_of
        self.rules = rules
        self.book = book
        self._readings: dict[str, CheckNote] = {}

    def has(self, name: str) -> bool:
        """Whether a fact is known."""
        return name in self.facts

    def get(self, name: str) -> Any:
        """A fact, or None when it is unknown."""
        return self.facts.get(name)

    def amount(self, name: str) -> Decimal | None:
        """A numeric fact as an exact decimal, or None when it is unknown."""
        return exact(self.facts[name]) if name in self.facts else None

    def known(self, name: str, test: Callable[[Any], bool] = bool) -> Verdict:
        """What a test says of one fact."""
        return known(self.facts, name, test)

    def rule(self, rule: str) -> Parameter:
        """The parameter in force on `day`. Errors: RegelLuecke."""
        return self._used(self.rules.at(rule, self.day))

    def maybe(self, rule: str) -> Parameter | None:
        """The parameter in force on `day`, or None where none is documented."""
        found = self.rules.find(rule, self.day)
        return self._used(found) if found else None

    def cite(self, *parameters: Parameter | None) -> tuple[int, ...]:
        """The citation numbers of the places where parameters stand."""
        return tuple(dict.fromkeys(self.book.number(r) for p in parameters if p for r in p.references))

    def note(self, conflict: str) -> CheckNote:
        """A known contradiction or open reading (`corpus/widersprueche.yaml`) as a note with both places cited."""
        point = open_point(conflict)
        places = [replace(r, valid_from=self.day, valid_until=self.day) for r in point.places]
        return CheckNote(point.kind, point.statement, tuple(dict.fromkeys(self.book.number(r) for r in places)))

    def readings(self) -> tuple[CheckNote, ...]:
        """What in the parameters used rests on a reading, as notes."""
        return tuple(self._readings.values())

    def _used(self, p: Parameter) -> Parameter:
        if p.reading and p.id not in self._readings:
            self._readings[p.id] = CheckNote("auslegung", p.reading, self.cite(p))
        return p


def exact(value: float | int | Decimal) -> Decimal:
    """A number as typed: 0.1 is a tenth, not the nearest binary fraction."""
    return Decimal(str(value))
