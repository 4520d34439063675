"""Sign-in of people with OpenID Connect (extra `anmeldung`): code flow with PKCE, state and nonce; the tokens are used once and not kept."""

from __future__ import annotations

import importlib.util
from typing import Any

from fastapi import APIRouter, FastAPI, Form, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse

from api.http.auth import SIGNED_IN, Gatekeeper, server_secret
from api.http.config import Config
from api.http.errors import Problem
from api.http.sessions import cookie
from assistant.errors import DienstError
from assistant.settings import value

router = APIRouter(include_in_schema=False)


def install(app: FastAPI, config: Config) -> None:
    """Set the sign-in up. Errors: DienstError when the extra is missing."""
    app.include_router(router)
    app.state.oidc = None
    if not config.oidc_issuer:
        return
    if importlib.util.find_spec("authlib") is None or importlib.util.find_spec("itsdangerous") is None:
        raise DienstError("Zur Anmeldung über KIM_OIDC_ISSUER fehlt das Extra „anmeldung“. Bitte kim-assistent[anmeldung] installieren.")
    from authlib.integrations.starlette_client import OAuth
    from starlette.middleware.sessions import SessionMiddleware

    registry = OAuth()
    registry.register(
        "oidc",
        server_metadata_url=f"{config.oidc_issuer}/.well-known/openid-configuration",
        client_id=value("KIM_OIDC_CLIENT_ID"),
        client_secret=value("KIM_OIDC_CLIENT_SECRET") or None,
        client_kwargs={"scope": "openid profile", "code_challenge_method": "S256", "timeout": 10},
    )
    app.state.oidc = registry.oidc
    app.add_middleware(
        SessionMiddleware, secret_key=server_secret(config.home).hex(), session_cookie="kim_anmeldevorgang", path="/anmelden", max_age=600,
        same_site="lax", https_only=config.secure,
    )  # fmt: skip


@router.get("/anmelden")
async def sign_in(request: Request) -> Response:
    """Send the browser to the identity provider."""
    client = _client(request)
    try:
        found: Response = await client.authorize_redirect(request, f"{_config(request).public_url}/anmelden/zurueck")
    except Exception as e:  # whatever a provider that is down or misconfigured leads to
        raise Problem(503, "Die Anmeldestelle antwortet nicht. Bitte später noch einmal versuchen.", {"Retry-After": "30"}) from e
    return found


@router.get("/anmelden/zurueck")
async def back(request: Request) -> Response:
    """The browser comes back: prove who it is, remember the sign-in."""
    client, keeper = _client(request), _keeper(request)
    try:
        token = await client.authorize_access_token(request)
    except Exception as e:  # refused there, replayed, expired, forged: authlib has an error of its own for each
        raise Problem(403, "Die Anmeldung ist nicht gelungen. Bitte noch einmal anmelden.") from e
    claims: dict[str, Any] = token.get("userinfo") or {}
    entries = claims.get(value("KIM_OIDC_ROLES_CLAIM")) or []
    if not claims.get("sub") or not isinstance(entries, list):
        raise Problem(403, "Die Anmeldestelle nennt keine Person. Bitte die betreibende Stelle informieren.")
    person = keeper.person(str(claims["sub"]), [str(e) for e in entries])
    text = await run_in_threadpool(keeper.keys.sign_in, person, keeper.config.session_hours)
    found = RedirectResponse("/", 303)
    found.headers.append("set-cookie", cookie(SIGNED_IN, text, int(keeper.config.session_hours * 3600), keeper.config.secure))
    return found


@router.post("/abmelden")
def sign_out(request: Request, csrf: str = Form("", max_length=200)) -> Response:
    """Forget the sign-in."""
    keeper = _keeper(request)
    keeper.check_csrf(keeper.session(request), csrf)
    keeper.keys.sign_out(request.cookies.get(SIGNED_IN, ""))
    found = RedirectResponse("/impressum", 303)
    found.headers.append("set-cookie", cookie(SIGNED_IN, "", 0, keeper.config.secure))
    return found


def _keeper(request: Request) -> Gatekeeper:
    keeper: Gatekeeper = request.app.state.gatekeeper
    return keeper


def _config(request: Request) -> Config:
    return _keeper(request).config


def _client(request: Request) -> Any:
    if request.app.state.oidc is None:
        raise Problem(404, "Eine Anmeldung ist hier nicht eingerichtet.")
    return request.app.state.oidc
