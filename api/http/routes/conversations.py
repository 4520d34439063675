"""`/v1/conversations`: make, go on, read (which is the export), delete."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi import Path as InPath
from fastapi.concurrency import run_in_threadpool

from api.http.auth import Principal, Requires
from api.http.errors import Problem
from api.http.models import ID, ConversationOut, ConversationsOut, CreatedOut, TurnIn, TurnOut
from api.http.routes.common import problems
from api.http.service import service
from api.store.conversations import MAX_TURNS, StoredConversation, StoredTurn

router = APIRouter(tags=["Gespräche"])
Reader = Annotated[Principal, Depends(Requires("lesen"))]
Ident = Annotated[str, InPath(description="Kennung des Gesprächs", max_length=64, pattern=ID, examples=["3f2a9c51b7d84e06a1c2d3e4f5a6b7c8"])]
GONE = "Dieses Gespräch gibt es nicht (mehr)."


@router.post("/v1/conversations", status_code=201, summary="Ein Gespräch beginnen", response_model=CreatedOut, responses=problems())
def create(request: Request, who: Reader) -> dict[str, str]:
    """Legt ein leeres Gespräch an."""
    return {"id": service(request).conversations.create(_owner(request, who))}


@router.get("/v1/conversations", summary="Die eigenen Gespräche", response_model=ConversationsOut, responses=problems())
def conversations(request: Request, who: Reader) -> dict[str, Any]:
    """Die eigenen Gespräche mit allen Beiträgen, das letzte zuerst; zugleich der Export."""
    return {"conversations": [conversation_row(c) for c in service(request).conversations.of(_owner(request, who), who.groups)]}


@router.get("/v1/conversations/{conversation_id}", summary="Ein Gespräch", response_model=ConversationOut, responses=problems(404))
def conversation(request: Request, conversation_id: Ident, who: Reader) -> dict[str, Any]:
    """Ein eigenes Gespräch mit allen Beiträgen."""
    return conversation_row(_conversation(request, conversation_id, who))


@router.post("/v1/conversations/{conversation_id}/turns", status_code=201, summary="Im Gespräch fragen", response_model=TurnOut,
             responses=problems(404, 504))  # fmt: skip
async def ask(request: Request, conversation_id: Ident, body: TurnIn, who: Reader) -> dict[str, Any]:
    """Beantwortet eine Frage im Zusammenhang des Gesprächs. Wenn die Antwort da ist, ist sie gespeichert."""
    return turn_row(await continue_conversation(request, who, conversation_id, body.question, body.as_of, body.document_id))


@router.delete("/v1/conversations", status_code=204, summary="Alle eigenen Gespräche löschen", response_class=Response, responses=problems())
def remove_all(request: Request, who: Reader) -> Response:
    """Löscht alle eigenen Gespräche mit allen Beiträgen; auch, wenn es keine gibt."""
    service(request).conversations.remove_all(_owner(request, who))
    return Response(status_code=204)


@router.delete(
    "/v1/conversations/{conversation_id}", status_code=204, summary="Ein Gespräch löschen", response_class=Response, responses=problems(404)
)
def remove(request: Request, conversation_id: Ident, who: Reader) -> Response:
    """Löscht ein eigenes Gespräch mit allen Beiträgen."""
    if not service(request).conversations.remove(_owner(request, who), conversation_id):
        raise Problem(404, GONE)
    return Response(status_code=204)


async def continue_conversation(
    request: Request, who: Principal, ident: str, question: str, as_of: str | None, document_id: str | None
) -> StoredTurn:
    """Answer in a conversation and keep the turn. Errors: Problem 404 when it is not the principal's, also when it was deleted meanwhile."""
    found = await run_in_threadpool(_conversation, request, ident, who)
    history = [{"question": t.question} for t in found.turns[-MAX_TURNS:]]
    answer, groups = await service(request).ask(request, who, question, as_of, document_id, history)
    owner = _owner(request, who)
    turn_id = await run_in_threadpool(service(request).conversations.add, owner, ident, question, answer, groups)
    kept = await run_in_threadpool(service(request).conversations.turn, owner, turn_id or "", who.groups)
    if kept is None:
        raise Problem(404, GONE)
    return kept[0]


def conversation_row(c: StoredConversation) -> dict[str, Any]:
    """A conversation as JSON."""
    return {"id": c.id, "created": c.created, "changed": c.changed, "turns": [turn_row(t) for t in c.turns]}


def turn_row(t: StoredTurn) -> dict[str, Any]:
    """A turn as JSON."""
    return {"id": t.id, "question": t.question, "answer": t.answer, "created": t.created}


def _owner(request: Request, who: Principal) -> str:
    return who.owner(service(request).config.store_for_all)


def _conversation(request: Request, ident: str, who: Principal) -> StoredConversation:
    found = service(request).conversations.get(_owner(request, who), ident, who.groups)
    if found is None:
        raise Problem(404, GONE)
    return found
