"""Fit and cross-validate the line models of `assistant/lines.py`: `python -m evals.reading DATA.json`.

DATA.json is the development part of OMoS-QA as in the shared folder. Prints the cross-validated line F1 (folds by page) and the weights to paste.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from assistant.lines import FEATURES, LineModel, line_features, smoothed
from indexing import pipeline
from indexing.store import OpenIndex, open_index

FOLDS = 8
CUT = 0.25


def main(data_file: str) -> None:
    """Fit on all questions; report what held-out pages give."""
    data = json.loads(Path(data_file).read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        index = _index(data, Path(folder))
        pages = {p["id"]: p["lines"] for p in data["pages"]}
        rows = [_row(q, {_fold(pages[q["page"]][i]) for i in q["answer_lines"]}, index) for q in data["questions"]]
        _cross_validate(rows)
        for name, answered_only, c in (("ANSWER", True, 0.03), ("COVERS", False, 0.05)):
            model = _fit([r for r in rows if r["gold"].any() or not answered_only], c)
            print(f"{name} = LineModel(({', '.join(f'{w:.3f}' for w in model.weights)}), {model.intercept:.3f})")


def _index(data: dict[str, Any], folder: Path) -> OpenIndex:
    pages = folder / "pages"
    pages.mkdir()
    for p in data["pages"]:
        (pages / f"{p['id']}.txt").write_text("\n".join(p["lines"]) + "\n", encoding="utf-8")
    pipeline.run(folder / "home", [pages], only=True)
    return open_index(folder / "home")


def _fold(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()


def _row(question: dict[str, Any], gold_lines: set[str], index: OpenIndex) -> dict[str, Any]:
    document = index.document(question["page"])
    assert document is not None
    lines = [s.block.text for s in document.spans]
    gold = np.array([any(g and (g in _fold(x) or _fold(x) in g) for g in gold_lines) for x in lines], dtype=float)
    marked = [s.block.kind == "heading" for s in document.spans]
    return {"page": question["page"], "lines": lines, "gold": gold, "x": line_features(question["question"], lines, marked, index)}


def _fit(rows: list[dict[str, Any]], c: float) -> LineModel:
    from sklearn.linear_model import LogisticRegression

    x, y = np.vstack([r["x"] for r in rows]), np.concatenate([r["gold"] for r in rows])
    mean, spread = x.mean(0), x.std(0) + 1e-9
    fitted = LogisticRegression(C=c, max_iter=3000).fit((x - mean) / spread, y)
    weights = fitted.coef_[0] / spread
    return LineModel(tuple(float(w) for w in weights), float(fitted.intercept_[0] - (weights * mean).sum()))


def _cross_validate(rows: list[dict[str, Any]]) -> None:
    pages = sorted({r["page"] for r in rows})
    np.random.RandomState(0).shuffle(pages)
    fold = {p: i % FOLDS for i, p in enumerate(pages)}
    hit = given = wanted = 0.0
    best: dict[bool, list[float]] = {True: [], False: []}
    for k in range(FOLDS):
        train, test = [r for r in rows if fold[r["page"]] != k], [r for r in rows if fold[r["page"]] == k]
        answer, covers = _fit([r for r in train if r["gold"].any()], 0.03), _fit(train, 0.05)
        for r in test:
            best[bool(r["gold"].any())].append(float(covers.probabilities(r["x"]).max()))
            if r["gold"].any():
                chosen = smoothed(answer.probabilities(r["x"]), r["x"][:, FEATURES.index("is_heading")]) > CUT
                hit, given, wanted = hit + float((chosen * r["gold"]).sum()), given + float(chosen.sum()), wanted + float(r["gold"].sum())
    p, r_ = hit / max(given, 1), hit / max(wanted, 1)
    print(f"held-out pages: P {p:.3f} R {r_:.3f} F1 {2 * p * r_ / max(p + r_, 1e-9):.3f}")
    for bound in np.quantile(best[False], [0.5, 0.6, 0.7]):
        print(f"  bound {bound:.3f}: refused {np.mean(np.array(best[False]) <= bound):.2f}, kept {np.mean(np.array(best[True]) > bound):.2f}")


if __name__ == "__main__":
    main(sys.argv[1])
