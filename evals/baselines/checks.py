"""`python -m evals.baselines.checks [FILE]`: what the structured checks add to a question's time, against the whole answer, in the same run.

For every question the check reader alone (reading the facts and, where it applies, computing) and the whole answer are timed. Prints medians in
milliseconds and their ratio; the target is a tenth. Exit status 1 when it is missed.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import yaml

from assistant.answering import Assistant
from indexing import pipeline
from indexing.store import open_index

TARGET = 0.1
FILES = (Path(__file__).parents[1] / "questions" / "eigene-faq.yaml", Path(__file__).parents[1] / "questions" / "mit-angaben.yaml")


def main() -> None:
    """Measure and print."""
    files = [Path(a) for a in sys.argv[1:]] or FILES
    with tempfile.TemporaryDirectory() as home:
        pipeline.run(Path(home))
        assistant = Assistant(open_index(Path(home)))
        texts = [q["question"] for f in files for q in yaml.safe_load(f.read_text(encoding="utf-8"))]
        assistant.ask(texts[0])
        whole, checks = [], []
        for text in texts:
            query = assistant.understand(text)
            checks.append(_timed(partial(assistant.checks.read, query)))
            whole.append(_timed(partial(assistant.ask, text)))
    ratio = statistics.median(checks) / statistics.median(whole)
    print(f"{len(texts)} Fragen: ganze Antwort {statistics.median(whole):.2f} ms, davon Prüfungen {statistics.median(checks):.2f} ms (Mitte), "
          f"längste Prüfung {max(checks):.1f} ms; Anteil {ratio:.3f} (Ziel höchstens {TARGET})")  # fmt: skip
    sys.exit(0 if ratio <= TARGET else 1)


def _timed(step: Callable[[], object]) -> float:
    started = time.perf_counter()
    step()
    return 1000 * (time.perf_counter() - started)


if __name__ == "__main__":
    main()
