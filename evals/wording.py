"""`kim eval --llm`: the same questions without and with a language model's wording, what the gate did, and what it cost.

With `--recorded` the drafts come from a file of {question, draft} lines instead of a model, so that a change of the gate or the prompts can be
compared on the same drafts. A question the file has no draft for falls back like one whose model is away.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console

from assistant.errors import EingabeError, ModellError
from evals.metrics import Gold, tally
from evals.places import own_questions
from evals.run import Report, answer_all, load, percent, table

if TYPE_CHECKING:
    from assistant.llm.client import TextModel
    from assistant.llm.counters import LlmCounters

RULES = {"zahl": "Zahl", "datum": "Datum", "einheit": "Einheit", "grenze": "Grenze", "bezug": "Bezug", "wort": "Wort", "name": "Name",
         "verneinung": "Verneinung", "modalitaet": "Müssen/Können", "umfang": "Umfang", "bedingung": "Bedingung", "geltung": "Geltung",
         "marke": "Quellenmarke", "polaritaet": "Ja/Nein", "sprache": "Sprache", "form": "Form", "fundstelle": "Fundstelle",
         "anschluss": "Anschluss", "laenge": "Länge", "wiederholung": "Wiederholung", "quelle": "Quelle"}


@dataclass(frozen=True, slots=True)
class Gating:
    """Drafts asked for, answers in the model's words, answers that fell back by reason, sentences, seconds, and dropped sentences by rule."""

    drafts: int
    generated: int
    fallbacks: Mapping[str, int]
    kept: int
    dropped: int
    seconds: float
    rules: Mapping[str, int]

    @classmethod
    def of(cls, counts: Mapping[str, float]) -> Gating:
        """From the counters of a run."""
        def named(start: str) -> dict[str, int]:
            return {k.removeprefix(start): int(v) for k, v in counts.items() if k.startswith(start)}

        number = {k: int(counts.get(k, 0)) for k in ("entwurf", "freigegeben", "satz_frei", "satz_verworfen")}
        return cls(number["entwurf"], number["freigegeben"], named("rueckfall_"), number["satz_frei"], number["satz_verworfen"],
                   float(counts.get("sekunden", 0.0)), named("regel_"))


class RecordedModel:
    """Answers with recorded drafts instead of a model's. `drafts` by question."""

    def __init__(self, drafts: Mapping[str, str]) -> None:
        self.drafts = dict(drafts)

    def stream(self, messages: Sequence[dict[str, str]], limit: float | None = None) -> Iterator[str]:
        """The draft recorded for the question. Errors: ModellError (kind "aufzeichnung") when there is none."""
        yield self.complete(messages)

    def complete(self, messages: Sequence[dict[str, str]], limit: float | None = None) -> str:
        """The same in one piece."""
        asked = messages[-1]["content"].rpartition("<frage>")[2].partition("</frage>")[0].strip()
        if asked not in self.drafts:
            raise ModellError("aufzeichnung", f"Zur Frage „{asked}“ ist kein Entwurf aufgezeichnet. Bitte die Datei ergänzen.")
        return self.drafts[asked]


def recorded(file: Path) -> RecordedModel:
    """The drafts of a file. Errors: EingabeError naming file and line."""
    from api.cli.batch import MAX_BYTES, parse_items

    try:
        if file.stat().st_size > MAX_BYTES:
            raise EingabeError(f"{file}: die Datei ist größer als {MAX_BYTES // 1_000_000} MB. Bitte teilen.")
        rows = list(parse_items(file.read_text(encoding="utf-8"), file, "question und draft"))
    except (OSError, UnicodeDecodeError) as e:
        raise EingabeError(f"{file}: die Datei kann nicht gelesen werden. Bitte Pfad und Kodierung (UTF-8) prüfen.") from e
    for number, row in enumerate(rows, 1):
        if not isinstance(row.get("question"), str) or not isinstance(row.get("draft"), str):
            raise EingabeError(f"{file}, Eintrag {number}: „question“ und „draft“ müssen Texte sein.")
    return RecordedModel({row["question"].strip(): row["draft"] for row in rows})


def evaluate_llm(home: Path, file: Path | None, drafts: Path | None, as_json: bool, out: Console) -> None:
    """Both figures and the gate's. Errors: EingabeError without a model and without recorded drafts, IndexError_ tree."""
    from assistant.answering import Assistant
    from indexing.store import open_index

    model = recorded(drafts) if drafts else _model()
    golds = load([file] if file else own_questions())
    index = open_index(home)
    plain = _report(Assistant(index, _today()), golds)
    worded, gating = with_model(index, model, golds)
    if as_json:
        row = {"questions": len(golds), "extractive": _groups(plain), "llm": _groups(worded), "gate": asdict(gating)}
        out.file.write(json.dumps(row, ensure_ascii=False) + "\n")
        return
    for title, report in (("Ohne Sprachmodell", plain), ("Mit Sprachmodell", worded)):
        out.print(title, style="bold")
        out.print(table(report.groups))
    for line in lines(gating):
        out.print(line, markup=False, highlight=False, soft_wrap=True)


def with_model(index: Any, model: TextModel, golds: Sequence[Gold]) -> tuple[Report, Gating]:
    """The figures with a model's wording, and what the gate did. The counters are this run's own."""
    from assistant.llm.counters import LlmCounters
    from assistant.llm.drafting import DraftingAssistant
    from indexing.cards import load_cards

    counters: LlmCounters = LlmCounters()
    report = _report(DraftingAssistant(index, _today(), model, counters, load_cards), golds)
    return report, Gating.of(counters.snapshot())


def lines(g: Gating) -> list[str]:
    """What the gate did, for people."""
    judged, mean = g.kept + g.dropped, g.seconds / g.drafts if g.drafts else 0.0
    fell = sum(g.fallbacks.values())
    out = [
        f"Entwürfe: {g.drafts}, freigegeben: {g.generated}, auf die wörtliche Antwort zurückgefallen: {fell}",
        f"Verworfene Sätze: {g.dropped} von {judged} ({percent(100 * g.dropped / judged if judged else None)} %)",
        f"Zeit je Entwurf: {percent(mean)} s",
    ]
    if g.fallbacks:
        out.append("Rückfälle: " + ", ".join(f"{k} {n}" for k, n in sorted(g.fallbacks.items(), key=lambda x: -x[1])))
    if g.rules:
        out += ["Gründe der Prüfung:", *(f"  {RULES.get(k, k):<16} {n:>5}" for k, n in sorted(g.rules.items(), key=lambda x: -x[1]))]
    return out


def _report(helper: Any, golds: Sequence[Gold]) -> Report:
    replies = answer_all(helper, golds)
    return Report(golds, replies, tally(golds, replies))


def _groups(report: Report) -> dict[str, Any]:
    return {name: asdict(t) for name, t in report.groups.items()}


def _today() -> Any:
    from api.wiring import today

    return today()


def _model() -> TextModel:
    from assistant.llm.client import OpenAIModel, configured

    settings = configured()
    if settings is None:
        raise EingabeError("Es ist kein Sprachmodell eingestellt. Bitte KIM_LLM_URL und KIM_LLM_MODEL setzen oder --recorded DATEI angeben.")
    return OpenAIModel(settings)
