"""Asks one fact on the terminal and reads the typed answer: ja/nein, a word of the list or its number, a German number, a date."""

from __future__ import annotations

import re
from typing import Any

from rich.console import Console
from rich.text import Text

from assistant.checks.facts import range_text, validate
from assistant.checks.types import Fact
from assistant.errors import EingabeError, FaktenError

_UNKNOWN = {"", "?", "weiß ich nicht", "weiss ich nicht", "weiß nicht", "weiss nicht", "unklar"}
_YES, _NO = {"ja", "j", "yes", "true"}, {"nein", "n", "no", "false"}


def ask_fact(console: Console, fact: Fact) -> Any:
    """The fact as typed, checked; None when it is not known. Asks again until the input fits or ends."""
    while True:
        console.print(Text(fact.question, style="bold"))
        hint = _hint(fact)
        if hint:
            console.print(Text(f"  {hint}", style="dim"))
        try:
            typed = console.input("> ").strip()
        except EOFError:
            return None
        if typed.lower() in _UNKNOWN:
            return None
        try:
            return validate((fact,), {fact.name: parse(fact, typed)})[fact.name]
        except (FaktenError, EingabeError) as e:
            console.print(Text(str(e), style="red"))


def _hint(fact: Fact) -> str:
    if fact.kind == "bool":
        return " ".join(x for x in ("ja oder nein.", fact.help) if x)
    if fact.kind == "word":
        return "  ".join(f"{n}) {label}" for n, (_, label) in enumerate(fact.words, 1))
    if fact.kind == "date":
        return "TT.MM.JJJJ oder JJJJ-MM-TT"
    return " ".join(x for x in (range_text(fact), fact.help) if x)


def parse(fact: Fact, typed: str) -> Any:
    """Typed text as a value of the fact's kind; text that fits nothing is handed on as it is and fails the check of the fact."""
    low = typed.lower()
    if fact.kind == "bool":
        return True if low in _YES else False if low in _NO else typed
    if fact.kind == "word":
        return _word(fact, low, typed)
    if fact.kind in ("number", "integer"):
        return german_number(typed)
    if fact.kind == "date":
        from assistant.question.dates import parse_date

        return parse_date(typed).isoformat() if re.search(r"\D", typed) else typed
    return typed


def _word(fact: Fact, low: str, typed: str) -> Any:
    for word, label in fact.words:
        if low in (str(word).lower(), label.lower()):
            return word
    if low.isdigit() and 1 <= int(low) <= len(fact.words):
        return fact.words[int(low) - 1][0]
    return typed


def german_number(typed: str) -> Any:
    """ "3,5", "1.250,50 €", "50000" as a number; other text as it is."""
    text = re.sub(r"\s|€|euro|vzä|vzae", "", typed.lower())
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})+(,\d+)?", text):
        text = text.replace(".", "")
    text = text.replace(",", ".")
    if re.fullmatch(r"-?\d{1,15}", text):
        return int(text)
    return float(text) if re.fullmatch(r"-?\d{1,15}\.\d{1,10}", text) else typed
