"""An answer from a table carries the known contradictions of what it tells, and only those."""

import pytest

from assistant.tables.conflicts import touched
from indexing.conflicts import load_conflicts
from tests.assistant.tables.bundled import TABLES, ask

CONFLICTS = load_conflicts()


def _touched(table: str, question: str) -> list[str]:
    answer = ask(table, question)
    return [c.id for c in touched(CONFLICTS, TABLES[table], answer)]


@pytest.mark.parametrize(
    ("table", "question", "conflict"),
    [
        ("fogs-tab-2", "Wie viele Stellen behält Köln selbst?", "koeln-cm-traeger"),
        ("fogs-tab-2", "Wie viele verfügbare Stellen hatte der Kreis Mettmann?", "mettmann-cm-stellen"),
        ("fogs-tab-2", "Wie viele Stellen liegen im Ennepe-Ruhr-Kreis bei freien Trägern?", "teilstelle-unter-halb"),
        ("fogs-tab-2", "Wie viele Stellen gibt es in Lippe in den kreisangehörigen Gemeinden?", "lippe-verteilung"),
        ("fogs-tab-2", "Wie viele Stellen hat der Rheinisch-Bergische Kreis bei freien Trägern?", "rbk-freie-traeger-anteil"),
        ("fogs-tab-2", "Wie viele Stellen hat Bielefeld beantragt?", "cm-beantragt-ohne-antrag"),
        ("muenster-finanzen", "Wie hoch ist der Saldo in Münster insgesamt?", "eigenanteil-kommunale-praxis"),
        ("lt-besetzung", "Wie viele Koordinationsstellen waren offen?", "lt-offene-stellen-basis"),
        ("rbk-cm-stellen", "Wie viele Stellen gibt es zusammen im Rheinisch-Bergischen Kreis?", "cm-zahl-rbk"),
    ],
)
def test_a_cell_two_sources_tell_differently_brings_the_contradiction(table: str, question: str, conflict: str) -> None:
    assert any(found.endswith(conflict) for found in _touched(table, question))


@pytest.mark.parametrize(
    ("table", "question"),
    [
        ("fogs-tab-2", "Wie viele Stellen hat Wuppertal bei freien Trägern?"),
        ("fogs-tab-2", "Wie viele verfügbare Stellen hatte der Ennepe-Ruhr-Kreis?"),
        ("fogs-tab-2", "Wie viele verfügbare Stellen hatte der Kreis Kleve?"),
        ("muenster-finanzen", "Wie hoch sind die Personalaufwendungen 2022 in Münster?"),
        ("lt-besetzung", "Wie viele Stellen waren im Baustein 3 besetzt?"),
        ("rbk-zustaendigkeiten", "Hat Rösrath ein eigenes Jugendamt?"),
    ],
)
def test_a_cell_nobody_disputes_brings_none(table: str, question: str) -> None:
    assert _touched(table, question) == []
