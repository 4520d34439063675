"""Published sums, computed again with their source. One of them does not come out: docs/handbuch.md says so."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.checks import run

FULL = {"verwaltungsassistenz_vzae": 0.5, "case_management_vzae": 0, "veranstaltungen": True, "massnahmen": True, "beratungstage": 9}
CITY = {"gebietskoerperschaft": "kreisfreie_stadt", "koordination_vzae": 2.5, **FULL}
DISTRICT = {"gebietskoerperschaft": "kreis", "koordination_vzae": 3.5, **FULL}


def _amount(facts: dict[str, Any], day: date) -> tuple[float, set[str]]:
    result = run("foerderhoechstbetrag", facts, day)
    assert result["result"] == "berechnet"
    assert round(sum(x["amount_eur"] for x in result["rechenweg"]), 2) == result["amount_eur"]
    return result["amount_eur"], {c["document_id"] for c in result["citations"]}


@pytest.mark.parametrize(
    ("facts", "day", "amount", "source"),
    [
        (CITY, date(2021, 6, 1), 238_100.00, "fogs-bericht-2021"),  # FOGS-Bericht 2021, Kapitel 3: full kreisfreie Stadt; Münster 2021 for 2022
        (CITY, date(2022, 6, 1), 238_100.00, "muenster-2021"),  # Münster 2021, Finanzielle Auswirkungen
        (CITY | {"beschaeftigungsmonate": 8}, date(2021, 5, 1), 184_766.67, "fogs-bericht-2021"),  # Kapitel 3: lowest sum of a city
        (CITY | {"beschaeftigungsmonate": 4}, date(2021, 9, 1), 131_433.33, "muenster-2021"),  # September to December 2021, budgeted as 131.500 €
        (  # FOGS-Bericht 2021, Kapitel 3: lowest sum of a Kreis, granted as 169.234 €; Rheinisch-Bergischer Kreis 2021, 4.2: two posts
            DISTRICT | {"koordination_vzae": 2, "verwaltungsassistenz_vzae": 0, "beschaeftigungsmonate": 11},
            date(2021, 2, 1),
            169_233.33,
            "fogs-bericht-2021",
        ),
        (CITY, date(2026, 11, 20), 197_100.00, "faq-2026"),  # FAQ 2026, Frage 8, 13, 14
        (DISTRICT, date(2026, 11, 20), 259_800.00, "faq-2026"),
    ],
)
def test_published_sum(facts: dict[str, Any], day: date, amount: float, source: str) -> None:
    got, cited = _amount(facts, day)
    assert got == amount
    assert source in cited


def test_the_largest_published_sum_is_half_a_workplace_more_than_the_rules_give() -> None:
    """FOGS-Bericht 2021, Kapitel 3: 695.850 € for a Kreis with six further Koordinierungsstellen."""
    got, _ = _amount(DISTRICT | {"koordination_vzae": 9.5, "weitere_koordinierungsstellen": 6}, date(2021, 6, 1))
    assert got == 691_000.00
    assert 695_850 - got == 4_850 == 9_700 / 2


def test_every_line_says_label_formula_and_source() -> None:
    result = run("foerderhoechstbetrag", CITY, date(2021, 6, 1))
    assert [x["amount_eur"] for x in result["rechenweg"]] == [137_500, 24_250, 22_500, 4_850, 10_000, 30_000, 9_000]
    assert result["rechenweg"][0]["formula"] == "2,5 × 55.000 € × 12/12"
    assert all(x["citations"] and x["label"] for x in result["rechenweg"])
    assert "238.100 €" in result["zusammenfassung"].split(". ")[0] + result["zusammenfassung"]


def test_a_ceiling_is_applied_and_said() -> None:
    result = run("foerderhoechstbetrag", DISTRICT | {"koordination_vzae": 5, "beratungstage": 12}, date(2021, 6, 1))
    assert result["amount_eur"] == 302_800
    assert "höchstens 3,5 Stellen" in result["zusammenfassung"] and "höchstens 9 Tage" in result["zusammenfassung"]


def test_between_the_rules_nothing_is_computed_and_the_single_figure_is_named() -> None:
    result = run("foerderhoechstbetrag", CITY, date(2023, 6, 1))
    assert (result["result"], result["fassung"], result["amount_eur"], result["rechenweg"]) == ("unklar", None, None, [])
    assert any("57.000 €" in n["text"] for n in result["notes"])
    assert "57.000" not in result["zusammenfassung"]


def test_missing_facts_leave_a_span() -> None:
    result = run("foerderhoechstbetrag", {k: v for k, v in DISTRICT.items() if k not in ("massnahmen", "veranstaltungen")}, date(2026, 11, 20))
    assert [m["fact"] for m in result["missing"]] == ["veranstaltungen", "massnahmen"]
    assert (result["amount_eur"], result["mindestens_eur"], result["hoechstens_eur"]) == (None, 244_800, 259_800)
