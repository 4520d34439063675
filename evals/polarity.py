"""Judge Ja and Nein: `python -m evals.polarity [QUESTIONS.yaml …]`.

Two measurements. Over the yes/no questions of the cards: what the rulings alone say to each (the card question itself is never used), by document;
the ranking has seen these questions, so this judges the rulings, not the search. Over question files (default: the own ones): whole answers, how
many yes/no questions get a Ja or Nein, how many of these are wrong, by gold answer and by whether the question is negated. `--show` prints the wrong
ones; the shares of right answers among the ones a learned classifier would state are printed with `--learned` (tried and rejected).
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import numpy as np

from assistant.answering import Assistant
from assistant.polarity.frames import negated, read
from assistant.polarity.polarity import NEAR, ruled, speaking
from assistant.polarity.rulings import rulings
from assistant.types import Answer, Card
from evals.gold import Gold
from evals.places import OWN_QUESTIONS
from evals.run import load
from indexing import pipeline, writing
from indexing.store import OpenIndex

LEADS = {"Ja": "ja", "Nein": "nein", "Das kommt darauf an": "kommt darauf an"}
WRITTEN = ("regel", "lokal", "bericht", "begriff")  # cards by hand; the others carry no yes/no questions of their own


def main() -> None:
    """Measure, print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("files", nargs="*", type=Path)
    options.add_argument("--show", action="store_true")
    options.add_argument("--learned", action="store_true")
    chosen = options.parse_args()
    folder = Path(tempfile.mkdtemp())
    writing.write_generation(folder, [], list(pipeline.load_knowledge()), {}, "lsa")
    helper = Assistant(OpenIndex(folder))
    over_cards(helper, chosen.show)
    for file in chosen.files or sorted(OWN_QUESTIONS.glob("eigene-*.yaml")):
        over_file(helper, file, chosen.show)
    if chosen.learned:
        learned([c for c in helper.index.cards() if c.art in WRITTEN])


def over_cards(helper: Assistant, show: bool) -> None:
    """What the rulings say to the yes/no questions of the cards."""
    counts: dict[str, Counter[str]] = {}
    for card in helper.index.cards():
        for q in card.questions if card.art in WRITTEN else ():
            if q.polarity is None:
                continue
            said = _ruled(helper, q.text)
            kind = "silent" if said is None else "right" if said == q.polarity else "near" if "kommt darauf an" in (said, q.polarity) else "wrong"
            counts.setdefault(card.document_id, Counter())[kind] += 1
            if show and kind in ("wrong", "near"):
                print(f"  {q.polarity} → {said}: {q.text}")
    for name, count in [*counts.items(), ("all", sum(counts.values(), Counter()))]:
        total = sum(count.values())
        stated = 1 - count["silent"] / total
        print(f"{name}: {total} card questions, stated {stated:.3f}, wrong {count['wrong']}, one side says it depends {count['near']}")


def _ruled(helper: Assistant, text: str) -> str | None:
    query = helper.understand(text)
    ranked = [s for s in helper.retriever.search(query, 40) if s.passage.card_id and helper.index.card(s.passage.card_id).art != "luecke"]
    cards = [helper.index.card(s.passage.card_id) for s in ranked[:NEAR]]
    found = ruled(query, list(speaking(query, cards)), helper.index, rulings()) if cards else None
    return found[0] if found else None


def over_file(helper: Assistant, file: Path, show: bool) -> None:
    """Whole answers to the yes/no questions of a file."""
    golds = [g for g in load([file]) if g.polarity]
    pairs = [(g, _lead(_ask(helper, g))) for g in golds]
    print(f"{file.name}: {_counts(pairs)}")
    for gold in ("ja", "nein"):
        print(f"  gold {gold}: {_counts([p for p in pairs if p[0].polarity == gold])}")
    for name, wanted in (("negated", True), ("not negated", False)):
        print(f"  {name}: {_counts([p for p in pairs if negated(read(p[0].question).core) == wanted])}")
    for g, lead in pairs if show else ():
        if lead and lead != g.polarity:
            print(f"  {g.polarity} → {lead}: {g.id} {g.question}")


def _ask(helper: Assistant, gold: Gold) -> Answer:
    as_of = gold.given.get("as_of")
    return helper.ask(gold.question, date.fromisoformat(str(as_of)) if as_of else None, history=gold.given.get("history") or ())


def _lead(answer: Answer) -> str:
    return next((polarity for opening, polarity in LEADS.items() if answer.answer.startswith((f"{opening}.", f"{opening}:"))), "")


def _counts(pairs: Sequence[tuple[Gold, str]]) -> str:
    stated = [(g, lead) for g, lead in pairs if lead]
    wrong = Counter(lead for g, lead in stated if lead != g.polarity)
    share = len(stated) / max(1, len(pairs))
    return (
        f"{len(pairs)} questions, stated {len(stated)} ({share:.0%}), "
        f"wrong Ja {wrong['ja']}, wrong Nein {wrong['nein']}, depends {wrong['kommt darauf an']}"
    )


def learned(cards: Iterable[Card]) -> None:
    """How right a classifier over the words of the questions would be, cross-validated by card, at shares of questions stated."""
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GroupKFold, cross_val_predict
    from sklearn.pipeline import make_pipeline

    rows = [(q.text, q.polarity == "ja", c.id) for c in cards for q in c.questions if q.polarity in ("ja", "nein")]
    texts, y, groups = [r[0] for r in rows], np.array([r[1] for r in rows]), [r[2] for r in rows]
    model = make_pipeline(CountVectorizer(ngram_range=(1, 2), binary=True, min_df=3), LogisticRegression(C=0.3, max_iter=2000))
    p = cross_val_predict(model, texts, y, groups=groups, cv=GroupKFold(8), method="predict_proba")[:, 1]
    order = np.argsort(-np.abs(p - 0.5))
    for share in (0.2, 0.4, 0.6, 0.8):
        sure = order[: int(share * len(order))]
        print(f"learned: stated {share:.0%}, right {np.mean((p[sure] > 0.5) == y[sure]):.3f}")


if __name__ == "__main__":
    main()
