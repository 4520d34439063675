"""The pages the law asks for, filled from settings; readable without signing in."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.web.views import operator_text, page

router = APIRouter(include_in_schema=False)


@router.get("/impressum")
def imprint(request: Request) -> HTMLResponse:
    """Impressum."""
    return _page(request, "Impressum", "KIM_IMPRESSUM", "impressum")


@router.get("/datenschutz")
def privacy(request: Request) -> HTMLResponse:
    """Datenschutz: what the program does, and what the operator adds."""
    return _page(request, "Datenschutz", "KIM_DATENSCHUTZ", "datenschutz")


@router.get("/barrierefreiheit")
def accessibility(request: Request) -> HTMLResponse:
    """Barrierefreiheit: what the program does, and what the operator adds."""
    return _page(request, "Barrierefreiheit", "KIM_BARRIEREFREIHEIT", "barrierefreiheit")


def _page(request: Request, heading: str, setting: str, kind: str) -> HTMLResponse:
    config = request.app.state.gatekeeper.config
    return page(request, "text.html", heading=heading, text=operator_text(setting), kind=kind, setting=setting, config=config)
