"""The Ergebnis: its shape, its words, its citations with and without originals."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from assistant.checks import catalogue, run
from assistant.checks.calendar import is_holiday, next_workday
from assistant.checks.types import Reference
from assistant.citations.quotes import Quote
from assistant.types import DocumentInfo

DAY = date(2026, 11, 20)
KEYS = {
    "check",
    "as_of",
    "fassung",
    "facts",
    "result",
    "criteria",
    "failed",
    "missing",
    "hints",
    "notes",
    "citations",
    "zusammenfassung",
    "zustaendig",
}
CITATION = {"n", "document_id", "title", "publisher", "stand", "locator", "page", "quote", "quote_source", "url", "validity"}


class FakeOriginals:
    """Stands in for an index in which only the FAQ is indexed."""

    def __init__(self, superseded: dict[str, str] | None = None) -> None:
        self.superseded = superseded or {}

    def info(self, document_id: str) -> DocumentInfo | None:
        return DocumentInfo("faq-2026", "FAQ", stand=date(2026, 4, 23), kind="FAQ") if document_id == "faq-2026" else None

    def quote(self, reference: Reference, most: int) -> Quote | None:
        return Quote(f"Wortlaut {reference.locator}", 0, 8, 7) if reference.document_id == "faq-2026" else None


@pytest.mark.parametrize("check", catalogue(), ids=lambda c: c.name)
@pytest.mark.parametrize("day", [date(2020, 6, 1), date(2021, 6, 1), date(2023, 6, 1), DAY, date(2030, 1, 1)], ids=str)
def test_the_shape_holds_for_every_check_at_every_time(check: Any, day: date) -> None:
    row = json.loads(json.dumps(run(check.name, {}, day), allow_nan=False))
    assert set(row) >= KEYS | {name for name, _ in check.values}
    assert row["as_of"] == day.isoformat() and day.strftime("%d.%m.%Y") in row["zusammenfassung"]
    assert row["zusammenfassung"].startswith("Nach den hinterlegten Regeln") and "keine Entscheidung einer Behörde" in row["orientierung"]
    assert "Kompetenzzentrum für Integration" in row["zustaendig"]
    assert (row["fassung"] is None) == (day.year in (2020, 2023, 2030)) or row["fassung"] is None
    numbers = [c["n"] for c in row["citations"]]
    assert numbers == list(range(1, len(numbers) + 1)) and numbers, "every Ergebnis cites"
    for part in [*row["criteria"], *row["hints"], *row["notes"], *row.get("rechenweg", [])]:
        assert set(part["citations"]) <= set(numbers)
    for c in row["citations"]:
        assert set(c) == CITATION
        assert c["quote_source"] == "card" and 0 < len(c["quote"].split()) <= 60
    for m in row["missing"]:
        assert m["frage"].endswith("?") and m["fact"] in {f.name for f in check.facts}
    assert {h["id"] for h in row["hints"]} <= {"drittel_empfehlung", "auslaenderbehoerde_nicht_empfohlen"}


def test_quotes_come_from_the_original_where_it_is_indexed() -> None:
    row = run("case-daten-verarbeitung", {"einwilligung_unterzeichnet": True}, DAY, FakeOriginals())
    assert (row["citations"][0]["quote"], row["citations"][0]["quote_source"], row["citations"][0]["page"]) == ("Wortlaut Frage 34", "original", 7)


def test_a_newer_edition_of_a_cited_document_is_told() -> None:
    row = run("fallzahl", {"vzae": 1}, DAY, FakeOriginals({"faq-2026": "faq-2027"}))
    assert row["citations"][0]["validity"] == "ueberholt"
    assert any("neuere Fassung" in n["text"] for n in row["notes"])


def test_validity_is_that_of_the_stichtag() -> None:
    now = run("verweisberatung", {"alter": 20, "aufenthaltsstatus": "duldung", "rechtskreis": "sgb2"}, DAY)
    assert {c["document_id"]: c["validity"] for c in now["citations"]} == {"rbk-konzept-2021": "historisch", "faq-2026": "geltend"}
    assert any(n["kind"] == "auslegung" and "Stand 2021" in n["text"] for n in now["notes"])
    then = run("verweisberatung", {"alter": 20, "aufenthaltsstatus": "duldung", "rechtskreis": "sgb2"}, date(2021, 7, 15))
    assert {c["validity"] for c in then["citations"]} == {"geltend"}


def test_discretion_is_said() -> None:
    facts = {"gebietskoerperschaft": "kreis", "ki_vorhanden": True, "koordination_am_ki": False, "ausnahmegenehmigung": True}
    row = run("foerderfaehigkeit-kommune", facts | {"lenkungsgruppe": True, "konzept_vorgelegt": True, "baustein": 1}, DAY)
    assert row["result"] == "erfuellt" and "Ermessen" in row["zusammenfassung"]
    assert "Ermessen" in next(c["reason"] for c in row["criteria"] if c["id"] == "angliederung_am_ki")


def test_the_gap_names_both_borders() -> None:
    row = run("fallzahl", {"vzae": 1, "laufende_faelle": 55}, date(2021, 6, 1))
    assert (row["result"], row["fassung"], row["empfohlen_min"]) == ("unklar", None, None)
    assert "19.12.2024" in row["notes"][0]["text"]
    row = run("stelle-foerderfaehig", {}, date(2023, 6, 1))
    assert "31.12.2022" in row["notes"][0]["text"] and "19.12.2024" in row["notes"][0]["text"]


def test_no_name_of_an_official_and_no_report_code_stands_in_a_result() -> None:
    text = json.dumps([run(c.name, {}, d) for c in catalogue() for d in (date(2021, 6, 1), DAY)], ensure_ascii=False)
    assert not any(f"{code}{n} " in text for code in ("LK", " S") for n in range(1, 16))


def test_holidays_of_the_land() -> None:
    assert is_holiday(date(2026, 6, 4)) and is_holiday(date(2027, 11, 1)) and not is_holiday(date(2026, 10, 31))
    assert next_workday(date(2026, 10, 31)) == date(2026, 11, 2)
    assert next_workday(date(2027, 10, 31)) == date(2027, 11, 2)
    assert next_workday(date(2029, 3, 31)) == date(2029, 4, 3)
