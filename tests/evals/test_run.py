"""`kim eval`: question files are checked, the assistant sees only what a user would give, figures come out readable and for programs."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from rich.console import Console

from api.cli.main import main
from assistant.errors import EingabeError
from assistant.registry import sources
from assistant.types import Answer, Citation
from evals import run
from evals.places import ORIGINALS, ROOT, STATED_QUESTIONS, own_questions
from evals.proof import QuoteCheck
from indexing import pipeline

DAY = date(2026, 11, 20)


class Parrot:
    """Stands in for the assistant: remembers what it is given, cites one place, cannot read one date."""

    def __init__(self) -> None:
        self.seen: list[dict[str, Any]] = []

    def ask(
        self, question: str, as_of: date | None = None, document_id: str = "", history: Sequence[dict[str, Any]] = (), ident: str | None = None
    ) -> Answer:
        self.seen.append({"question": question, "as_of": as_of, "document_id": document_id, "history": history, "ident": ident})
        if not question:
            raise EingabeError("Die Frage ist leer.")
        cite = Citation(1, "a", "A", "", "", "4.3", None, "Der blaue Vogel singt", "original", "", "geltend")
        return Answer(question, "answered", "Ja, 12 Vögel [1].", DAY, citations=(cite,), id=ident)


def _file(path: Path, rows: Any) -> Path:
    path.write_text(yaml.safe_dump(rows, allow_unicode=True), encoding="utf-8")
    return path


ROWS = [
    {
        "id": "A",
        "question": "Wie viele?",
        "category": "amount",
        "answerable": True,
        "must": ["12"],
        "as_of": "30.06.2021",
        "sources": [{"doc": "a", "locator": "4.3"}],
        "history": [{"question": "Was?"}],
        "document_id": "a",
        "note": "geheim",
        "polarity": "nein",
    },
    {"id": "B", "question": "Und?", "category": "definition", "style": "typo", "answerable": False, "as_of": date(2020, 1, 2)},
    {"id": "C", "question": "", "category": "amount", "answerable": True},
]


def test_the_assistant_sees_only_what_a_user_gives(tmp_path: Path) -> None:
    parrot = Parrot()
    golds = run.load([_file(tmp_path / "q.yaml", ROWS)])
    report = run.measure(parrot, golds, {"a": "der blaue vogel singt nicht"})  # type: ignore[arg-type]
    given = {"question": "Wie viele?", "as_of": date(2021, 6, 30), "document_id": "a", "history": [{"question": "Was?"}], "ident": "A"}
    assert parrot.seen[0] == given
    assert parrot.seen[1]["as_of"] == date(2020, 1, 2)
    counts = report.groups["all"]
    assert (counts.answerable, counts.correct, counts.cited, counts.wrong, counts.yes_no) == (2, 0, 1, 1, 1)
    assert report.replies["C"]["error"] == "Die Frage ist leer."
    assert report.quotes == QuoteCheck(2, 2, 2)
    assert [g.id for g in report.missed()] == ["A", "B", "C"]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([{"id": "A", "question": "x", "answerable": True}], "category"),
        ([{"id": "A", "question": "x", "category": "c", "answerable": True, "must": ["("]}], "regulärer Ausdruck"),
        ([{"id": "A", "question": "x", "category": "c", "answerable": True, "sources": ["a"]}], "Listen"),
        ([ROWS[0], ROWS[0]], "zweimal"),
        ({"id": "A"}, "Liste"),
    ],
)
def test_a_malformed_file_is_named(tmp_path: Path, rows: Any, words: str) -> None:
    with pytest.raises(EingabeError, match=words) as caught:
        run.load([_file(tmp_path / "krumm.yaml", rows)])
    assert "krumm.yaml" in str(caught.value)


def test_own_questions_are_sound() -> None:
    golds = run.load(own_questions())
    assert len(golds) > 850
    assert any(g.given.get("history") for g in golds), "dialogues are asked with what was said before"
    assert STATED_QUESTIONS.is_file() and STATED_QUESTIONS not in own_questions(), "facts to be read are measured by evals.stated"
    assert any(not g.answerable for g in golds) and any(g.polarity for g in golds)
    assert all(g.sources or not g.answerable for g in golds)
    assert not any(s.quote for g in golds for s in g.sources), "quotes of the originals stay out of the repository"
    assert {s.document_id for g in golds for s in g.sources} <= {*ORIGINALS, *sources()}, "a place names a known document"
    assert {g.style for g in golds} >= {"plain", "colloquial", "typo", "keyword", "long", "english"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one small original and no cards."""
    folder = tmp_path_factory.mktemp("eval")
    (folder / "vogelkunde.txt").write_text("Vogelkunde\n\nDer Zaunkönig wiegt etwa neun Gramm und brütet in Hecken.\n", encoding="utf-8")
    pipeline.run(folder / "home", [folder / "vogelkunde.txt"], only=True)
    return folder


QUESTIONS = [
    {
        "id": "V1",
        "question": "Wie viel wiegt der Zaunkönig?",
        "category": "amount",
        "answerable": True,
        "must": ["neun|9"],
        "sources": [{"doc": "vogelkunde"}],
    },
    {"id": "V2", "question": "Wer gewann 1974 die Weltmeisterschaft?", "category": "unanswerable", "answerable": False},
]


def test_json(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = _file(home / "q.yaml", QUESTIONS)
    with pytest.raises(SystemExit) as done:
        main(["eval", str(file), "--home", str(home / "home"), "--originals", str(home), "--json", "--misses"])
    assert done.value.code == 0
    row = json.loads(capsys.readouterr().out)
    assert row["questions"] == 2 and row["groups"]["all"]["answerable"] == 1 and row["groups"]["all"]["unanswerable"] == 1
    assert set(row["groups"]) == {"all", "category:amount", "category:unanswerable", "style:plain"}
    assert len(row["original"]) == len(row["verbatim"]) == 2 and isinstance(row["misses"], list)


def test_table_and_misses(home: Path) -> None:
    first, second = ({**q, "answerable": True, "must": ["Adler"]} for q in QUESTIONS)
    file = _file(home / "q2.yaml", [first, {**second, "polarity": "ja"}])
    out = Console(file=io.StringIO(), width=120)
    run.evaluate_file(home / "home", file, home, True, False, out)
    text = out.file.getvalue()  # type: ignore[attr-defined]
    for expected in (
        "alle",
        "2+0",
        "Art amount",
        "Stil plain",
        "richtig",
        "V1 [amount, plain] nicht richtig",
        "Frage:    Wie viel wiegt der Zaunkönig?",
        "Erwartet: Adler",
        "Stelle:   vogelkunde",
        "Ja oder Nein gesagt: 0 von 1",
        "Falsches Ja/Nein: 0 von 1",
        "Zitate wörtlich",
    ):
        assert expected in text


@pytest.mark.parametrize(("arguments", "words"), [(["fehlt.yaml"], "fehlt.yaml"), (["{q}", "--originals", "{leer}"], "kein Original")])
def test_bad_arguments(home: Path, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    file = _file(home / "q3.yaml", QUESTIONS)
    (home / "leer").mkdir(exist_ok=True)
    with pytest.raises(SystemExit) as done:
        main(["eval", *(a.format(q=file, leer=home / "leer") for a in arguments), "--home", str(home / "home")])
    assert done.value.code == 2
    assert words in " ".join(capsys.readouterr().err.split())


def test_no_quote_of_the_originals_is_tracked() -> None:
    for file in (ROOT / "evals" / "questions").glob("*.yaml"):
        assert "quote:" not in file.read_text(encoding="utf-8"), file.name
