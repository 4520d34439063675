"""Answers and passages as JSON (the contract) and as readable German text."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.markdown import Markdown
from rich.padding import Padding
from rich.text import Text

from assistant.plain import plain
from assistant.types import Answer, ScoredPassage

VALIDITY = {"geltend": "geltend", "ueberholt": "überholt", "historisch": "historisch"}
KINDS = {"frueher": "Früher", "widerspruch": "Widerspruch", "auslegung": "Auslegung offen", "hinweis": "Hinweis"}


def answer_json(a: Answer) -> dict[str, Any]:
    """The contract's answer object; `id` only when one was given."""
    row: dict[str, Any] = plain(asdict(a))
    if row["id"] is None:
        del row["id"]
    return row


def passage_json(s: ScoredPassage) -> dict[str, Any]:
    """One found passage."""
    p = s.passage
    return {
        "document_id": p.document_id,
        "locator": p.locator,
        "page": p.page,
        "text": p.text,
        "score": round(s.score, 4),
        "dense": round(s.dense, 4),
        "lexical": round(s.lexical, 4),
        "kind": p.kind,
        "passage_id": p.id,
        "start": p.start,
        "end": p.end,
    }


def show_answer(console: Console, a: Answer) -> None:
    """Print an answer for people: text, notes, sources, and what it is not."""
    console.print(Markdown(a.answer.replace("[", "\\[")) if a.mode == "generated" else Text(a.answer))
    for n in a.notes:
        console.print(
            Text.assemble(("" if n.kind == "frueher" else f"{KINDS[n.kind]}: ", "bold"), n.text, *(f" [{i}]" for i in n.citations)), style="yellow"
        )
    if a.citations:
        console.print()
        console.print(Text("Quellen", style="bold"))
    for c in a.citations:
        page = f", S. {c.page}" if c.page else ""
        console.print(Text.assemble((f"[{c.n}] {c.locator}{page}", "bold"), f" – {c.title} (Stand {c.stand or 'unbekannt'}, {VALIDITY[c.validity]})"))
        console.print(Padding(Text(f"Wissenskarte: {c.quote}" if c.quote_source == "card" else f"„{c.quote}“", style="italic"), (0, 0, 0, 4)))
        if c.quote_source == "card" and c.url:
            console.print(Text(f"    Original: {c.url}", style="dim"))
    if a.suggestions and a.status != "needs_facts":  # what is asked for stands in the answer
        console.print(Text("Dazu gibt es Auskunft:", style="bold"))
        for s in a.suggestions:
            console.print(Text(f"  · {s}"))
    console.print(Text(f"Rechtsstand {a.as_of:%d.%m.%Y}. Orientierung, keine Entscheidung einer Behörde.", style="dim"))


def show_passages(console: Console, found: list[ScoredPassage]) -> None:
    """Print found passages for people."""
    for n, s in enumerate(found, 1):
        p = s.passage
        page = f", S. {p.page}" if p.page else ""
        console.print(
            Text.assemble((f"{n}. {p.document_id}, {p.locator}{page}", "bold"), f"  ({'Karte' if p.card_id else 'Original'}, {s.score:.1f})")
        )
        console.print(Text(f"   {p.text[:300]}"))
