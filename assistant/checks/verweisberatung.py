"""To which services to refer: programmes by age and residence status, Rechtskreise with a case management of their own.

Rules: FAQ 2026, Frage 32; Münster 2021, "Baustein 2"; age limits from Rheinisch-Bergischer Kreis 2021, 5.1 to 5.3 only, so for today with a note.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.checks.case import Case
from assistant.checks.logic import YES, Verdict, all_of
from assistant.checks.types import Check, CheckNote, Criterion, Fact, Outcome, Parameter
from assistant.checks.words import listed, number

AGES_AS_OF = date(2021, 7, 1)  # Stand of the only document that gives the age limits
TITLES = {
    "thm": "Teilhabemanagement (THM)",
    "jmd": "Jugendmigrationsdienst (JMD)",
    "mbe": "Migrationsberatung für Erwachsene (MBE)",
    "fluechtlingsberatung": "Flüchtlingsberatung",
    "sgb2": "Jobcenter (SGB II)",
    "sgb3": "Agentur für Arbeit (SGB III)",
    "sgb8": "Jugendamt (SGB VIII)",
    "sgb12": "Sozialamt (SGB XII)",
}
_UNSETTLED = ("duldung", "gestattung")
FACTS = (
    Fact("alter", "integer", "Alter", "Wie alt ist die Person?", least=Decimal(0), most=Decimal(120), unit="Jahre"),
    Fact(
        "aufenthaltsstatus",
        "word",
        "Aufenthaltsstatus",
        "Welchen Aufenthaltsstatus hat die Person?",
        words=(
            ("duldung", "Duldung"),
            ("gestattung", "Aufenthaltsgestattung"),
            ("aufenthaltserlaubnis", "Aufenthaltserlaubnis"),
            ("niederlassungserlaubnis", "Niederlassungserlaubnis"),
            ("unbekannt", "Unbekannt"),
        ),
    ),
    Fact(
        "rechtskreis",
        "word",
        "Rechtskreis",
        "Welcher Rechtskreis mit eigenem Fallmanagement ist berührt?",
        words=(("sgb2", "SGB II"), ("sgb3", "SGB III"), ("sgb8", "SGB VIII"), ("sgb12", "SGB XII"), ("keiner", "Keiner")),
    ),
)


def evaluate(case: Case) -> Outcome:
    """The services that fit. Errors: RegelLuecke."""
    case.rule("fassung")
    criteria = [_programme(case, "thm"), _programme(case, "jmd"), _older(case), _refugees(case), *_codes(case)]
    refer = tuple(c.id for c in criteria if c.verdict.truth)
    missing = tuple(f.name for f in FACTS if any(f.name in c.verdict.open for c in criteria))
    shown = tuple(
        Criterion(c.id, c.title, c.verdict if c.verdict.truth is not False else Verdict(None), c.reason, c.citations, c.verdict.word)
        for c in criteria
    )
    names = listed([TITLES[r] for r in refer])
    if refer:
        summary = f"Zu verweisen ist an: {names}." + (" Weitere Stellen hängen an fehlenden Angaben." if missing else "")
    else:
        summary = "Es fehlen Angaben." if missing else "Keine der hinterlegten Stellen passt; das Case Management koordiniert selbst."
    result = "unklar" if missing else "verweis" if refer else "kein_verweis"
    return Outcome(result, summary, shown, missing, {"verweis": list(refer)}, _notes(case))


def _age(case: Case, rule: str) -> Parameter:
    return case.rules.at(rule, AGES_AS_OF)


def _programme(case: Case, name: str) -> Criterion:
    """Teilhabemanagement needs Duldung or Gestattung, the Jugendmigrationsdienst is open to all young immigrants."""
    low, high = _age(case, f"{name}.alter_min"), _age(case, f"{name}.alter_max")
    fits = case.known("alter", lambda a: low.number <= a <= high.number)
    verdict = all_of(fits, case.known("aufenthaltsstatus", lambda s: s in _UNSETTLED)) if name == "thm" else fits
    whom = " mit Duldung oder Aufenthaltsgestattung" if name == "thm" else ", besonders mit Aufenthaltserlaubnis"
    return _criterion(name, verdict, f"für {number(low.number)} bis {number(high.number)} Jahre{whom}", case.cite(low, high))


def _older(case: Case) -> Criterion:
    over = _age(case, "mbe.alter_ueber")
    return _criterion("mbe", case.known("alter", lambda a: a > over.number), f"grundsätzlich über {number(over.number)} Jahre", case.cite(over))


def _refugees(case: Case) -> Criterion:
    rule = _age(case, "fluechtlingsberatung")
    return _criterion(
        "fluechtlingsberatung", case.known("aufenthaltsstatus", lambda s: s in _UNSETTLED), "ohne gefestigten Aufenthalt", case.cite(rule)
    )


def _codes(case: Case) -> list[Criterion]:
    rule, border = case.rule("verweis.rechtskreise"), case.maybe("verweis.schnittstellen")
    code = case.get("rechtskreis")
    if code is None:
        verdict = Verdict(None, ("rechtskreis",))
        return [
            Criterion(
                "rechtskreis",
                "Rechtskreis mit eigenem Fallmanagement",
                verdict,
                "Welcher Rechtskreis berührt ist, ist nicht bekannt.",
                case.cite(rule),
            )
        ]
    if code == "keiner":
        return [
            Criterion(
                "rechtskreis", "Rechtskreis mit eigenem Fallmanagement", Verdict(False), "Kein solcher Rechtskreis ist berührt.", case.cite(rule)
            )
        ]
    return [_criterion(code, YES, "der Rechtsbereich hat ein eigenes Fallmanagement", case.cite(rule, border))]


def _criterion(ident: str, verdict: Verdict, whom: str, cites: tuple[int, ...]) -> Criterion:
    ends = {True: "passt", False: "passt nicht", None: "dazu fehlt eine Angabe"}
    return Criterion(ident, TITLES[ident], verdict, f"{TITLES[ident]}, {whom}: {ends[verdict.truth]}.", cites)


def _notes(case: Case) -> tuple[CheckNote, ...]:
    notes = []
    ages = [_age(case, r) for r in ("thm.alter_min", "jmd.alter_min", "mbe.alter_ueber")]
    if case.as_of > ages[0].valid_until:
        text = (
            "Die Altersgrenzen der Dienste sind nur mit Stand 2021 belegt (Konzept des Rheinisch-Bergischen "
            "Kreises); ob sie noch gelten, bitte dort erfragen."
        )
        notes.append(CheckNote("auslegung", text, case.cite(*ages)))
    status = case.get("aufenthaltsstatus")
    if status == "unbekannt":
        text = (
            "Der Aufenthaltsstatus ist unbekannt: Teilhabemanagement (18 bis 27 Jahre) und "
            "Flüchtlingsberatung kommen bei Duldung oder Gestattung dazu."
        )
        notes.append(CheckNote("hinweis", text))
    if status in _UNSETTLED and case.has("alter"):
        text = (
            "Die MBE ist ohne Angabe zum Status beschrieben, der JMD besonders für Menschen mit Aufenthaltserlaubnis; "
            "bei Duldung oder Gestattung ist beides eine Lesart."
        )
        notes.append(CheckNote("auslegung", text, case.cite(ages[1], ages[2])))
    if case.get("rechtskreis") == "sgb12":
        notes.append(case.note("sgb-xii-verweisberatung"))
    return tuple(notes)


CHECK = Check(
    "verweisberatung",
    "Verweisberatung",
    "An welche Dienste und Rechtskreise ist zu verweisen?",
    FACTS,
    evaluate,
    values=(("verweis", []),),
)
