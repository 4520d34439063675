"""Unspent money of Baustein 3 (FAQ 2026, Frage 46): how much goes back, until when, and whether interest is due.

The base is granted minus spent, which is a reading (ambiguity b3-nicht-verbraucht-basis).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.checks.calendar import next_workday
from assistant.checks.case import Case
from assistant.checks.logic import NO, Verdict
from assistant.checks.types import Check, CheckNote, Criterion, Fact, Outcome, Parameter
from assistant.checks.words import day, euro, number

MOST = Decimal(100_000_000)
FACTS = (
    Fact("foerderjahr", "integer", "Förderjahr", "Für welches Jahr wurden die Mittel bewilligt?", least=Decimal(2000), most=Decimal(2100)),
    Fact("bewilligt_eur", "number", "Bewilligter Betrag", "Welcher Betrag wurde bewilligt?", least=Decimal(0), most=MOST, unit="€"),
    Fact("ausgegeben_eur", "number", "Ausgegebener Betrag", "Welcher Betrag wurde für Personal ausgegeben?", least=Decimal(0), most=MOST, unit="€"),
    Fact("rueckzahlung_am", "date", "Tag der Rückzahlung", "An welchem Tag wurde oder wird zurückgezahlt?"),
)


def evaluate(case: Case) -> Outcome:
    """Amount, deadline and interest, each as far as it is known. Errors: RegelLuecke for a Stichtag or funding year without a rule."""
    case.rule("fassung")
    case.rule("b3.rueckzahlung")
    year = case.get("foerderjahr")
    if year is not None:
        case.day = date(year, 1, 1)
        case.rule("b3.rueckzahlung")
        case.day = date(year, 12, 31)
    rule, rate = case.rule("b3.rueckzahlung"), case.rule("b3.zins")
    granted, spent = case.amount("bewilligt_eur"), case.amount("ausgegeben_eur")
    back = None if granted is None or spent is None else max(Decimal(0), granted - spent)
    if granted == 0:
        back = Decimal(0)
    assert isinstance(rule.value, tuple)
    limit = date(year + 1, rule.value[1], rule.value[0]) if year is not None else None
    late = _late(case, limit)
    interest = _interest(case, back, late)
    criteria = (_amount(case, back, rule), _deadline(case, limit, rule), _charge(case, interest, rate))
    missing = tuple(f.name for f in FACTS if any(f.name in c.verdict.open for c in criteria))
    values = {"rueckzahlung_eur": back, "frist": limit, "verzinsung": interest.truth}
    unsettled = any(c.verdict.truth is None for c in criteria)
    return Outcome(
        "unklar" if unsettled else "berechnet", _summary(back, limit, interest), _shown(criteria), missing, values, _notes(case, limit, rate)
    )


def _late(case: Case, limit: date | None) -> Verdict:
    """Whether the money came late; the days up to the next working day after a deadline stay unclear."""
    open_ = tuple(n for n in ("foerderjahr", "rueckzahlung_am") if not case.has(n))
    if limit is None or open_:
        return Verdict(None, open_)
    paid = date.fromisoformat(case.get("rueckzahlung_am"))
    return Verdict(False if paid <= limit else None if paid <= next_workday(limit) else True)


def _interest(case: Case, back: Decimal | None, late: Verdict) -> Verdict:
    if back == 0 or late.truth is False:
        return NO
    unknown = tuple(n for n in ("bewilligt_eur", "ausgegeben_eur") if not case.has(n)) if back is None else ()
    if back is None or late.truth is None:
        return Verdict(None, (*unknown, *late.open))
    return Verdict(True)


def _amount(case: Case, back: Decimal | None, rule: Parameter) -> Criterion:
    open_ = tuple(n for n in ("bewilligt_eur", "ausgegeben_eur") if not case.has(n))
    if back is None:
        return Criterion(
            "rueckzahlung",
            "Rückzahlung",
            Verdict(None, open_),
            "Der Betrag ergibt sich aus bewilligt minus ausgegeben; dazu fehlen Angaben.",
            case.cite(rule),
        )
    text = f"Bewilligt minus ausgegeben: {euro(back)} sind zurückzuzahlen." if back else "Es ist nichts übrig, zurückzuzahlen ist nichts."
    return Criterion("rueckzahlung", "Rückzahlung", Verdict(True), text, case.cite(rule), "faellig" if back else "entfaellt")


def _deadline(case: Case, limit: date | None, rule: Parameter) -> Criterion:
    if limit is None:
        return Criterion(
            "frist",
            "Frist",
            Verdict(None, ("foerderjahr",)),
            "Die Frist ist der 31.03. des Folgejahres; das Förderjahr ist nicht bekannt.",
            case.cite(rule),
        )
    return Criterion("frist", "Frist", Verdict(True), f"Zurückzuzahlen ist bis zum {day(limit)}.", case.cite(rule), "berechnet")


def _charge(case: Case, interest: Verdict, rate: Parameter) -> Criterion:
    texts = {
        True: f"Der Betrag kommt zu spät und ist mit {number(rate.number)} Prozentpunkten über dem Basiszinssatz zu verzinsen.",
        False: "Zinsen fallen nicht an.",
        None: "Ob Zinsen anfallen, lässt sich noch nicht sagen.",
    }
    word = {True: "faellig", False: "entfaellt", None: "unklar"}[interest.truth]
    return Criterion("verzinsung", "Verzinsung", interest, texts[interest.truth], case.cite(rate), word)


def _shown(criteria: tuple[Criterion, ...]) -> tuple[Criterion, ...]:
    """No interest is no failure."""
    return tuple(Criterion(c.id, c.title, Verdict(c.verdict.truth or None, c.verdict.open), c.reason, c.citations, c.word) for c in criteria)


def _summary(back: Decimal | None, limit: date | None, interest: Verdict) -> str:
    until = f" bis zum {day(limit)}" if limit else ""
    first = (
        "Wie viel zurückzuzahlen ist, lässt sich noch nicht sagen"
        if back is None
        else f"{euro(back)} sind{until} zurückzuzahlen"
        if back
        else "Zurückzuzahlen ist nichts (0 €)"
    )
    if back is None and limit:
        first += f"; die Frist endet am {day(limit)}"
    tail = {True: " Der Betrag ist zu verzinsen.", False: " Zinsen fallen nicht an.", None: " Ob Zinsen anfallen, ist offen."}[interest.truth]
    return f"{first}.{tail}"


def _notes(case: Case, limit: date | None, rate: Parameter) -> tuple[CheckNote, ...]:
    notes = [case.note("b3-nicht-verbraucht-basis"), case.note("b3-zinsbeginn")]
    notes.append(
        CheckNote(
            "hinweis", "Den Basiszinssatz nennen die hinterlegten Dokumente nicht; der Zinsbetrag wird deshalb nicht berechnet.", case.cite(rate)
        )
    )
    if limit is not None and next_workday(limit) != limit:
        text = (
            f"Der {day(limit)} ist kein Werktag. Ob sich die Frist auf den {day(next_workday(limit))} "
            "verschiebt, sagen die hinterlegten Regeln nicht."
        )
        notes.append(CheckNote("auslegung", text, case.cite(case.rule("b3.rueckzahlung"))))
    granted, spent = case.amount("bewilligt_eur"), case.amount("ausgegeben_eur")
    if granted is not None and spent is not None and spent > granted:
        notes.append(CheckNote("hinweis", f"Ausgegeben wurden {euro(spent - granted)} mehr als bewilligt; wer das trägt, regelt diese Stelle nicht."))
    return tuple(notes)


CHECK = Check(
    "mittelverwendung-baustein3",
    "Nicht verbrauchte Mittel in Baustein 3",
    "Wie viel ist zurückzuzahlen, bis wann, und fallen Zinsen an?",
    FACTS,
    evaluate,
    values=(("rueckzahlung_eur", None), ("frist", None), ("verzinsung", None)),
)
