"""A follow-up written out as a question that stands alone, by a model; the rules' wording where the model's cannot be trusted.

A wording is taken only if it brings nothing in (no figure, year, municipality, name or other telling word from outside the conversation) and leaves
nothing out that the follow-up itself says (its figures, years, municipalities and negations).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.conversation.slots import places
from assistant.errors import ModellError
from assistant.llm.client import TextModel
from assistant.llm.counters import COUNTERS, LlmCounters
from assistant.llm.named import figures_in
from assistant.llm.prompts import follow_up_messages

LONGEST = 300  # characters of a rewritten question
SHARED, ALIKE = 5, 0.6  # letters, and share of letters, in which two forms of a word agree from the start
_FREE = frozenset(
    "was wie wer wo wann warum wieso welche welcher welches welchen ist sind wird werden gilt gelten gibt es das die der den dem des ein eine einer "
    "einem einen für bei im in an am und oder auch zu zum zur von vom mit bis ab man dort dafür".split()
)
_NOT = re.compile(r"\b(?:nicht|kein\w*|ohne|nie|weder|not|no|without)\b", re.I)


def rewrite(question: str, ruled: str, earlier: Sequence[str], model: TextModel, limit: float | None = None, counters: LlmCounters = COUNTERS) -> str:
    """The model's wording of a follow-up, else `ruled`. `earlier` are the questions before it; `limit` seconds. Never raises because of the model."""
    try:
        offered = " ".join(model.complete(follow_up_messages(question, earlier), limit).split())
    except ModellError as e:
        counters.add(f"umschreiben_rueckfall_{e.kind}")
        return ruled
    fits = fitting(offered, question, earlier)
    counters.add("umschreiben_modell" if fits else "umschreiben_verworfen")
    return offered if fits else ruled


def fitting(offered: str, question: str, earlier: Sequence[str]) -> bool:
    """Whether a wording says the follow-up within its conversation and nothing else."""
    if not offered or len(offered) > LONGEST or re.search(r"[<>{}\[\]`|]|\w[.!]\s+\w", offered):
        return False
    return _nothing_new(offered, [question, *earlier]) and _nothing_lost(offered, question)


def _nothing_new(offered: str, texts: Sequence[str]) -> bool:
    known = [w for t in texts for w in _words(t)]
    if not set(places(offered)) <= {p for t in texts for p in places(t)}:
        return False
    if not figures_in(offered) <= {v for t in texts for v in figures_in(t)}:
        return False
    return all(_is_known(w, known) for w in _words(offered))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _is_known(word: str, known: Sequence[str]) -> bool:
    """A word of the conversation, another form of one, or a small one. Digits, short words and names of places agree whole."""
    low = word.lower()
    if low in _FREE or any(low == k.lower() for k in known):
        return True
    if len(low) < SHARED or any(c.isdigit() for c in low):
        return False
    if places(word):  # "Kölner" for "Köln"; that the place itself is known was looked at before
        return True
    return any(_akin(low, k.lower()) for k in known if not places(k))


def _akin(a: str, b: str) -> bool:
    """Whether two words are forms of one: one begins with the other, or they share most of their letters from the start."""
    shared = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return shared >= SHARED and (shared == min(len(a), len(b)) or shared >= ALIKE * max(len(a), len(b)))


def _nothing_lost(offered: str, question: str) -> bool:
    kept = set(places(question)) <= set(places(offered)) and figures_in(question) <= figures_in(offered)
    return kept and len(_NOT.findall(question)) <= len(_NOT.findall(offered))
