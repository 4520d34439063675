"""Facts: what cannot be used is refused with the field's name; the schema says the same to every channel."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from assistant.checks import catalogue, find, run
from assistant.checks.facts import json_schema, validate
from assistant.errors import EingabeError, FaktenError
from tests.conftest import ROOT

DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("check", "facts", "field", "reason"),
    [
        ("foerderhoechstbetrag", {"koordination_vzae": -1}, "koordination_vzae", "mindestens 0"),
        ("foerderhoechstbetrag", {"beschaeftigungsmonate": 13}, "beschaeftigungsmonate", "höchstens 12 Monate"),
        ("foerderhoechstbetrag", {"beschaeftigungsmonate": 0}, "beschaeftigungsmonate", "mindestens 1"),
        ("foerderhoechstbetrag", {"beschaeftigungsmonate": 6.5}, "beschaeftigungsmonate", "keine ganze Zahl"),
        ("foerderhoechstbetrag", {"koordination_vzae": float("nan")}, "koordination_vzae", "keine endliche Zahl"),
        ("foerderhoechstbetrag", {"koordination_vzae": float("inf")}, "koordination_vzae", "keine endliche Zahl"),
        ("foerderhoechstbetrag", {"koordination_vzae": 1e308}, "koordination_vzae", "höchstens 100 VZÄ"),
        ("foerderhoechstbetrag", {"beratungstage": 10**400}, "beratungstage", "höchstens 366"),
        ("foerderhoechstbetrag", {"beratungstage": float("nan")}, "beratungstage", "keine ganze Zahl"),
        ("foerderhoechstbetrag", {"koordination_vzae": "3,5"}, "koordination_vzae", "keine Zahl"),
        ("foerderhoechstbetrag", {"koordination_vzae": True}, "koordination_vzae", "keine Zahl"),
        ("foerderhoechstbetrag", {"veranstaltungen": 1}, "veranstaltungen", "weder true noch false"),
        ("foerderhoechstbetrag", {"gebietskoerperschaft": "landkreis"}, "gebietskoerperschaft", "keines der Wörter kreis, kreisfreie_stadt"),
        ("foerderhoechstbetrag", {"koordinatoren": 3}, "koordinatoren", "diese Angabe gibt es hier nicht"),
        ("foerderhoechstbetrag", {"stellen": []}, "stellen", "Liste von 1 bis 200 Stellen"),
        ("foerderhoechstbetrag", {"stellen": {"funktion": "koordination"}}, "stellen", "Liste von 1 bis 200 Stellen"),
        ("foerderhoechstbetrag", {"stellen": [{"funktion": "koordination"}]}, "stellen[1].vzae", "fehlt"),
        ("foerderhoechstbetrag", {"stellen": [{"funktion": "koordination", "vzae": 1, "monate": 13}]}, "stellen[1].monate", "höchstens 12"),
        (
            "foerderhoechstbetrag",
            {"stellen": [{"funktion": "koordination", "vzae": 1}], "koordination_vzae": 1},
            "koordination_vzae",
            "nicht beides",
        ),
        ("stelle-foerderfaehig", {"stellenumfang_vzae": 0}, "stellenumfang_vzae", "größer als 0"),
        ("stelle-foerderfaehig", {"stellenumfang_vzae": 1.01}, "stellenumfang_vzae", "höchstens 1 VZÄ"),
        ("antragsfrist", {"antragsdatum": "2026-02-30"}, "antragsdatum", "gibt es nicht"),
        ("antragsfrist", {"antragsdatum": "30.10.2026"}, "antragsdatum", "gibt es nicht"),
        ("antragsfrist", {"antragsdatum": 20261030}, "antragsdatum", "kein Datum"),
        ("antragsfrist", {"antragsdatum": "9999-12-31"}, "antragsdatum", "liegen"),
        ("antragsfrist", {"baustein": "1"}, "baustein", "keines der Wörter 1, 2, 3"),
        ("antragsfrist", {"baustein": True}, "baustein", "keines der Wörter"),
        ("antragsfrist", {"foerderjahr": 20270}, "foerderjahr", "höchstens 2.100"),
        ("mittelverwendung-baustein3", {"bewilligt_eur": -0.01}, "bewilligt_eur", "mindestens 0"),
        ("fallzahl", {"laufende_faelle": 10, "davon_case_management": 11}, "davon_case_management", "mehr Case-Management-Fälle"),
        ("fallzahl", {"vzae": 0}, "vzae", "größer als 0"),
        ("cm-stellen-verteilung", {"stellen_gesamt": 4, "stellen_kommune": 5}, "stellen_kommune", "mehr als die 4 Stellen"),
        ("cm-stellen-verteilung", {"stellen_gesamt": 4, "stellen_kommune": 2, "stellen_freie_traeger": 3}, "stellen_gesamt", "zusammen mehr"),
    ],
)
def test_a_fact_that_cannot_be_used_is_named(check: str, facts: dict[str, Any], field: str, reason: str) -> None:
    with pytest.raises(FaktenError) as wrong:
        run(check, facts, DAY)
    assert field in {n for n, _ in wrong.value.fields}
    assert reason in str(wrong.value) and f"„{field}“" in str(wrong.value)


def test_all_wrong_facts_are_named_at_once() -> None:
    with pytest.raises(FaktenError) as wrong:
        run("foerderhoechstbetrag", {"koordination_vzae": -1, "beschaeftigungsmonate": 13, "quatsch": 1}, DAY)
    assert {n for n, _ in wrong.value.fields} == {"koordination_vzae", "beschaeftigungsmonate", "quatsch"}


def test_null_is_unknown_and_never_false() -> None:
    assert run("case-daten-verarbeitung", {"einwilligung_unterzeichnet": None}, DAY)["result"] == "unklar"


def test_an_unknown_check_lists_the_names() -> None:
    with pytest.raises(EingabeError, match="foerderhoechstbetrag"):
        run("hoechstbetrag", {}, DAY)


def test_whole_numbers_may_be_written_as_floats() -> None:
    assert validate(find("fallzahl").facts, {"laufende_faelle": 30.0}) == {"laufende_faelle": 30}


@pytest.mark.parametrize("check", catalogue(), ids=lambda c: c.name)
def test_the_schema_of_every_check_is_german_and_plain_json(check: Any) -> None:
    schema = json.loads(json.dumps(json_schema(check), allow_nan=False))
    assert list(schema["properties"]) == [f.name for f in check.facts]
    assert schema["additionalProperties"] is False
    for f in check.facts:
        row = schema["properties"][f.name]
        assert row["title"] and row["description"].startswith(f.question) and f.question.endswith("?")
        assert row.get("type") or row.get("oneOf")


def test_the_schema_has_ranges_words_and_posts() -> None:
    rows = json_schema(find("foerderhoechstbetrag"))["properties"]
    assert rows["beschaeftigungsmonate"] | {"title": "", "description": ""} == {
        "title": "",
        "description": "",
        "type": "integer",
        "minimum": 1,
        "maximum": 12,
        "default": 12,
        "x-einheit": "Monate",
    }
    assert [w["const"] for w in rows["gebietskoerperschaft"]["oneOf"]] == ["kreis", "kreisfreie_stadt", "staedteregion_aachen"]
    assert rows["stellen"]["items"]["required"] == ["funktion", "vzae"]
    assert json_schema(find("stelle-foerderfaehig"))["properties"]["stellenumfang_vzae"]["exclusiveMinimum"] == 0


def test_names_and_words_are_those_agreed(shared: Any) -> None:
    import yaml

    agreed = yaml.safe_load((shared / "evals" / "check-names.yaml").read_text(encoding="utf-8"))
    kinds = {"bool": "bool", "number": "number", "integer": "integer", "date": "date", "integer = 12": "integer"}
    assert len(agreed) == 10 and (ROOT / "corpus" / "regeln").is_dir()
    for name, entry in agreed.items():
        facts = {f.name: f for f in find(name).facts}
        assert set(entry["facts"]) <= set(facts)
        for fact, kind in entry["facts"].items():
            if isinstance(kind, list):
                assert [w for w, _ in facts[fact].words] == kind
            else:
                assert facts[fact].kind == kinds[kind]
