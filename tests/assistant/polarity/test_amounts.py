"""Which amounts a question names and how a limit compares with them."""

from __future__ import annotations

import pytest

from assistant.polarity.amounts import compared, comparison, quantities
from assistant.types import Polarity


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("Bekommen wir 57.000 Euro?", (57000.0,)),
        ("Reichen 0,4 Stellen?", (0.4,)),
        ("Gehen 30 Prozent?", (0.3,)),
        ("Fördert Baustein 3 am 01.02.2026 nach § 25 im Jahr 2028?", ()),
        ("Sind zwei Gespräche genug?", (2.0,)),
    ],
)
def test_only_amounts_count_as_amounts(text: str, amounts: tuple[float, ...]) -> None:
    assert quantities(text) == amounts


@pytest.mark.parametrize(
    ("kind", "asked", "frame", "how", "said"),
    [
        ("hoechstens", 3.0, "erlaubt", "", "ja"),
        ("hoechstens", 3.0, "fakt", "", None),
        ("hoechstens", 5.0, "fakt", ">", "nein"),
        ("hoechstens", 9.0, "erlaubt", "", "nein"),
        ("mindestens", 3.0, "genuegt", "", "nein"),
        ("mindestens", 9.0, "genuegt", "", "ja"),
        ("genau", 5.0, "fakt", "", "ja"),
        ("genau", 9.0, "fakt", "", "nein"),
    ],
)
def test_a_limit_of_five(kind: str, asked: float, frame: str, how: str, said: Polarity | None) -> None:
    assert compared(kind, 5.0, (asked,), frame, how) == said


@pytest.mark.parametrize(("text", "amounts"), [("57,000 euros", (57000.0,)), ("post 2 in component 1", (2.0,)), ("2,5 Stellen", (2.5,))])
def test_english_figures(text: str, amounts: tuple[float, ...]) -> None:
    assert quantities(text) == amounts


def test_two_amounts_at_once_are_not_compared() -> None:
    assert compared("hoechstens", 5.0, (3.0, 9.0), "erlaubt", "") is None


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("500 Euro Porto", ""),
        ("unterhalb von 500 Euro", "<"),
        ("oberhalb von 500 Euro", ">"),
        ("fast 500 Euro", "?"),
        ("500 Euro pro Brief", "?"),
        ("bis 500 Euro", "<="),
        ("bis auf Weiteres 500 Euro", "?"),
        ("500 Euro pro Jahr", ""),
    ],
)
def test_how_an_amount_is_compared(text: str, how: str) -> None:
    assert comparison(text) == how


def test_a_few_things_are_no_amount_of_euro() -> None:
    assert compared("hoechstens", 5000, (3.0,), "erlaubt", "") is None  # "drei Veranstaltungen"
    assert compared("hoechstens", 5000, (3000.0,), "erlaubt", "") == "ja"
    assert compared("mindestens", 0.5, (0.5,), "fakt", "<") == "nein"
