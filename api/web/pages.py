"""The pages: chat, passage, documents, conversations, and the texts of the operator."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, Form, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.staticfiles import StaticFiles

from api.http.auth import Principal, Requires
from api.http.errors import Problem, of
from api.http.passages import surroundings
from api.http.routes.conversations import _conversation, _owner, continue_conversation
from api.http.routes.feedback import keep_for_turn
from api.http.service import day, document_info, document_row, document_rows, known_document, service
from api.store.conversations import StoredConversation
from api.web.views import page
from assistant.errors import DienstError, EingabeError
from assistant.question.personaldata import personal_data
from assistant.question.understanding import check_text
from assistant.settings import value

router = APIRouter(include_in_schema=False)
Reader = Annotated[Principal, Depends(Requires("lesen"))]
Text = Annotated[str, Form(max_length=20_000)]
Short = Annotated[str, Form(max_length=200)]
SHOWN = 100  # conversations on one page; the export has all
STATIC = Path(__file__).parent / "static"
TEXTS = {
    "/impressum": ("Impressum", "KIM_IMPRESSUM"),
    "/datenschutz": ("Datenschutz", "KIM_DATENSCHUTZ"),
    "/barrierefreiheit": ("Barrierefreiheit", "KIM_BARRIEREFREIHEIT"),
}


def install(app: FastAPI) -> None:
    """Add the pages and their files. Errors: DienstError when KIM_KERN names no folder with the styles."""
    from api.web import checks, docs, texts

    app.include_router(router)
    app.include_router(texts.router)
    app.include_router(docs.router)
    app.include_router(checks.router)
    if value("KIM_KERN"):
        folder = Path(value("KIM_KERN"))
        for name in ("kern.css", "fonts/fira-sans.css"):
            if not (folder / name).is_file():
                raise DienstError(f"KIM_KERN: In {folder} liegt keine {name}. Bitte den Unterordner dist des Pakets @kern-ux/native angeben.")
        app.mount("/static/kern", StaticFiles(directory=folder), name="kern")
    app.mount("/static", StaticFiles(directory=STATIC), name="static")


@router.get("/")
def start(request: Request, who: Reader) -> HTMLResponse:
    """An empty chat."""
    return chat(request, None)


@router.get("/gespraech/{ident}")
def conversation(request: Request, ident: str, who: Reader) -> HTMLResponse:
    """A conversation so far."""
    return chat(request, _conversation(request, ident, who))


@router.post("/frage")
async def ask(
    request: Request, who: Reader, csrf: Short = "", frage: Text = "", rechtsstand: Short = "", gespraech: Short = "", trotzdem: Short = ""
) -> Response:
    """A question from the form: warn of personal data first, then answer, keep, and show."""
    s = service(request)
    s.keeper.check_csrf(s.keeper.session(request), csrf)
    form = {"frage": frage, "rechtsstand": rechtsstand}
    found = await run_in_threadpool(_conversation, request, gespraech, who) if gespraech else None
    findings = personal_data(frage)
    if findings and not trotzdem:
        return chat(request, found, form, findings=[f"{f.kind} („{f.text}“)" for f in findings], status=422)
    try:
        check_text(frage)
        day(rechtsstand)
        ident = gespraech or await run_in_threadpool(s.conversations.create, _owner(request, who))
        turn = await continue_conversation(request, who, ident, frage, rechtsstand or None, None)
    except EingabeError as e:
        return chat(request, found, form, error=str(e), status=of(e).status)
    return RedirectResponse(f"/gespraech/{ident}#b{turn.id}", 303)


@router.post("/rueckmeldung")
def feedback(
    request: Request, who: Reader, csrf: Short = "", beitrag: Short = "", gespraech: Short = "", hilfreich: Short = "", grund: Text = ""
) -> Response:
    """Helpful or not, from the form below an answer."""
    s = service(request)
    s.keeper.check_csrf(s.keeper.session(request), csrf)
    if hilfreich not in ("ja", "nein"):
        raise Problem(422, "Bitte „Hilfreich“ oder „Nicht hilfreich“ wählen.")
    found = _conversation(request, gespraech, who)
    keep_for_turn(request, who, beitrag, hilfreich == "ja", grund[:2000])
    return chat(request, found, thanked=beitrag)


@router.get("/gespraeche")
def conversations(request: Request, who: Reader) -> HTMLResponse:
    """The conversations of this session."""
    found = service(request).conversations.of(_owner(request, who), who.groups, SHOWN)
    kept = [c for c in found if c.turns]
    return page(request, "conversations.html", conversations=kept, days=service(request).config.retention_days, shown=SHOWN)


@router.post("/gespraech/{ident}/loeschen")
def remove(request: Request, ident: str, who: Reader, csrf: Short = "") -> Response:
    """Delete a conversation."""
    s = service(request)
    s.keeper.check_csrf(s.keeper.session(request), csrf)
    s.conversations.remove(_owner(request, who), ident)
    return RedirectResponse("/gespraeche", 303)


@router.post("/gespraeche/loeschen")
def remove_all(request: Request, who: Reader, csrf: Short = "") -> Response:
    """Delete all conversations of this session."""
    s = service(request)
    s.keeper.check_csrf(s.keeper.session(request), csrf)
    s.conversations.remove_all(_owner(request, who))
    return RedirectResponse("/gespraeche", 303)


@router.get("/stelle")
def passage(
    request: Request, who: Reader, dokument: Annotated[str, Query(max_length=200)], fundstelle: Annotated[str, Query(max_length=200)],
    zitat: Annotated[str, Query(max_length=2000)] = "", stand: Annotated[str, Query(max_length=40)] = "",
) -> HTMLResponse:  # fmt: skip
    """A cited passage, highlighted in its surroundings."""
    snapshot, helper = service(request).assistant(who)
    info = document_info(helper, dokument)
    as_of = day(stand) or helper.today
    whole = False
    try:
        found = surroundings(helper, info, fundstelle, zitat, as_of)
    except Problem:
        if not zitat:
            raise
        whole = True  # a check speaks of a place in words of its own: the whole place is shown, never the words of the address
        found = surroundings(helper, info, fundstelle, "", as_of)
    held = helper.index.document(dokument)
    pdf = held is not None and held.source.lower().endswith(".pdf") and found.page is not None and found.page <= (held.page_count or 0)
    group = next(iter(snapshot.groups_of({dokument})), None) if held else None
    newer = helper.index.superseded.get(dokument)
    return page(
        request, "passage.html", found=found, info=info, as_of=as_of.isoformat(), pdf=pdf, whole=whole, held=held is not None, group=group,
        newer=newer,
    )  # fmt: skip


@router.get("/dokumente")
def documents(request: Request, who: Reader) -> HTMLResponse:
    """All documents the reader may see."""
    return page(request, "documents.html", documents=document_rows(*service(request).assistant(who)))


@router.get("/dokumente/{ident}")
def document(request: Request, ident: str, who: Reader) -> HTMLResponse:
    """A document with its sections."""
    snapshot, helper = service(request).assistant(who)
    known_document(helper, ident)
    held = helper.index.document(ident)
    own = [c for c in helper.index.cards() if c.document_id == ident]
    row = document_row(snapshot, helper, document_info(helper, ident), len(own))
    places: dict[str, str] = {}
    for s in held.sections if held else ():
        places.setdefault(s.locator, s.title)
    for c in own:
        places.setdefault(c.locator, "")
    return page(request, "document.html", document=row, places=[(k, v) for k, v in places.items() if k])


def chat(
    request: Request, found: StoredConversation | None, form: dict[str, str] | None = None, findings: list[str] | None = None, error: str = "",
    thanked: str = "", status: int = 200,
) -> HTMLResponse:  # fmt: skip
    """The chat page: the turns so far and the form."""
    values: dict[str, Any] = {"frage": "", "rechtsstand": ""} | (form or {})
    turns = found.turns if found else ()
    last = next((t.answer for t in reversed(turns) if t.answer), None)
    return page(
        request, "chat.html", status, conversation=found, turns=turns, last=last, findings=findings or [], error=error, thanked=thanked, **values
    )
