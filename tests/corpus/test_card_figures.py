"""Cards and conflicts against the originals: every figure and every anchor stands where the card says it does.

The originals are not part of the repository; KIM_SHARED names the folder that holds them, and what needs them is skipped without.

A figure of a card may stand
* in the section the card cites, as digits or as a word ("zwei", "zwölfte");
* in a section the same sentence names ("Frage 32", "Kapitel 4.6", "Tab. 2");
* as a date or year anywhere in the document, or as one of the card's own validity and its document's Stand;
* behind a calculation in the same sentence ("=" or "4 + 9"): then the calculation has to be right.
Names are no figures: Baustein 1, Frage 13, Nr. 5.4.1, "1. … 2. … 3." in a list.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from assistant.citations.quotes import sections_at
from assistant.reading.reader import split_sentences
from assistant.registry import edition_of, recognise, sources
from assistant.tables.data import load_tables
from assistant.types import Card, Document
from indexing.cards import load_cards
from indexing.conflicts import load_conflicts
from indexing.converters import convert
from indexing.gaps import load_gaps
from indexing.sections import build_document

IDS = ("faq-2026", "muenster-2021", "rbk-konzept-2021", "fogs-bericht-2021", "lt-vorlage-18-299")

# card id → figures that stand elsewhere, and why that is right
EXCEPTIONS: dict[str, tuple[set[str], str]] = {
    "f50-dokument-faq-aufbau": ({"6", "7", "35", "36", "50"}, "numbers of questions: the card tells which question belongs to which part"),
    "fg2-tab-2-ueberblick": ({"25"}, "the rows of the table, counted"),
    "fg3-unterstuetzung-ueberblick": ({"25"}, "the sample of the whole report, named in chapter 3"),
    "rbk-43-stellen-kreis": ({"4.4", "4.6"}, "chapters of the concept, named in brackets"),
}

_UNITS = """null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn
    neunzehn zwanzig""".split()
WORDS = {w: str(i) for i, w in enumerate(_UNITS)} | {"dreißig": "30", "vierzig": "40", "fünfzig": "50", "hundert": "100", "halb": "0.5"}
_ENDINGS = r"(?:e[nrms]?|s|te[nrms]?|ste[nrms]?|tens|mal|malig\w*|jährig\w*|monatig\w*|er)?"
_WORDS = [(re.compile(rf"\b{w}{_ENDINGS}\b"), value) for w, value in WORDS.items()]
_NAMED = re.compile(
    r"\b(?:Bausteine?n?|B|Fragen?|Fußnoten?|Abschnitte?n?|Kapiteln?|Kap\.|Tab\.|Abb\.|Tabelle|Nr\.|Nummern?|Anlagen?|Seiten?|S\.|Abs\.|Ziffer)[\s-]*"
    r"(\d+(?:\.\d+)*[a-z]?(?:\s*(?:,|/|und|bis|oder|bzw\.|–|-)\s*\d+(?:\.\d+)*)*)"
)
_LISTED = re.compile(r"(?:(?<=^)|(?<=[:,;] ))\d\.\s(?=[a-zäöü])")
_DAY = re.compile(r"\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b")
_MONTHS = "januar februar märz april mai juni juli august september oktober november dezember".split()
_NUMBER = r"\d[\d.]*(?:,\d+)?"
_UNIT = r"(?:\s?(?:€|Euro|%)|\s(?:Stellen?|Jahre?|Monate?|Tage?|[A-ZÄÖÜ][\wäöüß-]+)){0,3}"
_CALCULATION = re.compile(rf"({_NUMBER}{_UNIT}(?:\s[+−×:/–-]\s{_NUMBER}{_UNIT})+)\s=\s({_NUMBER}(?:\sMio)?)")


def _normal(figure: str) -> str:
    """57.000 → 57000, 0,50 → 0.5; chapter numbers stay as they are."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", figure):
        figure = figure.replace(".", "")
    whole, comma, part = figure.partition(",")
    part = part.rstrip("0")
    return f"{whole}.{part}" if comma and part else whole


def _figures(text: str) -> set[str]:
    return {_normal(x) for x in re.findall(r"\d+(?:[.,]\d+)*", text)}


def _said(text: str) -> set[str]:
    """Figures of a text, written as digits or as words."""
    low = text.lower()
    return _figures(text) | {value for pattern, value in _WORDS if pattern.search(low)}


def _days(text: str) -> set[str]:
    written = re.findall(rf"\b(\d{{1,2}})\.\s*({'|'.join(_MONTHS)})\s+(\d{{4}})", text, re.I)
    return {f"{int(d)}.{int(m)}.{y}" for d, m, y in _DAY.findall(text)} | {f"{int(d)}.{_MONTHS.index(m.lower()) + 1}.{y}" for d, m, y in written}


@cache
def _document(folder: Path, ident: str) -> Document:
    converted = convert(folder / "corpus" / f"{ident}.txt")
    text = "\n".join(b.text for b in converted.blocks)
    source = recognise(text)
    assert source is not None
    return build_document(edition_of(source, text), source, converted.blocks, "sha", ident, None)


