"""Check forms made from the facts' schema, and the result below them: criteria, what is missing, the calculation as a table to copy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from api.http.auth import Principal, Requires
from api.http.routes.checks import known_check, read_situation, run_check
from api.http.service import service
from api.web.views import german_day, page
from assistant.checks import Check, catalogue
from assistant.checks.situation import doubt_question
from assistant.checks.types import Fact
from assistant.checks.verweisberatung import TITLES
from assistant.errors import DatumError, EingabeError, FaktenError
from assistant.question.dates import parse_date
from assistant.question.personaldata import personal_data

router = APIRouter(include_in_schema=False)
LONGEST_WORDS = 300  # characters of a fact's words in a form
SPARE = 3  # empty rows for further posts
MOST_FIELDS = 2000


@router.get("/pruefungen")
def checks(request: Request, who: Annotated[Principal, Depends(Requires("lesen"))]) -> HTMLResponse:
    """All checks."""
    return page(request, "checks.html", checks=catalogue())


@router.get("/pruefungen/{name}")
def form(request: Request, name: str, who: Annotated[Principal, Depends(Requires("fall"))]) -> HTMLResponse:
    """The form of a check, filled with what the address says (from an answer to a question)."""
    check = known_check(name)
    given = dict(request.query_params)
    wanted = frozenset(given.get("fehlt", "").split(","))
    return _page(request, check, {k: v for k, v in given.items() if k.startswith("f.")}, given.get("rechtsstand", ""), wanted=wanted)


@router.post("/pruefungen/{name}")
async def fill(request: Request, name: str, who: Annotated[Principal, Depends(Requires("fall"))]) -> HTMLResponse:
    """Run the check on what was filled in; nothing is kept."""
    s = service(request)
    async with request.form(max_fields=MOST_FIELDS, max_files=0) as sent:
        given = {k: v for k, v in sent.items() if isinstance(v, str)}
    s.keeper.check_csrf(s.keeper.session(request), given.get("csrf", ""))
    check = known_check(name)
    answers = {k: v for k, v in given.items() if k.startswith("f.")}
    as_of = given.get("rechtsstand", "")
    if "fuellen" in given:  # from an answer: the facts it understood, with their words
        words = {k[2:]: v for k, v in given.items() if k.startswith("w.") and v}
        return _page(request, check, answers, as_of, wanted=frozenset(given.get("fehlt", "").split(",")), words=words)
    if "lesen" in given:
        return await _read(request, check, as_of, given.get("lage", ""))
    try:
        found = await run_check(request, who, name, read_facts(check, answers), as_of)
    except FaktenError as e:
        return _page(request, check, answers, as_of, errors=dict(e.fields), status=422)
    except EingabeError as e:
        return _page(request, check, answers, as_of, errors={"rechtsstand": str(e)}, status=422)
    return _page(request, check, answers, as_of, found=found, wanted=frozenset(m["fact"] for m in found["missing"]))


async def _read(request: Request, check: Check, as_of: str, told: str) -> HTMLResponse:
    """The form filled from a described situation; every fact that was read shows its words."""
    findings = personal_data(told)
    if findings:
        kinds = ", ".join(f.kind for f in findings)
        errors = {"lage": f"Die Schilderung scheint personenbezogene Daten zu enthalten ({kinds}). Bitte nehmen Sie sie heraus."}
        return _page(request, check, {}, as_of, errors=errors, status=422, told=told)
    try:
        read = await read_situation(request, check.name, told, as_of)
    except EingabeError as e:
        return _page(request, check, {}, as_of, errors={"rechtsstand" if isinstance(e, DatumError) else "lage": str(e)}, status=422, told=told)
    words = {n: f.words or "dem Zusammenhang" for n, f in read.facts.items()}
    asked = {n: doubt_question(check.fact(n), pair) for n, pair in read.doubts.items()}
    return _page(request, check, form_fields(read.values, check.facts), as_of, words=words, asked=asked, told=told, read=True)


def _page(
    request: Request, check: Check, given: Mapping[str, str], as_of: str, found: dict[str, Any] | None = None,
    errors: Mapping[str, str] | None = None, status: int = 200, wanted: frozenset[str] = frozenset(), words: Mapping[str, str] | None = None,
    asked: Mapping[str, str] | None = None, told: str = "", read: bool = False,
) -> HTMLResponse:  # fmt: skip
    rows = {f.name: rows_of(f, given) for f in check.facts if f.kind == "posts"}
    return page(
        request, "check.html", status, check=check, given=given, rechtsstand=as_of, result=found, errors=dict(errors or {}), rows=rows, wanted=wanted,
        origins=dict(words or {}), asked=dict(asked or {}), told=told, read=read,
    )  # fmt: skip


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


def _missing(result: Mapping[str, Any], check: Check) -> list[str]:
    """The facts of a check that its result lacks."""
    return [m["fact"] for m in result.get("missing") or () if any(f.name == m["fact"] for f in check.facts)]


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


WORDS = {
    "erfuellt": "erfüllt", "nicht_erfuellt": "nicht erfüllt", "unklar": "unklar", "berechnet": "berechnet", "verweis": "Verweisberatung",
    "kein_verweis": "keine Verweisberatung", "im_rahmen": "im Rahmen", "darueber": "darüber", "darunter": "darunter", "fristgerecht": "fristgerecht",
    "verspaetet": "verspätet", "kein_antrag_noetig": "kein Antrag nötig", "faellig": "fällig", "entfaellt": "entfällt",
    "kurzberatung": "Kurzberatung", "case_management": "Case Management", "testat": "Testat", **TITLES,
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
    from api.web.views import euro

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
    from api.web.views import euro

    rows = [("Posten", "Rechnung", "Betrag")] + [(str(r["label"]), str(r["formula"]), euro(r["amount_eur"])) for r in result.get("rechenweg", ())]
    return "\n".join("\t".join(r) for r in rows)
