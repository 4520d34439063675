"""Limits on what a client may take: size and slowness of a request, how many at once, how many per minute."""

from __future__ import annotations

import asyncio
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http import errors
from api.http.errors import Problem

UNLIMITED = ("/healthz", "/readyz")  # a busy server is still alive
BUCKETS = 10_000  # clients remembered; the one not seen for longest is forgotten first


class RateLimit:
    """A token bucket per client: `per_minute` requests, as a burst or spread. Counted per process."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.per_minute = per_minute
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, client: str) -> None:
        """Count one request. Errors: Problem 429 with Retry-After when the client has none left."""
        if not self.per_minute:
            return
        with self._lock:
            left, seen = self._buckets.pop(client, (float(self.per_minute), self._clock()))
            at = self._clock()
            left = min(float(self.per_minute), left + (at - seen) * self.per_minute / 60)
            self._buckets[client] = (left - 1 if left >= 1 else left, at)
            if len(self._buckets) > BUCKETS:
                self._buckets.popitem(last=False)
        if left < 1:
            wait = max(1, round((1 - left) * 60 / self.per_minute))
            raise Problem(
                429,
                f"Das waren mehr als {self.per_minute} Anfragen in einer Minute. Bitte in {wait} Sekunden wieder versuchen.",
                {"Retry-After": str(wait)},
            )


class Limits:
    """ASGI: refuses requests that are too big, too slow in coming or one too many."""

    def __init__(self, app: ASGIApp, body_limit: int, time_limit: float, concurrency: int) -> None:
        self.app = app
        self.body_limit = body_limit
        self.time_limit = time_limit
        self.concurrency = concurrency
        self.running = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is within the limits."""
        if scope["type"] != "http" or scope["path"] in UNLIMITED:
            await self.app(scope, receive, send)
            return
        if self.running >= self.concurrency:
            await self._refuse(
                scope, receive, send, Problem(503, "Es laufen gerade zu viele Anfragen. Bitte gleich noch einmal versuchen.", {"Retry-After": "2"})
            )
            return
        self.running += 1
        try:
            await self._bounded(scope, receive, send)
        finally:
            self.running -= 1

    async def _bounded(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the whole body first: within size and time, or not at all."""
        too_big = Problem(413, f"Die Anfrage ist größer als {self.body_limit} Bytes. Bitte kürzen.")
        length = Headers(scope=scope).get("content-length", "0")
        if length.isdigit() and int(length) > self.body_limit:
            await self._refuse(scope, receive, send, too_big)
            return
        chunks: list[bytes] = []
        size, more = 0, True
        try:
            async with asyncio.timeout(self.time_limit or None):
                while more:
                    message = await receive()
                    if message["type"] != "http.request":
                        return  # the client is gone
                    chunks.append(message.get("body", b""))
                    size += len(chunks[-1])
                    more = message.get("more_body", False)
                    if size > self.body_limit:
                        await self._refuse(scope, receive, send, too_big)
                        return
        except TimeoutError:
            await self._refuse(scope, receive, send, Problem(408, "Die Anfrage kam nicht vollständig an. Bitte noch einmal senden."))
            return
        await self.app(scope, _replay(b"".join(chunks), receive), send)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send, problem: Problem) -> None:
        problem.headers["Connection"] = "close"
        await errors.response(Request(scope), problem)(scope, receive, send)


def _replay(body: bytes, receive: Receive) -> Receive:
    """The body once, then whatever comes after it (the client leaving)."""
    given = False

    async def next_message() -> Message:
        nonlocal given
        if not given:
            given = True
            return {"type": "http.request", "body": body, "more_body": False}
        return await receive()

    return next_message
