"""`kim serve`, `kim keys` and `kim doctor`: the service and its state."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table

from api.cli.app import AsJson, Home, app
from api.cli.console import emit, out
from assistant.errors import EingabeError
from assistant.settings import home as home_of


@app.command()
def serve(
    host: Annotated[str, typer.Option("--host", help="Adresse, an der gelauscht wird (Vorgabe: nur dieser Rechner).")] = "",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port (Vorgabe: 8765).")] = 0,
    workers: Annotated[int, typer.Option("--workers", min=0, max=64, help="Zahl der Prozesse (Vorgabe: 1).")] = 0,
    home: Home = None,
) -> None:
    """Den Dienst starten: Seiten für Menschen, Schnittstelle für Programme, Frage und Antwort im Browser."""
    from api.http.serve import serve as run

    run(home, host, port, workers)


@app.command()
def keys(
    action: Annotated[str, typer.Argument(help="leer: auflisten; create: anlegen; revoke: widerrufen", metavar="[create|revoke]")] = "",
    name: Annotated[str, typer.Argument(help="Name des neuen oder Kennung des zu widerrufenden Schlüssels", metavar="[NAME|ID]")] = "",
    scope: Annotated[list[str] | None, typer.Option("--scope", help="Recht: lesen, fall oder admin (mehrfach möglich).")] = None,
    group: Annotated[list[str] | None, typer.Option("--gruppe", help="Gruppe, deren Dokumente der Schlüssel sieht (mehrfach möglich).")] = None,
    days: Annotated[float, typer.Option("--tage", help="Tage bis zum Ablauf.")] = 365,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Schlüssel für Programme anlegen, auflisten und widerrufen. Der Schlüssel selbst wird nur beim Anlegen gezeigt."""
    from api.store.database import open_database
    from api.store.keys import Keys
    from indexing.groups import check_name

    if action not in ("", "create", "revoke") or bool(action) != bool(name):
        raise EingabeError("Möglich sind „kim keys“, „kim keys create NAME“ und „kim keys revoke ID“.")
    if not 0 < days <= 3650:
        raise EingabeError("Ein Schlüssel gilt mehr als 0 und höchstens 3650 Tage.")
    database = open_database(home_of(home))
    try:
        store = Keys(database)
        if action == "create":
            text = store.create(name, scope or ["lesen"], [check_name(g) for g in group or ()], days)
            emit({"key": text}) if as_json else out.print(text, markup=False, highlight=False, soft_wrap=True)
        elif action == "revoke":
            store.revoke(name)
        else:
            _list(store, as_json)
    finally:
        database.close()


def _list(store: object, as_json: bool) -> None:
    from api.store.keys import Keys

    assert isinstance(store, Keys)
    rows = [
        {
            "id": k.id,
            "name": k.name,
            "scopes": list(k.scopes),
            "groups": list(k.groups),
            "expires": f"{k.expires:%Y-%m-%dT%H:%M:%SZ}",
            "usable": k.usable,
        }
        for k in store.all()
    ]
    if as_json:
        for row in rows:
            emit(row)
        return
    table = Table("Kennung", "Name", "Rechte", "Gruppen", "gilt bis", "")
    for k in store.all():
        state = "" if k.usable else "widerrufen" if k.revoked else "abgelaufen"
        table.add_row(k.id, k.name, ", ".join(k.scopes), ", ".join(k.groups), f"{k.expires:%d.%m.%Y}", state)
    out.print(table)


@app.command()
def doctor(home: Home = None, as_json: AsJson = False) -> None:
    """Zustand prüfen: Index, Einstellungen, fehlende Originale."""
    from api.cli.doctor import examine

    raise typer.Exit(examine(home_of(home), as_json))
