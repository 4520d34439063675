"""May a client's data be processed in the KIM-Datenbank (FAQ 2026, Frage 34)? Only with the signed consent."""

from __future__ import annotations

from assistant.checks.case import Case
from assistant.checks.types import Check, CheckNote, Criterion, Fact, Outcome

FACTS = (Fact("einwilligung_unterzeichnet", "bool", "Einwilligung", "Hat die Klientin oder der Klient die Einwilligungserklärung unterschrieben?"),)


def evaluate(case: Case) -> Outcome:
    """Whether the consent is there. Errors: RegelLuecke."""
    rule = case.rule("einwilligung")
    verdict = case.known("einwilligung_unterzeichnet")
    texts = {
        True: "Die Einwilligung ist unterschrieben; die Daten dürfen in der KIM-Datenbank verarbeitet werden.",
        False: "Ohne unterschriebene Einwilligung dürfen die Daten nicht in der KIM-Datenbank verarbeitet werden.",
        None: "Ob die Daten verarbeitet werden dürfen, hängt an der unterschriebenen Einwilligung; dazu fehlt die Angabe.",
    }
    criterion = Criterion("einwilligung", "Unterschriebene Einwilligung", verdict, texts[verdict.truth], case.cite(rule))
    notes: tuple[CheckNote, ...] = (case.note("einwilligung-zaehlung"),) if verdict.truth is False else ()
    return Outcome(verdict.word, texts[verdict.truth], (criterion,), verdict.open, notes=notes)


CHECK = Check(
    "case-daten-verarbeitung",
    "Datenverarbeitung im Case Management",
    "Dürfen Daten einer Klientin oder eines Klienten in der KIM-Datenbank verarbeitet werden?",
    FACTS,
    evaluate,
)
