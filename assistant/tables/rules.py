"""What may be computed over a table, as data (`addierbar`, `anteile` in `corpus/tabellen/*.yaml`). Nothing is added up that is not listed here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.errors import WissenError

_SET_KEYS = {"zeilen", "spalten", "ergibt"}


@dataclass(frozen=True, slots=True)
class Addable:
    """Rows and columns whose cells add up to something; `total` is the row (or column) of the table that holds that sum, "" for none."""

    rows: frozenset[str]
    columns: frozenset[str]
    total: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """A column that is a part of another one, so that their ratio is a share."""

    part: str
    whole: str


@dataclass(frozen=True, slots=True)
class Rules:
    """`down`: cells of one column that may be added over rows; `across`: cells of one row that may be added over columns; `shares` in the order
    in which a whole is chosen for a part when the question names none."""

    down: tuple[Addable, ...] = ()
    across: tuple[Addable, ...] = ()
    shares: tuple[Share, ...] = ()

    def adds_down(self, rows: Iterable[str], column: str) -> bool:
        """Whether the cells of these rows in a column add up to something."""
        wanted = set(rows)
        return any(wanted <= s.rows and column in s.columns for s in self.down)

    def adds_across(self, row: str, columns: Iterable[str]) -> bool:
        """Whether these cells of a row add up to something."""
        wanted = set(columns)
        return any(row in s.rows and wanted <= s.columns for s in self.across)


def parse_rules(addable: Any, shares: Any, rows: Iterable[str], columns: Iterable[str], name: str) -> Rules:
    """Read and check the two keys. Errors: WissenError naming the file and the entry; without the keys nothing may be added."""
    known_rows, known_columns = frozenset(rows), frozenset(columns)
    addable = addable or {}
    if not isinstance(addable, dict) or set(addable) - {"untereinander", "nebeneinander"}:
        raise WissenError(f"{name}: addierbar hat nur untereinander und nebeneinander.")
    down = tuple(_set(s, known_rows, known_columns, known_rows, name) for s in addable.get("untereinander") or ())
    across = tuple(_set(s, known_rows, known_columns, known_columns, name) for s in addable.get("nebeneinander") or ())
    return Rules(down, across, tuple(_share(s, known_columns, name) for s in shares or ()))


def _set(raw: Any, rows: frozenset[str], columns: frozenset[str], totals: frozenset[str], name: str) -> Addable:
    if not isinstance(raw, dict) or set(raw) - _SET_KEYS or not {"zeilen", "spalten"} <= set(raw):
        raise WissenError(f"{name}: ein Eintrag unter addierbar hat zeilen, spalten und freiwillig ergibt.")
    chosen = rows if raw["zeilen"] == "alle" else frozenset(map(str, raw["zeilen"]))
    cells, total = frozenset(map(str, raw["spalten"])), str(raw.get("ergibt", ""))
    unknown = sorted((chosen - rows) | (cells - columns) | ({total} - {""} - totals))
    if unknown:
        raise WissenError(f"{name}: addierbar nennt {unknown}, das gibt es in der Tabelle nicht.")
    if total in chosen or total in cells:
        raise WissenError(f"{name}: addierbar: „{total}“ ist die Summe und darf nicht selbst mitgezählt werden.")
    return Addable(chosen, cells, total)


def _share(raw: Any, columns: frozenset[str], name: str) -> Share:
    if not isinstance(raw, dict) or set(raw) != {"teil", "ganzes"} or not {raw["teil"], raw["ganzes"]} <= columns:
        raise WissenError(f"{name}: ein Eintrag unter anteile nennt mit teil und ganzes zwei Spalten der Tabelle.")
    return Share(str(raw["teil"]), str(raw["ganzes"]))


def check_totals(rules: Rules, values: Mapping[str, Mapping[str, float | str]], name: str) -> None:
    """Every sum the table gives itself has to be the sum of its parts. Errors: WissenError naming the row and the column."""
    for s in rules.down:
        for column in s.columns if s.total else ():
            _compare(values[s.total].get(column), [values[r].get(column) for r in sorted(s.rows)], f"{name}: {s.total}, {column}")
    for s in rules.across:
        for row in s.rows if s.total else ():
            _compare(values[row].get(s.total), [values[row].get(c) for c in sorted(s.columns)], f"{name}: {row}, {s.total}")


def _compare(total: float | str | None, parts: list[float | str | None], where: str) -> None:
    numbers = [p for p in parts if isinstance(p, float)]
    if isinstance(total, float) and len(numbers) == len(parts) and abs(total - sum(numbers)) > 0.005:
        raise WissenError(f"{where}: die Teile ergeben {sum(numbers):g}, die Tabelle nennt {total:g}.")
