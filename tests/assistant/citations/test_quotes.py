"""Which stretch of an original proves a sentence. The texts are ours."""

import re
from pathlib import Path

import pytest

from assistant.citations.quotes import MAX_WORDS, MIN_CHARS, Quote, find_quote, make_quote, page_at, sections_at, sentences
from assistant.types import Block, Document, DocumentInfo
from indexing.analyzer import GermanAnalyzer
from indexing.sections import build_document

ANALYZER = GermanAnalyzer()
FEE = "Die Übungspauschale beträgt 4.711 Euro im Jahr."
TEXT = f"Niemand weiß, warum. {FEE} Sie wird z. B. am 3. März gezahlt. Danach ist Ruhe."


def _document(*blocks: Block) -> Document:
    return build_document(DocumentInfo("probe", "Probe"), None, blocks, "sha", "probe.txt", None)


def _heading(text: str, page: int | None = 1) -> Block:
    return Block("heading", text, page, level=1)


def _paragraph(text: str, page: int | None = 1, breaks: tuple[tuple[int, int], ...] = ()) -> Block:
    return Block("paragraph", text, page, breaks=breaks)


def _item(text: str, page: int | None = 1) -> Block:
    return Block("item", text, page, marker="•")


def _quote(document: Document, statement: str, *anchors: str, locator: str = "1", most: int = MAX_WORDS) -> Quote:
    found = find_quote(document, locator, statement, anchors, ANALYZER, most)
    assert found is not None
    assert document.text[found.start : found.end] == found.text, "a quote is a stretch of the text"
    assert len(found.text.split()) <= most
    return found


ONE = _document(_heading("1 Geld"), _paragraph(TEXT), _heading("2 Zeit"), _paragraph("Der Übungsantrag ist im Oktober zu stellen."))


# --- which sentence ---


def test_the_sentence_that_says_it_is_quoted() -> None:
    assert _quote(ONE, "Gezahlt werden 4.711 Euro als Übungspauschale.").text == FEE


def test_the_quote_stays_in_the_cited_section() -> None:
    assert _quote(ONE, "Der Übungsantrag ist im Oktober fällig.", locator="2").text == "Der Übungsantrag ist im Oktober zu stellen."
    assert "Oktober" not in _quote(ONE, "Der Übungsantrag ist im Oktober fällig.", locator="1").text


def test_a_section_that_does_not_exist_gives_no_quote() -> None:
    assert find_quote(ONE, "9", "Die Übungspauschale beträgt 4.711 Euro.", (), ANALYZER) is None


def test_a_chapter_without_text_of_its_own_is_quoted_from_its_parts() -> None:
    document = _document(_heading("3.1 Teil"), _paragraph("Die Übung dauert ein Jahr."))
    assert [s.locator for s in sections_at(document, "3")] == ["3.1"]
    assert _quote(document, "Ein Jahr dauert die Übung.", locator="3").text == "Die Übung dauert ein Jahr."


def test_an_anchor_decides_against_the_more_similar_sentence() -> None:
    document = _document(_heading("1 Geld"), _paragraph(f"{FEE} Der Höchstsatz steht in Nummer 5."))
    assert "Der Höchstsatz steht in Nummer 5." in _quote(document, "Die Übungspauschale beträgt 4.711 Euro im Jahr.", "Höchstsatz steht").text


def test_white_space_inside_an_anchor_does_not_matter() -> None:
    document = _document(_heading("1 Geld"), _paragraph("Die Pauschale  der\u00a0Übung ist hoch. Anderes steht woanders."))
    assert "der\u00a0Übung" in _quote(document, "Etwas ganz anderes.", "Pauschale der Übung").text


def test_an_anchor_that_is_not_there_does_no_harm() -> None:
    assert _quote(ONE, "Gezahlt werden 4.711 Euro als Übungspauschale.", "steht nirgends").text == FEE


def test_neighbouring_sentences_join_while_they_prove_more() -> None:
    quote = _quote(ONE, "Die Übungspauschale von 4.711 Euro im Jahr wird am 3. März gezahlt.")
    assert quote.text == f"{FEE} Sie wird z. B. am 3. März gezahlt."


def test_short_lines_prove_nothing_and_are_avoided() -> None:
    document = _document(_heading("1 Frist"), _paragraph("Frist:"), _paragraph("Frist"), _paragraph("Die Frist der Übung endet im Mai."))
    quote = _quote(document, "Frist")
    assert len(quote.text) >= MIN_CHARS
    assert quote.text == "Die Frist der Übung endet im Mai."


def test_a_section_of_short_lines_only_still_gives_what_there_is() -> None:
    document = _document(_heading("1 Ende"), _paragraph("Schluss."))
    assert _quote(document, "Es ist Schluss.").text


# --- how far it goes ---


def test_a_quote_never_runs_over_two_list_items() -> None:
    document = _document(
        _heading("1 Wege"),
        _paragraph("Es gibt zwei Wege der Übung:"),
        _item("Der erste Weg der Übung führt über das Rathaus."),
        _item("Der zweite Weg der Übung führt über den Kreis."),
    )
    quote = _quote(document, "Der erste Weg der Übung führt über das Rathaus, der zweite Weg der Übung über den Kreis.")
    assert "\n" not in quote.text
    assert quote.text in {"Der erste Weg der Übung führt über das Rathaus.", "Der zweite Weg der Übung führt über den Kreis."}


