"""The fields of a check's form: what a person types read as facts, and facts written as fields and as an address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from api.web.views import german_day
from assistant.checks import Check, catalogue
from assistant.checks.types import Fact
from assistant.errors import DatumError, FaktenError
from assistant.question.dates import parse_date

LONGEST_WORDS = 300  # characters of a fact's words in a form
SPARE = 3  # empty rows for further posts


def rows_of(fact: Fact, given: Mapping[str, str]) -> int:
    """How many rows of posts a form shows: the filled ones and some to spare."""
    filled = [int(k.split(".")[2]) + 1 for k, v in given.items() if k.startswith(f"f.{fact.name}.") and v and k.split(".")[2].isdigit()]
    return min(200, max(filled, default=0) + SPARE)


def read_facts(check: Check, given: Mapping[str, str]) -> dict[str, Any]:
    """The facts of a sent form; what is empty is unknown. Errors: FaktenError naming the field."""
    out: dict[str, Any] = {}
    wrong: list[tuple[str, str]] = []
    for fact in check.facts:
        try:
            found = _posts(fact, given) if fact.kind == "posts" else read_value(fact, given.get(f"f.{fact.name}", ""))
        except FaktenError as e:
            wrong += e.fields
            continue
        if found is not None:
            out[fact.name] = found
    if wrong:
        raise FaktenError(wrong)
    return out


def _posts(fact: Fact, given: Mapping[str, str]) -> list[dict[str, Any]] | None:
    rows = []
    for i in range(rows_of(fact, given)):
        cells = {f.name: given.get(f"f.{fact.name}.{i}.{f.name}", "").strip() for f in fact.fields}
        if any(cells.values()):
            try:
                rows.append({f.name: v for f in fact.fields if (v := read_value(f, cells[f.name])) is not None})
            except FaktenError as e:
                raise FaktenError([(fact.name, f"Zeile {i + 1}: {reason}") for _, reason in e.fields]) from e
    return rows or None


def read_value(fact: Fact, text: str) -> Any:
    """One field: German numbers and dates, ja/nein, a word of the list; None when it is empty. Errors: FaktenError."""
    text = text.strip()
    if not text:
        return None
    if fact.kind == "bool":
        return {"ja": True, "nein": False}.get(text, text)
    if fact.kind == "word":
        return next((word for word, _ in fact.words if str(word) == text), text)
    if fact.kind in ("number", "integer"):
        try:
            number = float(text.replace(".", "").replace(",", ".") if "," in text else text)
        except ValueError as e:
            raise FaktenError([(fact.name, f"„{text[:40]}“ ist keine Zahl.")]) from e
        return int(number) if number.is_integer() and abs(number) < 10**15 else number
    if fact.kind == "date":
        try:
            return parse_date(text).isoformat() if not text.isdecimal() else text  # a year alone is no day
        except DatumError as e:
            raise FaktenError([(fact.name, f"„{text[:40]}“ ist kein Datum. Bitte TT.MM.JJJJ angeben.")]) from e
    return text


def form_fields(facts: Mapping[str, Any], schema: Sequence[Fact]) -> dict[str, str]:
    """Facts as the fields of a form: what `read_facts` reads back."""
    out: dict[str, str] = {}
    for fact in schema:
        value = facts.get(fact.name)
        if fact.kind == "posts" and isinstance(value, list):
            for i, row in enumerate(value):
                out |= {k.replace("f.", f"f.{fact.name}.{i}.", 1): v for k, v in form_fields(row, fact.fields).items()}
        elif value is not None:
            out[f"f.{fact.name}"] = german_day(value) if fact.kind == "date" else show_value(value)
    return out


def show_value(value: Any) -> str:
    """A value as a person types it."""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    return str(value).replace(".", ",") if isinstance(value, float) else str(value)


def filled_form(result: Mapping[str, Any]) -> tuple[str, dict[str, str]] | None:
    """Address and fields of a check's form filled with what a question was understood to say, with the words; None for a result without them.

    The words are the asker's own: they go in the body of a request, never in an address, which proxies write down.
    """
    check = next((c for c in catalogue() if c.name == result.get("check")), None)
    read = result.get("gelesen") or {}
    if check is None or not read:
        return None
    fields = form_fields(result.get("facts") or {}, check.facts)
    words = {f"w.{n}": str(r["woertlich"])[:LONGEST_WORDS] for n, r in read.items() if r.get("woertlich") and n in (result.get("facts") or {})}
    missing, as_of = _missing(result, check), result.get("as_of")
    fixed = {"fuellen": "ja", "rechtsstand": german_day(str(as_of)) if as_of else "", "fehlt": ",".join(missing)}
    return f"/pruefungen/{check.name}" + (f"#f-{missing[0]}" if missing else ""), fields | words | fixed


def form_url(result: Mapping[str, Any]) -> str:
    """The form of a check filled with the facts of a result; what is missing is marked there, and the first such field is jumped to."""
    check = next((c for c in catalogue() if c.name == result.get("check")), None)
    if check is None:
        return "/pruefungen"
    fields = form_fields(result.get("facts") or {}, check.facts)
    if result.get("as_of"):
        fields["rechtsstand"] = german_day(str(result["as_of"]))
    missing = _missing(result, check)
    if missing:
        fields["fehlt"] = ",".join(missing)
    return f"/pruefungen/{check.name}?{urlencode(fields)}" + (f"#f-{missing[0]}" if missing else "")


def _missing(result: Mapping[str, Any], check: Check) -> list[str]:
    """The facts of a check that its result lacks."""
    return [m["fact"] for m in result.get("missing") or () if any(f.name == m["fact"] for f in check.facts)]
