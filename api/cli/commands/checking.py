"""`kim checks` and `kim check`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli.app import AsJson, AsOf, Home, app, day
from api.cli.console import emit, out
from assistant.errors import EingabeError
from assistant.settings import home as home_of


@app.command()
def checks(
    name: Annotated[str, typer.Argument(help="leer: alle auflisten; sonst die Angaben dieser Prüfung", metavar="[NAME]")] = "",
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Prüfungen auflisten, oder die Angaben einer Prüfung zeigen."""
    from api.cli.checks import list_checks

    for row in list_checks(out, name, as_json):
        emit(row)


@app.command()
def check(
    name: Annotated[str, typer.Argument(help="Name der Prüfung; „kim checks“ zeigt sie.", metavar="[NAME]")] = "",
    facts: Annotated[str | None, typer.Option("--facts", help="Angaben als JSON oder eine Datei damit.", metavar="JSON|DATEI")] = None,
    situation: Annotated[
        str | None, typer.Option("--lage", help="Die Lage in eigenen Worten; daraus werden Angaben gelesen und gezeigt.", metavar="TEXT|DATEI")
    ] = None,
    batch: Annotated[Path | None, typer.Option("--batch", help="Datei (YAML oder JSONL) mit Einträgen {id, check, as_of?, facts}.")] = None,
    as_of: AsOf = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Eine Regel prüfen: mit --facts, mit --lage, mit --batch, sonst werden fehlende Angaben einzeln erfragt."""
    from api.checkshow import show_ergebnis
    from api.cli.checks import batch_row, converse, read_facts
    from api.wiring import citer, today
    from assistant.checks import run

    when, quotes = day(as_of) or today(), citer(home_of(home))
    if batch is not None:
        from api.cli.batch import read_items

        for item in read_items(batch, "check"):
            emit(batch_row(item, when, quotes))
        return
    if not name:
        raise EingabeError("Bitte eine Prüfung angeben; „kim checks“ zeigt alle.")
    given = read_facts(facts) if facts is not None else {}
    if situation is not None:
        from api.cli.situation import run_situation

        run_situation(name, situation, given, when, quotes, out, as_json)
        return
    if facts is None and not as_json:
        converse(out, name, given, when, quotes)
        return
    result = run(name, given, when, quotes)
    if as_json:
        emit(result)
    else:
        show_ergebnis(out, result)
