"""`/v1/feedback`: give it; read and delete it as `admin`."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi import Path as InPath

from api.http.auth import Principal, Requires
from api.http.errors import Problem
from api.http.models import ID, CreatedOut, FeedbackList, TextFeedbackIn, TurnFeedbackIn
from api.http.observe import FEEDBACK
from api.http.routes.common import problems
from api.http.service import day, service

router = APIRouter(tags=["Rückmeldungen"])
Ident = Annotated[str, InPath(description="Kennung der Rückmeldung", max_length=64, pattern=ID, examples=["3f2a9c51b7d84e06a1c2d3e4f5a6b7c8"])]


@router.post("/v1/feedback", status_code=201, summary="Rückmeldung geben", response_model=CreatedOut, responses=problems(404))
def give(request: Request, body: TurnFeedbackIn | TextFeedbackIn, who: Annotated[Principal, Depends(Requires("lesen"))]) -> dict[str, str]:
    """Speichert, ob eine Antwort geholfen hat, mit Frage, Antwort und Belegen, damit sie zum Prüffall werden kann."""
    s = service(request)
    if isinstance(body, TurnFeedbackIn):
        return {"id": keep_for_turn(request, who, body.turn_id, body.helpful, body.reason)}
    snapshot, helper = s.assistant(who)
    visible = {d.id for d in helper.index.documents()} | {c.document_id for c in helper.index.cards()}
    cited = {c.document_id for c in body.citations}
    if not cited <= visible:
        raise Problem(404, "Ein Dokument der Belege gibt es hier nicht. Die vorhandenen nennt /v1/documents.")
    when = day(body.as_of)
    answer = {"answer": body.answer, "as_of": when.isoformat() if when else "", "citations": [c.model_dump() for c in body.citations]}
    FEEDBACK.labels("ja" if body.helpful else "nein").inc()
    return {"id": s.feedback.add(who.name, body.question, answer, body.helpful, body.reason, snapshot.groups_of(cited))}


@router.get("/v1/feedback", summary="Rückmeldungen lesen", response_model=FeedbackList, responses=problems())
def read(request: Request, who: Annotated[Principal, Depends(Requires("admin"))]) -> dict[str, Any]:
    """Alle Rückmeldungen, deren Belege Sie sehen dürfen."""
    fields = ("id", "question", "as_of", "answer", "citations", "helpful", "reason", "created")
    return {"feedback": [{f: getattr(row, f) for f in fields} for row in service(request).feedback.all(who.groups)]}


@router.delete("/v1/feedback/{feedback_id}", status_code=204, summary="Eine Rückmeldung löschen", response_class=Response, responses=problems(404))
def remove(
    request: Request,
    feedback_id: Ident,
    who: Annotated[Principal, Depends(Requires("admin"))],
) -> Response:
    """Löscht eine Rückmeldung."""
    if not service(request).feedback.remove(feedback_id, who.groups):
        raise Problem(404, "Diese Rückmeldung gibt es nicht (mehr).")
    return Response(status_code=204)


def keep_for_turn(request: Request, who: Principal, turn_id: str, helpful: bool, reason: str) -> str:
    """Feedback to a stored turn of the principal. Errors: Problem 404."""
    s = service(request)
    owner = who.owner(s.config.store_for_all)
    found = s.conversations.turn(owner, turn_id, who.groups)
    if found is None or found[0].answer is None:
        raise Problem(404, "Diesen Beitrag gibt es nicht (mehr).")
    turn, groups = found
    assert turn.answer is not None
    FEEDBACK.labels("ja" if helpful else "nein").inc()
    return s.feedback.add(owner, turn.question, turn.answer, helpful, reason, groups, turn.id)
