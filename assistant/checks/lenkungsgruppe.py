"""Is the Lenkungsgruppe what the funding asks for: FAQ 2026, Frage 2, 4, 5 and 16; 2021: Münster 2021, "Lenkungsgruppe und Projektgruppen"."""

from __future__ import annotations

from assistant.checks.case import Case
from assistant.checks.conditions import condition, settle
from assistant.checks.logic import any_of, negate
from assistant.checks.types import Check, Criterion, Fact, Outcome

FACTS = (
    Fact(
        "eingerichtet_oder_beauftragt",
        "bool",
        "Eingerichtet oder beauftragt",
        "Ist eine Lenkungsgruppe eingerichtet oder eine vorhandene beauftragt?",
    ),
    Fact("leitungsebene", "bool", "Leitungsebene", "Sind die Mitglieder auf Leitungsebene tätig?"),
    Fact("verwaltung_beteiligt", "bool", "Verwaltung beteiligt", "Sind die maßgeblichen Stellen der Verwaltung beteiligt?"),
    Fact("externe_beteiligt", "bool", "Externe beteiligt", "Sind die maßgeblichen Stellen außerhalb der Verwaltung beteiligt?"),
    Fact("freie_wohlfahrtspflege", "bool", "Freie Wohlfahrtspflege", "Ist die Freie Wohlfahrtspflege in der Lenkungsgruppe beteiligt?"),
    Fact("ist_kreis", "bool", "Kreis", "Handelt es sich um einen Kreis?"),
    Fact("kommunen_vertreten", "bool", "Kommunen vertreten", "Sind kreisangehörige Kommunen in der Lenkungsgruppe vertreten?", "Nur in Kreisen."),
    Fact(
        "vor_antragstellung",
        "bool",
        "Vor Antragstellung",
        "Bestand die Lenkungsgruppe schon vor dem Antrag?",
        "Nur nach der Fassung von 2020 verlangt.",
    ),
)
_PLAIN = (
    (
        "eingerichtet_oder_beauftragt",
        "Die Lenkungsgruppe ist eingerichtet oder beauftragt.",
        "Es gibt keine eingerichtete oder beauftragte Lenkungsgruppe.",
    ),
    ("leitungsebene", "Die Lenkungsgruppe ist auf Leitungsebene besetzt.", "Die Lenkungsgruppe ist nicht auf Leitungsebene besetzt."),
    ("verwaltung_beteiligt", "Maßgebliche Stellen der Verwaltung sind beteiligt.", "Maßgebliche Stellen der Verwaltung fehlen."),
    ("externe_beteiligt", "Maßgebliche Stellen außerhalb der Verwaltung sind beteiligt.", "Maßgebliche Stellen außerhalb der Verwaltung fehlen."),
)


def evaluate(case: Case) -> Outcome:
    """The conditions one by one. Errors: RegelLuecke."""
    rule = case.rule("lenkungsgruppe")
    criteria = [condition(case, name, CHECK.fact(name).label, case.known(name), met, failed, rule) for name, met, failed in _PLAIN]
    welfare, towns = case.maybe("lenkungsgruppe.wohlfahrtspflege"), case.maybe("lenkungsgruppe.kommunen")
    met, failed = "Die Freie Wohlfahrtspflege ist beteiligt.", "Die Freie Wohlfahrtspflege ist nicht beteiligt."
    criteria.append(condition(case, "freie_wohlfahrtspflege", "Freie Wohlfahrtspflege", case.known("freie_wohlfahrtspflege"), met, failed, welfare))
    if towns is not None:
        verdict = any_of(negate(case.known("ist_kreis")), case.known("kommunen_vertreten"))
        met = "Kreisangehörige Kommunen sind vertreten, oder es ist kein Kreis."
        criteria.append(
            condition(case, "kommunen_vertreten", "Kommunen vertreten", verdict, met, "Kreisangehörige Kommunen sind nicht vertreten.", towns)
        )
    else:
        criteria.append(_before(case))
    notes = (case.note("lenkungsgruppe-einrichten-beauftragen"), case.note("lenkungsgruppe-vor-antrag"))
    return settle(
        CHECK, criteria, "Die Lenkungsgruppe entspricht den geprüften Anforderungen", "Die Lenkungsgruppe entspricht den Anforderungen nicht", notes
    )


def _before(case: Case) -> Criterion:
    met, failed = "Die Lenkungsgruppe bestand vor dem Antrag.", "Die Lenkungsgruppe bestand nicht vor dem Antrag."
    return condition(case, "vor_antragstellung", "Vor Antragstellung", case.known("vor_antragstellung"), met, failed, case.rule("lenkungsgruppe"))


CHECK = Check(
    "lenkungsgruppe",
    "Anforderungen an die Lenkungsgruppe",
    "Entspricht die Lenkungsgruppe dem, was die Förderung verlangt?",
    FACTS,
    evaluate,
)