def _section(document: Document, locator: str) -> str:
    return "\n".join(document.text[s.start : s.end] for s in sections_at(document, locator))


def _named_sections(document: Document, sentence: str) -> str:
    texts = []
    for m in _NAMED.finditer(sentence):
        kind = m.group().split()[0]
        for n in re.findall(r"\d+(?:\.\d+)*", m[1]):
            texts += [_section(document, x) for x in (f"Frage {n}" if kind.startswith("Frage") else n, f"Tab. {n}", f"Baustein {n}")]
    return "\n".join(texts)


def _missing(card: Card, document: Document) -> list[str]:
    """Figures of a card that stand nowhere they may stand, each with its sentence."""
    text = _section(document, card.locator)
    own = [d for d in (card.valid_from, card.valid_until, document.info.stand) if d]
    years = {str(y) for y in range(min(d.year for d in own), max(d.year for d in own) + 1)} if own else set()
    years |= set(re.findall(r"\b(?:19|20)\d\d\b", document.text))
    days = _days(document.text) | {_day(d) for d in own}
    allowed = _said(text) | years | EXCEPTIONS.get(card.id, (set(), ""))[0]
    out = []
    for sentence in [*split_sentences(card.statement), *split_sentences(card.details)]:
        if "=" in sentence or re.search(r"\(\d+(?: \+ \d+)+\)", sentence):
            continue  # derived: test_every_calculation_is_right
        plain = _LISTED.sub(" ", _NAMED.sub(" ", sentence))
        plain = _DAY.sub(lambda m: " " if f"{int(m[1])}.{int(m[2])}.{m[3]}" in days else m.group(), plain)
        lacking = _figures(plain) - allowed
        if lacking:
            lacking -= _said(_named_sections(document, sentence))
        out += [f"{card.id} ({card.locator}): {sorted(lacking)} in „{sentence}“"] if lacking else []
    return out


def _day(d: date) -> str:
    return f"{d.day}.{d.month}.{d.year}"


def _folded(text: str) -> str:
    return " ".join(text.split()).lower()


# --- against the originals ---


@pytest.mark.parametrize("ident", IDS)
def test_every_card_cites_a_section_that_exists(shared: Path, ident: str) -> None:
    document = _document(shared, ident)
    assert [f"{c.id}: {c.locator}" for c in load_cards() if c.document_id == ident and not sections_at(document, c.locator)] == []


@pytest.mark.parametrize("ident", IDS)
def test_every_figure_of_a_card_stands_where_the_card_says(shared: Path, ident: str) -> None:
    document = _document(shared, ident)
    cards = [c for c in load_cards() if c.document_id == ident]
    assert len(cards) > 40
    assert [x for c in cards for x in _missing(c, document)] == []


def test_every_figure_of_the_cards_from_public_pages_stands_in_the_list_of_public_facts(shared: Path) -> None:
    facts = (shared / "corpus" / "facts-public.md").read_text(encoding="utf-8")
    said, days = _said(facts), _days(facts)
    lacking = []
    for card in (c for c in load_cards() if c.document_id not in IDS):
        for sentence in [*split_sentences(card.statement), *split_sentences(card.details)]:
            plain = _DAY.sub(lambda m: " " if f"{int(m[1])}.{int(m[2])}.{m[3]}" in days else m.group(), _LISTED.sub(" ", _NAMED.sub(" ", sentence)))
            lacking += [f"{card.id}: {x} in „{sentence}“" for x in sorted(_figures(plain) - said) if "=" not in sentence]
    assert lacking == []


@pytest.mark.parametrize("ident", IDS)
def test_every_anchor_stands_word_for_word_in_the_section_it_pins(shared: Path, ident: str) -> None:
    document = _document(shared, ident)
    cards = [c for c in load_cards() if c.document_id == ident]
    assert [f"{c.id}: {a}" for c in cards for a in c.anchors if _folded(a) not in _folded(_section(document, c.locator))] == []


def test_every_exception_is_still_needed(shared: Path) -> None:
    by_id = {c.id: c for c in load_cards()}
    for ident, (figures, reason) in EXCEPTIONS.items():
        card = by_id[ident]
        assert reason
        assert figures <= _figures(f"{card.statement} {card.details}"), ident
        assert figures - _said(_section(_document(shared, card.document_id), card.locator)), ident


@pytest.mark.parametrize("ident", IDS)
def test_every_side_of_a_contradiction_stands_where_it_says_with_its_anchor(shared: Path, ident: str) -> None:
    document = _document(shared, ident)
    places = [(c.id, p) for c in load_conflicts() for p in c.places if p.document_id == ident]
    assert [f"{i}: {p.locator}" for i, p in places if not sections_at(document, p.locator)] == []
    assert [f"{i}: {p.anchor}" for i, p in places if p.anchor and _folded(p.anchor) not in _folded(_section(document, p.locator))] == []


