"""What every response says to browsers, and which requests of browsers are refused before anything else looks at them."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http import errors
from api.http.config import Config
from api.http.errors import Problem

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class Security:
    """ASGI: security headers on every response; foreign host names and requests sent by foreign pages are refused."""

    def __init__(self, app: ASGIApp, config: Config) -> None:
        self.app = app
        self.config = config

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check, pass on, add headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        problem = self.problem(scope["method"], Headers(scope=scope))
        inner = self.app if problem is None else errors.response(Request(scope), problem)

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, text in HEADERS.items():
                    headers.setdefault(name, text)
                if self.config.secure:
                    headers.setdefault("Strict-Transport-Security", "max-age=31536000")
            await send(message)

        await inner(scope, receive, with_headers)

    def problem(self, method: str, headers: Headers) -> Problem | None:
        """Why a request is refused; None when it is not."""
        host = headers.get("host", "")
        if self.config.allowed_hosts and (urlsplit(f"//{host}").hostname or "") not in self.config.allowed_hosts:
            return Problem(421, "Unter diesem Rechnernamen antwortet der Dienst nicht. Bitte KIM_PUBLIC_URL oder KIM_HOSTS setzen.")
        if self.config.open and any(name in headers for name in ("forwarded", "x-forwarded-for", "x-forwarded-host")):
            return Problem(403, "Hinter einem Reverse-Proxy braucht der Dienst eine Anmeldung. Bitte KIM_PUBLIC_URL und KIM_PROXY_ADDRESSES setzen.")
        if method in CHANGING and self.foreign(headers, host):
            return Problem(403, "Diese Anfrage kommt von einer fremden Seite und wird nicht ausgeführt.")
        return None

    def foreign(self, headers: Headers, host: str) -> bool:
        """Whether a browser says that another site's page sends the request. Programs send neither header."""
        site = headers.get("sec-fetch-site")
        if site is not None:
            return site not in ("same-origin", "none")
        origin = headers.get("origin")
        if origin is None:
            return False
        return urlsplit(origin).netloc not in {host, urlsplit(self.config.public_url).netloc} - {""}
