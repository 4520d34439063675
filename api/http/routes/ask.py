"""`POST /v1/ask`: the answer as JSON, or as a stream of events for whoever wants to show that something is happening."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse

from api.http import errors
from api.http.auth import Principal, Requires
from api.http.errors import Problem
from api.http.models import AnswerOut, AskIn
from api.http.routes.common import problems
from api.http.service import service
from assistant.errors import KimError

router = APIRouter(tags=["Fragen"])
BEAT = 10.0  # seconds between signs of life on a stream
EVENTS = "".join(
    f"event: {name}\ndata: {data}\n\n"
    for name, data in (
        ("fortschritt", '{"schritt": "suche"}'),
        ("satz", '{"text": "…"}'),
        ("antwort", '{"question": "…", "status": "answered", …}'),
        ("ende", "{}"),
    )
)


@router.post(
    "/v1/ask",
    summary="Eine Frage beantworten",
    description="Antwort mit Fundstellen zum Rechtsstand. Mit `Accept: text/event-stream` als Ereignisse: `fortschritt`; mit einem Sprachmodell je "
    "geprüftem Satz ein `satz`; dann `antwort` (dasselbe Objekt; sie gilt und ersetzt die Sätze) oder `fehler` (ein Problem-Objekt), zuletzt `ende`.",
    response_model=AnswerOut,
    responses={
        200: {
            "description": "Die Antwort; „X-Kim-Generation“ nennt die Index-Generation, aus der sie stammt",
            "content": {"text/event-stream": {"schema": {"type": "string"}, "example": EVENTS}},
        },
        **problems(404, 504),
    },
)
async def ask(request: Request, body: AskIn, who: Annotated[Principal, Depends(Requires("lesen"))]) -> Response:
    """Answer a question."""
    history = [t.model_dump() for t in body.history]

    async def work(heard: Callable[[str], None] | None = None) -> dict[str, Any]:
        return (await service(request).ask(request, who, body.question, body.as_of, body.document_id, history, body.id, heard))[0]

    if "text/event-stream" in request.headers.get("accept", ""):
        loop, sentences = asyncio.get_running_loop(), asyncio.Queue[str | None]()
        answer = asyncio.ensure_future(work(lambda text: _hand_over(loop, sentences, text)))
        answer.add_done_callback(lambda _: sentences.put_nowait(None))
        return StreamingResponse(_events(request, answer, sentences), media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})
    return JSONResponse(await work(), headers={"X-Kim-Generation": request.state.generation})


def _hand_over(loop: asyncio.AbstractEventLoop, sentences: asyncio.Queue[str | None], text: str) -> None:
    """From the question's thread to the stream; a loop that has ended meanwhile needs no sentence any more."""
    with suppress(RuntimeError):
        loop.call_soon_threadsafe(sentences.put_nowait, text)


async def _events(request: Request, answer: asyncio.Future[dict[str, Any]], sentences: asyncio.Queue[str | None]) -> AsyncIterator[str]:
    yield event("fortschritt", {"schritt": "suche"})
    try:
        while True:
            try:
                text = await asyncio.wait_for(sentences.get(), BEAT)
            except TimeoutError:
                yield ": noch da\n\n"
                continue
            if text is None:
                break
            yield event("satz", {"text": text})
        yield event("antwort", answer.result())
    except (Problem, KimError) as e:
        problem = e if isinstance(e, Problem) else errors.of(e)
        yield event("fehler", errors.body(problem.status, problem.detail, request.state.id))
    finally:
        answer.cancel()
    yield event("ende", {})


def event(name: str, data: dict[str, Any]) -> str:
    """One server-sent event."""
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
