"""`kim index` and `kim documents`: what the answers rest on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli.app import AsJson, Home, app
from assistant.errors import EingabeError
from assistant.settings import home as home_of


@app.command()
def index(
    paths: Annotated[list[Path] | None, typer.Argument(help="Dateien und Ordner; sie werden gemerkt.", metavar="[PFAD]...")] = None,
    only: Annotated[bool, typer.Option("--only", help="Genau diese Pfade, ohne die mitgelieferten Wissenskarten.")] = False,
    embedder: Annotated[
        str, typer.Option("--embedder", help="lsa, sentence-transformers:<Name oder Pfad> oder openai-compatible:<URL>#<Modell>.")
    ] = "",
    group: Annotated[str, typer.Option("--gruppe", help="Nur diese Gruppe sieht die angegebenen Pfade im Dienst.", metavar="NAME")] = "",
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Wissenskarten und Dateien einlesen und den Index bauen. Ohne PFAD werden die gemerkten Pfade aufgefrischt."""
    from api.cli.indexing import run_index

    if group:
        from api.cli.groups import limit_paths

        limit_paths(home_of(home), paths or [], group)
    raise typer.Exit(run_index(home_of(home), paths or [], only, embedder, as_json))


@app.command()
def documents(
    action: Annotated[
        str, typer.Argument(help="leer: auflisten; remove: aus dem Index nehmen; gruppe: auf eine Gruppe beschränken", metavar="[remove|gruppe]")
    ] = "",
    ident: Annotated[str, typer.Argument(help="Kennung des Dokuments", metavar="[ID]")] = "",
    name: Annotated[str, typer.Argument(help="Name der Gruppe; ohne Namen wird die Beschränkung aufgehoben", metavar="[NAME]")] = "",
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Dokumente im Index auflisten, eines herausnehmen oder auf eine Gruppe beschränken."""
    from api.cli.documents import list_documents, remove_document

    if action == "":
        list_documents(home_of(home), as_json)
    elif action == "gruppe" and ident:
        from api.cli.groups import limit_document

        limit_document(home_of(home), ident, name)
    elif action == "remove" and ident and not name:
        raise typer.Exit(remove_document(home_of(home), ident, as_json))
    else:
        raise EingabeError("Möglich sind „kim documents“, „kim documents remove ID“ und „kim documents gruppe ID [NAME]“.")
