"""The rulings of `corpus/urteile.yaml`: a malformed one names its place, and none speaks against the cards' own questions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering import Assistant
from assistant.errors import WissenError
from assistant.polarity.polarity import decide
from assistant.polarity.rulings import parse_rulings, rulings
from assistant.question.understanding import understand
from tests.assistant.polarity.probe import DAY


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ({"urteile": {"probe": ["vielleicht: Antrag"]}}, "ist kein Urteil"),
        ({"urteile": {"probe": ["muss ja: @FEHLT"]}}, "die Wortliste „@FEHLT“ gibt es nicht"),
        ({"urteile": {"probe": ["muss ja: +sehr Antrag"]}}, "ist unbekannt"),
        ({"regeln": {}}, "erwartet werden"),
    ],
)
def test_a_malformed_ruling_names_its_place(rows: dict[str, object], why: str) -> None:
    with pytest.raises(WissenError, match=why):
        parse_rulings(rows)


def test_every_ruling_belongs_to_a_card(helper: Assistant) -> None:
    assert set(rulings()) <= {c.id for c in helper.index.cards()}


def test_the_rulings_say_nothing_against_the_card_questions(helper: Assistant) -> None:
    wrong = 0
    stated = 0
    sample = [(c, q) for c in helper.index.cards() for q in c.questions if q.polarity in ("ja", "nein")][::4]
    assert len(sample) > 500
    for card, q in sample:
        alone = replace(card, questions=())  # the question may not find its own answer
        found = decide(understand(q.text, None, DAY), (alone,), helper.index)
        stated += found is not None
        wrong += found is not None and found.polarity in ("ja", "nein") and found.polarity != q.polarity
    assert stated > 60
    assert wrong == 0
