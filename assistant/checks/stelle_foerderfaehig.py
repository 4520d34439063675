"""Can one post be funded: its share, additional staff, Stammpersonal, qualification.

Rules: FAQ 2026, Frage 8, 12, 16, 22 and 23; for Baustein 3 Frage 40, 43 and 50; for 2021 and 2022 Münster 2021, "Sachentscheidung",
Rheinisch-Bergischer Kreis 2021, 2.2, and the FOGS-Bericht 2021, 3.3.1.2. What is not documented for a time is not assumed: a fact that any rule would
accept passes, another stays unclear.
"""

from __future__ import annotations

from decimal import Decimal

from assistant.checks.case import Case, exact
from assistant.checks.logic import YES, Verdict, any_of, negate, overall, still_open
from assistant.checks.types import Check, CheckNote, Criterion, Fact, Outcome
from assistant.checks.words import listed, number

_AUTHORITIES = ("auslaenderbehoerde", "einbuergerungsbehoerde")
_QUALIFIED = ("koordination", "case_management")
FACTS = (
    Fact(
        "funktion",
        "word",
        "Funktion der Stelle",
        "Um welche Funktion geht es?",
        words=(
            ("koordination", "Koordination"),
            ("case_management", "Case Management"),
            ("verwaltungsassistenz", "Verwaltungsassistenz"),
            ("auslaenderbehoerde", "Ausländerbehörde (Baustein 3)"),
            ("einbuergerungsbehoerde", "Einbürgerungsbehörde (Baustein 3)"),
        ),
    ),
    Fact(
        "stellenumfang_vzae",
        "number",
        "Umfang der Stelle",
        "Welchen Umfang hat die Stelle in Vollzeitäquivalenten?",
        "Eine volle Stelle ist 1, eine halbe 0,5.",
        least=Decimal(0),
        most=Decimal(1),
        above=True,
        unit="VZÄ",
    ),
    Fact("zusaetzlich", "bool", "Zusätzliche Stelle", "Ist die Stelle zusätzlich eingerichtet, also keine schon vorhandene?"),
    Fact("stammpersonal", "bool", "Stammpersonal", "Soll unbefristetes Stammpersonal der Kommune auf der Stelle arbeiten?"),
    Fact(
        "ersatz_geschaffen",
        "bool",
        "Ersatz geschaffen",
        "Wird für das Stammpersonal an anderer Stelle Ersatz geschaffen?",
        "Zum Beispiel durch Neueinstellung.",
    ),
    Fact(
        "befristeter_vertrag_verlaengert",
        "bool",
        "Befristeter Vertrag verlängert",
        "War die Person befristet beschäftigt, und wird ihr Vertrag für das KIM verlängert?",
    ),
    Fact(
        "abschluss",
        "word",
        "Abschluss",
        "Welchen einschlägigen Abschluss hat die Person?",
        words=(
            ("hochschulabschluss", "Hochschulabschluss (Diplom FH, Bachelor, Master)"),
            ("vergleichbar", "Vergleichbare Qualifikation"),
            ("keiner", "Keiner"),
        ),
    ),
    Fact(
        "laufbahngruppe_2_1_geprueft",
        "bool",
        "Laufbahngruppe 2.1 geprüft",
        "Hat die Kommune nachweislich und mit positivem Ergebnis geprüft, dass die Laufbahngruppe 2.1 erreicht ist?",
    ),
)


def evaluate(case: Case) -> Outcome:
    """The criteria one by one. Errors: RegelLuecke."""
    case.rule("fassung")
    criteria = (_share(case), _additional(case), _permanent(case), _qualified(case))
    verdicts = [c.verdict for c in criteria]
    result = overall(verdicts)
    missing = still_open(verdicts)
    return Outcome(result, _summary(result, criteria), criteria, tuple(f.name for f in FACTS if f.name in missing), notes=_notes(case))


def _third(case: Case) -> Verdict:
    return case.known("funktion", lambda f: f in _AUTHORITIES)


