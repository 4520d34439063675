"""Check forms: every fact of every check has a field, what is typed is what is checked, and no word of a result is shown raw."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from api.web.checkform import form_fields, form_url, read_facts
from api.web.checkresult import WORDS
from assistant.checks import Check, catalogue, run
from assistant.checks.facts import validate
from assistant.errors import FaktenError
from tests.conftest import ROOT
from tests.http.conftest import Running

CASES = sorted((ROOT / "evals" / "rulecases").glob("*.yaml"))


def cases(path: Path) -> list[dict[str, Any]]:
    rows = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return [r for r in (rows if isinstance(rows, list) else next(v for v in rows.values() if isinstance(v, list))) if "facts" in r]


@pytest.mark.parametrize("check", catalogue(), ids=lambda c: c.name)
def test_every_fact_has_a_labelled_field(closed: Running, check: Check) -> None:
    page = closed.client.get(f"/pruefungen/{check.name}", headers=closed.key("fall")).text
    for fact in check.facts:
        assert fact.question.split("<")[0][:40] in page.replace("&#39;", "'").replace("&#34;", '"')
        assert re.search(rf'name="f\.{fact.name}[".]', page), fact.name


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_facts_survive_the_form_and_results_speak_german(path: Path) -> None:
    rows = cases(path)
    assert rows
    for row in rows:
        check = next(c for c in catalogue() if c.name == row["check"])
        try:
            given = validate(check.facts, row["facts"])
        except FaktenError:
            continue  # a case of wrong input
        assert read_facts(check, form_fields(given, check.facts)) == given
        day = row.get("as_of")
        result = run(check.name, row["facts"], day if isinstance(day, date) else date.fromisoformat(str(day)) if day else date(2026, 11, 20))
        assert form_url(result).startswith(f"/pruefungen/{check.name}")
        shown = {result["result"], *(c["result"] for c in result["criteria"]), *(result.get("verweis") or [])}
        assert shown <= set(WORDS), shown - set(WORDS)


def test_a_number_that_is_none_is_named_at_its_field(closed: Running) -> None:
    check = next(c for c in catalogue() if c.name == "foerderhoechstbetrag")
    with pytest.raises(FaktenError, match="keine Zahl"):
        read_facts(check, {"f.koordination_vzae": "viele"})
    assert read_facts(check, {"f.koordination_vzae": "1,5", "f.massnahmen": "nein"}) == {"koordination_vzae": 1.5, "massnahmen": False}


def test_a_day_is_typed_as_germans_write_it() -> None:
    check, fact = next((c, f) for c in catalogue() for f in c.facts if f.kind == "date")
    assert read_facts(check, {f"f.{fact.name}": "1.4.2026"}) == {fact.name: "2026-04-01"}
    assert form_fields({fact.name: "2026-04-01"}, check.facts) == {f"f.{fact.name}": "01.04.2026"}
    for wrong in ("31.02.2026", "bald"):
        with pytest.raises(FaktenError, match=r"TT\.MM\.JJJJ"):
            read_facts(check, {f"f.{fact.name}": wrong})


def test_every_citation_of_a_result_opens(closed: Running) -> None:
    from api.web.views import passage_url

    key = closed.key("fall")
    addresses = set()
    for path in CASES:
        for row in cases(path)[:6]:
            result = run(row["check"], {}, date(2026, 11, 20))
            addresses |= {passage_url(c, result["as_of"]) for c in result["citations"]}
    assert len(addresses) > 10
    lost = [a for a in sorted(addresses) if closed.client.get(a, headers=key).status_code != 200]
    assert lost == []


@pytest.mark.parametrize("check", catalogue(), ids=lambda c: c.name)
def test_every_checks_result_has_a_page_and_stands_under_an_answer(check: Check) -> None:
    from api.web import views

    answer = {
        "question": "Frage?", "status": "answered", "mode": "computed", "answer": "Antwort.", "as_of": "2026-11-20", "citations": [], "notes": [],
        "suggestions": [],
    }  # fmt: skip
    known = [row["facts"] for path in CASES for row in cases(path) if row.get("check") == check.name][:20]
    for facts in [{}, *known]:
        turn = {"id": "x", "question": "Frage?", "answer": answer | {"checks": [run(check.name, facts, date(2026, 11, 20))]}}
        template = views.templates().from_string('{% from "turn.html" import turn_item with context %}{{ turn_item(t, "g", "", true) }}')
        assert check.title in template.render(t=turn, csrf="")
