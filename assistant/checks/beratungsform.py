"""Case Management or Kurzberatung (FAQ 2026, Frage 32)? The decision is the case manager's; what fits neither description stays unclear."""

from __future__ import annotations

from decimal import Decimal

from assistant.checks.case import Case
from assistant.checks.logic import Verdict, all_of, any_of, negate
from assistant.checks.types import Check, CheckNote, Criterion, Fact, Outcome
from assistant.checks.words import number

FACTS = (
    Fact(
        "anzahl_bedarfe",
        "integer",
        "Zahl der Bedarfe",
        "Wie viele Bedarfe stehen im Mittelpunkt?",
        least=Decimal(0),
        most=Decimal(100),
        unit="Bedarfe",
    ),
    Fact(
        "bedarfslage",
        "word",
        "Bedarfslage",
        "Ist die Bedarfslage vielschichtig oder überschaubar?",
        words=(("vielschichtig", "Vielschichtig"), ("ueberschaubar", "Überschaubar")),
    ),
    Fact(
        "rechtskreise",
        "integer",
        "Zahl der Rechtskreise",
        "Wie viele Rechtskreise sind berührt?",
        "Entscheidet nicht allein: Case Management kann mehrere Rechtskreise berühren.",
        least=Decimal(0),
        most=Decimal(50),
        optional=True,
    ),
    Fact("eigenstaendige_umsetzung", "bool", "Eigenständige Umsetzung", "Kann die Person die nächsten Schritte weitgehend selbst gehen?"),
    Fact(
        "gespraeche_bisher",
        "integer",
        "Gespräche bisher",
        "Wie viele Gespräche gab es bisher?",
        "Mindeststandard der Kurzberatung sind zwei.",
        least=Decimal(0),
        most=Decimal(1000),
        unit="Gespräche",
        optional=True,
    ),
)


def evaluate(case: Case) -> Outcome:
    """The form that fits, or unclear. Errors: RegelLuecke."""
    most, rule = case.rule("kurzberatung.bedarfe"), case.rule("beratungsform.case_management")
    decides = case.rule("beratungsform.entscheidung")
    complex_ = case.known("bedarfslage", lambda b: b == "vielschichtig")
    few = case.known("anzahl_bedarfe", lambda n: Decimal(n) <= most.number)
    short = all_of(negate(complex_), few, case.known("eigenstaendige_umsetzung"))
    form = "case_management" if complex_.truth else "kurzberatung" if short.truth else "unklar"
    missing = _missing(complex_, short)
    criteria = (
        Criterion("case_management", "Beschreibung des Case Managements", complex_, _complex_reason(complex_), case.cite(rule)),
        Criterion("kurzberatung", "Beschreibung der Kurzberatung", short, _short_reason(case, short, most.number), case.cite(most)),
    )
    verdicts = tuple(Criterion(c.id, c.title, c.verdict, c.reason, c.citations, c.verdict.word) for c in criteria)
    settled = tuple(Criterion(c.id, c.title, _never_failed(c.verdict), c.reason, c.citations, c.word) for c in verdicts)
    notes = (
        *_notes(case, form),
        CheckNote("hinweis", "Die Entscheidung trifft die Case Managerin oder der Case Manager; sie kann sich ändern.", case.cite(decides)),
    )
    return Outcome(form, _summary(form, missing), settled, missing, {"form": form}, notes)


def _never_failed(v: Verdict) -> Verdict:
    """Neither description is a condition: not fitting one of them is no failure."""
    return v if v.truth is not False else Verdict(None)


def _missing(complex_: Verdict, short: Verdict) -> tuple[str, ...]:
    """Case Management is settled by the Bedarfslage alone; Kurzberatung needs all three facts."""
    open_ = any_of(complex_, short).open if complex_.truth is None else short.open if complex_.truth is False else ()
    return tuple(f.name for f in FACTS if f.name in open_)


def _complex_reason(v: Verdict) -> str:
    if v.truth is None:
        return "Ob die Lage vielschichtig ist, ist nicht bekannt."
    return "Die Bedarfslage ist vielschichtig und braucht koordinierte Begleitung." if v.truth else "Die Bedarfslage ist überschaubar."


def _short_reason(case: Case, v: Verdict, most: Decimal) -> str:
    if v.truth:
        return f"Überschaubare Lage, nicht mehr als {number(most)} Bedarfe, weitere Schritte weitgehend eigenständig."
    if v.truth is None:
        return "Für die Kurzberatung fehlen noch Angaben."
    parts = []
    if case.get("bedarfslage") == "vielschichtig":
        parts.append("die Lage ist nicht überschaubar")
    if case.has("anzahl_bedarfe") and Decimal(case.get("anzahl_bedarfe")) > most:
        parts.append(f"es sind mehr als {number(most)} Bedarfe")
    if case.get("eigenstaendige_umsetzung") is False:
        parts.append("die Schritte gelingen nicht eigenständig")
    return f"Die Beschreibung der Kurzberatung passt nicht ganz: {', '.join(parts)}."


def _summary(form: str, missing: tuple[str, ...]) -> str:
    if form == "case_management":
        return "Das spricht für ein KIM-Case Management; entscheiden muss die Case Managerin oder der Case Manager."
    if form == "kurzberatung":
        return "Das spricht für eine KIM-Kurzberatung; entscheiden muss die Case Managerin oder der Case Manager."
    if missing:
        return "Welche Beratungsform passt, lässt sich noch nicht sagen; es fehlen Angaben."
    return "Keine der beiden Beratungsformen passt ganz; die Entscheidung trifft die Case Managerin oder der Case Manager."


def _notes(case: Case, form: str) -> tuple[CheckNote, ...]:
    notes = []
    few = case.rule("kurzberatung.bedarfe")
    plain = case.get("bedarfslage") == "ueberschaubar"
    if plain and case.has("anzahl_bedarfe") and Decimal(case.get("anzahl_bedarfe")) > few.number:
        notes.append(case.note("kurzberatung-zwei-bedarfe"))
    if plain and case.get("eigenstaendige_umsetzung") is False:
        text = (
            "Eine überschaubare Lage, deren Schritte nicht eigenständig gelingen, erfüllt weder die "
            "Beschreibung der Kurzberatung noch die des Case Managements ganz."
        )
        notes.append(CheckNote("auslegung", text, case.cite(few)))
    if form == "case_management" and case.get("eigenstaendige_umsetzung"):
        text = "Vielschichtig und doch eigenständig umsetzbar: Dazu sagen die Regeln nichts; hier zählt die vielschichtige Lage."
        notes.append(CheckNote("auslegung", text, case.cite(case.rule("beratungsform.case_management"))))
    talks = case.rule("kurzberatung.gespraeche")
    if form == "kurzberatung" and case.has("gespraeche_bisher") and Decimal(case.get("gespraeche_bisher")) < talks.number:
        notes.append(CheckNote("hinweis", f"Der Mindeststandard von {number(talks.number)} Gesprächen ist noch nicht erreicht.", case.cite(talks)))
        notes.append(case.note("kurzberatung-gespraeche"))
    return tuple(notes)


CHECK = Check(
    "beratungsform",
    "Case Management oder Kurzberatung",
    "Welche Beratungsform passt zur geschilderten Lage?",
    FACTS,
    evaluate,
    values=(("form", "unklar"),),
)