def _share(case: Case) -> Criterion:
    """Baustein 1 and 2 only: below half a full-time equivalent personnel is not eligible (FAQ 2026, Frage 8)."""
    title = "Mindestumfang"
    third = _third(case)
    least = case.maybe("mindestumfang")
    if third.truth is True:
        return Criterion("mindestumfang", title, YES, "Für Baustein 3 ist kein Mindestumfang je Stelle genannt.", case.cite(case.maybe("b3.stelle")))
    if least is None:
        half = case.rule("assistenz.umfang")
        enough = case.known("stellenumfang_vzae", lambda v: exact(v) >= half.number)
        verdict = enough if enough.truth is not False else Verdict(None)
        text = "Halbe Stellen sind für diese Zeit belegt." if enough.truth else "Ein Mindestumfang ist für diese Zeit nicht belegt."
        return Criterion("mindestumfang", title, verdict, text, case.cite(half))
    verdict = any_of(third, case.known("stellenumfang_vzae", lambda v: exact(v) >= least.number))
    share = case.amount("stellenumfang_vzae")
    text = "Der Umfang der Stelle ist nicht bekannt."
    if share is not None:
        text = f"{number(share)} VZÄ sind {'mindestens' if share >= least.number else 'weniger als'} {number(least.number)} VZÄ."
    return Criterion("mindestumfang", title, verdict, text, case.cite(least))


def _additional(case: Case) -> Criterion:
    verdict = case.known("zusaetzlich")
    rule = case.maybe("b3.zusaetzlichkeit") if _third(case).truth else case.rule("zusaetzlichkeit")
    reason = "Ob die Stelle zusätzlich ist, ist nicht bekannt."
    if verdict.truth is not None:
        reason = "Die Stelle ist zusätzlich." if verdict.truth else "Die Stelle ist nicht zusätzlich; vorhandene Stellen werden nicht refinanziert."
    return Criterion("zusaetzlichkeit", "Zusätzliche Stelle", verdict, reason, case.cite(rule or case.rule("zusaetzlichkeit")))


def _permanent(case: Case) -> Criterion:
    """Stammpersonal is not eligible unless replaced elsewhere or kept on from a fixed-term contract (FAQ 2026, Frage 8)."""
    rule = case.maybe("stammpersonal")
    outside = negate(case.known("stammpersonal"))
    if rule is None:
        verdict = outside if outside.truth is not False else Verdict(None)
        text = "Es ist kein Stammpersonal." if outside.truth else "Was für Stammpersonal gilt, ist für diese Zeit nicht belegt."
        return Criterion("stammpersonal", "Kein Stammpersonal", verdict, text)
    verdict = any_of(outside, case.known("ersatz_geschaffen"), case.known("befristeter_vertrag_verlaengert"))
    if outside.truth:
        text = "Es ist kein unbefristetes Stammpersonal."
    elif verdict.truth:
        text = "Für Stammpersonal greift eine Ausnahme: " + (
            "Ersatz an anderer Stelle." if case.get("ersatz_geschaffen") else "ein befristeter Vertrag wird für das KIM verlängert."
        )
    elif verdict.truth is False:
        text = "Stammpersonal ohne Ersatz an anderer Stelle und ohne Verlängerung eines befristeten Vertrags ist nicht zuwendungsfähig."
    else:
        text = "Ob Stammpersonal eingesetzt wird und eine Ausnahme greift, ist nicht bekannt."
    return Criterion("stammpersonal", "Kein Stammpersonal oder eine Ausnahme", verdict, text, case.cite(rule))


