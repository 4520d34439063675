"""What all routes of the interface document: the problems they may answer with."""

from __future__ import annotations

from typing import Any

from api.http.errors import MEDIA, TITLES
from api.http.models import ProblemOut

ALWAYS = (400, 408, 413, 421, 422, 429, 500, 503)
SIGNED = (401, 403)


def problems(*statuses: int, signed: bool = True) -> dict[int | str, dict[str, Any]]:
    """OpenAPI entries of the problems a route may answer with, beside those every route may."""
    wanted = sorted({*statuses, *ALWAYS, *(SIGNED if signed else ())})
    return {s: {"description": TITLES[s], "content": {MEDIA: {"schema": {"$ref": f"#/components/schemas/{ProblemOut.__name__}"}}}} for s in wanted}
