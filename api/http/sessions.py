"""A browser that opens a page gets a session cookie; programs at the interface do not."""

from __future__ import annotations

import secrets
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.auth import SESSION
from api.http.config import Config

WITHOUT = ("/v1/", "/healthz", "/readyz", "/metrics", "/openapi.json", "/static/")


class Sessions:
    """ASGI: makes the cookie before the page is made, so that the page's forms already belong to it."""

    def __init__(self, app: ASGIApp, config: Config) -> None:
        self.app = app
        self.config = config

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the cookie to request and response where a page is opened without one."""
        if scope["type"] != "http" or scope["path"].startswith(WITHOUT) or _has_session(Headers(scope=scope).get("cookie", "")):
            await self.app(scope, receive, send)
            return
        token = secrets.token_urlsafe(32)
        old = [(k, v) for k, v in scope["headers"] if k != b"cookie"]
        sent = Headers(scope=scope).get("cookie", "")
        scope["headers"] = [*old, (b"cookie", f"{sent}; {SESSION}={token}".lstrip("; ").encode("latin-1", "replace"))]

        async def with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).append("set-cookie", cookie(SESSION, token, self.config.retention_days * 86400, self.config.secure))
            await send(message)

        await self.app(scope, receive, with_cookie)


def cookie(name: str, text: str, seconds: int, secure: bool) -> str:
    """A Set-Cookie line: not for scripts, not for other sites, over HTTPS only where there is HTTPS."""
    return f"{name}={text}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{'; Secure' if secure else ''}"


def _has_session(header: str) -> bool:
    try:
        jar: SimpleCookie = SimpleCookie(header)
    except CookieError:
        return False
    return SESSION in jar and len(jar[SESSION].value) >= 32
