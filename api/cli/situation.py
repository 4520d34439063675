"""`kim check NAME --lage …`: facts read from a described situation, each shown with its words and taken only when confirmed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from api.cli.asking import ask_fact
from api.cli.console import emit, say
from assistant.checks import Check, find, run
from assistant.checks.situation import FactSource, Understood, doubt_question, told, understood, with_reading
from assistant.checks.sources import Citer

_NO = {"nein", "n", "no", "falsch"}
_YES = {"", "ja", "j", "yes", "y", "stimmt"}


def read_situation(name: str, given: str, as_of: date, today: date, source: FactSource | None) -> Understood:
    """The description (text, or a file with it) read for a check. Errors: EingabeError."""
    return understood(_text(given), find(name), as_of, today, source)


def _text(given: str) -> str:
    from api.cli.batch import read_text

    if len(given) > 400 or "\n" in given:
        return given
    path = Path(given)
    return read_text(path) if path.suffix and path.is_file() else given


def confirmed(console: Console, check: Check, read: Understood) -> dict[str, Any]:
    """Shows what was read and asks for each fact whether it is right; what is not confirmed is left out and asked for later."""
    if read.facts:
        console.print(Text("Aus der Schilderung gelesen. Eingabe „nein“ verwirft eine Angabe, leere Eingabe bestätigt sie.", style="dim"))
    facts: dict[str, Any] = {}
    for name, fact in read.facts.items():
        if _agreed(console, f"{told(check.fact(name), fact)}. Stimmt das?"):
            facts[name] = fact.value
    for name, pair in read.doubts.items():
        console.print(Text(f"Nicht eindeutig: {doubt_question(check.fact(name), pair)}", style="yellow"))
        answer = ask_fact(console, check.fact(name))
        if answer is not None:
            facts[name] = answer
    notices(check, read)
    return facts


def notices(check: Check, read: Understood) -> None:
    """What was not taken over, on stderr."""
    labels: Mapping[str, str] = {f.name: f.label for f in check.facts}
    for name, reason in read.discarded.items():
        say(f"Vom Sprachmodell genannt und verworfen: {labels.get(name, name)} ({reason}).")
    if read.failure:
        say("Das Sprachmodell war nicht zu brauchen; gelesen haben nur die Regeln.")
    if not read.facts and not read.doubts:
        say("Aus der Schilderung ließ sich keine Angabe lesen.")


def _agreed(console: Console, question: str) -> bool:
    while True:
        console.print(Text(question, style="bold"))
        try:
            typed = console.input("> ").strip().lower()
        except EOFError:
            return False
        if typed in _YES:
            return True
        if typed in _NO:
            return False
        console.print(Text("Bitte „ja“ oder „nein“ eingeben.", style="red"))


def run_situation(name: str, given: str, facts: dict[str, Any], when: date, citer: Citer, console: Console, as_json: bool) -> None:
    """Read the situation, let it be confirmed (or show it in the JSON), and run the check. Facts stated outright outrank what was read."""
    from api.cli.checks import converse
    from api.wiring import fact_source, today

    check = find(name)
    read = read_situation(name, given, when, today(), fact_source(confirmed=not as_json))
    if as_json:
        emit(with_reading(run(name, read.values | facts, when, citer), read, facts))
        return
    left = replace(
        read,
        facts={n: f for n, f in read.facts.items() if n not in facts},
        doubts={n: d for n, d in read.doubts.items() if n not in facts},
    )
    converse(console, name, confirmed(console, check, left) | facts, when, citer)
