"""Where the best card lacks the place or the kind of thing asked for, one close behind it may answer; a code of the report stays a code."""

import pytest

from assistant.answering import Assistant
from assistant.refusal.decision import asks_person


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Münster: durften 2021 auch Wohlfahrtsverbände Geld für das Case Management bekommen?", "Münster"),
        ("Stimmt es, dass Münster 2021 bei der Eingruppierung der neuen Kräfte noch nicht sicher war?", "E10"),
        ("Mit wie viel Geld fing 2020 die Förderung der Ausländerbehörden an, und mit welchem Stellenumfang?", "25.000"),
        ("How much money did each foreigners' authority get in 2020 for the half post, says the paper of Rhein-Berg?", "25.000"),
    ],
)
def test_a_card_close_behind_answers_where_the_best_one_lacks_what_is_asked(helper: Assistant, question: str, said: str) -> None:
    answer = helper.ask(question)
    assert answer.status == "answered"
    assert said in f"{answer.answer} {[c.title for c in answer.citations]}"


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Welcher Kreis verbirgt sich hinter LK4?", True),
        ("Welche Stadt ist mit S7 gemeint?", True),
        ("Gibt es Klarnamen zu den Kürzeln im Bericht?", True),
        ("Welche Stadt hat die meisten Stellen?", False),
        ("Was plante LK4 für die Lenkungsgruppe?", False),
        ("Wofür steht ABH?", False),
    ],
)
def test_who_is_behind_a_code_is_no_question_for_the_documents(question: str, asked: bool) -> None:
    assert asks_person(question) is asked


@pytest.mark.parametrize(
    "question",
    ["Wie viele Case-Management-Stellen liegen im Oberbergischen Kreis bei freien Trägern?", "Wie viele Stellen hat Ratingen 2021 beantragt?"],
)
def test_a_table_says_nothing_of_a_place_that_is_none_of_its_rows(helper: Assistant, question: str) -> None:
    assert helper.ask(question).status == "not_covered"


@pytest.mark.parametrize("question", ["Wie lange läuft die Förderung?", "Wie lange wird gefördert?", "Bis wann läuft das Programm?"])
def test_the_shortest_questions_people_ask_first_are_answered(helper: Assistant, question: str) -> None:
    answer = helper.ask(question)
    assert answer.status == "answered"
    assert "2028" in answer.answer
