"""`POST /v1/search`: passages only."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request

from api.http.auth import Principal, Requires
from api.http.engine import Snapshot
from api.http.models import SearchIn, SearchOut
from api.http.routes.common import problems
from api.http.service import day, known_document, service
from api.render import passage_json

router = APIRouter(tags=["Fragen"])


@router.post("/v1/search", summary="Fundstellen suchen", response_model=SearchOut, responses=problems(404, 504))
async def search(request: Request, body: SearchIn, who: Annotated[Principal, Depends(Requires("lesen"))]) -> dict[str, Any]:
    """Fundstellen zu einer Frage, die beste zuerst, wie „kim search --json“."""
    request.state.question = body.question
    when = day(body.as_of)

    def work(snapshot: Snapshot) -> list[dict[str, Any]]:
        helper = snapshot.assistant(who.groups)
        known_document(helper, body.document_id)
        return [passage_json(s) for s in helper.search(body.question, when, body.document_id or "", body.top)]

    _, found = await service(request).compute(lambda: service(request).on_snapshot(work))
    return {"id": None, "passages": found}
