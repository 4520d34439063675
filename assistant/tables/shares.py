"""Shares and percentages, only between columns of which the table's data says that one is a part of the other (`anteile`)."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.tables.cells import cells
from assistant.tables.data import Column, Row, Table
from assistant.tables.shown import TableAnswer, number, percent, source, without_number
from assistant.tables.sums import total


def pairs(table: Table, columns: Sequence[Column]) -> list[tuple[Column, Column]]:
    """Part and whole a question means: both named, or the part named and the wholes the table lists for it, in its order."""
    ids = {c.id for c in columns}
    both = [s for s in table.rules.shares if {s.part, s.whole} <= ids]
    best = columns[0].id if columns else ""
    chosen = [s for s in both if best in (s.part, s.whole)] or both or [s for s in table.rules.shares if s.part == best]
    return [(table.column(s.part), table.column(s.whole)) for s in chosen]


def of_row(table: Table, row: Row, columns: Sequence[Column]) -> TableAnswer | None:
    """The share of a part in its whole in a row; the cells when a number is missing; None when the table knows no such share."""
    possible = pairs(table, columns)
    for part, whole in possible:
        x, y = row.values.get(part.id), row.values.get(whole.id)
        if isinstance(x, float) and isinstance(y, float) and y > 0:
            line = f"{number(x)} ÷ {number(y)}; {source(table)}"
            text = f"{percent(x, y)} bei {row.name}: {part.short} {number(x)} von {number(y)} Stellen ({whole.short}; {line})."
            return TableAnswer(text, (row,), True, (), (part,))
    if not possible:
        return None
    return cells(table, [row], possible[0], " Ein Anteil lässt sich daraus nicht rechnen.")


def of_total(table: Table, rows: Sequence[Row], column: Column) -> TableAnswer | None:
    """The share of a row in the total row it belongs to."""
    for s in table.rules.down:
        whole, part = next((r for r in rows if r.id == s.total), None), next((r for r in rows if r.id in s.rows), None)
        if whole is None or part is None:
            continue
        x, y = _value(table, part, column), _value(table, whole, column)
        if x is not None and y:
            line = f"{column.short}; {number(x)} ÷ {number(y)}; {source(table)}"
            return TableAnswer(f"{percent(x, y)}: {part.name} {number(x)} von {whole.name} {number(y)} ({line}).", (part, whole), True, (), (column,))
    return None


def _value(table: Table, row: Row, column: Column) -> float | None:
    cell = row.values.get(column.id)
    computed = None if cell is not None else total(table, row, column)
    return cell if isinstance(cell, float) else computed[0] if computed else None


def of_all(table: Table, rows: Sequence[Row], columns: Sequence[Column]) -> TableAnswer | None:
    """The share over all rows that hold both numbers."""
    for part, whole in pairs(table, columns):
        have = [(r, x, y) for r in rows if isinstance(x := r.values.get(part.id), float) and isinstance(y := r.values.get(whole.id), float)]
        ids = [r.id for r, _, _ in have]
        if not have or not (table.rules.adds_down(ids, part.id) and table.rules.adds_down(ids, whole.id)):
            continue
        x, y = sum(t[1] for t in have), sum(t[2] for t in have)
        line = f"{number(x)} ÷ {number(y)}, Summen über {len(have)} Zeilen; {source(table)}"
        text = f"{percent(x, y)}: {part.short} {number(x)} von {number(y)} Stellen ({whole.short}; {line})."
        return TableAnswer(text + without_number([r for r in rows if r.id not in ids]), tuple(r for r, _, _ in have[:5]), True, (), (part,))
    return None


def in_column(table: Table, row: Row, column: Column) -> TableAnswer | None:
    """What share of a column's sum a row holds."""
    have = [(r, v) for r in table.rows if isinstance(v := r.values.get(column.id), float)]
    x = row.values.get(column.id)
    if not isinstance(x, float) or len(have) != len(table.rows) or not table.rules.adds_down([r.id for r in table.rows], column.id):
        return None
    whole = sum(v for _, v in have)
    line = f"{number(x)} ÷ {number(whole)}; {source(table)}"
    text = f"{percent(x, whole)}: {row.name} {number(x)} von zusammen {number(whole)} ({column.name}; {line})."
    return TableAnswer(text, (row, *(r for r, _ in have if r is not row))[:5], True, (), (column,))


def extreme(table: Table, rows: Sequence[Row], columns: Sequence[Column], most: bool) -> TableAnswer | None:
    """The rows with the highest or lowest share."""
    for part, whole in pairs(table, columns):
        have = [(r, x, y) for r in rows if isinstance(x := r.values.get(part.id), float) and isinstance(y := r.values.get(whole.id), float) and y > 0]
        if not have:
            continue
        best = (max if most else min)(x / y for _, x, y in have)
        top = [t for t in have if abs(t[1] / t[2] - best) < 1e-9]
        names = ", ".join(f"{r.name} ({number(x)} von {number(y)})" for r, x, y in top)
        word = "Höchster" if most else "Niedrigster"
        text = f"{word} Anteil, {percent(best, 1)}: {names} ({part.short} von {whole.short}; {source(table)})."
        left = [r for r in rows if all(r is not t[0] for t in have)]
        return TableAnswer(text + without_number(left), tuple(t[0] for t in top[:5]), True, (), (part,))
    return None
