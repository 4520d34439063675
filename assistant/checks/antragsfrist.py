"""Was the application in time: by the end of October for the next year (FAQ 2026, Frage 24 and 27); Baustein 3 needs none (Frage 44).

The rules are those of the funding year. For 2025 the Förderaufruf had a window of its own. Whether a deadline on a Saturday, Sunday or holiday
moves to the next working day is not said: the days between stay unclear.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.checks.calendar import next_workday
from assistant.checks.case import Case
from assistant.checks.logic import Verdict
from assistant.checks.types import Check, CheckNote, Criterion, Fact, Outcome, Parameter
from assistant.checks.words import day
from assistant.errors import RegelLuecke

FACTS = (
    Fact("foerderjahr", "integer", "Förderjahr", "Für welches Jahr soll die Förderung sein?", least=Decimal(2000), most=Decimal(2100)),
    Fact("antragsdatum", "date", "Tag des Antrags", "An welchem Tag wurde oder wird der Antrag gestellt?"),
    Fact("baustein", "word", "Baustein", "Um welchen Baustein geht es?", words=((1, "Baustein 1"), (2, "Baustein 2"), (3, "Baustein 3"))),
)


def evaluate(case: Case) -> Outcome:
    """The deadline and whether it was met. Errors: RegelLuecke for a Stichtag or a funding year without a rule."""
    case.rule("fassung")
    year = case.get("foerderjahr")
    if year is not None:
        case.day = _day_of(case, year)
    fassung = case.rule("fassung").text
    baustein = case.get("baustein")
    if baustein is not None and case.rule(f"antrag.baustein_{baustein}").value is False:
        return _none_needed(case, case.rule(f"antrag.baustein_{baustein}"), fassung)
    rule = case.maybe("antragsfrist")
    if rule is None:
        return _undocumented(case, fassung)
    return _dated(case, rule, year, fassung)


def _day_of(case: Case, year: int) -> date:
    """A day of the funding year that stands for its rules; the year must be covered as a whole, and no rule is carried beyond its Fassung."""
    for d in (date(year, 1, 1), date(year, 12, 31)):
        case.rules.at("fassung", d)
    day_ = date(year, 12, 31)
    if case.rules.at("fassung", day_).valid_from > case.as_of:
        raise RegelLuecke("Antragsfrist", case.as_of, case.rules.at("fassung", case.as_of).valid_until, case.rules.at("fassung", day_).valid_from)
    return day_


def _none_needed(case: Case, rule: Parameter, fassung: str) -> Outcome:
    reason = f"In Baustein {case.get('baustein')} ist kein Antrag nötig."
    criterion = Criterion("antrag", "Antrag", Verdict(True), reason, case.cite(rule), "kein_antrag_noetig")
    return Outcome("kein_antrag_noetig", reason, (criterion,), (), {"frist": None, "verfahren": None}, fassung=fassung)


def _undocumented(case: Case, fassung: str) -> Outcome:
    rule = case.maybe("antrag.baustein_1")
    reason = "Für dieses Jahr ist ein Antrag in Baustein 1 belegt, eine Frist aber nicht."
    missing = () if case.has("baustein") else ("baustein",)
    criterion = Criterion("frist", "Antragsfrist", Verdict(None, missing), reason, case.cite(rule))
    return Outcome("unklar", reason, (criterion,), missing, {"frist": None, "verfahren": None}, fassung=fassung)


def _deadline(case: Case, rule: Parameter, year: int) -> tuple[date, Parameter]:
    special = case.maybe("antragsfrist.foerderaufruf_2025")
    if special is not None:
        return date.fromisoformat(special.text), special
    assert isinstance(rule.value, tuple)
    return date(year - 1, rule.value[1], rule.value[0]), rule


def _dated(case: Case, rule: Parameter, year: int | None, fassung: str) -> Outcome:
    way = case.rule("antragsverfahren")
    missing = tuple(f.name for f in FACTS if not case.has(f.name))
    if year is None:
        reason = "Die Frist endet jedes Jahr Ende Oktober vor dem Förderjahr; das Förderjahr ist nicht bekannt."
        return _outcome(case, "unklar", reason, missing, None, way, case.cite(rule, way), fassung, ())
    limit, found = _deadline(case, rule, year)
    cites = case.cite(found, way)
    notes = _notes(case, limit, found, year)
    head = f"Die Frist für {year} endet am {day(limit)}"
    if not case.has("antragsdatum"):
        return _outcome(case, "unklar", f"{head}; wann der Antrag gestellt wurde, ist nicht bekannt.", missing, limit, way, cites, fassung, notes)
    given = date.fromisoformat(case.get("antragsdatum"))
    result = "fristgerecht" if given <= limit else "unklar" if given <= next_workday(limit) else "verspaetet"
    words = {
        "fristgerecht": "ist fristgerecht",
        "verspaetet": "ist verspätet",
        "unklar": "liegt zwischen dem Fristende und dem nächsten Werktag; ob sich die Frist verschiebt, ist nicht geregelt",
    }
    reason = f"{head}; ein Antrag vom {day(given)} {words[result]}."
    if missing:  # only the Baustein is unknown: in Baustein 3 no application is needed
        return _outcome(case, "unklar", f"{reason[:-1]}, in Baustein 3 aber nicht nötig.", missing, limit, way, cites, fassung, notes)
    return _outcome(case, result, reason, missing, limit, way, cites, fassung, notes)


def _outcome(
    case: Case,
    result: str,
    reason: str,
    missing: tuple[str, ...],
    limit: date | None,
    way: Parameter,
    cites: tuple[int, ...],
    fassung: str,
    notes: tuple[CheckNote, ...],
) -> Outcome:
    verdict = Verdict(None, missing) if result == "unklar" else Verdict(result == "fristgerecht")
    criterion = Criterion("frist", "Antragsfrist", verdict, reason, cites, result)
    text = f"{reason} Der Antrag läuft über {way.text}."
    return Outcome(result, text, (criterion,), missing, {"frist": limit, "verfahren": way.text}, notes, fassung=fassung)


def _notes(case: Case, limit: date, rule: Parameter, year: int) -> tuple[CheckNote, ...]:
    notes = []
    if rule.rule != "antragsfrist":
        notes.append(case.note("antragsfrist-foerderaufruf-2025"))
    if next_workday(limit) != limit:
        text = (
            f"Der {day(limit)} ist kein Werktag. Ob sich das Fristende auf den {day(next_workday(limit))} "
            "verschiebt, sagen die hinterlegten Regeln nicht."
        )
        notes.append(CheckNote("auslegung", text, case.cite(rule)))
    given = case.get("antragsdatum")
    if given and date.fromisoformat(given) < date(limit.year, 1, 1) and rule.rule == "antragsfrist":
        notes.append(
            CheckNote("hinweis", f"Anträge gelten jeweils für das Folgejahr; für {year} wäre das Jahr {year - 1} an der Reihe.", case.cite(rule))
        )
    return tuple(notes)


CHECK = Check(
    "antragsfrist",
    "Antragsfrist",
    "Bis wann ist der Antrag zu stellen, wurde die Frist gewahrt, und über welches Verfahren läuft er?",
    FACTS,
    evaluate,
    values=(("frist", None), ("verfahren", None)),
)
