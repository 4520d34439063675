"""Ja or Nein from a table's cells: only where nothing of the question is left unexplained. The expected answers are read off `corpus/tabellen`."""

from __future__ import annotations

import pytest

from assistant.answering import Assistant
from assistant.tables import answer_table
from assistant.tables.decided import decided
from tests.assistant.tables.bundled import CM, FOGS, LT, MS, OFFICES, TABLES


def _said(ident: str, question: str) -> str | None:
    found = answer_table(question, TABLES[ident])
    return decided(question, TABLES[ident], found, ("Münster", "Rheinisch-Bergischer Kreis")) if found else None


@pytest.mark.parametrize(
    ("ident", "question", "polarity"),
    [
        (OFFICES, "Gibt es in Odenthal einen Integrationsrat?", "nein"),
        (OFFICES, "Stimmt es, dass Wermelskirchen keinen Integrationsrat hat?", "ja"),
        (OFFICES, "Fehlt in Leichlingen ein Jugendamt?", "nein"),
        (OFFICES, "Hat Overath ein eigenes Jugendamt?", "ja"),
        (OFFICES, "Betreibt Rösrath ein eigenes Ausländeramt?", "nein"),
        (OFFICES, "Hat jede Kommune ein Jobcenter?", "ja"),
        (OFFICES, "Hat jede Kommune einen Integrationsrat?", "nein"),
        (CM, "Hat Kürten eine ganze Stelle?", "nein"),
        (CM, "Hat Kürten nur eine halbe Stelle?", "ja"),
        (CM, "Stimmt es, dass Overath keine Stelle bekommt?", "ja"),
        (CM, "Hat Bergisch Gladbach mehr Stellen als Kürten?", "ja"),
        (CM, "Hat Kürten mehr Stellen als Bergisch Gladbach?", "nein"),
        (LT, "Waren alle abgerufenen Stellen in Baustein 2 besetzt?", "nein"),
        (LT, "Stimmt es, dass in Baustein 1 nicht alle abgerufenen Stellen besetzt waren?", "ja"),
        (MS, "War der Saldo 2021 höher als 2022?", "nein"),
        (MS, "Waren die Zuwendungen 2021 und 2022 gleich hoch?", "nein"),
    ],
)
def test_cells_decide_what_asks_for_nothing_else(ident: str, question: str, polarity: str) -> None:
    assert _said(ident, question) == polarity


@pytest.mark.parametrize(
    ("ident", "question"),
    [
        (OFFICES, "Hat das Jobcenter eine Außenstelle in Overath?"),  # a branch office is no column
        (OFFICES, "Ist das Kreisjugendamt auch für Rösrath da?"),  # another office than the column's
        (OFFICES, "Gibt es in Burscheid Grundschulen?"),  # a word that only leads to the column of the school office
        (OFFICES, "Macht das Jugendamt in Kürten der Kreis?"),  # who does it for the place
        (OFFICES, "Liegt das Jugendamt von Odenthal beim Kreis?"),
        (CM, "Sitzt die Stelle in Burscheid beim Kreis?"),
        (CM, "Arbeitet in Leichlingen die Stelle bei der Gemeinde?"),
        (OFFICES, "Ist das KI in Burscheid vertreten?"),  # the cell says more than a dash
        (OFFICES, "Hat Burscheid kein Jugendamt?"),  # meant either way
        (OFFICES, "Haben Burscheid und Overath ein Jugendamt?"),  # one has, one has not
        (OFFICES, "Gibt es nur in Overath ein Jugendamt?"),
        (OFFICES, "Hat Kürten ein Gesundheitsamt?"),  # the cell is empty
        (CM, "Wird in Overath überhaupt Case Management gemacht?"),  # no post of its own does not mean that nobody does it
        (CM, "Hat Bergisch Gladbach eine halbe Stelle?"),  # it has more: who can say how that is meant?
        (FOGS, "Hat Lippe fünf Gemeinden?"),  # the cell counts posts
        (LT, "Bezieht sich „offen“ in Baustein 2 auf alle bereitgestellten Stellen?"),
    ],
)
def test_what_a_cell_does_not_say_gets_neither_ja_nor_nein(ident: str, question: str) -> None:
    assert _said(ident, question) is None


def test_the_answer_opens_with_what_the_cell_decides(helper: Assistant) -> None:
    assert helper.ask("Hat die Stadt Burscheid ein eigenes Jugendamt?").answer.startswith("Nein. Burscheid hat kein eigenes Jugendamt")
    assert helper.ask("Was hat Burscheid: ein eigenes Jugendamt?").answer.startswith("Burscheid")
