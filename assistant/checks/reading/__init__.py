"""From a question to a check and its facts, without a language model.

A reader for each check says whether a question calls for it and which facts it states, every one with its words. Nothing is guessed: what could be
read in two ways is left unread and asked for. `read` gives None for questions that hold whatever the facts; those are answered from the cards.
"""

from __future__ import annotations

from datetime import date

from assistant.checks.reading import budget, caseload, counselling, deadline, distribution, municipality, referral, repayment, share
from assistant.checks.reading.types import Reading

__all__ = ["Reading", "read"]


def read(text: str, as_of: date, today: date) -> Reading | None:
    """The check a question calls for, or None."""
    return (
        repayment.read(text, today)
        or caseload.read(text)
        or distribution.read(text)
        or budget.read(text, as_of)
        or deadline.read(text, today)
        or share.read(text)
        or municipality.read(text)
        or referral.read(text)
        or counselling.read(text)
    )
