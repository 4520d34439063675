"""Sixty questions over the five bundled tables, each with what its answer has to say. The expected figures are read off `corpus/tabellen` by hand."""

import pytest

from assistant.tables import answer_table
from tests.assistant.tables.bundled import CM, FOGS, LT, MS, OFFICES, TABLES, ask

# table, question, what the answer opens with, what else it says
DIFFERENCES = [
    (FOGS, "Um wie viele Stellen liegt Bielefeld bei den freien Trägern hinter Wuppertal?", "3 Stellen weniger: Stadt Bielefeld 2", "5 − 2 = 3"),
    (
        FOGS,
        "Um wie viele Stellen übertrifft Mettmann den Kreis Olpe bei den verfügbaren Stellen?",
        "5 Stellen mehr: Kreis Mettmann 8",
        "Kreis Olpe 3",
    ),
    (FOGS, "Wie viele Stellen weniger hat Hamm zur Verfügung als Duisburg?", "7 Stellen weniger: Stadt Hamm 4", "Stadt Duisburg 11"),
    (FOGS, "Wer hat mehr Stellen bei freien Trägern, Wuppertal oder Bielefeld?", "3 Stellen mehr: Stadt Wuppertal 5", "Stadt Bielefeld 2"),
    (FOGS, "Haben Dortmund und Duisburg gleich viele Stellen bei freien Trägern oder eine mehr?", "Gleich viel: ", "je 7 Stellen"),
    (
        FOGS,
        "Recklinghausen oder Gelsenkirchen: wer hat mehr Stellen beantragt?",
        "Kreis Recklinghausen: beantragt keine Angabe",
        "Vergleich ist damit nicht",
    ),
    (FOGS, "Wie viele Stellen hat Rhein-Sieg nicht abgerufen?", "1 Stelle Unterschied", "verfügbar 11, beantragt 10"),
    (FOGS, "Wie oft so viele Stellen wie Bielefeld hat Köln bei freien Trägern?", "Das 5-Fache", "10 ÷ 2 = 5"),
    (LT, "Um wie viele Stellen liegt Baustein 2 bei den offenen Stellen vor Baustein 1?", "209,13 Stellen mehr", "252,56 − 43,43"),
    (LT, "Wie viele Koordinationsstellen wurden nicht abgerufen?", "14 Stellen Unterschied", "194 − 180"),
    (LT, "Wie groß ist der Unterschied zwischen bereitgestellten und besetzten Stellen in Baustein 1?", "57,43 Stellen Unterschied", "194 − 136,57"),
    (MS, "Um wie viel Euro steigen die Zuwendungen in Münster von 2021 auf 2022?", "106.600 € Unterschied", "238.100 − 131.500"),
    (MS, "Um wie viel liegt in Münster der Aufwand insgesamt über den Erträgen?", "74.200 € mehr: Aufwand gesamt", "443.800 − 369.600"),
    (CM, "Um wie viele Stellen hat Bergisch Gladbach mehr als Kürten?", "1,5 Stellen mehr", "2 − 0,5"),
]
SHARES = [
    (FOGS, "Wie viel Prozent ihrer Stellen gibt Dortmund an freie Träger weiter?", "63,6 %", "7 ÷ 11"),
    (FOGS, "Welchen Anteil der verfügbaren Stellen hat Minden-Lübbecke beantragt?", "88,9 %", "8 ÷ 9"),
    (FOGS, "Welche Kommune hat den höchsten Anteil an Stellen bei freien Trägern?", "Höchster Anteil, 90,9 %: Stadt Köln (10 von 11)", "Ohne Zahl"),
    (FOGS, "Wie hoch ist in Recklinghausen der Anteil der Stellen bei freien Trägern?", "Kreis Recklinghausen: ", "lässt sich daraus nicht rechnen"),
    (LT, "Wie viel Prozent der abgerufenen Case-Management-Stellen waren besetzt?", "59,2 %", "367,16 ÷ 619,72"),
    (LT, "Wie hoch war die Besetzungsquote im Baustein 3?", "64,6 %", "108,5 ÷ 168"),
    (LT, "Welcher Anteil aller bereitgestellten Stellen war tatsächlich besetzt?", "55,3 %", "612,23 ÷ 1.107"),
    (LT, "Welchen Anteil an allen offenen Stellen hat Baustein 2?", "71 %", "252,56 ÷ 355,49"),
    (LT, "Welcher Baustein hatte die höchste Besetzungsquote?", "Höchster Anteil, 75,9 %: Baustein 1", "136,57 von 180"),
    (MS, "Welchen Anteil hat das Personal an den Ausgaben 2022 in Münster?", "73,4 %", "215.700 ÷ 293.800"),
]
CONDITIONS = [
    (FOGS, "Wie viele Kommunen haben elf verfügbare Stellen?", "7 von 25: ", "Kreis Recklinghausen, Kreis Wesel"),
    (FOGS, "Wie viele der 25 Kommunen hatten mehr als acht Stellen zur Verfügung?", "8 von 25: Kreis Minden-Lübbecke (9", "Ohne Zahl"),
    (FOGS, "Wie viele Kreise haben sechs verfügbare Stellen?", "6 von 15: ", "Kreis Siegen-Wittgenstein"),
    (FOGS, "Bei wie vielen Kommunen steht keine Angabe zu den beantragten Stellen?", "8 von 25: ", "Stadt Leverkusen"),
    (FOGS, "Welche Städte machen keine Angabe zu den beantragten Stellen?", "Stadt Gelsenkirchen, Stadt Leverkusen, Stadt Mülheim", "keine Angabe"),
    (
        FOGS,
        "Welche Kommunen haben weniger Stellen beantragt, als ihnen zustanden?",
        "Kreis Minden-Lübbecke (8 von 9), Rhein-Sieg-Kreis (10 von 11) (",
        "",
    ),
    (
        FOGS,
        "Welche Kreise haben nicht alle verfügbaren Stellen beantragt?",
        "2 von 15: Kreis Minden-Lübbecke (8 von 9), Rhein-Sieg-Kreis (10 von 11) (",
        "",
    ),
    (FOGS, "Welche Stadt gibt gar keine Stelle an freie Träger?", "Stadt Hamm: bei freien Trägern keine Stelle (0)", "Ohne Zahl: Stadt Aachen"),
    (FOGS, "Welche drei Kommunen haben die meisten Stellen bei freien Trägern?", "Am meisten: Stadt Köln mit 10, dann Stadt Dortmund und", "mit 7"),
    (
        FOGS,
        "Nenne die drei Städte mit den wenigsten verfügbaren Stellen",
        "Am wenigsten: Stadt Hamm und Stadt Leverkusen mit 4, dann Stadt Aachen",
        "",
    ),
    (FOGS, "Welche zwei Kreise haben die meisten beantragten Stellen?", "Am meisten: Rhein-Sieg-Kreis mit 10, dann ", "Das sind 3, weil"),
    (CM, "Wie viele Kommunen bekommen genau eine Stelle?", "4 von 8: Burscheid, Leichlingen, Rösrath und Wermelskirchen", ""),
    (CM, "Welche Kommunen haben einen freien Träger?", "Burscheid (Katholische Jugendagentur Rhein-Berg), Leichlingen (Diakonie) (", ""),
    (CM, "Welche Kommunen im RBK haben die Diakonie als Träger?", "Leichlingen (Diakonie) (", ""),
    (OFFICES, "Wie viele Kommunen haben ein eigenes Jugendamt?", "5 von 8: Bergisch Gladbach, Leichlingen", "Wermelskirchen"),
    (OFFICES, "Welche Gemeinden haben keinen Integrationsrat?", "Kürten, Odenthal, Overath, Rösrath, Wermelskirchen (", ""),
    (OFFICES, "Welche Kommunen haben kein Gesundheitsamt?", "Bergisch Gladbach, Burscheid, Leichlingen", "Ohne klare Angabe: Kürten (leer)"),
]
TOTALS = [
    (FOGS, "Wie viele Stellen haben alle Kreise zusammen beantragt?", "Zusammen 63 Stellen", "Ohne Zahl: Hochsauerlandkreis"),
    (FOGS, "Wie viele Stellen liegen insgesamt in den Städten bei freien Trägern?", "Zusammen 31 Stellen", "2 + 7 + 7 + 0 + 10 + 5"),
    (FOGS, "Wie viele Stellen bei der Kommune und bei freien Trägern hat Kleve zusammen?", "Zusammen 6 Stellen", "4 + 2 = 6"),
    (FOGS, "Wie viele Stellen hatten die Kommunen im Durchschnitt verfügbar?", "Im Durchschnitt 7,45 Stellen", "164 ÷ 22"),
    (LT, "Wie viele Stellen stellte das Land 2022 insgesamt bereit?", "Zusammen 1.107 Stellen", "194 + 713 + 200"),
    (LT, "Wie viele Stellen waren besetzt oder offen im Baustein 3 zusammen?", "Zusammen 168 Stellen", "108,5 + 59,5"),
    (MS, "Was kosten Personal und Arbeitsplätze in Münster 2022 zusammen?", "Zusammen 244.800 €", "215.700 + 29.100"),
    (MS, "Wie hoch sind die Aufwendungen 2022 in Münster?", "Aufwand gesamt: 2022 293.800 €", "215.700 + 49.000 + 29.100"),
    (MS, "Wie hoch sind die Personalkosten in Münster insgesamt?", "Personalaufwendungen: gesamt 287.600 €", "71.900 + 215.700"),
    (CM, "Wie viele Stellen liegen bei freien Trägern im Rheinisch-Bergischen Kreis zusammen?", "Zusammen 2 Stellen", "Burscheid, Leichlingen"),
    (CM, "Wie viele Stellen hat jede Kommune im Schnitt?", "Im Durchschnitt 0,88 Stellen", "7 ÷ 8"),
]
CELLS = [
    (OFFICES, "Sitzt das Jobcenter Rhein-Berg in jeder der Gemeinden?", "8 von 8: Bergisch Gladbach, Burscheid", "(Jobcenter; 3.3"),
    (OFFICES, "Gibt es in jeder Kommune einen Integrationsrat?", "3 von 8: Bergisch Gladbach, Burscheid, Leichlingen", ""),
    (OFFICES, "Hat der Kreis selbst einen Integrationsrat?", "Rheinisch-Bergischer Kreis hat keinen Integrationsrat", "Ja bei Bergisch Gladbach"),
    (FOGS, "Wie viele Stellen behielt Bielefeld selbst und wie viele gingen an freie Träger?", "Stadt Bielefeld: ", "bei der Kommune 6 Stellen"),
    (FOGS, "How many posts were kept in-house in Wuppertal and how many went to independent providers?", "Stadt Wuppertal: ", "bei freien Trägern 5"),
    (FOGS, "Stimmt es, dass Mettmann keine Stelle an Träger der Wohlfahrt abgibt?", "Kreis Mettmann: bei freien Trägern keine Stelle (0)", ""),
    (FOGS, "Hat der Kreis Olpe Stellen an freie Träger abgegeben?", "Kreis Olpe: bei freien Trägern keine Stelle (0) (", ""),
    (CM, "Stimmt es, dass Overath keine Case-Management-Stelle hat?", "Overath: keine Stelle (0) (", ""),
    (CM, "Wer ist Träger der Stelle in Burscheid?", "Burscheid: Träger Katholische Jugendagentur Rhein-Berg", ""),
    (CM, "Wie viele Stellen bekommen Rösrath und Wermelskirchen und wer ist Träger?", "Rösrath: Träger Stadt; 1 Stelle. Wermelskirchen: ", ""),
    (OFFICES, "Stimmt es, dass Odenthal keinen Integrationsrat hat?", "Odenthal hat keinen Integrationsrat; ", "Strich"),
    (OFFICES, "Hat Rösrath ein eigenes Jugendamt?", "Rösrath hat ein eigenes Jugendamt (", ""),
    (OFFICES, "Hat Burscheid eine Ausländerbehörde?", "Burscheid hat keine eigene Ausländerbehörde", "beim Kreis"),
    (OFFICES, "Wo sitzt in Bergisch Gladbach die Integrationsbeauftragte?", "Bergisch Gladbach: ", "Amt für Soziales"),
]


