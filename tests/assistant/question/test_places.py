"""The municipalities a question names."""

import pytest

from assistant.question.places import KOMMUNEN
from tests.assistant.question.asked import read

PLACES = {
    "Wie viele Stellen hat Köln?": ("Köln",),
    "Was planten die Kölner Träger?": ("Köln",),
    "Stellen Koeln": ("Köln",),
    "Wie macht es Muenster?": ("Münster",),
    "munster kosten": ("Münster",),
    "Düsseldorf oder Duisburg?": ("Düsseldorf", "Duisburg"),
    "Was macht der Ennepe Ruhr Kreis?": ("Ennepe-Ruhr",),
    "Wie ist es im Rheinisch-Bergischen Kreis?": ("Rheinisch-Bergischer Kreis",),
    "RBK Case Management": ("Rheinisch-Bergischer Kreis",),
    "Bekommt Overath eine Stelle?": ("Overath", "Rheinisch-Bergischer Kreis"),
    "Wie ist es in Mönchengladbach?": ("Mönchengladbach",),
    "Was plant die Stadt Essen?": ("Essen",),
    "Wie ist es in Essen?": ("Essen",),
    "What did the city of Essen get?": ("Essen",),
    "Was macht der Oberbergische Kreis?": ("Oberbergischer Kreis",),
    "Stellen im Kreis Düren": ("Düren",),
    "Was wird in Kamen gefördert?": ("Kamen",),
    "Zahlt das Land auch das Essen?": (),
    "Gibt es bei der Veranstaltung etwas zu essen?": (),
    "Wann kamen die ersten Stellen?": (),
    "Was gilt in Lippstadt?": (),
    "Wie hoch ist die Förderung?": (),
}


@pytest.mark.parametrize("question", PLACES)
def test_a_municipality_is_recognised_by_its_name_and_its_forms_and_by_nothing_else(question: str) -> None:
    assert read(question).kommunen == PLACES[question]


def test_every_municipality_is_found_by_its_own_name() -> None:
    assert all(name in read(f"Was plant die Stadt {name} im Integrationsmanagement?").kommunen for name in KOMMUNEN)
