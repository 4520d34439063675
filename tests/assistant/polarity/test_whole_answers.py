"""Ja and Nein in whole answers over the bundled cards, in the first turn and in the ones after."""

from __future__ import annotations

import pytest

from assistant.answering import Assistant


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        ("Is a steering group mandatory for KIM funding?", "Ja."),
        ("Must the steering group meet every month?", ""),
        ("Must the concept be published?", ""),
        ("Do coordinators need a driving licence?", ""),
    ],
)
def test_an_english_question_gets_a_ja_if_every_word_is_translated_and_explained(helper: Assistant, question: str, lead: str) -> None:
    said = helper.ask(question).answer
    assert said.startswith(lead) if lead else not said.startswith(("Ja.", "Nein."))


@pytest.mark.parametrize(
    ("turns", "polarity"),
    [
        # what the follow-up asks with decides, never the question before it
        (
            (
                "Was braucht eine kreisangehörige Kommune für eine weitere Koordinierungsstelle?",
                "Braucht sie ein Jugendamt?",
                "Und muss die das selber beantragen?",
            ),
            "Nein",
        ),
        (("Wann gibt es eine weitere Koordinierungsstelle in einer kreisangehörigen Stadt?", "Darf sie die auch selbst beantragen?"), "Nein"),
        (("Ist eine Lenkungsgruppe Pflicht?", "Und muss da die Wohlfahrt rein?"), "Ja"),
        (("Was macht die Lenkungsgruppe?", "Ist die Pflicht?"), "Ja"),
    ],
)
def test_a_follow_up_is_answered_by_what_it_asks_itself(helper: Assistant, turns: tuple[str, ...], polarity: str) -> None:
    answer = helper.ask(turns[-1], history=[{"question": t} for t in turns[:-1]]).answer
    assert answer.startswith(f"{polarity}.")


@pytest.mark.parametrize(
    "turns",
    [
        ("Brauchen wir ein Konzept?", "Und muss das der Rat beschließen?"),
        ("Brauchen wir eine Lenkungsgruppe?", "Und muss die ein Notar beglaubigen?"),
        ("Muss der Antrag über integration.web laufen?", "Und muss der ausgedruckt werden?"),
        ("Braucht unsere kreisangehörige Stadt ein Jugendamt für die Zusatzstelle?", "Und muss die das veröffentlichen?"),
    ],
)
def test_what_was_asked_before_bears_no_ja(helper: Assistant, turns: tuple[str, ...]) -> None:
    answer = helper.ask(turns[-1], history=[{"question": t} for t in turns[:-1]]).answer
    assert not answer.startswith(("Ja", "Nein"))


@pytest.mark.parametrize(
    "question",
    [
        "Unsere Halbtagskraft arbeitet 30 Prozent und stockt auf 45 Prozent auf. Wird das gefördert?",  # still too little
        "Können wir beim Workshop das Catering bezahlen?",  # a noun nothing explains
        "Wir sind eine kreisangehörige Stadt mit Jugendamt und Integrationsrat. Eine Ausländerbehörde haben wir nicht. Kriegen wir "
        "über den Kreis eine weitere Koordinierungsstelle?",
        "Bekommt eine Person mit halber MBE-Stelle auch eine halbe KIM-Stelle?",
    ],
)
def test_no_ja_where_a_figure_a_noun_or_a_lack_may_decide(helper: Assistant, question: str) -> None:
    assert not helper.ask(question).answer.startswith("Ja.")


@pytest.mark.parametrize(
    "question",
    [
        "War KIM ein Modellprojekt?",  # its forerunner was one
        "Ist das Fachkonzept in Münster inzwischen weiterentwickelt?",  # it was to be
        "Gingen 10 Anträge von Städten in die Auswertung ein?",  # 25, of which 10
    ],
)
def test_what_only_sounds_alike_gets_no_ja_or_nein(helper: Assistant, question: str) -> None:
    assert not helper.ask(question).answer.startswith(("Ja.", "Nein."))


def test_not_only_is_no_only(helper: Assistant) -> None:
    assert helper.ask("Hilft das Case Management nicht nur bei der Arbeit?").answer[:4] != "Nein"
