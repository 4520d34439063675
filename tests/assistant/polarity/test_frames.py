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


@pytest.mark.parametrize(
    ("text", "frame", "turned", "core"),
    [
        ("Eine Kollegin sagt, der Stempel sei Pflicht. Hat sie recht?", "pflicht", False, "der Stempel sei Pflicht."),
        ("Mein Chef behauptet, man müsse nicht stempeln. Stimmt das?", "pflicht", True, "man müsse nicht stempeln."),
        ("Unser Dezernent hält den Stempel für freiwillig. Liegt er richtig?", "pflicht", True, "den Stempel für freiwillig."),
        ("Ich habe gehört, dass Bleistift erlaubt ist. Ist das richtig?", "erlaubt", False, "Bleistift erlaubt ist."),
        ("Bleistift ist erlaubt, gell?", "erlaubt", False, "Bleistift ist erlaubt"),
        ("Bedeutet das, dass Bleistift reicht?", "genuegt", False, "Bleistift reicht?"),
        ("Trifft das so zu?", "fakt", False, ""),
    ],
)
def test_a_claim_is_read_by_itself(text: str, frame: str, turned: bool, core: str) -> None:
    asked = read(text)
    assert (asked.frame, asked.turned, asked.core, asked.ambiguous) == (frame, turned, core, False)


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("Unser Koordinator sagt, die Frist läuft. Stimmt das?", "Unser Koordinator sagt,"),
        ("Unser Koordinator sagt, er dürfe das. Stimmt das?", ""),  # the claim is about him
        ("Die Richtlinie sagt, die Frist läuft. Stimmt das?", ""),  # whether it stands there is what is asked
        ("Unser Koordinator sagt nicht, dass die Frist läuft. Stimmt das?", ""),
    ],
)
def test_who_claims_it_does_not_matter_unless_it_is_about_them(text: str, by: str) -> None:
    assert read(text).by == by


@pytest.mark.parametrize(
    "text",
    [
        "Wir schicken das Konzept nicht ein. Ist das richtig so?",  # whether it is so, or whether it is right
        "Der Antrag trägt nur einen Stempel, eine Unterschrift ist nicht dabei, oder?",  # two claims, one denied
    ],
)
def test_a_denial_that_may_mean_two_things_is_ambiguous(text: str) -> None:
    assert read(text).ambiguous


def test_the_question_after_a_condition_with_a_further_clause_is_found() -> None:
    assert read("Wenn der Stempel fehlt, müssen wir dann darlegen, wie das kam?").core == "müssen wir dann darlegen, wie das kam?"


def test_a_reason_given_beside_the_question_does_not_turn_it() -> None:
    assert not read("Müssen wir mitmachen, auch wenn wir keine Stelle haben?").turned
    assert not read("Wir haben keine Zeit. Müssen wir mitmachen?").turned


def test_what_a_bracket_adds_after_the_question_never_asks() -> None:
    asked = read("muss die das selber beantragen? (Braucht sie ein Jugendamt? (Was braucht eine Kommune))")
    assert asked.core == "muss die das selber beantragen?"
    assert "Jugendamt" in asked.rest
