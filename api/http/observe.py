"""Structured log lines and Prometheus metrics of every request; the last net for errors nobody expected.

A log line holds no question, no query string and no address unless `KIM_LOG_QUESTIONS` is on; then a question is a field of its own.
"""

from __future__ import annotations

import json
import logging
import secrets
import sys
import threading
import time
import traceback
from datetime import UTC, datetime
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, multiprocess
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http import errors
from api.http.errors import Problem

LOG = logging.getLogger("kim.dienst")
REQUESTS = Counter("kim_requests_total", "Anfragen", ["method", "route", "status"])
SECONDS = Histogram("kim_request_seconds", "Dauer der Anfragen", ["route"], buckets=(0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30))
RUNNING = Gauge("kim_requests_running", "laufende Anfragen", multiprocess_mode="livesum")
ANSWERS = Counter("kim_answers_total", "Antworten", ["status", "mode"])

FEEDBACK = Counter("kim_feedback_total", "Rückmeldungen", ["helpful"])
EXCHANGES = Counter("kim_index_exchanges_total", "neue Index-Generationen, die ein Prozess übernommen hat oder nicht öffnen konnte", ["result"])
MODEL = Counter("kim_llm_events_total", "Entwürfe des Sprachmodells und was daraus wurde", ["event"])
MODEL_SECONDS = Counter("kim_llm_seconds_total", "Sekunden, die Entwürfe brauchten")
_SECONDS = "sekunden"
_carried: dict[str, float] = {}
_carrying = threading.Lock()


def count_model() -> None:
    """Carry what the language model's part has counted in this process over into the metrics; nothing where no model is configured."""
    module = sys.modules.get("assistant.llm.counters")  # never imported from here: without a model it is not loaded
    if module is None:
        return
    with _carrying:
        for name, number in module.COUNTERS.snapshot().items():
            fresh = max(0.0, number - _carried.get(name, 0.0))
            _carried[name] = number
            if fresh:
                (MODEL_SECONDS if name == _SECONDS else MODEL.labels(name)).inc(fresh)


class Line(logging.Formatter):
    """One JSON object per line."""

    def format(self, record: logging.LogRecord) -> str:
        """The record's fields; a plain message is a field too."""
        row: dict[str, Any] = {"zeit": datetime.now(UTC).isoformat(timespec="milliseconds"), "stufe": record.levelname.lower()}
        row |= getattr(record, "fields", None) or {"text": record.getMessage()}
        return json.dumps(row, ensure_ascii=False)


def configure_logging() -> None:
    """Everything the service and its server say goes to stderr as JSON lines."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Line())
    for name in ("kim.dienst", "uvicorn", "uvicorn.error"):
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.propagate = False
        logger.setLevel(logging.INFO)
    logging.getLogger("uvicorn.access").disabled = True


def say(event: str, level: int = logging.INFO, **fields: Any) -> None:
    """One structured log line."""
    LOG.log(level, event, extra={"fields": {"ereignis": event, **fields}})


class Observe:
    """ASGI, outermost: gives the request its id, counts and logs it, turns the unexpected into a 500."""

    def __init__(self, app: ASGIApp, log_questions: bool) -> None:
        self.app = app
        self.log_questions = log_questions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Watch one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        state = scope.setdefault("state", {})
        state["id"] = secrets.token_hex(8)
        started, status = time.perf_counter(), 0

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = int(message["status"])
                message["headers"] = [*message.get("headers", ()), (b"x-request-id", state["id"].encode())]
            await send(message)

        RUNNING.inc()
        try:
            await self.app(scope, receive, noted)
        except Exception as e:  # the last net: the client gets a problem, the log what happened, without what was asked
            frames = [f"{f.filename.rsplit('/', 1)[-1]}:{f.lineno} {f.name}" for f in traceback.extract_tb(e.__traceback__)[-6:]]
            say("fehler", logging.ERROR, anfrage=state["id"], art=type(e).__name__, ort=frames)
            if not status:
                await errors.response(Request(scope), Problem(500, errors.DETAILS[500]))(scope, receive, noted)
        finally:
            RUNNING.dec()
            self._note(scope, status, time.perf_counter() - started)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", "") or "unbekannt"
        method = scope["method"] if scope["method"] in ("GET", "HEAD", "POST", "DELETE", "PUT", "PATCH", "OPTIONS") else "andere"
        REQUESTS.labels(method, route, str(status)).inc()
        SECONDS.labels(route).observe(seconds)
        state = scope["state"]
        who = state.get("principal")
        fields: dict[str, Any] = {"anfrage": state["id"], "methode": method, "weg": route, "status": status, "ms": round(1000 * seconds, 1)}
        if who is not None and who.name.startswith("schluessel:"):
            fields["wer"] = who.name
        if self.log_questions and state.get("question"):
            fields["frage"] = state["question"]
        say("anfrage", **fields)


def registry() -> CollectorRegistry | None:
    """The registry over all processes when there are several; None for this process's own."""
    import os

    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return None
    found = CollectorRegistry()
    multiprocess.MultiProcessCollector(found)  # type: ignore[no-untyped-call]
    return found
