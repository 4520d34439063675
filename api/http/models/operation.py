"""State, version and errors, as the interface describes them."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from api.http.models.base import example

WRONG = {"field": "as_of", "detail": "kein Datum"}


class StateOut(BaseModel):
    """Zustand des Dienstes."""

    model_config = example(status="ok")
    status: Literal["ok"] = Field(description="ok; sonst kommt ein Fehler")


class VersionOut(BaseModel):
    """Was antwortet."""

    model_config = example(
        version="0.1.0", generation="lsa-f6c3a3-fcea026773", built="2026-11-20T06:00:00+00:00", embedder="lsa", documents=5, cards=1391,
        corpus_stand="2026-04-23",
    )  # fmt: skip
    version: str = Field(description="Programmfassung")
    generation: str = Field(description="Name der Index-Generation")
    built: str = Field(description="Zeitpunkt des Baus")
    embedder: str = Field(description="Einbettung, mit der der Index gebaut ist")
    documents: int = Field(description="Zahl der sichtbaren Originale")
    cards: int = Field(description="Zahl der Wissenskarten")
    corpus_stand: str | None = Field(description="jüngster Stand unter den sichtbaren Originalen (JJJJ-MM-TT)")


class FieldError(BaseModel):
    """Ein Feld, das nicht verwendbar ist."""

    model_config = example(**WRONG)
    field: str = Field(description="Name des Feldes, mit Punkten für Unterfelder")
    detail: str = Field(description="was daran nicht geht")


class ProblemOut(BaseModel):
    """Ein Fehler (RFC 9457)."""

    model_config = example(
        type="about:blank", title="Eingabe nicht verwendbar", status=422, detail="„gestern“ ist kein Datum.",
        instance="urn:kim:anfrage:0f1e2d3c4b5a6978", errors=[WRONG],
    )  # fmt: skip
    type: str = Field(description="immer about:blank: was der Status bedeutet, sagt `title`", examples=["about:blank"])
    title: str = Field(description="was der Status bedeutet", examples=["Nicht gefunden"])
    status: int = Field(description="HTTP-Status", examples=[404])
    detail: str = Field(description="ein deutscher Satz: was, warum, was tun")
    instance: str | None = Field(None, description="Kennung der Anfrage im Protokoll")
    errors: list[FieldError] | None = Field(None, description="die Felder, an denen es liegt")
