"""The outside test set (OMoS-QA: pages nobody here wrote, questions with hand-marked answer lines): finding the page, reading it, refusing.

Figures as in `../shared/evals/omos.py`: page found at 1 and at 5 with all pages indexed; precision, recall and F1 over the marked lines with the
page given; share of unanswerable questions refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evals.metrics import share
from evals.proof import Reply, citations_of

if TYPE_CHECKING:
    from assistant.answering import Assistant

SHORT = 12  # characters: a shorter quote proves a line only when it is the whole line
Passages = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Item:
    """A question about one page; `lines` are the positions that answer it (none: the page does not)."""

    id: str
    question: str
    page: str
    lines: frozenset[int]


@dataclass(frozen=True, slots=True)
class PageSet:
    """Pages by id, and the questions."""

    pages: Mapping[str, Sequence[str]]
    items: Sequence[Item]


@dataclass(slots=True)
class Counts:
    """What was counted over a page set."""

    answerable: int = 0
    found_1: int = 0
    found_5: int = 0
    right: int = 0
    extra: int = 0
    missed: int = 0
    unanswerable: int = 0
    refused: int = 0

    def figures(self) -> dict[str, float]:
        """All figures in percent."""
        precision, recall = share(self.right, self.right + self.extra) or 0.0, share(self.right, self.right + self.missed) or 0.0
        return {
            "found_1": share(self.found_1, self.answerable) or 0.0,
            "found_5": share(self.found_5, self.answerable) or 0.0,
            "precision": precision,
            "recall": recall,
            "f1": 2 * precision * recall / (precision + recall) if precision + recall else 0.0,
            "refused": share(self.refused, self.unanswerable) or 0.0,
        }


def load(path: Path) -> PageSet:
    """Read the data set."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return PageSet(
        {p["id"]: p["lines"] for p in data["pages"]},
        [Item(q["id"], q["question"], q["page"], frozenset(q["answer_lines"])) for q in data["questions"]],
    )


def write_pages(data: PageSet, folder: Path) -> Path:
    """One text file per page, to be indexed."""
    folder.mkdir(parents=True, exist_ok=True)
    for ident, lines in data.pages.items():
        (folder / f"{ident}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def ask_all(helper: Assistant, data: PageSet) -> tuple[dict[str, Passages], dict[str, Reply]]:
    """What the search finds over all pages (answerable questions), and the answers with the page given (all questions)."""
    from api.render import answer_json, passage_json

    found: dict[str, Passages] = {i.id: [passage_json(s) for s in helper.search(i.question)] for i in data.items if i.lines}
    return found, {i.id: answer_json(helper.ask(i.question, document_id=i.page)) for i in data.items}


def count(data: PageSet, found: Mapping[str, Passages], replies: Mapping[str, Reply]) -> Counts:
    """Compare with the marked lines."""
    counts = Counts()
    for item in data.items:
        reply = replies.get(item.id, {})
        if not item.lines:
            counts.unanswerable += 1
            counts.refused += reply.get("status") == "not_covered"
            continue
        pages = list(dict.fromkeys(p["document_id"] for p in found.get(item.id, ())))
        counts.answerable += 1
        counts.found_1 += item.page in pages[:1]
        counts.found_5 += item.page in pages[:5]
        given = lines_given(data.pages[item.page], reply)
        counts.right += len(given & item.lines)
        counts.extra += len(given - item.lines)
        counts.missed += len(item.lines - given)
    return counts


def lines_given(lines: Sequence[str], reply: Reply) -> frozenset[int]:
    """Lines of the page that an answer's quotes hold, or that hold one of its quotes."""
    if reply.get("status") != "answered":
        return frozenset()
    quotes = [_letters(c.get("quote")) for c in citations_of(reply)]
    return frozenset(n for n, line in enumerate(map(_letters, lines)) if len(line) > 2 and any(_meet(line, q) for q in quotes))


def _meet(line: str, quote: str) -> bool:
    return line in quote or (len(quote) > SHORT and quote in line)


def _letters(text: object) -> str:
    return re.sub(r"\W+", " ", str(text or "")).strip().lower()
