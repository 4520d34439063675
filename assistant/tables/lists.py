"""Which rows fulfil a condition, and how many do: having something, a certain number, a limit, no figure, less in one column than in another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.tables.asked import Asked
from assistant.tables.cells import has_it, plain_yes
from assistant.tables.data import Column, Row, Table, Value
from assistant.tables.shown import TableAnswer, joined, number, numbers, shown, source, without_number
from assistant.tables.words import COUNT, EVERY, NONE, figure, fold


def holders(asked: Asked, column: Column) -> TableAnswer:
    """The rows that have something in a column, or those that have nothing; uncertain cells are named apart."""
    table, none = asked.table, bool(NONE.search(asked.text))
    chosen = [r for r in asked.group if has_it(r.values.get(column.id), table) is (not none)]
    chosen = _of_value(asked, column, chosen)
    unsure = [r for r in asked.group if has_it(r.values.get(column.id), table) is None]
    names = ", ".join(_with_cell(r, table, column) for r in chosen) or "Keine"
    what = f"ohne {column.name}" if none else column.name
    after = f" Ohne klare Angabe: {', '.join(_unsure(r, column) for r in unsure)}." if unsure else ""
    return TableAnswer(f"{_lead(asked, len(chosen))}{names} ({what}; {source(table)}).{after}", tuple(chosen[:5]), True, (), (column,))


def _of_value(asked: Asked, column: Column, rows: list[Row]) -> list[Row]:
    """Of rows whose cells are words those that hold the word a question asks for ("die Diakonie als Träger")."""
    own = {part for w in (*column.words, *asked.table.words) for part in fold(w).split()}
    words = {w for r in rows for w in fold(str(r.values[column.id])).split() if len(w) >= 7} - own
    named = [w for w in words if f" {w} " in asked.folded]
    return [r for r in rows if any(w in fold(str(r.values[column.id])) for w in named)] if named else rows


def _unsure(row: Row, column: Column) -> str:
    value = row.values.get(column.id)
    return f"{row.name} ({value})" if value else f"{row.name} (leer)"


def _with_cell(r: Row, table: Table, column: Column) -> str:
    value: Value | None = r.values.get(column.id)
    return r.name if value is None or plain_yes(value) or value == 0 else f"{r.name} ({shown(value, table, column)})"


def equal(asked: Asked, column: Column, wanted: float) -> TableAnswer | None:
    """The rows with exactly this number."""
    table = asked.table
    chosen = [r for r in asked.group if r.values.get(column.id) == wanted]
    if not chosen and not COUNT.search(asked.text):
        return None
    _, without = numbers(asked.group, column)
    each = f"{column.short} {'je ' if wanted and chosen else ''}{shown(wanted, table, column)}"
    text = f"{_lead(asked, len(chosen))}{joined([r.name for r in chosen]) or 'Keine'}: {each} ({source(table)})."
    return TableAnswer(text + without_number([r for r in without if r.values.get(column.id) != "-"]), tuple(chosen[:5]), True, (), (column,))


def beyond(asked: Asked, column: Column, than: re.Match[str]) -> TableAnswer:
    """The rows above or below a limit."""
    table, limit, how = asked.table, figure(than[2]), than[1].lower()
    have, without = numbers(asked.group, column)
    chosen = [(r, v) for r, v in have if _within(v, how, limit)]
    names = ", ".join(f"{r.name} ({shown(v, table, column)})" for r, v in chosen) or "Keine"
    text = f"{_lead(asked, len(chosen))}{names} ({column.name} {than[0]}; {source(table)}).{without_number(without)}"
    return TableAnswer(text, tuple(r for r, _ in chosen[:5]), True, (), (column,))


def no_figure(asked: Asked, column: Column) -> TableAnswer:
    """The rows whose cell says "keine Angabe"."""
    table = asked.table
    chosen = [r for r in asked.group if (v := r.values.get(column.id)) is None or (isinstance(v, str) and v in table.missing)]
    names = ", ".join(r.name for r in chosen) or "Keine"
    text = f"{_lead(asked, len(chosen))}{names}: keine Angabe ({column.name}; {source(table)})."
    return TableAnswer(text, tuple(chosen[:5]), True, (), (column,))


def less_than(asked: Asked, small: Column, big: Column) -> TableAnswer:
    """The rows that hold less in one column than in another."""
    table = asked.table
    both = [(r, x, y) for r in asked.group if isinstance(x := r.values.get(small.id), float) and isinstance(y := r.values.get(big.id), float)]
    chosen = [t for t in both if t[1] < t[2]]
    names = ", ".join(f"{r.name} ({number(x)} von {number(y)})" for r, x, y in chosen) or "Keine"
    left = [r for r in asked.group if all(r is not t[0] for t in both)]
    text = f"{_lead(asked, len(chosen))}{names} ({small.short} weniger als {big.short}; {source(table)}).{without_number(left, 10)}"
    return TableAnswer(text, tuple(t[0] for t in chosen[:5]), True, (), (small, big))


def _lead(asked: Asked, count: int) -> str:
    return f"{count} von {len(asked.group)}: " if COUNT.search(asked.text) or EVERY.search(asked.text) else ""


def of_group(table: Table, rows: Sequence[Row], column: Column) -> TableAnswer:
    """The cells of all rows of a group."""
    names = ", ".join(f"{r.name} {_short(r.values.get(column.id), table, column)}" for r in rows)
    return TableAnswer(f"{column.name}: {names} ({source(table)}).", tuple(rows[:5]), False, (), (column,))


def _short(value: Value | None, table: Table, column: Column) -> str:
    return number(value) if isinstance(value, float) else shown(value, table, column)


def _within(value: float, how: str, limit: float) -> bool:
    if how in ("mehr als", "über", "more than"):
        return value > limit
    if how in ("mindestens", "at least"):
        return value >= limit
    return value <= limit if how == "höchstens" else value < limit
