"""The frozen types everything speaks: Document → Section → Passage → ScoredPassage → Answer with Citations.

Offsets (`start`, `end`) are character positions in `Document.text`, so `document.text[p.start:p.end]` is what a citation
shows and a page can highlight. Dates are `datetime.date`; `None` as an end of validity means "open".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

BlockKind = Literal["heading", "paragraph", "item", "row", "footnote"]
DocumentKind = Literal["Landesregel", "FAQ", "kommunales Konzept", "Bericht", "Internetseite", "Dokument"]
CardArt = Literal["regel", "lokal", "bericht", "begriff", "tabelle", "offen", "luecke"]
Validity = Literal["geltend", "ueberholt", "historisch"]
Polarity = Literal["ja", "nein", "kommt darauf an"]
LEADS: dict[Polarity, str] = {"ja": "Ja.", "nein": "Nein.", "kommt darauf an": "Das kommt darauf an."}  # how an answer that decides opens
Status = Literal["answered", "not_covered", "needs_facts"]
Mode = Literal["extractive", "generated", "computed"]
NoteKind = Literal["frueher", "widerspruch", "auslegung", "hinweis"]


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, list item, heading, footnote or table row of a converted file.

    `cells` is set for rows (header and caption repeat in every row, so a row can stand alone); `level` is 1 for the
    highest heading; `breaks` holds (offset in the text, page) where a joined paragraph goes on on a later page.
    """

    kind: BlockKind
    text: str
    page: int | None = None
    level: int = 0
    cells: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    caption: str = ""
    marker: str = ""
    breaks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ConvertedFile:
    """What a Converter makes of one file: blocks in reading order, what the file says of itself, what the user should know of the reading."""

    blocks: tuple[Block, ...]
    title: str = ""
    stand: date | None = None
    page_count: int | None = None
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """A block with its place in `Document.text`."""

    block: Block
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a document with the locator people cite it by ("Frage 13", "4.3", "Nr. 5.4.1")."""

    document_id: str
    locator: str
    title: str
    start: int
    end: int
    page: int | None


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """What is known of a document apart from its text."""

    id: str
    title: str
    publisher: str = ""
    stand: date | None = None
    kind: DocumentKind = "Dokument"
    url: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    series: str = ""
    kommune: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A converted, normalised original. `pages` holds (page number, start offset) in order."""

    info: DocumentInfo
    text: str
    spans: tuple[Span, ...]
    sections: tuple[Section, ...]
    sha256: str
    source: str
    page_count: int | None = None


@dataclass(frozen=True, slots=True)
class CardQuestion:
    """A question as users ask it; `polarity` only for yes/no questions, `reply` an optional own short answer."""

    text: str
    polarity: Polarity | None = None
    reply: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """One side of a contradiction or open reading: where it stands, what it says, and a verbatim anchor."""

    document_id: str
    locator: str
    value: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One rule, fact or term in our own words, tied to the place in the source it rests on.

    `anchors` are short verbatim snippets (≤ 8 words) of the cited section that pin the quote when the original is indexed. Three kinds are not
    written
    by hand as cards: `tabelle` (a table or one of its rows, made from `corpus/tabellen`), `offen` (a contradiction or open reading from
    `corpus/widersprueche.yaml`; `places` are its sides, `related` the cards it touches) and `luecke` (a topic the documents do not answer).
    """

    id: str
    document_id: str
    locator: str
    topic: str
    art: CardArt
    statement: str
    details: str
    questions: tuple[CardQuestion, ...]
    anchors: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_until: date | None = None
    baustein: tuple[int, ...] = ()
    merkmal: str = ""
    kommune: str = ""
    uncertain: bool = False
    related: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    note_kind: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit of retrieval: a stretch of an original, or a card.

    `text` is shown; `context` (heading path, table header) and `expansion` (a card's questions) are indexed with it but
    never shown as a quote. `card_id` is empty for passages of originals.
    """

    id: str
    document_id: str
    locator: str
    text: str
    kind: Literal["original", "card"]
    context: str = ""
    expansion: str = ""
    start: int = 0
    end: int = 0
    page: int | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    card_id: str = ""
    block: BlockKind = "paragraph"

    @property
    def indexed_text(self) -> str:
        """Everything a question may meet: context, text and expansion."""
        return "\n".join(x for x in (self.context, self.text, self.expansion) if x)


@dataclass(frozen=True, slots=True)
class ScoredPassage:
    """A passage with its fused score and what went into it (for `kim search --json` and for debugging)."""

    passage: Passage
    score: float
    dense: float = 0.0
    lexical: float = 0.0


@dataclass(frozen=True, slots=True)
class Citation:
    """Proof of one marked sentence: a contiguous quote of at most 60 words from the cited place."""

    n: int
    document_id: str
    title: str
    publisher: str
    stand: str
    locator: str
    page: int | None
    quote: str
    quote_source: Literal["original", "card"]
    url: str
    validity: Validity


@dataclass(frozen=True, slots=True)
class Note:
    """Something the reader has to know beside the answer: a former value, a contradiction, an open reading, a hint."""

    kind: NoteKind
    text: str
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The contract's answer. `answer` is Markdown with [n] marks; every mark has a Citation."""

    question: str
    status: Status
    answer: str
    as_of: date
    mode: Mode = "extractive"
    citations: tuple[Citation, ...] = ()
    notes: tuple[Note, ...] = ()
    checks: tuple[dict[str, Any], ...] = ()
    suggestions: tuple[str, ...] = ()
    timings_ms: dict[str, float] = field(default_factory=dict)
    id: str | None = None
