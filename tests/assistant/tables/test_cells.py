"""One cell or one row is read from a bundled table. Expected figures are read off the YAML of `corpus/tabellen`."""

import pytest

from assistant.tables import answer_table
from assistant.tables.shown import labelled
from tests.assistant.tables.bundled import TABLES, ask

CELLS = [
    ("fogs-tab-2", "Wie viele Stellen hatte Köln bei freien Trägern?", "Stadt Köln: bei freien Trägern 10 Stellen"),
    ("fogs-tab-2", "Stellen freie Träger Wuppertal", "Stadt Wuppertal: bei freien Trägern 5 Stellen"),
    ("fogs-tab-2", "How many posts does Cologne have with charities?", "Stadt Köln: bei freien Trägern 10 Stellen"),
    ("fogs-tab-2", "Wie viele Stellen hat Minden-Lübbecke beantragt?", "Kreis Minden-Lübbecke: beantragt 8 Stellen"),
    ("lt-besetzung", "Wie viele Stellen waren 2022 im Case Management offen?", "Baustein 2: Case Management: offen 252,56 Stellen"),
    ("lt-besetzung", "Wie viele Koordinationsstellen waren tatsächlich besetzt?", "Baustein 1: Koordination: tatsächlich besetzt 136,57 Stellen"),
    ("muenster-finanzen", "Wie hoch ist das Defizit in Münster 2022?", "Saldo: 2022 55.700 €"),
    ("muenster-finanzen", "Wie viel kostet KIM in Münster insgesamt?", "Aufwand gesamt: gesamt 443.800 €"),
    ("rbk-cm-stellen", "Wie viele Stellen bekommt Kürten?", "Kürten: 0,5 Stellen"),
    ("rbk-cm-stellen", "Wer ist Träger in Leichlingen?", "Leichlingen: Träger Diakonie"),
]


@pytest.mark.parametrize(("table", "question", "start"), CELLS)
def test_a_cell_is_read_from_its_row_and_column(table: str, question: str, start: str) -> None:
    found = ask(table, question)
    assert found.text.startswith(start)
    assert not found.computed
    assert len(found.rows) == 1


def test_every_answer_says_which_table_and_of_when() -> None:
    assert ask("fogs-tab-2", "Wie viele Stellen hatte Köln bei freien Trägern?").text.endswith("(Tab. 2, Stand Frühjahr 2021).")


def test_k_a_is_an_answer() -> None:
    found = ask("fogs-tab-2", "Wie viele Stellen hat Recklinghausen beantragt?")
    assert "Kreis Recklinghausen: beantragt keine Angabe (k.A.)" in found.text


def test_an_empty_cell_is_no_answer_to_yes_or_no_but_said_to_be_empty() -> None:
    assert "Gesundheitsamt keine Angabe" in ask("rbk-zustaendigkeiten", "Hat Kürten ein Gesundheitsamt?").text


def test_words_in_a_number_column_are_shown_as_they_stand() -> None:
    assert "bei der Kommune mind. 4" in ask("fogs-tab-2", "Wie viele Stellen behält Wesel in der Verwaltung?").text


def test_one_post_is_singular() -> None:
    assert "bei der Kommune 1 Stelle " in ask("fogs-tab-2", "Wie viele Stellen behält Köln selbst?").text


def test_a_dash_names_who_covers_the_place_instead() -> None:
    found = ask("rbk-zustaendigkeiten", "Wer ist für das Jugendamt in Burscheid zuständig?")
    assert "Burscheid hat kein eigenes Jugendamt; in der Tabelle steht ein Strich. Jugendamt beim Kreis" in found.text


def test_a_question_for_a_whole_row_gets_all_its_columns() -> None:
    found = ask("fogs-tab-2", "Case-Management-Stellen Dortmund Tabelle 2")
    assert "verfügbar 11 Stellen; beantragt 11 Stellen; bei der Kommune 4 Stellen; bei freien Trägern 7 Stellen" in found.text


def test_a_longer_name_wins_over_the_shorter_one_inside_it() -> None:
    assert [r.id for r in ask("fogs-tab-2", "Wie viele Stellen hat die StädteRegion Aachen?").rows] == ["staedteregion-aachen"]
    assert [r.id for r in ask("fogs-tab-2", "Wie viele Stellen hat Aachen?").rows] == ["aachen"]


@pytest.mark.parametrize(
    ("table", "question", "row"),
    [
        ("fogs-tab-2", "Wie viele Stellen hat Gelsenkrichen beantragt?", "gelsenkirchen"),
        ("fogs-tab-2", "Wie viele Stellen hat Duisbrug bei freien Trägern?", "duisburg"),
        ("fogs-tab-2", "Wie viele Stellen hat Recklinhausen?", "recklinghausen"),
        ("rbk-cm-stellen", "Wie viele Stellen bekommt Wermelskirhcen?", "wermelskirchen"),
        ("fogs-tab-2", "wieviele stellen hat koeln bei freien traegern", "koeln"),
    ],
)
def test_a_typo_in_the_name_of_a_row_does_no_harm(table: str, question: str, row: str) -> None:
    assert [r.id for r in ask(table, question).rows] == [row]


def test_a_town_with_a_similar_name_is_not_taken_for_a_row() -> None:
    assert answer_table("Wie viele Stellen hat Mönchengladbach?", TABLES["rbk-cm-stellen"]) is None
    assert answer_table("Wie viele Stellen hat Lippstadt?", TABLES["fogs-tab-2"]) is None


def test_the_name_of_the_whole_table_is_not_taken_for_a_row() -> None:
    found = ask("rbk-zustaendigkeiten", "Welche Kommunen im Rheinisch-Bergischen Kreis haben einen Integrationsrat?")
    assert found.text.startswith("Bergisch Gladbach, Burscheid, Leichlingen ")
    total = ask("rbk-cm-stellen", "Wie viele Stellen gibt es zusammen im Rheinisch-Bergischen Kreis?")
    assert total.text.startswith("Zusammen 7 Stellen")


def test_every_row_of_every_table_answers_a_question_for_its_columns() -> None:
    for table in TABLES.values():
        for row in table.rows:
            for column in table.columns:
                if column.unit != "Stellen" or column.id not in row.values or table.id == "lt-besetzung":
                    continue
                found = answer_table(f"Wie viele {column.name} hat {row.name}?", table)
                assert found is not None, (table.id, row.id, column.id)
                assert labelled(row.values[column.id], table, column) in found.text, (table.id, row.id, column.id)
