"""Can a municipality be funded in Baustein 1 or 2: applicant, KI, place of the Koordination, Lenkungsgruppe, concepts.

Rules: FAQ 2026, Frage 7, 8, 10, 16 and 28; for 2021 and 2022 Münster 2021, Rheinisch-Bergischer Kreis 2021, 2.1, and the FOGS-Bericht 2021.
Baustein 3 hangs on an own Ausländer- or Einbürgerungsbehörde (FAQ 2026, Frage 36), which is not a fact of this check.
"""

from __future__ import annotations

from assistant.checks.case import Case
from assistant.checks.logic import Verdict, any_of, negate, overall, still_open
from assistant.checks.types import Check, CheckNote, Criterion, Fact, Outcome
from assistant.checks.words import listed

FACTS = (
    Fact(
        "gebietskoerperschaft",
        "word",
        "Gebietskörperschaft",
        "Wer will den Antrag stellen: ein Kreis, eine kreisfreie Stadt, die Städteregion Aachen oder eine kreisangehörige Gemeinde?",
        words=(
            ("kreis", "Kreis"),
            ("kreisfreie_stadt", "Kreisfreie Stadt"),
            ("staedteregion_aachen", "Städteregion Aachen"),
            ("kreisangehoerige_gemeinde", "Kreisangehörige Gemeinde"),
        ),
    ),
    Fact(
        "ki_vorhanden",
        "bool",
        "Gefördertes KI",
        "Betreibt die Kommune ein Kommunales Integrationszentrum, das nach der KI-Richtlinie gefördert wird?",
    ),
    Fact("koordination_am_ki", "bool", "Koordination am KI", "Sind die Koordinationsstellen am KI angegliedert?"),
    Fact(
        "ausnahmegenehmigung",
        "bool",
        "Ausnahmegenehmigung",
        "Liegt eine Ausnahmegenehmigung des Ministeriums vor?",
        "Nur nötig, wenn die Koordination nicht am KI ist.",
    ),
    Fact("lenkungsgruppe", "bool", "Lenkungsgruppe", "Gibt es eine Lenkungsgruppe auf Leitungsebene?"),
    Fact("konzept_vorgelegt", "bool", "Umsetzungskonzept", "Ist das Konzept zur Umsetzung des KIM vorgelegt?"),
    Fact(
        "cm_konzept_vorgelegt",
        "bool",
        "Case-Management-Konzept",
        "Ist das mit den Beratungsangeboten abgestimmte Case-Management-Konzept vorgelegt?",
        "Entscheidet nur in Baustein 2.",
    ),
    Fact(
        "baustein",
        "word",
        "Baustein",
        "Um welchen Baustein geht es?",
        words=((1, "Baustein 1: Koordination"), (2, "Baustein 2: Case Management"), (3, "Baustein 3: Ausländer- und Einbürgerungsbehörde")),
    ),
)


def evaluate(case: Case) -> Outcome:
    """The preconditions one by one. Errors: RegelLuecke."""
    case.rule("fassung")
    if case.get("baustein") == 3:
        return _third(case)
    criteria = _criteria(case)
    if not case.has("baustein"):  # in Baustein 3 none of these conditions would count
        criteria = tuple(_unless_third(c) for c in criteria)
    verdicts = [c.verdict for c in criteria]
    result = overall(verdicts)
    return Outcome(result, _summary(case, result, criteria), criteria, _ordered(still_open(verdicts)), notes=_notes(case, criteria))


def _ordered(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f.name for f in FACTS if f.name in names)


def _criteria(case: Case) -> tuple[Criterion, ...]:
    body = case.known("gebietskoerperschaft", lambda b: b != "kreisangehoerige_gemeinde")
    at_ki = any_of(case.known("koordination_am_ki"), case.known("ausnahmegenehmigung"))
    if case.get("koordination_am_ki") is True:
        place = "Die Koordination ist am KI angegliedert."
    elif case.get("ausnahmegenehmigung") is True:
        place = "Für eine Koordination außerhalb des KI liegt die Ausnahmegenehmigung vor; sie steht im Ermessen des Ministeriums."
    elif at_ki.truth is False:
        place = "Die Koordination ist nicht am KI, und eine Ausnahmegenehmigung des Ministeriums fehlt."
    else:
        place = "Ob die Koordination am KI ist oder eine Ausnahmegenehmigung vorliegt, ist nicht bekannt."
    out = [
        _criterion(case, "antragsberechtigung", "Antragsberechtigung", body, _applicant(case)),
        _simple(case, "ki_betrieb", "Betrieb eines geförderten KI", "ki_vorhanden", "Ein gefördertes KI"),
        _criterion(case, "angliederung_am_ki", "Angliederung der Koordination am KI", at_ki, place),
        _simple(case, "lenkungsgruppe", "Lenkungsgruppe auf Leitungsebene", "lenkungsgruppe", "Eine Lenkungsgruppe"),
        _simple(case, "umsetzungskonzept", "Konzept zur Umsetzung des KIM", "konzept_vorgelegt", "Das Umsetzungskonzept"),
    ]
    if case.rule("cm_konzept").value and case.get("baustein") != 1:
        second = case.known("baustein", lambda b: b == 2)
        verdict = any_of(negate(second), case.known("cm_konzept_vorgelegt"))
        out.append(_criterion(case, "cm_konzept", "Case-Management-Konzept (Baustein 2)", verdict, _state("Das Case-Management-Konzept", verdict)))
    return tuple(out)


