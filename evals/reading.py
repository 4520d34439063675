"""Fit and cross-validate reading pages without cards (`assistant/reading/`): `python -m evals.reading DATA.json`.

DATA.json is the development part of OMoS-QA as in the shared folder. Prints what held-out pages give (folds by page, several partitions), for the
lines per cut and for the refusal per bound, and the weights to paste.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.citations.quotes import MAX_WORDS
from assistant.reading.extract import MAX_QUOTED, choose, standing
from assistant.reading.lines import LineModel, Signals, line_features, line_signals
from indexing import pipeline
from indexing.store import OpenIndex, open_index

FOLDS = 8
PARTITIONS = 3  # with 84 pages one partition's F1 moves by ±.01
STRENGTH = 0.02  # inverse regularisation; .005 gives the same within .005
CUTS = (0.18, 0.21, 0.24, 0.27, 0.3, 0.34, 0.4)
REFUSED = (0.5, 0.6, 0.65, 0.7, 0.75, 0.8)


@dataclass(frozen=True, slots=True)
class Row:
    """A question with its page's lines: which answer (`gold`), signals, features, words per line."""

    page: str
    gold: np.ndarray
    signals: Signals
    features: np.ndarray
    words: Sequence[int]


def main(data_file: str) -> None:
    """Fit on all questions; report what held-out pages give."""
    data = json.loads(Path(data_file).read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        index = _index(data, Path(folder))
        pages = {p["id"]: p["lines"] for p in data["pages"]}
        rows = [_row(q, {_fold(pages[q["page"]][i]) for i in q["answer_lines"]}, index) for q in data["questions"]]
    answered, unanswered = [r for r in rows if r.gold.any()], [r for r in rows if not r.gold.any()]
    _lines(answered)
    _bounds([r.signals.best for r in answered], [r.signals.best for r in unanswered])
    model = _fit(answered)
    print(f"ANSWER = LineModel(({', '.join(f'{w:.3f}' for w in model.weights)}), {model.intercept:.3f})")


def _index(data: Mapping[str, Any], folder: Path) -> OpenIndex:
    pages = folder / "pages"
    pages.mkdir()
    for p in data["pages"]:
        (pages / f"{p['id']}.txt").write_text("\n".join(p["lines"]) + "\n", encoding="utf-8")
    pipeline.run(folder / "home", [pages], only=True)
    return open_index(folder / "home")


def _fold(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()


def _row(question: Mapping[str, Any], gold_lines: set[str], index: OpenIndex) -> Row:
    document = index.document(question["page"])
    assert document is not None
    blocks = [s.block for s in document.spans if s.block.text]
    lines = [b.text for b in blocks]
    gold = np.array([any(g and (g in _fold(x) or _fold(x) in g) for g in gold_lines) for x in lines], dtype=float)
    signals = line_signals(question["question"], lines, [b.kind == "heading" for b in blocks], index)
    return Row(question["page"], gold, signals, line_features(question["question"], signals), [min(MAX_WORDS, len(x.split())) for x in lines])


def _fit(rows: Sequence[Row]) -> LineModel:
    from sklearn.linear_model import LogisticRegression

    x, y = np.vstack([r.features for r in rows]), np.concatenate([r.gold for r in rows])
    mean, spread = x.mean(0), x.std(0) + 1e-9
    fitted = LogisticRegression(C=STRENGTH, max_iter=3000).fit((x - mean) / spread, y)
    weights = fitted.coef_[0] / spread
    return LineModel(tuple(float(w) for w in weights), float(fitted.intercept_[0] - (weights * mean).sum()))


def _lines(rows: Sequence[Row]) -> None:
    """Precision, recall and F1 over blocks of held-out pages, per cut. `evals/omos.py` counts file lines by what quotes hold, which is stricter."""
    held = [pair for seed in range(PARTITIONS) for pair in _held_out(rows, seed)]
    for cut in CUTS:
        hit = given = wanted = 0.0
        for r, likely in held:
            chosen = standing(choose(likely, r.words, cut, MAX_QUOTED), r.signals, r.words)
            hit, given, wanted = hit + float(r.gold[chosen].sum()), given + len(chosen), wanted + float(r.gold.sum())
        p, c = hit / max(given, 1), hit / max(wanted, 1)
        print(f"held-out pages, cut {cut:.2f}: P {p:.3f} R {c:.3f} F1 {2 * p * c / max(p + c, 1e-9):.3f}")


def _held_out(rows: Sequence[Row], seed: int) -> list[tuple[Row, np.ndarray]]:
    pages = sorted({r.page for r in rows})
    np.random.RandomState(seed).shuffle(pages)
    fold = {p: i % FOLDS for i, p in enumerate(pages)}
    out = []
    for k in range(FOLDS):
        model = _fit([r for r in rows if fold[r.page] != k])
        out += [(r, model.probabilities(r.features)) for r in rows if fold[r.page] == k]
    return out


def _bounds(answered: Sequence[float], unanswered: Sequence[float]) -> None:
    """The refusal fits nothing but its bound."""
    for share in REFUSED:
        bound = float(np.quantile(unanswered, share))
        print(f"refusal bound {bound:.3f}: refused {np.mean(np.array(unanswered) <= bound):.2f}, kept {np.mean(np.array(answered) > bound):.2f}")


if __name__ == "__main__":
    main(sys.argv[1])
