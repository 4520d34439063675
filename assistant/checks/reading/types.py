"""What was read from a question for a check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Scope = Literal["alles", "personal", "sach"]
Frame = Literal["gut", "schlecht", "wenig", ""]


@dataclass(frozen=True, slots=True)
class Reading:
    """A check a question calls for, with the facts it states.

    `words` holds for every fact the words it was read from ("" for what follows from the question as a whole); `needed` are facts without which the
    check says nothing to the point, so that they are asked for; `ask_rest`: so is whatever else the check misses. `scope` limits an amount to
    Personalausgaben or Sachausgaben; `years` multiplies a yearly amount; `frame` tells how a yes/no question is put: "gut" (is it all right?),
    "schlecht" (is it too much, too late?), "wenig" (is it too little?) or "".
    """

    check: str
    facts: Mapping[str, Any]
    words: Mapping[str, str]
    needed: tuple[str, ...] = ()
    scope: Scope = "alles"
    years: int = 1
    frame: Frame = ""
    extras: Mapping[str, Any] = field(default_factory=dict)
    ask_rest: bool = False
