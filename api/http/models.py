"""What goes in and out, as the OpenAPI document describes it. Field names are the contract's; descriptions are for German readers."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema

from assistant.settings import MAX_QUESTION

# no control characters, and not only blanks
TEXT = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]*[^\s\x00-\x20\x7f-\xa0][^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]*$"
ID = r"^[^\x00-\x1f\x7f]*$"
DAY = (
    r"^(|[12]\d{3}|[12]\d{3}-((0[13578]|1[02])-(0[1-9]|[12]\d|3[01])|(0[469]|11)-(0[1-9]|[12]\d|30)|02-(0[1-9]|1\d|2[0-8]))|"
    r"(0[1-9]|1\d|2[0-8])\.(0[1-9]|1[0-2])\.[12]\d{3})$"
)  # a year, JJJJ-MM-TT or TT.MM.JJJJ; what is described is narrower than what is understood
Question = Annotated[str, StringConstraints(min_length=1, max_length=MAX_QUESTION, pattern=TEXT)]
AsOf = Annotated[str, StringConstraints(max_length=40), WithJsonSchema({"type": "string", "pattern": DAY, "examples": ["2021-06-30"]})]
DocumentId = Annotated[str, StringConstraints(max_length=200, pattern=ID)]


def _whole(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value


Whole = Annotated[int, Field(strict=True), BeforeValidator(_whole)]  # 18.0 is a whole number in JSON, "18" and true are not


def _utc(value: datetime) -> datetime:
    return value.replace(tzinfo=UTC)


Moment = Annotated[datetime, AfterValidator(_utc)]  # the tables keep UTC without saying so


class Closed(BaseModel):
    """Unknown fields are refused: a misspelled option must not be ignored."""

    model_config = ConfigDict(extra="forbid")


class HistoryTurn(BaseModel):
    """Eine frühere Frage des Gesprächs."""

    question: str = Field(description="die frühere Frage", max_length=MAX_QUESTION)
    answer: str | None = Field(None, description="die Antwort darauf (wird nicht ausgewertet)", max_length=20_000)


class AskIn(Closed):
    """Eine Frage."""

    question: Question = Field(
        description="die Frage in Alltagssprache", examples=["Was zahlt das Land höchstens für eine Koordinationsstelle im Jahr?"]
    )
    as_of: AsOf | None = Field(None, description="Rechtsstand: JJJJ-MM-TT, TT.MM.JJJJ oder ein Jahr; ohne Angabe heute", examples=["2021-06-30"])
    document_id: DocumentId | None = Field(None, description="nur dieses Dokument", examples=["faq-2026"])
    history: list[HistoryTurn] = Field(default=[], description="frühere Fragen, die älteste zuerst", max_length=20)
    id: str | None = Field(None, description="eigene Kennung; kommt in der Antwort zurück", max_length=200, pattern=ID)


class TurnIn(Closed):
    """Eine Frage in einem Gespräch; die früheren Fragen kennt der Dienst."""

    question: Question = Field(description="die Frage", examples=["Und für die Verwaltungsassistenz?"])
    as_of: AsOf | None = Field(None, description="Rechtsstand; ohne Angabe heute", examples=["2021-06-30"])
    document_id: DocumentId | None = Field(None, description="nur dieses Dokument")


class SearchIn(Closed):
    """Eine Suche."""

    question: Question = Field(description="Frage oder Suchwörter", examples=["Eigenanteil Personalausgaben"])
    as_of: AsOf | None = Field(None, description="Rechtsstand; ohne Angabe heute")
    document_id: DocumentId | None = Field(None, description="nur dieses Dokument")
    top: Whole = Field(10, ge=1, le=100, description="Zahl der Fundstellen")


class CitationOut(BaseModel):
    """Ein Beleg: ein zusammenhängendes Zitat von höchstens 60 Wörtern."""

    n: int = Field(description="Ziffer in der Antwort")
    document_id: str
    title: str
    publisher: str
    stand: str = Field(description="Stand des Dokuments, leer: unbekannt")
    locator: str = Field(description="Fundstelle im Dokument", examples=["Frage 13"])
    page: int | None
    quote: str
    quote_source: Literal["original", "card"] = Field(description="original: Wortlaut; card: Satz der Wissenskarte")
    url: str
    validity: Literal["geltend", "ueberholt", "historisch"]


class NoteOut(BaseModel):
    """Was man neben der Antwort wissen muss."""

    kind: Literal["frueher", "widerspruch", "auslegung", "hinweis"]
    text: str
    citations: list[int]


class AnswerOut(BaseModel):
    """Eine Antwort, dieselbe wie von „kim ask --json“."""

    id: str | None = None
    question: str
    status: Literal["answered", "not_covered", "needs_facts"]
    answer: str = Field(description="Markdown mit Ziffern [1] für die Belege")
    as_of: str = Field(description="Rechtsstand der Antwort", examples=["2026-11-20"])
    mode: Literal["extractive", "generated", "computed"]
    citations: list[CitationOut]
    notes: list[NoteOut]
    checks: list[dict[str, Any]] = Field(description="Ergebnisse von Prüfungen")
    suggestions: list[str]
    timings_ms: dict[str, float]


class PassageOut(BaseModel):
    """Eine Fundstelle."""

    document_id: str
    locator: str
    page: int | None
    text: str
    score: float
    dense: float
    lexical: float
    kind: Literal["original", "card"]
    passage_id: str
    start: int = Field(description="erstes Zeichen im Text des Dokuments")
    end: int


class SearchOut(BaseModel):
    """Fundstellen, die beste zuerst."""

    id: str | None = None
    passages: list[PassageOut]


class DocumentOut(BaseModel):
    """Ein Dokument."""

    id: str
    title: str
    publisher: str
    stand: str | None = Field(description="JJJJ-MM-TT")
    kind: str
    url: str
    original: bool = Field(description="ob das Original eingelesen ist; sonst gibt es nur Wissenskarten")
    cards: int = Field(description="Zahl der Wissenskarten")
    superseded_by: str | None = Field(description="Kennung der neueren Fassung")
    group: str | None = Field(description="Gruppe, auf die das Original beschränkt ist")


class SectionOut(BaseModel):
    """Ein Abschnitt eines Originals."""

    locator: str
    title: str
    page: int | None
    start: int
    end: int


class DocumentDetail(DocumentOut):
    """Ein Dokument mit seinen Abschnitten."""

    page_count: int | None
    sections: list[SectionOut] = Field(description="leer, wenn das Original nicht eingelesen ist; dann nennen die Karten die Fundstellen")
    locators: list[str] = Field(description="Fundstellen, zu denen es Wissenskarten gibt")


class SurroundingsOut(BaseModel):
    """Eine Textstelle in ihrer Umgebung."""

    document_id: str
    title: str
    locator: str
    page: int | None
    stand: str | None
    validity: Literal["geltend", "ueberholt", "historisch"]
    source: Literal["original", "card"]
    before: str = Field(description="Text davor")
    text: str = Field(description="die Stelle selbst")
    after: str = Field(description="Text danach")


class CheckOut(BaseModel):
    """Eine Prüfung."""

    name: str
    title: str
    description: str


class CheckIn(Closed):
    """Angaben zu einer Prüfung."""

    facts: dict[str, Any] = Field(
        description="Angaben nach dem Schema der Prüfung; was fehlt oder null ist, gilt als unbekannt",
        examples=[{"gebietskoerperschaft": "kreis", "koordination_vzae": 2}],
    )
    as_of: AsOf | None = Field(None, description="Stichtag; ohne Angabe heute")
    id: str | None = Field(None, description="eigene Kennung; kommt im Ergebnis zurück", max_length=200, pattern=ID)


class SituationIn(Closed):
    """Eine geschilderte Lage, aus der Angaben gelesen werden."""

    text: Question = Field(
        description="die Lage in eigenen Worten, ohne personenbezogene Daten",
        examples=["Wir sind ein Kreis und planen zwei Stellen Koordination. Was bekommen wir?"],
    )
    as_of: AsOf | None = Field(None, description="Stichtag; ohne Angabe heute")


class ReadFactOut(BaseModel):
    """Eine gelesene Angabe; erst die Bestätigung eines Menschen macht sie zu einer."""

    wert: Any
    woertlich: str = Field(description="die Worte der Schilderung, aus denen sie gelesen ist; leer: aus dem Zusammenhang")
    von: Literal["regeln", "modell"] = Field(description="wer sie gelesen hat")


class UnderstoodOut(BaseModel):
    """Was aus einer Schilderung gelesen wurde, zur Bestätigung; „facts“ passt in die Prüfung."""

    check: str
    facts: dict[str, Any]
    gelesen: dict[str, ReadFactOut]
    missing: list[dict[str, str]] = Field(description="Angaben mit zwei verschiedenen Lesarten; keine davon steht in „facts“")
    verworfen: dict[str, str] = Field(description="was ein Sprachmodell ohne Beleg nannte, mit Grund")
    von: Literal["regeln", "modell"] = Field(description="modell: auch ein Sprachmodell hat gelesen")


class ErgebnisOut(BaseModel):
    """Das Ergebnis einer Prüfung, dasselbe wie von „kim check --json“; dazu eigene Werte der Prüfung."""

    model_config = ConfigDict(extra="allow")
    check: str
    as_of: str
    fassung: str | None
    facts: dict[str, Any] = Field(description="Angaben, wie sie verstanden wurden")
    result: str
    criteria: list[dict[str, Any]]
    failed: list[str]
    missing: list[dict[str, Any]]
    hints: list[dict[str, Any]]
    notes: list[NoteOut]
    citations: list[CitationOut]


class ConversationOut(BaseModel):
    """Ein Gespräch."""

    id: str
    created: Moment
    changed: Moment
    turns: list[TurnOut]


class TurnOut(BaseModel):
    """Frage und Antwort; `answer` fehlt, wenn sie auf einem Dokument beruht, für das Sie nicht freigeschaltet sind."""

    id: str
    question: str
    answer: AnswerOut | None
    created: Moment


class ConversationsOut(BaseModel):
    """Die eigenen Gespräche, das letzte zuerst."""

    conversations: list[ConversationOut]


class CreatedOut(BaseModel):
    """Kennung des Angelegten."""

    id: str


class FeedbackCitation(Closed):
    """Ein Beleg der beurteilten Antwort."""

    document_id: DocumentId
    locator: str = Field("", max_length=200)
    quote: str = Field("", max_length=2000)
    n: Whole | None = None


Reason = Annotated[str, StringConstraints(max_length=2000, pattern=r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$")]


class TurnFeedbackIn(Closed):
    """Rückmeldung zu einem Beitrag eines eigenen Gesprächs."""

    helpful: bool = Field(strict=True, description="ob die Antwort geholfen hat")
    reason: Reason = Field("", description="Grund")
    turn_id: str = Field(min_length=1, max_length=64, pattern=ID, description="Beitrag des Gesprächs")


class TextFeedbackIn(Closed):
    """Rückmeldung zu Frage und Antwort, die mitgeschickt werden."""

    helpful: bool = Field(strict=True, description="ob die Antwort geholfen hat")
    reason: Reason = Field("", description="Grund")
    question: Question = Field(description="die Frage")
    answer: Annotated[str, StringConstraints(min_length=1, max_length=20_000)] = Field(description="die Antwort dazu")
    as_of: AsOf | None = Field(None, description="Rechtsstand der Antwort")
    citations: list[FeedbackCitation] = Field(default=[], max_length=50)


class FeedbackOut(BaseModel):
    """Eine gespeicherte Rückmeldung."""

    id: str
    question: str
    as_of: str
    answer: str
    citations: list[dict[str, Any]]
    helpful: bool
    reason: str
    created: Moment


class FeedbackList(BaseModel):
    """Rückmeldungen, die letzte zuerst."""

    feedback: list[FeedbackOut]


class StateOut(BaseModel):
    """Zustand des Dienstes."""

    status: Literal["ok"]


class VersionOut(BaseModel):
    """Was antwortet."""

    version: str
    generation: str = Field(description="Name der Index-Generation")
    built: str = Field(description="Zeitpunkt des Baus")
    embedder: str
    documents: int = Field(description="Zahl der sichtbaren Originale")
    cards: int
    corpus_stand: str | None = Field(description="jüngster Stand unter den sichtbaren Originalen (JJJJ-MM-TT)")


class FieldError(BaseModel):
    """Ein Feld, das nicht verwendbar ist."""

    field: str
    detail: str


class ProblemOut(BaseModel):
    """Ein Fehler (RFC 9457)."""

    type: str = Field(examples=["about:blank"])
    title: str = Field(examples=["Nicht gefunden"])
    status: int = Field(examples=[404])
    detail: str = Field(description="ein deutscher Satz: was, warum, was tun")
    instance: str | None = Field(None, description="Kennung der Anfrage im Protokoll")
    errors: list[FieldError] | None = None


ConversationOut.model_rebuild()
