"""Table questions asked of the whole assistant: the right table answers, and none where another source has the say."""

from __future__ import annotations

import pytest

from assistant.answering import Assistant


@pytest.mark.parametrize(
    ("question", "says", "document"),
    [
        ("Um wie viele Stellen liegt Bielefeld bei den freien Trägern hinter Wuppertal?", "5 − 2 = 3", "fogs-bericht-2021"),
        ("Wie viel Prozent der vom Land bereitgestellten Stellen waren im Herbst 2022 insgesamt besetzt?", "55,3 %", "lt-vorlage-18-299"),
        ("Wie hoch ist der Anteil der Personalkosten an den Gesamtkosten in Münster 2022?", "215.700 ÷ 293.800", "muenster-2021"),
        ("Wie viele CM-Stellen liegen nach dem Konzept in Rhein-Berg bei freien Trägern zusammen?", "1 + 1 = 2", "rbk-konzept-2021"),
        ("Wie viele Kommunen im Rheinisch-Bergischen Kreis haben ein eigenes Jugendamt?", "5 von 8", "rbk-konzept-2021"),
    ],
)
def test_a_computed_answer_cites_its_table(helper: Assistant, question: str, says: str, document: str) -> None:
    answer = helper.ask(question)
    assert answer.mode == "computed"
    assert says in answer.answer
    assert {c.document_id for c in answer.citations[:1]} == {document}


def test_a_place_the_table_does_not_hold_is_said_to_be_missing(helper: Assistant) -> None:
    answer = helper.ask("Wie viele Case-Management-Stellen haben Köln und Münster bei freien Trägern zusammen?")
    assert "Zu Münster steht in dieser Tabelle nichts." in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "Wie viele Koordinationsstellen waren in Köln 2022 tatsächlich besetzt?",
        "Wie viele Koordinationsstellen hatte Köln?",
        "Wie viele Koordinationsstellen stehen einer Kommune zu?",
        "Wie viele Stellen darf eine Stadt an freie Träger weiterleiten?",
    ],
)
def test_a_question_for_something_else_gets_no_figure_of_a_table(helper: Assistant, question: str) -> None:
    answer = helper.ask(question)
    assert answer.mode != "computed"
    assert "Tabelle Besetzung, Stand" not in answer.answer
    assert "(Tab. 2, Stand" not in answer.answer


def test_a_disputed_cell_is_answered_with_both_sides(helper: Assistant) -> None:
    answer = helper.ask("Wie viele Case-Management-Stellen behält Köln selbst?")
    note = next(n for n in answer.notes if n.kind == "widerspruch")
    assert {c.document_id for c in answer.citations if c.n in note.citations} == {"kommunen-kim", "fogs-bericht-2021"}
