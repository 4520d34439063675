"""An Ergebnis in the words of the page: its result, the values a check gives of its own, the calculation to copy."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from api.checkshow import WORDS as RESULTS
from api.web.checkform import show_value
from api.web.views import euro, german_day
from assistant.checks.verweisberatung import TITLES

WORDS = RESULTS | {
    "verweis": "Verweisberatung", "kein_verweis": "keine Verweisberatung", "testat": "Testat", **TITLES,
}  # fmt: skip
LABELS = {
    "amount_eur": "Höchstbetrag", "mindestens_eur": "Mindestens", "hoechstens_eur": "Höchstens", "empfohlen_min": "Empfohlen mindestens",
    "empfohlen_max": "Empfohlen höchstens", "rueckzahlung_eur": "Rückzahlung", "stellen_hoechstens": "Stellen höchstens", "verweis": "Verweis an",
    "frist": "Frist", "form": "Form", "verfahren": "Verfahren", "verzinsung": "Verzinsung",
}  # fmt: skip
BOUNDS = ("mindestens_eur", "hoechstens_eur")
STANDING = frozenset(
    """id check title as_of fassung facts gelesen verworfen result zusammenfassung criteria failed missing hints rechenweg notes citations zustaendig
    orientierung""".split()
)


def word(text: str) -> str:
    """A result's word as people write it."""
    return WORDS.get(text, str(text).replace("_", " "))


def extras(result: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The values of its own a check gives, labelled; amounts in euro, days in German."""
    out = []
    for name, value in result.items():
        if name in STANDING or value in (None, "", []) or isinstance(value, dict):
            continue
        if name in BOUNDS and value == result.get("amount_eur"):
            continue  # a sum that stands needs no bounds
        label = LABELS.get(name) or name.removesuffix("_eur").replace("_", " ").capitalize()
        out.append((label, _shown(name, value)))
    return out


def _shown(name: str, value: Any) -> str:
    if name.endswith("_eur") and isinstance(value, int | float) and not isinstance(value, bool):
        return euro(value)
    if isinstance(value, list):
        return ", ".join(_shown(name, v) for v in value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, str):
        try:
            date.fromisoformat(value)
            return german_day(value)
        except ValueError:
            return word(value) if value.isidentifier() else value
    return show_value(value)


def calculation(result: Mapping[str, Any]) -> str:
    """The calculation as lines with tabs, for a spreadsheet."""
    rows = [("Posten", "Rechnung", "Betrag")] + [(str(r["label"]), str(r["formula"]), euro(r["amount_eur"])) for r in result.get("rechenweg", ())]
    return "\n".join("\t".join(r) for r in rows)
