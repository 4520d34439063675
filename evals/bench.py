"""Builds the indexes the data sets ask for and measures, each once: one index per form of the corpus, whatever number of sets use it."""

from __future__ import annotations

import contextlib
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

import yaml

from assistant.answering import Assistant
from evals import omos, rules, stated
from evals.datasets import CARD_INDEX, DEVELOPMENT, DEVELOPMENT_RULES, OWN_RULES, PAGE_INDEX, PAGE_QUESTIONS, STATED, DataSet, expected
from evals.gold import Gold
from evals.metrics import Tally, share
from evals.places import ABSENT, STATED_QUESTIONS, originals, own_questions, shared
from evals.proof import Reply, citations_of, original_texts
from evals.run import Report, load, measure
from indexing import pipeline
from indexing.store import open_index

COUNTED = ("correct", "direct", "cited", "both", "over_refused", "stated", "wrong", "refused")
Figures = dict[str, float | None]


class Bench:
    """Indexes lie in a folder that is thrown away afterwards; `homes` are finished ones by kind, for tests that have them already."""

    def __init__(self, folder: Path, today: date, material: Path | None, homes: Mapping[str, Path] | None = None) -> None:
        self.folder = folder
        self.today = today
        self.material = material
        self._homes = dict(homes or {})
        self._helpers: dict[str, Assistant] = {}
        self._figures: dict[str, Figures] = {}

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
            self._helpers[index] = Assistant(open_index(self._homes.get(index) or self._built(index)), self.today)
        return self._helpers[index]

    def _built(self, index: str) -> Path:
        home = self.folder / index
        pipeline.run(home, self._files(index), only=index == PAGE_INDEX)
        return home

    def _files(self, index: str) -> list[Path]:
        if index == CARD_INDEX:
            return []
        if index == PAGE_INDEX:
            return [omos.write_pages(self.page_set, self.folder / "pages")]
        return originals(self._shared, {"text": "txt", "pdf": "pdf"}[index])

    def golds(self, data: DataSet) -> list[Gold]:
        """The questions of a data set."""
        golds = load([self._shared / "evals" / "questions.dev.yaml"] if data.questions == DEVELOPMENT else own_questions(data.questions))
        return [g for g in golds if g.answerable and g.sources and {s.document_id for s in g.sources} == {data.document}] if data.document else golds

    def figures(self, data: DataSet) -> Figures:
        """All figures of a data set in percent."""
        if data.name not in self._figures:
            self._figures[data.name] = self._measured(data)
        return self._figures[data.name]

    def _measured(self, data: DataSet) -> Figures:
        if data.questions == PAGE_QUESTIONS:
            found, replies = omos.ask_all(self.helper(PAGE_INDEX), self.page_set)
            return dict(omos.count(self.page_set, found, replies).figures())
        if data.questions == STATED:
            counts, _ = stated.measure(yaml.safe_load(STATED_QUESTIONS.read_text(encoding="utf-8")), self.today)
            return {stated.SHORT[name]: share(*pair) for name, pair in counts.items()}
        if data.questions in (OWN_RULES, DEVELOPMENT_RULES):
            cases = rules.own_cases() if data.questions == OWN_RULES else rules.read_cases(self._shared / "evals" / "rulecases.dev.yaml")
            return {name: share(*pair) for name, pair in rules.count(cases, self.today).items()}
        return self._questions(data)

    def _questions(self, data: DataSet) -> Figures:
        report = measure(self.helper(data.index), self.golds(data), self.texts if data.index != CARD_INDEX else None)
        figures: Figures = {name: report.groups.get("all", Tally()).percent(name) for name in COUNTED}
        if report.quotes:
            figures["verbatim"] = share(report.quotes.verbatim, report.quotes.original)
            figures["original"] = share(report.quotes.original, report.quotes.citations)
        if data.index == "pdf":
            figures["page"] = share(*pages_right(report, {p.stem: p for p in originals(self._shared, "pdf")}))
        return figures


@contextlib.contextmanager
def bench(homes: Mapping[str, Path] | None = None) -> Iterator[Bench]:
    """A bench in a temporary folder."""
    with tempfile.TemporaryDirectory(prefix="kim-eval-") as folder:
        yield Bench(Path(folder), expected()[0], shared(), homes)


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
