"""Questions a passage answers, written by a model, so that everyday words find it. They are searched and never shown.

What is no plain question is thrown away: instructions, figures, years and municipalities the passage does not hold, addresses, markup, essays.
"""

from __future__ import annotations

import re

from assistant.conversation.slots import places
from assistant.llm.client import TextModel
from assistant.llm.named import figures_in
from assistant.llm.prompts import questions_messages
from assistant.refusal.decision import is_injection

MOST = 4  # questions per passage
LONGEST = 160  # characters of one
LEAST_WORDS, MOST_WORDS = 3, 25
MOST_TEXT = 4_000  # characters of a passage a model is shown
_LIST = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+")
_NO_QUESTION = re.compile(r"[<>{}\[\]`|\\@]|https?:|www\.|[\x00-\x1f\x7f]")
_ORDERS = re.compile(
    r"\b(?:ignorier\w*|vergiss|befolg\w*|anweisung\w*|prompt\w*|system\w*nachricht|assistent\w*|du bist|antworte\w*|gib\b.*\baus|"
    r"ignore|instruction\w*|disregard)\b",
    re.I,
)


def questions_for(title: str, text: str, model: TextModel, limit: float | None = None) -> tuple[str, ...]:
    """The usable questions a model writes for a passage, () for none. `limit` in seconds. Errors: ModellError."""
    if is_injection(text) or _ORDERS.search(title):
        return ()
    return usable(model.complete(questions_messages(title, text[:MOST_TEXT]), limit), f"{title}\n{text}")


def usable(reply: str, passage: str) -> tuple[str, ...]:
    """The questions of a reply that may be indexed with the passage, at most MOST."""
    lines = [" ".join(_LIST.sub("", line).split()) for line in reply.splitlines()]
    numbers, named = figures_in(passage), set(places(passage))
    kept = [q for q in dict.fromkeys(lines) if _is_question(q) and figures_in(q) <= numbers and set(places(q)) <= named]
    return tuple(kept[:MOST])


def _is_question(line: str) -> bool:
    if not line.endswith("?") or len(line) > LONGEST or not LEAST_WORDS <= len(line.split()) <= MOST_WORDS:
        return False
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:  # half a character
        return False
    return not (_NO_QUESTION.search(line) or _ORDERS.search(line) or is_injection(line) or "\ufffd" in line)
