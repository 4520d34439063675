"""`kim checks` and `kim check`: list the checks, run one from facts, ask for what is missing, run a batch. Works without an index."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from api.checkshow import show_check, show_ergebnis
from assistant.checks import catalogue, find, run
from assistant.checks.sources import Citer
from assistant.errors import EingabeError, FaktenError


def list_checks(console: Console, name: str, as_json: bool) -> list[dict[str, Any]]:
    """All checks, or one with its facts; gives the JSON lines when JSON is asked for. Errors: EingabeError for an unknown name."""
    from assistant.checks.facts import json_schema

    if as_json:
        chosen = [find(name)] if name else catalogue()
        return [{"name": c.name, "title": c.title, "description": c.description, "facts": json_schema(c)} for c in chosen]
    if name:
        show_check(console, find(name))
        return []
    for check in catalogue():
        console.print(Text.assemble((check.name, "bold"), f"  {check.title}"))
        console.print(Text(f"    {check.description}"))
    console.print(Text("Angaben einer Prüfung: „kim checks NAME“. Ausführen: „kim check NAME“.", style="dim"))
    return []


def read_facts(given: str) -> dict[str, Any]:
    """The facts of `--facts`: JSON text, or a file with JSON or YAML. Errors: EingabeError."""
    text = given.strip()
    if not text.startswith("{"):
        return _facts_file(Path(given))
    try:
        facts = json.loads(text)
    except (ValueError, RecursionError) as e:
        raise EingabeError(f"--facts ist kein gültiges JSON: „{text[:60]}“.") from e
    return _mapping(facts, "--facts")


def _facts_file(path: Path) -> dict[str, Any]:
    from api.cli.batch import load_text, read_text

    return _mapping(load_text(read_text(path), path), str(path))


def _mapping(facts: Any, where: str) -> dict[str, Any]:
    if not isinstance(facts, dict) or not all(isinstance(k, str) for k in facts):
        raise EingabeError(f'{where}: erwartet werden Angaben mit Namen und Wert, zum Beispiel {{"vzae": 1}}.')
    return facts


def batch_row(item: dict[str, Any], default: date, citer: Citer | None) -> dict[str, Any]:
    """The line of one case: its id and Ergebnis, or an error object that names the fields. Other keys of a case (what is expected of it, say) are
    not read, as in a batch of questions."""
    from api.cli.batch import item_date

    row: dict[str, Any] = {"id": item.get("id")}
    try:
        misspelt = [str(k) for k, v in item.items() if isinstance(v, dict)] if "facts" not in item else []
        if misspelt:  # read as no facts at all, it would be answered beside the point
            raise EingabeError(f"Dem Fall fehlt „facts“; gemeint sein könnte „{misspelt[0][:40]}“.")
        facts = item.get("facts")
        checked = _mapping({} if facts is None else facts, "facts")
        return row | run(str(item.get("check") or ""), checked, item_date(item, default) or default, citer)
    except FaktenError as e:
        return row | {"check": item.get("check"), "error": {"message": str(e), "fields": [{"fact": n, "message": m} for n, m in e.fields]}}
    except EingabeError as e:
        return row | {"check": item.get("check"), "error": {"message": str(e), "fields": []}}


def converse(console: Console, name: str, facts: dict[str, Any], as_of: date, citer: Citer | None) -> None:
    """Ask for the missing facts one by one until nothing decisive is missing or all that is left is not known; then show the Ergebnis."""
    from api.cli.asking import ask_fact

    check = find(name)
    console.print(Text(f"{check.title}. {check.description}"))
    console.print(Text("Leere Eingabe oder „weiß ich nicht“ lässt eine Angabe offen.", style="dim"))
    given, skipped = dict(facts), set[str]()
    while True:
        result = run(name, given, as_of)
        asked = next((m["fact"] for m in result["missing"] if m["fact"] not in skipped), None)
        if asked is None:
            break
        value = ask_fact(console, check.fact(asked))
        if value is None:
            skipped.add(asked)
        else:
            given[asked] = value
    show_ergebnis(console, run(name, given, as_of, citer))
