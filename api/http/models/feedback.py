"""Feedback, as the interface describes it."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, Field, StringConstraints

from api.http.models.base import ID, AsOf, Closed, DocumentId, Moment, Question, Whole, example

Reason = Annotated[str, StringConstraints(max_length=2000, pattern=r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$")]
CITED = {"document_id": "faq-2026", "locator": "Frage 13"}
GIVEN = {"question": "Was zahlt das Land je Koordinationsstelle?", "answer": "Bis zu 57.000 Euro im Jahr.", "helpful": False, "reason": "knapp"}


class FeedbackCitation(Closed):
    """Ein Beleg der beurteilten Antwort."""

    model_config = example(**CITED)
    document_id: DocumentId = Field(description="Kennung des Dokuments")
    locator: str = Field("", max_length=200, description="Fundstelle im Dokument")
    quote: str = Field("", max_length=2000, description="das Zitat")
    n: Whole | None = Field(None, description="Ziffer des Belegs")


class TurnFeedbackIn(Closed):
    """Rückmeldung zu einem Beitrag eines eigenen Gesprächs."""

    model_config = example(helpful=True, turn_id="3f2a9c51b7d84e06a1c2d3e4f5a6b7c8")
    helpful: bool = Field(strict=True, description="ob die Antwort geholfen hat")
    reason: Reason = Field("", description="Grund")
    turn_id: str = Field(min_length=1, max_length=64, pattern=ID, description="Beitrag des Gesprächs")


class TextFeedbackIn(Closed):
    """Rückmeldung zu Frage und Antwort, die mitgeschickt werden."""

    model_config = example(**GIVEN, as_of="2026-11-20", citations=[CITED])
    helpful: bool = Field(strict=True, description="ob die Antwort geholfen hat")
    reason: Reason = Field("", description="Grund")
    question: Question = Field(description="die Frage")
    answer: Annotated[str, StringConstraints(min_length=1, max_length=20_000)] = Field(description="die Antwort dazu")
    as_of: AsOf | None = Field(None, description="Rechtsstand der Antwort")
    citations: list[FeedbackCitation] = Field(default=[], max_length=50, description="Belege der Antwort")


class FeedbackOut(BaseModel):
    """Eine gespeicherte Rückmeldung."""

    model_config = example(**GIVEN, id="3f2a9c51b7d84e06a1c2d3e4f5a6b7c8", as_of="2026-11-20", citations=[CITED], created="2026-11-20T09:20:00Z")
    id: str = Field(description="Kennung der Rückmeldung")
    question: str = Field(description="die Frage")
    as_of: str = Field(description="Rechtsstand der Antwort")
    answer: str = Field(description="die Antwort")
    citations: list[dict[str, Any]] = Field(description="Belege der Antwort")
    helpful: bool = Field(description="ob die Antwort geholfen hat")
    reason: str = Field(description="Grund")
    created: Moment = Field(description="Zeitpunkt (UTC)")


class FeedbackList(BaseModel):
    """Rückmeldungen, die letzte zuerst."""

    model_config = example(feedback=[])
    feedback: list[FeedbackOut] = Field(description="die Rückmeldungen")
