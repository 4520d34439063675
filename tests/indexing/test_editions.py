"""Editions of a known document: the newest demotes the others and their cards; a removed one takes its cards along."""

import json
from pathlib import Path

from indexing import pipeline
from indexing.store import open_index
from tests.conftest import Kim
from tests.seen import documents
from tests.synthetic import faq


def test_a_newer_edition_of_the_faq_demotes_the_older_and_its_cards_with_a_notice(cards_home: Path, folder: Path, kim: Kim) -> None:
    (folder / "irgendwas.txt").write_text(faq("15.03.2027"), encoding="utf-8")
    done = kim("index", folder)
    assert done.code == 0
    (notice,) = [n for n in done.notices if "faq-2027" in n]
    assert "faq-2027 (Stand 15.03.2027) ist neuer als faq-2026 (Stand 23.04.2026)" in notice
    assert "überholt, bis sie geprüft sind" in notice
    assert open_index(cards_home).superseded["faq-2026"] == "faq-2027"
    rows = documents(kim)
    assert rows["faq-2026"]["superseded_by"] == "faq-2027"
    answer = json.loads(kim("ask", "Wie viel Geld gibt es im Jahr für eine Koordinatorin?", "--json").out)
    assert {c["validity"] for c in answer["citations"] if c["document_id"] == "faq-2026"} <= {"ueberholt"}


def test_an_older_edition_of_the_faq_is_itself_demoted(cards_home: Path, folder: Path, kim: Kim) -> None:
    (folder / "alt.txt").write_text(faq("01.02.2025"), encoding="utf-8")
    notices = kim("index", folder).notices
    assert any("faq-2025 (Stand 01.02.2025) gilt als überholt; neuer ist faq-2026" in n for n in notices)
    assert open_index(cards_home).superseded == {"faq-2025": "faq-2026"}


def test_of_three_editions_the_newest_demotes_both_others(home: Path, folder: Path) -> None:
    for year in (2026, 2027, 2028):
        (folder / f"{year}.txt").write_text(faq("23.04.2026" if year == 2026 else f"01.02.{year}"), encoding="utf-8")
    pipeline.run(home, [folder], only=True)
    assert open_index(home).superseded == {"faq-2026": "faq-2028", "faq-2027": "faq-2028"}


def test_removing_a_document_takes_its_cards_out_of_the_answers(cards_home: Path, kim: Kim) -> None:
    assert kim("documents", "remove", "muenster-2021").code == 0
    index = open_index(cards_home)
    assert "muenster-2021" not in {p.document_id for p in index.passages}
    assert "faq-2026" in {p.document_id for p in index.passages}
