"""The interface against its own description: schemathesis sends good and bad requests to every address and checks every answer with all it has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, settings

from api.http.app import create_app
from api.http.config import read_config

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def schema(_service_home: Path) -> Iterator[object]:
    """The OpenAPI document of a running application."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KIM_HOME", str(_service_home))
        patch.setenv("KIM_RATE", "0")
        app = create_app(read_config())
        with TestClient(app, base_url="http://127.0.0.1"):
            yield schemathesis.openapi.from_asgi("/openapi.json", app, headers={"Host": "127.0.0.1"})


api = schemathesis.pytest.from_fixture("schema")


@api.parametrize()
@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_every_answer_is_as_described(case: schemathesis.Case) -> None:
    case.call_and_validate(headers={"Host": "127.0.0.1"})
