"""A further Koordinierungsstelle for a municipality of a Kreis (FAQ 2026, Frage 11 and 16; 2021: FOGS-Bericht, Kapitel 3)."""

from __future__ import annotations

from assistant.checks.case import Case
from assistant.checks.conditions import condition, settle
from assistant.checks.types import Check, CheckNote, Fact, Outcome

FACTS = (
    Fact("kreisangehoerige_kommune", "bool", "Kreisangehörige Kommune", "Ist die Kommune kreisangehörig?"),
    Fact("auslaenderbehoerde", "bool", "Eigene Ausländerbehörde", "Hat die kreisangehörige Kommune eine eigene Ausländerbehörde?"),
    Fact("jugendamt", "bool", "Eigenes Jugendamt", "Hat die kreisangehörige Kommune ein eigenes Jugendamt?"),
    Fact(
        "integrationsrat_oder_ausschuss",
        "bool",
        "Integrationsrat oder -ausschuss",
        "Hat die kreisangehörige Kommune einen Integrationsrat oder Integrationsausschuss?",
    ),
    Fact("antrag_durch_kreis", "bool", "Antrag durch den Kreis", "Stellt der Kreis den Antrag für die Kommune?"),
)


def evaluate(case: Case) -> Outcome:
    """The conditions at the municipality and the way through the Kreis. Errors: RegelLuecke."""
    rule = case.rule("koordination.zusatzstelle")
    words = (
        (
            "kreisangehoerige_kommune",
            "Kreisangehörige Kommune",
            "Die Kommune ist kreisangehörig.",
            "Die weitere Stelle gibt es nur für kreisangehörige Kommunen.",
        ),
        (
            "auslaenderbehoerde",
            "Eigene Ausländerbehörde",
            "Die Kommune hat eine eigene Ausländerbehörde.",
            "Der Kommune fehlt eine eigene Ausländerbehörde.",
        ),
        ("jugendamt", "Eigenes Jugendamt", "Die Kommune hat ein eigenes Jugendamt.", "Der Kommune fehlt ein eigenes Jugendamt."),
        (
            "integrationsrat_oder_ausschuss",
            "Integrationsrat oder -ausschuss",
            "Es gibt einen Integrationsrat oder -ausschuss.",
            "Ein Integrationsrat oder -ausschuss fehlt.",
        ),
        (
            "antrag_durch_kreis",
            "Antrag durch den Kreis",
            "Der Kreis stellt den Antrag.",
            "Die Kommune kann nicht selbst beantragen; der Antrag läuft über den Kreis.",
        ),
    )
    criteria = [condition(case, n, title, case.known(n), met, failed, rule) for n, title, met, failed in words]
    notes: tuple[CheckNote, ...] = ()
    if case.maybe("mindestumfang") is not None:
        notes = (case.note("zusatzstelle-anrechnung"), case.note("zusatzstelle-grosse-kommunen"))
    return settle(
        CHECK,
        criteria,
        "Der Kreis kann für diese Kommune eine weitere Koordinierungsstelle beantragen",
        "Eine weitere Koordinierungsstelle ist so nicht möglich",
        notes,
    )


CHECK = Check(
    "weitere-koordinierungsstelle",
    "Weitere Koordinierungsstelle für eine kreisangehörige Kommune",
    "Kann der Kreis für eine kreisangehörige Kommune eine zusätzliche Koordinierungsstelle beantragen?",
    FACTS,
    evaluate,
)
