"""Checks and their Ergebnis as readable German text; the calculation as a table."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from api.render import KINDS, VALIDITY
from assistant.checks.facts import range_text
from assistant.checks.types import Check, Fact
from assistant.checks.words import day, euro

WORDS = {
    "erfuellt": "erfüllt",
    "nicht_erfuellt": "nicht erfüllt",
    "unklar": "unklar",
    "berechnet": "berechnet",
    "im_rahmen": "im Rahmen",
    "darunter": "darunter",
    "darueber": "darüber",
    "case_management": "Case Management",
    "kurzberatung": "Kurzberatung",
    "fristgerecht": "fristgerecht",
    "verspaetet": "verspätet",
    "kein_antrag_noetig": "kein Antrag nötig",
    "verweis": "Verweis",
    "kein_verweis": "kein Verweis",
    "faellig": "fällig",
    "entfaellt": "entfällt",
}


def show_check(console: Console, check: Check) -> None:
    """One check with its facts."""
    console.print(Text(check.title, style="bold"))
    console.print(Text(check.description))
    for fact in check.facts:
        console.print(Text.assemble((f"  {fact.name}", "bold"), f"  {kind(fact)}"))
        console.print(Text(f"      {fact.question} {fact.help}".rstrip()))
        for part in fact.fields:
            console.print(Text(f"      – {part.name}: {kind(part)}"))


def kind(fact: Fact) -> str:
    """What a fact may be, in German."""
    if fact.kind == "word":
        return " | ".join(str(word) for word, _ in fact.words)
    if fact.kind == "posts":
        return "Liste von Stellen"
    name = {"bool": "true | false", "number": "Zahl", "integer": "ganze Zahl", "date": "Datum JJJJ-MM-TT"}[fact.kind]
    text = f"{name}, {range_text(fact)}" if range_text(fact) else name
    return text + (f" (Vorgabe {fact.default})" if fact.default is not None else "")


def show_ergebnis(console: Console, e: dict[str, Any]) -> None:
    """An Ergebnis: summary, calculation, criteria, missing facts, hints, notes, sources, and what it is not."""
    console.print(Text.assemble((f"{e['title']}: {WORDS.get(e['result'], e['result'])}", "bold")))
    console.print(Text(e["zusammenfassung"]))
    if e.get("rechenweg"):
        console.print(_calculation(e))
    for c in e["criteria"]:
        console.print(Text.assemble(("  " + c["title"], "bold"), f" – {WORDS.get(c['result'], c['result'])}: {c['reason']}{_marks(c)}"))
    if e["missing"]:
        console.print(Text("Es fehlt noch:", style="bold"))
        for m in e["missing"]:
            console.print(Text(f"  · {m['frage']} ({m['fact']})"))
    for h in e["hints"]:
        console.print(Text.assemble(("Empfehlung: ", "bold"), h["text"] + _marks(h)))
    for n in e["notes"]:
        console.print(Text.assemble((f"{KINDS[n['kind']]}: ", "bold"), n["text"] + _marks(n)), style="yellow")
    _sources(console, e)
    console.print(Text(f"Stichtag {day(e['as_of'])}, Fassung: {e['fassung'] or 'keine belegt'}. Zuständig: {e['zustaendig']}.", style="dim"))
    console.print(Text(e["orientierung"], style="dim"))


def _marks(row: dict[str, Any]) -> str:
    return "".join(f" [{n}]" for n in row["citations"])


def _calculation(e: dict[str, Any]) -> Table:
    table = Table(box=None, pad_edge=False, show_edge=False, show_footer=True)
    total = sum((Decimal(str(x["amount_eur"])) for x in e["rechenweg"]), Decimal(0))
    table.add_column("Posten", footer="Summe")
    table.add_column("Rechnung")
    table.add_column("Betrag", justify="right", footer=euro(total))
    for x in e["rechenweg"]:
        table.add_row(Text(x["label"] + _marks(x)), Text(x["formula"]), euro(Decimal(str(x["amount_eur"]))))
    return table


def _sources(console: Console, e: dict[str, Any]) -> None:
    if e["citations"]:
        console.print(Text("Quellen", style="bold"))
    for c in e["citations"]:
        page = f", S. {c['page']}" if c["page"] else ""
        console.print(
            Text.assemble(
                (f"[{c['n']}] {c['locator']}{page}", "bold"), f" – {c['title']} (Stand {c['stand'] or 'unbekannt'}, {VALIDITY[c['validity']]})"
            )
        )
        quote = f"Regel: {c['quote']}" if c["quote_source"] == "card" else f"„{c['quote']}“"
        console.print(Padding(Text(quote, style="italic"), (0, 0, 0, 4)))
