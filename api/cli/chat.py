"""`kim chat`: questions one after the other in the terminal."""

from __future__ import annotations

from datetime import date

from rich.console import Console

from api.cli.console import say
from api.render import show_answer
from assistant.answering import Assistant
from assistant.errors import EingabeError

MAX_TURNS = 20  # how many earlier questions a conversation keeps


def converse(helper: Assistant, as_of: date | None, out: Console) -> None:
    """Ask until an empty line or the end of input."""
    history: list[dict[str, str]] = []
    say("Fragen Sie; eine leere Zeile beendet das Gespräch.")
    while True:
        try:
            question = input("› ").strip()
        except EOFError:
            return
        if not question:
            return
        try:
            answer = helper.ask(question, as_of, history=history)
        except EingabeError as e:
            say(f"Fehler: {e}")
            continue
        show_answer(out, answer)
        history = [*history, {"question": question, "answer": answer.answer}][-MAX_TURNS:]
