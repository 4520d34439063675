"""What became of drafts, counted in this process. `/metrics` reads `snapshot()`."""

from __future__ import annotations

import threading
from collections import Counter


class LlmCounters:
    """Thread-safe counts.

    "entwurf": drafts asked for; "freigegeben": answers with the model's wording; "rueckfall_<Grund>": extractive answers instead, Grund being the
    `kind` of a ModellError or "pruefung", "keine_antwort", "leer"; "satz_frei", "satz_verworfen" and "regel_<Name>": sentences;
    "fakten_gelesen", "fakten_verworfen", "fakten_zweifel" and "fakten_rueckfall_<Grund>": facts of situations;
    "umschreiben_modell", "umschreiben_verworfen" and "umschreiben_rueckfall_<Grund>": follow-ups; "sekunden".
    """

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._seconds = 0.0
        self._lock = threading.Lock()

    def add(self, name: str, number: int = 1) -> None:
        """Count one or more of something."""
        with self._lock:
            self._counts[name] += number

    def took(self, seconds: float) -> None:
        """Add the time one draft took."""
        with self._lock:
            self._seconds += seconds

    def snapshot(self) -> dict[str, float]:
        """All counts and the seconds spent."""
        with self._lock:
            return {**dict(sorted(self._counts.items())), "sekunden": round(self._seconds, 3)}


COUNTERS = LlmCounters()
