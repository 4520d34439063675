"""`kim eval --llm`: the same questions without and with a language model's wording, what the gate did, and what it cost.

With `--record` a model's replies are written down, with `--recorded` they come from such a file (or one of {question, draft} lines by hand) and
not from a model (`evals.drafts`). A question the file has no draft for falls back like one whose model is away.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich import box
from rich.console import Console
from rich.table import Table

from assistant.errors import EingabeError
from evals.drafts import recorded, recording
from evals.gold import Gold
from evals.metrics import tally
from evals.places import own_questions
from evals.run import Report, answer_all, load, percent, table

if TYPE_CHECKING:
    from assistant.llm.client import TextModel
    from assistant.llm.counters import LlmCounters

RULES = {
    "zahl": "Zahl",
    "datum": "Datum",
    "einheit": "Einheit",
    "grenze": "Grenze",
    "bezug": "Bezug",
    "wort": "Wort",
    "name": "Name",
    "verneinung": "Verneinung",
    "modalitaet": "Müssen/Können",
    "umfang": "Umfang",
    "bedingung": "Bedingung",
    "geltung": "Geltung",
    "marke": "Quellenmarke",
    "polaritaet": "Ja/Nein",
    "sprache": "Sprache",
    "form": "Form",
    "fundstelle": "Fundstelle",
    "anschluss": "Anschluss",
    "laenge": "Länge",
    "wiederholung": "Wiederholung",
    "quelle": "Quelle",
    "leer": "leer",
    "rest": "Rest",
}
FALLBACKS = {
    "pruefung": "Prüfung",
    "keine_antwort": "Modell: keine Antwort",
    "leer": "leerer Entwurf",
    "zeit": "Zeitgrenze",
    "form": "unlesbar",
    "verbindung": "nicht erreichbar",
    "anmeldung": "Schlüssel abgelehnt",
    "drosselung": "überlastet",
    "dienst": "Fehler des Dienstes",
    "einstellung": "Einstellung",
    "aufzeichnung": "nicht aufgezeichnet",
}


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
        return cls(
            number["entwurf"],
            number["freigegeben"],
            named("rueckfall_"),
            number["satz_frei"],
            number["satz_verworfen"],
            float(counts.get("sekunden", 0.0)),
            named("regel_"),
        )


def evaluate_llm(home: Path, file: Path | None, drafts: Path | None, record: Path | None, as_json: bool, out: Console) -> None:
    """Both figures and the gate's. Errors: EingabeError without a model and without recorded drafts, IndexError_ tree."""
    if drafts and record:
        raise EingabeError("--record nimmt ein laufendes Modell auf, --recorded spielt eine Aufnahme ab; bitte nur eines davon angeben.")
    from assistant.answering import Assistant
    from indexing.store import open_index

    model = recorded(drafts) if drafts else _model(record)
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
    if gating.rules:
        out.print(reasons(gating))


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
        f"Zeit: {percent(g.seconds)} s, je Entwurf {percent(mean)} s",
    ]
    if g.fallbacks:
        out.append("Rückfälle: " + ", ".join(f"{FALLBACKS.get(k, k)} {n}" for k, n in _most(g.fallbacks)))
    return out


def reasons(g: Gating) -> Table:
    """Why the gate dropped sentences, most frequent first."""
    shown = Table("Grund der Prüfung", box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    shown.add_column("Sätze", justify="right")
    shown.add_column("Anteil %", justify="right")
    whole = sum(g.rules.values())
    for rule, n in _most(g.rules):
        shown.add_row(RULES.get(rule, rule), str(n), percent(100 * n / whole))
    return shown


def _most(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda x: -x[1])


def _report(helper: Any, golds: Sequence[Gold]) -> Report:
    replies = answer_all(helper, golds)
    return Report(golds, replies, tally(golds, replies))


def _groups(report: Report) -> dict[str, Any]:
    return {name: asdict(t) for name, t in report.groups.items()}


def _today() -> Any:
    from api.wiring import today

    return today()


def _model(record: Path | None) -> TextModel:
    from assistant.llm.client import OpenAIModel, configured

    settings = configured()
    if settings is None:
        raise EingabeError("Es ist kein Sprachmodell eingestellt. Bitte KIM_LLM_URL und KIM_LLM_MODEL setzen oder --recorded DATEI angeben.")
    model = OpenAIModel(settings)
    return recording(model, record, settings.model, settings.key) if record else model
