"""A model reads further facts of a check from a described situation; the rules' reading stands before it.

A fact counts only when `factproof` finds it borne out by its words. What the rules read is not overruled: where a proved fact of the model differs
from theirs, neither is taken and the fact is asked for. When the model fails or is late, the rules' reading is all there is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from assistant.checks.situation import ReadFact, Understood
from assistant.checks.types import Check, Fact
from assistant.errors import ModellError
from assistant.llm.client import TextModel
from assistant.llm.counters import COUNTERS, LlmCounters
from assistant.llm.factproof import akin, astray, refused
from assistant.llm.prompts import facts_messages
from assistant.refusal.decision import is_injection

MOST_REASONS = 20  # of discarded facts that are told; a model may invent without end


class ModelFacts:
    """Reads facts with a model. `left` gives the seconds a question still has for it (None: the model's own limit); `confirmed`: somebody looks at
    the facts before they count, so that words of the asker's own ("die Chefs treffen sich") may stand for what a fact calls otherwise."""

    def __init__(
        self, model: TextModel, counters: LlmCounters = COUNTERS, left: Callable[[], float | None] = lambda: None, confirmed: bool = False
    ) -> None:
        self.model = model
        self.counters = counters
        self.left = left
        self.confirmed = confirmed

    def read(self, text: str, check: Check, ruled: Understood) -> Understood:
        """The rules' facts, those the model can prove beside them, and the doubts where both differ."""
        if is_injection(text):
            return ruled
        told = " ".join(text.split())
        try:
            offered = _object(self.model.complete(facts_messages(told, [_field(f) for f in check.facts if f.kind != "posts"]), self.left()))
        except ModellError as e:
            self.counters.add(f"fakten_rueckfall_{e.kind}")
            return replace(ruled, failure=e.kind)
        return self._joined(told, check, ruled, offered)

    def _joined(self, text: str, check: Check, ruled: Understood, offered: dict[str, Any]) -> Understood:
        known = {f.name: f for f in check.facts}
        facts, doubts, reasons = dict(ruled.facts), dict(ruled.doubts), dict[str, str]()
        for name, entry in offered.items():
            reason = refused(known.get(name), entry, text) or self._beside(check, known[name], entry)
            if reason:
                reasons[str(name)[:60]] = reason
                continue
            fact = ReadFact(entry["wert"], " ".join(entry["woertlich"].split()), "modell")
            before = ruled.facts.get(name)
            if before is None:
                facts[name] = fact
            elif not _same(before.value, fact.value):
                doubts[name] = (before, fact)
                del facts[name]
        self.counters.add("fakten_gelesen", sum(f.by == "modell" for f in facts.values()))
        self.counters.add("fakten_verworfen", len(reasons))
        self.counters.add("fakten_zweifel", len(doubts))
        return Understood(facts, doubts, dict(list(reasons.items())[:MOST_REASONS]), "modell")

    def _beside(self, check: Check, fact: Fact, entry: dict[str, Any]) -> str:
        """Why words that could bear the value out are about something else."""
        reason = astray(fact, entry["woertlich"], check)
        if not reason and not self.confirmed and not akin(fact, entry["wert"], entry["woertlich"]):
            reason = "die Worte sprechen nicht davon"
        return reason


def _field(fact: Fact) -> dict[str, object]:
    row: dict[str, object] = {"angabe": fact.name, "bedeutung": f"{fact.question} {fact.help}".strip(), "art": _KINDS[fact.kind]}
    if fact.words:
        row["werte"] = {str(word): label for word, label in fact.words}
    if any(isinstance(word, int) for word, _ in fact.words):
        row["art"] = "Zahl aus der Liste"
    return row | ({"einheit": fact.unit} if fact.unit else {})


_KINDS = {"bool": "true oder false", "word": "Wort aus der Liste", "number": "Zahl", "integer": "ganze Zahl", "date": "Datum JJJJ-MM-TT"}


def _same(a: Any, b: Any) -> bool:
    if isinstance(a, bool) or isinstance(b, bool):
        return a is b
    if isinstance(a, int | float | Decimal) and isinstance(b, int | float | Decimal):
        return Decimal(str(a)) == Decimal(str(b))
    return bool(a == b)


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
