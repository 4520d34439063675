"""One error shape for programs (RFC 9457, `application/problem+json`), a plain page for people; always German, never a traceback."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.routing import Match

from assistant.errors import DatenbankFehler, EingabeError, EmbedderError, FaktenError, IndexError_, KimError

MEDIA = "application/problem+json"
TITLES = {
    400: "Anfrage nicht verwendbar",
    401: "Anmeldung nötig",
    403: "Nicht erlaubt",
    404: "Nicht gefunden",
    405: "Methode nicht möglich",
    406: "Format nicht möglich",
    408: "Anfrage kam zu langsam",
    409: "Konflikt",
    413: "Anfrage zu groß",
    415: "Inhaltstyp nicht möglich",
    421: "Unbekannter Rechnername",
    422: "Eingabe nicht verwendbar",
    429: "Zu viele Anfragen",
    500: "Fehler im Dienst",
    503: "Dienst gerade nicht verfügbar",
    504: "Antwort dauerte zu lange",
}
DETAILS = {
    404: "Diese Adresse gibt es nicht. Die Beschreibung der Schnittstelle steht unter /docs.",
    405: "Diese Adresse kennt die Methode nicht. Die Beschreibung der Schnittstelle steht unter /docs.",
    500: "Im Dienst ist ein Fehler aufgetreten. Bitte der betreibenden Stelle die Kennung dieser Anfrage nennen.",
}


class Problem(Exception):
    """An error on its way to the client. `detail` is a German sentence; `errors` name single fields."""

    def __init__(self, status: int, detail: str, headers: dict[str, str] | None = None, errors: list[dict[str, str]] | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.headers = headers or {}
        self.errors = errors


def body(status: int, detail: str, request_id: str = "", errors: list[dict[str, str]] | None = None) -> dict[str, Any]:
    """The problem object. `type` is about:blank, so `title` says what the status means (RFC 9457, section 4.2.1)."""
    found: dict[str, Any] = {"type": "about:blank", "title": title(status), "status": status, "detail": detail}
    if request_id:
        found["instance"] = f"urn:kim:anfrage:{request_id}"
    if errors:
        found["errors"] = errors
    return found


def title(status: int) -> str:
    """The German heading of an HTTP status, the standard's English one where there is none."""
    return TITLES.get(status) or HTTPStatus(status).phrase


def response(request: Request, problem: Problem) -> Response:
    """The problem as the client wants it: a page for a browser on a page's address, else JSON."""
    ident = str(getattr(request.state, "id", ""))
    if wants_page(request):
        from api.web.views import error_page

        return error_page(request, problem)
    return JSONResponse(body(problem.status, problem.detail, ident, problem.errors), problem.status, problem.headers, MEDIA)


def wants_page(request: Request) -> bool:
    """Whether a person is looking at a page (and not a program at the interface)."""
    path = request.url.path
    return not path.startswith(("/v1/", "/healthz", "/readyz", "/metrics", "/openapi.json")) and "text/html" in request.headers.get("accept", "")


def of(error: KimError) -> Problem:
    """An error of the tree as a problem: 422 for what the asker can mend, 503 for an index, embedder or database that is not there, else 500."""
    if isinstance(error, FaktenError):
        return Problem(422, str(error), errors=[{"field": f"facts.{name}", "detail": reason} for name, reason in error.fields])
    if isinstance(error, EingabeError):
        return Problem(422, str(error))
    if isinstance(error, IndexError_ | EmbedderError | DatenbankFehler):
        return Problem(503, str(error), {"Retry-After": "10"})
    return Problem(500, str(error))


def install(app: FastAPI) -> None:
    """Let every error of the application come out in this shape."""

    async def problem(request: Request, error: Exception) -> Response:
        assert isinstance(error, Problem)
        return response(request, error)

    async def known(request: Request, error: Exception) -> Response:
        assert isinstance(error, KimError)
        return response(request, of(error))

    async def http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        headers = dict(error.headers or {})
        if error.status_code == 405:
            headers["Allow"] = ", ".join(sorted(allowed(request)))
        return response(request, Problem(error.status_code, DETAILS.get(error.status_code, str(error.detail)), headers))

    async def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        fields = [{"field": ".".join(str(x) for x in e["loc"][1:]) or str(e["loc"][0]), "detail": german(e)} for e in error.errors()]
        named = "; ".join(f"{f['field']}: {f['detail']}" for f in fields[:3])
        return response(request, Problem(422, f"Die Eingabe ist nicht verwendbar ({named}).", errors=fields))

    app.add_exception_handler(Problem, problem)
    app.add_exception_handler(KimError, known)
    app.add_exception_handler(HTTPException, http)
    app.add_exception_handler(RequestValidationError, invalid)


def allowed(request: Request) -> set[str]:
    """The methods an address knows, over all its routes."""
    found: set[str] = set()
    for method in ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"):
        scope = {**request.scope, "method": method}
        if any(route.matches(scope)[0] == Match.FULL for route in request.app.routes):
            found.add(method)
    return found


_SAYINGS = {
    "missing": "die Angabe fehlt",
    "string_type": "erwartet wird Text",
    "string_too_short": "der Text ist zu kurz",
    "string_too_long": "der Text ist zu lang",
    "string_pattern_mismatch": "der Text hat nicht die erwartete Form",
    "bool_type": "erwartet wird wahr oder falsch",
    "bool_parsing": "erwartet wird wahr oder falsch",
    "int_type": "erwartet wird eine ganze Zahl",
    "int_parsing": "erwartet wird eine ganze Zahl",
    "int_from_float": "erwartet wird eine ganze Zahl",
    "greater_than_equal": "der Wert ist zu klein",
    "less_than_equal": "der Wert ist zu groß",
    "list_type": "erwartet wird eine Liste",
    "too_long": "die Liste ist zu lang",
    "dict_type": "erwartet wird ein Objekt",
    "model_attributes_type": "erwartet wird ein Objekt",
    "extra_forbidden": "diese Angabe gibt es nicht",
    "json_invalid": "das ist kein gültiges JSON",
    "literal_error": "der Wert gehört nicht zu den möglichen",
    "date_from_datetime_parsing": "erwartet wird ein Datum (JJJJ-MM-TT)",
    "value_error": "der Wert ist nicht verwendbar",
}


def german(error: dict[str, Any]) -> str:
    """What is wrong with one field."""
    return _SAYINGS.get(str(error["type"]), "der Wert ist nicht verwendbar")