def _applicant(case: Case) -> str:
    body = case.get("gebietskoerperschaft")
    if body == "kreisangehoerige_gemeinde":
        return "Anträge stellen Kreise und kreisfreie Städte; eine kreisangehörige Gemeinde kann nur über ihren Kreis einbezogen werden."
    return (
        "Kreise, kreisfreie Städte und die Städteregion Aachen sind antragsberechtigt." if body else "Wer den Antrag stellen will, ist nicht bekannt."
    )


def _simple(case: Case, rule: str, title: str, fact: str, thing: str) -> Criterion:
    verdict = case.known(fact)
    return _criterion(case, rule, title, verdict, _state(thing, verdict))


def _state(thing: str, verdict: Verdict) -> str:
    return f"{thing} ist vorhanden." if verdict.truth else f"{thing} fehlt." if verdict.truth is False else f"{thing}: dazu fehlt die Angabe."


def _criterion(case: Case, rule: str, title: str, verdict: Verdict, reason: str) -> Criterion:
    return Criterion(rule, title, verdict, reason, case.cite(case.rule(rule)))


def _unless_third(c: Criterion) -> Criterion:
    if c.verdict.truth is True:
        return Criterion(c.id, c.title, Verdict(None, ("baustein",)), f"{c.reason} Für Baustein 3 gälte anderes.", c.citations)
    facts = tuple(dict.fromkeys((*c.verdict.open, "baustein")))
    return Criterion(c.id, c.title, Verdict(None, facts), f"{c.reason} Für Baustein 1 und 2 käme es darauf an, für Baustein 3 nicht.", c.citations)


def _summary(case: Case, result: str, criteria: tuple[Criterion, ...]) -> str:
    baustein = f"für Baustein {case.get('baustein')} " if case.has("baustein") else ""
    failed = listed([c.title for c in criteria if c.verdict.truth is False])
    if result == "erfuellt":
        return f"Die geprüften Voraussetzungen {baustein}sind erfüllt; über die Förderung entscheidet die Bewilligungsbehörde nach Ermessen."
    if result == "nicht_erfuellt":
        return f"Die Voraussetzungen {baustein}sind nicht erfüllt: {failed}."
    return f"Ob die Voraussetzungen {baustein}erfüllt sind, lässt sich noch nicht sagen; es fehlen Angaben."


def _notes(case: Case, criteria: tuple[Criterion, ...]) -> tuple[CheckNote, ...]:
    notes = [
        CheckNote(
            "hinweis",
            "Ein Anspruch auf Förderung besteht nicht; die Bewilligungsbehörde entscheidet nach Ermessen.",
            case.cite(case.maybe("ermessen")),
        )
    ]
    today = case.rule("cm_konzept").value is True
    if today:
        notes.append(case.note("cm-konzept-wann"))
        notes.append(case.note("ki-richtlinie-fassung"))
    if case.get("lenkungsgruppe") is not True:
        notes.append(case.note("lenkungsgruppe-vor-antrag"))
    if case.get("gebietskoerperschaft") == "kreisangehoerige_gemeinde":
        text = (
            "Mit eigener Ausländerbehörde, Jugendamt und Integrationsrat oder -ausschuss kann der Kreis "
            "für die Gemeinde eine weitere Koordinierungsstelle beantragen."
        )
        notes.append(CheckNote("hinweis", text, case.cite(case.maybe("koordination.zusatzstelle"))))
    if not today and case.get("baustein") == 2:
        text = "Die übrigen Voraussetzungen sind für 2021 und 2022 nur zu Baustein 1 belegt; auf Baustein 2 sind sie hier übertragen."
        notes.append(CheckNote("auslegung", text, case.cite(case.maybe("antrag.baustein_2"))))
    return tuple(notes)


def _third(case: Case) -> Outcome:
    """Baustein 3: the conditions of Baustein 1 and 2 do not count; what counts is not asked here."""
    rule = case.rule("b3.empfaenger")
    reason = "In Baustein 3 kommt es auf eine eigene Ausländer- oder Einbürgerungsbehörde an; danach fragt diese Prüfung nicht."
    criterion = Criterion("b3_empfaenger", "Eigene Ausländer- oder Einbürgerungsbehörde", Verdict(None), reason, case.cite(rule))
    text = "Die Voraussetzungen der Bausteine 1 und 2 gelten für Baustein 3 nicht. Die Prüfung „baustein3-foerderung“ fragt nach der eigenen Behörde."
    notes = (CheckNote("auslegung", text, case.cite(rule)),)
    return Outcome("unklar", f"Für Baustein 3 lässt sich das hier nicht sagen. {reason}", (criterion,), notes=notes)


CHECK = Check(
    "foerderfaehigkeit-kommune",
    "Förderfähigkeit der Kommune",
    "Erfüllt die Kommune die Voraussetzungen für Baustein 1 oder 2: Antragsberechtigung, KI, Koordination am KI, Lenkungsgruppe, Konzepte?",
    FACTS,
    evaluate,
)
