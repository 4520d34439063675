"""How the use of the money is proven: integration.web in Baustein 1 and 2 (FAQ 2026, Frage 25), a Testat in Baustein 3 (Frage 48 and 49)."""

from __future__ import annotations

from assistant.checks.case import Case
from assistant.checks.conditions import condition, settle
from assistant.checks.types import Check, Criterion, Fact, Outcome, Parameter

FACTS = (
    Fact("baustein", "word", "Baustein", "Um welchen Baustein geht es?", words=((1, "Baustein 1"), (2, "Baustein 2"), (3, "Baustein 3"))),
    Fact(
        "ueber_integration_web",
        "bool",
        "Über integration.web",
        "Wird der Verwendungsnachweis über integration.web erbracht?",
        "Nur in Baustein 1 und 2.",
    ),
    Fact("testat_uebersandt", "bool", "Testat übersandt", "Ist das Testat der Bewilligungsbehörde übersandt?", "Nur in Baustein 3."),
    Fact("belege_vorhanden", "bool", "Belege vorhanden", "Sind die Belege für Stichproben vorhanden?", "Nur in Baustein 3."),
)


def evaluate(case: Case) -> Outcome:
    """What the proof needs. Errors: RegelLuecke."""
    way, testat, papers = case.rule("nachweisverfahren"), case.rule("b3.testat"), case.rule("b3.belege")
    baustein = case.get("baustein")
    if baustein is None:
        reason = "In Baustein 1 und 2 läuft der Nachweis über integration.web, in Baustein 3 genügt ein Testat; der Baustein ist nicht bekannt."
        names = tuple(f.name for f in FACTS if not case.has(f.name))
        criterion = Criterion("nachweis", "Form des Nachweises", case.known("baustein"), reason, case.cite(way, testat))
        return Outcome("unklar", reason, (criterion,), names, {"verfahren": None})
    return _by_testat(case, testat, papers) if baustein == 3 else _by_portal(case, baustein, way)


def _by_testat(case: Case, testat: Parameter, papers: Parameter) -> Outcome:
    criteria = [
        condition(
            case,
            "testat",
            "Testat",
            case.known("testat_uebersandt"),
            "Das Testat ist übersandt.",
            "Das Testat fehlt; es wird nicht angefordert.",
            testat,
        ),
        condition(
            case,
            "belege",
            "Belege für Stichproben",
            case.known("belege_vorhanden"),
            "Die Belege liegen vor.",
            "Für Stichproben fehlen Belege.",
            papers,
        ),
    ]
    done = "Der Nachweis in Baustein 3 ist erbracht"
    return settle(CHECK, criteria, done, "Der Nachweis in Baustein 3 ist nicht vollständig", (case.note("b3-testat-frist"),), verfahren="testat")


def _by_portal(case: Case, baustein: int, way: Parameter) -> Outcome:
    criteria = [
        condition(
            case,
            "fachverfahren",
            "Nachweis über integration.web",
            case.known("ueber_integration_web"),
            "Der Nachweis läuft über integration.web.",
            "Der Nachweis läuft nicht über das Fachverfahren integration.web.",
            way,
        )
    ]
    done = f"Der Nachweis in Baustein {baustein} läuft richtig über {way.text}"
    return settle(CHECK, criteria, done, f"Der Nachweis in Baustein {baustein} ist so nicht erbracht", verfahren=way.text)


CHECK = Check(
    "verwendungsnachweis",
    "Verwendungsnachweis",
    "Ist die Verwendung der Mittel in der richtigen Form nachgewiesen?",
    FACTS,
    evaluate,
    values=(("verfahren", None),),
)
