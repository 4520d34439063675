"""One index run: collect → convert → divide → embed → publish. Unchanged files keep their text and their vectors."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.errors import IndexError_
from assistant.settings import seconds, switch, value
from assistant.tables.data import load_tables
from assistant.types import Card
from indexing import generations
from indexing.cards import load_cards
from indexing.collect import Remembered
from indexing.conflicts import load_conflicts
from indexing.documents import read_documents, superseded
from indexing.gaps import load_gaps
from indexing.report import Expand, Progress, Report
from indexing.store import DAMAGED, OpenIndex
from indexing.tablecards import cards_of
from indexing.writing import generation_name, write


def run(
    home: Path,
    paths: Sequence[Path] = (),
    only: bool | None = None,
    embedder: str = "",
    progress: Progress | None = None,
    waiting: Callable[[], None] | None = None,
    remove: str = "",
) -> Report:
    """Build and publish a new generation.

    `paths` are added to the remembered ones (`only` replaces them); `remove` takes a document out for good. Errors: IndexError_ tree,
    EmbedderError, WissenError; single files that fail are in `Report.failures`.
    """
    step = progress or (lambda name, done, of: None)
    with generations.lock(home, seconds("KIM_LOCK_WAIT"), waiting):
        given = [os.path.realpath(p) for p in paths]
        memory = _remember(home, given, only, embedder, remove)
        report = Report()
        old = _old(home)
        documents = read_documents(memory, given, old, report, step)
        cards = [] if memory.only else [c for c in load_knowledge() if c.document_id not in memory.removed]
        demoted = superseded([d.info for d in documents], {c.document_id for c in cards}, report)
        if not documents and not cards:
            raise IndexError_("Es gibt nichts zu indexieren: keine lesbare Datei und keine Wissenskarten. Der bisherige Index gilt weiter.")
        expand = _expander(home, cards, report, step)
        with generations.building(home) as folder:
            write(folder, documents, cards, demoted, memory.embedder or value("KIM_EMBEDDER"), old, report, step, expand)
            memory.save(home)
            report.generation = generations.publish(home, folder, generation_name(folder)).name
    report.documents = [d.info for d in documents]
    report.cards = len(cards)
    return report


def load_knowledge() -> list[Card]:
    """All bundled knowledge as cards: written cards, tables, contradictions and open readings, and what the documents do not answer."""
    return [*load_cards(), *(c for t in load_tables() for c in cards_of(t)), *load_conflicts(), *load_gaps()]


def _expander(home: Path, cards: Sequence[Card], report: Report, step: Progress) -> Expand | None:
    """What adds a language model's questions to passages, where that is switched on; nothing of a model is imported otherwise."""
    if not switch("KIM_LLM_INDEX"):
        return None
    from indexing.expansion import expander

    return expander(home, {c.document_id for c in cards}, report, step)


def _remember(home: Path, given: list[str], only: bool | None, embedder: str, remove: str) -> Remembered:
    memory = Remembered.load(home)
    if only:
        memory.paths, memory.only, memory.removed = given, True, []
    elif given:
        memory.only = False
        memory.paths += [p for p in given if p not in memory.paths]
    if remove and remove not in memory.removed:
        memory.removed.append(remove)
    memory.embedder = embedder or memory.embedder
    return memory


def _old(home: Path) -> OpenIndex | None:
    try:
        return OpenIndex(generations.current(home))
    except (IndexError_, *DAMAGED):
        return None
