"""A question for the reason gets the remark that tells it; what no remark and no cell tells is left to others."""

import pytest

from assistant.tables import answer_table
from tests.assistant.tables.bundled import TABLES, ask


@pytest.mark.parametrize(
    ("table", "question", "start"),
    [
        ("rbk-cm-stellen", "Warum bekommt Overath keine Stelle?", "Overath steht nicht in der Liste"),
        ("muenster-finanzen", "Warum sind die Transferaufwendungen 2021 höher als 2022?", "Dass die Transferaufwendungen 2021"),
        ("rbk-zustaendigkeiten", "Warum hat Burscheid kein Jugendamt?", "Ein Strich heißt nicht, dass sich niemand kümmert"),
        ("rbk-zustaendigkeiten", "Warum ist das Feld Gesundheitsamt in Kürten leer?", "In der Zeile Kürten ist das Feld Gesundheitsamt leer"),
        (
            "fogs-tab-2",
            "Wieso steht bei Köln in der letzten Spalte nur ein Strich?",
            "Bei allen zehn kreisfreien Städten steht in der letzten Spalte",
        ),
    ],
)
def test_a_why_question_gets_the_remark_that_explains_the_row(table: str, question: str, start: str) -> None:
    found = ask(table, question)
    assert found.text.startswith(start)
    assert found.rows == ()
    assert len(found.remarks) == 1


@pytest.mark.parametrize(
    ("table", "question"),
    [
        ("fogs-tab-2", "Warum hat Köln so viele Stellen bei freien Trägern?"),
        ("fogs-tab-2", "Warum gibt es KIM?"),
        ("lt-besetzung", "Warum ist die Koordination nicht voll besetzt?"),
        ("muenster-finanzen", "Warum ist der Saldo 2022 so hoch?"),
    ],
)
def test_a_why_question_no_remark_explains_is_left_to_others(table: str, question: str) -> None:
    assert answer_table(question, TABLES[table]) is None


def test_a_question_for_the_date_of_the_figures_gets_the_remark_that_tells_it() -> None:
    found = ask("lt-besetzung", "Stammen wirklich alle Zahlen der Stellenbesetzung vom Stichtag 30.09.2022?")
    assert "30.06.2022" in found.text


@pytest.mark.parametrize(
    ("table", "question"),
    [
        ("fogs-tab-2", "Wie hoch ist das Wohngeld in Dortmund?"),
        ("fogs-tab-2", "Wie viele Einwohner hat Dortmund?"),
        ("fogs-tab-2", "Wie hoch ist die Förderung je Stelle in Köln?"),
        ("fogs-tab-2", "Wie viel Geld bekommt Köln für eine Stelle?"),
        ("fogs-tab-2", "Wer leitet das KI in Köln?"),
        ("fogs-tab-2", "Wann hat Köln den Antrag gestellt?"),
        ("fogs-tab-2", "Was macht der Kreis Lippe im Case Management?"),
        ("fogs-tab-2", "Was ist Case Management?"),
        ("fogs-tab-2", "Müssen freie Träger qualifiziert sein?"),
        ("lt-besetzung", "Wer bezahlt die Koordination?"),
        ("muenster-finanzen", "Wer sitzt in Münster in der Lenkungsgruppe?"),
        ("rbk-cm-stellen", "Wie heißt die Case Managerin in Odenthal?"),
        ("rbk-zustaendigkeiten", "Wie alt ist das Konzept?"),
    ],
)
def test_a_question_the_table_does_not_answer_is_left_to_others(table: str, question: str) -> None:
    assert answer_table(question, TABLES[table]) is None
