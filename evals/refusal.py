"""Calibrate the refusal: `python -m evals.refusal ANSWERABLE.yaml … [--test UNANSWERABLE.yaml …]`.

One question is taken away from every known gap (`corpus/luecken.yaml`) and asked: these are the unanswerable ones of the fit. Fits
the likelihood of `assistant/refusal/decision.py` on answerable questions whose right place is among the first three cards, against questions the
documents do not answer. Prints the cross-validated trade-off (refused / over-refused) and the weights to paste.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from assistant.answering import Assistant
from assistant.refusal import decision as refusal
from assistant.types import Card
from evals.proof import same_place
from indexing import pipeline, writing
from indexing.store import OpenIndex


def main() -> None:
    """Fit, judge, print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("answerable", nargs="+", type=Path)
    options.add_argument("--test", nargs="*", type=Path, default=[])
    chosen = options.parse_args()
    cards, questions = _without_one()
    folder = Path(tempfile.mkdtemp())
    writing.write_generation(folder, [], cards, {}, "lsa")
    helper = Assistant(OpenIndex(folder))
    questions += [q for f in chosen.answerable for q in _read(f) if q["answerable"]]
    rows = [r for q in questions if (r := _row(helper, q)) is not None]
    x, y = np.array([r[0] for r in rows]), np.array([r[1] for r in rows])
    judge = _fit(x, y, np.array([r[2] for r in rows]))
    for file in chosen.test:
        tested = [r for q in _read(file) if not q["answerable"] and (r := _row(helper, q)) is not None]
        p = judge(np.array([r[0] for r in tested]), np.array([r[2] for r in tested]))
        print(file.name, {least: round(float(np.mean(p < least)), 3) for least in LEVELS})


LEVELS = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7)


def _read(file: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return rows


def _without_one() -> tuple[list[Card], list[dict[str, Any]]]:
    """All bundled knowledge with every third question of each gap taken away, and those as unanswerable questions."""
    cards: list[Card] = []
    asked: list[dict[str, Any]] = []
    for c in pipeline.load_knowledge():
        if c.art == "luecke":
            asked += [{"question": q.text, "answerable": False} for q in c.questions[1::4]]
            c = replace(c, questions=tuple(q for i, q in enumerate(c.questions) if i % 4 != 1))
        cards.append(c)
    return cards, asked


def _row(helper: Assistant, q: dict[str, Any]) -> tuple[tuple[float, ...], int, float] | None:
    query = helper.understand(q["question"], date.fromisoformat(str(q["as_of"])) if q.get("as_of") else None)
    cards = [s for s in helper.retriever.search(query, 60) if s.passage.card_id]
    e = helper.judge.evidence(query, cards)
    places = [s.passage for s in cards if helper.index.card(s.passage.card_id).art != "luecke"][:3]
    if q["answerable"] and not any(p.document_id == g["doc"] and same_place(p.locator, g["locator"]) for p in places for g in q["sources"]):
        return None
    rule = e.person or e.foreign or e.words == 0 or refusal.is_injection(q["question"])
    return refusal.values(e), int(q["answerable"]), -1.0 if rule else 1.0 if e.asked >= refusal.SURE_QUESTION else 0.0


def _fit(x: np.ndarray, y: np.ndarray, fixed: np.ndarray) -> Callable[[np.ndarray, np.ndarray], np.ndarray]:
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold, cross_val_predict

    spread = np.where(x.std(0) < 1e-6, 1.0, x.std(0))
    model = LogisticRegression(C=0.5, max_iter=3000)
    p = cross_val_predict(model, x / spread, y, cv=StratifiedKFold(10, shuffle=True, random_state=0), method="predict_proba")[:, 1]
    p = np.where(fixed < 0, 0.0, np.where(fixed > 0, 1.0, p))
    print(f"{len(y)} questions, {int(y.sum())} answerable")
    for least in LEVELS:
        print(f"  least {least:.2f}: refused {np.mean(p[y == 0] < least):.3f}  over-refused {np.mean(p[y == 1] < least):.3f}")
    model.fit(x / spread, y)
    weights = model.coef_[0] / spread
    print(dict(zip(refusal.FEATURES, weights.round(3).tolist(), strict=True)))
    print("WEIGHTS = (" + ", ".join(f"{w:.3f}" for w in weights) + f")\nINTERCEPT = {model.intercept_[0]:.3f}")

    def judge(rows: np.ndarray, rules: np.ndarray) -> np.ndarray:
        p = model.predict_proba(rows / spread)[:, 1]
        return np.asarray(np.where(rules < 0, 0.0, np.where(rules > 0, 1.0, p)))

    return judge


if __name__ == "__main__":
    main()
