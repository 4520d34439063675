"""What `expected.yaml` says: the data sets, what each is asked of, and the bounds of its figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path

from assistant.knowledge import load_yaml

EXPECTED = Path(__file__).resolve().parent / "expected.yaml"
DEVELOPMENT, PAGE_QUESTIONS, STATED, OWN_RULES, DEVELOPMENT_RULES = "entwicklung", "omos", "angaben", "regelfaelle", "regelfaelle-entwicklung"
PAGE_INDEX, CARD_INDEX, NO_INDEX = "seiten", "karten", "-"
OUTSIDE = frozenset({DEVELOPMENT, PAGE_QUESTIONS, DEVELOPMENT_RULES})  # questions that are not in this repository


@dataclass(frozen=True, slots=True)
class DataSet:
    """One entry of expected.yaml; bounds and figures in percent."""

    name: str
    title: str
    command: str
    questions: str
    index: str
    document: str = ""
    at_least: Mapping[str, float] = field(default_factory=dict)
    at_most: Mapping[str, float] = field(default_factory=dict)
    close_to: Mapping[str, float] = field(default_factory=dict)

    @property
    def needs_shared(self) -> bool:
        """Whether material from outside the repository is used."""
        return self.questions in OUTSIDE or self.index not in (CARD_INDEX, NO_INDEX)


def expected(path: Path = EXPECTED) -> tuple[date, list[DataSet]]:
    """The day of asking and all data sets. Errors: ValueError for an unknown key."""
    raw = load_yaml(path)
    known = {f.name for f in fields(DataSet)}
    for row in raw["sets"]:
        if set(row) - known:
            raise ValueError(f"{path.name}: unbekannte Angabe {sorted(set(row) - known)}")
    return raw["today"], [DataSet(**row) for row in raw["sets"]]
