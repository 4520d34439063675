"""Posts of a calculation: read from the facts, held against the ceiling on posts, turned into months of personnel.

A ceiling on posts is filled with the posts that run longest, so that the result is the highest amount the facts allow. A post below the smallest
share that is funded (FAQ 2026, Frage 8: half a full-time equivalent) counts nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Post:
    """Full-time equivalents that are occupied for the same months of the year."""

    share: Decimal
    months: int


@dataclass(frozen=True, slots=True)
class Staffing:
    """What of the posts counts: `counted` within the ceiling, and what the ceiling or the smallest share took away (in VZÄ)."""

    counted: tuple[Post, ...]
    over: Decimal
    too_small: Decimal

    @property
    def share(self) -> Decimal:
        """Full-time equivalents that count."""
        return sum((p.share for p in self.counted), Decimal(0))

    @property
    def full_year(self) -> bool:
        """Whether all counted posts run for twelve months."""
        return all(p.months == 12 for p in self.counted)


def staffing(posts: Sequence[Post], ceiling: Decimal | None, smallest: Decimal | None) -> Staffing:
    """The posts that count; `ceiling` None: no ceiling is documented, `smallest` None: no smallest share is documented."""
    given = [p for p in posts if p.share > 0]
    small = sum((p.share for p in given if smallest is not None and p.share < smallest), Decimal(0))
    rest = sorted((p for p in given if smallest is None or p.share >= smallest), key=lambda p: -p.months)
    counted: list[Post] = []
    room = ceiling
    for post in rest:
        share = post.share if room is None else min(post.share, room)
        room = None if room is None else room - share
        if share > 0:
            counted.append(Post(share, post.months))
    return Staffing(tuple(counted), sum((p.share for p in rest), Decimal(0)) - sum((p.share for p in counted), Decimal(0)), small)
