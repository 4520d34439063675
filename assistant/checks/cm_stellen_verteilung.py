"""Where the Case Management posts are: conditions (contract form, apart from JMD and MBE) and recommendations (a third at the Kommune).

Rules: FAQ 2026, Frage 5, 26 and 30; for 2021 and 2022 the FOGS-Bericht 2021, 3.4.1. Recommendations are hints, never conditions.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from assistant.checks.case import Case
from assistant.checks.logic import YES, Verdict, any_of, overall, still_open
from assistant.checks.types import Check, CheckNote, Criterion, Fact, Hint, Outcome
from assistant.checks.words import listed, number
from assistant.errors import FaktenError

FACTS = (
    Fact(
        "stellen_gesamt",
        "number",
        "Stellen insgesamt",
        "Wie viele Case-Management-Stellen werden insgesamt gefördert?",
        least=Decimal(0),
        most=Decimal(1000),
        above=True,
        unit="VZÄ",
    ),
    Fact(
        "stellen_kommune",
        "number",
        "Stellen bei der Kommune",
        "Wie viele davon sind bei der Kommune, beim Kreis oder bei kreisangehörigen Kommunen?",
        least=Decimal(0),
        most=Decimal(1000),
        unit="VZÄ",
    ),
    Fact(
        "stellen_freie_traeger",
        "number",
        "Stellen bei freien Trägern",
        "Wie viele davon sind an Träger der Freien Wohlfahrtspflege weitergeleitet?",
        least=Decimal(0),
        most=Decimal(1000),
        unit="VZÄ",
    ),
    Fact("in_auslaenderbehoerde", "bool", "In der Ausländerbehörde", "Sind Stellen in der Ausländerbehörde angesiedelt?"),
    Fact(
        "weiterleitungsvertrag_muster",
        "bool",
        "Muster des Weiterleitungsvertrags",
        "Wird für die Weiterleitung das verbindliche Vertragsmuster (Anlage 4) verwendet?",
        "Nur nötig, wenn Stellen weitergeleitet werden.",
    ),
    Fact("ausserhalb_jmd_mbe", "bool", "Außerhalb von JMD und MBE", "Liegen die Stellen nachweisbar außerhalb des Personals von JMD und MBE?"),
)


def evaluate(case: Case) -> Outcome:
    """Conditions and recommendations. Errors: RegelLuecke; FaktenError where parts are more than the whole."""
    case.rule("fassung")
    _consistent(case)
    criteria = tuple(c for c in (_contract(case), _apart(case)) if c)
    verdicts = [c.verdict for c in criteria]
    result = overall(verdicts)
    missing = tuple(f.name for f in FACTS if f.name in still_open(verdicts))
    hints = _hints(case)
    return Outcome(result, _summary(result, criteria, hints), criteria, missing, notes=_notes(case), hints=hints)


def _consistent(case: Case) -> None:
    total = case.amount("stellen_gesamt")
    if total is None:
        return
    parts = [(n, case.amount(n)) for n in ("stellen_kommune", "stellen_freie_traeger")]
    for name, value in parts:
        if value is not None and value > total:
            raise FaktenError([(name, f"das sind mehr als die {number(total)} Stellen insgesamt.")])
    if sum((v for _, v in parts if v is not None), Decimal(0)) > total:
        raise FaktenError([("stellen_gesamt", "die Stellen bei Kommune und freien Trägern sind zusammen mehr als die Stellen insgesamt.")])


def _passed_on(case: Case) -> Verdict:
    """Whether posts are passed on; none can be where all are at the Kommune."""
    if case.has("stellen_gesamt") and case.has("stellen_kommune") and case.amount("stellen_kommune") == case.amount("stellen_gesamt"):
        return Verdict(False)
    return case.known("stellen_freie_traeger", lambda n: n > 0)


def _contract(case: Case) -> Criterion | None:
    rule = case.maybe("weiterleitungsvertrag")
    if rule is None:
        return None
    passed_on = _passed_on(case)
    verdict = any_of(
        YES if passed_on.truth is False else Verdict(False) if passed_on.truth else passed_on, case.known("weiterleitungsvertrag_muster")
    )
    if passed_on.truth is False:
        text = "Es werden keine Stellen weitergeleitet; das Vertragsmuster ist nicht nötig."
    elif verdict.truth:
        text = "Für die Weiterleitung wird das verbindliche Muster (Anlage 4) verwendet."
    elif verdict.truth is False:
        text = "Stellen werden weitergeleitet, aber nicht mit dem verbindlichen Vertragsmuster (Anlage 4)."
    else:
        text = "Ob bei einer Weiterleitung das verbindliche Vertragsmuster (Anlage 4) verwendet wird, ist nicht bekannt."
    return Criterion("weiterleitungsvertrag_muster", "Muster des Weiterleitungsvertrags", verdict, text, case.cite(rule))


def _apart(case: Case) -> Criterion:
    verdict = case.known("ausserhalb_jmd_mbe")
    texts = {
        True: "Die Stellen liegen nachweisbar außerhalb des Personals von JMD und MBE.",
        False: "Die Stellen liegen nicht nachweisbar außerhalb des Personals von JMD und MBE.",
        None: "Ob die Stellen nachweisbar außerhalb des Personals von JMD und MBE liegen, ist nicht bekannt.",
    }
    return Criterion("abgrenzung_jmd_mbe", "Abgrenzung zu JMD und MBE", verdict, texts[verdict.truth], case.cite(case.rule("abgrenzung_jmd_mbe")))


def _hints(case: Case) -> tuple[Hint, ...]:
    out = []
    third = case.maybe("cm.anteil_kommune")
    total, own = case.amount("stellen_gesamt"), _at_most_own(case)
    if third is not None and total is not None and own is not None and Fraction(own) / Fraction(total) < third.value:  # type: ignore[operator]
        text = f"Empfohlen ist, mindestens ein Drittel der {number(total)} Stellen bei der Kommune anzusiedeln; hier sind es {number(own)}."
        out.append(Hint("drittel_empfehlung", text, case.cite(third)))
    office = case.maybe("cm.auslaenderbehoerde")
    if office is not None and case.get("in_auslaenderbehoerde"):
        text = "Case Management in der Ausländerbehörde anzusiedeln wird nicht empfohlen; ausgeschlossen ist es nicht."
        out.append(Hint("auslaenderbehoerde_nicht_empfohlen", text, case.cite(office)))
    return tuple(out)


def _at_most_own(case: Case) -> Decimal | None:
    """The posts at the Kommune; where unknown, none are left when all are passed on."""
    own, total, free = case.amount("stellen_kommune"), case.amount("stellen_gesamt"), case.amount("stellen_freie_traeger")
    if own is not None or total is None or free is None:
        return own
    return Decimal(0) if free == total else None


def _summary(result: str, criteria: tuple[Criterion, ...], hints: tuple[Hint, ...]) -> str:
    failed = listed([c.title for c in criteria if c.verdict.truth is False])
    text = {
        "erfuellt": "Die Bedingungen für die Verteilung der Stellen sind erfüllt.",
        "nicht_erfuellt": f"Die Bedingungen für die Verteilung der Stellen sind nicht erfüllt: {failed}.",
        "unklar": "Ob die Bedingungen für die Verteilung der Stellen erfüllt sind, lässt sich noch nicht sagen.",
    }[result]
    return text + (f" Dazu {'eine Empfehlung' if len(hints) == 1 else 'zwei Empfehlungen'}, keine Bedingung." if hints else "")


def _notes(case: Case) -> tuple[CheckNote, ...]:
    if case.maybe("weiterleitungsvertrag") is None:
        text = (
            "Vertragsmuster (Anlage 4), Drittel-Empfehlung und die Empfehlung zur Ausländerbehörde "
            "sind für 2021 und 2022 nicht belegt und hier nicht geprüft."
        )
        return (CheckNote("auslegung", text, case.cite(case.rule("abgrenzung_jmd_mbe"))),)
    notes = [case.note("abgrenzung-fluechtlingsberatung")]
    if case.has("stellen_kommune"):
        notes.append(case.note("drittel-abgrenzung"))
    open_ = [f.label for f in FACTS if f.name in ("stellen_gesamt", "stellen_kommune", "in_auslaenderbehoerde") and not case.has(f.name)]
    if open_:
        notes.append(
            CheckNote(
                "hinweis", f"Ohne die Angaben {listed([f'„{x}“' for x in open_])} sagt das Ergebnis nichts zu den Empfehlungen, die daran hängen."
            )
        )
    return tuple(notes)


CHECK = Check(
    "cm-stellen-verteilung",
    "Verteilung der Case-Management-Stellen",
    "Erfüllt die Verteilung der Stellen die Bedingungen, und folgt sie den Empfehlungen?",
    FACTS,
    evaluate,
)
