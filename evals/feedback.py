"""Feedback as questions to measure: what somebody called helpful must stay so; what was not helpful is listed for whoever writes the right answer.

A helpful answer becomes a question with the figures of its first sentence as facts and its first citation as source. An unhelpful one has no right
answer yet, so it is never counted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.text import Text

from evals.gold import Gold

if TYPE_CHECKING:
    from api.store.feedback import StoredFeedback

_FIGURE = re.compile(r"\d[\d.]*\d(?:,\d+)?|\d(?:,\d+)?")
_MARK = re.compile(r"\[\d+\]")


def row_of(f: StoredFeedback) -> dict[str, Any]:
    """A question file's row from helpful feedback."""
    first = re.split(r"\[\d+\]", f.answer, maxsplit=1)[0]
    row: dict[str, Any] = {"id": f"rm-{f.id[:12]}", "category": "rueckmeldung", "question": f.question, "answerable": bool(f.citations)}
    if f.as_of:
        row["as_of"] = f.as_of
    if f.citations:
        row["must"] = [rf"(?<![\d.,]){re.escape(x)}(?!\d)" for x in dict.fromkeys(_FIGURE.findall(_MARK.sub("", first)))]
        row["sources"] = [{"doc": f.citations[0]["document_id"], "locator": f.citations[0].get("locator") or ""}]
    return row


def evaluate_feedback(home: Path, misses: bool, as_json: bool, out: Console) -> None:
    """Ask again what was helpful, print the figures, list what was not. Errors: DatenbankFehler, IndexError_ tree."""
    from api.store.database import open_database
    from api.store.feedback import FeedbackStore
    from api.wiring import assistant
    from evals.run import as_row, measure, show

    database = open_database(home)
    try:
        stored = FeedbackStore(database).all(None)
    finally:
        database.close()
    report = measure(assistant(home), [Gold.from_row(row_of(f)) for f in stored if f.helpful])
    open_cases = [f for f in stored if not f.helpful]
    if as_json:
        cases = [{"question": f.question, "as_of": f.as_of, "answer": f.answer, "reason": f.reason} for f in open_cases]
        out.file.write(json.dumps(as_row(report, misses) | {"open": cases}, ensure_ascii=False, default=str) + "\n")
        return
    show(report, misses, out)
    _list(open_cases, out)


def _list(cases: Sequence[StoredFeedback], out: Console) -> None:
    if cases:
        out.print(Text("Nicht hilfreich, noch ohne richtige Antwort:", style="bold"))
    for f in cases:
        out.print(Text(f"  · {f.question} (Rechtsstand {f.as_of or 'unbekannt'}){': ' + f.reason if f.reason else ''}"))
