"""Fit the card ranker: `python -m evals.fusion [--train QUESTIONS.yaml …] [--check QUESTIONS.yaml …]`.

From every card one question is taken away and asked; the ranker has to find its card again among all others (listwise softmax, L2). `--train` adds
question files with gold places (any card of a gold place is right; for an unanswerable question any known gap): they are judged by five-fold
cross-validation, each counting WORTH card questions, which come from the cards' own writers and are judged too mildly. `--check` prints how often a
gold locator comes first on files that were not used to fit.
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

from assistant.question.understanding import Query, understand
from assistant.retrieval.ranking import FEATURES, WEIGHTS, Ranker
from assistant.retrieval.retriever import HybridRetriever
from assistant.types import Card
from indexing import pipeline, writing
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


AMONG = 60  # candidates kept per question: the best by the present weights, and the right ones
WORTH = 10.0  # how many held-out card questions one question of `--train` counts
CV_FOLDS = 5


@dataclass(slots=True)
class Example:
    """Features of the candidates (n × len(FEATURES)) for one question, and which of them are right."""

    x: np.ndarray
    right: np.ndarray
    weight: float = 1.0


def main() -> None:
    """Fit, judge, print the weights to paste into `assistant/retrieval/ranking.py`."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--train", nargs="*", type=Path, default=[])
    options.add_argument("--check", nargs="*", type=Path, default=[])
    given = options.parse_args()
    cards = [e for fold in FOLDS for e in held_out(fold)]
    own = [e for file in given.train for e in asked(file)]
    print("now     card questions", _report(np.array(WEIGHTS), cards), "| own", _report(np.array(WEIGHTS), own))
    for l2 in (L2 / 6, L2):
        ranks: list[int] = []
        for k in range(CV_FOLDS if own else 0):
            ranks += _ranks(fit(cards + [e for i, e in enumerate(own) if i % CV_FOLDS != k], l2), own[k::CV_FOLDS])
        print(f"fit {l2:.4f} own, cross-validated", _at(ranks))
    weights = fit(cards + own, L2 / 6)
    print("WEIGHTS = (\n" + "".join(f"    {w:.2f},  # {f}\n" for f, w in zip(FEATURES, weights, strict=True)) + ")")
    for file in given.check:
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
        return [_example(_features(retriever, _query(text, c)), [place[c.id]]) for c, text in asked]


def asked(file: Path) -> list[Example]:
    """The questions of a file over the bundled cards; those with no right card are left out."""
    from evals.proof import same_place

    index = _bundled()
    retriever = HybridRetriever(index)
    cards = [index.card(index.passages[p].card_id) for p in retriever.ranker.positions]
    found = []
    for q in yaml.safe_load(file.read_text(encoding="utf-8")):
        places = [(g["doc"], g["locator"]) for g in q.get("sources", [])]
        right = [
            k
            for k, c in enumerate(cards)
            if (any(c.document_id == d and same_place(c.locator, at) for d, at in places) if q["answerable"] else c.art == "luecke")
        ]
        query = understand(q["question"], date.fromisoformat(str(q["as_of"])) if q.get("as_of") else None, date.today())
        if right:
            found.append(_example(_features(retriever, query), right, WORTH))
    return found


def _example(x: np.ndarray, right: list[int], weight: float = 1.0) -> Example:
    best = np.argsort(-(x @ np.array(WEIGHTS)), kind="stable")[:AMONG]
    kept = np.unique(np.concatenate([best, np.array(right, dtype=np.int64)]))
    return Example(x[kept], np.isin(kept, right), weight)


def _query(text: str, card: Card) -> Query:
    today = date.today()
    query = understand(text, None, today)
    past = card.valid_until is not None and card.valid_until < today
    return replace(query, as_of=card.valid_until, dated=True) if past and card.valid_until else query


def _index(cards: list[Card], folder: Path) -> OpenIndex:
    writing.write_generation(folder, [], cards, {}, "lsa")
    return OpenIndex(folder)


def _features(retriever: HybridRetriever, query: Query) -> np.ndarray:
    return retriever.ranker.features(query, *retriever.signals(query)).astype(np.float32)


def fit(examples: list[Example], l2: float) -> np.ndarray:
    """Listwise softmax regression with bounds on the signs."""
    from scipy.optimize import minimize

    x = np.concatenate([e.x for e in examples])
    scale = x.std(0) + 1e-6
    x = x / scale
    sizes = [len(e.x) for e in examples]
    starts, of = np.cumsum([0, *sizes[:-1]]), np.repeat(np.arange(len(examples)), sizes)
    right = np.concatenate([e.right for e in examples]).astype(float)
    weight = np.array([e.weight for e in examples]) / sum(e.weight for e in examples)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        s = x @ w
        p = np.exp(s - np.maximum.reduceat(s, starts)[of])
        good = p * right
        total, hit = np.add.reduceat(p, starts), np.add.reduceat(good, starts) + 1e-12
        gradient = ((p / total[of] - good / hit[of]) * weight[of]) @ x
        return float(-(np.log(hit / total) * weight).sum() + l2 * w @ w), gradient + 2 * l2 * w

    bounds = [_bound(f, scale[i]) for i, f in enumerate(FEATURES)]
    start = np.array([np.clip(0.3, *b) if b[0] is not None or b[1] is not None else 0.0 for b in bounds])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 200})
    return np.asarray(found.x / scale)


def _bound(feature: str, scale: float) -> tuple[float | None, float | None]:
    if feature in FIXED:
        return FIXED[feature] * scale, FIXED[feature] * scale
    sign = SIGNED.get(feature, 0)
    return (0.0 if sign > 0 else None, 0.0 if sign < 0 else None)


def _ranks(weights: np.ndarray, examples: list[Example]) -> list[int]:
    scores = [(e.x @ weights, e.right) for e in examples]
    return [int((s > s[right].max()).sum()) for s, right in scores]


def _report(weights: np.ndarray, examples: list[Example]) -> str:
    return _at(_ranks(weights, examples)) if examples else "-"


def _at(ranks: list[int]) -> str:
    at = " / ".join(f"{np.mean([r < k for r in ranks]):.3f}" for k in (1, 3, 10))
    return f"right card at 1 / 3 / 10: {at}"


def _bundled() -> OpenIndex:
    """An index of the bundled cards, built once."""
    global _BUNDLED
    if _BUNDLED is None:
        folder = Path(tempfile.mkdtemp())
        pipeline.run(folder)
        _BUNDLED = open_index(folder)
    return _BUNDLED


def check(file: Path, weights: tuple[float, ...]) -> str:
    """Gold locator among the first 1 / 3 / 5 cards of a question file, over a cards-only index."""
    from evals.proof import same_place

    index = _bundled()
    retriever = HybridRetriever(index, Ranker(index, weights))
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
