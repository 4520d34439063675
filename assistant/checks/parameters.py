"""Dated parameters (`corpus/regeln/*.yaml`): read strictly, looked up by day; where no rule is documented there is no value.

Nothing is interpolated and nothing carried on beyond the span its source covers: a day without a rule raises `RegelLuecke`, which names both borders.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from assistant.checks.types import Parameter, Reference, Value
from assistant.errors import RegelLuecke, WissenError
from assistant.knowledge import as_date, checked_rows, corpus_path, load_yaml
from assistant.registry import sources

_KEYS = {
    "id",
    "regel",
    "name",
    "wert",
    "einheit",
    "gilt_ab",
    "gilt_bis",
    "endet_durch",
    "fundstellen",
    "geprueft_am",
    "hinweis",
    "lesart",
}
_REFERENCE_KEYS = {"document", "locator", "aussage", "anker"}
NUMBERS = {
    "EUR/Jahr",
    "EUR je Stelle und Jahr",
    "EUR/Tag",
    "EUR",
    "VZÄ",
    "Stellen",
    "Tage",
    "Jahre",
    "Gespräche",
    "Bedarfe",
    "Fälle je VZÄ",
    "Prozentpunkte",
}
UNITS = NUMBERS | {"Anteil", "Tag und Monat", "Tag", "Bedingung", "Text"}


class Rules:
    """All parameters, looked up by rule and day."""

    def __init__(self, parameters: Iterable[Parameter]) -> None:
        self._by_rule: dict[str, list[Parameter]] = {}
        for p in parameters:
            self._by_rule.setdefault(p.rule, []).append(p)
        for spans in self._by_rule.values():
            spans.sort(key=lambda p: p.valid_from)

    def all(self) -> list[Parameter]:
        """Every parameter, by rule and time."""
        return [p for spans in self._by_rule.values() for p in spans]

    def at(self, rule: str, day: date) -> Parameter:
        """The parameter in force on a day. Errors: RegelLuecke naming the borders of the gap; KeyError for a rule that does not exist."""
        spans = self._by_rule[rule]
        for p in spans:
            if p.valid_from <= day <= p.valid_until:
                return p
        before = [p for p in spans if p.valid_until < day]
        after = [p for p in spans if p.valid_from > day]
        raise RegelLuecke(spans[0].name, day, before[-1].valid_until if before else None, after[0].valid_from if after else None)

    def find(self, rule: str, day: date) -> Parameter | None:
        """The parameter in force on a day, or None where none is documented."""
        try:
            return self.at(rule, day)
        except RegelLuecke:
            return None


@lru_cache(maxsize=1)
def rules() -> Rules:
    """The bundled parameters. Errors: WissenError for anything malformed."""
    found = [p for path in sorted(corpus_path("regeln").glob("*.yaml")) for p in parse_parameters(load_yaml(path), path.name)]
    _no_overlap(found, "corpus/regeln")
    return Rules(found)


def parse_parameters(rows: Any, name: str) -> list[Parameter]:
    """Check and read one file. Errors: WissenError for unknown keys, doubled ids, unknown units, missing references, overlapping spans."""
    out = [_parameter(ident, row, f"{name}: „{ident}“") for ident, row in checked_rows(rows, name, _KEYS)]
    _no_overlap(out, name)
    return out


def _no_overlap(parameters: list[Parameter], name: str) -> None:
    for i, p in enumerate(parameters):
        for q in parameters[:i]:
            if p.id == q.id:
                raise WissenError(f"{name}: die id „{p.id}“ kommt zweimal vor.")
            if p.rule == q.rule and p.valid_from <= q.valid_until and q.valid_from <= p.valid_until:
                raise WissenError(f"{name}: „{q.id}“ und „{p.id}“ gelten für „{p.rule}“ zur selben Zeit.")


def _parameter(ident: str, row: dict[str, Any], where: str) -> Parameter:
    for key in ("regel", "name", "wert", "einheit", "gilt_ab", "gilt_bis", "endet_durch", "geprueft_am"):
        if row.get(key) in (None, ""):
            raise WissenError(f"{where}: die Angabe „{key}“ fehlt.")
    try:
        begin, end, checked = (as_date(row[k]) for k in ("gilt_ab", "gilt_bis", "geprueft_am"))
    except WissenError as e:
        raise WissenError(f"{where}: {e}") from e
    assert begin and end and checked
    if end < begin:
        raise WissenError(f"{where}: gilt_bis liegt vor gilt_ab.")
    unit = str(row["einheit"])
    return Parameter(
        id=ident,
        rule=str(row["regel"]),
        name=str(row["name"]),
        value=_value(row["wert"], unit, where),
        unit=unit,
        valid_from=begin,
        valid_until=end,
        ended_by=str(row["endet_durch"]),
        references=tuple(_reference(r, begin, end, where) for r in _references(row, where)),
        checked_on=checked,
        note=" ".join(str(row.get("hinweis") or "").split()),
        reading=" ".join(str(row.get("lesart") or "").split()),
    )


def _references(row: dict[str, Any], where: str) -> list[Any]:
    rows = row.get("fundstellen")
    if not isinstance(rows, list) or not rows:
        raise WissenError(f"{where}: ohne Fundstelle gilt kein Wert.")
    return rows


def _reference(row: Any, begin: date, end: date, where: str) -> Reference:
    if not isinstance(row, dict) or set(row) - _REFERENCE_KEYS or not all(row.get(k) for k in ("document", "locator", "aussage")):
        raise WissenError(f"{where}: eine Fundstelle nennt document, locator und aussage.")
    if row["document"] not in sources():
        raise WissenError(f"{where}: Dokument „{row['document']}“ steht nicht in quellen.yaml.")
    anchors = tuple(str(a) for a in row.get("anker") or ())
    if any(len(a.split()) > 8 for a in anchors):
        raise WissenError(f"{where}: ein Anker hat höchstens 8 Wörter.")
    return Reference(str(row["document"]), str(row["locator"]), " ".join(str(row["aussage"]).split()), anchors, begin, end)


def _value(raw: Any, unit: str, where: str) -> Value:
    if unit not in UNITS:
        raise WissenError(f"{where}: unbekannte Einheit „{unit}“.")
    try:
        if unit in NUMBERS:
            if isinstance(raw, bool) or not isinstance(raw, int | float):
                raise ValueError
            return Decimal(str(raw))
        if unit == "Bedingung":
            if not isinstance(raw, bool):
                raise ValueError
            return raw
        if unit == "Anteil":
            return Fraction(str(raw))
        if unit == "Tag und Monat":
            day, month = str(raw).rstrip(".").split(".")
            date(2024, int(month), int(day))
            return int(day), int(month)
        if unit == "Tag":
            return date.fromisoformat(str(raw)).isoformat()
    except (ValueError, ZeroDivisionError) as e:
        raise WissenError(f"{where}: „{raw}“ ist kein Wert in der Einheit „{unit}“.") from e
    return str(raw)
