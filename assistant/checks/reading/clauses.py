"""Whether a question states a thing as given or as lacking, clause by clause."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BREAK = re.compile(
    r"[,;.!?–()]+(?!\d)|(?<=\s)-(?=\s)|\b(?:aber|doch|jedoch|allerdings|sondern|während|dafür|but|whereas)\b|\b(?P<and>und|sowie|and|plus|oder|or)\b|"
    r"(?P<nor>\bnoch\b(?!\s+(?:kein|nicht|nie)))",
    re.I,
)
_NOT = re.compile(
    r"\b(?:kein\w*|nicht|nichts|nie|nirgends|ohne|weder|fehlt|fehlen|fehlend\w*|mangelt|nein|no|not|none|never|without|missing|lacks?|neither|"
    r"(?:has|have|is|are|does|do|did)n['’]t)\b",
    re.I,
)
_BOTH = re.compile(r"\bnicht nur\b|\bnicht wahr\b|\bnot only\b|\bob\b[^,]*\boder nicht\b", re.I)
_OWN = re.compile(
    r"\b(?:eine?[rnms]?|kein\w*|d(?:as|er|ie|em|en)|unser\w*|ist|sind|hat|haben|hab|gibt\w*|liegt|liegen|sitzt|tagt|steht|fehlt|nicht|ja|"
    r"nein|mit|ohne|"
    r"vorhanden|da|fertig|läuft|existiert|has|have|is|are|the|an?|no|not|been|meets|sits|wird|werden|wurde|alle[sn]?|nur)\b",
    re.I,
)
_ASKED = re.compile(
    r"\b(?:brauch\w*|benötig\w*|müssen|muss|nötig|notwendig|erforder\w*|pflicht|voraussetzung\w*|ob|wer|warum|wieso|wann|wofür|need\w*|must|"
    r"required?|whether)\b",
    re.I,
)
_OPEN = re.compile(
    r"\b(?:vielleicht|eventuell|evtl|möglicherweise|geplant\w*|planen|wollen|vorhaben|unklar|weiß nicht|perhaps|maybe|"
    r"planned)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a text and whether it denies (True), states (False), or cannot be told (None)."""

    text: str
    start: int
    denied: bool | None


def clauses(text: str) -> list[Clause]:
    """The clauses in order. A bare member of a list ("ohne KI, Lenkungsgruppe und Konzept") is denied or stated with the clause before it."""
    out: list[Clause] = []
    start, nor, listed = 0, False, False
    weder = re.search(r"\bweder\b|\bneither\b", text, re.I)
    for m in [*_BREAK.finditer(text), None]:
        if m is not None and m["nor"] and not weder:
            continue
        part = text[start : m.start() if m else len(text)]
        if part.strip():
            out.append(Clause(part, start, True if nor else _denied(part, out[-1] if out and listed else None)))
        if m is not None:
            start, nor, listed = m.end(), bool(m["nor"]), m[0][0] in "," or bool(m["and"])
    return out


def _denied(part: str, before: Clause | None) -> bool | None:
    said = _BOTH.sub(" ", part)
    hits = len(_NOT.findall(said))
    if hits > 1:
        return None
    if hits == 0 and before is not None and not _OWN.search(said):
        return before.denied
    return hits == 1


@dataclass(frozen=True, slots=True)
class Topic:
    """A thing that may be given or lacking. `given` and `lacking` are words that decide a clause whatever its negations; `plans`: what is planned
    counts as given."""

    name: str
    thing: re.Pattern[str]
    given: re.Pattern[str] | None = None
    lacking: re.Pattern[str] | None = None
    plans: bool = False


def stated(text: str, topic: Topic) -> tuple[bool, str] | None:
    """Whether the thing is given, with the words; None where it is not named, asked about, planned, or said both ways."""
    found: list[tuple[bool, str]] = []
    for c in clauses(text):
        m = topic.thing.search(c.text)
        if m is None or _ASKED.search(c.text) or (_OPEN.search(c.text) and not topic.plans):
            continue
        if topic.lacking and topic.lacking.search(c.text):
            found.append((False, c.text.strip()))
        elif topic.given and topic.given.search(c.text):
            found.append((True, c.text.strip()))
        elif c.denied is not None:
            found.append((not c.denied, c.text.strip()))
    return found[0] if len({v for v, _ in found}) == 1 else None


def states(text: str, start: int, end: int) -> bool | None:
    """Whether the clauses a stretch of a text lies in state (True) or deny (False) it; None where it is asked, left open, planned, or both."""
    parts = clauses(text)
    ends = [c.start for c in parts[1:]] + [len(text)]
    met = [c for c, after in zip(parts, ends, strict=True) if c.start < end and start < after]
    if not met or any(_ASKED.search(c.text) or _OPEN.search(c.text) or c.denied is None for c in met):
        return None
    said = {not c.denied for c in met}
    return said.pop() if len(said) == 1 else None
