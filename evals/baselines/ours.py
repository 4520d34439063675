"""Our side of the comparison: `kim index --only`, then the retriever's search timed, then the answers of the whole assistant.

python -m evals.baselines.ours index HOME SECONDS.json FILE…
python -m evals.baselines.ours search HOME QUESTIONS.json OUT.json
"""

from __future__ import annotations

import sys
from pathlib import Path

from evals.baselines.clock import read_questions, timed_searches, timed_work, write_result


def index(home: Path, seconds: Path, files: list[Path]) -> int:
    """What `kim index --only FILE… --home HOME` does; the work is timed with all it imports on the way."""
    from api.cli.indexing import run_index

    with timed_work(seconds):
        return run_index(home, files, True, "lsa", True)


def search(home: Path, questions: Path, out: Path) -> None:
    """Time the search question by question without the Reader, then answer the same questions untimed."""
    from api.render import answer_json
    from api.wiring import assistant

    rows = read_questions(questions)
    helper = assistant(home)
    _, times = timed_searches([r["question"] for r in rows], lambda q: helper.search(q))
    write_result(out, times, [answer_json(helper.ask(r["question"], ident=str(r["id"]))) for r in rows])


def main(arguments: list[str]) -> int:
    """Entry point."""
    command, *paths = arguments
    if command == "index":
        return index(Path(paths[0]), Path(paths[1]), [Path(f) for f in paths[2:]])
    search(*map(Path, paths[:3]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
