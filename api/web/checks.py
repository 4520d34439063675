"""The pages of the checks: the list, the form of each, and the result below it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from api.http.auth import Principal, Requires
from api.http.routes.checks import known_check, read_situation, run_check
from api.http.service import service
from api.web.checkform import form_fields, read_facts, rows_of
from api.web.views import page
from assistant.checks import Check, catalogue
from assistant.checks.situation import doubt_question
from assistant.errors import DatumError, EingabeError, FaktenError
from assistant.question.personaldata import personal_data

router = APIRouter(include_in_schema=False)
MOST_FIELDS = 2000


@router.get("/pruefungen")
def checks(request: Request, who: Annotated[Principal, Depends(Requires("lesen"))]) -> HTMLResponse:
    """All checks."""
    return page(request, "checks.html", checks=catalogue())


@router.get("/pruefungen/{name}")
def form(request: Request, name: str, who: Annotated[Principal, Depends(Requires("fall"))]) -> HTMLResponse:
    """The form of a check, filled with what the address says (from an answer to a question)."""
    check = known_check(name)
    given = dict(request.query_params)
    wanted = frozenset(given.get("fehlt", "").split(","))
    return _page(request, check, {k: v for k, v in given.items() if k.startswith("f.")}, given.get("rechtsstand", ""), wanted=wanted)


@router.post("/pruefungen/{name}")
async def fill(request: Request, name: str, who: Annotated[Principal, Depends(Requires("fall"))]) -> HTMLResponse:
    """Run the check on what was filled in; nothing is kept."""
    s = service(request)
    async with request.form(max_fields=MOST_FIELDS, max_files=0) as sent:
        given = {k: v for k, v in sent.items() if isinstance(v, str)}
    s.keeper.check_csrf(s.keeper.session(request), given.get("csrf", ""))
    check = known_check(name)
    answers = {k: v for k, v in given.items() if k.startswith("f.")}
    as_of = given.get("rechtsstand", "")
    if "fuellen" in given:  # from an answer: the facts it understood, with their words
        words = {k[2:]: v for k, v in given.items() if k.startswith("w.") and v}
        return _page(request, check, answers, as_of, wanted=frozenset(given.get("fehlt", "").split(",")), words=words)
    if "lesen" in given:
        return await _read(request, check, as_of, given.get("lage", ""))
    try:
        found = await run_check(request, who, name, read_facts(check, answers), as_of)
    except FaktenError as e:
        return _page(request, check, answers, as_of, errors=dict(e.fields), status=422)
    except EingabeError as e:
        return _page(request, check, answers, as_of, errors={"rechtsstand": str(e)}, status=422)
    return _page(request, check, answers, as_of, found=found, wanted=frozenset(m["fact"] for m in found["missing"]))


async def _read(request: Request, check: Check, as_of: str, told: str) -> HTMLResponse:
    """The form filled from a described situation; every fact that was read shows its words."""
    findings = personal_data(told)
    if findings:
        kinds = ", ".join(f.kind for f in findings)
        errors = {"lage": f"Die Schilderung scheint personenbezogene Daten zu enthalten ({kinds}). Bitte nehmen Sie sie heraus."}
        return _page(request, check, {}, as_of, errors=errors, status=422, told=told)
    try:
        read = await read_situation(request, check.name, told, as_of)
    except EingabeError as e:
        return _page(request, check, {}, as_of, errors={"rechtsstand" if isinstance(e, DatumError) else "lage": str(e)}, status=422, told=told)
    words = {n: f.words or "dem Zusammenhang" for n, f in read.facts.items()}
    asked = {n: doubt_question(check.fact(n), pair) for n, pair in read.doubts.items()}
    return _page(request, check, form_fields(read.values, check.facts), as_of, words=words, asked=asked, told=told, read=True)


def _page(
    request: Request, check: Check, given: Mapping[str, str], as_of: str, found: dict[str, Any] | None = None,
    errors: Mapping[str, str] | None = None, status: int = 200, wanted: frozenset[str] = frozenset(), words: Mapping[str, str] | None = None,
    asked: Mapping[str, str] | None = None, told: str = "", read: bool = False,
) -> HTMLResponse:  # fmt: skip
    rows = {f.name: rows_of(f, given) for f in check.facts if f.kind == "posts"}
    return page(
        request, "check.html", status, check=check, given=given, rechtsstand=as_of, result=found, errors=dict(errors or {}), rows=rows, wanted=wanted,
        origins=dict(words or {}), asked=dict(asked or {}), told=told, read=read,
    )  # fmt: skip
