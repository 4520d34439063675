"""The highest amount the Land pays for a year: posts, workplaces, events, measures, external advice.

Rules: FAQ 2026, Frage 8 (posts), 13 (personnel, workplaces), 14 (events, measures); for 2021 and 2022 Münster 2021, "Baustein 1" and "Finanzielle
Auswirkungen", FOGS-Bericht 2021, Kapitel 3, and Rheinisch-Bergischer Kreis 2021, 2.1. Personnel counts by months, workplaces in full.
"""

from __future__ import annotations

from decimal import Decimal

from assistant.checks.calculation import Calculation, calculate
from assistant.checks.case import Case
from assistant.checks.types import Check, CheckNote, Fact, Outcome
from assistant.checks.words import euro

_FUNCTIONS = (("koordination", "Koordination"), ("verwaltungsassistenz", "Verwaltungsassistenz"), ("case_management", "Case Management"))
MONTHS = Fact(
    "monate",
    "integer",
    "Monate",
    "Wie viele Monate des Jahres ist die Stelle besetzt?",
    least=Decimal(1),
    most=Decimal(12),
    unit="Monate",
    default=12,
)
FACTS = (
    Fact(
        "gebietskoerperschaft",
        "word",
        "Gebietskörperschaft",
        "Geht es um einen Kreis, eine kreisfreie Stadt oder die Städteregion Aachen?",
        words=(("kreis", "Kreis"), ("kreisfreie_stadt", "Kreisfreie Stadt"), ("staedteregion_aachen", "Städteregion Aachen")),
    ),
    Fact(
        "koordination_vzae",
        "number",
        "Stellen Koordination",
        "Wie viele Stellen Koordination (in Vollzeitäquivalenten) sind es?",
        "Null, wenn keine.",
        least=Decimal(0),
        most=Decimal(100),
        unit="VZÄ",
    ),
    Fact(
        "verwaltungsassistenz_vzae",
        "number",
        "Stellen Verwaltungsassistenz",
        "Wie viele Stellen Verwaltungsassistenz (in Vollzeitäquivalenten) sind es?",
        "Null, wenn keine.",
        least=Decimal(0),
        most=Decimal(100),
        unit="VZÄ",
    ),
    Fact(
        "case_management_vzae",
        "number",
        "Stellen Case Management",
        "Wie viele Stellen Case Management (in Vollzeitäquivalenten) sind es?",
        "Null, wenn keine.",
        least=Decimal(0),
        most=Decimal(500),
        unit="VZÄ",
    ),
    Fact(
        "beschaeftigungsmonate",
        "integer",
        "Beschäftigungsmonate",
        "Wie viele Monate des Jahres sind die Stellen besetzt?",
        "Ohne Angabe wird mit zwölf gerechnet.",
        least=Decimal(1),
        most=Decimal(12),
        unit="Monate",
        default=12,
    ),
    Fact("veranstaltungen", "bool", "Veranstaltungen", "Sind Veranstaltungen geplant, für die Mittel beantragt werden?"),
    Fact("massnahmen", "bool", "Maßnahmen", "Sind Maßnahmen zur Verbesserung des Integrationsmanagements geplant?"),
    Fact(
        "beratungstage",
        "integer",
        "Tage externer Begleitung",
        "Wie viele Tage externer Begleitung und Beratung sind es?",
        "Nur nach der Fassung von 2020 vorgesehen.",
        least=Decimal(0),
        most=Decimal(366),
        unit="Tage",
    ),
    Fact(
        "stellen",
        "posts",
        "Einzelne Stellen",
        "Welche Stellen sind es, jede mit Funktion, Umfang und Monaten?",
        "Statt der Summen: die vollständige Liste der Stellen, jede mit eigenen Monaten.",
        fields=(
            Fact("funktion", "word", "Funktion", "Welche Funktion hat die Stelle?", words=_FUNCTIONS),
            Fact("vzae", "number", "Umfang", "Welchen Umfang hat die Stelle?", least=Decimal(0), most=Decimal(100), above=True, unit="VZÄ"),
            MONTHS,
        ),
        optional=True,
    ),
    Fact(
        "weitere_koordinierungsstellen",
        "integer",
        "Weitere Koordinierungsstellen",
        "Für wie viele kreisangehörige Kommunen beantragt der Kreis eine weitere Koordinierungsstelle?",
        "Erhöht die Höchstzahl der Koordinationsstellen um je eine; die Stellen selbst sind bei der Koordination mitzuzählen.",
        least=Decimal(0),
        most=Decimal(60),
        unit="Stellen",
        default=0,
        optional=True,
    ),
)


def evaluate(case: Case) -> Outcome:
    """The amount with every line, or what is missing and between which amounts it lies. Errors: RegelLuecke, FaktenError."""
    case.rule("fassung")
    low, high = calculate(case, largest=False), calculate(case, largest=True)
    missing = high.missing
    notes = _notes(case, high)
    if missing:
        most = f", höchstens {euro(high.amount)}" if high.bounded else ""
        summary = f"Der Höchstbetrag hängt noch an fehlenden Angaben; nach dem bisher Bekannten sind es mindestens {euro(low.amount)}{most} im Jahr."
        values = {"amount_eur": None, "mindestens_eur": low.amount, "hoechstens_eur": high.amount if high.bounded else None, "rechenweg": _lines(low)}
        return Outcome("unklar", summary, (), missing, values, notes)
    summary = f"Gefördert werden höchstens {euro(high.amount)} im Jahr."
    if high.said:
        summary += " " + " ".join(high.said)
    values = {"amount_eur": high.amount, "mindestens_eur": high.amount, "hoechstens_eur": high.amount, "rechenweg": _lines(high)}
    return Outcome("berechnet", summary, (), (), values, notes)


def _lines(c: Calculation) -> list[dict[str, object]]:
    return [{"label": x.label, "formula": x.formula, "amount_eur": x.amount, "citations": list(x.citations)} for x in c.lines]


def _notes(case: Case, c: Calculation) -> tuple[CheckNote, ...]:
    """The open readings the amount rests on, and what it does not say."""
    today = case.maybe("begleitung.entfallen") is not None
    notes = [CheckNote("hinweis", text) for text in c.said]
    if c.part_year and today:
        notes.append(case.note("personalausgaben-unterjaehrig"))
    if c.part_time and today:
        notes.append(case.note("sachausgaben-teilzeit-kuerzung"))
    if c.has("verwaltungsassistenz") and today:
        notes.append(case.note("assistenz-2850-bezug"))
    if c.has("case_management"):
        notes.append(
            CheckNote("hinweis", "Wie viele Case-Management-Stellen eine Kommune erhält, legt das Land fest; das prüft diese Rechnung nicht.")
        )
        if today:
            notes.append(case.note("arbeitsplatz-case-management"))
    if case.get("beratungstage") and not today:
        notes.append(case.note("externe-begleitung-tage"))
    discretion = case.maybe("ermessen")
    notes.append(
        CheckNote(
            "hinweis",
            "Das ist der Höchstbetrag, kein Anspruch: Die Bewilligungsbehörde entscheidet nach Ermessen und nur über tatsächliche Ausgaben.",
            case.cite(discretion),
        )
    )
    return tuple(notes)


CHECK = Check(
    "foerderhoechstbetrag",
    "Förderhöchstbetrag berechnen",
    "Wie viel zahlt das Land in Baustein 1 und 2 höchstens für ein Jahr? Mit dem ganzen Rechenweg und allen Obergrenzen.",
    FACTS,
    evaluate,
    values=(("amount_eur", None), ("mindestens_eur", None), ("hoechstens_eur", None), ("rechenweg", [])),
)
