"""A wrong Ja or Nein is the worst answer: traps by a second reader, asked as a user would."""

from pathlib import Path

import pytest
import yaml

from assistant.answering import Assistant

TRAPS = yaml.safe_load(Path(__file__).with_name("traps.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("name", "gold", "question"), TRAPS)
def test_no_trap_gets_a_wrong_ja_or_nein(helper: Assistant, name: str, gold: str, question: str) -> None:
    answer = helper.ask(question)
    said = next((lead for lead in ("ja", "nein") if answer.status == "answered" and answer.answer.lower().startswith(lead)), "")
    assert said in ("", gold), answer.answer[:200]


def test_enough_of_the_decidable_ones_get_their_ja_or_nein(helper: Assistant) -> None:
    decidable = [(gold, question) for _, gold, question in TRAPS if gold in ("ja", "nein")]
    said = sum(helper.ask(question).answer.lower().startswith(gold) for gold, question in decidable)
    assert said / len(decidable) > 0.3
