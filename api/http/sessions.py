"""A browser that opens a page gets a session cookie, which lasts from its last visit on; programs at the interface do not."""

from __future__ import annotations

import re
import secrets
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.auth import SESSION
from api.http.config import Config

OURS = re.compile(r"[A-Za-z0-9_-]{32,64}")  # what token_urlsafe(32) makes; nothing else is sent back in a header
WITHOUT = ("/v1/", "/healthz", "/readyz", "/metrics", "/openapi.json", "/static/")


class Sessions:
    """ASGI: makes the cookie before the page is made, so that the page's forms already belong to it; renews it with every page, so that nobody
    loses yesterday's conversation because the first visit was a month ago.
    """

    def __init__(self, app: ASGIApp, config: Config) -> None:
        self.app = app
        self.config = config

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the cookie to request and response where a page is opened without one."""
        if scope["type"] != "http" or scope["path"].startswith(WITHOUT):
            await self.app(scope, receive, send)
            return
        sent = Headers(scope=scope).get("cookie", "")
        token = _session(sent)
        if not token:
            token = secrets.token_urlsafe(32)
            old = [(k, v) for k, v in scope["headers"] if k != b"cookie"]
            scope["headers"] = [*old, (b"cookie", f"{sent}; {SESSION}={token}".lstrip("; ").encode("latin-1", "replace"))]

        async def with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).append("set-cookie", cookie(SESSION, token, self.config.retention_days * 86400, self.config.secure))
            await send(message)

        await self.app(scope, receive, with_cookie)


def cookie(name: str, text: str, seconds: int, secure: bool) -> str:
    """A Set-Cookie line: not for scripts, not for other sites, over HTTPS only where there is HTTPS."""
    return f"{name}={text}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{'; Secure' if secure else ''}"


def _session(header: str) -> str:
    """The session a browser has already; "" without one, or when it is none of ours."""
    try:
        jar: SimpleCookie = SimpleCookie(header)
    except CookieError:
        return ""
    token = jar[SESSION].value if SESSION in jar else ""
    return token if OURS.fullmatch(token) else ""
