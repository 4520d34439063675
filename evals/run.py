"""`kim eval`: let the assistant answer questions with known facts and show the figures."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from assistant.errors import EingabeError
from evals.gold import Gold
from evals.metrics import Tally, Verdict, judge, share, tally
from evals.places import own_questions
from evals.proof import QuoteCheck, Reply, check_quotes, original_texts

if TYPE_CHECKING:
    from assistant.answering import Assistant

COLUMNS = {
    "correct": "richtig",
    "direct": "direkt",
    "cited": "belegt",
    "both": "beides",
    "over_refused": "zu Unrecht abgelehnt",
    "refused": "richtig abgelehnt",
}
KINDS = {"category": "Art", "style": "Stil"}
SHOWN = 300  # characters of a missed answer


@dataclass(frozen=True, slots=True)
class Report:
    """Questions, what was answered, and the figures."""

    golds: Sequence[Gold]
    replies: Mapping[str, Reply]
    groups: Mapping[str, Tally]
    quotes: QuoteCheck | None = None

    def missed(self) -> list[Gold]:
        """Questions that went wrong."""
        return [g for g in self.golds if not judge(g, self.replies.get(g.id)).good(g)]


def load(files: Sequence[Path]) -> list[Gold]:
    """Questions of files in the format of `../shared/evals/README.md`. Errors: EingabeError naming file and question."""
    from api.cli.batch import read_items

    golds: list[Gold] = []
    seen: set[str] = set()
    for file in files:
        for number, row in enumerate(read_items(file), 1):
            gold = _gold(row, f"{file}, Eintrag {row.get('id', number)}")
            if gold.id in seen:
                raise EingabeError(f"{file}: die Kennung {gold.id} kommt zweimal vor.")
            seen.add(gold.id)
            golds.append(gold)
    return golds


def _gold(row: dict[str, Any], where: str) -> Gold:
    try:
        gold = Gold.from_row(row)
        for pattern in (*gold.must, *gold.must_not, *gold.or_answered):
            re.compile(pattern)
    except KeyError as e:
        raise EingabeError(f"{where}: die Angabe {e.args[0]} fehlt.") from e
    except (TypeError, AttributeError) as e:
        raise EingabeError(f"{where}: sources, must und must_not müssen Listen sein.") from e
    except re.error as e:
        raise EingabeError(f"{where}: kein gültiger regulärer Ausdruck ({e}).") from e
    return gold


def answer_all(helper: Assistant, golds: Sequence[Gold]) -> dict[str, Reply]:
    """The answers by question id; the assistant sees no more of a question than `Gold.given`."""
    return {g.id: _answer(helper, g.given) for g in golds}


def _answer(helper: Assistant, given: Mapping[str, Any]) -> Reply:
    from api.cli.batch import item_date
    from api.render import answer_json

    try:
        return answer_json(
            helper.ask(
                str(given["question"]),
                item_date(dict(given), None),
                str(given.get("document_id") or ""),
                history=given.get("history") or (),
                ident=str(given["id"]),
            )
        )
    except EingabeError as e:
        return {"id": given["id"], "error": str(e)}


def measure(helper: Assistant, golds: Sequence[Gold], originals: Mapping[str, str] | None = None) -> Report:
    """Ask everything and count."""
    replies = answer_all(helper, golds)
    return Report(golds, replies, tally(golds, replies), check_quotes(replies.values(), originals) if originals else None)


def evaluate_file(home: Path, file: Path | None, originals: Path | None, misses: bool, as_json: bool, out: Console) -> None:
    """Answer a file of questions (None: the bundled ones) and print the figures. Errors: EingabeError, IndexError_ tree."""
    from api.wiring import assistant

    golds = load([file] if file else own_questions())
    texts = _texts(originals) if originals else None
    report = measure(assistant(home), golds, texts)
    if as_json:
        out.file.write(json.dumps(as_row(report, misses), ensure_ascii=False, default=str) + "\n")
        return
    show(report, misses, out)


def show(report: Report, misses: bool, out: Console) -> None:
    """The figures for people."""
    if misses:
        _show_misses(report, out)
    out.print(table(report.groups))
    for line in _closing(report):
        out.print(line, markup=False, highlight=False, soft_wrap=True)


def _texts(folder: Path) -> dict[str, str]:
    texts = original_texts(folder)
    if not texts:
        raise EingabeError(f"{folder}: hier liegt kein Original als <Kennung>.txt.")
    return texts


def as_row(report: Report, misses: bool) -> dict[str, Any]:
    """The figures for programs: counts per group, quotes as [good, of]."""
    groups = {name: asdict(t) for name, t in report.groups.items()}
    row: dict[str, Any] = {"questions": len(report.golds), "groups": groups, "verbatim": None, "original": None}
    if report.quotes:
        row["verbatim"] = [report.quotes.verbatim, report.quotes.original]
        row["original"] = [report.quotes.original, report.quotes.citations]
    if misses:
        row["misses"] = [
            {
                "id": g.id,
                "question": g.question,
                "answer": (report.replies.get(g.id) or {}).get("answer"),
                **asdict(judge(g, report.replies.get(g.id))),
            }
            for g in report.missed()
        ]
    return row


def percent(value: float | None) -> str:
    """A figure as German text."""
    return "–" if value is None else f"{value:.1f}".replace(".", ",")


def table(groups: Mapping[str, Tally]) -> Table:
    """All groups, figures in percent."""
    caption = "Angaben in Prozent; n: beantwortbare und nicht beantwortbare Fragen"
    shown = Table("Gruppe", box=box.SIMPLE_HEAD, caption=caption, caption_justify="left", padding=(0, 1, 0, 0))
    shown.add_column("n", justify="right", no_wrap=True)
    for title in COLUMNS.values():
        shown.add_column(title, justify="right")
    for name, t in groups.items():
        kind, _, value = name.partition(":")
        label = f"{KINDS[kind]} {value}" if value else "alle"
        shown.add_row(label, f"{t.answerable}+{t.unanswerable}", *(percent(t.percent(c)) for c in COLUMNS))
    return shown


def _closing(report: Report) -> list[str]:
    whole = report.groups.get("all", Tally())
    lines = [f"Ja oder Nein gesagt: {whole.stated} von {whole.yes_no}", f"Falsches Ja/Nein: {whole.wrong} von {whole.yes_no}"]
    if report.quotes:
        q = report.quotes
        lines.append(
            f"Zitate wörtlich: {q.verbatim} von {q.original} ({percent(share(q.verbatim, q.original))} %); "
            f"aus dem Original: {q.original} von {q.citations} ({percent(share(q.original, q.citations))} %)"
        )
    return lines


def _faults(gold: Gold, verdict: Verdict) -> list[str]:
    if not gold.answerable:
        return ["nicht abgelehnt"]
    found = {"nicht richtig": not verdict.correct, "nicht belegt": not verdict.cited, "falsches Ja/Nein": verdict.wrong, "abgelehnt": verdict.refused}
    return [name for name, bad in found.items() if bad]


def _show_misses(report: Report, out: Console) -> None:
    for g in report.missed():
        reply = report.replies.get(g.id) or {}
        verdict = judge(g, reply)
        out.print(Text.assemble((f"{g.id} ", "bold"), f"[{g.category}, {g.style}] ", (", ".join(_faults(g, verdict)), "red")))
        out.print(Text(f"  Frage:    {g.question}"))
        out.print(Text(f"  Antwort:  {str(reply.get('answer') or reply.get('error') or '–')[:SHOWN]}"))
        if g.answerable:
            out.print(Text(f"  Erwartet: {' · '.join(g.must)}"))
            out.print(Text(f"  Stelle:   {'; '.join(f'{s.document_id} {s.locator}' for s in g.sources)}"))
