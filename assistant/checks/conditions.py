"""Checks that are a plain list of conditions: one fact each, met or not."""

from __future__ import annotations

from assistant.checks.case import Case
from assistant.checks.logic import Verdict, overall, still_open
from assistant.checks.types import Check, CheckNote, Criterion, Outcome, Parameter
from assistant.checks.words import listed


def condition(case: Case, ident: str, title: str, verdict: Verdict, met: str, failed: str, *rules: Parameter | None) -> Criterion:
    """One condition with a sentence for each way it can turn out."""
    reason = met if verdict.truth else failed if verdict.truth is False else f"{title}: dazu fehlt die Angabe."
    return Criterion(ident, title, verdict, reason, case.cite(*rules))


def settle(check: Check, criteria: list[Criterion], met: str, failed: str, notes: tuple[CheckNote, ...] = (), **values: object) -> Outcome:
    """The outcome of all conditions; `met` and `failed` are sentences without their full stop."""
    verdicts = [c.verdict for c in criteria]
    result = overall(verdicts)
    missing = tuple(f.name for f in check.facts if f.name in still_open(verdicts))
    texts = {
        "erfuellt": f"{met}.",
        "nicht_erfuellt": f"{failed}: {listed([c.title for c in criteria if c.verdict.truth is False])}.",
        "unklar": f"Das lässt sich noch nicht sagen; offen ist: {listed([c.title for c in criteria if c.verdict.truth is None])}.",
    }
    return Outcome(result, texts[result], tuple(criteria), missing, values, notes)
