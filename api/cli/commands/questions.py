"""`kim ask`, `kim chat` and `kim search`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from api.cli.app import AsJson, AsOf, Batch, DocumentId, Home, app, day
from api.cli.console import emit, out
from assistant.errors import EingabeError
from assistant.settings import home as home_of


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="Die Frage.", metavar="FRAGE")] = None,
    batch: Batch = None,
    as_of: AsOf = None,
    document: DocumentId = "",
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Eine Frage beantworten, mit Fundstellen."""
    from api.render import answer_json, show_answer
    from api.wiring import assistant

    when = day(as_of)
    if batch is not None:
        _ask_batch(batch, when, document, home_of(home))
        return
    if question is None:
        raise EingabeError('Bitte eine Frage angeben: kim ask "Wie hoch ist der Eigenanteil?"')
    from assistant.question.understanding import check_text

    check_text(question)
    answer = assistant(home_of(home)).ask(question, when, document)
    if as_json:
        emit(answer_json(answer))
    else:
        show_answer(out, answer)


def _ask_batch(path: Path, when: date | None, document: str, home: Path) -> None:
    from api.cli.batch import item_date, questions, read_items
    from api.render import answer_json
    from api.wiring import assistant

    items = read_items(path)
    helper = assistant(home)
    for item, text in questions(items):
        try:
            history = item.get("history") or ()
            answer = helper.ask(
                text,
                item_date(item, when),
                str(item.get("document_id") or document),
                history=history,
                ident=str(item["id"]) if item.get("id") is not None else None,
            )
            emit(answer_json(answer))
        except EingabeError as e:
            emit({"id": item.get("id"), "question": text, "error": str(e)})


@app.command()
def chat(as_of: AsOf = None, home: Home = None) -> None:
    """Im Gespräch fragen; Thema, Kommune und Datum bleiben, bis etwas anderes genannt wird. Ende mit einer leeren Zeile."""
    from api.cli.chat import converse
    from api.wiring import assistant

    converse(assistant(home_of(home)), day(as_of), out)


@app.command()
def search(
    question: Annotated[str | None, typer.Argument(help="Frage oder Suchwörter.", metavar="FRAGE")] = None,
    batch: Batch = None,
    as_of: AsOf = None,
    document: DocumentId = "",
    home: Home = None,
    as_json: AsJson = False,
    top: Annotated[int, typer.Option("--top", min=1, max=100, help="Zahl der Fundstellen.")] = 10,
) -> None:
    """Nur die Fundstellen zu einer Frage."""
    from api.cli.batch import item_date, questions, read_items
    from api.render import passage_json, show_passages
    from api.wiring import assistant

    when = day(as_of)
    if batch is not None:
        items = read_items(batch)
        helper = assistant(home_of(home))
        for item, text in questions(items):
            try:
                found = helper.search(text, item_date(item, when), str(item.get("document_id") or document), top)
                emit({"id": item.get("id"), "passages": [passage_json(s) for s in found]})
            except EingabeError as e:
                emit({"id": item.get("id"), "passages": [], "error": str(e)})
        return
    if question is None:
        raise EingabeError("Bitte eine Frage oder Suchwörter angeben.")
    found = assistant(home_of(home)).search(question, when, document, top)
    if as_json:
        emit({"id": None, "passages": [passage_json(s) for s in found]})
    else:
        show_passages(out, found)
