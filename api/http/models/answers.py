"""Questions, answers and passages, as the interface describes them."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Field

from api.http.models.base import ID, AsOf, Closed, DocumentId, Question, Whole, example
from assistant.settings import MAX_QUESTION

Validity = Literal["geltend", "ueberholt", "historisch"]


class HistoryTurn(BaseModel):
    """Eine frühere Frage des Gesprächs."""

    model_config = example(question="Was zahlt das Land höchstens für eine Koordinationsstelle im Jahr?")
    question: str = Field(description="die frühere Frage", max_length=MAX_QUESTION)
    answer: str | None = Field(None, description="die Antwort darauf (wird nicht ausgewertet)", max_length=20_000)


class AskIn(Closed):
    """Eine Frage."""

    model_config = example(question="Was zahlt das Land höchstens für eine Koordinationsstelle im Jahr?", as_of="2021-06-30")
    question: Question = Field(
        description="die Frage in Alltagssprache", examples=["Was zahlt das Land höchstens für eine Koordinationsstelle im Jahr?"]
    )
    as_of: AsOf | None = Field(None, description="Rechtsstand: JJJJ-MM-TT, TT.MM.JJJJ oder ein Jahr; ohne Angabe heute", examples=["2021-06-30"])
    document_id: DocumentId | None = Field(None, description="nur dieses Dokument", examples=["faq-2026"])
    history: list[HistoryTurn] = Field(default=[], description="frühere Fragen, die älteste zuerst", max_length=20)
    id: str | None = Field(None, description="eigene Kennung; kommt in der Antwort zurück", max_length=200, pattern=ID)


CITATION = {
    "n": 1, "document_id": "faq-2026", "title": "Häufige Fragen zum Kommunalen Integrationsmanagement (KIM) NRW", "publisher": "MKJFGFI NRW",
    "stand": "23.04.2026", "locator": "Frage 13", "page": None,
    "quote": "Für die KIM-Koordination (Baustein 1) fördert das Land Personalausgaben bis höchstens 57.000 Euro je Stelle und Jahr.",
    "quote_source": "card", "url": "", "validity": "geltend",
}  # fmt: skip


class CitationOut(BaseModel):
    """Ein Beleg: ein zusammenhängendes Zitat von höchstens 60 Wörtern."""

    model_config = example(**CITATION)
    n: int = Field(description="die Ziffer, mit der die Antwort auf den Beleg zeigt")
    document_id: str = Field(description="Kennung des Dokuments", examples=["faq-2026"])
    title: str = Field(description="Titel des Dokuments")
    publisher: str = Field(description="Herausgeber")
    stand: str = Field(description="Stand des Dokuments, leer: unbekannt")
    locator: str = Field(description="Fundstelle im Dokument", examples=["Frage 13"])
    page: int | None = Field(description="Seite des Originals; leer, wo es keine Seiten hat oder nicht eingelesen ist")
    quote: str = Field(description="das Zitat")
    quote_source: Literal["original", "card"] = Field(description="original: Wortlaut; card: Satz der Wissenskarte")
    url: str = Field(description="öffentliche Adresse des Dokuments, wo es eine gibt")
    validity: Validity = Field(description="Gültigkeit zum Rechtsstand der Antwort")


class NoteOut(BaseModel):
    """Was man neben der Antwort wissen muss."""

    model_config = example(
        kind="frueher", text="Früher: Höchstens 55.000 € Personalausgaben je volle Koordinationsstelle und Jahr (2021 und 2022).", citations=[2]
    )
    kind: Literal["frueher", "widerspruch", "auslegung", "hinweis"] = Field(
        description="frueher: galt vorher; widerspruch: Dokumente sagen Verschiedenes; auslegung: offen; hinweis: sonst zu beachten"
    )
    text: str = Field(description="der Hinweis, ein oder zwei Sätze")
    citations: list[int] = Field(description="Ziffern der Belege")


class AnswerOut(BaseModel):
    """Eine Antwort, dieselbe wie von „kim ask --json“."""

    model_config = example(
        question="Was zahlt das Land höchstens für eine Koordinationsstelle im Jahr?", status="answered", mode="extractive",
        answer="Für die KIM-Koordination (Baustein 1) fördert das Land Personalausgaben bis höchstens 57.000 Euro je Stelle und Jahr. [1]",
        as_of="2026-11-20", citations=[CITATION], notes=[], checks=[], suggestions=[], timings_ms={"gesamt": 24.0},
    )  # fmt: skip
    id: str | None = Field(None, description="die mitgegebene eigene Kennung")
    question: str = Field(description="die Frage, wie sie gestellt wurde")
    status: Literal["answered", "not_covered", "needs_facts"] = Field(
        description="answered: beantwortet; not_covered: dazu steht nichts in den Dokumenten; needs_facts: `checks` sagt, welche Angaben fehlen"
    )
    answer: str = Field(description="Markdown mit Ziffern [1] für die Belege")
    as_of: str = Field(description="Rechtsstand der Antwort", examples=["2026-11-20"])
    mode: Literal["extractive", "generated", "computed"] = Field(
        description="extractive: Sätze der Dokumente und Karten; generated: von einem Sprachmodell formuliert und geprüft; computed: berechnet"
    )
    citations: list[CitationOut] = Field(description="Belege in der Reihenfolge ihrer Ziffern")
    notes: list[NoteOut] = Field(description="was man neben der Antwort wissen muss")
    checks: list[dict[str, Any]] = Field(description="Ergebnisse von Prüfungen")
    suggestions: list[str] = Field(description="Fragen, auf die es Auskunft gibt; bei needs_facts die Fragen nach den fehlenden Angaben")
    timings_ms: dict[str, float] = Field(description="Dauer der Schritte in Millisekunden")


class SearchIn(Closed):
    """Eine Suche."""

    model_config = example(question="Eigenanteil Personalausgaben", top=5)
    question: Question = Field(description="Frage oder Suchwörter", examples=["Eigenanteil Personalausgaben"])
    as_of: AsOf | None = Field(None, description="Rechtsstand; ohne Angabe heute")
    document_id: DocumentId | None = Field(None, description="nur dieses Dokument")
    top: Whole = Field(10, ge=1, le=100, description="Zahl der Fundstellen")


PASSAGE = {
    "document_id": "faq-2026", "locator": "Frage 13", "page": None, "text": CITATION["quote"], "score": 5.1, "dense": 0.62, "lexical": 14.8,
    "kind": "card", "passage_id": "card:f13-personal-koordination", "start": 0, "end": 0,
}  # fmt: skip


class PassageOut(BaseModel):
    """Eine Fundstelle."""

    model_config = example(**PASSAGE)
    document_id: str = Field(description="Kennung des Dokuments")
    locator: str = Field(description="Fundstelle im Dokument")
    page: int | None = Field(description="Seite des Originals, wo es eine gibt")
    text: str = Field(description="der Text der Fundstelle")
    score: float = Field(description="Rang: je höher, desto besser; nur innerhalb einer Suche vergleichbar")
    dense: float = Field(description="Ähnlichkeit der Bedeutung (Kosinus)")
    lexical: float = Field(description="Übereinstimmung der Wörter (BM25)")
    kind: Literal["original", "card"] = Field(description="original: aus einem Dokument; card: Wissenskarte")
    passage_id: str = Field(description="Kennung der Fundstelle in dieser Index-Generation")
    start: int = Field(description="erstes Zeichen im Text des Dokuments")
    end: int = Field(description="Zeichen nach dem letzten")


class SearchOut(BaseModel):
    """Fundstellen, die beste zuerst."""

    model_config = example(id=None, passages=[PASSAGE])
    id: str | None = Field(None, description="bei einer einzelnen Suche leer")
    passages: list[PassageOut] = Field(description="die Fundstellen")
