"""The way of asking: must, may, suffices, is, and which way round."""

from __future__ import annotations

import pytest

from assistant.polarity.frames import read


@pytest.mark.parametrize(
    ("text", "frame", "turned"),
    [
        ("Muss das sein?", "pflicht", False),
        ("Is it mandatory?", "pflicht", False),
        ("Geht es auch ohne?", "pflicht", True),
        ("Dürfen wir das?", "erlaubt", False),
        ("Ist das verboten?", "erlaubt", True),
        ("Genügt das?", "genuegt", False),
        ("Stimmt es, dass niemand kommt?", "fakt", True),
        ("Gilt das?", "fakt", False),
    ],
)
def test_frames(text: str, frame: str, turned: bool) -> None:
    asked = read(text)
    assert (asked.frame, asked.turned) == (frame, turned)


def test_a_reason_given_beside_the_question_does_not_turn_it() -> None:
    assert not read("Müssen wir mitmachen, auch wenn wir keine Stelle haben?").turned
    assert not read("Wir haben keine Zeit. Müssen wir mitmachen?").turned


def test_what_a_bracket_adds_after_the_question_never_asks() -> None:
    asked = read("muss die das selber beantragen? (Braucht sie ein Jugendamt? (Was braucht eine Kommune))")
    assert asked.core == "muss die das selber beantragen?"
    assert "Jugendamt" in asked.rest
