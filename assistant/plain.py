"""Values as JSON knows them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any


def plain(value: Any) -> Any:
    """A value with all it holds as JSON knows it: exact numbers become floats, dates ISO texts, tuples lists."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    return value


def plain_number(value: Decimal) -> int | float:
    """An exact number as people would write it in JSON: a whole one as int."""
    return int(value) if value == value.to_integral_value() else float(value)
