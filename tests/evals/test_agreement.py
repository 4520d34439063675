"""Our figures and those of the shared scorers come out the same, on real answers and on constructed edge cases."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from assistant.answering import Assistant
from evals import metrics, omos, run
from evals.gold import Gold
from evals.places import ABSENT, shared
from evals.proof import QuoteCheck, check_quotes, original_texts
from indexing import pipeline
from indexing.store import open_index

MATERIAL = shared()
needs_shared = pytest.mark.skipif(MATERIAL is None, reason=f"{ABSENT}: der gemeinsame Bewerter fehlt, verglichen werden kann nichts")
# theirs → ours; other names are the same
NAMES = {"n": "answerable", "n_pol": "yes_no", "n_un": "unanswerable", "over-refused": "over_refused"}


def _question(ident: str, **more: Any) -> dict[str, Any]:
    row = {"id": ident, "question": "Wie hoch ist der Betrag im Jahr 2031?", "category": "amount", "answerable": True}
    return {**row, "sources": [], "must": [], **more}


def _answer(text: Any, status: Any = "answered", *citations: Any, **more: Any) -> dict[str, Any]:
    return {"status": status, "answer": text, "citations": list(citations), **more}


def _cite(document: str, locator: Any = None, quote: Any = None, **more: Any) -> dict[str, Any]:
    return {"document_id": document, "locator": locator, "quote": quote, **more}


ONE = [{"doc": "a", "locator": "4.3", "quote": "Der blaue Vogel singt morgens sehr laut im Garten"}]
TWO = [*ONE, {"doc": "b", "locator": "Tabelle Besetzung", "quote": "Kreis Nord 4 k.A. 1"}]
QUOTED = "der blaue vogel singt morgens"
# id → (question, answer line or None where the file has none)
CASES: dict[str, tuple[dict[str, Any], Any]] = {
    "late": (_question("late", must=["Treffer"]), _answer("x" * 400 + " Treffer")),
    "too-late": (_question("too-late", must=["Treffer"]), _answer("x" * 701 + " Treffer")),
    "first": (_question("first", must=["treffer", "^Ein"]), _answer("Ein [1] TREFFER [2].")),
    "marks": (_question("marks", must=["Wort und"]), _answer("Wort [1] und")),
    "former": (_question("former", must=["neu"], must_not=["alt"]), _answer("neu" + " " * 200 + "alt")),
    "opening": (_question("opening", must=["neu"], must_not=["alt"]), _answer("neu, nicht alt")),
    "yes": (_question("yes", polarity="ja"), _answer("„Ja, das geht.")),
    "no": (_question("no", polarity="ja"), _answer("**Nein**, das geht nicht.")),
    "english-no": (_question("english-no", polarity="nein", style="english"), _answer("No. That is not covered.")),
    "janitor": (_question("janitor", polarity="nein"), _answer("Jahreszahlen stehen dort.")),
    "unsaid": (_question("unsaid", polarity="nein"), _answer("Das kommt darauf an.")),
    "wrong-refused": (_question("wrong-refused", polarity="nein"), _answer("Ja, aber dazu steht nichts da.", "not_covered")),
    "no-line": (_question("no-line", polarity="ja"), None),
    "text-only": (_question("text-only"), {"answer": "ohne Status"}),
    "empty": (_question("empty", must=["x"]), {"status": "answered", "answer": None, "citations": None}),
    "error": (_question("error"), {"error": "Fehler"}),
    "refused": (_question("refused", sources=ONE), _answer("Dazu steht nichts.", "not_covered", _cite("a", "4.3"))),
    "may-refuse": (_question("may-refuse", sources=ONE, or_not_covered=True, polarity="ja"), _answer("Nein, keine Angabe.", "not_covered")),
    "may-refuse-not": (_question("may-refuse-not", sources=ONE, or_not_covered=True), _answer("Es sind 3.", "answered", _cite("a", "4.3.1"))),
    "exact": (_question("exact", sources=ONE), _answer("x", "answered", _cite("a", "4.3"))),
    "deeper": (_question("deeper", sources=ONE), _answer("x", "answered", _cite("a", "**4.3**.2"))),
    "neighbour": (_question("neighbour", sources=ONE), _answer("x", "answered", _cite("a", "4.31"))),
    "above": (_question("above", sources=ONE), _answer("x", "answered", _cite("a", "4"))),
    "elsewhere": (_question("elsewhere", sources=ONE), _answer("x", "answered", _cite("b", "4.3"))),
    "word-locator": (
        _question("word-locator", sources=[{"doc": "a", "locator": "Begründung"}]),
        _answer("x", "answered", _cite("a", "Begründung, Absatz 2")),
    ),
    "no-locator": (
        _question("no-locator", sources=[{"doc": "a", "locator": None, "quote": QUOTED}]),
        _answer("x", "answered", _cite("a", None, QUOTED)),
    ),
    "bare-source": (_question("bare-source", sources=[{"doc": "a"}]), _answer("x", "answered", _cite("a", "", "irgendetwas"))),
    "quote": (
        _question("quote", sources=ONE),
        _answer("x", "answered", _cite("a", "9", "Der <b>blaue</b> Vo\u00adgel singt\nmor\u2010\ngens ... im Garten")),
    ),
    "half-quote": (_question("half-quote", sources=ONE), _answer("x", "answered", _cite("a", "9", "Der blaue Vogel"))),
    "share-60": (
        _question("share-60", sources=[{"doc": "a", "quote": "eins zwei drei vier fünf"}]),
        _answer("x", "answered", _cite("a", "", "eins zwei drei")),
    ),
    "long-quote": (_question("long-quote", sources=ONE), _answer("x", "answered", _cite("a", "9", ONE[0]["quote"] + " wort" * 55))),
    "fourth": (_question("fourth", sources=ONE), _answer("x", "answered", *[_cite("z")] * 3, _cite("a", "4.3"))),
    "all-fifth": (
        _question("all-fifth", sources=TWO, all_sources=True),
        _answer("x", "answered", _cite("b", "Tab. Besetzung"), *[_cite("z")] * 3, _cite("a", "4.3")),
    ),
    "all-sixth": (
        _question("all-sixth", sources=TWO, all_sources=True),
        _answer("x", "answered", _cite("b", "tabelle besetzung"), *[_cite("z")] * 4, _cite("a", "4.3")),
    ),
    "all-one": (_question("all-one", sources=TWO, all_sources=True), _answer("x", "answered", _cite("a", "4.3"))),
    "all-none": (_question("all-none", all_sources=True), _answer("x", "answered", _cite("a", "4.3"))),
    "odd-citations": (_question("odd-citations", sources=ONE), _answer("x", "answered", "kein Objekt", None, _cite("a", "4.3"))),
    "silent": (_question("silent", answerable=False), _answer("Dazu steht nichts, auch nicht für 2031; 3 Vorschläge.", "not_covered")),
    "figure": (_question("figure", answerable=False, category="unanswerable"), _answer("Dazu steht nichts, wohl aber 57.000 Euro.", "not_covered")),
    "spoken": (_question("spoken", answerable=False), _answer("Es sind 5.")),
    "told": (_question("told", answerable=False, or_answered=["nur.*2025"], must_not=["2026"]), _answer("Es gibt nur Angaben bis 2025.")),
    "told-wrong": (_question("told-wrong", answerable=False, or_answered=["nur"], must_not=["2026"]), _answer("Es gibt nur 2026.")),
    "unasked-polarity": (_question("unasked-polarity", answerable=False, polarity="ja"), _answer("Nein.", "not_covered")),
    "number-id": (_question("7", style="typo", must=["ja"]), _answer("ja")),
    "originals": (
        _question("originals", category="table"),
        _answer(
            "x",
            "answered",
            _cite("a", "", "Der  blaue\nVogel **singt**", quote_source="original"),
            _cite("a", "", "steht dort nicht so", quote_source="original"),
            _cite("a", "", "blaue", quote_source="original"),
            _cite("a", "", "eine Wissenskarte", quote_source="card"),
            _cite("a", "", "im garten der mutter"),
            _cite("b", "", "Kreis Nord 4 k.A. 1", quote_source="original"),
            _cite("unbekannt", "", "egal, was hier steht", quote_source="original"),
        ),
    ),
}
ORIGINALS = {"a": "Vorrede. Der blaue Vogel *singt* morgens, und zwar\nim Garten der Mutter.", "b": "Kreis Süd 4 k.A. 1"}


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    """The shared scorer as a module."""
    assert MATERIAL
    return _module(MATERIAL / "evals" / "score.py")


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"shared_{path.stem}", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _scored(folder: Path, rows: list[dict[str, Any]], answers: list[Any], originals: Path) -> dict[str, Any]:
    """What `score.py --json` prints."""
    assert MATERIAL
    (folder / "gold.yaml").write_text(yaml.safe_dump(rows, allow_unicode=True), encoding="utf-8")
    (folder / "answers.jsonl").write_text("".join(json.dumps(a, ensure_ascii=False) + "\n" for a in answers), encoding="utf-8")
    command = [sys.executable, str(MATERIAL / "evals" / "score.py"), "gold.yaml", "answers.jsonl", "--originals", str(originals), "--json"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    scored: dict[str, Any] = json.loads(done.stdout)
    return scored


def _same(ours: Mapping[str, metrics.Tally], quotes: QuoteCheck, theirs: dict[str, Any]) -> None:
    assert set(ours) == set(theirs["groups"])
    for group, counts in theirs["groups"].items():
        assert {NAMES.get(k, k): v for k, v in counts.items()} == {NAMES.get(k, k): getattr(ours[group], NAMES.get(k, k)) for k in counts}, group
        missing = {f for f in ("answerable", "unanswerable") if f not in {NAMES.get(k, k) for k in counts}}
        assert all(getattr(ours[group], f) == 0 for f in missing), group
    assert theirs["verbatim"] == [quotes.verbatim, quotes.original]
    assert theirs["original"] == [quotes.original, quotes.citations]


@needs_shared
@pytest.mark.parametrize("name", CASES)
def test_one_verdict(name: str, scorer: ModuleType) -> None:
    row, answer = CASES[name]
    theirs, ours = scorer.judge(row, answer), metrics.judge(Gold.from_row(row), answer)
    names = ("correct", "direct", "cited", "refused", "wrong") if row["answerable"] else ("refused",)
    assert {n: bool(theirs.get(n)) for n in names} == {n: getattr(ours, n) for n in names}


@needs_shared
def test_all_edge_cases_together(tmp_path: Path) -> None:
    rows = [row for row, _ in CASES.values()]
    answers = [{"id": row["id"], **answer} for row, answer in CASES.values() if answer is not None]
    folder = tmp_path / "originals"
    folder.mkdir()
    for name, text in ORIGINALS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    theirs = _scored(tmp_path, rows, answers, folder)
    golds = [Gold.from_row(r) for r in rows]
    _same(metrics.tally(golds, {a["id"]: a for a in answers}), check_quotes(answers, original_texts(folder)), theirs)
    good, quoting = theirs["verbatim"]
    assert 0 < good < quoting < theirs["original"][1], "the cases are meant to hold good, bad and missing quotes"


@needs_shared
def test_development_questions(tmp_path: Path) -> None:
    """Real answers, from cards and one original, with and without the sources' quotes."""
    assert MATERIAL
    pipeline.run(tmp_path / "home", [MATERIAL / "corpus" / "muenster-2021.txt"])
    file = MATERIAL / "evals" / "questions.dev.yaml"
    golds = run.load([file])
    report = run.measure(Assistant(open_index(tmp_path / "home"), date(2026, 11, 20)), golds, original_texts(MATERIAL / "corpus"))
    rows = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert report.quotes
    _same(report.groups, report.quotes, _scored(tmp_path, rows, list(report.replies.values()), MATERIAL / "corpus"))
    bare = [{**r, "sources": [{k: v for k, v in s.items() if k != "quote"} for s in r["sources"]]} for r in rows]
    theirs = _scored(tmp_path, bare, list(report.replies.values()), MATERIAL / "corpus")
    _same(metrics.tally([Gold.from_row(r) for r in bare], report.replies), report.quotes, theirs)


