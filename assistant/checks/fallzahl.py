"""Are there as many running cases as recommended (FAQ 2026, Frage 33): 50 to 60 per full post, less in part-time, all cases counted."""

from __future__ import annotations

from decimal import Decimal

from assistant.checks.case import Case
from assistant.checks.logic import Verdict
from assistant.checks.types import Check, CheckNote, Criterion, Fact, Outcome
from assistant.checks.words import number
from assistant.errors import FaktenError

FACTS = (
    Fact(
        "vzae",
        "number",
        "Stellenumfang",
        "Wie groß ist der Stellenumfang in Vollzeitäquivalenten?",
        least=Decimal(0),
        most=Decimal(500),
        above=True,
        unit="VZÄ",
    ),
    Fact(
        "laufende_faelle",
        "integer",
        "Laufende Fälle",
        "Wie viele laufende, nicht abgeschlossene Fälle sind es?",
        least=Decimal(0),
        most=Decimal(100_000),
        unit="Fälle",
    ),
    Fact(
        "davon_case_management",
        "integer",
        "Davon Case-Management-Fälle",
        "Wie viele davon sind Case-Management-Fälle?",
        "Ändert das Ergebnis nicht; die Empfehlung nimmt etwa ein Drittel an.",
        least=Decimal(0),
        most=Decimal(100_000),
        unit="Fälle",
        optional=True,
    ),
)


def evaluate(case: Case) -> Outcome:
    """The recommended span and where the running cases lie. Errors: RegelLuecke; FaktenError for more Case Management cases than cases."""
    low, high = case.rule("fallzahl.min"), case.rule("fallzahl.max")
    part = case.rule("fallzahl.teilzeit")
    share, cases = case.amount("vzae"), case.amount("laufende_faelle")
    of_them = case.amount("davon_case_management")
    if cases is not None and of_them is not None and of_them > cases:
        raise FaktenError([("davon_case_management", "das sind mehr Case-Management-Fälle als laufende Fälle.")])
    missing = tuple(n for n in ("vzae", "laufende_faelle") if not case.has(n))
    if share is None:
        span = f"je Vollzeitstelle {number(low.number)} bis {number(high.number)}"
        reason = f"Empfohlen sind {span} laufende Fälle; der Stellenumfang ist nicht bekannt."
        return _outcome(case, "unklar", reason, missing, None, None, case.cite(low, part), of_them)
    least, most = share * low.number, share * high.number
    span = f"{number(least)} bis {number(most)} laufende Fälle bei {number(share)} VZÄ"
    if cases is None:
        return _outcome(
            case, "unklar", f"Empfohlen sind {span}; wie viele Fälle laufen, ist nicht bekannt.", missing, least, most, case.cite(low, part), None
        )
    result = "darunter" if cases < least else "darueber" if cases > most else "im_rahmen"
    words = {"darunter": "liegen darunter", "darueber": "liegen darüber", "im_rahmen": "liegen im Rahmen"}
    return _outcome(
        case, result, f"{number(cases)} laufende Fälle {words[result]}: empfohlen sind {span}.", missing, least, most, case.cite(low, part), of_them
    )


def _outcome(
    case: Case,
    result: str,
    reason: str,
    missing: tuple[str, ...],
    least: Decimal | None,
    most: Decimal | None,
    cites: tuple[int, ...],
    of_them: Decimal | None,
) -> Outcome:
    verdict = Verdict(None, missing) if result == "unklar" else Verdict(result == "im_rahmen")
    criterion = Criterion("fallzahl", "Empfohlene Fallzahl", verdict, reason, cites, result)
    share = case.rule("fallzahl.cm_anteil")
    notes = [CheckNote("hinweis", "Die Fallzahl ist eine Empfehlung, keine Bedingung der Förderung.", cites[:1])]
    cases = case.amount("laufende_faelle")
    if of_them is not None and cases:
        text = (
            f"Von {number(cases)} Fällen sind {number(of_them)} Case-Management-Fälle; die Empfehlung geht "
            f"von etwa {share.value} aus und setzt eine gemischte Auswahl voraus."
        )
        notes.append(CheckNote("hinweis", text, case.cite(share)))
    values = {"empfohlen_min": least, "empfohlen_max": most}
    return Outcome(result, reason, (criterion,), missing, values, tuple(notes))


CHECK = Check(
    "fallzahl",
    "Fallzahl im Case Management",
    "Liegen die laufenden Fälle im empfohlenen Rahmen für den Stellenumfang?",
    FACTS,
    evaluate,
    values=(("empfohlen_min", None), ("empfohlen_max", None)),
)
