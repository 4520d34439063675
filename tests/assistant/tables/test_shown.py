"""How numbers, units and missing values are written."""

import pytest

from assistant.tables import fold, number, shown
from tests.assistant.tables.bundled import TABLES


@pytest.mark.parametrize(
    ("value", "text"), [(57000.0, "57.000"), (0.5, "0,5"), (252.56, "252,56"), (1234567.5, "1.234.567,5"), (11.0, "11"), (0.0, "0")]
)
def test_numbers_are_written_the_german_way(value: float, text: str) -> None:
    assert number(value) == text


def test_values_carry_their_unit_and_missing_ones_say_so() -> None:
    table, money = TABLES["fogs-tab-2"], TABLES["muenster-finanzen"]
    posts, euro = table.column("verfuegbar"), money.column("j2021")
    assert [shown(v, table, posts) for v in (11.0, 1.0, "k.A.", None, "-", "offen")] == [
        "11 Stellen",
        "1 Stelle",
        "keine Angabe (k.A.)",
        "keine Angabe",
        "nichts (Strich)",
        "offen",
    ]
    assert shown(131500.0, money, euro) == "131.500 €"


def test_spellings_fold_together() -> None:
    assert fold("Köln, Städte & Straße?") == fold("koeln staedte strasse")