@pytest.mark.parametrize(("table", "question", "start", "says"), DIFFERENCES + SHARES + CONDITIONS + TOTALS + CELLS)
def test_a_question_over_a_table_gets_what_the_table_says(table: str, question: str, start: str, says: str) -> None:
    found = ask(table, question)
    assert found.text.startswith(start)
    assert says in found.text


@pytest.mark.parametrize(("table", "question", "start", "says"), DIFFERENCES + SHARES + CONDITIONS + TOTALS + CELLS)
def test_no_answer_from_a_table_opens_with_ja_or_nein(table: str, question: str, start: str, says: str) -> None:
    found = ask(table, question)
    assert found.text.split()[0].strip(".,").lower() not in ("ja", "nein")
    assert TABLES[table].locator in found.text, "every answer says where it stands"


# --- what does not add up is not added up ---


@pytest.mark.parametrize(
    ("table", "question", "wrong"),
    [
        (MS, "Wie hoch sind Zuwendungen und Personalaufwendungen in Münster 2021 zusammen?", "203.400"),
        (MS, "Wie hoch sind Personal und Saldo in Münster 2022 zusammen?", "271.400"),
        (FOGS, "Wie viele Stellen bei freien Trägern und in kreisangehörigen Gemeinden hat der Kreis Euskirchen zusammen?", "4 Stellen"),
        (LT, "Wie viele bereitgestellte und besetzte Stellen gab es zusammen im Baustein 1?", "330,57"),
    ],
)
def test_cells_that_do_not_add_up_are_told_one_by_one(table: str, question: str, wrong: str) -> None:
    found = ask(table, question)
    assert wrong not in found.text
    assert "Zu einer Summe gehören diese Angaben nicht zusammen" in found.text
    assert not found.computed


