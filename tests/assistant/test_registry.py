from datetime import date
from typing import Any

import pytest

from assistant.errors import WissenError
from assistant.registry import edition, edition_of, parse_sources, recognise, slug, sources, stand_of
from tests.synthetic import HANDLUNGSKONZEPT, HEAD_2020, HEAD_2024, TINTG, faq, richtlinie

ROW: dict[str, Any] = {"id": "probe", "titel": "Eine Probe", "art": "Dokument", "gliederung": "kapitel"}


def _id(text: str) -> str:
    source = recognise(text)
    assert source is not None
    return edition_of(source, text).id


# --- recognition ---


@pytest.mark.parametrize(
    ("text", "ident"),
    [
        (richtlinie(HEAD_2024), "richtlinie-2024"),
        (richtlinie(HEAD_2020), "richtlinie-2020"),
        (HANDLUNGSKONZEPT, "handlungskonzept-2021"),
        (TINTG, "tintg"),
        (faq("23.04.2026"), "faq-2026"),
    ],
)
def test_a_known_document_is_recognised_by_its_content(text: str, ident: str) -> None:
    assert _id(text) == ident


def test_letters_alone_decide_so_line_ends_hyphens_and_case_do_not_matter() -> None:
    text = richtlinie().replace("Kommunalen", "KOMMU-\nNALEN").replace("strategischen", "strate\u00adgischen")
    assert _id(text) == "richtlinie-2024"


def test_a_text_that_only_speaks_of_a_known_document_is_not_taken_for_it() -> None:
    assert recognise("Merkblatt\nDie Häufigen Fragen zum Kommunalen Integrationsmanagement stehen im Netz.") is None
    assert recognise("") is None


def test_faq_that_quote_the_title_of_the_richtlinie_stay_faq() -> None:
    assert _id(faq("23.04.2026") + richtlinie()) == "faq-2026"


def test_a_signature_far_behind_in_a_long_text_does_not_count() -> None:
    assert recognise("Ein langer Text ohne Bezug. " * 2000 + richtlinie()) is None


# --- editions ---


@pytest.mark.parametrize(
    ("text", "stand"),
    [
        ("STAND: 23.04.2026", date(2026, 4, 23)),
        ("Stand vom 3. 4. 2026", date(2026, 4, 3)),
        ("Stand: 3. März 2025", date(2025, 3, 3)),
        ("Stand: Mai 2021", date(2021, 5, 1)),
        ("Erlass vom 12. Dezember 2024", date(2024, 12, 12)),
        ("Gesetz\nVom 25. November 2021", date(2021, 11, 25)),
        ("Stand: 31.02.2026", None),
        ("Stand der Dinge", None),
        ("", None),
    ],
)
def test_the_stand_a_text_gives_of_itself_is_read(text: str, stand: date | None) -> None:
    assert stand_of(text) == stand


def test_a_newer_stand_is_an_edition_of_its_own_with_validity_from_then() -> None:
    info = edition(sources()["faq-2026"], date(2027, 3, 15))
    assert (info.id, info.stand, info.valid_from, info.series) == ("faq-2027", date(2027, 3, 15), date(2027, 3, 15), "faq-kim")


def test_an_older_stand_is_an_edition_that_ended_with_the_registered_one() -> None:
    info = edition(sources()["faq-2026"], date(2025, 2, 1))
    assert (info.id, info.valid_until) == ("faq-2025", date(2026, 4, 23))


def test_a_second_edition_in_one_year_gets_its_full_date_as_id() -> None:
    assert edition(sources()["faq-2026"], date(2026, 10, 1)).id == "faq-2026-10-01"
    assert edition(sources()["richtlinie-2024"], date(2020, 5, 5)).id == "richtlinie-2020-05-05"


def test_the_same_stand_no_stand_or_only_its_month_is_the_registered_edition() -> None:
    registered = sources()["faq-2026"]
    for stand in (registered.info.stand, None, date(2026, 4, 1)):
        assert edition(registered, stand) == registered.info


def test_a_document_outside_any_series_has_no_other_editions() -> None:
    assert edition(sources()["muenster-2021"], date(2030, 1, 1)).id == "muenster-2021"


def test_the_day_a_rule_was_issued_outranks_the_day_it_was_printed() -> None:
    assert _id(richtlinie(extra="Geltende Erlasse mit Stand vom 1.2.2027")) == "richtlinie-2024"
    newer = richtlinie((HEAD_2024[0], "Runderlass des Ministeriums vom 3. März 2029"), extra="Ersetzt die Richtlinie vom 12. Dezember 2024")
    assert _id(newer) == "richtlinie-2029"


def test_the_law_keeps_its_id_whatever_date_its_text_carries() -> None:
    source = sources()["tintg"]
    assert edition_of(source, TINTG) == source.info
    assert edition_of(source, TINTG + "\nStand: 01.06.2027").stand == date(2027, 6, 1)


@pytest.mark.parametrize(
    ("name", "ident"),
    [
        ("Konzept Übung (neu)", "konzept-uebung-neu"),
        ("Straße & Weg", "strasse-weg"),
        ("___", "dokument"),
        ("2021-06 Vorlage", "2021-06-vorlage"),
    ],
)
def test_a_file_name_becomes_a_plain_id(name: str, ident: str) -> None:
    assert slug(name) == ident


# --- the registry file ---


def test_the_registry_knows_the_originals_and_the_documents_an_operator_may_add() -> None:
    assert {
        "faq-2026",
        "muenster-2021",
        "rbk-konzept-2021",
        "fogs-bericht-2021",
        "lt-vorlage-18-299",
        "richtlinie-2024",
        "richtlinie-2020",
        "handlungskonzept-2021",
        "tintg",
        "land-kim",
    } <= set(sources())


def test_the_two_richtlinien_never_hold_on_the_same_day() -> None:
    old, new = sources()["richtlinie-2020"].info, sources()["richtlinie-2024"].info
    assert old.valid_until is not None
    assert new.valid_from is not None
    assert old.valid_until < new.valid_from
    assert sources()["richtlinie-2024"].supersedes == ("richtlinie-2020",)


BROKEN = {
    "erwartet wird eine Liste von Dokumenten": {"id": "probe"},
    "unbekannte Angabe ['farbe'] bei „probe“": [ROW | {"farbe": "rot"}],
    "fehlende oder doppelte id „None“": [{k: v for k, v in ROW.items() if k != "id"}],
    "fehlende oder doppelte id „probe“": [ROW, ROW],
    "unbekannte art oder gliederung bei „probe“": [ROW | {"art": "Gedicht"}],
    "art oder gliederung bei „probe“": [ROW | {"gliederung": "strophen"}],
    "der Titel fehlt bei „probe“": [ROW | {"titel": ""}],
    "bei „probe“: „gestern“ ist kein Datum": [ROW | {"stand": "gestern"}],
    "ungültiges Muster bei „probe“": [ROW | {"ueberschriften": {"Anfang": "(["}}],
    "„probe“ ersetzt ein unbekanntes Dokument ['nichts']": [ROW | {"ersetzt": ["nichts"]}],
}


@pytest.mark.parametrize("message", BROKEN)
def test_every_broken_row_names_the_file_and_the_document(message: str) -> None:
    with pytest.raises(WissenError) as failed:
        parse_sources(BROKEN[message], "quellen.yaml")
    assert message in str(failed.value)
    assert str(failed.value).startswith("quellen.yaml: ")
