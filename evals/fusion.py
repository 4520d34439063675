"""Fit the card ranker: `python -m evals.fusion [--check QUESTIONS.yaml …]`.

From every card one question is taken away and asked; the ranker has to find its card again among all others (listwise softmax, L2). One half of the
held-out questions fits, the other half judges. `--check` also prints how often a gold locator comes first on other question files (never used to
fit).
"""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from assistant.question import Query, understand
from assistant.ranking import FEATURES, WEIGHTS, Ranker
from assistant.retriever import HybridRetriever, normalised
from assistant.types import Card
from indexing import pipeline
from indexing.store import OpenIndex, open_index

FOLDS = (0, 3, 6)
L2 = 0.02
SIGNED = {
    "dense": 1,
    "lexical": 1,
    "asked_tokens": 1,
    "asked_chars": 1,
    "covers": 1,
    "covers_body": 1,
    "not_in_force": -1,
    "other_place": -1,
    "unnamed_place": -1,
    "named_place": 1,
    "report_now": -1,
    "baustein_other": -1,
    "baustein_same": 1,
    "code_lacks": -1,
    "code_has": 1,
    "uncertain": -1,
    "side_source": -1,
    "numbers": 1,
    "money": 1,
    "when": 1,
    "definition": 1,
    "term_unasked": -1,
}  # a fit may not turn a rule round
FIXED = {"not_in_force": -7.0, "other_place": -6.0, "code_lacks": -8.0}  # rules, not preferences: held-out questions cannot weigh them


@dataclass(slots=True)
class Example:
    """Features of all cards for one held-out question, and which card it came from."""

    x: np.ndarray
    target: int


def main() -> None:
    """Fit, judge, print the weights to paste into `assistant/ranking.py`."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--check", nargs="*", type=Path, default=[])
    files: list[Path] = options.parse_args().check
    examples = [e for fold in FOLDS for e in held_out(fold)]
    rng = np.random.RandomState(1)
    order = rng.permutation(len(examples))
    fit_on, judge = [examples[i] for i in order[::2]], [examples[i] for i in order[1::2]]
    print("now      ", _report(np.array(WEIGHTS), judge))
    for l2 in (L2 / 4, L2, L2 * 4):
        print(f"fit {l2:.3f}", _report(fit(fit_on, l2), judge))
    weights = fit(examples, L2)
    print(dict(zip(FEATURES, weights.round(2).tolist(), strict=True)))
    print("WEIGHTS = (" + ", ".join(f"{w:.2f}" for w in weights) + ")")
    for file in files:
        print(file.name, "now", check(file, WEIGHTS), "fitted", check(file, tuple(weights)))


def held_out(fold: int) -> list[Example]:
    """Take question `fold` (cyclic) from every card, index the rest, ask it."""
    cards, asked = [], []
    for c in pipeline.load_knowledge():
        if c.art == "tabelle" or len(c.questions) < 4:
            cards.append(c)
            continue
        i = fold % len(c.questions)
        asked.append((c, c.questions[i].text))
        cards.append(replace(c, questions=tuple(q for j, q in enumerate(c.questions) if j != i)))
    with tempfile.TemporaryDirectory() as folder:
        index = _index(cards, Path(folder))
        retriever = HybridRetriever(index)
        place = {index.passages[p].card_id: k for k, p in enumerate(retriever.ranker.positions)}
        return [Example(_features(retriever, _query(text, c)), place[c.id]) for c, text in asked]


def _query(text: str, card: Card) -> Query:
    today = date.today()
    query = understand(text, None, today)
    past = card.valid_until is not None and card.valid_until < today
    return replace(query, as_of=card.valid_until, dated=True) if past and card.valid_until else query


def _index(cards: list[Card], folder: Path) -> OpenIndex:
    pipeline.write_generation(folder, [], cards, {}, "lsa")
    return OpenIndex(folder)


def _features(retriever: HybridRetriever, query: Query) -> np.ndarray:
    dense, lexical, spelling = (normalised(s) for s in retriever.signals(query))
    return retriever.ranker.features(query, dense, lexical, spelling).astype(np.float32)


def fit(examples: list[Example], l2: float) -> np.ndarray:
    """Listwise softmax regression with bounds on the signs."""
    from scipy.optimize import minimize

    scale = np.concatenate([e.x for e in examples[::7]]).std(0) + 1e-6

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        total, gradient = 0.0, np.zeros_like(w)
        for e in examples:
            s = e.x @ (w / scale)
            s -= s.max()
            p = np.exp(s)
            p /= p.sum()
            total -= float(np.log(p[e.target] + 1e-12))
            gradient += (p @ e.x - e.x[e.target]) / scale
        n = len(examples)
        return total / n + l2 * float(w @ w), gradient / n + 2 * l2 * w

    bounds = [_bound(f, scale[i]) for i, f in enumerate(FEATURES)]
    start = np.array([np.clip(0.3, *b) if b[0] is not None or b[1] is not None else 0.0 for b in ((a, c) for a, c in bounds)])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 80})
    return np.asarray(found.x / scale)


def _bound(feature: str, scale: float) -> tuple[float | None, float | None]:
    if feature in FIXED:
        return FIXED[feature] * scale, FIXED[feature] * scale
    sign = SIGNED.get(feature, 0)
    return (0.0 if sign > 0 else None, 0.0 if sign < 0 else None)


def _report(weights: np.ndarray, examples: list[Example]) -> str:
    ranks = [int((e.x @ weights > (e.x @ weights)[e.target]).sum()) for e in examples]
    at = " / ".join(f"{np.mean([r < k for r in ranks]):.3f}" for k in (1, 3, 10))
    return f"right card at 1 / 3 / 10: {at}"


def check(file: Path, weights: tuple[float, ...]) -> str:
    """Gold locator among the first 1 / 3 / 5 cards of a question file, over a cards-only index."""
    from evals.metrics import same_place

    global _BUNDLED
    if _BUNDLED is None:
        folder = Path(tempfile.mkdtemp())
        pipeline.run(folder)
        _BUNDLED = open_index(folder)
    retriever = HybridRetriever(_BUNDLED, Ranker(_BUNDLED, weights))
    hits = []
    questions: list[dict[str, Any]] = yaml.safe_load(file.read_text(encoding="utf-8"))
    for q in (q for q in questions if q["answerable"]):
        query = understand(q["question"], date.fromisoformat(str(q["as_of"])) if q.get("as_of") else None, date.today())
        cards = [s.passage for s in retriever.search(query, 40) if s.passage.card_id][:5]
        good = [any(p.document_id == g["doc"] and same_place(p.locator, g["locator"]) for g in q["sources"]) for p in cards]
        hits.append((any(good[:1]), any(good[:3]), any(good)))
    return " / ".join(f"{np.mean([h[k] for h in hits]):.3f}" for k in range(3))


_BUNDLED: OpenIndex | None = None


if __name__ == "__main__":
    main()