@pytest.mark.parametrize("ident", IDS)
def test_every_cell_of_a_table_stands_in_the_row_of_the_original(shared: Path, ident: str) -> None:
    document = _document(shared, ident)
    for table in (t for t in load_tables() if t.document_id == ident):
        text = _folded(_section(document, table.locator))
        assert [r.anchor for r in table.rows if _folded(r.anchor) not in text] == [], table.id
        remarks = [m for m in table.remarks if m.anchor]
        assert [m.anchor for m in remarks if _folded(m.anchor) not in _folded(_section(document, m.locator or table.locator))] == [], table.id
        said = _said(_section(document, table.locator))
        for row in table.rows:
            wrong = [v for v in row.values.values() if isinstance(v, float) and _normal(f"{v:g}".replace(".", ",")) not in said and v != 0]
            assert wrong == [], (table.id, row.id)


# --- without them ---


def _value(number: str) -> float:
    figure, _, million = number.partition(" ")
    return float(figure.rstrip(".").replace(".", "").replace(",", ".")) * (1_000_000 if million else 1)


def _result(calculation: str) -> float:
    """Left to right with × and : before + and −, as in school."""
    parts = re.findall(rf"({_NUMBER})|(?<=\s)([+−×:/–-])(?=\s)", calculation)
    numbers = [_value(n) for n, _ in parts if n]
    signs = [s for _, s in parts if s]
    sums: list[float] = [numbers[0]]
    for sign, n in zip(signs, numbers[1:], strict=True):
        if sign == "×":
            sums[-1] *= n
        elif sign in ":/":
            sums[-1] /= n
        else:
            sums.append(n if sign == "+" else -n)
    return sum(sums)


def test_every_calculation_in_a_card_a_remark_or_a_contradiction_is_right() -> None:
    texts = [(c.id, f"{c.statement} {c.details}") for c in [*load_cards(), *load_conflicts()]]
    texts += [(t.id, m.text) for t in load_tables() for m in t.remarks]
    found = [(i, m) for i, t in texts for m in _CALCULATION.finditer(t)]
    assert len(found) > 15
    wrong = [f"{i}: {m[0]}" for i, m in found if abs(_result(m[1]) - _value(m[2])) > 0.005 * max(1.0, abs(_value(m[2])) / 1000)]
    assert wrong == []


def test_every_entry_of_the_conflicts_names_cards_that_exist() -> None:
    known = {c.id for c in load_cards()} | {f"tab-{t.id}" for t in load_tables()}
    conflicts = load_conflicts()
    assert len(conflicts) > 30
    assert [f"{c.id}: {r}" for c in conflicts for r in c.related if r not in known] == []


def test_every_contradiction_has_two_sides_and_questions_that_lead_to_it() -> None:
    for c in load_conflicts():
        assert len(c.questions) >= 5, c.id
        assert c.places, c.id
        if c.note_kind == "widerspruch":
            assert len({(p.document_id, p.locator, p.value) for p in c.places}) >= 2, c.id


def test_every_gap_loads_without_figures_and_with_questions() -> None:
    gaps = load_gaps()
    assert len(gaps) > 100
    assert [g.id for g in gaps if len(g.questions) < 5 or re.search(r"\d", g.statement)] == []


def test_every_card_another_one_points_to_exists() -> None:
    cards = load_cards()
    known = {c.id for c in cards}
    assert [f"{c.id}: {r}" for c in cards for r in c.related if r not in known] == []
    assert [c.id for c in cards if c.id in c.related] == []


def test_no_two_entries_share_an_id_or_a_question_word_for_word() -> None:
    everything = [*load_cards(), *load_conflicts(), *load_gaps()]
    ids = [c.id for c in everything]
    assert len(ids) == len(set(ids))
    answered = {q.text.lower() for c in load_cards() for q in c.questions}
    assert [q.text for g in load_gaps() for q in g.questions if q.text.lower() in answered] == []


def test_values_of_the_same_point_do_not_hold_at_the_same_time_with_different_figures() -> None:
    """Two rules of one document about one point may not contradict each other on any day."""
    points: dict[tuple[str, str, str], list[Card]] = {}
    for c in load_cards():
        if c.merkmal and c.art == "regel":
            points.setdefault((c.document_id, c.merkmal, c.locator), []).append(c)
    for (_, point, _), cards in points.items():
        amounts = [re.findall(r"\d{1,3}(?:\.\d{3})+", c.statement) for c in cards]
        for i, a in enumerate(amounts):
            for j in range(i + 1, len(amounts)):
                if len(a) == len(amounts[j]) == 1 and a != amounts[j]:
                    x, y = cards[i], cards[j]
                    apart = (x.valid_until and y.valid_from and x.valid_until < y.valid_from) or (
                        y.valid_until and x.valid_from and y.valid_until < x.valid_from
                    )
                    assert apart, (point, x.id, y.id)


def test_every_document_of_a_card_is_registered_with_an_address_or_a_way_to_recognise_it() -> None:
    for ident in {c.document_id for c in load_cards()}:
        source = sources()[ident]
        if ident != "kommunen-kim":  # papers of many municipalities, each named in its card
            assert source.info.url or source.signatures, ident
