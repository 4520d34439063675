"""What `kim doctor` says of the language model: off, what of it works, or why nothing does."""

from __future__ import annotations

from typing import Any

from assistant.errors import KimError
from assistant.settings import seconds, switch, value


def model_state() -> tuple[dict[str, Any], list[str]]:
    """For programs `llm` ("aus", "bereit", "fehler") and `llm_works` (step: whether it works), and the lines to show. Tries short exchanges where a
    model is configured."""
    if not value("KIM_LLM_URL").strip():
        return {"llm": "aus"}, ["Sprachmodell: aus (nicht nötig)"]
    from assistant.llm.client import configured
    from assistant.llm.trial import trial
    from indexing.analyzer import GermanAnalyzer

    try:
        settings = configured()
        assert settings is not None
        steps = trial(settings, GermanAnalyzer())
        index = "an" if switch("KIM_LLM_INDEX") else "aus"
    except KimError as e:
        return {"llm": "fehler"}, [f"Sprachmodell: {e} Bis dahin kommen die Antworten ohne Modell."]
    works = {s.name: s.works for s in steps}
    if not steps[0].works:
        return {"llm": "fehler", "llm_works": works}, [f"Sprachmodell: {steps[0].line} Bis dahin kommen die Antworten ohne Modell."]
    lines = [f"Sprachmodell: {settings.model} antwortet (Fragen zu Textstellen beim Indexieren: {index})", *(f"  · {s.line}" for s in steps)]
    if settings.timeout >= seconds("KIM_TIME_LIMIT") > 0:
        lines.append("  · KIM_LLM_TIMEOUT ist nicht kürzer als KIM_TIME_LIMIT: im Dienst bräche eine Anfrage ab, bevor die Antwort ohne Modell käme.")
    return {"llm": "bereit", "llm_works": works}, lines
