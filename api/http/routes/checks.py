"""`/v1/checks`: the checks there are, the facts of one as JSON Schema, reading them from a described situation, and running it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi import Path as InPath

from api.http.auth import Principal, Requires
from api.http.engine import Snapshot
from api.http.errors import Problem
from api.http.models import ID, CheckIn, CheckOut, ErgebnisOut, SituationIn, UnderstoodOut
from api.http.observe import count_model
from api.http.routes.common import problems
from api.http.service import day, service
from api.wiring import fact_source, today
from assistant.checks import Check, catalogue, run
from assistant.checks.situation import Understood, doubt_rows, understood

router = APIRouter(tags=["Prüfungen"])
Name = Annotated[str, InPath(description="Name der Prüfung", max_length=100, pattern=ID, examples=["foerderhoechstbetrag"])]
SCHEMA: dict[int | str, dict[str, Any]] = {
    200: {"description": "JSON Schema (2020-12) der Angaben", "content": {"application/json": {"schema": {"type": "object"}}}}
}


@router.get("/v1/checks", summary="Prüfungen auflisten", response_model=list[CheckOut], responses=problems())
def checks(who: Annotated[Principal, Depends(Requires("lesen"))]) -> list[dict[str, str]]:
    """Alle Prüfungen."""
    return [{"name": c.name, "title": c.title, "description": c.description} for c in catalogue()]


@router.get("/v1/checks/{name}", summary="Die Angaben einer Prüfung", response_model=None, responses=SCHEMA | problems(404))
def schema(name: Name, who: Annotated[Principal, Depends(Requires("lesen"))]) -> dict[str, Any]:
    """Welche Angaben die Prüfung kennt, als JSON Schema mit deutschen Bezeichnungen."""
    from assistant.checks.facts import json_schema

    return json_schema(known_check(name))


@router.post("/v1/checks/{name}", summary="Eine Prüfung durchführen", response_model=ErgebnisOut, responses=problems(404, 504))
async def check(request: Request, name: Name, body: CheckIn, who: Annotated[Principal, Depends(Requires("fall"))]) -> dict[str, Any]:
    """Das Ergebnis zu den Angaben; fehlende Angaben sind unbekannt und stehen in `missing`. Gespeichert wird nichts."""
    found = await run_check(request, who, name, body.facts, body.as_of)
    return ({"id": body.id} if body.id is not None else {}) | found


async def run_check(request: Request, who: Principal, name: str, facts: Mapping[str, Any], as_of: str | None) -> dict[str, Any]:
    """The Ergebnis, quoting the originals the principal may see. Errors: Problem 404, FaktenError, DatumError."""
    from assistant.checks.sources import IndexCiter

    known_check(name)
    when = day(as_of)

    def work(snapshot: Snapshot) -> dict[str, Any]:
        helper = snapshot.assistant(who.groups)
        return run(name, facts, when or helper.today, IndexCiter(lambda: helper.index))

    return (await service(request).compute(lambda: service(request).on_snapshot(work)))[1]


@router.post("/v1/checks/{name}/angaben", summary="Angaben aus einer Schilderung lesen", response_model=UnderstoodOut, responses=problems(404, 504))
async def situation(request: Request, name: Name, body: SituationIn, who: Annotated[Principal, Depends(Requires("fall"))]) -> dict[str, Any]:
    """Aus einer geschilderten Lage die Angaben der Prüfung, jede mit ihren Worten. Geprüft und gespeichert wird nichts."""
    found = await read_situation(request, name, body.text, body.as_of)
    return {
        "check": name, "facts": found.values, "gelesen": found.row, "missing": doubt_rows(name, found.doubts), "verworfen": dict(found.discarded),
        "von": found.mode,
    }  # fmt: skip


async def read_situation(request: Request, name: str, text: str, as_of: str | None) -> Understood:
    """A description read for a check, by the rules and by a language model where there is one. Errors: Problem 404, FrageError, DatumError."""
    check, when = known_check(name), day(as_of)
    request.state.question = text
    found = await service(request).compute(lambda: understood(text, check, when or today(), today(), fact_source(confirmed=True)))
    count_model()
    return found


def known_check(name: str) -> Check:
    """A check by name. Errors: Problem 404."""
    found = next((c for c in catalogue() if c.name == name), None)
    if found is None:
        raise Problem(404, f"Eine Prüfung „{name[:60]}“ gibt es nicht. Die vorhandenen nennt /v1/checks.")
    return found
