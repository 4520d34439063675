"""Three-valued logic over facts: true, false, unknown, and which unknown facts still decide.

A `Verdict` carries the unknown facts that can still change it. In an "and" one definite failure settles the matter, in an "or" one definite success
does; the facts beside it decide nothing any more and are not asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Truth = bool | None  # None: unknown


@dataclass(frozen=True, slots=True)
class Verdict:
    """A truth value and the unknown facts that can still change it, in the order in which to ask for them."""

    truth: Truth
    open: tuple[str, ...] = ()

    @property
    def word(self) -> str:
        """The word of a criterion's result."""
        return "unklar" if self.truth is None else "erfuellt" if self.truth else "nicht_erfuellt"


YES, NO = Verdict(True), Verdict(False)


def known(facts: Mapping[str, Any], name: str, test: Callable[[Any], bool] = bool) -> Verdict:
    """What a test says of one fact; unknown (and the fact open) when it is omitted."""
    return Verdict(bool(test(facts[name]))) if name in facts else Verdict(None, (name,))


def all_of(*parts: Verdict) -> Verdict:
    """ "And": one definite failure decides."""
    return _settled(parts, False)


def any_of(*parts: Verdict) -> Verdict:
    """ "Or": one definite success decides."""
    return _settled(parts, True)


def negate(part: Verdict) -> Verdict:
    """ "Not": unknown stays unknown."""
    return Verdict(None if part.truth is None else not part.truth, part.open)


def _settled(parts: Iterable[Verdict], deciding: bool) -> Verdict:
    rest = tuple(parts)
    if any(p.truth is deciding for p in rest):
        return Verdict(deciding)
    if any(p.truth is None for p in rest):
        return Verdict(None, tuple(dict.fromkeys(f for p in rest for f in p.open)))
    return Verdict(not deciding)


def overall(verdicts: Iterable[Verdict]) -> str:
    """The result of all criteria: a definite failure beats unknown, unknown beats success."""
    truths = [v.truth for v in verdicts]
    return "nicht_erfuellt" if False in truths else "unklar" if None in truths else "erfuellt"


def still_open(verdicts: Iterable[Verdict]) -> tuple[str, ...]:
    """The unknown facts that can still change any criterion, also where another one has failed."""
    return tuple(dict.fromkeys(f for v in verdicts for f in v.open))
