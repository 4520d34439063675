"""What a question states is read as it is meant and answered with it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.assistant.checks.reading.asking import Facts, ask
from tests.assistant.checks.reading.stated_conditions import CONDITIONS
from tests.assistant.checks.reading.stated_funding import FUNDING

STATED = [*FUNDING, *CONDITIONS]


@pytest.mark.parametrize(("question", "check", "facts", "words"), STATED, ids=[q[:60] for q, *_ in STATED])
def test_stated_facts_are_read_and_answered(question: str, check: str, facts: Facts, words: str) -> None:
    answer = ask(question)
    assert answer is not None and answer.status == "answered", answer
    row = answer.checks[0]
    assert row["check"] == check
    assert {k: row["facts"].get(k) for k in facts} == facts
    assert words in answer.answer.split(" Rechnung:")[0][:240]
    assert "  " not in answer.answer and "Verstanden: " in answer.answer


def test_amount_and_mark_stand_in_the_first_sentence() -> None:
    answer = ask("Was bekommt ein Kreis für zwei volle Koordinationsstellen und die halbe Assistenz?")
    assert answer is not None
    first = answer.answer.split(" Rechnung:")[0]
    assert "150.750 €" in first and "[1]" in first
    assert len(answer.answer.split()) <= 110


def test_former_rules_hold_for_a_former_day() -> None:
    answer = ask("Was zahlte das Land für zwei volle Case Manager im Jahr 2021 zusammen an Personalkosten?", date(2021, 6, 1))
    assert answer is not None and answer.status == "answered"
    assert "110.000 €" in answer.answer and "2020" in answer.answer
