"""The description of the interface: every address, field and answer explained in German, with examples that hold."""

from __future__ import annotations

import inspect
from typing import Any

import pytest
from pydantic import BaseModel

from api.http import models
from tests.http.conftest import Running

MODELS = [m for m in vars(models).values() if inspect.isclass(m) and issubclass(m, BaseModel)]


@pytest.fixture(scope="module")
def schema(_closed: Running) -> dict[str, Any]:
    found: dict[str, Any] = _closed.client.get("/openapi.json").json()
    return found


def test_every_address_says_what_it_does_and_what_it_takes(schema: dict[str, Any]) -> None:
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            assert operation.get("summary") and operation.get("description"), (method, path)
            for parameter in operation.get("parameters", ()):
                described = parameter | parameter["schema"]
                assert described.get("description") and described.get("examples"), (method, path, parameter["name"])


def test_every_object_has_an_example_and_every_field_a_meaning(schema: dict[str, Any]) -> None:
    objects = schema["components"]["schemas"]
    assert {m.__name__ for m in MODELS} <= set(objects)
    for name, found in objects.items():
        assert found.get("description") and found.get("examples"), name
        silent = [field for field, p in found["properties"].items() if not p.get("description")]
        assert silent == [], (name, silent)


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m.__name__)
def test_an_example_is_what_the_interface_accepts_and_gives(model: type[BaseModel]) -> None:
    for example in model.model_json_schema()["examples"]:
        model.model_validate(example)
        assert set(example) <= set(model.model_fields), "an example shows no field that is not described"


def test_the_docs_page_shows_them_without_foreign_addresses(closed: Running) -> None:
    page = closed.client.get("/docs").text
    assert "Beispiel einer Anfrage" in page and "Beispiel einer Antwort" in page
    assert "<code>application/problem+json</code>" in page
    assert "http://" not in page and "https://" not in page
