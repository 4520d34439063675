"""`python -m evals.baselines.compare [--files …]`: our index and search against the plain LlamaIndex pipeline, same files, same run, same machine.

Every step of either system is a fresh process: first indexing (the whole command, from start to exit), then searching the development questions warm,
one at a time, without the Reader. Rounds alternate between the systems and the middle value counts. Peak memory is the resident maximum the system
reports for the process. Exit status 1 when a target is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from evals.gold import Gold
from evals.metrics import tally
from evals.places import ABSENT, ROOT, originals, shared
from evals.run import load, percent

TARGETS = {"index": 1.5, "p50": 0.8, "memory": 0.6}
TITLES = {
    "index": "Index bauen (s)",
    "work": "  davon nach dem Start (s)",
    "p50": "Suche p50 (ms)",
    "p95": "Suche p95 (ms)",
    "memory": "Spitzenspeicher (MB)",
    "index_memory": "  davon Index (MB)",
    "search_memory": "  davon Suche (MB)",
}
WHOLE_CHUNK = 10**6  # words: lets a whole chunk count as a quote
BUSY = 0.5  # load of the machine above which times are doubtful


@dataclass(slots=True)
class Measured:
    """One system over all rounds."""

    index_s: list[float] = field(default_factory=list)
    work_s: list[float] = field(default_factory=list)
    index_mb: list[float] = field(default_factory=list)
    search_mb: list[float] = field(default_factory=list)
    ms: list[float] = field(default_factory=list)
    replies: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    def figures(self) -> dict[str, float]:
        """Middle values of the rounds; percentiles over the searches of all rounds."""
        cuts = statistics.quantiles(self.ms, n=20, method="inclusive")
        index_mb, search_mb = statistics.median(self.index_mb), statistics.median(self.search_mb)
        return {
            "index": statistics.median(self.index_s),
            "work": statistics.median(self.work_s),
            "p50": statistics.median(self.ms),
            "p95": cuts[18],
            "memory": max(index_mb, search_mb),
            "index_memory": index_mb,
            "search_memory": search_mb,
        }


class StepFailed(Exception):
    """A process of the comparison ended with an error."""


def run_step(arguments: Sequence[str]) -> tuple[float, float]:
    """Run `python ARGUMENTS…` to its end: (seconds, peak resident megabytes)."""
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", "PYTHONPATH": str(ROOT), "KIM_EMBEDDER": "lsa"}
    started = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        redirected = [(os.POSIX_SPAWN_DUP2, said.fileno(), 1), (os.POSIX_SPAWN_DUP2, said.fileno(), 2)]
        child = os.posix_spawn(sys.executable, [sys.executable, *arguments], environment, file_actions=redirected)
        _, status, usage = os.wait4(child, 0)
        seconds = time.perf_counter() - started
        if os.waitstatus_to_exitcode(status) != 0:
            said.seek(0)
            raise StepFailed(f"Schritt fehlgeschlagen: python {' '.join(arguments[:3])}\n{said.read().decode(errors='replace')[-1500:]}")
    return seconds, usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


def one_round(into: Measured, module: str, folder: Path, questions: Path, files: Sequence[Path]) -> None:
    """Index and search once, each in a process of its own."""
    store, seconds, result = folder / "index", folder / "seconds.json", folder / "result.json"
    folder.mkdir()
    took, mb = run_step(["-m", module, "index", str(store), str(seconds), *map(str, files)])
    into.index_s.append(took)
    into.index_mb.append(mb)
    into.work_s.append(json.loads(seconds.read_text(encoding="utf-8")))
    _, mb = run_step(["-m", module, "search", str(store), str(questions), str(result)])
    into.search_mb.append(mb)
    found = json.loads(result.read_text(encoding="utf-8"))
    into.ms += found["ms"]
    into.replies = {str(a["id"]): a for a in found["answers"]}


def compare(files: Sequence[Path], golds: Sequence[Gold], rounds: int) -> tuple[Measured, Measured]:
    """Both systems, alternating: (ours, theirs)."""
    ours, plain = Measured(), Measured()
    with tempfile.TemporaryDirectory(prefix="kim-vergleich-") as name:
        base = Path(name)
        questions = base / "questions.json"
        questions.write_text(json.dumps([{"id": g.id, "question": g.question} for g in golds], ensure_ascii=False), encoding="utf-8")
        paths = [f.resolve() for f in files]
        for n in range(rounds):
            one_round(plain, "evals.baselines.plain", base / f"plain-{n}", questions, paths)
            one_round(ours, "evals.baselines.ours", base / f"ours-{n}", questions, paths)
    return ours, plain


def ratios(ours: Measured, plain: Measured) -> dict[str, float]:
    """Ours divided by theirs."""
    a, b = ours.figures(), plain.figures()
    return {name: a[name] / b[name] for name in a}


def cost_table(ours: Measured, plain: Measured) -> Table:
    """Time and memory, with targets."""
    shown = Table("", box=box.SIMPLE_HEAD, title="Aufwand")
    for title in ("wir", "LlamaIndex schlicht", "Verhältnis", "Ziel", ""):
        shown.add_column(title, justify="right" if title else "left")
    a, b = ours.figures(), plain.figures()
    for name, ratio in ratios(ours, plain).items():
        target = TARGETS.get(name)
        verdict = "" if target is None else "erreicht" if ratio <= target else "[red]verfehlt[/red]"
        aim = "" if target is None else _comma(f"≤ {target}")
        shown.add_row(TITLES[name], percent(a[name]), percent(b[name]), _comma(f"{ratio:.2f}"), aim, verdict)
    return shown


def _comma(text: str) -> str:
    return text.replace(".", ",")


def answer_table(golds: Sequence[Gold], ours: Measured, plain: Measured) -> Table:
    """What was answered, both systems on the originals alone."""
    shown = Table("Antworten (%)", box=box.SIMPLE_HEAD, title="Antworten aus den Originalen allein, ohne Wissenskarten")
    for title in ("richtig", "direkt", "belegt", "belegt, ganzer Abschnitt erlaubt", "beides", "richtig abgelehnt"):
        shown.add_column(title, justify="right")
    for title, system in (("wir", ours), ("LlamaIndex schlicht", plain)):
        strict, loose = tally(golds, system.replies)["all"], tally(golds, system.replies, WHOLE_CHUNK)["all"]
        cells = [(strict, "correct"), (strict, "direct"), (strict, "cited"), (loose, "cited"), (strict, "both"), (strict, "refused")]
        shown.add_row(title, *(percent(counts.percent(figure)) for counts, figure in cells))
    return shown


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry point."""
    parser = argparse.ArgumentParser(prog="python -m evals.baselines.compare", description="Gegen die schlichte LlamaIndex-Kette messen.")
    parser.add_argument("--files", nargs="+", type=Path, metavar="DATEI", help="Textdateien (Vorgabe: die fünf Originale aus KIM_SHARED)")
    parser.add_argument("--questions", type=Path, metavar="DATEI", help="Fragen mit Goldfakten (Vorgabe: die Entwicklungsfragen aus KIM_SHARED)")
    parser.add_argument("--rounds", type=int, default=3, help="Durchgänge, der mittlere Wert zählt (Vorgabe: 3)")
    options = parser.parse_args(arguments)
    out = Console()
    material = shared()
    if material is None and not (options.files and options.questions):
        out.print(f"{ABSENT}: bitte --files und --questions angeben.")
        return 2
    files = options.files or originals(material or ROOT)
    golds = load([options.questions or (material or ROOT) / "evals" / "questions.dev.yaml"])
    busy = os.getloadavg()[0]
    try:
        ours, plain = compare(files, golds, max(1, options.rounds))
    except StepFailed as e:
        out.print(str(e), markup=False, highlight=False)
        return 2
    doubt = " (sie war beschäftigt: Zeiten sind unsicher)" if busy > BUSY else ""
    out.print(
        f"{len(files)} Dateien, {len(golds)} Fragen, {max(1, options.rounds)} Durchgänge; "
        f"Last der Maschine vorher {busy:.1f} bei {os.cpu_count()} Kernen{doubt}",
        highlight=False,
    )
    out.print(cost_table(ours, plain))
    out.print(answer_table(golds, ours, plain))
    return 1 if any(ratios(ours, plain)[name] > target for name, target in TARGETS.items()) else 0


if __name__ == "__main__":
    sys.exit(main())