@needs_shared
def test_outside_set(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert MATERIAL
    theirs = _module(MATERIAL / "evals" / "omos.py")
    file = MATERIAL / "evals" / "omos-de.dev.json"
    data, raw = omos.load(file), json.loads(file.read_text(encoding="utf-8"))
    found, replies = _made_up(data)
    for name, rows in (("s.jsonl", [{"id": i, "passages": p} for i, p in found.items()]), ("a.jsonl", [{"id": i, **r} for i, r in replies.items()])):
        (tmp_path / name).write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    theirs.score(raw, tmp_path / "s.jsonl", tmp_path / "a.jsonl")
    f = omos.count(data, found, replies).figures()
    printed = capsys.readouterr().out
    assert f"at 1: {f['found_1'] / 100:.3f}  at 5: {f['found_5'] / 100:.3f}" in printed
    assert f"P {f['precision'] / 100:.3f}  R {f['recall'] / 100:.3f}  F1 {f['f1'] / 100:.3f}" in printed
    assert f"= {f['refused'] / 100:.2f}" in printed
    assert 0 < f["f1"] < 100 and 0 < f["found_1"] < f["found_5"] < 100 and 0 < f["refused"] < 100


def _made_up(data: omos.PageSet) -> tuple[dict[str, list[dict[str, Any]]], dict[str, dict[str, Any]]]:
    """Search results and answers of every sort: right, late, missing, whole lines, parts of lines, several lines, refusals."""
    found: dict[str, list[dict[str, Any]]] = {}
    replies: dict[str, dict[str, Any]] = {}
    others = list(data.pages)
    for n, item in enumerate(data.items):
        lines = data.pages[item.page]
        order = others[: n % 7] + [item.page] * 2
        if n % 11:
            found[item.id] = [{"document_id": p} for p in order]
        quotes = [lines[n % len(lines)], " ".join(lines[:3]), lines[-1][3:30], "kurz", *(lines[i] for i in item.lines if n % 2)]
        if n % 13:
            citations = [{"quote": q} for q in quotes[n % 4 :]] if n % 5 else None
            replies[item.id] = {"status": ("answered", "answered", "not_covered")[n % 3], "citations": citations}
    return found, replies
