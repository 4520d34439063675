"""Does the yearly write-up touch the six points FAQ 2026, Frage 16 asks for? Two of them count only in some municipalities."""

from __future__ import annotations

from assistant.checks.case import Case
from assistant.checks.conditions import condition, settle
from assistant.checks.logic import any_of, negate
from assistant.checks.types import Check, CheckNote, Fact, Outcome

FACTS = (
    Fact("stellenbesetzungen", "bool", "1. Stellenbesetzungen", "Gibt es eine Übersicht der Stellenbesetzungen in allen drei Bausteinen?"),
    Fact("absprachen_synergien", "bool", "2. Absprachen und Synergien", "Sind Absprachen und Synergien zwischen den drei Bausteinen dargestellt?"),
    Fact("meilensteine_erreicht", "bool", "3. Erreichte Meilensteine", "Sind die erreichten Meilensteine dargestellt?"),
    Fact(
        "stellen_bei_freien_traegern", "bool", "Stellen bei freien Trägern", "Sind Case-Management-Stellen bei Trägern der Freien Wohlfahrtspflege?"
    ),
    Fact(
        "auswirkungen_freie_traeger",
        "bool",
        "4. Auswirkungen freier Träger",
        "Sind die Auswirkungen der Stellen bei freien Trägern dargestellt?",
        "Nur bei Stellen dort.",
    ),
    Fact("koordination_am_ki", "bool", "Koordination am KI", "Liegt die Koordination beim KI?"),
    Fact(
        "einbindung_ki",
        "bool",
        "5. Einbindung des KI",
        "Ist dargestellt, wie das KI eingebunden ist?",
        "Nur, wenn die Koordination nicht beim KI liegt.",
    ),
    Fact("meilensteine_geplant", "bool", "6. Geplante Meilensteine", "Sind die geplanten Meilensteine des Folgejahres dargestellt?"),
)


def evaluate(case: Case) -> Outcome:
    """The points one by one. Errors: RegelLuecke."""
    rule = case.rule("konzept.punkte")
    points = (
        ("stellenbesetzungen", case.known("stellenbesetzungen")),
        ("absprachen_synergien", case.known("absprachen_synergien")),
        ("meilensteine_erreicht", case.known("meilensteine_erreicht")),
        ("auswirkungen_freie_traeger", any_of(negate(case.known("stellen_bei_freien_traegern")), case.known("auswirkungen_freie_traeger"))),
        ("einbindung_ki", any_of(case.known("koordination_am_ki"), case.known("einbindung_ki"))),
        ("meilensteine_geplant", case.known("meilensteine_geplant")),
    )
    criteria = [
        condition(
            case,
            name,
            CHECK.fact(name).label,
            verdict,
            "Der Punkt ist dargestellt oder nicht einschlägig.",
            "Der Punkt fehlt in der Darstellung.",
            rule,
        )
        for name, verdict in points
    ]
    text = "Die FAQ sagt zu diesen Punkten „sollten“; was fehlende Punkte bewirken, steht dort nicht."
    notes = (CheckNote("auslegung", text, case.cite(rule)), case.note("konzept-rhythmus"), case.note("konzept-empfaenger"))
    return settle(CHECK, criteria, "Die Darstellung greift alle einschlägigen Punkte auf", "In der Darstellung fehlen Punkte", notes)


CHECK = Check(
    "konzept-vollstaendig",
    "Jährliche Darstellung zum Konzept",
    "Greift die jährliche schriftliche Darstellung die Punkte auf, die die FAQ nennt?",
    FACTS,
    evaluate,
)
