"""One cell or several cells of named rows, told as they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.tables.data import Column, Row, Table, Value
from assistant.tables.shown import TableAnswer, labelled, shown, source
from assistant.tables.sums import total

MOST_ROWS = 5  # rows told at once
_YES = frozenset({"ja"})


def cells(table: Table, rows: Sequence[Row], columns: Sequence[Column], after: str = "") -> TableAnswer:
    """The cells of rows; a total the table leaves empty is computed where its parts add up. `after`: a sentence that follows."""
    parts, computed = [], False
    for r in rows[:MOST_ROWS]:
        told = [c for c in columns if c.id in r.values or total(table, r, c)] or [c for c in table.columns if c.id in r.values]
        told_now = [_cell(table, r, c) for c in told]
        computed = computed or any(c.id not in r.values for c in told)
        parts += _sentences(table, r, told, told_now)
        if len(columns) < len(table.columns):
            parts += _instead(table, r, told)
    return TableAnswer(". ".join(parts) + f" ({source(table)}).{after}", tuple(rows[:MOST_ROWS]), computed, (), tuple(columns))


def _sentences(table: Table, row: Row, columns: Sequence[Column], texts: Sequence[str]) -> list[str]:
    """A yes/no cell as a sentence of its own when it is the only one asked for, else the cells in a row."""
    if len(columns) == 1 and (has := has_it(row.values.get(columns[0].id), table)) is not None and columns[0].present:
        c, value = columns[0], str(row.values[columns[0].id])
        if not has:
            said = "in der Tabelle steht ein Strich" if value == "-" else f"in der Tabelle steht: {value}"
            return [f"{row.name} hat {c.absent}; {said}"]
        if value.lower() in _YES:
            return [f"{row.name} hat {c.present}"]
    return [f"{row.name}: " + "; ".join(texts)]


def _cell(table: Table, row: Row, column: Column) -> str:
    computed = None if column.id in row.values else total(table, row, column)
    if computed is None:
        return labelled(row.values.get(column.id), table, column)
    value, line = computed
    return f"{column.short} {shown(value, table, column)} ({line})"


def has_it(value: Value | None, table: Table) -> bool | None:
    """Whether a cell says that the row has something; None when it gives no certain answer."""
    if value is None or (isinstance(value, str) and (value in table.missing or value.lower() in ("", "offen", "unklar", "k.a.", "geplant"))):
        return None
    if isinstance(value, float):
        return value > 0
    return not value.startswith("-") and value.lower() != "keine"


def yes_no_column(table: Table, column: Column) -> bool:
    """A column whose cells say Ja."""
    return any(isinstance(v := r.values.get(column.id), str) and v.lower() in _YES for r in table.rows)


def plain_yes(value: Value | None) -> bool:
    """A cell that says no more than Ja or a dash."""
    return isinstance(value, str) and (value.lower() in _YES or value.startswith("-"))


def _instead(table: Table, row: Row, columns: Sequence[Column]) -> list[str]:
    """Who covers a row whose cell holds a dash: the row that names it, or names the whole area; for the Kreis the places that say Ja."""
    out = []
    for c in columns:
        if str(row.values.get(c.id)).startswith("-") and c.unit == "":
            covering = [r for r in table.rows if r is not row and re.search(rf"\b{re.escape(row.name)}\b|gesamten Kreis", str(r.values.get(c.id)))]
            own = [r for r in table.rows if r.group != row.group and plain_yes(r.values.get(c.id)) and has_it(r.values[c.id], table)]
            out += [f"{c.short}: Ja bei {', '.join(r.name for r in own)}"] if row.group == "Kreis" and own else []
            out += [f"{c.short} beim Kreis ({r.name}): {shown(r.values[c.id], table, c)}" for r in covering]
    return out
