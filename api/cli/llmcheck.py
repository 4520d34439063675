"""What `kim doctor` says of the language model: off, answering, or why not."""

from __future__ import annotations

from assistant.errors import KimError
from assistant.settings import value


def model_state() -> tuple[str, str]:
    """("aus" | "bereit" | "fehler", the line to show). Tries one short exchange where a model is configured."""
    if not value("KIM_LLM_URL"):
        return "aus", "Sprachmodell: aus (nicht nötig)"
    from assistant.llm.client import OpenAIModel, configured

    try:
        settings = configured()
        assert settings is not None
        OpenAIModel(settings).check()
    except KimError as e:
        return "fehler", f"Sprachmodell: {e} Bis dahin kommen die Antworten ohne Modell."
    return "bereit", f"Sprachmodell: {settings.model} antwortet"
