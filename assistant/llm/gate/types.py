"""The frozen types of the gate: what goes in, what comes out, and what it works with in between."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Direction = Literal["", "le", "ge", "lt", "gt", "start", "end"]


@dataclass(frozen=True, slots=True)
class GatePassage:
    """A passage as the model saw it. `token` is its opaque mark; `stand` a date as text; `validity` geltend, ueberholt or historisch."""

    token: str
    document_id: str
    locator: str
    stand: str
    validity: str
    text: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """A sentence that was not released, and why, in German. `rule` is the short name of the check, for counting."""

    sentence: str
    reason: str
    rule: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A released sentence with the tokens it carries; `joint` is what stands before it in the released text ("", " " or a new line)."""

    text: str
    tokens: tuple[str, ...]
    joint: str


@dataclass(frozen=True, slots=True)
class GateResult:
    """What may be shown. `released` is "" when nothing is left that answers."""

    released: str
    kept: tuple[Kept, ...]
    dropped: tuple[Dropped, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, date or label of a text.

    `kind`: "number" (value is the number), "date" (value "2024-12-19", "--10-31", "2024-12" or "2024"), "label" (value "baustein 2", "§ 25a").
    `unit` is the canonical unit ("euro", "stelle", "prozent", …, "" for none or an open one); `direction` the bound it is used as.
    """

    kind: Literal["number", "date", "label"]
    value: str
    unit: str
    start: int
    end: int
    shown: str
    direction: Direction = ""


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """A sentence of a draft: its text with marks, the same without, the tokens in its marks, and what makes it unusable from the start."""

    shown: str
    bare: str
    tokens: tuple[str, ...]
    unknown: tuple[str, ...]
    joint: str
    fault: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a sentence may not be released."""

    rule: str
    reason: str


@dataclass(slots=True)
class Counts:
    """Released and dropped sentences and the rules that dropped them."""

    kept: int = 0
    dropped: int = 0
    rules: dict[str, int] = field(default_factory=dict)
