"""`/v1/documents`: the list, one with its sections, a passage in its surroundings, a page or the whole of the original file."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote as escaped

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi import Path as InPath

from api.http.auth import Principal, Requires
from api.http.errors import Problem
from api.http.models import ID, AsOf, DocumentDetail, DocumentOut, SurroundingsOut
from api.http.passages import surroundings
from api.http.routes.common import problems
from api.http.service import day, document_info, document_row, document_rows, original, service
from assistant.types import Document

router = APIRouter(tags=["Dokumente"])
Reader = Annotated[Principal, Depends(Requires("lesen"))]
Ident = Annotated[str, InPath(description="Kennung des Dokuments", max_length=200, pattern=ID, examples=["faq-2026"])]
KINDS = {".pdf": "application/pdf", ".txt": "text/plain", ".md": "text/plain", ".html": "text/html", ".htm": "text/html",
         ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}  # fmt: skip


@router.get("/v1/documents", summary="Dokumente auflisten", response_model=list[DocumentOut], responses=problems())
def documents(request: Request, who: Reader) -> list[dict[str, Any]]:
    """Alle Dokumente, die Sie sehen dürfen."""
    return document_rows(*service(request).assistant(who))


@router.get("/v1/documents/{document_id}", summary="Ein Dokument mit seinen Abschnitten", response_model=DocumentDetail, responses=problems(404))
def document(request: Request, document_id: Ident, who: Reader) -> dict[str, Any]:
    """Was von einem Dokument bekannt ist."""
    snapshot, helper = service(request).assistant(who)
    info = document_info(helper, document_id)
    held = helper.index.document(document_id)
    own = [c for c in helper.index.cards() if c.document_id == document_id]
    sections = [{"locator": s.locator, "title": s.title, "page": s.page, "start": s.start, "end": s.end} for s in held.sections] if held else []
    return document_row(snapshot, helper, info, len(own)) | {
        "page_count": held.page_count if held else None,
        "sections": sections,
        "locators": list(dict.fromkeys(c.locator for c in own)),
    }


@router.get(
    "/v1/documents/{document_id}/passage", summary="Eine Textstelle in ihrer Umgebung", response_model=SurroundingsOut, responses=problems(404)
)
def passage(
    request: Request,
    document_id: Ident,
    who: Reader,
    locator: Annotated[str, Query(description="Fundstelle", max_length=200, pattern=ID, examples=["Frage 13"])],
    quote: Annotated[
        str, Query(description="Zitat, das in der Stelle gesucht wird; leer: die ganze Stelle", max_length=2000, examples=["57.000 Euro"])
    ] = "",
    as_of: Annotated[AsOf | None, Query(description="Rechtsstand; ohne Angabe heute", examples=["2021-06-30"])] = None,
) -> dict[str, Any]:
    """Die Stelle mit dem Text davor und danach: aus dem Original, sonst aus der Wissenskarte."""
    _, helper = service(request).assistant(who)
    found = surroundings(helper, document_info(helper, document_id), locator, quote, day(as_of) or helper.today)
    return {
        "document_id": document_id, "title": found.info.title, "locator": locator, "page": found.page,
        "stand": found.info.stand.isoformat() if found.info.stand else None, "validity": found.validity, "source": found.source,
        "before": found.before, "text": found.text, "after": found.after,
    }  # fmt: skip


BINARY: dict[int | str, dict[str, Any]] = {
    200: {"description": "Die Datei", "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}
}
PDF: dict[int | str, dict[str, Any]] = {
    200: {"description": "Die Seite", "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}}
}


@router.get("/v1/documents/{document_id}/file", summary="Die Datei des Originals", response_class=Response, responses=BINARY | problems(404))
def file(request: Request, document_id: Ident, who: Reader) -> Response:
    """Das eingelesene Original als Datei zum Herunterladen."""
    held = original(service(request).assistant(who)[1], document_id)
    name = f"{document_id}{Path(held.source).suffix.lower()}"
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{escaped(name)}"}
    return Response(_bytes(held), media_type="application/octet-stream", headers=headers)


@router.get("/v1/documents/{document_id}/pages/{page}", summary="Eine Seite des Originals", response_class=Response, responses=PDF | problems(404))
def page(
    request: Request, document_id: Ident, page: Annotated[int, InPath(ge=1, le=100_000, description="Seite, ab 1", examples=[4])], who: Reader
) -> Response:
    """Eine Seite des Originals als PDF, wo die Datei ein PDF ist."""
    held = original(service(request).assistant(who)[1], document_id)
    if Path(held.source).suffix.lower() != ".pdf" or page > (held.page_count or 0):
        raise Problem(404, f"Das Original von „{held.info.title}“ hat keine Seite {page}.")
    return Response(_page(_bytes(held), page), media_type="application/pdf", headers={"Content-Disposition": "inline"})


def _bytes(held: Document) -> bytes:
    """The file, as it was when it was read. Errors: Problem 404 when it is gone or another one by now."""
    import hashlib

    try:
        data = Path(held.source).read_bytes()
    except OSError:
        data = b""
    if hashlib.sha256(data).hexdigest() != held.sha256:
        raise Problem(404, f"Die Datei zu „{held.info.title}“ liegt nicht mehr so vor, wie sie eingelesen wurde.")
    return data


def _page(data: bytes, page: int) -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter()
    writer.add_page(PdfReader(io.BytesIO(data)).pages[page - 1])
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
