"""`kim checks` and `kim check`: without an index, from facts, asking, as a batch."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, Kim

FACTS = '{"vzae": 0.5, "laufende_faelle": 30}'


def test_checks_lists_all_and_one_with_its_facts(kim: Kim) -> None:
    listed = kim("checks")
    assert listed.code == 0 and "foerderhoechstbetrag" in listed.out and "cm-stellen-verteilung" in listed.out
    one = kim("checks", "fallzahl")
    assert "laufende_faelle" in one.out and "Wie viele laufende" in one.out
    rows = [json.loads(line) for line in kim("checks", "--json").out.splitlines()]
    assert len(rows) == 15 and all(r["facts"]["properties"] for r in rows)
    assert kim("checks", "gibtsnicht").code == 2


def test_a_check_runs_without_any_index(kim: Kim, home: Path) -> None:
    done = kim("check", "fallzahl", "--facts", FACTS, "--json")
    row = json.loads(done.out)
    assert (done.code, row["result"], row["as_of"], row["citations"][0]["quote_source"]) == (0, "im_rahmen", "2026-11-20", "card")
    assert not home.exists(), "a check writes nothing"


def test_facts_may_come_from_a_file(kim: Kim, tmp_path: Path) -> None:
    (tmp_path / "f.json").write_text(FACTS, encoding="utf-8")
    (tmp_path / "f.yaml").write_text("foerderjahr: 2027\nantragsdatum: 2026-10-30\nbaustein: 1\n", encoding="utf-8")
    assert json.loads(kim("check", "fallzahl", "--facts", tmp_path / "f.json", "--json").out)["result"] == "im_rahmen"
    assert json.loads(kim("check", "antragsfrist", "--facts", tmp_path / "f.yaml", "--json").out)["result"] == "fristgerecht"


def test_people_see_the_calculation_and_what_the_result_is_not(kim: Kim) -> None:
    posts = [{"funktion": "koordination", "vzae": 1, "monate": 8}]
    facts = json.dumps({"gebietskoerperschaft": "kreisfreie_stadt", "stellen": posts, "veranstaltungen": True, "massnahmen": False})
    shown = kim("check", "foerderhoechstbetrag", "--facts", facts).out
    for text in (
        "48.700 €",
        "1 × 57.000 € × 8/12",
        "38.000 €",
        "Summe",
        "Frage 13",
        "keine Entscheidung",
        "Kompetenzzentrum",
        "20.11.2026",
        "12.12.2024",
    ):
        assert text in " ".join(shown.split()), text


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("check",), "eine Prüfung angeben"),
        (("check", "gibtsnicht", "--facts", "{}"), "gibt es nicht"),
        (("check", "fallzahl", "--facts", '{"vzae": -1}'), "„vzae“"),
        (("check", "fallzahl", "--facts", '{"vzae": NaN}'), "„vzae“"),
        (("check", "fallzahl", "--facts", '{"vzae": 1e308}'), "„vzae“"),
        (("check", "fallzahl", "--facts", '{"vzae": '), "kein gültiges JSON"),
        (("check", "fallzahl", "--facts", "[1]"), "kann nicht gelesen werden"),
        (("check", "fallzahl", "--facts", "fehlt.json"), "kann nicht gelesen werden"),
        (("check", "fallzahl", "--facts", "{}", "--as-of", "2026-02-30"), "gibt es nicht"),
        (("check", "--batch", "fehlt.yaml", "--json"), "kann nicht gelesen werden"),
    ],
)
def test_a_call_that_cannot_be_used_says_why_in_one_line(kim: Kim, arguments: tuple[str, ...], reason: str) -> None:
    done = kim(*arguments)
    assert done.code == 2 and reason in done.err and len(done.notices) == 1 and done.out == ""


def test_a_batch_writes_one_line_per_case_and_goes_on_after_a_bad_one(kim: Kim, tmp_path: Path) -> None:
    path = tmp_path / "faelle.jsonl"
    rows = [
        {"id": 1, "check": "fallzahl", "facts": {"vzae": 1, "laufende_faelle": 49}},
        {"id": 2, "check": "fallzahl", "facts": {"vzae": -1}},
        {"id": 3, "check": "gibtsnicht", "facts": {}},
        {"id": 4, "check": "fallzahl", "facts": [1]},
        {"id": 5, "check": "fallzahl", "as_of": "2021-02-30", "facts": {}},
        {"id": 6, "check": "fallzahl", "as_of": "2021-02-20"},
        {"id": 7, "check": "fallzahl", "fakten": {}},
    ]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    done = kim("check", "--batch", path, "--json")
    out = [json.loads(line) for line in done.out.splitlines()]
    assert done.code == 0 and [r["id"] for r in out] == [1, 2, 3, 4, 5, 6, 7]
    assert out[0]["result"] == "darunter" and out[5]["fassung"] is None
    assert out[1]["error"]["fields"][0]["fact"] == "vzae"
    assert all(r["error"]["message"] for r in (out[1], out[2], out[3], out[4], out[6]))


def test_a_conversation_asks_only_what_still_decides(kim: Kim, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("Koordination\n0,5\nja\nnein\nweiß ich nicht\nja\n"))
    shown = kim("check", "stelle-foerderfaehig").out
    assert "Wird für das Stammpersonal" not in shown, "no Stammpersonal, so no question about Ersatz"
    assert "förderfähig" in shown and "Laufbahngruppe" in shown and "erfüllt" in shown


def test_a_conversation_asks_again_after_input_that_does_not_fit(kim: Kim, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("zwölf\n-3\n1.000\n1,0\n55\n"))
    shown = kim("check", "fallzahl").out
    assert "keine Zahl" in shown and "größer als 0" in shown and "im Rahmen" in shown


def test_a_conversation_ends_where_the_input_ends(kim: Kim, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    done = kim("check", "case-daten-verarbeitung")
    assert done.code == 0 and "unklar" in done.out and "Es fehlt noch" in done.out


def test_a_check_loads_neither_index_nor_numpy() -> None:
    code = (
        "import sys\nfrom api.cli.main import main\n"
        f"try:\n    main(['check', 'fallzahl', '--facts', '{FACTS}', '--json'])\n"
        "except SystemExit:\n    print([m for m in ('numpy', 'chromadb', 'bm25s', 'sklearn') if m in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
