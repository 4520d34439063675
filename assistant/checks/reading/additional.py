"""Whether a question says that a post is additional (Frage 8 and 22 of the FAQ): a new one, or one there already was."""

from __future__ import annotations

import re

_NEW = re.compile(r"\b(?:zusätzlich\w*|neu geschaffen\w*|neue[nrs]? \w*stelle|additional|newly created)\b", re.I)
# only what is said of the post itself denies it: "ohne Eigenanteil eine zusätzliche Stelle" does not
_NOT_NEW = re.compile(
    r"\b(?:nicht|keine?[nrs]?|ohne|not|no)\s+(?:wirklich\s+|eine\s+|mehr\s+)?"
    r"(?:zusätzlich\w*|neu geschaffen\w*|neue[nrs]? \w*stelle|additional|newly created)\b|"
    r"\b(?:zusätzlich|additional)\b[^.?!,;]{0,25}\b(?:ist|sind|war|is)\b[^.?!,;]{0,15}\b(?:nicht|keine|not)\b|\bzusätzlich\b[^.?!,;]{0,30}\bnichts\b",
    re.I,
)
_THERE = re.compile(
    r"\b(?:(?:bereits|schon|längst) (?:\w+ )?(?:vorhanden\w*|bestehend\w*)|(?:vorhandene\w*|bestehende\w*) (?:\w+\s)?\w*stelle\w*|"
    r"stelle \w+ schon (?:lange|vorher|länger)|existing post)\b",
    re.I,
)
_BESIDE = re.compile(r"\b(?:zusätzlich|neben|in addition|additional)\s+(?:zu\w*|to)?\b", re.I)


def additional(text: str) -> tuple[bool, str] | None:
    """(whether the post is additional, the words that say so); None where nothing is said, or both."""
    denied, new, there = _NOT_NEW.search(text), _NEW.search(text), _THERE.search(text)
    if denied:
        return False, denied[0]
    if new:
        return None if there and not _BESIDE.search(text[: there.start()]) else (True, new[0])
    return (False, there[0]) if there and not _BESIDE.search(text[: there.start()]) else None
