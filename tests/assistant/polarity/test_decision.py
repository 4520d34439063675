"""Ja and Nein come from what a card decides about the question as it is put, or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.answering import Assistant
from assistant.types import Card, CardQuestion
from tests.assistant.polarity.probe import CARD, decision, said


@pytest.mark.parametrize(
    ("question", "polarity"),
    [
        # one claim, put every way round
        ("Muss auf den Antrag ein Stempel?", "ja"),
        ("Brauchen wir für den Antrag einen Stempel?", "ja"),
        ("Ist der Stempel auf dem Antrag Pflicht?", "ja"),
        ("Ist der Stempel auf dem Antrag freiwillig?", "nein"),
        ("Geht der Antrag auch ohne Stempel?", "nein"),
        ("Können wir beim Antrag auf den Stempel verzichten?", "nein"),
        ("Reicht der Antrag ohne Stempel?", "nein"),
        ("Stimmt es, dass der Antrag keinen Stempel haben muss?", "nein"),
        ("Stimmt es, dass wir für den Antrag einen Stempel brauchen?", "ja"),
        ("Der Antrag muss einen Stempel haben, oder?", "ja"),
        ("Muss trotzdem ein Stempel auf den Antrag, auch wenn wir keine Zeit haben?", "ja"),
        # what need not be
        ("Müssen wir einen Lageplan beilegen?", "nein"),
        ("Geht es auch ohne Lageplan?", "ja"),
        # may, is, suffices
        ("Dürfen wir mit Bleistift schreiben?", "nein"),
        ("Ist der Bleistift verboten?", "ja"),
        ("Müssen wir mit Bleistift schreiben?", "nein"),
        ("Ist ein Kugelschreiber erlaubt?", "ja"),
        ("Reicht ein Entwurf?", "nein"),
        ("Bekommen nur Kreise das Formular?", "nein"),
        ("Fällt eine Gebühr an?", "ja"),
        ("Können wir die Frist verlängern?", "kommt darauf an"),
        ("Wir haben einen Entwurf geschrieben. Reicht das?", "nein"),
        # amounts
        ("Bekommen wir 800 Euro Porto?", "nein"),
        ("Bekommen wir bis zu 500 Euro Porto?", "ja"),
        ("Gibt es mehr als 500 Euro Porto?", "nein"),
        ("Reicht eine von zwei Unterschriften?", "ja"),
        # the card's own questions
        ("Muss die Kommune für den Antrag ein Konzept vorlegen?", "ja"),
        ("Muss eine Kommune ein Konzept für den Antrag vorlegen?", "ja"),
        ("Darf die Assistenz das Formular ausfüllen?", "nein"),
        ("Geht der Antrag im Sommer noch?", "kommt darauf an"),
    ],
)
def test_a_claim_is_answered_the_way_round_it_is_put(helper: Assistant, question: str, polarity: str) -> None:
    assert said(helper, question) == polarity


@pytest.mark.parametrize(
    "question",
    [
        "Müssen wir auf den Antrag nicht einen Stempel setzen?",  # rhetorical or not: nobody knows what Ja would mean
        "Muss auf den Antrag nur ein Stempel?",
        "Müssen auf alle Anträge Stempel?",
        "Muss statt Antrag ein Stempel her?",
        "Dürfen wir auf den Antrag einen Stempel setzen?",  # that something must be is not said to be allowed otherwise
        "Müssen wir den Kugelschreiber nehmen?",
        "Dürfen wir die Skizze mit Bleistift zeichnen?",
        "Müssen auf den Antrag 3 Stempel?",
        "Bekommen wir 300 Euro Porto?",  # below a limit is not what is paid
        "Bekommen Kreise das Formular?",
        "Dürfen wir mit Kugelschreiber oder Bleistift schreiben?",  # two rulings against one another
        "Darf die Verwaltung das Formular ausfüllen?",  # near to a Ja and to a Nein
        "Muss der Träger eine Fortbildung besuchen?",
        "Welcher Stempel muss auf den Antrag?",
    ],
)
def test_another_claim_gets_neither_ja_nor_nein(helper: Assistant, question: str) -> None:
    assert said(helper, question) is None


def test_the_proof_is_the_card_that_decides_and_its_own_reply(helper: Assistant) -> None:
    other = Card("anderes", "faq-2026", "Frage 2", "konzept", "regel", "Etwas anderes.", "", ())
    found = decision(helper, "Muss die Kommune für den Antrag ein Konzept vorlegen?", other, CARD)
    assert found is not None
    assert (found.card, found.reply) == (CARD, "Ohne Konzept kein Antrag.")


def test_an_open_contradiction_is_not_decided(helper: Assistant) -> None:
    assert decision(helper, "Fällt eine Gebühr an?", replace(CARD, id="offen", art="offen"), CARD) is None


def test_a_ja_is_borne_out_by_the_text_of_the_card_and_no_contrary_question(helper: Assistant) -> None:
    asked = "Fällt eine Gebühr für Nachbarn und Hunde an?"
    assert decision(helper, asked) is None  # half of it is not in the card
    contrary = replace(CARD, questions=(CardQuestion("Fällt eine kleine Gebühr an?", "nein"),))
    assert decision(helper, "Fällt eine Gebühr an?") is not None
    assert decision(helper, "Fällt eine Gebühr an?", contrary) is None


def test_todays_rule_does_not_answer_for_the_past(helper: Assistant) -> None:
    rule = replace(CARD, valid_from=date(2024, 12, 19), valid_until=date(2028, 12, 31))
    before = Card("damals", "fogs-bericht-2021", "1", "bericht", "bericht", "Ein Bericht.", "", ())
    asked = "Musste auf den Antrag ein Stempel?"
    assert decision(helper, asked, rule) is None
    assert decision(helper, "Muss auf den Antrag ein Stempel?", before, rule) is None  # the report speaks, the rule is beside the point
    assert decision(helper, "Muss auf den Antrag ein Stempel?", rule) is not None


@pytest.mark.parametrize(
    "question",
    [
        "Fällt eine Gebühr an?",
        "Fällt für die Kommune eine Gebühr an, auch wenn es schnell gehen soll?",  # an excuse changes no rule
    ],
)
def test_common_speech_and_excuses_do_not_silence_a_ja(helper: Assistant, question: str) -> None:
    assert said(helper, question) == "ja"


@pytest.mark.parametrize(
    "question",
    [
        "Fällt monatlich eine Gebühr an?",  # a word the card does not explain makes it another claim
        "Fällt eine Gebühr an, wenn der Nachbar zustimmt?",  # a condition the card does not know
        "Muss der Stempel auf dem Antrag vergoldet werden?",
        "Ist der Stempel auf dem Antrag Pflicht oder freiwillig?",  # a choice has no Ja
        "Der Bürgermeister hat unterschrieben. Kann ich die Frist verlängern?",  # what is told may be what it depends on
    ],
)
def test_what_the_card_does_not_explain_silences_a_ja(helper: Assistant, question: str) -> None:
    assert said(helper, question) is None


def test_a_ruling_finds_its_card_beyond_the_nearest_if_it_explains_the_whole_question(helper: Assistant) -> None:
    others = tuple(replace(CARD, id=f"andere-{i}", statement="Davon steht hier nichts.", details="", questions=()) for i in range(6))
    assert (found := decision(helper, "Fällt eine Gebühr an?", *others, CARD)) and found.card.id == "probe"
    assert decision(helper, "Der Nachbar hat uns verklagt. Reicht ein Entwurf?", *others, CARD) is None
    assert (found := decision(helper, "Reicht ein Entwurf?", *others, CARD)) and found.polarity == "nein"


def test_what_is_missing_is_asked_the_other_way_round(helper: Assistant) -> None:
    assert said(helper, "Fällt eine Gebühr an?") == "ja"
    assert said(helper, "Fehlt eine Gebühr?") is None


@pytest.mark.parametrize(
    ("question", "polarity"),
    [
        ("Der Kollege nimmt einen Bleistift. Dürfen wir das?", "nein"),  # what is told before is what "das" means
        ("Der Kollege nimmt einen Bleistift. Darf er das denn?", "nein"),
        ("Der Kollege nimmt einen Bleistift. Darf die Kollegin eine Feder nehmen?", None),
        ("Das Amt hat damit nichts zu tun, oder?", "nein"),  # the phrase holds the denial itself
        ("Reicht Tinte aus der Feder?", "ja"),  # a word the ruling knows beside its own
        ("Reicht Tinte aus dem Drucker?", None),
        ("Reicht ein Bleistift?", "nein"),  # what is not allowed does not suffice
        ("Das Porto kostet 700 Euro. Zahlt ihr das Porto ganz?", "nein"),  # the amount was told before
        ("Das Porto kostet 700 Euro. Zahlt ihr Porto?", None),
        ("Sind bis 700 Euro Porto drin?", "nein"),
        ("Am Umschlag haben wir zwei Ecken, ein Siegel haben wir nicht. Darf der Umschlag so bleiben?", None),  # what it needs is lacking
    ],
)
def test_what_is_told_beside_a_question(helper: Assistant, question: str, polarity: str | None) -> None:
    assert said(helper, question) == polarity


def test_doing_it_oneself_is_another_claim(helper: Assistant) -> None:
    assert said(helper, "Muss auf den Antrag ein Stempel?") == "ja"
    assert said(helper, "Müssen wir den Stempel selber auf den Antrag setzen?") is None
