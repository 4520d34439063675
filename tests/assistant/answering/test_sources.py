"""What an answer rests on: contradictions with both sides, cells with their rows, one document only."""

import re
from typing import Any

import pytest

from assistant.answering import Assistant
from assistant.errors import EingabeError
from tests.assistant.answering.parts import numbers


def test_a_contradiction_shows_both_sides_with_their_sources(ask: Any) -> None:
    a = ask("Müssen die Beratungsdaten tagesaktuell in die KIM-Datenbank eingetragen werden?")
    (note,) = [n for n in a.notes if n.kind == "widerspruch"]
    assert {a.citations[n - 1].locator for n in note.citations} == {"Frage 17", "Frage 34"}


def test_a_question_about_the_contradiction_itself_prefers_neither_side(ask: Any) -> None:
    a = ask("Frage 17 und Frage 34 widersprechen sich doch beim Eintragen in die Datenbank – was gilt denn nun?")
    assert a.status == "answered"
    assert {"Frage 17", "Frage 34"} <= {c.locator for c in a.citations}
    assert any(n.kind == "widerspruch" for n in a.notes)
    assert not re.match(r"(Ja|Nein)\b", a.answer)


def test_an_open_reading_is_told_as_one(ask: Any) -> None:
    a = ask("Gelten die 2.850 Euro für die halbe Assistenzstelle oder müsste man die nochmal halbieren?")
    (note,) = [n for n in a.notes if n.kind == "auslegung"][:1]
    assert len(note.citations) >= 2


def test_a_cell_is_cited_with_its_row(ask: Any) -> None:
    a = ask("Wie viele Stellen hatte Köln bei freien Trägern?")
    assert "10 Stellen" in a.answer
    assert (a.citations[0].document_id, a.citations[0].locator) == ("fogs-bericht-2021", "Tab. 2")
    assert "Stadt Köln" in a.citations[0].quote
    assert "10 Stellen" in a.citations[0].quote


def test_a_sum_is_computed_and_cites_every_row_it_adds(ask: Any) -> None:
    a = ask("Wie viele Stellen haben Köln und Dortmund zusammen bei freien Trägern?")
    assert a.mode == "computed"
    assert "7 + 10 = 17" in a.answer
    cited = [c for c in a.citations if c.n in numbers(a.answer)]
    assert ["Dortmund" in c.quote or "Köln" in c.quote for c in cited] == [True, True]


def test_the_anonymised_codes_of_the_report_are_never_joined_with_names(ask: Any) -> None:
    for question in ("Welche Stadt verbirgt sich hinter S1?", "Ist LK3 der Kreis Lippe?", "Wie heißt S5 in Wirklichkeit?"):
        text = ask(question).answer
        assert not (re.search(r"\b(?:S|LK)\d+\b", text) and re.search(r"\b(?:Köln|Lippe|Dortmund|Aachen|Bielefeld|Duisburg)\b", text)), question


@pytest.mark.parametrize("ident", ["faq-2026", "muenster-2021", "rbk-konzept-2021", "fogs-bericht-2021"])
def test_a_question_to_one_document_is_answered_from_it(ask: Any, ident: str) -> None:
    a = ask("Welche Aufgaben hat die Lenkungsgruppe?", None, ident)
    assert {c.document_id for c in a.citations if c.n in numbers(a.answer)} <= {ident}
    assert a.status == "answered"


def test_search_in_one_document_finds_nothing_of_another(helper: Assistant) -> None:
    found = helper.search("Welche Aufgaben hat die Lenkungsgruppe?", document_id="muenster-2021")
    assert found
    assert {s.passage.document_id for s in found} == {"muenster-2021"}


def test_an_unknown_document_is_an_input_error_that_names_it(helper: Assistant) -> None:
    with pytest.raises(EingabeError, match=r"Ein Dokument „nirgends“ ist nicht indexiert\. „kim documents“"):
        helper.ask("Wer ist antragsberechtigt?", document_id="nirgends")
