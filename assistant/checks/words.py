"""German words for numbers, amounts and dates in the sentences of a check."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from assistant.checks.facts import german

CENT = Decimal("0.01")


def cents(amount: Decimal) -> Decimal:
    """Rounded half up to the cent."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def euro(amount: Decimal) -> str:
    """An amount: "184.766,67 €", whole euros without cents."""
    text = f"{cents(amount):,.2f}".replace(",", "\0").replace(".", ",").replace("\0", ".")
    return text.removesuffix(",00") + " €"


def number(value: Decimal) -> str:
    """A number with decimal comma: "3,5"."""
    return german(value)


def day(value: date | str) -> str:
    """A date: "31.10.2026"."""
    return f"{date.fromisoformat(value) if isinstance(value, str) else value:%d.%m.%Y}"


def listed(words: Sequence[str], last: str = "und") -> str:
    """ "a, b und c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}" if words else ""
