"""The Typer application and the options several commands share."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from api.cli.german import GermanGroup, GermanTyper

app = GermanTyper(
    name="kim",
    cls=GermanGroup,
    help="KIM-Assistent: Antworten zum Kommunalen Integrationsmanagement NRW mit Stichtag und Fundstelle.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
Home = Annotated[Path | None, typer.Option("--home", help="Ordner für Index und Merkliste (Vorgabe: $KIM_HOME, sonst Benutzerordner).")]
AsJson = Annotated[bool, typer.Option("--json", help="Ausgabe als JSON für Programme.")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="Rechtsstand: JJJJ-MM-TT, TT.MM.JJJJ oder ein Jahr.")]
Batch = Annotated[Path | None, typer.Option("--batch", help="Datei (YAML oder JSONL) mit Einträgen {id, question, as_of?, document_id?, history?}.")]
DocumentId = Annotated[str, typer.Option("--document", help="Nur dieses Dokument.")]


def show_version(wanted: bool) -> None:
    """`kim --version`: the name and the version of the installed package."""
    if wanted:
        from api.cli.console import out
        from api.version import program_version

        out.print(f"KIM-Assistent {program_version()}", highlight=False)
        raise typer.Exit


@app.callback()
def common(version: Annotated[bool, typer.Option("--version", is_eager=True, callback=show_version, help="Programmfassung zeigen.")] = False) -> None:
    """What holds for every command."""


def day(text: str | None) -> date | None:
    """The --as-of option as a date; None when it was not given. Errors: DatumError."""
    from assistant.question.dates import parse_date

    return parse_date(text) if text is not None else None
