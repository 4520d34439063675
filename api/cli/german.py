"""The frame of `--help` in German: Typer writes its own words in English and offers no other language."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

# English frame → German; the words of kinds keep their width, so that the columns stay where they are
WORDS = (
    (r"^Usage: ", "Aufruf: "), (r"^Arguments:", "Angaben:"), (r"^Options:", "Optionen:"), (r"^Commands:", "Befehle:"),
    (r"\[OPTIONS\]", "[OPTIONEN]"), (r"COMMAND \[ARGS\]\.\.\.", "BEFEHL [ANGABEN]"), (r"Show this message and exit\.", "Diese Hilfe zeigen."),
    (r"\[default: ", "[Vorgabe: "), (r"\brequired\]", "nötig]"), (r"<list\[str\]>", "<Text …>   "), (r"<path>", "<Pfad>"), (r"<str> ?", "<Text>"),
    (r"<int range>", "<Zahl>     "), (r"<float>", "<Zahl> "), (r"<int> ?", "<Zahl>"),
)  # fmt: skip


def german(text: str) -> str:
    """A help text with its frame in German."""
    for english, word in WORDS:
        text = re.sub(english, word, text, flags=re.M)
    return "\n".join(line.rstrip() for line in text.splitlines())


class GermanCommand(TyperCommand):
    """A command whose help is German."""

    def get_help(self, ctx: Any) -> str:
        """The help text."""
        return german(super().get_help(ctx))


class GermanGroup(TyperGroup):
    """The program, whose help is German."""

    def get_help(self, ctx: Any) -> str:
        """The help text."""
        return german(super().get_help(ctx))


class GermanTyper(typer.Typer):
    """Registers commands whose help is German."""

    def command(self, name: str | None = None, **settings: Any) -> Callable[[Any], Any]:
        """The decorator of a command."""
        return super().command(name, cls=GermanCommand, **settings)
