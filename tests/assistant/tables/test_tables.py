"""Questions about the bundled tables: read, computed, or left to others. Expected figures are read off the YAML of `corpus/tabellen`."""

import pytest

from assistant.tables import TableAnswer, answer_table, fold, number, shown
from assistant.tables.data import Table, load_tables
from assistant.tables.shown import labelled

TABLES: dict[str, Table] = {t.id: t for t in load_tables()}


def _ask(table: str, question: str) -> TableAnswer:
    found = answer_table(question, TABLES[table])
    assert found is not None, question
    return found


# --- one cell ---

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
    found = _ask(table, question)
    assert found.text.startswith(start)
    assert not found.computed
    assert len(found.rows) == 1


def test_every_answer_says_which_table_and_of_when() -> None:
    assert _ask("fogs-tab-2", "Wie viele Stellen hatte Köln bei freien Trägern?").text.endswith("(Tab. 2, Stand Frühjahr 2021).")


def test_k_a_is_an_answer() -> None:
    found = _ask("fogs-tab-2", "Wie viele Stellen hat Recklinghausen beantragt?")
    assert "Kreis Recklinghausen: beantragt keine Angabe (k.A.)" in found.text


def test_an_empty_cell_is_no_answer_to_yes_or_no_but_said_to_be_empty() -> None:
    assert "Gesundheitsamt keine Angabe" in _ask("rbk-zustaendigkeiten", "Hat Kürten ein Gesundheitsamt?").text


def test_words_in_a_number_column_are_shown_as_they_stand() -> None:
    assert "bei der Kommune mind. 4" in _ask("fogs-tab-2", "Wie viele Stellen behält Wesel in der Verwaltung?").text


def test_one_post_is_singular() -> None:
    assert "bei der Kommune 1 Stelle " in _ask("fogs-tab-2", "Wie viele Stellen behält Köln selbst?").text


def test_a_dash_names_who_covers_the_place_instead() -> None:
    found = _ask("rbk-zustaendigkeiten", "Wer ist für das Jugendamt in Burscheid zuständig?")
    assert "Burscheid hat kein eigenes Jugendamt; in der Tabelle steht ein Strich. Jugendamt beim Kreis" in found.text


# --- rows ---


def test_a_question_for_a_whole_row_gets_all_its_columns() -> None:
    found = _ask("fogs-tab-2", "Case-Management-Stellen Dortmund Tabelle 2")
    assert "verfügbar 11 Stellen; beantragt 11 Stellen; bei der Kommune 4 Stellen; bei freien Trägern 7 Stellen" in found.text


def test_a_longer_name_wins_over_the_shorter_one_inside_it() -> None:
    assert [r.id for r in _ask("fogs-tab-2", "Wie viele Stellen hat die StädteRegion Aachen?").rows] == ["staedteregion-aachen"]
    assert [r.id for r in _ask("fogs-tab-2", "Wie viele Stellen hat Aachen?").rows] == ["aachen"]


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
    assert [r.id for r in _ask(table, question).rows] == [row]


def test_a_town_with_a_similar_name_is_not_taken_for_a_row() -> None:
    assert answer_table("Wie viele Stellen hat Mönchengladbach?", TABLES["rbk-cm-stellen"]) is None
    assert answer_table("Wie viele Stellen hat Lippstadt?", TABLES["fogs-tab-2"]) is None


def test_the_name_of_the_whole_table_is_not_taken_for_a_row() -> None:
    found = _ask("rbk-zustaendigkeiten", "Welche Kommunen im Rheinisch-Bergischen Kreis haben einen Integrationsrat?")
    assert found.text.startswith("Bergisch Gladbach, Burscheid, Leichlingen ")
    total = _ask("rbk-cm-stellen", "Wie viele Stellen gibt es zusammen im Rheinisch-Bergischen Kreis?")
    assert total.text.startswith("Zusammen 7 Stellen")


# --- sums, comparisons, lists ---


def test_a_sum_shows_its_calculation() -> None:
    found = _ask("fogs-tab-2", "Wie viele Stellen haben Köln und Dortmund zusammen bei freien Trägern?")
    assert found.text.startswith("Zusammen 17 Stellen: Stellen bei freien Trägern für Stadt Dortmund, Stadt Köln (7 + 10 = 17;")
    assert found.computed
    assert [r.id for r in found.rows] == ["dortmund", "koeln"]


def test_a_sum_over_the_whole_column() -> None:
    assert "136,57 + 367,16 + 108,5 = 612,23" in _ask("lt-besetzung", "Wie viele Stellen waren insgesamt besetzt?").text


def test_a_sum_names_the_rows_without_a_number_instead_of_counting_them_as_none() -> None:
    found = _ask("fogs-tab-2", "Wie viele verfügbare Stellen gibt es insgesamt?")
    table = TABLES["fogs-tab-2"]
    numbers = [v for r in table.rows if isinstance(v := r.values["verfuegbar"], float)]
    assert found.text.startswith(f"Zusammen {number(sum(numbers))} Stellen: verfügbare Stellen für {len(numbers)} Zeilen")
    assert "Ohne Zahl: Hochsauerlandkreis, Kreis Viersen, Stadt Mülheim an der Ruhr." in found.text


def test_two_years_of_a_row_are_added_up_where_the_table_gives_no_total() -> None:
    found = _ask("muenster-finanzen", "Wie viel Zuwendungen bekommt Münster 2021 und 2022 zusammen?")
    assert found.text.startswith("Zusammen 369.600 €")
    assert "131.500 + 238.100 = 369.600" in found.text


def test_a_total_the_table_gives_is_read_and_not_added_up_again() -> None:
    found = _ask("muenster-finanzen", "Wie hoch ist der Saldo insgesamt?")
    assert found.text.startswith("Saldo: gesamt 74.200 €")
    assert not found.computed


