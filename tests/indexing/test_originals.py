"""The originals as text, PDF, DOCX and HTML. They are not part of the repository: KIM_SHARED names the folder that holds them."""

import re
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import pytest

from assistant.registry import edition_of, recognise
from assistant.types import Document
from indexing.converters import convert
from indexing.passages import passages_of
from indexing.sections import build_document
from tests.indexing.looking import locators_of

IDS = ("faq-2026", "muenster-2021", "rbk-konzept-2021", "fogs-bericht-2021", "lt-vorlage-18-299")
FORMATS = [*(f"pdf/{i}.pdf" for i in IDS), "other/muenster-2021.docx", "other/rbk-konzept-2021.html"]


@cache
def _read(path: Path) -> Document:
    converted = convert(path)
    text = "\n".join(b.text for b in converted.blocks)
    source = recognise(text)
    assert source is not None, f"{path.name} wurde nicht erkannt"
    return build_document(edition_of(source, text), source, converted.blocks, "sha", str(path), converted.page_count)


@pytest.fixture(scope="module")
def corpus(shared: Path) -> Path:
    """The folder with the texts."""
    return shared / "corpus"


def _words(document: Document, locator: str) -> list[str]:
    return re.findall(r"\w+", " ".join(document.text[s.start : s.end] for s in document.sections if s.locator == locator).lower())


@pytest.mark.parametrize("ident", IDS)
def test_every_original_is_recognised_by_its_content_with_its_stand(corpus: Path, ident: str, tmp_path: Path) -> None:
    other = tmp_path / "datei.txt"
    other.write_bytes((corpus / f"{ident}.txt").read_bytes())
    document = _read(other)
    assert document.info.id == ident
    assert document.info.stand is not None


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_document_has_the_same_sections_in_every_format(corpus: Path, name: str) -> None:
    document, text = _read(corpus / name), _read(corpus / f"{Path(name).stem}.txt")
    assert document.info.id == text.info.id
    assert locators_of(document) == locators_of(text)


@pytest.mark.parametrize("name", FORMATS)
def test_each_section_says_the_same_in_every_format(corpus: Path, name: str) -> None:
    document, text = _read(corpus / name), _read(corpus / f"{Path(name).stem}.txt")
    for locator in dict.fromkeys(locators_of(text)):
        mine, theirs = _words(document, locator), _words(text, locator)
        if len(theirs) > 20:
            assert SequenceMatcher(None, mine, theirs, autojunk=False).ratio() > 0.85, locator


@pytest.mark.parametrize("name", [*(f"{i}.txt" for i in IDS), *FORMATS])
def test_every_span_and_every_passage_is_exactly_a_stretch_of_the_text(corpus: Path, name: str) -> None:
    document = _read(corpus / name)
    assert all(document.text[s.start : s.end] == s.block.text for s in document.spans)
    assert document.sections[0].start == 0
    assert document.sections[-1].end == len(document.text)
    assert all(a.end < b.start for a, b in zip(document.sections, document.sections[1:], strict=False))
    found = passages_of(document)
    assert all(document.text[p.start : p.end] == p.text for p in found)
    covered = {i for p in found for i in range(p.start, p.end)}
    missing = [s.block.text for s in document.spans if s.start not in covered and s.block.kind != "heading" and len(s.block.text) > 200]
    assert missing == []


@pytest.mark.parametrize("name", ["faq-2026.txt", "pdf/faq-2026.pdf"])
def test_all_fifty_questions_of_the_faq_are_found_in_order(corpus: Path, name: str) -> None:
    document = _read(corpus / name)
    assert [x for x in locators_of(document) if x != "Anfang"] == [f"Frage {n}" for n in range(1, 51)]
    assert all(document.text[s.start :].startswith(f"{s.locator.split()[1]}.") for s in document.sections if s.locator != "Anfang")


