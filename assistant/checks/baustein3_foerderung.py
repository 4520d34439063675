"""Baustein 3: who gets money for how many posts, and no more than was spent.

Rules: FAQ 2026, Frage 36 and 38 (own Ausländer- or Einbürgerungsbehörde, the 35 municipalities, actual costs), 40 and 43 (additional posts); for 2021
Münster 2021, "Baustein 3". The FAQ names no amount: the Pauschale is what the notice says.
"""

from __future__ import annotations

from decimal import Decimal

from assistant.checks.case import Case
from assistant.checks.conditions import condition, settle
from assistant.checks.logic import any_of
from assistant.checks.types import Check, CheckNote, Criterion, Fact, Outcome
from assistant.checks.words import euro, number

MOST = Decimal(100_000_000)
FACTS = (
    Fact("eigene_auslaenderbehoerde", "bool", "Eigene Ausländerbehörde", "Hat die Kommune eine eigene Ausländerbehörde?"),
    Fact("eigene_einbuergerungsbehoerde", "bool", "Eigene Einbürgerungsbehörde", "Hat die Kommune eine eigene Einbürgerungsbehörde?"),
    Fact("eine_der_35_kommunen", "bool", "Eine der 35 Kommunen", "Gehört die Kommune zu den 35, denen die Bewilligungsbehörde das mitgeteilt hat?"),
    Fact("zusaetzliche_stelle", "bool", "Zusätzliche Stelle", "Wird die Stelle zusätzlich eingerichtet?"),
    Fact(
        "pauschale_eur",
        "number",
        "Pauschale laut Bescheid",
        "Wie hoch ist die fachbezogene Pauschale laut Bescheid?",
        least=Decimal(0),
        most=MOST,
        unit="€",
        optional=True,
    ),
    Fact(
        "personalausgaben_eur",
        "number",
        "Tatsächliche Personalausgaben",
        "Wie hoch waren die tatsächlichen Personalausgaben?",
        least=Decimal(0),
        most=MOST,
        unit="€",
        optional=True,
    ),
)


def evaluate(case: Case) -> Outcome:
    """Whether there is money, for how many posts, and the amount where Pauschale and costs are known. Errors: RegelLuecke."""
    who, size = case.rule("b3.empfaenger"), case.rule("b3.stelle")
    own = any_of(*(case.known(n) for n in ("eigene_auslaenderbehoerde", "eigene_einbuergerungsbehoerde", "eine_der_35_kommunen")))
    extra = case.maybe("b3.zusaetzlichkeit")
    criteria = [
        condition(
            case,
            "empfaenger",
            "Eigene Ausländer- oder Einbürgerungsbehörde oder eine der 35 Kommunen",
            own,
            "Die Kommune gehört zum Kreis der Geförderten.",
            "Die Kommune hat weder eine eigene Ausländer- noch eine eigene Einbürgerungsbehörde und gehört nicht zu den 35 Kommunen.",
            who,
        ),
        condition(
            case,
            "zusaetzlichkeit",
            "Zusätzliche Stelle",
            case.known("zusaetzliche_stelle"),
            "Die Stelle ist zusätzlich.",
            "Vorhandene Stellen werden nicht refinanziert.",
            extra,
        ),
    ]
    posts = _posts(case, size.number)
    amount = _amount(case)
    met = f"Gefördert werden bis zu {number(posts)} Stellen in Baustein 3" if posts is not None else "Die Kommune wird in Baustein 3 gefördert"
    if amount is not None:
        met = f"Gewährt werden höchstens {euro(amount)}; {met[0].lower()}{met[1:]}"
    return settle(CHECK, criteria, met, "Baustein 3 kommt so nicht in Betracht", _notes(case, criteria), stellen_hoechstens=posts, amount_eur=amount)


def _posts(case: Case, size: Decimal) -> Decimal | None:
    """One share for each own authority, one more for the 35 (today up to three); None while a fact is unknown."""
    names = ["eigene_auslaenderbehoerde", "eigene_einbuergerungsbehoerde"]
    if case.maybe("b3.hoechstzahl") is not None:
        names.append("eine_der_35_kommunen")
    elif case.get("eine_der_35_kommunen"):
        return None
    return size * sum(1 for n in names if case.get(n)) if all(case.has(n) for n in names) else None


def _amount(case: Case) -> Decimal | None:
    lump, spent = case.amount("pauschale_eur"), case.amount("personalausgaben_eur")
    if lump is None or spent is None or case.maybe("b3.tatsaechliche_ausgaben") is None:
        return None
    return min(lump, spent)


def _notes(case: Case, criteria: list[Criterion]) -> tuple[CheckNote, ...]:
    actual, lump = case.maybe("b3.tatsaechliche_ausgaben"), case.maybe("b3.pauschale")
    notes = []
    if actual is not None:
        notes.append(case.note("b3-betrag-fehlt"))
        if case.get("eine_der_35_kommunen") is not False:
            notes.append(case.note("b3-35-kommunen-ebh"))
        spent, granted = case.amount("personalausgaben_eur"), case.amount("pauschale_eur")
        if spent is not None and granted is not None and spent < granted:
            notes.append(
                CheckNote(
                    "hinweis",
                    "Die tatsächlichen Personalausgaben liegen unter der Pauschale; gewährt wird nur, was angefallen ist.",
                    case.cite(actual),
                )
            )
    if lump is not None:
        notes.append(CheckNote("hinweis", lump.references[0].statement, case.cite(lump)))
    if actual is None:
        text = "Für 2021 und 2022 ist die Zusätzlichkeit in Baustein 3 nicht eigens belegt; sie ist von der heutigen Regel her angenommen."
        notes.append(CheckNote("auslegung", text, case.cite(case.rule("b3.empfaenger"))))
    return tuple(notes)


CHECK = Check(
    "baustein3-foerderung",
    "Förderung in Baustein 3",
    "Bekommt die Kommune die fachbezogene Pauschale für Ausländer- und Einbürgerungsbehörden, und für wie viele Stellen?",
    FACTS,
    evaluate,
    values=(("stellen_hoechstens", None), ("amount_eur", None)),
)
