"""Settings: one table of name, default and meaning, used by code, docs and `kim doctor`."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import EingabeError


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable."""

    name: str
    default: str
    meaning: str
    secret: bool = False  # never printed, only whether it is set


SERVICE: tuple[Setting, ...] = (
    Setting("KIM_HOST", "127.0.0.1", "Adresse, an der „kim serve“ lauscht; außerhalb des eigenen Rechners nur mit Anmeldung"),
    Setting("KIM_PORT", "8765", "Port von „kim serve“"),
    Setting("KIM_WORKERS", "1", "Zahl der Prozesse von „kim serve“; sie teilen sich Index und Datenbank"),
    Setting("KIM_THREADS", "2", "Fragen, die ein Prozess gleichzeitig berechnet"),
    Setting("KIM_PUBLIC_URL", "", "Adresse, unter der Menschen den Dienst aufrufen (https://…); mit https werden Cookies nur verschlüsselt gesendet"),
    Setting("KIM_HOSTS", "", "weitere erlaubte Rechnernamen in der Anfrage, mit Komma getrennt"),
    Setting("KIM_DATABASE", "", "Datenbank für Gespräche, Rückmeldungen und Schlüssel (SQLAlchemy-URL); leer: dienst.sqlite im Ordner", secret=True),
    Setting("KIM_CONVERSATIONS", "sitzung", "sitzung: Gespräche nur in der eigenen Browsersitzung; alle: auch Schlüssel und Angemeldete"),
    Setting("KIM_RETENTION_DAYS", "30", "Tage, nach denen Gespräche gelöscht werden"),
    Setting("KIM_FEEDBACK_DAYS", "365", "Tage, nach denen Rückmeldungen gelöscht werden"),
    Setting("KIM_RATE", "120", "Anfragen je Minute und Schlüssel, Person oder Adresse; 0: unbegrenzt"),
    Setting("KIM_BODY_LIMIT", "262144", "größte Anfrage in Bytes"),
    Setting("KIM_TIME_LIMIT", "30", "Sekunden, nach denen eine Anfrage abgebrochen wird"),
    Setting("KIM_CONCURRENCY", "100", "Anfragen, die ein Prozess gleichzeitig annimmt; weitere erhalten 503"),
    Setting("KIM_SHUTDOWN_SECONDS", "20", "Sekunden, die laufende Anfragen beim Beenden noch haben"),
    Setting("KIM_LOG_QUESTIONS", "aus", "an: Fragen stehen im Protokoll; aus: nie"),
    Setting("KIM_PROXY_ADDRESSES", "", "Adressen der Reverse-Proxys, deren Anmelde-Kopfzeile gilt, mit Komma getrennt"),
    Setting("KIM_PROXY_USER_HEADER", "X-Remote-User", "Kopfzeile mit der angemeldeten Person"),
    Setting("KIM_PROXY_ROLES_HEADER", "X-Remote-Groups", "Kopfzeile mit Rollen und Gruppen, mit Komma getrennt"),
    Setting("KIM_ROLE_PREFIX", "kim-", "Vorsatz der Rollen und Gruppen: kim-lesen, kim-fall, kim-admin, kim-gruppe-<Name>"),
    Setting("KIM_SIGNED_IN_ROLE", "lesen", "Rolle einer angemeldeten Person ohne eigene Rolle; keine: dann kein Zugang"),
    Setting("KIM_OIDC_ISSUER", "", "Aussteller der Anmeldung über OpenID Connect (Extra „anmeldung“)"),
    Setting("KIM_OIDC_CLIENT_ID", "", "Kennung dieses Dienstes beim Aussteller"),
    Setting("KIM_OIDC_CLIENT_SECRET", "", "Geheimnis dieses Dienstes beim Aussteller", secret=True),
    Setting("KIM_OIDC_ROLES_CLAIM", "groups", "Angabe im Token, in der Rollen und Gruppen stehen"),
    Setting("KIM_SESSION_HOURS", "10", "Stunden, nach denen eine Anmeldung endet"),
    Setting("KIM_OPERATOR", "", "Name der Stelle, die den Dienst betreibt (Fußzeile)"),
    Setting("KIM_IMPRESSUM", "", "Text oder Pfad einer Textdatei für die Seite Impressum"),
    Setting("KIM_DATENSCHUTZ", "", "Text oder Pfad einer Textdatei für die Seite Datenschutz"),
    Setting("KIM_BARRIEREFREIHEIT", "", "Text oder Pfad einer Textdatei für die Seite Barrierefreiheit"),
    Setting("KIM_KERN", "", "Ordner mit den KERN-Stilen (Paket @kern-ux/native, Unterordner dist); leer: eigene Stile"),
)
SETTINGS: tuple[Setting, ...] = (
    Setting("KIM_HOME", "", "Ordner für Index und Merkliste; leer: Benutzerordner des Systems"),
    Setting("KIM_EMBEDDER", "lsa", "lsa | sentence-transformers:<Name oder Pfad> | openai-compatible:<URL>#<Modell>"),
    Setting("KIM_EMBEDDER_KEY", "", "Schlüssel für den Einbettungsdienst", secret=True),
    Setting("KIM_LLM_URL", "", "Adresse eines OpenAI-kompatiblen Sprachmodells, z. B. http://localhost:11434/v1; leer: ohne Sprachmodell"),
    Setting("KIM_LLM_MODEL", "", "Name des Modells, wie ihn der Dienst führt"),
    Setting("KIM_LLM_KEY", "", "Schlüssel für das Sprachmodell", secret=True),
    Setting("KIM_LLM_TIMEOUT", "20", "Sekunden, nach denen die Antwort ohne das Sprachmodell kommt"),
    Setting("KIM_LLM_MAX_TOKENS", "600", "Höchstlänge eines Entwurfs in Tokens"),
    Setting("KIM_LLM_STREAM", "ja", "ja: der Entwurf wird Satz für Satz geholt; nein: am Stück"),
    Setting("KIM_LLM_INDEX", "aus", "an: „kim index“ lässt das Sprachmodell Fragen zu Textstellen schreiben, zu denen es keine Wissenskarte gibt"),
    Setting("KIM_LLM_INDEX_PASSAGES", "2000", "so viele Textstellen fragt ein Indexlauf höchstens an; der nächste fährt fort"),
    Setting("KIM_LLM_INDEX_SECONDS", "900", "so viele Sekunden dürfen diese Anfragen in einem Indexlauf zusammen dauern"),
    Setting("KIM_LOCK_WAIT", "600", "Sekunden, die ein zweiter Indexlauf auf den ersten wartet"),
    *SERVICE,
)
_BY_NAME = {s.name: s for s in SETTINGS}

