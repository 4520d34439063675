"""How one process of the service runs: the settings, read and checked once, and whether strangers have to sign in."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from assistant.errors import DienstError, EingabeError
from assistant.settings import choice, count, home, names, seconds, switch, value

LOOPBACK_NAMES = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Config:
    """All settings of the service. Sizes in bytes, times in seconds."""

    home: Path
    host: str
    port: int
    workers: int
    threads: int
    public_url: str
    hosts: tuple[str, ...]
    store_for_all: bool
    retention_days: int
    feedback_days: int
    rate: int
    body_limit: int
    time_limit: float
    concurrency: int
    shutdown: float
    log_questions: bool
    proxies: tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]
    user_header: str
    roles_header: str
    role_prefix: str
    default_role: str
    oidc_issuer: str
    session_hours: float

    @property
    def secure(self) -> bool:
        """Whether people reach the service over HTTPS."""
        return self.public_url.startswith("https://")

    @property
    def local(self) -> bool:
        """Whether only this machine reaches the service: it listens on loopback, and no public address or host name is set."""
        public = urlsplit(self.public_url).hostname if self.public_url else "localhost"
        return is_loopback(self.host) and is_loopback(public or "") and not self.hosts

    @property
    def people_sign_in(self) -> bool:
        """Whether a way for people to sign in is set up."""
        return bool(self.oidc_issuer or self.proxies)

    @property
    def open(self) -> bool:
        """Whether everybody who reaches the service may use it: this machine only, and no sign-in set up."""
        return self.local and not self.people_sign_in

    @property
    def allowed_hosts(self) -> frozenset[str]:
        """Host names a request may name (a page elsewhere cannot point its own name at us); empty: any."""
        public = urlsplit(self.public_url).hostname
        own = {self.host} if not _any_address(self.host) else set()
        return frozenset({*LOOPBACK_NAMES, *self.hosts, *own} | ({public} if public else set()))

    def trusts(self, address: str) -> bool:
        """Whether an address is one of the proxies whose sign-in header counts."""
        try:
            ip = ipaddress.ip_address(address)
        except ValueError:
            return False
        return any(ip in net for net in self.proxies)


def read_config(folder: Path | None = None, host: str = "", port: int = 0) -> Config:
    """The configuration from options and environment. Errors: EingabeError naming the setting."""
    config = Config(
        home=home(folder),
        host=host or value("KIM_HOST"),
        port=port or count("KIM_PORT"),
        workers=max(1, count("KIM_WORKERS")),
        threads=max(1, count("KIM_THREADS")),
        public_url=value("KIM_PUBLIC_URL").rstrip("/"),
        hosts=names("KIM_HOSTS"),
        store_for_all=choice("KIM_CONVERSATIONS", ("sitzung", "alle")) == "alle",
        retention_days=count("KIM_RETENTION_DAYS"),
        feedback_days=count("KIM_FEEDBACK_DAYS"),
        rate=count("KIM_RATE"),
        body_limit=count("KIM_BODY_LIMIT"),
        time_limit=seconds("KIM_TIME_LIMIT"),
        concurrency=max(1, count("KIM_CONCURRENCY")),
        shutdown=seconds("KIM_SHUTDOWN_SECONDS"),
        log_questions=switch("KIM_LOG_QUESTIONS"),
        proxies=tuple(_network(n) for n in names("KIM_PROXY_ADDRESSES")),
        user_header=value("KIM_PROXY_USER_HEADER"),
        roles_header=value("KIM_PROXY_ROLES_HEADER"),
        role_prefix=value("KIM_ROLE_PREFIX"),
        default_role=choice("KIM_SIGNED_IN_ROLE", ("keine", "lesen", "fall", "admin")),
        oidc_issuer=value("KIM_OIDC_ISSUER").rstrip("/"),
        session_hours=seconds("KIM_SESSION_HOURS"),
    )
    if config.oidc_issuer and not (value("KIM_OIDC_CLIENT_ID") and config.public_url):
        raise EingabeError("Zur Anmeldung über KIM_OIDC_ISSUER gehören KIM_OIDC_CLIENT_ID und KIM_PUBLIC_URL. Bitte beide setzen.")
    return config


def check_start(config: Config, usable_keys: bool) -> None:
    """Refuse to serve strangers without any sign-in. Errors: DienstError."""
    if not config.local and not config.people_sign_in and not usable_keys:
        raise DienstError(
            f"Außerhalb dieses Rechners ({config.public_url or config.host}) startet der Dienst nur mit Anmeldung. Bitte einen Schlüssel anlegen "
            "(„kim keys create NAME“), OpenID Connect (KIM_OIDC_ISSUER) oder einen Reverse-Proxy (KIM_PROXY_ADDRESSES) einrichten."
        )


def is_loopback(name: str) -> bool:
    """Whether a host name or address is this machine's own."""
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return False


def _any_address(name: str) -> bool:
    try:
        return ipaddress.ip_address(name).is_unspecified
    except ValueError:
        return False


def _network(text: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network:
    try:
        return ipaddress.ip_network(text)
    except ValueError as e:
        raise EingabeError(f"KIM_PROXY_ADDRESSES: „{text}“ ist keine Adresse. Möglich sind zum Beispiel 10.0.0.5 oder 10.0.0.0/24.") from e
