"""Tables as cards, so that retrieval finds them: one card per row, one per table with the questions that go over rows."""

from __future__ import annotations

from assistant.registry import sources
from assistant.tables import shown
from assistant.tables.data import Column, Row, Table
from assistant.types import Card, CardQuestion


def cards_of(table: Table) -> list[Card]:
    """A card per row, then the one of the whole table."""
    info = sources()[table.document_id].info
    return [_row_card(table, r, info.kommune) for r in table.rows] + [_table_card(table, info.kommune)]


def _row_card(table: Table, row: Row, kommune: str) -> Card:
    cells = [c for c in table.columns if c.id in row.values]
    text = f"{row.name} – " + "; ".join(f"{c.short}: {shown(row.values[c.id], table, c)}" for c in cells)
    statement = f"{table.locator} ({table.stand}): {text}."
    questions = [f"{_asks(c)} {row.words[0]} {c.words[0]}?" for c in cells] + [f"{row.name} {c.name}" for c in cells]
    if len(row.words) > 1:
        questions.append(f"{table.row_is} {row.words[1]} {' '.join(table.words[:4])}")
    anchors = (row.anchor,) if row.anchor else ()
    return _card(table, f"tab-{table.id}-{row.id}", statement, questions, anchors, _kommune_of(row, kommune))


def _kommune_of(row: Row, kommune: str) -> str:
    """The municipality a row is about: the row itself in a table of municipalities, else the document's."""
    return kommune if kommune else row.name if row.group in ("Kreis", "kreisfreie Stadt") else ""


def _asks(c: Column) -> str:
    return "Wie viele" if c.unit == "Stellen" else "Wie viel" if c.unit else "Hat"


def _table_card(table: Table, kommune: str) -> Card:
    short = [c.short for c in table.columns]
    questions = [f"Welche {table.row_is} hat die meisten {c.name}?" for c in table.columns[:5]] + [
        f"Wie viele {c.name} insgesamt zusammen?" for c in table.columns[:5]
    ]
    questions += [" ".join(table.words), f"Tabelle {table.title}"]
    statement = f"{table.title} ({table.locator}, Stand {table.stand}). Spalten: {', '.join(short)}."
    anchors = tuple(c.anchor for c in table.columns[:1] if c.anchor)
    return _card(table, f"tab-{table.id}", statement[:400], questions, anchors, kommune)


def _card(table: Table, ident: str, statement: str, questions: list[str], anchors: tuple[str, ...], kommune: str) -> Card:
    return Card(
        id=ident,
        document_id=table.document_id,
        locator=table.locator,
        topic="bericht",
        art="tabelle",
        statement=statement,
        details="",
        questions=tuple(CardQuestion(q) for q in questions),
        anchors=anchors,
        valid_from=table.valid_from,
        valid_until=table.valid_until,
        kommune=kommune,
    )