@pytest.mark.parametrize(
    "question",
    [
        "Wie hoch ist die Summe aller Positionen 2022 in Münster?",
        "Was ist der größte Posten 2022 in Münster?",
        "Wie hoch ist der Durchschnitt aller Positionen 2022 in Münster?",
        "Wie viel Prozent der Kosten trägt Münster selbst?",
    ],
)
def test_income_cost_and_balance_are_not_thrown_together(question: str) -> None:
    assert answer_table(question, TABLES[MS]) is None


# --- questions for rules, other posts and other money are not caught ---


@pytest.mark.parametrize(
    ("table", "question"),
    [
        (FOGS, "Wie viele Stellen darf eine Stadt an freie Träger weiterleiten?"),
        (FOGS, "Wie viele Koordinationsstellen hatte Köln?"),
        (FOGS, "Wie viele Koordinierungsstellen hat der Kreis Wesel beantragt?"),
        (FOGS, "Wie viel Prozent der Sachausgaben darf Köln weiterleiten?"),
        (FOGS, "Wie viele Stellen in Baustein 3 hat Dortmund?"),
        (FOGS, "Wie viele Stellen der Ausländerbehörde bekommt Bielefeld?"),
        (FOGS, "Wie viele Fälle soll eine Case Managerin in Köln betreuen?"),
        (LT, "Wie viele Koordinationsstellen stehen einer Kommune zu?"),
        (LT, "Wie viele Stellen im Baustein 2 bekommen wir?"),
        (LT, "Wie viele Case-Management-Stellen kann unsere Stadt abrufen?"),
        (CM, "Wie viele Koordinationsstellen hat Burscheid?"),
        (CM, "Wie viele Fälle muss die Stelle in Kürten betreuen?"),
    ],
)
def test_a_question_for_something_else_is_left_to_others(table: str, question: str) -> None:
    assert answer_table(question, TABLES[table]) is None
