"""Follow-up questions without a language model: what the new question leaves unsaid is taken from the ones before.

"und für die Verwaltungsassistenz?" replaces the kind of post in the question before; "und 2021?" changes only the day; "und in Köln?" the place;
"Warum?" asks something new of the same thing and carries it along; a question that stands by itself stays as it is. What was found for the
questions before is the matter of `assistant.conversation.focus`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.conversation.leaning import OPENING, SMALL, is_aside, is_follow_up, is_why, may_lean, new_matter, own_matter, points_at
from assistant.conversation.slots import SLOTS, TIME, filled, in_years, places, without_bausteine
from assistant.settings import MAX_QUESTION

LONGEST_BEFORE = MAX_QUESTION * 3 // 4  # characters of an earlier question that count: a follow-up adds its own to them
_ASKS = re.compile(
    r"^\W*(?:an |bei |für |mit |von |aus )?(wer|wen|wem|was|wie viele?|wieviele?|wie hoch|wie lange|wie oft|wie|wo|wann|warum|wieso|weshalb|"
    r"welche\w*|bis wann?|ab wann|seit wann|muss|müssen|darf|dürfen|kann|können|ist|sind|gibt|gilt|reicht|braucht|"
    r"who|what|when|how many|how much|how|why|where|which)\b",
    re.I,
)
_SHARE = re.compile(
    r"\b(?:[1-9]\d\s?(?:%|prozent|percent)(?!\w)|halbe\w* (?:stelle|kraft)|halbtags\w*|half-time|half a post|0[.,]\d+ (?:stelle\w*|vzä))", re.I
)


@dataclass(frozen=True, slots=True)
class Turn:
    """A question in its conversation: as asked ("im Jahr davor" as the year it means), as a full question, and the turn it leans on (None: it
    stands by itself).

    `anew`: it asks something of its own about the matter before, instead of the same for another slot. `light`: it could stand by itself but may
    be meant within the matter before.
    """

    asked: str
    full: str
    leans_on: Turn | None = None
    anew: bool = True
    light: bool = False

    @property
    def matter(self) -> str:
        """What a follow-up to it carries along."""
        return _joined(self.full, self.leans_on.matter) if self.light and self.leans_on is not None else self.full

    @property
    def chain(self) -> Iterator[Turn]:
        """The turns it leans on, nearest first."""
        turn = self.leans_on
        while turn is not None:
            yield turn
            turn = turn.leans_on


def resolve(question: str, history: Sequence[dict[str, Any]]) -> Turn:
    """The last turn of a conversation. Entries of the history without a question, and remarks on an answer, are passed over."""
    earlier = [str(entry.get("question") or "").strip() for entry in history if isinstance(entry, dict)]
    turn: Turn | None = None
    for text in [*(q[:LONGEST_BEFORE] for q in earlier if q and not is_aside(q)), question]:
        turn = _next(turn, text)
        turn = replace(turn, full=turn.full[:MAX_QUESTION]) if len(turn.full) > MAX_QUESTION else turn
    assert turn is not None
    return turn


def _next(before: Turn | None, question: str) -> Turn:
    if before is None:
        return Turn(question, question)
    if told := new_matter(question):
        return Turn(question, told)
    if not is_follow_up(question) or _only_place(question, before):
        light = may_lean(question)
        return Turn(question, _placed(question, before), before if light else None, light=light)
    question = in_years(question, before.matter)
    rest = _spelled_out(OPENING.sub("", question).strip(" ,?!."))
    base, asked_alike = _continued(before, rest)
    full, changed = filled(base, rest)
    if changed and base == before.matter and is_why(before.asked) and before.leans_on is not None:  # a reason told is not asked for elsewhere
        full, changed = filled(before.leans_on.matter, rest)
    leftover = _content(rest, full)
    if changed and not leftover:
        return Turn(question, full, before, anew=False)
    if _asks(rest) or not changed:
        return Turn(question, _joined(rest, full if changed or asked_alike else base), before)
    return Turn(question, f"{full.rstrip(' ?')} {leftover}?"[:MAX_QUESTION], before)


def _continued(before: Turn, rest: str) -> tuple[str, bool]:
    """The text a follow-up goes on from: the nearest turn that asks with the same word ("wie viele …"), else the turn before."""
    word = _ASKS.match(rest)
    if word and word[1].lower().startswith(("wie ", "how ")):
        for turn in [before, *before.chain]:
            if re.search(rf"\b{re.escape(word[1])}\b", turn.asked, re.I):
                return turn.matter, True
    return before.matter, False


def _joined(rest: str, base: str) -> str:
    """A question with the matter it is about in brackets: the turn before and the first one, cut to the length a question may have."""
    parts = base.rstrip(" ?").split("? (")
    about = f"{parts[0]}? ({parts[-1]}" if len(parts) > 2 else base.rstrip(" ?")
    return f"{rest.rstrip(' ?')}? ({about})"[:MAX_QUESTION]


def _spelled_out(rest: str) -> str:
    """A share of a post said as a number is part-time work."""
    return f"{rest} Teilzeit" if _SHARE.search(rest) and not re.search(r"teilzeit|part-time", rest, re.I) else rest


def _only_place(question: str, before: Turn) -> bool:
    """Whether a question with a matter of its own points at nothing but the place before ("Seit wann gibt es dort …?")."""
    points = points_at(question)
    named = bool(places(before.matter)) and len(own_matter(question)) > 0
    return named and bool(points) and points <= {"dort", "there", "hier"} and not OPENING.match(question)


def _placed(question: str, before: Turn) -> str:
    """A standing question that points at the place or time before ("dort", "im selben Jahr") gets them."""
    extra = []
    if re.search(r"\b(?:dort|da|in der Stadt|there)\b", question, re.I) and not places(question):
        extra += places(before.matter)[:1]
    if re.search(r"\b(?:damals|im selben jahr|in dem jahr|zu der zeit|that year)\b", question, re.I):
        extra += re.findall(r"\b20\d\d\b", before.matter)[:1]
    return f"{question.rstrip(' ?')} {' '.join(extra)}?" if extra else question


def _asks(rest: str) -> bool:
    return bool(_ASKS.match(rest))


def _content(rest: str, full: str) -> str:
    """Words of the follow-up that the rewritten question does not hold yet."""
    have = full.lower()
    left = without_bausteine(TIME.sub("", rest))
    for place in [p for p in places(rest) if p.lower() in have]:
        left = re.sub(rf"\b{re.escape(place[:6])}[\w-]*(?: \w*kreis\w*)?", "", left, flags=re.I)
    for name, pattern in (pair for slot in SLOTS for pair in slot):
        if name.lower() in have:
            left = pattern.sub("", left)
    return " ".join(w for w in re.findall(r"[\w-]+", left) if w.lower() not in SMALL | {"jahr"} and w.lower()[:6] not in have)
