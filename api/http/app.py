"""The application: routes, pages, and the layers every request passes (outermost first: observe, security, limits, sessions)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi.openapi.utils import get_openapi

from api.http import errors, oidc
from api.http.auth import Gatekeeper
from api.http.config import Config, check_start, read_config
from api.http.engine import Engine
from api.http.limits import Limits, RateLimit
from api.http.memory import keep_steady
from api.http.models import ProblemOut
from api.http.observe import Observe, configure_logging, say
from api.http.routes import ask, checks, conversations, documents, feedback, health, search
from api.http.security import Security
from api.http.service import Service
from api.http.sessions import Sessions
from api.store.conversations import Conversations
from api.store.database import Database, open_database
from api.store.feedback import FeedbackStore
from api.store.keys import Keys
from assistant.errors import KimError

HOURLY = 3600.0
ROUTES = (ask, search, documents, checks, conversations, feedback, health)
ABOUT = (
    "Fragen zum Kommunalen Integrationsmanagement NRW, Antworten mit Stichtag und Fundstelle. Orientierung, keine Entscheidung einer Behörde. "
    "Fehler kommen als `application/problem+json` (RFC 9457). Programme senden `Authorization: Bearer <Schlüssel>`."
)


def create_app(config: Config) -> FastAPI:
    """The application for one process. Errors: DienstError, EingabeError, IndexError_ when it must not or cannot start."""
    database = open_database(config.home)
    keys = Keys(database)
    check_start(config, any(k.usable for k in keys.all()))
    keeper = Gatekeeper(config, keys, RateLimit(-(-config.rate // config.workers)))
    engine = Engine(config.home, config.threads)
    service = Service(config, engine, keeper, Conversations(database), FeedbackStore(database))
    app = FastAPI(title="KIM-Assistent", description=ABOUT, version="1", docs_url=None, redoc_url=None, lifespan=_lifespan)
    app.state.service, app.state.gatekeeper, app.state.database = service, keeper, database
    for module in ROUTES:
        app.include_router(module.router)
    from api.web import pages

    pages.install(app)
    oidc.install(app, config)
    errors.install(app)
    app.openapi = lambda: openapi(app)  # type: ignore[method-assign]
    app.add_middleware(Sessions, config=config)
    app.add_middleware(Limits, body_limit=config.body_limit, time_limit=config.time_limit, concurrency=config.concurrency)
    app.add_middleware(Security, config=config)
    app.add_middleware(Observe, log_questions=config.log_questions)
    return app


def from_environment() -> FastAPI:
    """The application of a worker process: its settings come through the environment."""
    keep_steady()
    configure_logging()
    return create_app(read_config())


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Warm the index before the first request; tidy up every hour; finish what runs at the end."""
    service: Service = app.state.service
    await run_in_threadpool(service.engine.snapshot)
    tidy = asyncio.create_task(_tidy(service))
    say("bereit", generation=service.engine.snapshot().generation)
    try:
        yield
    finally:
        tidy.cancel()
        with suppress(asyncio.CancelledError):
            await tidy
        await run_in_threadpool(service.engine.close)
        database: Database = app.state.database
        database.close()
        say("beendet")


async def _tidy(service: Service) -> None:
    """Delete what is past its time."""
    while True:
        try:
            await run_in_threadpool(service.conversations.expire, service.config.retention_days)
            await run_in_threadpool(service.feedback.expire, service.config.feedback_days)
        except KimError as e:
            say("aufraeumen", fehler=str(e))
        await asyncio.sleep(HOURLY)


def openapi(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document: ours instead of FastAPI's error shape, bearer keys described."""
    if app.openapi_schema is None:
        found = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
        schemas = found["components"]["schemas"]
        schemas["ProblemOut"] = ProblemOut.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas |= schemas["ProblemOut"].pop("$defs", {})
        for name in ("HTTPValidationError", "ValidationError"):
            schemas.pop(name, None)
        found["components"]["securitySchemes"] = {
            "Schlüssel": {"type": "http", "scheme": "bearer", "description": "„kim keys create NAME“ legt einen an."}
        }
        for path, methods in found["paths"].items():
            for operation in methods.values():
                if path not in ("/healthz", "/readyz"):
                    operation["security"] = [{"Schlüssel": []}, {}]
        app.openapi_schema = found
    return app.openapi_schema
