"""How cells, numbers and the table itself are written in an answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.tables.data import Column, Row, Table, Value


@dataclass(frozen=True, slots=True)
class TableAnswer:
    """The text, the rows it rests on (cited in this order), whether it was computed beyond reading cells, the remarks it tells (by index) and
    the columns it speaks of."""

    text: str
    rows: tuple[Row, ...]
    computed: bool
    remarks: tuple[int, ...] = ()
    columns: tuple[Column, ...] = ()


def shown(value: Value | None, table: Table, column: Column) -> str:
    """A cell as text: German number with unit, "keine Angabe (k.A.)" for a missing one."""
    if value is None or (isinstance(value, str) and value in table.missing):
        return "keine Angabe" + (f" ({value})" if value else "")
    if isinstance(value, str):
        return {"-": "nichts (Strich)"}.get(value, value)
    if column.unit == "Stellen" and value == 0:
        return "keine Stelle (0)"
    text = number(value)
    return f"{text} {'€' if column.unit == 'Euro' else column.unit}".strip() if column.unit != "Stellen" or value != 1 else f"{text} Stelle"


def labelled(value: Value | None, table: Table, column: Column) -> str:
    """A cell with the name of its column, said once where the unit says it already."""
    return (
        shown(value, table, column) if column.short == column.unit and isinstance(value, float) else f"{column.short} {shown(value, table, column)}"
    )


def number(value: float) -> str:
    """German notation, no superfluous decimals."""
    value = round(value, 2)
    text = f"{value:,.2f}".rstrip("0").rstrip(".") if value % 1 else f"{value:,.0f}"
    return text.replace(",", "·").replace(".", ",").replace("·", ".")


def percent(part: float, whole: float) -> str:
    """A share with one decimal at most, and its calculation."""
    return f"{number(round(100 * part / whole, 1))} %"


def source(table: Table) -> str:
    """Where the figures stand and of when they are."""
    return f"{table.locator}, Stand {table.stand}" if table.stand else table.locator


def numbers(rows: Iterable[Row], column: Column) -> tuple[list[tuple[Row, float]], list[Row]]:
    """The rows with a number in a column, and those without one."""
    rows = list(rows)
    have = [(r, v) for r in rows if isinstance(v := r.values.get(column.id), float)]
    return have, [r for r in rows if not isinstance(r.values.get(column.id), float)]


def without_number(rows: Sequence[Row], at_most: int = 6) -> str:
    """The sentence that names rows left out of a computation, "" for none."""
    names = ", ".join(r.name for r in rows[:at_most]) + (f" und {len(rows) - at_most} weitere" if len(rows) > at_most else "")
    return f" Ohne Zahl: {names}." if rows else ""


def joined(names: Sequence[str]) -> str:
    """A list as German writes it."""
    return " und ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
