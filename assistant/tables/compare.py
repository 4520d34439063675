"""Differences and rankings: two rows in a column, two columns of a row, the most and the least."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.tables.cells import cells
from assistant.tables.data import Column, Row, Table
from assistant.tables.shown import TableAnswer, joined, number, numbers, shown, source, without_number
from assistant.tables.words import FEWER, MOST

NO_COMPARISON = " Ein Vergleich ist damit nicht möglich, weil nicht überall eine Zahl steht."


def two_rows(table: Table, rows: Sequence[Row], column: Column, question: str) -> TableAnswer:
    """Two rows compared in a column, the difference first; the cells alone when one holds no number."""
    have, _ = numbers(rows, column)
    if len(have) < 2:
        return cells(table, rows, [column], NO_COMPARISON)
    (a, x), (b, y) = sorted(have, key=lambda t: -t[1])
    if x == y:
        text = f"Gleich viel: {a.name} und {b.name} je {shown(x, table, column)} ({column.name}; {source(table)})."
        return TableAnswer(text, (a, b), True, (), (column,))
    line = f"{column.name}; {number(x)} − {number(y)} = {number(x - y)}; {source(table)}"
    fewer = bool(FEWER.search(question)) and not MOST.search(question)
    first, second = ((b, y), (a, x)) if fewer else ((a, x), (b, y))
    how = "weniger" if fewer else "mehr"
    text = f"{_amount(x - y, table, column)} {how}: {first[0].name} {number(first[1])}, {second[0].name} {number(second[1])} ({line})."
    return TableAnswer(text, (first[0], second[0]), True, (), (column,))


def times(table: Table, rows: Sequence[Row], column: Column) -> TableAnswer:
    """How many times as much one row holds as another."""
    have, _ = numbers(rows, column)
    if len(have) < 2 or min(v for _, v in have) <= 0:
        return cells(table, rows, [column], NO_COMPARISON)
    (a, x), (b, y) = sorted(have, key=lambda t: -t[1])
    line = f"{column.name}; {number(x)} ÷ {number(y)} = {number(x / y)}; {source(table)}"
    text = f"Das {number(x / y)}-Fache: {a.name} {number(x)}, {b.name} {number(y)} ({line})."
    return TableAnswer(text, (a, b), True, (), (column,))


def two_columns(table: Table, row: Row, a: Column, b: Column) -> TableAnswer:
    """Two columns of a row compared; the cells alone when one holds no number or the units differ."""
    x, y = row.values.get(a.id), row.values.get(b.id)
    if not isinstance(x, float) or not isinstance(y, float) or a.unit != b.unit:
        return cells(table, [row], [a, b], NO_COMPARISON)
    if x == y:
        text = f"Kein Unterschied bei {row.name}: {a.short} und {b.short} je {shown(x, table, a)} ({source(table)})."
        return TableAnswer(text, (row,), True, (), (a, b))
    hi, lo = (a, b) if x > y else (b, a)
    big, small = max(x, y), min(x, y)
    line = f"{number(big)} − {number(small)} = {number(big - small)}; {source(table)}"
    text = f"{_amount(big - small, table, a)} Unterschied bei {row.name}: {hi.short} {number(big)}, {lo.short} {number(small)} ({line})."
    return TableAnswer(text, (row,), True, (), (a, b))


def extreme(table: Table, rows: Sequence[Row], column: Column, most: bool) -> TableAnswer | None:
    """The row (or rows) with the most or the least, the next ones, and those without a number."""
    have, without = numbers(rows, column)
    if not have:
        return None
    values = sorted({v for _, v in have}, reverse=most)
    top = [r for r, v in have if v == values[0]]
    after = ""
    if len(values) > 1:
        after = f" Danach {', '.join([r.name for r, v in have if v == values[1]][:4])} mit {number(values[1])}."
    word = "Am meisten" if most else "Am wenigsten"
    names = " und ".join(r.name for r in top) if len(top) <= 3 else ", ".join(r.name for r in top)
    text = f"{word}: {names} mit {shown(values[0], table, column)} ({column.name}; {source(table)}).{after}{without_number(without)}"
    return TableAnswer(text, tuple(top[:5]), True, (), (column,))


def ranking(table: Table, rows: Sequence[Row], column: Column, places: int, most: bool) -> TableAnswer | None:
    """The first rows in order; rows equal to the last of them are told too, so that nobody is left out by chance."""
    have, without = numbers(rows, column)
    ordered = sorted(have, key=lambda t: -t[1] if most else t[1])
    if len(ordered) <= places:
        return None
    top = [(r, v) for r, v in ordered if (v >= ordered[places - 1][1] if most else v <= ordered[places - 1][1])]
    levels = list(dict.fromkeys(v for _, v in top))
    parts = [f"{joined([r.name for r, v in top if v == level])} mit {number(level)}" for level in levels]
    tie = f" Das sind {len(top)}, weil gleich viele gleich zählen." if len(top) > places else ""
    word = "Am meisten" if most else "Am wenigsten"
    text = f"{word}: {', dann '.join(parts)} ({column.name}; {source(table)}).{tie}{without_number(without)}"
    return TableAnswer(text, tuple(r for r, _ in top[:5]), True, (), (column,))


def _amount(value: float, table: Table, column: Column) -> str:
    return shown(round(value, 2), table, column)
