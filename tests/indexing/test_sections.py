import itertools
from dataclasses import replace

import pytest

from assistant.registry import Source, sources
from assistant.types import Block, Document, DocumentInfo
from indexing.converters.text import blocks_of
from indexing.sections import build_document
from tests.indexing.looking import locators_of, section_text

INFO = DocumentInfo("probe", "Probe")


def _document(text: str, outline: str = "auto", **extra: object) -> Document:
    source: Source | None = None if outline == "auto" else replace(sources()["faq-2026"], outline=outline, **extra)  # type: ignore[arg-type]
    return build_document(INFO, source, tuple(blocks_of(text)), "sha", "probe.txt", None)


def test_blocks_and_sections_point_into_one_text() -> None:
    document = _document("# Eins\nErster Satz.\n# Zwei\nZweiter Satz.\n- Punkt")
    assert all(document.text[s.start : s.end] == s.block.text for s in document.spans)
    assert section_text(document, "Eins") == "Eins\nErster Satz."
    assert section_text(document, "Zwei") == "Zwei\nZweiter Satz.\nPunkt"


def test_sections_follow_each_other_without_gap_or_overlap() -> None:
    document = _document("Vorspann.\n# Eins\nSatz.\n# Zwei\nSatz.")
    edges = [(s.start, s.end) for s in document.sections]
    assert edges[0][0] == 0
    assert edges[-1][1] == len(document.text)
    assert all(after[0] == before[1] + 1 for before, after in itertools.pairwise(edges))


def test_text_before_the_first_heading_is_found_as_anfang() -> None:
    assert locators_of(_document("Vorspann.\n# Eins\nSatz.")) == ["Anfang", "Eins"]


def test_a_document_without_any_heading_is_one_section() -> None:
    assert locators_of(_document("Nur ein Satz.")) == ["Anfang"]


def test_numbered_headings_of_an_unknown_document_are_cited_by_their_number() -> None:
    assert locators_of(_document("# 1 Anlass\nSatz.\n## 1.1 Ziel\nSatz.")) == ["1", "1.1"]


def test_questions_are_found_in_order_and_numbered_answers_inside_are_not_questions() -> None:
    text = "1. Wer kommt?\nAlle.\n2. Was bringen sie mit?\n1. einen Stift\n2. ein Heft\n3. Wann beginnt es?\nUm neun."
    assert locators_of(_document(text, "fragen")) == ["Frage 1", "Frage 2", "Frage 3"]


def test_a_numbered_statement_is_no_question() -> None:
    assert locators_of(_document("1. Wer kommt?\nAlle.\n2. Alle bringen ein Heft mit.\n2. Wann beginnt es?\nUm neun.", "fragen")) == [
        "Frage 1",
        "Frage 2",
    ]


CONTENTS = "Inhalt\n1 Anlass ..... 2\n1.1 Ziel ..... 2\n2 Ablauf ..... 3\n2.1 Beginn ..... 3\n"


def test_chapters_are_checked_against_the_table_of_contents() -> None:
    text = CONTENTS + "1 Anlass\nEs gab einen.\n3 Personen kamen zum ersten Termin\n1.1 Ziel\nEs gibt eins.\n2 Ablauf\n2.1 Beginn\nUm neun."
    document = _document(text, "kapitel")
    assert locators_of(document) == ["Inhalt", "1", "1.1", "2", "2.1"]
    assert "3 Personen kamen" in section_text(document, "1")


def test_chapters_without_table_of_contents_follow_their_numbers() -> None:
    assert locators_of(_document("1 Anlass\nSatz.\n1.1 Ziel\nSatz.\n2 Ablauf\n4 Personen kamen.\nSatz.", "kapitel")) == ["1", "1.1", "2"]


def test_a_captioned_table_is_a_section_of_its_own_and_the_chapter_goes_on_after_it() -> None:
    text = CONTENTS + "1 Anlass\nVorher.\nTab. 3: Stellen je Ort\nOrt\tStellen\nAdorf\t4\n\nNachher steht noch ein Satz.\n2 Ablauf\nSatz."
    document = _document(text, "kapitel")
    assert locators_of(document) == ["Inhalt", "1", "Tab. 3", "1", "2"]
    assert "Adorf\t4" in section_text(document, "Tab. 3")
    assert "Nachher" in section_text(document, "1")


def test_named_lists_at_front_or_back_keep_their_names() -> None:
    assert locators_of(_document("Abkürzungsverzeichnis\nABH\tAusländerbehörde\n" + CONTENTS + "1 Anlass\nSatz.", "kapitel")) == [
        "Abkürzungsverzeichnis",
        "Inhalt",
        "1",
    ]


@pytest.mark.parametrize(
    ("lines", "locators"),
    [
        ("1 Zweck\n1.1 Satz.\n1.2 Satz.\n2 Gegenstand\n2.1 Satz.", ["Nr. 1", "Nr. 1.1", "Nr. 1.2", "Nr. 2", "Nr. 2.1"]),
        ("1 Zweck\n1.1 Satz.\n1.1.1 Satz.\n1.1.2 Satz.\n2 Ende", ["Nr. 1", "Nr. 1.1", "Nr. 1.1.1", "Nr. 1.1.2", "Nr. 2"]),
        ("1 Zweck\n1.1 Satz.\n12 Monate dauert es.\n1.2 Satz.", ["Nr. 1", "Nr. 1.1", "Nr. 1.2"]),
        ("Nr. 1 Zweck\nNr. 1.1 Satz.", ["Nr. 1", "Nr. 1.1"]),
    ],
)
def test_numbered_points_are_found_in_order_and_other_numbers_are_not(lines: str, locators: list[str]) -> None:
    assert locators_of(_document(lines, "nummern")) == locators


def test_paragraphs_of_a_law_and_their_parts_are_cited_as_jurists_do() -> None:
    text = "§ 9 Übungen\n(1) Es wird geübt.\n(2) § 8 bleibt davon unberührt.\n§ 8 Absatz 1 gilt auch hier.\n§ 10a Schluss\n(1) Ende."
    assert locators_of(_document(text, "paragrafen")) == ["§ 9", "§ 9 Abs. 1", "§ 9 Abs. 2", "§ 10a", "§ 10a Abs. 1"]


def test_named_headings_are_found_once_and_a_chapter_may_resume() -> None:
    headings, resume = (("Beschluss", "^Beschluss:?$"), ("Tabelle", "^Besetzung")), (("Beschluss", "^Danach"),)
    document = _document(
        "Beschluss:\nSo sei es.\nBesetzung der Stellen\nAdorf\t4\nDanach geht es weiter.\nBeschluss\nSo.",
        "ueberschriften",
        headings=headings,
        resume=resume,
    )
    assert locators_of(document) == ["Beschluss", "Tabelle", "Beschluss"]


def test_a_known_document_without_any_of_its_headings_falls_back_to_the_marked_ones() -> None:
    assert locators_of(_document("# Anlass\nSatz.", "fragen")) == ["Anlass"]


def test_a_section_names_the_page_it_begins_on() -> None:
    blocks = (Block("heading", "Eins", 1), Block("paragraph", "Satz.", 1), Block("heading", "Zwei", 3), Block("paragraph", "Satz.", 4))
    assert [(s.locator, s.page) for s in build_document(INFO, None, blocks, "sha", "a.pdf", 4).sections] == [("Eins", 1), ("Zwei", 3)]
