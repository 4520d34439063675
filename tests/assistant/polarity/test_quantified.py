"""A statement denies "nur" and "alle"; what it leaves open it does not deny."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering import Assistant
from assistant.types import Card
from tests.assistant.polarity.probe import CARD, decision


def _part(statement: str) -> Card:
    return replace(CARD, id="teil", statement=statement, details="", questions=())


@pytest.mark.parametrize(
    ("statement", "question"),
    [
        ("Formulare bekommen Kreise und kreisfreie Städte.", "Bekommen nur Kreise Formulare?"),
        ("Formulare bekommen einige Kreise.", "Bekommen alle Kreise Formulare?"),
        ("Formulare bekommen drei der 15 Kreise.", "Bekommen sämtliche Kreise Formulare?"),
    ],
)
def test_a_statement_denies_nur_and_alle(helper: Assistant, statement: str, question: str) -> None:
    assert (found := decision(helper, question, _part(statement))) and found.polarity == "nein"


@pytest.mark.parametrize(
    ("statement", "question"),
    [
        ("Formulare bekommen Kreise.", "Bekommen nur Kreise Formulare?"),  # of others it says nothing
        ("Formulare bekommen nur Kreise und Städte.", "Bekommen nur Kreise Formulare?"),  # the card limits as well: to what is not certain
        ("Formulare bekommen Kreise und kreisfreie Städte.", "Bekommen Kreise Formulare nur mit Antrag?"),  # a condition
        ("Formulare bekommen alle Kreise, einige auch zwei.", "Bekommen alle Kreise Formulare?"),
        ("Formulare bekommen einige Kreise.", "Bekommen alle Kreise Stempel?"),  # of stamps it says nothing
        ("Formulare bekommen einige Kreise.", "Bekommen Kreise Formulare?"),  # never a Ja
        ("Drei der 15 Kreise blieben mit ihrem Antrag auf Formulare unter dem Rahmen.", "Haben alle Kreise Formulare beantragt?"),
    ],
)
def test_a_statement_that_leaves_it_open_denies_nothing(helper: Assistant, statement: str, question: str) -> None:
    assert decision(helper, question, _part(statement)) is None
