"""`/docs`: the OpenAPI document as a page of our own, so that it needs neither the internet nor foreign scripts."""

from __future__ import annotations

import json
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.web.views import page

router = APIRouter(include_in_schema=False)


@router.get("/docs")
def docs(request: Request) -> HTMLResponse:
    """Every address with what goes in and what may come out."""
    schema: dict[str, Any] = request.app.openapi()
    operations = [
        {"parameters": [], "description": ""}
        | operation
        | {"path": path, "method": method.upper(), "in": _body(schema, operation), "out": _out(schema, operation)}
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    ]
    tags = list(dict.fromkeys(o["tags"][0] for o in operations))
    grouped = [(t, [o for o in operations if o["tags"][0] == t]) for t in tags]
    return page(request, "docs.html", info=schema["info"], groups=grouped)


def _body(schema: dict[str, Any], operation: dict[str, Any]) -> list[dict[str, Any]]:
    """The fields of the request body."""
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    return _fields(schema, content.get("schema", {}))


def _out(schema: dict[str, Any], operation: dict[str, Any]) -> list[dict[str, Any]]:
    """The responses, each with its fields where it is an object of ours."""
    found = []
    for status, answer in operation["responses"].items():
        media = answer.get("content", {})
        body = media.get("application/json", {}).get("schema", {})
        found.append({"status": status, "description": answer["description"], "media": ", ".join(media), "fields": _fields(schema, body)})
    return found


def _fields(schema: dict[str, Any], found: dict[str, Any]) -> list[dict[str, Any]]:
    if found.get("type") == "array":
        found = found.get("items", {})
    if "$ref" in found:
        found = schema["components"]["schemas"][found["$ref"].rsplit("/", 1)[1]]
    required = found.get("required", [])
    return [
        {
            "name": name, "type": _type(p), "required": name in required, "description": p.get("description", ""),
            "example": json.dumps(p["examples"][0], ensure_ascii=False) if p.get("examples") else "",
        }
        for name, p in found.get("properties", {}).items()
    ]  # fmt: skip


def _type(p: dict[str, Any]) -> str:
    if "$ref" in p:
        return str(p["$ref"].rsplit("/", 1)[1])
    if "anyOf" in p:
        return " | ".join(_type(x) for x in p["anyOf"])
    if p.get("type") == "array":
        return f"Liste von {_type(p.get('items', {}))}"
    names = {"string": "Text", "integer": "ganze Zahl", "number": "Zahl", "boolean": "wahr/falsch", "object": "Objekt", "null": "leer"}
    return " | ".join(map(str, p["enum"])) if "enum" in p else names.get(str(p.get("type")), "beliebig")
