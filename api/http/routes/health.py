"""For operators: alive, ready, metrics, what answers."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy import text

from api.http.auth import Principal, Requires
from api.http.errors import Problem
from api.http.models import StateOut, VersionOut
from api.http.observe import registry
from api.http.routes.common import problems
from api.http.service import service
from api.version import program_version
from assistant.errors import DienstError

router = APIRouter(tags=["Betrieb"])
UNSIGNED: dict[int | str, dict[str, Any]] = {k: v for k, v in problems(signed=False).items() if k in (400, 421, 500, 503)}


@router.get("/healthz", summary="Läuft der Dienst?", response_model=StateOut, responses=UNSIGNED)
async def alive() -> dict[str, str]:
    """Antwortet, solange der Prozess lebt."""
    return {"status": "ok"}


@router.get("/readyz", summary="Kann der Dienst antworten?", response_model=StateOut, responses=UNSIGNED)
def ready(request: Request) -> dict[str, str]:
    """Antwortet mit 200, wenn Index und Datenbank bereit sind, sonst mit 503."""
    service(request).engine.snapshot()
    with request.app.state.database.session() as session:
        session.execute(text("SELECT 1"))
    return {"status": "ok"}


METRICS: dict[int | str, dict[str, Any]] = {200: {"description": "Messwerte", "content": {"text/plain": {"schema": {"type": "string"}}}}}


@router.get("/metrics", summary="Messwerte für Prometheus", response_class=Response, responses=METRICS | problems())
def metrics(who: Annotated[Principal, Depends(Requires("admin"))]) -> Response:
    """Zähler und Dauern über alle Prozesse."""
    several = registry()
    return Response(generate_latest(several) if several is not None else generate_latest(), media_type=CONTENT_TYPE_LATEST)


@router.get("/v1/version", summary="Welcher Stand antwortet?", response_model=VersionOut, responses=problems())
def version(request: Request, who: Annotated[Principal, Depends(Requires("lesen"))]) -> dict[str, Any]:
    """Fassung, Index-Generation, Einbettung und Stand der Dokumente."""
    try:
        program = program_version()
    except DienstError as e:
        raise Problem(503, str(e)) from e
    snapshot, helper = service(request).assistant(who)
    manifest, documents = snapshot.index.manifest, helper.index.documents()
    stands = [d.stand for d in documents if d.stand]
    return {
        "version": program, "generation": snapshot.generation, "built": manifest["created"], "embedder": manifest["embedder"],
        "documents": len(documents), "cards": len(helper.index.cards()), "corpus_stand": max(stands).isoformat() if stands else None,
    }  # fmt: skip
