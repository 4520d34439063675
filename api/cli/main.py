"""`kim`: the commands of the contract. Results on stdout, progress and notices on stderr; exit 0 done, 1 done in part, 2 input error."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from api.cli.console import emit, out
from api.cli.failures import guarded
from assistant.errors import EingabeError
from assistant.settings import home as home_of

app = typer.Typer(
    name="kim",
    help="KIM-Assistent: Antworten zum Kommunalen Integrationsmanagement NRW mit Stichtag und Fundstelle.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
Home = Annotated[Path | None, typer.Option("--home", help="Ordner für Index und Merkliste (Vorgabe: $KIM_HOME, sonst Benutzerordner).")]
AsJson = Annotated[bool, typer.Option("--json", help="Ausgabe als JSON für Programme.")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="Rechtsstand: JJJJ-MM-TT, TT.MM.JJJJ oder ein Jahr.")]
Batch = Annotated[Path | None, typer.Option("--batch", help="Datei (YAML oder JSONL) mit Einträgen {id, question, as_of?, document_id?, history?}.")]
DocumentId = Annotated[str, typer.Option("--document", help="Nur dieses Dokument.")]


def day(text: str | None) -> date | None:
    """The --as-of option as a date."""
    from assistant.question import parse_date

    return parse_date(text) if text is not None else None


@app.command()
def index(
    paths: Annotated[list[Path] | None, typer.Argument(help="Dateien und Ordner; sie werden gemerkt.", metavar="[PFAD]...")] = None,
    only: Annotated[bool, typer.Option("--only", help="Genau diese Pfade, ohne die mitgelieferten Wissenskarten.")] = False,
    embedder: Annotated[
        str, typer.Option("--embedder", help="lsa, sentence-transformers:<Name oder Pfad> oder openai-compatible:<URL>#<Modell>.")
    ] = "",
    group: Annotated[str, typer.Option("--gruppe", help="Nur diese Gruppe sieht die angegebenen Pfade im Dienst.", metavar="NAME")] = "",
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Wissenskarten und Dateien einlesen und den Index bauen. Ohne PFAD werden die gemerkten Pfade aufgefrischt."""
    from api.cli.indexing import run_index

    if group:
        from api.cli.groups import limit_paths

        limit_paths(home_of(home), paths or [], group)
    raise typer.Exit(run_index(home_of(home), paths or [], only, embedder, as_json))


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
    from assistant.question import check_text

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


@app.command()
def documents(
    action: Annotated[
        str, typer.Argument(help="leer: auflisten; remove: aus dem Index nehmen; gruppe: auf eine Gruppe beschränken", metavar="[remove|gruppe]")
    ] = "",
    ident: Annotated[str, typer.Argument(help="Kennung des Dokuments", metavar="[ID]")] = "",
    name: Annotated[str, typer.Argument(help="Name der Gruppe; ohne Namen wird die Beschränkung aufgehoben", metavar="[NAME]")] = "",
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Dokumente im Index auflisten, eines herausnehmen oder auf eine Gruppe beschränken."""
    from api.cli.documents import list_documents, remove_document

    if action == "":
        list_documents(home_of(home), as_json)
    elif action == "gruppe" and ident:
        from api.cli.groups import limit_document

        limit_document(home_of(home), ident, name)
    elif action == "remove" and ident and not name:
        raise typer.Exit(remove_document(home_of(home), ident, as_json))
    else:
        raise EingabeError("Möglich sind „kim documents“, „kim documents remove ID“ und „kim documents gruppe ID [NAME]“.")


@app.command()
def checks(
    name: Annotated[str, typer.Argument(help="leer: alle auflisten; sonst die Angaben dieser Prüfung", metavar="[NAME]")] = "",
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Prüfungen auflisten, oder die Angaben einer Prüfung zeigen."""
    from api.cli.checks import list_checks

    for row in list_checks(out, name, as_json):
        emit(row)


@app.command()
def check(
    name: Annotated[str, typer.Argument(help="Name der Prüfung; „kim checks“ zeigt sie.", metavar="[NAME]")] = "",
    facts: Annotated[str | None, typer.Option("--facts", help="Angaben als JSON oder eine Datei damit.", metavar="JSON|DATEI")] = None,
    situation: Annotated[
        str | None, typer.Option("--lage", help="Die Lage in eigenen Worten; daraus werden Angaben gelesen und gezeigt.", metavar="TEXT|DATEI")
    ] = None,
    batch: Annotated[Path | None, typer.Option("--batch", help="Datei (YAML oder JSONL) mit Einträgen {id, check, as_of?, facts}.")] = None,
    as_of: AsOf = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Eine Regel prüfen: mit --facts, mit --lage, mit --batch, sonst werden fehlende Angaben einzeln erfragt."""
    from api.checkshow import show_ergebnis
    from api.cli.checks import batch_row, converse, read_facts, run_one
    from api.wiring import citer, today

    when, quotes = day(as_of) or today(), citer(home_of(home))
    if batch is not None:
        from api.cli.batch import read_items

        for item in read_items(batch, "check"):
            emit(batch_row(item, when, quotes))
        return
    if not name:
        raise EingabeError("Bitte eine Prüfung angeben; „kim checks“ zeigt alle.")
    given = read_facts(facts) if facts is not None else {}
    if situation is not None:
        from api.cli.situation import run_situation

        run_situation(name, situation, given, when, quotes, out, as_json)
        return
    if facts is None and not as_json:
        converse(out, name, given, when, quotes)
        return
    result = run_one(name, given, when, quotes)
    if as_json:
        emit(result)
    else:
        show_ergebnis(out, result)


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


@app.command()
def doctor(home: Home = None, as_json: AsJson = False) -> None:
    """Zustand prüfen: Index, Einstellungen, fehlende Originale."""
    from api.cli.doctor import examine

    raise typer.Exit(examine(home_of(home), as_json))


def main(arguments: list[str] | None = None) -> None:
    """Entry point: maps every expected error to one German line and the contract's exit status."""
    import api.cli.service  # noqa: F401 - registers its commands

    sys.exit(guarded(lambda: app(args=arguments, standalone_mode=False)))


if __name__ == "__main__":
    from api.cli.main import main as run  # this file under its own name, where commands in other files register

    run()
