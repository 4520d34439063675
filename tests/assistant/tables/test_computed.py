"""Sums, comparisons and lists over the bundled tables. Expected figures are read off the YAML of `corpus/tabellen`."""

from assistant.tables import number
from tests.assistant.tables.bundled import TABLES, ask


def test_a_sum_shows_its_calculation() -> None:
    found = ask("fogs-tab-2", "Wie viele Stellen haben Köln und Dortmund zusammen bei freien Trägern?")
    assert found.text.startswith("Zusammen 17 Stellen: Stellen bei freien Trägern für Stadt Dortmund, Stadt Köln (7 + 10 = 17;")
    assert found.computed
    assert [r.id for r in found.rows] == ["dortmund", "koeln"]


def test_a_sum_over_the_whole_column() -> None:
    assert "136,57 + 367,16 + 108,5 = 612,23" in ask("lt-besetzung", "Wie viele Stellen waren insgesamt besetzt?").text


def test_a_sum_names_the_rows_without_a_number_instead_of_counting_them_as_none() -> None:
    found = ask("fogs-tab-2", "Wie viele verfügbare Stellen gibt es insgesamt?")
    table = TABLES["fogs-tab-2"]
    numbers = [v for r in table.rows if isinstance(v := r.values["verfuegbar"], float)]
    assert found.text.startswith(f"Zusammen {number(sum(numbers))} Stellen: verfügbare Stellen für {len(numbers)} Zeilen")
    assert "Ohne Zahl: Hochsauerlandkreis, Kreis Viersen, Stadt Mülheim an der Ruhr." in found.text


def test_two_years_of_a_row_are_added_up_where_the_table_gives_no_total() -> None:
    found = ask("muenster-finanzen", "Wie viel Zuwendungen bekommt Münster 2021 und 2022 zusammen?")
    assert found.text.startswith("Zusammen 369.600 €")
    assert "131.500 + 238.100 = 369.600" in found.text


def test_a_total_the_table_gives_is_read_and_not_added_up_again() -> None:
    found = ask("muenster-finanzen", "Wie hoch ist der Saldo insgesamt?")
    assert found.text.startswith("Saldo: gesamt 74.200 €")
    assert not found.computed


def test_a_sum_of_one_is_one_post() -> None:
    assert ask("rbk-cm-stellen", "Wie viele Stellen bekommen Odenthal und Kürten zusammen?").text.startswith("Zusammen 1 Stelle:")


def test_the_difference_of_two_rows() -> None:
    found = ask("fogs-tab-2", "Wie viele Stellen mehr hat Köln bei freien Trägern als Dortmund?")
    assert found.text.startswith("3 Stellen mehr: Stadt Köln 10, Stadt Dortmund 7")


def test_the_difference_of_two_columns() -> None:
    found = ask("muenster-finanzen", "Wie groß ist der Unterschied beim Personal zwischen 2021 und 2022?")
    assert "215.700 − 71.900 = 143.800" in found.text


def test_the_most_with_the_next_and_those_without_a_number() -> None:
    found = ask("fogs-tab-2", "Welche Kommune hat die meisten Stellen bei freien Trägern?")
    assert found.text.startswith("Am meisten: Stadt Köln mit 10 Stellen")
    assert "Danach Stadt Dortmund, Stadt Duisburg mit 7." in found.text
    assert "Ohne Zahl: Kreis Recklinghausen" in found.text


def test_the_least_names_all_that_share_it() -> None:
    found = ask("fogs-tab-2", "Welche Stadt hat die wenigsten verfügbaren Stellen?")
    assert found.text.startswith("Am wenigsten: Stadt Hamm und Stadt Leverkusen mit 4 Stellen")


def test_kreise_and_cities_are_compared_among_themselves_when_asked_so() -> None:
    found = ask("fogs-tab-2", "Welcher Kreis hat die meisten beantragten Stellen?")
    assert found.text.startswith("Am meisten: Rhein-Sieg-Kreis mit 10 Stellen")


def test_a_yes_no_column_is_listed() -> None:
    found = ask("rbk-zustaendigkeiten", "Welche Kommunen haben einen Integrationsrat?")
    assert found.text.startswith("Bergisch Gladbach, Burscheid, Leichlingen (Integrationsrat;")
    assert ask("rbk-zustaendigkeiten", "Welche Kommunen haben kein eigenes Jugendamt?").text.startswith(
        "Burscheid, Kürten, Odenthal (ohne Jugendamt;"
    )


def test_a_count_says_how_many_of_how_many() -> None:
    found = ask("rbk-zustaendigkeiten", "Wie viele Kommunen im Rheinisch-Bergischen Kreis haben einen Integrationsrat?")
    assert found.text.startswith("3 von 8: ")


def test_rows_with_a_certain_number_are_listed() -> None:
    assert ask("rbk-cm-stellen", "Welche Kommunen haben nur eine halbe Stelle?").text.startswith("Kürten und Odenthal: Stellen je 0,5 Stellen")
    none = ask("fogs-tab-2", "Welche Kommunen haben keine Stellen bei freien Trägern?")
    table = TABLES["fogs-tab-2"]
    zero = {r.name for r in table.rows if r.values["freie_traeger"] == 0}
    assert all(name in none.text for name in zero)
    listed, without = none.text.split("Ohne Zahl:")
    assert "Stadt Aachen" not in listed, "k.A. is not zero"
    assert "Stadt Aachen" in without


def test_a_limit_in_the_question_is_obeyed() -> None:
    found = ask("fogs-tab-2", "Welche Kreise haben mehr als zehn Stellen?")
    assert found.text.startswith("Kreis Recklinghausen (11 Stellen), Kreis Wesel (11 Stellen), Rhein-Sieg-Kreis (11 Stellen) (")
    assert "Kreis Mettmann" not in found.text
    at_most = ask("fogs-tab-2", "Welche Kreise haben höchstens 3 Stellen?")
    assert at_most.text.startswith("Kreis Olpe (3 Stellen) (")