def _qualified(case: Case) -> Criterion:
    """A degree is asked of Koordination and Case Management only (FAQ 2026, Frage 12 and 16; Baustein 3: Frage 50)."""
    title = "Fachlicher Abschluss"
    rule = case.rule("qualifikation")
    needs = case.known("funktion", lambda f: f in _QUALIFIED)
    if needs.truth is False:
        third = case.get("funktion") in _AUTHORITIES
        text = (
            "In Baustein 3 entscheidet die Kommune über die Befähigung."
            if third
            else "Für die Verwaltungsassistenz ist kein Abschluss vorgeschrieben."
        )
        return Criterion("qualifikation", title, YES, text, case.cite(case.maybe("b3.qualifikation") if third else rule))
    degree = case.known("abschluss", lambda a: a != "keiner")
    career = case.maybe("qualifikation.laufbahngruppe")
    enough = any_of(degree, case.known("laufbahngruppe_2_1_geprueft")) if career else degree
    verdict = any_of(negate(needs), enough)
    if degree.truth:
        text = "Ein einschlägiger oder vergleichbarer Abschluss liegt vor."
    elif enough.truth:
        text = "Die Kommune hat die Laufbahngruppe 2.1 nachweislich geprüft; das gilt als vergleichbare Qualifikation."
    elif enough.truth is False:
        text = "Ein einschlägiger Abschluss fehlt" + (", die Laufbahngruppe 2.1 ist nicht geprüft; Ausnahmen gibt es nicht." if career else ".")
    else:
        text = "Ob ein einschlägiger Abschluss vorliegt, ist nicht bekannt."
    return Criterion("qualifikation", title, verdict, text, case.cite(rule, career if degree.truth is not True else None))


def _summary(result: str, criteria: tuple[Criterion, ...]) -> str:
    if result == "erfuellt":
        return "Die Stelle ist nach den geprüften Kriterien förderfähig; über die Förderung entscheidet die Bewilligungsbehörde."
    if result == "nicht_erfuellt":
        return "Die Stelle ist so nicht förderfähig: " + " ".join(c.reason for c in criteria if c.verdict.truth is False)
    return f"Ob die Stelle förderfähig ist, lässt sich noch nicht sagen; offen ist: {listed([c.title for c in criteria if c.verdict.truth is None])}."


def _notes(case: Case) -> tuple[CheckNote, ...]:
    notes = []
    today = case.maybe("stammpersonal") is not None
    third = _third(case).truth is True
    if today and case.get("stammpersonal"):
        notes.append(case.note("stammpersonal-ausnahmen"))
        if third:
            text = "Die Ausnahmen für Stammpersonal stehen bei Baustein 1 und 2 (Frage 8); für Baustein 3 sind sie hier übertragen."
            notes.append(CheckNote("auslegung", text, case.cite(case.maybe("stammpersonal"), case.maybe("b3.zusaetzlichkeit"))))
    if today and case.get("abschluss") == "keiner" and case.get("funktion") in _QUALIFIED:
        notes.append(case.note("qualifikation-ausnahme"))
    if today and case.get("zusaetzlich") is False:
        rule = case.maybe("zusaetzlichkeit.fortbestand")
        notes.append(
            CheckNote("hinweis", "War die Stelle schon in Vorjahren als zusätzliche KIM-Stelle eingerichtet, bleibt sie zusätzlich.", case.cite(rule))
        )
    if not today and case.get("abschluss") == "keiner" and case.get("laufbahngruppe_2_1_geprueft"):
        text = "Der Weg über die Laufbahngruppe 2.1 ist für 2021 und 2022 nicht belegt; ob er als gleichwertig gegolten hätte, bleibt offen."
        notes.append(CheckNote("auslegung", text, case.cite(case.rule("qualifikation"))))
    if not today and case.get("funktion") == "case_management":
        text = "Der Abschluss ist für 2021 und 2022 nur zur Koordination belegt; auf das Case Management ist er hier übertragen."
        notes.append(CheckNote("auslegung", text, case.cite(case.rule("qualifikation"))))
    return tuple(notes)


CHECK = Check(
    "stelle-foerderfaehig",
    "Förderfähigkeit einer Stelle",
    "Kann eine Stelle gefördert werden: Umfang, Zusätzlichkeit, Stammpersonal, Qualifikation?",
    FACTS,
    evaluate,
)
