"""Facts only with the words they were read from; a rewriting only with words of the conversation; the rules hold when the model fails."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest

from assistant.errors import ModellError
from assistant.llm.counters import LlmCounters
from assistant.llm.situations import read_facts, rewrite

LAGE = "Wir sind eine kreisfreie Stadt und haben 2,5 Stellen seit dem 01.03.2026 besetzt, ein Konzept fehlt noch."


@dataclass(frozen=True)
class Angabe:
    name: str
    kind: str
    label: str = ""
    words: tuple[tuple[str | int, str], ...] = ()


SCHEMA = [
    Angabe("stellen", "number"),
    Angabe("seit", "date"),
    Angabe("konzept", "bool"),
    Angabe("art", "word", words=(("kreis", "Kreis"), ("stadt", "kreisfreie Stadt"))),
]


class Model:
    def __init__(self, reply: str, kind: str = "") -> None:
        self.reply, self.kind = reply, kind

    def complete(self, messages: Sequence[dict[str, str]]) -> str:
        if self.kind:
            raise ModellError(self.kind, "nein")
        return self.reply

    def stream(self, messages: Sequence[dict[str, str]]) -> Iterator[str]:
        yield self.complete(messages)


def reply(**facts: tuple[object, str]) -> Model:
    return Model("```json\n" + json.dumps({n: {"wert": v, "woertlich": w} for n, (v, w) in facts.items()}) + "\n```")


def test_facts_come_with_the_words_they_were_read_from() -> None:
    model = reply(
        stellen=(2.5, "2,5 Stellen"),
        seit=("2026-03-01", "seit dem 01.03.2026"),
        konzept=(False, "ein Konzept fehlt"),
        art=("stadt", "kreisfreie Stadt"),
    )
    reading = read_facts(LAGE, SCHEMA, model, counters=LlmCounters())
    assert reading.facts == {"stellen": 2.5, "seit": "2026-03-01", "konzept": False, "art": "stadt"}
    assert reading.words["stellen"] == "2,5 Stellen" and reading.mode == "modell"


@pytest.mark.parametrize(
    "model",
    [
        reply(stellen=(3, "2,5 Stellen")),
        reply(stellen=(2.5, "zweieinhalb Stellen")),
        reply(stellen=("2,5", "2,5 Stellen")),
        reply(seit=("2026-04-01", "seit dem 01.03.2026")),
        reply(konzept=("ja", "ein Konzept")),
        reply(konzept=(True, "")),
        reply(art=("gemeinde", "kreisfreie Stadt")),
        reply(fremd=(1, "kreisfreie")),
        Model('{"stellen": 2.5}'),
    ],
)
def test_a_fact_without_proof_is_discarded_and_named(model: Model) -> None:
    reading = read_facts(LAGE, SCHEMA, model, counters=LlmCounters())
    assert reading.facts == {} and len(reading.discarded) == 1


@pytest.mark.parametrize("model", [None, Model("", "zeit"), Model("kein JSON"), Model("[1]")])
def test_without_a_usable_model_the_rules_read(model: Model | None) -> None:
    reading = read_facts(LAGE, SCHEMA, model, lambda s: {"art": ("stadt", "kreisfreie Stadt"), "stellen": (9, "neun")}, LlmCounters())
    assert reading.facts == {"art": "stadt"} and reading.mode == "regeln"


def test_what_the_rules_read_is_not_overruled() -> None:
    reading = read_facts(LAGE, SCHEMA, reply(art=("kreis", "kreisfreie Stadt")), lambda s: {"art": ("stadt", "kreisfreie Stadt")}, LlmCounters())
    assert reading.facts["art"] == "stadt"


HISTORY = [{"question": "Wie hoch ist die Förderung für die Koordination?"}]


def test_a_rewriting_with_words_of_the_conversation_is_taken() -> None:
    model = Model("Wie hoch ist die Förderung für die Verwaltungsassistenz?")
    assert rewrite("Und für die Verwaltungsassistenz?", HISTORY, model, LlmCounters()) == model.reply


@pytest.mark.parametrize("model", [None, Model("", "dienst"), Model(""), Model("Wie hoch ist die Miete in Köln?"), Model("x " * 400)])
def test_any_other_gives_the_rule_based_one(model: Model | None) -> None:
    assert "Verwaltungsassistenz" in rewrite("Und für die Verwaltungsassistenz?", HISTORY, model, LlmCounters())
