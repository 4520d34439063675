"""Facts of a check: validation that names the field, and their JSON Schema for command line, HTTP and form alike."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from assistant.checks.types import Check, Fact
from assistant.errors import FaktenError
from assistant.plain import plain_number

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)


def validate(schema: Sequence[Fact], given: Mapping[str, Any]) -> dict[str, Any]:
    """The facts as understood, defaults filled in; a fact given as null is unknown. Errors: FaktenError naming every field that is wrong."""
    names = {f.name: f for f in schema}
    wrong: list[tuple[str, str]] = []
    out: dict[str, Any] = {}
    for name, value in given.items():
        if name not in names:
            wrong.append((str(name)[:60], f"diese Angabe gibt es hier nicht; möglich sind {', '.join(names)}."))
        elif value is not None:
            try:
                out[name] = _checked(names[name], value)
            except FaktenError as e:
                wrong += e.fields
    if wrong:
        raise FaktenError(wrong)
    return {f.name: out.get(f.name, f.default) for f in schema if f.name in out or f.default is not None}


def _checked(fact: Fact, value: Any) -> Any:
    reader = {"bool": _bool, "word": _word, "number": _number, "integer": _integer, "date": _date, "posts": _posts}[fact.kind]
    return reader(fact, value)


def _fail(fact: Fact, reason: str) -> FaktenError:
    return FaktenError([(fact.name, reason)])


def _show(value: Any) -> str:
    return f"„{str(value)[:40]}“"


def _bool(fact: Fact, value: Any) -> bool:
    if not isinstance(value, bool):
        raise _fail(fact, f"{_show(value)} ist weder true noch false.")
    return value


def _word(fact: Fact, value: Any) -> str | int:
    for word, _ in fact.words:
        if type(value) is type(word) and value == word:
            return word
    raise _fail(fact, f"{_show(value)} ist keines der Wörter {', '.join(str(w) for w, _ in fact.words)}.")


def _number(fact: Fact, value: Any) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _fail(fact, f"{_show(value)} ist keine Zahl.")
    if isinstance(value, float) and not math.isfinite(value):
        raise _fail(fact, "das ist keine endliche Zahl.")
    _in_range(fact, value)
    return value


def _integer(fact: Fact, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float) or (isinstance(value, float) and not math.isfinite(value)):
        raise _fail(fact, f"{_show(value)} ist keine ganze Zahl.")
    if value != int(value):
        raise _fail(fact, f"{_show(value)} ist keine ganze Zahl.")
    _in_range(fact, value)
    return int(value)


def _in_range(fact: Fact, value: float | int) -> None:
    low, high = fact.least, fact.most
    if (low is not None and (value < low or (fact.above and value == low))) or (high is not None and value > high):
        raise _fail(fact, f"{_short(value)} liegt nicht im erlaubten Bereich: {range_text(fact)}.")


def _short(value: float | int) -> str:
    text = f"{value:g}" if isinstance(value, float) else str(value) if abs(value) < 10**15 else "diese Zahl"
    return text.replace(".", ",")


def range_text(fact: Fact) -> str:
    """The range of a number in German: "größer als 0 und höchstens 1 VZÄ"."""
    parts = []
    if fact.least is not None:
        parts.append(f"{'größer als' if fact.above else 'mindestens'} {german(fact.least)}")
    if fact.most is not None:
        parts.append(f"höchstens {german(fact.most)}")
    return " und ".join(parts) + (f" {fact.unit}" if fact.unit and parts else "")


def german(value: Decimal) -> str:
    """A number with decimal comma and thousands points, without idle zeros."""
    text = f"{value:,f}".replace(",", "\0").replace(".", ",").replace("\0", ".")
    return text.rstrip("0").rstrip(",") if "," in text else text


def _date(fact: Fact, value: Any) -> str:
    if isinstance(value, date) and type(value) is date:
        value = value.isoformat()
    if not isinstance(value, str):
        raise _fail(fact, f"{_show(value)} ist kein Datum (JJJJ-MM-TT).")
    try:
        day = date.fromisoformat(value) if len(value) == 10 else None
    except ValueError:
        day = None
    if day is None:
        raise _fail(fact, f"das Datum {_show(value)} gibt es nicht (JJJJ-MM-TT).")
    if not FIRST_DAY <= day <= LAST_DAY:
        raise _fail(fact, f"das Datum muss zwischen {FIRST_DAY:%d.%m.%Y} und {LAST_DAY:%d.%m.%Y} liegen.")
    return day.isoformat()


def _posts(fact: Fact, value: Any) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not value or len(value) > 200 or not all(isinstance(v, Mapping) for v in value):
        raise _fail(fact, "erwartet wird eine Liste von 1 bis 200 Stellen, jede mit " + ", ".join(f.name for f in fact.fields) + ".")
    out, wrong = [], []
    for number, row in enumerate(value, 1):
        try:
            post = validate(fact.fields, row)
            wrong += [(f"{fact.name}[{number}].{f.name}", "diese Angabe fehlt.") for f in fact.fields if f.name not in post]
            out.append(post)
        except FaktenError as e:
            wrong += [(f"{fact.name}[{number}].{name}", reason) for name, reason in e.fields]
    if wrong:
        raise FaktenError(wrong)
    return out


def json_schema(check: Check) -> dict[str, Any]:
    """JSON Schema (2020-12) of a check's facts with German titles and descriptions. No fact is required: an omitted one is unknown."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": check.title,
        "description": check.description,
        "type": "object",
        "properties": {f.name: _property(f) for f in check.facts},
        "additionalProperties": False,
    }


def _property(fact: Fact) -> dict[str, Any]:
    row: dict[str, Any] = {"title": fact.label, "description": " ".join(x for x in (fact.question, fact.help) if x)}
    if fact.kind == "bool":
        row["type"] = "boolean"
    elif fact.kind == "word":
        row["oneOf"] = [{"const": word, "title": label} for word, label in fact.words]
    elif fact.kind in ("number", "integer"):
        row["type"] = fact.kind
        if fact.least is not None:
            row["exclusiveMinimum" if fact.above else "minimum"] = plain_number(fact.least)
        if fact.most is not None:
            row["maximum"] = plain_number(fact.most)
    elif fact.kind == "date":
        row |= {"type": "string", "format": "date"}
    else:
        fields = {"properties": {f.name: _property(f) for f in fact.fields}, "required": [f.name for f in fact.fields if f.default is None]}
        row |= {"type": "array", "minItems": 1, "maxItems": 200, "items": {"type": "object", "additionalProperties": False} | fields}
    if fact.default is not None:
        row["default"] = fact.default
    if fact.unit:
        row["x-einheit"] = fact.unit
    return row
