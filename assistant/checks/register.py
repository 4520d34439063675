"""The checks there are, in the order in which they are shown."""

from __future__ import annotations

from assistant.checks import foerderhoechstbetrag
from assistant.checks.types import Check

CHECKS: tuple[Check, ...] = (foerderhoechstbetrag.CHECK,)
