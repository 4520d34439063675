"""Documents and their places, as the interface describes them."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from api.http.models.answers import Validity
from api.http.models.base import example

DOCUMENT = {
    "id": "faq-2026", "title": "Häufige Fragen zum Kommunalen Integrationsmanagement (KIM) NRW", "publisher": "MKJFGFI NRW", "stand": "2026-04-23",
    "kind": "FAQ", "url": "", "original": True, "cards": 275, "superseded_by": None, "group": None,
}  # fmt: skip
SECTION = {"locator": "Frage 13", "title": "Höhe der Förderung", "page": 4, "start": 9120, "end": 10480}


class DocumentOut(BaseModel):
    """Ein Dokument."""

    model_config = example(**DOCUMENT)
    id: str = Field(description="Kennung")
    title: str = Field(description="Titel")
    publisher: str = Field(description="Herausgeber")
    stand: str | None = Field(description="JJJJ-MM-TT")
    kind: str = Field(description="Art, zum Beispiel Landesregel, FAQ, kommunales Konzept, Bericht")
    url: str = Field(description="öffentliche Adresse, wo es eine gibt")
    original: bool = Field(description="ob das Original eingelesen ist; sonst gibt es nur Wissenskarten")
    cards: int = Field(description="Zahl der Wissenskarten")
    superseded_by: str | None = Field(description="Kennung der neueren Fassung")
    group: str | None = Field(description="Gruppe, auf die das Original beschränkt ist")


class SectionOut(BaseModel):
    """Ein Abschnitt eines Originals."""

    model_config = example(**SECTION)
    locator: str = Field(description="Fundstelle, mit der die Antworten auf den Abschnitt zeigen")
    title: str = Field(description="Überschrift")
    page: int | None = Field(description="Seite, auf der er beginnt")
    start: int = Field(description="erstes Zeichen im Text des Dokuments")
    end: int = Field(description="Zeichen nach dem letzten")


class DocumentDetail(DocumentOut):
    """Ein Dokument mit seinen Abschnitten."""

    model_config = example(**DOCUMENT, page_count=14, sections=[SECTION], locators=["Frage 13"])
    page_count: int | None = Field(description="Zahl der Seiten, wo das Original welche hat")
    sections: list[SectionOut] = Field(description="leer, wenn das Original nicht eingelesen ist; dann nennen die Karten die Fundstellen")
    locators: list[str] = Field(description="Fundstellen, zu denen es Wissenskarten gibt")


class SurroundingsOut(BaseModel):
    """Eine Textstelle in ihrer Umgebung."""

    model_config = example(
        document_id="faq-2026", title=DOCUMENT["title"], locator="Frage 13", page=None, stand="2026-04-23", validity="geltend", source="card",
        before="", text="Für die KIM-Koordination (Baustein 1) fördert das Land Personalausgaben bis höchstens 57.000 Euro je Stelle und Jahr.",
        after="",
    )  # fmt: skip
    document_id: str = Field(description="Kennung des Dokuments")
    title: str = Field(description="Titel des Dokuments")
    locator: str = Field(description="Fundstelle")
    page: int | None = Field(description="Seite des Originals, wo es eine gibt")
    stand: str | None = Field(description="Stand des Dokuments (JJJJ-MM-TT)")
    validity: Validity = Field(description="Gültigkeit zum gefragten Rechtsstand")
    source: Literal["original", "card"] = Field(description="original: Wortlaut; card: Satz der Wissenskarte")
    before: str = Field(description="Text davor")
    text: str = Field(description="die Stelle selbst")
    after: str = Field(description="Text danach")
