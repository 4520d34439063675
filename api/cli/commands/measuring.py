"""`kim eval` and `kim gate`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli.app import AsJson, Home, app
from api.cli.console import out
from assistant.settings import home as home_of


@app.command("eval")
def evaluate(
    file: Annotated[Path | None, typer.Argument(help="Fragen mit Goldfakten (YAML); leer: die mitgelieferten.", metavar="[DATEI]")] = None,
    originals: Annotated[Path | None, typer.Option("--originals", help="Ordner der Originale als <Kennung>.txt, um Zitate zu prüfen.")] = None,
    misses: Annotated[bool, typer.Option("--misses", help="Verfehlte Fragen zeigen.")] = False,
    from_feedback: Annotated[bool, typer.Option("--from-feedback", help="Die Rückmeldungen aus dem Dienst als Fragen nehmen.")] = False,
    llm: Annotated[bool, typer.Option("--llm", help="Zusätzlich mit dem eingestellten Sprachmodell messen.")] = False,
    recorded: Annotated[
        Path | None, typer.Option("--recorded", help="Mit --llm: aufgezeichnete Entwürfe (JSONL: question, draft) statt des Modells.")
    ] = None,
    record: Annotated[Path | None, typer.Option("--record", help="Mit --llm: die Antworten des Modells in diese neue Datei schreiben.")] = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Antworten gegen Fragen mit Goldfakten messen."""
    if llm or recorded or record:
        from evals.wording import evaluate_llm

        evaluate_llm(home_of(home), file, recorded, record, as_json, out)
        return
    if from_feedback:
        from evals.feedback import evaluate_feedback

        evaluate_feedback(home_of(home), misses, as_json, out)
        return
    from evals.run import evaluate_file

    evaluate_file(home_of(home), file, originals, misses, as_json, out)


@app.command()
def gate(
    batch: Annotated[Path, typer.Option("--batch", help="Datei (YAML oder JSONL) mit Einträgen {id, question, as_of?, passages, draft}.")],
    as_json: AsJson = False,
) -> None:
    """Entwürfe eines Sprachmodells gegen ihre Textstellen prüfen: was freigegeben wird und was warum nicht."""
    from api.cli.gate import run_gate

    run_gate(batch, as_json)
