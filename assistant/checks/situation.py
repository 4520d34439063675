"""A described situation as facts of a check, each with the words it was read from: what the rules read, and what something else may add to it.

Nothing here decides anything: what is understood is shown to whoever asked and can be corrected. Where two readings of one fact differ, neither is
taken and the fact is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, Literal, Protocol

from assistant import checks
from assistant.checks.facts import german, validate
from assistant.checks.reading import Reading, read
from assistant.checks.types import Check, Fact
from assistant.errors import FaktenError, FrageError
from assistant.question.understanding import check_text

By = Literal["regeln", "modell"]


@dataclass(frozen=True, slots=True)
class ReadFact:
    """A value with the words it was read from ("" where it follows from the text as a whole) and who read it."""

    value: Any
    words: str
    by: By = "regeln"


@dataclass(frozen=True, slots=True)
class Understood:
    """What a text says of a check's facts.

    `doubts`: facts with two readings that differ, which are therefore open; `discarded`: what was offered without proof, with the reason; `mode`:
    whether only the rules read, or a model as well; `failure`: why the model did not (a ModellError's kind).
    """

    facts: Mapping[str, ReadFact]
    doubts: Mapping[str, tuple[ReadFact, ReadFact]] = field(default_factory=dict)
    discarded: Mapping[str, str] = field(default_factory=dict)
    mode: By = "regeln"
    failure: str = ""

    @property
    def values(self) -> dict[str, Any]:
        """The facts as a check takes them."""
        return {name: f.value for name, f in self.facts.items()}

    @property
    def row(self) -> dict[str, dict[str, Any]]:
        """The facts with their words, for programs."""
        return {name: {"wert": f.value, "woertlich": f.words, "von": f.by} for name, f in self.facts.items()}


class FactSource(Protocol):
    """Something that reads further facts from a text."""

    def read(self, text: str, check: Check, ruled: Understood) -> Understood:
        """What the rules read, and what this adds to it or doubts of it. Never raises because of its own trouble."""
        ...


def of_reading(found: Reading) -> Understood:
    """What the rules read."""
    return Understood({name: ReadFact(value, found.words.get(name, "")) for name, value in found.facts.items()})


def understood(text: str, check: Check, as_of: date, today: date, source: FactSource | None = None) -> Understood:
    """A description read for one check. Errors: FrageError for a text that is empty, too long or no text."""
    told = described(text)
    found = read(told, as_of, today)
    ruled = of_reading(found) if found is not None and found.check == check.name else Understood({})
    ruled = replace(ruled, facts={n: f for n, f in ruled.facts.items() if _valid(check.fact(n), f.value)})
    return source.read(told, check, ruled) if source is not None else ruled


def described(text: str) -> str:
    """A description as one line of text. Errors: FrageError."""
    try:
        return check_text(" ".join(text.split()))
    except FrageError as e:
        raise FrageError(str(e).replace("Die Frage", "Die Schilderung").replace("eine Frage", "eine Schilderung")) from e


def _valid(fact: Fact, value: Any) -> bool:
    try:
        validate((fact,), {fact.name: value})
    except FaktenError:
        return False
    return True


def doubt_question(fact: Fact, readings: tuple[ReadFact, ReadFact]) -> str:
    """What to ask where two readings differ: the fact's own question, and both readings with their words."""
    told = " oder ".join(f"{shown(fact, r.value)}{_quoted(r.words)}" for r in readings)
    return f"{fact.question} (Gelesen wurde {told}.)"


def doubt_rows(check: str, doubts: Mapping[str, tuple[ReadFact, ReadFact]]) -> list[dict[str, str]]:
    """The questions for all doubts, in the form of an Ergebnis' `missing`."""
    found = checks.find(check)
    return [{"fact": name, "frage": doubt_question(found.fact(name), pair)} for name, pair in doubts.items()]


def with_reading(row: dict[str, Any], read: Understood, given: Mapping[str, Any]) -> dict[str, Any]:
    """An Ergebnis with what was read for it: `gelesen` (facts with words), `verworfen` (what was not taken over, and why), and the doubts first among
    what is missing. `given` are facts stated outright, which end a doubt. No default stands for a fact in doubt, so there is no result then."""
    check = checks.find(row["check"])
    asked = {n: {"fact": n, "frage": doubt_question(check.fact(n), pair)} for n, pair in read.doubts.items() if n not in given}
    out = row | {
        "gelesen": {n: r for n, r in read.row.items() if n not in given},
        "verworfen": dict(read.discarded),
        "missing": [*asked.values(), *(m for m in row["missing"] if m["fact"] not in asked)],
        "facts": {n: v for n, v in row["facts"].items() if n not in asked},
    }
    if any(check.fact(n).default is not None for n in asked):
        questions = " ".join(m["frage"] for m in asked.values())
        out |= {"result": "unklar", "zusammenfassung": f"{check.title}: noch offen. {questions}", "criteria": [], **dict(check.values)}
    return out


def told(fact: Fact, read: ReadFact) -> str:
    """A fact as a line for people: label, value, words."""
    return f"{fact.label}: {shown(fact, read.value)}{_quoted(read.words) or ' (aus dem Zusammenhang)'}"


def shown(fact: Fact, value: Any) -> str:
    """A value as people write it."""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if fact.kind == "word":
        return next((label for word, label in fact.words if word == value), str(value))
    if fact.kind == "date":
        return f"{date.fromisoformat(value):%d.%m.%Y}"
    if fact.kind == "posts":
        return f"{len(value)} Stellen" if len(value) != 1 else "eine Stelle"
    if isinstance(value, int | float):
        number = str(value) if fact.name == "foerderjahr" else german(Decimal(str(value)))
        return f"{number} {_ONE.get(fact.unit, fact.unit) if value == 1 else fact.unit}".strip()
    return str(value)


_ONE = {
    "Stellen": "Stelle", "Monate": "Monat", "Tage": "Tag", "Fälle": "Fall", "Jahre": "Jahr", "Bedarfe": "Bedarf", "Gespräche": "Gespräch",
}  # fmt: skip


def _quoted(words: str) -> str:
    return f" („{re.sub(r'[„“]', '', words).strip()}“)" if words.strip() else ""
