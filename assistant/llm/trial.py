"""Tries a configured model on made-up examples and tells what of it can be used: the connection both ways, a draft, facts, a follow-up.

The examples are ours and say nothing of any document; what they show is whether the model keeps to the form, not how good its wording is.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from assistant.checks import find
from assistant.checks.situation import Understood
from assistant.errors import ModellError
from assistant.llm.client import ModelSettings, OpenAIModel, TextModel
from assistant.llm.counters import LlmCounters
from assistant.llm.gate.gate import Gate
from assistant.llm.gate.types import GatePassage
from assistant.llm.prompts import draft_messages, token
from assistant.llm.rewriting import rewrite
from assistant.llm.situations import ModelFacts
from assistant.protocols import Analyzer

PASSAGE = "Der Übungsbericht der Beratungsstelle ist jährlich bis zum 31. März schriftlich vorzulegen."
ASKED = "Bis wann muss der Übungsbericht vorliegen?"
SITUATION = "Bei uns arbeitet eine halbe Stelle mit 30 laufenden Fällen."
DAY = date(2026, 11, 20)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was tried: its name for programs, whether it works, and the German line for people."""

    name: str
    works: bool
    line: str


def trial(settings: ModelSettings, analyzer: Analyzer) -> list[Step]:
    """What works, in the order tried. A model that does not answer at all is asked only once."""
    first, other = ("gestreamt", "am_stueck") if settings.streaming else ("am_stueck", "gestreamt")
    model, switched = OpenAIModel(settings), OpenAIModel(replace(settings, streaming=not settings.streaming))
    steps = [_step(first, lambda: _answers(model, first))]
    if steps[0].works:
        steps += [
            _step(other, lambda: _answers(switched, other)),
            _step("formulieren", lambda: _drafts(model, analyzer)),
            _step("angaben", lambda: _reads(model)),
            _step("anschlussfrage", lambda: _rewrites(model)),
        ]
    return steps


def _step(name: str, attempt: Callable[[], tuple[bool, str]]) -> Step:
    try:
        works, line = attempt()
    except ModellError as e:
        return Step(name, False, f"{NAMES[name]}: {e}")
    return Step(name, works, f"{NAMES[name]}: {line}")


NAMES = {
    "gestreamt": "Antwort im Strom", "am_stueck": "Antwort am Stück", "formulieren": "Formulieren", "angaben": "Angaben lesen",
    "anschlussfrage": "Anschlussfrage ausschreiben",
}  # fmt: skip


def _answers(model: OpenAIModel, way: str) -> tuple[bool, str]:
    started = time.perf_counter()
    said = model.check().strip()
    if not said:
        return False, "die Antwort ist leer"
    return True, f"geht ({time.perf_counter() - started:.1f} s)".replace(".", ",", 1)


def _drafts(model: TextModel, analyzer: Analyzer) -> tuple[bool, str]:
    passage = GatePassage(token("uebung", "Nr. 1", PASSAGE), "uebung", "Nr. 1", "01.01.2026", "geltend", PASSAGE)
    result = Gate(analyzer).check(model.complete(draft_messages(ASKED, DAY, [passage])), [passage], ASKED, DAY)
    if result.released:
        return True, "ein Probeentwurf besteht die Belegprüfung"
    reason = next((d.reason for d in result.dropped), "keine Antwort")
    return False, f"der Probeentwurf fällt durch die Belegprüfung ({reason}); solche Antworten kommen ohne das Modell"


def _reads(model: TextModel) -> tuple[bool, str]:
    read = ModelFacts(model, LlmCounters()).read(SITUATION, find("fallzahl"), Understood({}))
    if read.values.get("vzae") == 0.5 and read.values.get("laufende_faelle") == 30:
        return True, "eine Probeschilderung wird richtig gelesen, mit ihren Worten"
    return False, "eine Probeschilderung wird nicht belegt gelesen; gelesen wird dann nach den Regeln"


def _rewrites(model: TextModel) -> tuple[bool, str]:
    said = rewrite("Und bei einer halben Stelle?", "", ["Wie viele Fälle sollen es bei einer Stelle sein?"], model, None, LlmCounters())
    return (True, "geht") if said else (False, "die Fassung bringt Neues hinein oder lässt etwas aus; es gilt die Fassung nach den Regeln")