@pytest.mark.parametrize(
    ("ident", "locators"),
    [
        (
            "muenster-2021",
            [
                "Beratungsfolge",
                "Sachentscheidung",
                "Finanzielle Auswirkungen",
                "Begründung",
                "Baustein 1",
                "Baustein 2",
                "Baustein 3",
                "Lenkungsgruppe und Projektgruppen",
                "Beratung durch das Land NRW",
            ],
        ),
        ("rbk-konzept-2021", ["3.3", "4.3", "5.1"]),
        ("fogs-bericht-2021", ["3.3.1.3", "Tab. 2", "Abkürzungsverzeichnis"]),
        ("lt-vorlage-18-299", ["Bericht", "Tabelle Besetzung"]),
    ],
)
def test_the_locators_of_the_contract_exist(corpus: Path, ident: str, locators: list[str]) -> None:
    assert set(locators) <= set(locators_of(_read(corpus / f"{ident}.txt")))


@pytest.mark.parametrize("name", ["fogs-bericht-2021.txt", "lt-vorlage-18-299.txt", "muenster-2021.txt", "pdf/fogs-bericht-2021.pdf"])
def test_table_rows_stand_alone_with_header_and_caption(corpus: Path, name: str) -> None:
    document = _read(corpus / name)
    rows = [s.block for s in document.spans if s.block.kind == "row" and len(s.block.cells) > 2]
    assert len(rows) > 2
    assert sum(bool(r.header) for r in rows) >= 0.5 * len(rows)
    assert any(r.caption for r in rows)


def test_the_row_of_a_city_in_the_report_keeps_its_columns(corpus: Path) -> None:
    for name in ("fogs-bericht-2021.txt", "pdf/fogs-bericht-2021.pdf"):
        found = passages_of(_read(corpus / name))
        row = next(p for p in found if p.locator == "Tab. 2" and p.text.startswith("Stadt Köln"))
        assert row.block == "row"
        assert re.findall(r"\d+", row.text)[:2] == ["11", "11"]
        assert "Tab. 2" in row.context


@pytest.mark.parametrize("ident", IDS)
def test_page_numbers_are_there_and_never_run_backwards(corpus: Path, ident: str) -> None:
    document = _read(corpus / f"pdf/{ident}.pdf")
    pages = [p.page for p in passages_of(document)]
    assert None not in pages
    assert pages[0] == 1
    assert pages == sorted(p for p in pages if p)
    assert document.page_count is not None
    assert max(p for p in pages if p) <= document.page_count
    assert len(set(pages)) > 0.6 * document.page_count


@pytest.mark.parametrize("ident", IDS)
def test_each_passage_of_a_pdf_stands_on_the_page_it_names(corpus: Path, ident: str) -> None:
    from pypdf import PdfReader

    letters = [re.sub(r"\W+", "", page.extract_text()).lower() for page in PdfReader(corpus / f"pdf/{ident}.pdf").pages]
    document = _read(corpus / f"pdf/{ident}.pdf")
    long = [p for p in passages_of(document) if len(p.text) > 60 and p.block in ("paragraph", "item")]
    right = sum(re.sub(r"\W+", "", p.text[:30]).lower() in letters[(p.page or 1) - 1] for p in long)
    assert right > 0.95 * len(long)


@pytest.mark.parametrize("ident", IDS)
def test_no_running_head_page_number_or_newly_torn_word_is_left_in_the_pdf_text(corpus: Path, ident: str) -> None:
    def torn(text: str) -> set[str]:
        found = re.findall(r"(\w+-)\s+(?!und|oder|bzw|sowie|als|wie|noch|statt|beziehungsweise)([a-zäöüß]{3,})", text)
        return {f"{a}{b}" for a, b in found}

    document = _read(corpus / f"pdf/{ident}.pdf")
    assert sum(bool(re.fullmatch(r"(Seite )?\d{1,3}( von \d+)?", s.block.text.strip())) and s.block.kind != "row" for s in document.spans) <= 1
    original = (corpus / f"{ident}.txt").read_text(encoding="utf-8")
    joined = set(re.findall(r"\w+-\w+", original))
    assert torn("\n".join(s.block.text for s in document.spans if s.block.kind != "row")) <= torn(original) | joined
    assert "\u00ad" not in document.text
