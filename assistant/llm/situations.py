"""A described situation read into the facts of a check, and a follow-up into a question that stands alone.

A fact counts only with the words it was read from: they must stand in the description letter for letter, and a number or date must stand in those
words. Everything else a model offers is discarded. Without a model, or when it fails, the rule-based reading holds; both are shown for confirmation.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol

from assistant.conversation import standing_alone
from assistant.errors import ModellError
from assistant.llm.client import TextModel
from assistant.llm.counters import COUNTERS, LlmCounters
from assistant.llm.gate_figures import figures
from assistant.llm.gate_numbers import canonical
from assistant.llm.prompts import facts_messages, follow_up_messages

LONGEST = 300  # characters of a rewritten question


class FactLike(Protocol):
    """What is used of a check's fact: its name, kind ("bool", "word", "number", "integer", "date", …), label and allowed words."""

    @property
    def name(self) -> str:
        """Name in the facts."""
        ...

    @property
    def kind(self) -> str:
        """Kind of value."""
        ...

    @property
    def label(self) -> str:
        """What it is, in German."""
        ...

    @property
    def words(self) -> Sequence[tuple[str | int, str]]:
        """Allowed values with their meaning, for kind "word"."""
        ...


@dataclass(frozen=True, slots=True)
class Reading:
    """Facts read from a description, each with its words; `discarded` names what a model offered without proof; `mode` who read."""

    facts: dict[str, Any]
    words: dict[str, str]
    discarded: tuple[str, ...] = ()
    mode: str = "regeln"
    reasons: dict[str, str] = field(default_factory=dict)


def read_facts(
    situation: str,
    schema: Sequence[FactLike],
    model: TextModel | None,
    by_rule: Callable[[str], Mapping[str, tuple[Any, str]]] = lambda _: {},
    counters: LlmCounters = COUNTERS,
) -> Reading:
    """The facts of a description. What the rules read stands; the model may add to it. Never raises because of the model."""
    ruled = {n: v for n, v in by_rule(situation).items() if v[1] and v[1] in situation}
    base = Reading({n: v[0] for n, v in ruled.items()}, {n: v[1] for n, v in ruled.items()})
    if model is None:
        return base
    fields: list[dict[str, object]] = [{"angabe": f.name, "bedeutung": f.label, "art": f.kind, "werte": [w for w, _ in f.words]} for f in schema]
    try:
        offered = _object(model.complete(facts_messages(situation, fields)))
    except ModellError as e:
        counters.add(f"fakten_rueckfall_{e.kind}")
        return base
    facts, words, reasons = dict(base.facts), dict(base.words), {}
    known = {f.name: f for f in schema}
    for name, entry in offered.items():
        reason = _refused(known.get(name), entry, situation)
        if reason:
            reasons[str(name)] = reason
        elif name not in facts:
            facts[name], words[name] = entry["wert"], entry["woertlich"]
    counters.add("fakten_gelesen")
    counters.add("fakten_verworfen", len(reasons))
    return Reading(facts, words, tuple(reasons), "modell", reasons)


def _object(text: str) -> dict[str, Any]:
    """The JSON object of a reply, fences around it allowed. Errors: ModellError."""
    found = re.search(r"\{.*\}", text, re.S)
    try:
        value = json.loads(found[0]) if found else None
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise ModellError("form", "Das Sprachmodell hat keine lesbaren Angaben geliefert.")
    return value


def _refused(fact: FactLike | None, entry: Any, situation: str) -> str:
    """Why an offered fact is discarded, "" when it is proved by its words."""
    if fact is None:
        return "diese Angabe gibt es nicht"
    if not isinstance(entry, dict) or not isinstance(entry.get("woertlich"), str) or entry.get("wert") is None:
        return "ohne Wert oder ohne die Worte der Schilderung"
    words, value = entry["woertlich"], entry["wert"]
    if not re.search(r"[^\W_]{2}|\d", words) or words not in situation:
        return "die Worte stehen nicht in der Schilderung"
    return _wrong_value(fact, value, words)


def _wrong_value(fact: FactLike, value: Any, words: str) -> str:
    if fact.kind == "bool":
        return "" if isinstance(value, bool) else "weder ja noch nein"
    if fact.kind == "word":
        return "" if any(value == w and type(value) is type(w) for w, _ in fact.words) else "kein erlaubter Wert"
    if fact.kind in ("number", "integer"):
        if isinstance(value, bool) or not isinstance(value, int | float):
            return "keine Zahl"
        try:
            wanted = canonical(Decimal(str(value)))
        except InvalidOperation:
            return "keine Zahl"
        one = wanted == "1" and re.search(r"\bein(?:e|er|en|em)?\b", words, re.I)
        return "" if one or any(f.kind == "number" and f.value == wanted for f in figures(words)) else "die Zahl steht nicht in den Worten"
    if fact.kind == "date":
        return "" if any(f.kind == "date" and f.value == value for f in figures(words)) else "das Datum steht nicht in den Worten"
    return "diese Angabe wird nicht aus Text gelesen"


def rewrite(question: str, history: Sequence[dict[str, Any]], model: TextModel | None, counters: LlmCounters = COUNTERS) -> str:
    """A follow-up as a question that stands alone: the model's, if it uses only words of the conversation, else the rule-based one."""
    ruled = standing_alone(question, history)
    earlier = [str(turn.get("question") or "") for turn in history if isinstance(turn, dict)]
    if model is None or not any(earlier) or ruled == question:
        return ruled
    try:
        offered = " ".join(model.complete(follow_up_messages(question, earlier)).split())
    except ModellError as e:
        counters.add(f"umschreiben_rueckfall_{e.kind}")
        return ruled
    fits = bool(offered) and len(offered) <= LONGEST and _only_known_words(offered, [question, *earlier])
    counters.add("umschreiben_modell" if fits else "umschreiben_verworfen")
    return offered if fits else ruled


_FREE = frozenset(
    "was wie wer wo wann warum welche welcher welches ist sind gilt gibt es das die der den "
    "dem ein eine einer für bei in im und oder auch zu von mit".split()
)


def _only_known_words(offered: str, texts: Sequence[str]) -> bool:
    """Whether every telling word and every figure of a rewriting comes from the conversation."""
    known = {w[:5] for t in texts for w in re.findall(r"\w+", t.lower())}
    return all(w in _FREE or w[:5] in known for w in re.findall(r"\w+", offered.lower()))
