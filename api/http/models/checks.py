"""Checks and their results, as the interface describes them."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.http.models.answers import CitationOut, NoteOut
from api.http.models.base import ID, AsOf, Closed, Question, example

FACTS = {"gebietskoerperschaft": "kreis", "koordination_vzae": 2}


class CheckOut(BaseModel):
    """Eine Prüfung."""

    model_config = example(
        name="foerderhoechstbetrag",
        title="Förderhöchstbetrag berechnen",
        description="Wie viel zahlt das Land in Baustein 1 und 2 höchstens für ein Jahr?",
    )
    name: str = Field(description="Name, unter dem sie aufgerufen wird")
    title: str = Field(description="Titel")
    description: str = Field(description="welche Frage sie beantwortet")


class CheckIn(Closed):
    """Angaben zu einer Prüfung."""

    model_config = example(facts=FACTS, as_of="2026-01-01")
    facts: dict[str, Any] = Field(
        description="Angaben nach dem Schema der Prüfung; was fehlt oder null ist, gilt als unbekannt",
        examples=[FACTS],
    )
    as_of: AsOf | None = Field(None, description="Stichtag; ohne Angabe heute")
    id: str | None = Field(None, description="eigene Kennung; kommt im Ergebnis zurück", max_length=200, pattern=ID)


class SituationIn(Closed):
    """Eine geschilderte Lage, aus der Angaben gelesen werden."""

    model_config = example(text="Wir sind ein Kreis und planen zwei Stellen Koordination. Was bekommen wir?", as_of="2026-01-01")
    text: Question = Field(
        description="die Lage in eigenen Worten, ohne personenbezogene Daten",
        examples=["Wir sind ein Kreis und planen zwei Stellen Koordination. Was bekommen wir?"],
    )
    as_of: AsOf | None = Field(None, description="Stichtag; ohne Angabe heute")


class ReadFactOut(BaseModel):
    """Eine gelesene Angabe; erst die Bestätigung eines Menschen macht sie zu einer."""

    model_config = example(wert="kreis", woertlich="Kreis", von="regeln")
    wert: Any = Field(description="der gelesene Wert, passend zum Schema der Prüfung")
    woertlich: str = Field(description="die Worte der Schilderung, aus denen sie gelesen ist; leer: aus dem Zusammenhang")
    von: Literal["regeln", "modell"] = Field(description="wer sie gelesen hat")


class UnderstoodOut(BaseModel):
    """Was aus einer Schilderung gelesen wurde, zur Bestätigung; „facts“ passt in die Prüfung."""

    model_config = example(
        check="foerderhoechstbetrag", facts=FACTS, gelesen={"gebietskoerperschaft": {"wert": "kreis", "woertlich": "Kreis", "von": "regeln"}},
        missing=[], verworfen={}, von="regeln",
    )  # fmt: skip
    check: str = Field(description="Name der Prüfung")
    facts: dict[str, Any] = Field(description="die gelesenen Angaben, wie die Prüfung sie nimmt")
    gelesen: dict[str, ReadFactOut] = Field(description="je Angabe Wert, Worte und wer sie gelesen hat")
    missing: list[dict[str, str]] = Field(description="Angaben mit zwei verschiedenen Lesarten; keine davon steht in „facts“")
    verworfen: dict[str, str] = Field(description="was ein Sprachmodell ohne Beleg nannte, mit Grund")
    von: Literal["regeln", "modell"] = Field(description="modell: auch ein Sprachmodell hat gelesen")


class ErgebnisOut(BaseModel):
    """Das Ergebnis einer Prüfung, dasselbe wie von „kim check --json“; dazu eigene Werte der Prüfung."""

    model_config = ConfigDict(extra="allow") | example(
        check="foerderhoechstbetrag", as_of="2026-01-01", fassung="Richtlinie vom 12.12.2024", facts=FACTS, result="unklar", criteria=[], failed=[],
        missing=[{"fact": "case_management_vzae", "frage": "Wie viele Stellen Case Management (in Vollzeitäquivalenten) sind es?"}],
        hints=[], notes=[], citations=[],
    )  # fmt: skip
    check: str = Field(description="Name der Prüfung")
    as_of: str = Field(description="Stichtag", examples=["2026-01-01"])
    fassung: str | None = Field(description="Richtlinie, nach der geprüft wurde; leer, wenn für den Stichtag keine vorliegt")
    facts: dict[str, Any] = Field(description="Angaben, wie sie verstanden wurden")
    result: str = Field(description="erfuellt, nicht_erfuellt, unklar, berechnet oder ein eigenes Wort der Prüfung")
    criteria: list[dict[str, Any]] = Field(description="jedes Kriterium mit id, title, result, reason und citations")
    failed: list[str] = Field(description="Kennungen der sicher verfehlten Kriterien")
    missing: list[dict[str, Any]] = Field(description="Angaben, die am Ergebnis noch etwas ändern können: fact und frage")
    hints: list[dict[str, Any]] = Field(description="Empfehlungen und Hinweise mit id, text und citations")
    notes: list[NoteOut] = Field(description="offene Auslegungen, Widersprüche, frühere Werte")
    citations: list[CitationOut] = Field(description="Belege")