MAX_QUESTION = 4000  # characters; longer input is refused, not cut


def value(name: str) -> str:
    """The setting from the environment, else its default."""
    return os.environ.get(name) or _BY_NAME[name].default


def seconds(name: str) -> float:
    """A setting that is a number of seconds. Errors: EingabeError."""
    try:
        return max(0.0, float(value(name)))
    except ValueError as e:
        raise EingabeError(f"Die Einstellung {name} ist keine Zahl: „{value(name)}“.") from e


def count(name: str) -> int:
    """A setting that is a whole number ≥ 0. Errors: EingabeError."""
    try:
        number = int(value(name))
    except ValueError as e:
        raise EingabeError(f"Die Einstellung {name} ist keine ganze Zahl: „{value(name)}“.") from e
    if number < 0:
        raise EingabeError(f"Die Einstellung {name} darf nicht negativ sein: „{value(name)}“.")
    return number


def switch(name: str) -> bool:
    """A setting that is „an“ or „aus“. Errors: EingabeError for anything else, never a guess."""
    return choice(name, ("aus", "an")) == "an"


def choice(name: str, allowed: tuple[str, ...]) -> str:
    """A setting with fixed values. Errors: EingabeError naming them."""
    if value(name) not in allowed:
        raise EingabeError(f"Die Einstellung {name} ist „{value(name)}“; möglich sind: {', '.join(allowed)}.")
    return value(name)


def names(name: str) -> tuple[str, ...]:
    """A setting that is a list separated by commas."""
    return tuple(part.strip() for part in value(name).split(",") if part.strip())


def home(option: Path | None = None) -> Path:
    """Where all state lies: the option, else KIM_HOME, else the platform's user data folder."""
    if option is not None:
        return option
    if value("KIM_HOME"):
        return Path(value("KIM_HOME"))
    import platformdirs

    return Path(platformdirs.user_data_dir("kim-assistent"))
