"""A situation as a user describes it, and what a language model reads from it; all made up."""

from __future__ import annotations

import json

LAGE = "Wir sind ein Kreis und planen 2 Stellen Koordination. Für 1 Gemeinde beantragt der Kreis zusätzlich. Wie viel Geld bekommen wir?"


def facts(**read: tuple[object, str]) -> str:
    """The model's reply: every fact with its value and its words."""
    return json.dumps({n: {"wert": v, "woertlich": w} for n, (v, w) in read.items()})
