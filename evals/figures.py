"""`python -m evals.figures` (`make eval`): measure every data set of expected.yaml and compare with its bounds; exit status 1 when one is missed.

python -m evals.figures [NAME…]     all data sets, or the named ones
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich import box
from rich.console import Console
from rich.table import Table

from evals.bench import Bench, bench
from evals.datasets import DataSet, expected
from evals.places import ABSENT, shared
from evals.run import percent


@dataclass(frozen=True, slots=True)
class Row:
    """One measured figure beside its bound; `bound` None: shown, not checked."""

    figure: str
    measured: float | None
    bound: float | None = None
    upper: bool = False

    @property
    def kept(self) -> bool:
        """Whether the bound holds. A figure that has a bound but could not be measured has failed."""
        if self.bound is None:
            return True
        if self.measured is None:
            return False
        return self.measured <= self.bound if self.upper else self.measured >= self.bound


def rows_of(bench: Bench, data: DataSet, by_name: Mapping[str, DataSet]) -> list[Row]:
    """Every figure of a data set with its bounds."""
    figures = bench.figures(data)
    rows = [Row(name, value, data.at_least.get(name, data.at_most.get(name)), name in data.at_most) for name, value in figures.items()]
    rows += [Row(name, None, bound, name in data.at_most) for name, bound in {**data.at_least, **data.at_most}.items() if name not in figures]
    for other, points in data.close_to.items():
        theirs = bench.figures(by_name[other])
        for name in ("correct", "direct", "cited", "both"):
            ours, better = figures[name], theirs[name]
            gap = None if ours is None or better is None else better - ours
            rows.append(Row(f"{name}: Rückstand auf {other}", gap, points, upper=True))
    return rows


def table(data: DataSet, rows: Sequence[Row]) -> Table:
    """Measured beside expected."""
    shown = Table("Maß", box=box.SIMPLE_HEAD, title=f"{data.title} ({data.name})", title_justify="left")
    for title in ("gemessen", "erwartet", ""):
        shown.add_column(title, justify="right" if title else "left")
    for r in rows:
        bound = "" if r.bound is None else f"{'höchstens' if r.upper else 'mindestens'} {percent(r.bound)}"
        shown.add_row(r.figure, percent(r.measured), bound, "" if r.kept else "[red]verfehlt[/red]")
    return shown


def main(names: Sequence[str]) -> int:
    """Measure, print, and say whether every bound holds."""
    out = Console()
    _, sets = expected()
    by_name: dict[str, DataSet] = {d.name: d for d in sets}
    unknown = [n for n in names if n not in by_name]
    if unknown:
        out.print(f"Unbekannt: {', '.join(unknown)}. Möglich: {', '.join(by_name)}")
        return 2
    chosen = [by_name[n] for n in names] or sets
    if shared() is None and any(d.needs_shared for d in chosen):
        out.print(f"{ABSENT}: gemessen werden nur die eigenen Fragen.")
        chosen = [d for d in chosen if not d.needs_shared]
    missed: list[str] = []
    with bench() as b:
        for data in chosen:
            rows = rows_of(b, data, by_name)
            out.print(table(data, rows))
            missed += [f"{data.name}: {r.figure}" for r in rows if not r.kept]
    out.print(f"Verfehlt: {'; '.join(missed)}" if missed else "Alle Erwartungen erfüllt.")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