def test_a_sentence_of_a_hundred_words_is_cut_around_its_anchor() -> None:
    words = [f"Wort{n}" for n in range(100)]
    document = _document(_heading("1 Lang"), _paragraph(" ".join(words) + "."))
    quote = _quote(document, "Wort70", "Wort70 Wort71")
    assert len(quote.text.split()) == MAX_WORDS
    assert "Wort70 Wort71" in quote.text


@pytest.mark.parametrize("at", [0, 1, 30, 58, 59, 97, 98])
def test_the_anchor_is_inside_wherever_it_stands(at: int) -> None:
    words = [f"Wort{n}" for n in range(100)]
    document = _document(_heading("1 Lang"), _paragraph(" ".join(words) + "."))
    anchor = f"Wort{at} Wort{at + 1}"
    assert anchor in _quote(document, "Etwas", anchor).text


def test_a_smaller_limit_is_obeyed() -> None:
    words = " ".join(f"Wort{n}" for n in range(100))
    document = _document(_heading("1 Lang"), _paragraph(f"{words}."))
    assert "Wort40 Wort41" in _quote(document, "Wort40", "Wort40 Wort41", most=25).text


def test_white_space_at_the_ends_does_not_belong_to_a_quote() -> None:
    document = _document(_paragraph("  Die Übung dauert ein Jahr.  "))
    assert make_quote(document, 0, len(document.text)).text == "Die Übung dauert ein Jahr."


# --- pages ---


def test_a_quote_over_a_page_end_keeps_to_the_page_of_its_anchor() -> None:
    first, second = "Die Übung beginnt im Mai und dauert bis", "zum Ende des Jahres mit vielen Pausen."
    document = _document(_heading("1 Zeit"), _paragraph(f"{first} {second}", 3, ((len(first) + 1, 4),)))
    early, late = _quote(document, "Übung", "beginnt im Mai"), _quote(document, "Übung", "mit vielen Pausen")
    assert (early.text, early.page) == (first, 3)
    assert (late.text, late.page) == (second, 4)


def test_the_page_of_a_place_is_the_one_it_stands_on() -> None:
    document = _document(_paragraph("Auf Seite eins.", 1), _paragraph("Beginnt auf zwei und endet auf drei.", 2, ((20, 3),)))
    begin = document.text.index("Beginnt")
    assert [page_at(document, x) for x in (0, begin, begin + 19, begin + 20)] == [1, 2, 2, 3]


def test_a_text_without_pages_has_none() -> None:
    assert _quote(_document(_heading("1 Zeit", None), _paragraph("Die Übung dauert ein Jahr.", None)), "Ein Jahr.").page is None


# --- sentences ---


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Erster Satz. Zweiter Satz.", 2),
        ("Das gilt z. B. am 3. März bzw. nach Nr. 5 Abs. 2 nicht.", 1),
        ("Siehe Kap. Zwei. Dann weiter.", 2),
        ("Wirklich? Ja! Gut.", 3),
        ("Er sagte „Nein.“ Dann ging er.", 2),
        ("Zeile eins\nZeile zwei", 2),
        ("", 0),
    ],
)
def test_abbreviations_and_days_do_not_end_a_sentence(text: str, count: int) -> None:
    found = sentences(text, 0, len(text))
    assert len(found) == count
    assert all(text[a:b].strip() for a, b in found)


# --- over the originals ---


@pytest.mark.parametrize("name", ["faq-2026.txt", "pdf/faq-2026.pdf", "muenster-2021.txt", "pdf/muenster-2021.pdf", "lt-vorlage-18-299.txt"])
def test_every_card_of_an_original_is_proved_by_a_stretch_of_it_with_its_anchor(shared: Path, name: str) -> None:
    from assistant.registry import edition_of, recognise
    from indexing.cards import load_cards
    from indexing.converters import convert

    converted = convert(shared / "corpus" / name)
    text = "\n".join(b.text for b in converted.blocks)
    source = recognise(text)
    assert source is not None
    document = build_document(edition_of(source, text), source, converted.blocks, "sha", name, converted.page_count)
    cards = [c for c in load_cards() if c.document_id == document.info.id]
    anchored = 0
    for card in cards:
        found = find_quote(document, card.locator, card.statement, card.anchors, ANALYZER)
        assert found is not None, card.id
        assert document.text[found.start : found.end] == found.text
        assert len(found.text.split()) <= MAX_WORDS
        assert len(found.text) >= MIN_CHARS, card.id
        assert any(s.start <= found.start and found.end <= s.end for s in sections_at(document, card.locator)), card.id
        assert (found.page is not None) == name.endswith(".pdf")
        flat = re.sub(r"\s+", " ", found.text).lower()
        anchored += any(re.sub(r"\s+", " ", a).lower() in flat for a in card.anchors)
    with_anchor = sum(bool(c.anchors) for c in cards)
    assert anchored >= 0.9 * with_anchor
