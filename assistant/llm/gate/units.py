"""Units of figures: whether a draft's Euro, Stellen or Tage are the source's."""

from __future__ import annotations

import re

from assistant.llm.gate.match import Occurrence, context_text
from assistant.llm.gate.types import Figure

_UNIT_WORDS = {
    "euro": r"€|\beuro\b|\bEUR\b|\bT€",
    "prozent": r"%|prozent",
    "stelle": r"stelle|vzä|vollzeit",
    "tag": r"\btage?\b|tagen|tägig",
    "woche": r"woche",
    "monat": r"monat",
    "jahr": r"jahr|jährig",
    "stunde": r"stunde",
    "person": r"person|mensch|mitglied|teilnehm|klient|fälle",
    "fall": r"fall|fälle|klient|person",
}
NAMES = {
    "euro": "Euro",
    "prozent": "Prozent",
    "stelle": "Stellen",
    "tag": "Tage",
    "woche": "Wochen",
    "monat": "Monate",
    "jahr": "Jahre",
    "stunde": "Stunden",
    "person": "Personen",
    "fall": "Fälle",
}


def unit_fits(draft: Figure, source: Occurrence) -> bool:
    """Whether the units agree; a table may name the unit in its head only."""
    if draft.kind != "number" or not draft.unit or draft.unit == source.figure.unit or (draft.unit == "prozent") != (source.figure.unit == "prozent"):
        return True
    if source.figure.unit and {draft.unit, source.figure.unit} != {"person", "fall"}:
        return False
    return bool(re.search(_UNIT_WORDS[draft.unit], _unit_text(source), re.I))


def _unit_text(source: Occurrence) -> str:
    """Where a figure's unit may stand: in a table anywhere, for "etwa 15" also in the sentence before."""
    if source.unit.row:
        return source.evidence.text
    return source.unit.text if len(source.unit.words) > 6 else context_text(source.evidence, source.position)
