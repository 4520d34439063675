"""Totals and averages, only of what the table's data says adds up (`addierbar`)."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.tables.data import Column, Row, Table
from assistant.tables.shown import TableAnswer, number, numbers, shown, source, without_number

MOST_TERMS = 12  # terms a calculation shows
NOT_ADDABLE = " Zu einer Summe gehören diese Angaben nicht zusammen; die Tabelle gibt keine."


def down(table: Table, rows: Sequence[Row], column: Column) -> TableAnswer | None:
    """The cells of a column added over rows; None when they do not add up to something."""
    have, without = numbers(rows, column)
    if not have or not table.rules.adds_down([r.id for r in rows], column.id):
        return None
    value = sum(v for _, v in have)
    line = f"{_terms([v for _, v in have])} = {number(value)}" if len(have) <= MOST_TERMS else f"Summe über {len(have)} Zeilen"
    names = ", ".join(r.name for r, _ in have) if len(have) <= 6 else f"{len(have)} Zeilen"
    text = f"Zusammen {shown(value, table, column)}: {column.name} für {names} ({line}; {source(table)}).{without_number(without)}"
    return TableAnswer(text, tuple(r for r, _ in have[:5]), True, (), (column,))


def across(table: Table, row: Row, columns: Sequence[Column]) -> TableAnswer | None:
    """The cells of a row added over columns; None when they do not add up to something or the table gives the sum itself."""
    have = [(c, v) for c in table.columns if c in columns and isinstance(v := row.values.get(c.id), float)]
    told = [c for c in columns if c.id in row.values]
    if len(have) < 2 or len(have) < len(told) or not table.rules.adds_across(row.id, [c.id for c in told]):
        return None
    value = sum(v for _, v in have)
    names = " und ".join(c.short for c, _ in have)
    text = f"Zusammen {shown(value, table, have[0][0])}: {row.name} {names} ({_terms([v for _, v in have])} = {number(value)}; {source(table)})."
    return TableAnswer(text, (row,), True, (), tuple(c for c, _ in have))


def mean(table: Table, rows: Sequence[Row], column: Column) -> TableAnswer | None:
    """The average of a column over rows with a number; None where their sum means nothing."""
    have, without = numbers(rows, column)
    if len(have) < 2 or not table.rules.adds_down([r.id for r, _ in have], column.id):
        return None
    value = sum(v for _, v in have)
    line = f"{number(value)} ÷ {len(have)} Zeilen mit Zahl = {number(value / len(have))}"
    text = f"Im Durchschnitt {shown(round(value / len(have), 2), table, column)}: {column.name} ({line}; {source(table)}).{without_number(without)}"
    return TableAnswer(text, tuple(r for r, _ in have[:5]), True, (), (column,))


def total(table: Table, row: Row, column: Column) -> tuple[float, str] | None:
    """The value of a total cell the table leaves empty, with its calculation, when the table names its parts."""
    by_id = {r.id: r for r in table.rows}
    parts: list[list[float | str | None]] = [
        [row.values.get(c.id) for c in table.columns if c.id in s.columns] for s in table.rules.across if s.total == column.id and row.id in s.rows
    ]
    parts += [
        [by_id[r.id].values.get(column.id) for r in table.rows if r.id in s.rows]
        for s in table.rules.down
        if s.total == row.id and column.id in s.columns
    ]
    for cells in parts:
        have = [v for v in cells if isinstance(v, float)]
        if have and len(have) == len(cells):
            return sum(have), f"{_terms(have)} = {number(sum(have))}" if len(have) > 1 else "einzige Zeile darunter"
    return None


def _terms(values: Sequence[float]) -> str:
    return " + ".join(map(number, values))
