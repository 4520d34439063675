"""`python -m evals.figures` (`make eval`): measure every data set of expected.yaml and compare with its bounds; exit status 1 when one is missed.

    python -m evals.figures [NAME…]     all data sets, or the named ones
"""

from __future__ import annotations

import contextlib
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from assistant.answering import Assistant
from assistant.knowledge import load_yaml
from evals import omos
from evals.metrics import Gold, Reply, Tally, citations_of, original_texts, share
from evals.places import ABSENT, originals, shared
from evals.run import Report, load, measure, own_files, percent
from indexing import pipeline
from indexing.store import open_index

EXPECTED = Path(__file__).resolve().parent / "expected.yaml"
COUNTED = ("correct", "direct", "cited", "both", "over_refused", "wrong", "refused")
KEYS = {"name", "title", "command", "questions", "index", "document", "at_least", "at_most", "close_to"}
PAGE_QUESTIONS, PAGE_INDEX, CARD_INDEX = "omos", "seiten", "karten"


@dataclass(frozen=True, slots=True)
class DataSet:
    """One entry of expected.yaml."""

    name: str
    title: str
    command: str
    questions: str
    index: str
    document: str = ""
    at_least: Mapping[str, float] = field(default_factory=dict)
    at_most: Mapping[str, float] = field(default_factory=dict)
    close_to: Mapping[str, float] = field(default_factory=dict)

    @property
    def needs_shared(self) -> bool:
        """Whether material from outside the repository is used."""
        return self.questions != "eigene" or self.index != CARD_INDEX


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


def expected(path: Path = EXPECTED) -> tuple[date, list[DataSet]]:
    """The day of asking and all data sets. Errors: ValueError for an unknown key."""
    raw = load_yaml(path)
    for row in raw["sets"]:
        if set(row) - KEYS:
            raise ValueError(f"{path.name}: unbekannte Angabe {sorted(set(row) - KEYS)}")
    return raw["today"], [DataSet(**row) for row in raw["sets"]]


class Bench:
    """Builds indexes and measures, each once, in a folder that is thrown away afterwards."""

    def __init__(self, folder: Path, today: date, material: Path | None) -> None:
        self.folder = folder
        self.today = today
        self.material = material
        self._helpers: dict[str, Assistant] = {}
        self._figures: dict[str, dict[str, float | None]] = {}

    @cached_property
    def texts(self) -> dict[str, str]:
        """Folded originals."""
        return original_texts(self._shared / "corpus")

    @cached_property
    def page_set(self) -> omos.PageSet:
        """The outside test set."""
        return omos.load(self._shared / "evals" / "omos-de.dev.json")

    @property
    def _shared(self) -> Path:
        if self.material is None:
            raise FileNotFoundError(ABSENT)
        return self.material

    def helper(self, index: str) -> Assistant:
        """The assistant over an index of this kind, built when first asked for."""
        if index not in self._helpers:
            home = self.folder / index
            pipeline.run(home, self._files(index), only=index == PAGE_INDEX)
            self._helpers[index] = Assistant(open_index(home), self.today)
        return self._helpers[index]

    def _files(self, index: str) -> list[Path]:
        if index == CARD_INDEX:
            return []
        if index == PAGE_INDEX:
            return [omos.write_pages(self.page_set, self.folder / "pages")]
        return originals(self._shared, {"text": "txt", "pdf": "pdf"}[index])

    def golds(self, data: DataSet) -> list[Gold]:
        """The questions of a data set."""
        golds = load(own_files() if data.questions == "eigene" else [self._shared / "evals" / "questions.dev.yaml"])
        return [g for g in golds if g.answerable and g.sources and {s.document_id for s in g.sources} == {data.document}] if data.document else golds

    def figures(self, data: DataSet) -> dict[str, float | None]:
        """All figures of a data set in percent."""
        if data.name not in self._figures:
            self._figures[data.name] = self._pages() if data.questions == PAGE_QUESTIONS else self._questions(data)
        return self._figures[data.name]

    def _pages(self) -> dict[str, float | None]:
        found, replies = omos.ask_all(self.helper(PAGE_INDEX), self.page_set)
        return dict(omos.count(self.page_set, found, replies).figures())

    def _questions(self, data: DataSet) -> dict[str, float | None]:
        helper = self.helper(data.index)
        report = measure(helper, self.golds(data), self.texts if data.index != CARD_INDEX else None)
        figures = {name: report.groups.get("all", Tally()).percent(name) for name in COUNTED}
        if report.quotes:
            figures["verbatim"] = share(report.quotes.verbatim, report.quotes.original)
            figures["original"] = share(report.quotes.original, report.quotes.citations)
        if data.index == "pdf":
            figures["page"] = share(*pages_right(report, {p.stem: p for p in originals(self._shared, "pdf")}))
        return figures


def pages_right(report: Report, files: Mapping[str, Path]) -> tuple[int, int]:
    """(original quotes that stand on the PDF page they name, original quotes), read from the PDF afresh."""
    pages = {name: _page_letters(path) for name, path in files.items()}
    quotes = [c for r in report.replies.values() for c in citations_of(r) if c.get("quote_source") == "original" and c.get("document_id") in files]
    return sum(_on_page(c, pages[str(c["document_id"])]) for c in quotes), len(quotes)


def _page_letters(path: Path) -> list[str]:
    from pypdf import PdfReader

    return [_letters(page.extract_text()) for page in PdfReader(path).pages]


def _on_page(citation: Reply, pages: Sequence[str]) -> bool:
    number = citation.get("page")
    return isinstance(number, int) and 1 <= number <= len(pages) and _letters(str(citation["quote"])) in pages[number - 1]


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


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


@contextlib.contextmanager
def bench() -> Iterator[Bench]:
    """A bench in a temporary folder."""
    with tempfile.TemporaryDirectory(prefix="kim-eval-") as folder:
        yield Bench(Path(folder), expected()[0], shared())


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
    missed: list[Any] = []
    with bench() as b:
        for data in chosen:
            rows = rows_of(b, data, by_name)
            out.print(table(data, rows))
            missed += [f"{data.name}: {r.figure}" for r in rows if not r.kept]
    out.print(f"Verfehlt: {'; '.join(missed)}" if missed else "Alle Erwartungen erfüllt.")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
