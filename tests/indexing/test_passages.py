from datetime import date

from assistant.citations.quotes import page_at
from assistant.types import Block, Card, CardQuestion, Document, DocumentInfo, Passage
from indexing.converters.text import blocks_of
from indexing.passages import LIMIT, TARGET, passage_of_card, passages_of
from indexing.sections import build_document

INFO = DocumentInfo("probe", "Probe", valid_from=date(2024, 12, 19), valid_until=date(2028, 12, 31))
SENTENCE = "Die Stadt übt das Lesen langer Texte mit sehr vielen ganz gewöhnlichen Wörtern. "


def _passages(*blocks: Block) -> tuple[Document, list[Passage]]:
    document = build_document(INFO, None, blocks, "sha", "probe.txt", None)
    return document, passages_of(document)


def test_every_passage_is_exactly_a_stretch_of_the_document() -> None:
    document, found = _passages(*blocks_of("# Eins\nErster Satz.\n- Punkt\n# Zwei\nOrt\tStellen\nAdorf\t4\n\n" + SENTENCE * 30))
    assert len(found) > 5
    assert all(document.text[p.start : p.end] == p.text for p in found)


def test_short_paragraphs_of_one_section_share_a_passage_and_sections_never_do() -> None:
    _, found = _passages(*blocks_of("# Eins\nErster Satz.\nZweiter Satz.\n# Zwei\nDritter Satz."))
    assert [(p.locator, p.text) for p in found] == [("Eins", "Erster Satz.\nZweiter Satz."), ("Zwei", "Dritter Satz.")]


def test_a_long_paragraph_is_split_at_sentence_ends_and_nothing_is_lost() -> None:
    document, found = _passages(Block("paragraph", (SENTENCE * 40).strip()))
    assert len(found) > 2
    assert all(p.text.endswith(".") for p in found)
    assert all(len(p.text.split()) <= LIMIT for p in found)
    assert " ".join(p.text for p in found) == document.text


def test_many_paragraphs_are_cut_into_passages_near_the_target() -> None:
    _, found = _passages(*(Block("paragraph", SENTENCE.strip()) for _ in range(40)))
    assert all(len(p.text.split()) <= TARGET + LIMIT for p in found)


def test_list_items_stay_with_the_sentence_that_introduces_them() -> None:
    _, found = _passages(*blocks_of("# Antrag\nMitzubringen sind:\n- ein Ausweis\n- eine Kopie"))
    assert [p.text for p in found] == ["Mitzubringen sind:\nein Ausweis\neine Kopie"]


def test_later_items_of_a_long_list_carry_the_introducing_sentence_as_context() -> None:
    items = "\n".join(f"- Unterlage Nummer {n}, die jede Stadt in zwei Ausfertigungen und mit Stempel einreicht" for n in range(20))
    _, found = _passages(*blocks_of(f"# Antrag\nMitzubringen sind:\n{items}"))
    assert len(found) > 1
    assert all("Mitzubringen sind:" in p.indexed_text for p in found)


def test_a_table_row_is_a_passage_that_knows_header_and_caption() -> None:
    _, found = _passages(*blocks_of("# Besetzung\nTab. 1: Stellen je Ort\nOrt\tStellen\tfrei\nAdorf\t4\tk.A."))
    row = next(p for p in found if p.text.startswith("Adorf"))
    assert row.block == "row"
    assert "Ort: Adorf; Stellen: 4; frei: k.A." in row.context
    assert "Tab. 1: Stellen je Ort" in row.context


def test_title_and_section_are_searched_with_a_passage_but_not_shown() -> None:
    _, (found,) = _passages(*blocks_of("# Öffnungszeiten\nMontags um neun."))
    assert "Öffnungszeiten" in found.indexed_text
    assert "Probe" in found.indexed_text
    assert found.text == "Montags um neun."


def test_validity_and_page_come_with_the_passage() -> None:
    _, found = _passages(Block("paragraph", "Satz auf Seite sieben.", 7))
    assert (found[0].page, found[0].valid_from, found[0].valid_until) == (7, INFO.valid_from, INFO.valid_until)


def test_a_passage_behind_a_page_break_inside_a_paragraph_names_the_later_page() -> None:
    text = (SENTENCE * 40).strip()
    middle = text.index("Die Stadt", len(text) // 2)
    document, found = _passages(Block("paragraph", text, 3, breaks=((middle, 4),)))
    assert found[0].page == 3
    assert found[-1].page == 4
    assert page_at(document, middle - 1) == 3


def test_a_heading_alone_in_its_section_is_found_too() -> None:
    _, found = _passages(*blocks_of("# Anlagen\n# Ende\nSatz."))
    assert "Anlagen" in [p.text for p in found]


def test_ids_change_with_the_text_and_not_otherwise() -> None:
    _, before = _passages(*blocks_of("# Eins\nErster Satz.\n# Zwei\nZweiter Satz."))
    _, again = _passages(*blocks_of("# Eins\nErster Satz.\n# Zwei\nZweiter Satz."))
    _, after = _passages(*blocks_of("# Eins\nErster Satz.\n# Zwei\nAnderer Satz."))
    assert [p.id for p in before] == [p.id for p in again]
    assert [a.id == b.id for a, b in zip(before, after, strict=True)] == [True, False]


def test_a_card_is_found_by_its_questions_and_shown_without_them() -> None:
    card = Card("k1", "faq-2026", "Frage 1", "frist", "regel", "Der Antrag eilt.", "Er geht an das Amt.", (CardQuestion("Bis wann muss das weg?"),))
    passage = passage_of_card(card)
    assert passage.text == "Der Antrag eilt. Er geht an das Amt."
    assert "Bis wann muss das weg?" in passage.indexed_text
    assert passage.card_id == "k1"
