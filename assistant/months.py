"""The months as German documents and questions write them, in small letters."""

from __future__ import annotations

MONTHS = ("januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "dezember")
NUMBER_OF = {name: number for number, name in enumerate(MONTHS, 1)}
