"""What a citation is called on a day, and the years for which the documents show no rule."""

from datetime import date, timedelta

import pytest

from assistant.registry import sources
from assistant.stichtag.validity import CURRENT_FROM, GAP_FROM, GAP_UNTIL, in_force, in_gap, label
from assistant.types import Card, CardArt, DocumentInfo

DAY = timedelta(days=1)
START, END = date(2024, 12, 19), date(2028, 12, 31)


def _card(art: CardArt = "regel", valid_from: date | None = START, valid_until: date | None = END) -> Card:
    return Card("probe", "faq-2026", "Frage 1", "frist", art, "Eine Aussage.", "", (), valid_from=valid_from, valid_until=valid_until)


# --- the boundaries ---


@pytest.mark.parametrize(
    ("day", "holds"),
    [(START - DAY, False), (START, True), (END, True), (END + DAY, False)],
)
def test_a_rule_holds_from_its_first_day_to_its_last(day: date, holds: bool) -> None:
    assert in_force(_card(), day) is holds


def test_an_open_end_holds_for_ever() -> None:
    assert in_force(_card(valid_from=None), date(1990, 1, 1))
    assert in_force(_card(valid_until=None), date(2090, 1, 1))


@pytest.mark.parametrize(
    ("day", "gap"),
    [
        (GAP_FROM - DAY, False),
        (GAP_FROM, True),
        (date(2023, 6, 30), True),
        (date(2024, 6, 30), True),
        (GAP_UNTIL, True),
        (GAP_UNTIL + DAY, False),
    ],
)
def test_between_the_two_richtlinien_there_is_a_gap(day: date, gap: bool) -> None:
    assert in_gap(day) is gap


def test_the_gap_lies_exactly_between_the_registered_richtlinien() -> None:
    old, new = sources()["richtlinie-2020"].info, sources()["richtlinie-2024"].info
    assert old.valid_until == GAP_FROM - DAY
    assert new.valid_from == GAP_UNTIL + DAY == CURRENT_FROM


# --- labels ---

FAQ = DocumentInfo("faq-2026", "Fragen", kind="FAQ")
REPORT = DocumentInfo("fogs-bericht-2021", "Bericht", kind="Bericht")
PAPER = DocumentInfo("muenster-2021", "Vorlage", kind="kommunales Konzept")
THEN = (date(2021, 1, 1), date(2022, 12, 31))
TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("art", "info", "span", "day", "name"),
    [
        ("regel", FAQ, (START, END), TODAY, "geltend"),
        ("regel", FAQ, (START, END), START, "geltend"),
        ("regel", FAQ, (START, END), START - DAY, "historisch"),
        ("regel", FAQ, (START, END), END + DAY, "ueberholt"),
        ("regel", PAPER, THEN, date(2021, 6, 30), "geltend"),
        ("regel", PAPER, THEN, TODAY, "ueberholt"),
        ("lokal", PAPER, THEN, TODAY, "historisch"),
        ("bericht", REPORT, THEN, TODAY, "historisch"),
        ("bericht", REPORT, THEN, date(2021, 6, 30), "geltend"),
        ("begriff", FAQ, (None, None), TODAY, "geltend"),
    ],
)
def test_a_citation_is_labelled_by_the_day_and_by_what_it_is(
    art: CardArt, info: DocumentInfo, span: tuple[date | None, date | None], day: date, name: str
) -> None:
    assert label(_card(art, *span), info, False, day) == name


def test_a_document_with_a_newer_edition_is_superseded_even_while_its_dates_hold() -> None:
    assert label(_card(), FAQ, True, TODAY) == "ueberholt"


def test_a_passage_of_an_original_follows_the_kind_of_its_document() -> None:
    from assistant.types import Passage

    passage = Passage("p", "faq-2026", "Frage 1", "Text.", "original", valid_from=START, valid_until=END)
    assert label(passage, FAQ, False, TODAY) == "geltend"
    assert label(passage, FAQ, False, END + DAY) == "ueberholt"
    assert label(passage, REPORT, False, END + DAY) == "historisch"
