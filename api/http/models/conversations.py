"""Conversations, as the interface describes them."""

from __future__ import annotations

from pydantic import BaseModel, Field

from api.http.models.answers import AnswerOut
from api.http.models.base import AsOf, Closed, DocumentId, Moment, Question, example

IDENT = "3f2a9c51b7d84e06a1c2d3e4f5a6b7c8"
TURN = {"id": IDENT, "question": "Und für die Verwaltungsassistenz?", "answer": None, "created": "2026-11-20T09:15:00Z"}
CONVERSATION = {"id": IDENT, "created": "2026-11-20T09:12:00Z", "changed": "2026-11-20T09:15:00Z", "turns": [TURN]}


class TurnIn(Closed):
    """Eine Frage in einem Gespräch; die früheren Fragen kennt der Dienst."""

    model_config = example(question="Und für die Verwaltungsassistenz?")
    question: Question = Field(description="die Frage", examples=["Und für die Verwaltungsassistenz?"])
    as_of: AsOf | None = Field(None, description="Rechtsstand; ohne Angabe heute", examples=["2021-06-30"])
    document_id: DocumentId | None = Field(None, description="nur dieses Dokument")


class TurnOut(BaseModel):
    """Frage und Antwort; `answer` fehlt, wenn sie auf einem Dokument beruht, für das Sie nicht freigeschaltet sind."""

    model_config = example(**TURN)
    id: str = Field(description="Kennung des Beitrags")
    question: str = Field(description="die Frage")
    answer: AnswerOut | None = Field(description="die Antwort, wie sie damals gegeben wurde")
    created: Moment = Field(description="Zeitpunkt (UTC)")


class ConversationOut(BaseModel):
    """Ein Gespräch."""

    model_config = example(**CONVERSATION)
    id: str = Field(description="Kennung des Gesprächs")
    created: Moment = Field(description="Beginn (UTC)")
    changed: Moment = Field(description="letzter Beitrag (UTC); von da an läuft die Aufbewahrungsfrist")
    turns: list[TurnOut] = Field(description="die Beiträge, der erste zuerst")


class ConversationsOut(BaseModel):
    """Die eigenen Gespräche, das letzte zuerst."""

    model_config = example(conversations=[CONVERSATION])
    conversations: list[ConversationOut] = Field(description="die Gespräche")


class CreatedOut(BaseModel):
    """Kennung des Angelegten."""

    model_config = example(id=IDENT)
    id: str = Field(description="die Kennung")
