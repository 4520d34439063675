"""`kim index`: progress bar on stderr, a short German report on stdout."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from api.cli.console import emit, err, out, say
from indexing import pipeline
from indexing.report import Report


def run_index(home: Path, paths: list[Path], only: bool, embedder: str, as_json: bool, remove: str = "") -> int:
    """Run the pipeline and report: `paths` are added (`only`: taken alone), `remove` is an id to leave out for good.

    Returns 1 when some files failed, else 0. Errors: those of `pipeline.run`.
    """
    with _bar() as bar:
        tasks: dict[str, TaskID] = {}

        def step(name: str, done: int, of: int) -> None:
            if not err.is_terminal and name not in tasks:
                say(f"{name} …")
            if name not in tasks:
                tasks[name] = bar.add_task(name, total=max(of, 1))
            bar.update(tasks[name], completed=done, total=max(of, 1))

        report = pipeline.run(
            home, paths, True if only else None, embedder, step, lambda: say("Ein anderer Indexlauf arbeitet; es wird gewartet …"), remove
        )
    for notice in report.notices:
        say(f"Hinweis: {notice}")
    for failure in report.failures:
        say(f"Nicht gelesen: {failure}")
    if as_json:
        emit(report_json(report))
    else:
        out.print(
            f"Index {report.generation}: {len(report.documents)} Dokumente, {report.cards} Wissenskarten, {report.passages} Textstellen "
            f"({report.embedded} neu eingebettet).",
            markup=False,
            highlight=False,
            soft_wrap=True,
        )
    return 1 if report.failures else 0


def _bar() -> Progress:
    """A bar per step on a terminal; elsewhere `step` writes a line per step."""
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}/{task.total}"), TimeElapsedColumn())
    return Progress(*columns, console=err, transient=False, disable=not err.is_terminal)


def report_json(report: Report) -> dict[str, Any]:
    """What a run did, for programs."""
    return {
        "generation": report.generation,
        "passages": report.passages,
        "cards": report.cards,
        "embedded": report.embedded,
        "reused": report.reused,
        "documents": [d.id for d in report.documents],
        "failures": [{"path": f.path, "reason": f.reason} for f in report.failures],
        "notices": report.notices,
    }
