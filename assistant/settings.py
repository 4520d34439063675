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


SETTINGS: tuple[Setting, ...] = (
    Setting("KIM_HOME", "", "Ordner für Index und Merkliste; leer: Benutzerordner des Systems"),
    Setting("KIM_EMBEDDER", "lsa", "lsa | sentence-transformers:<Name oder Pfad> | openai-compatible:<URL>#<Modell>"),
    Setting("KIM_EMBEDDER_KEY", "", "Schlüssel für den Einbettungsdienst"),
    Setting("KIM_LLM_URL", "", "Adresse eines OpenAI-kompatiblen Sprachmodells, z. B. http://localhost:11434/v1; leer: ohne Sprachmodell"),
    Setting("KIM_LLM_MODEL", "", "Name des Modells, wie ihn der Dienst führt"),
    Setting("KIM_LLM_KEY", "", "Schlüssel für das Sprachmodell"),
    Setting("KIM_LLM_TIMEOUT", "20", "Sekunden, nach denen die Antwort ohne das Sprachmodell kommt"),
    Setting("KIM_LLM_MAX_TOKENS", "600", "Höchstlänge eines Entwurfs in Tokens"),
    Setting("KIM_LLM_STREAM", "ja", "ja: der Entwurf wird Satz für Satz geholt; nein: am Stück"),
    Setting("KIM_LOCK_WAIT", "600", "Sekunden, die ein zweiter Indexlauf auf den ersten wartet"),
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


def home(option: Path | None = None) -> Path:
    """Where all state lies: the option, else KIM_HOME, else the platform's user data folder."""
    if option is not None:
        return option
    if value("KIM_HOME"):
        return Path(value("KIM_HOME"))
    import platformdirs

    return Path(platformdirs.user_data_dir("kim-assistent"))
