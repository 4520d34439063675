"""Whether a question asks for Ja or Nein."""

import pytest

from assistant.question.yesno import is_yes_no

YES_NO = [
    "Darf ich das?",
    "Muss der Kreis einen Eigenanteil zahlen?",
    "War die Lenkungsgruppe 2021 Pflicht?",
    "Gab es 2021 Geld für Workshops?",
    "Mussten alle Kommunen dasselbe Konzept umsetzen?",
    "Bekam Münster eine volle Stelle Verwaltungsassistenz?",
    "Liegt die Frist im Oktober?",
    "Entfällt die Förderung, wenn die Stelle leer ist?",
    "Kommt das Geld ohne Antrag?",
    "Gibt's auch Geld für Laptops?",
    "Ham wir Anspruch auf Sachkosten?",
    "Wir haben eine Stelle frei. Dürfen wir sie besetzen?",
    "Unsere Kollegin ist krank – dürfen wir eine Vertretung einstellen?",
    "Wir wollen nur ein Erstgespräch führen, reicht das?",
    "Und gilt das auch für Kreise?",
    "Sag mal, gilt das auch für Kreise?",
    "Das ist doch förderfähig, stimmt das?",
    "Ein Konzept ist Pflicht, oder?",
    "Is a concept required?",
    "Can we hire someone without a degree?",
]
OTHER = [
    "Wie hoch ist die Förderung?",
    "Wer darf einen Antrag stellen?",
    "Was muss ich dafür tun?",
    "Wann muss der Antrag gestellt werden?",
    "Welche Kosten sind förderfähig?",
    "Konzept nötig",
    "Stellen Baustein 2 Münster",
    "Kann ich mehr bekommen? Und wie lange?",
    "Bin neu hier: was bedeutet das Kürzel?",
    "What is required?",
    "How many posts are funded?",
]


@pytest.mark.parametrize("question", YES_NO)
def test_a_question_that_opens_with_its_verb_wants_ja_or_nein(question: str) -> None:
    assert is_yes_no(question)


@pytest.mark.parametrize("question", OTHER)
def test_a_question_for_a_fact_does_not_want_ja_or_nein(question: str) -> None:
    assert not is_yes_no(question)


def test_most_questions_the_cards_answer_with_ja_or_nein_are_recognised_and_few_others() -> None:
    from indexing.cards import load_cards

    asked = [q for c in load_cards() for q in c.questions]
    decided = [is_yes_no(q.text) for q in asked if q.polarity]
    assert sum(decided) > 0.9 * len(decided)
    others = [is_yes_no(q.text) for q in asked if not q.polarity]
    assert sum(others) < 0.01 * len(others)
