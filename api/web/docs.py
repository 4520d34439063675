"""`/docs`: the OpenAPI document as a page of our own, so that it needs neither the internet nor foreign scripts."""

from __future__ import annotations

import json
import re
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup, escape

from api.web.views import page

router = APIRouter(include_in_schema=False)


@router.get("/docs")
def docs(request: Request) -> HTMLResponse:
    """Every address with what goes in and what may come out."""
    schema: dict[str, Any] = request.app.openapi()
    operations = [_operation(schema, path, method, found) for path, methods in schema["paths"].items() for method, found in methods.items()]
    tags = list(dict.fromkeys(o["tags"][0] for o in operations))
    grouped = [(t, [o for o in operations if o["tags"][0] == t]) for t in tags]
    return page(request, "docs.html", info=schema["info"], groups=grouped)


def _operation(schema: dict[str, Any], path: str, method: str, found: dict[str, Any]) -> dict[str, Any]:
    """One address as the page shows it."""
    body = _json(found)
    shown = {"path": path, "method": method.upper(), "in": _fields(schema, body), "sent": _example(schema, body), "out": _out(schema, found)}
    return {"parameters": [], "description": ""} | found | shown


def marked(text: str) -> Markup:
    """A description with what stands in backticks as code."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text))))


def _example(schema: dict[str, Any], found: dict[str, Any]) -> str:
    """The example of an object, or of the first of several kinds, as text."""
    if found.get("type") == "array":
        inner = _example(schema, found.get("items", {}))
        return f"[{inner}]" if inner else ""
    if "anyOf" in found:
        found = found["anyOf"][-1]
    if "$ref" in found:
        found = schema["components"]["schemas"][found["$ref"].rsplit("/", 1)[1]]
    return json.dumps(found["examples"][0], ensure_ascii=False, indent=2) if found.get("examples") else ""


def _json(operation: dict[str, Any]) -> dict[str, Any]:
    """The schema of the request body; {} without one."""
    found: dict[str, Any] = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    return found


def _out(schema: dict[str, Any], operation: dict[str, Any]) -> list[dict[str, Any]]:
    """The responses, each with its fields where it is an object of ours."""
    found = []
    for status, answer in operation["responses"].items():
        media = answer.get("content", {})
        body = media.get("application/json", {}).get("schema", {})
        fields = _fields(schema, body)
        found.append(
            {"status": status, "description": answer["description"], "media": ", ".join(media), "fields": fields, "example": _example(schema, body)}
        )
    return found


def _fields(schema: dict[str, Any], found: dict[str, Any]) -> list[dict[str, Any]]:
    if "anyOf" in found:
        found = found["anyOf"][-1]
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
