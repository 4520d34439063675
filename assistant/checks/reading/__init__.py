"""From a question to a check and its facts, without a language model.

A reader for each check says whether a question calls for it and which facts it states, every one with its words. Nothing is guessed: what could be
read in two ways is left unread and asked for. `read` gives None for questions that hold whatever the facts; those are answered from the cards.
"""

from __future__ import annotations

from datetime import date

from assistant.checks.reading import budget, caseload, counselling, deadline, distribution, extra, municipality, referral, repayment, share
from assistant.checks.reading.repair import repair
from assistant.checks.reading.types import Reading

__all__ = ["Reading", "read"]


def read(text: str, as_of: date, today: date) -> Reading | None:
    """The check a question calls for, or None."""
    said = repair(text)
    return (
        repayment.read(said, today)
        or caseload.read(said)
        or distribution.read(said)
        or share.read(said)
        or budget.read(said, as_of)
        or deadline.read(said, today)
        or extra.read(said)
        or municipality.read(said)
        or referral.read(said)
        or counselling.read(said)
    )