def test_a_sum_of_one_is_one_post() -> None:
    assert _ask("rbk-cm-stellen", "Wie viele Stellen bekommen Odenthal und Kürten zusammen?").text.startswith("Zusammen 1 Stelle:")


def test_the_difference_of_two_rows() -> None:
    found = _ask("fogs-tab-2", "Wie viele Stellen mehr hat Köln bei freien Trägern als Dortmund?")
    assert found.text.startswith("3 Stellen mehr: Stadt Köln 10, Stadt Dortmund 7")


def test_the_difference_of_two_columns() -> None:
    found = _ask("muenster-finanzen", "Wie groß ist der Unterschied beim Personal zwischen 2021 und 2022?")
    assert "215.700 − 71.900 = 143.800" in found.text


def test_the_most_with_the_next_and_those_without_a_number() -> None:
    found = _ask("fogs-tab-2", "Welche Kommune hat die meisten Stellen bei freien Trägern?")
    assert found.text.startswith("Am meisten: Stadt Köln mit 10 Stellen")
    assert "Danach Stadt Dortmund, Stadt Duisburg mit 7." in found.text
    assert "Ohne Zahl: Kreis Recklinghausen" in found.text


def test_the_least_names_all_that_share_it() -> None:
    found = _ask("fogs-tab-2", "Welche Stadt hat die wenigsten verfügbaren Stellen?")
    assert found.text.startswith("Am wenigsten: Stadt Hamm und Stadt Leverkusen mit 4 Stellen")


def test_kreise_and_cities_are_compared_among_themselves_when_asked_so() -> None:
    found = _ask("fogs-tab-2", "Welcher Kreis hat die meisten beantragten Stellen?")
    assert found.text.startswith("Am meisten: Rhein-Sieg-Kreis mit 10 Stellen")


def test_a_yes_no_column_is_listed() -> None:
    found = _ask("rbk-zustaendigkeiten", "Welche Kommunen haben einen Integrationsrat?")
    assert found.text.startswith("Bergisch Gladbach, Burscheid, Leichlingen (Integrationsrat;")
    assert _ask("rbk-zustaendigkeiten", "Welche Kommunen haben kein eigenes Jugendamt?").text.startswith(
        "Burscheid, Kürten, Odenthal (ohne Jugendamt;"
    )


def test_a_count_says_how_many_of_how_many() -> None:
    found = _ask("rbk-zustaendigkeiten", "Wie viele Kommunen im Rheinisch-Bergischen Kreis haben einen Integrationsrat?")
    assert found.text.startswith("3 von 8: ")


def test_rows_with_a_certain_number_are_listed() -> None:
    assert _ask("rbk-cm-stellen", "Welche Kommunen haben nur eine halbe Stelle?").text.startswith("Kürten und Odenthal: Stellen je 0,5 Stellen")
    none = _ask("fogs-tab-2", "Welche Kommunen haben keine Stellen bei freien Trägern?")
    table = TABLES["fogs-tab-2"]
    zero = {r.name for r in table.rows if r.values["freie_traeger"] == 0}
    assert all(name in none.text for name in zero)
    listed, without = none.text.split("Ohne Zahl:")
    assert "Stadt Aachen" not in listed, "k.A. is not zero"
    assert "Stadt Aachen" in without


def test_a_limit_in_the_question_is_obeyed() -> None:
    found = _ask("fogs-tab-2", "Welche Kreise haben mehr als zehn Stellen?")
    assert found.text.startswith("Kreis Recklinghausen (11 Stellen), Kreis Wesel (11 Stellen), Rhein-Sieg-Kreis (11 Stellen) (")
    assert "Kreis Mettmann" not in found.text
    at_most = _ask("fogs-tab-2", "Welche Kreise haben höchstens 3 Stellen?")
    assert at_most.text.startswith("Kreis Olpe (3 Stellen) (")


# --- remarks ---


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
    found = _ask(table, question)
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
    found = _ask("lt-besetzung", "Stammen wirklich alle Zahlen der Stellenbesetzung vom Stichtag 30.09.2022?")
    assert "30.06.2022" in found.text


# --- what does not fit ---


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


# --- how values are written ---


@pytest.mark.parametrize(
    ("value", "text"), [(57000.0, "57.000"), (0.5, "0,5"), (252.56, "252,56"), (1234567.5, "1.234.567,5"), (11.0, "11"), (0.0, "0")]
)
def test_numbers_are_written_the_german_way(value: float, text: str) -> None:
    assert number(value) == text


def test_values_carry_their_unit_and_missing_ones_say_so() -> None:
    table, money = TABLES["fogs-tab-2"], TABLES["muenster-finanzen"]
    posts, euro = table.column("verfuegbar"), money.column("j2021")
    assert [shown(v, table, posts) for v in (11.0, 1.0, "k.A.", None, "-", "offen")] == [
        "11 Stellen",
        "1 Stelle",
        "keine Angabe (k.A.)",
        "keine Angabe",
        "nichts (Strich)",
        "offen",
    ]
    assert shown(131500.0, money, euro) == "131.500 €"


def test_spellings_fold_together() -> None:
    assert fold("Köln, Städte & Straße?") == fold("koeln staedte strasse")


def test_every_row_of_every_table_answers_a_question_for_its_columns() -> None:
    for table in TABLES.values():
        for row in table.rows:
            for column in table.columns:
                if column.unit != "Stellen" or column.id not in row.values or table.id == "lt-besetzung":
                    continue
                found = answer_table(f"Wie viele {column.name} hat {row.name}?", table)
                assert found is not None, (table.id, row.id, column.id)
                assert labelled(row.values[column.id], table, column) in found.text, (table.id, row.id, column.id)
