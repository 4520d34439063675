"""Structured rule checks: dated, cited, computed. `catalogue()` lists them, `run()` answers one from facts and a Stichtag.

Begin with one check, `fallzahl` for example: its facts, `evaluate`, its entry in `register`. `reading/` reads facts out of questions.

A check never decides for an authority: every Ergebnis is orientation and names Fassung, Stichtag and the responsible body.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from assistant.checks.types import Check
from assistant.errors import EingabeError, RegelLuecke

__all__ = ["Check", "catalogue", "find", "run"]


def catalogue() -> list[Check]:
    """All checks with name, title, description and fact schema, in the order in which they are shown."""
    from assistant.checks.register import CHECKS

    return list(CHECKS)


def find(name: str) -> Check:
    """A check by name. Errors: EingabeError that lists the names."""
    for check in catalogue():
        if check.name == name:
            return check
    raise EingabeError(f"Eine Prüfung „{name[:60]}“ gibt es nicht. Möglich sind: {', '.join(c.name for c in catalogue())}.")


def run(name: str, facts: Mapping[str, Any], as_of: date, citer: Any = None) -> dict[str, Any]:
    """The Ergebnis of a check (the contract's object, JSON-plain).

    `facts` as the check's schema has them, omitted ones unknown; `as_of` the Stichtag; `citer` a `sources.Citer` that quotes indexed originals,
    None for our own statements only. Errors: EingabeError for an unknown check, FaktenError naming the field of a fact that cannot be used.
    """
    from assistant.checks.case import Case
    from assistant.checks.facts import validate
    from assistant.checks.parameters import rules
    from assistant.checks.report import ergebnis, outside
    from assistant.checks.sources import CitationBook

    check = find(name)
    case = Case(validate(check.facts, facts), as_of, rules(), CitationBook(as_of, citer))
    try:
        outcome = check.evaluate(case)
    except RegelLuecke as gap:
        case.book = CitationBook(as_of, citer)  # what was cited on the way proves nothing here
        outcome = outside(check, case, gap)
    return ergebnis(check, case, outcome)
