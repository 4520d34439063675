"""What no answer is: another language, talk about the assistant itself, an address that no passage has."""

from __future__ import annotations

import re

from assistant.llm.gate.sentences import link_in
from assistant.llm.gate.types import DraftSentence, Problem
from assistant.question.vocabulary import vocabulary

_SELF = re.compile(
    r"\b(?:ich|mir|mich|meine[rnms]?|sprachmodell\w*|system-?prompt\w*|als ki\b(?=[ ,-](?!s\b))|ki-assistent\w*|"
    r"anweisung(?:en)? (?:lautet|lauten|war)|prompt\w*)\b",
    re.I,
)
_ENGLISH = frozenset(
    "the of to is are and for with by from that this must can may be will per year not only at an as or on it which have has should".split()
)
_GERMAN = frozenset(
    "der die das den dem des ein eine einen einem einer und oder ist sind war waren wird werden wurde wurden nicht kein keine mit "
    "von vom zu zum zur im in für auf an am bei bis ab aus nach "
    "auch es sie er sich als wie kann können muss müssen soll sollen darf dürfen hat haben pro je nur "
    "durch über unter wenn dass gibt beträgt gilt erhält erhalten".split()
)
_FOREIGN = re.compile(r"[\u0370-\u1cff\u2e80-\ud7ff\uf900-\ufb4f]")


def check_form(s: DraftSentence, texts: str) -> Problem | None:
    """What is wrong with the form of a sentence; `texts` are those of the passages it marks."""
    problem = _language(s.bare) or _links(s, texts)
    if problem is None and _SELF.search(s.bare):
        return Problem("form", "spricht über sich oder über Anweisungen statt über die Dokumente")
    return problem


def _links(s: DraftSentence, texts: str) -> Problem | None:
    found = link_in(s.bare) or link_in(s.shown)
    if not found:
        return None
    addresses = re.findall(r"(?:https?://|www\.)[^\s\])>]+", s.shown)
    if addresses and "](" not in s.shown and all(a.rstrip(".,;") in texts for a in addresses):
        return None
    return Problem("form", f"Verweis ins Netz ohne Beleg: „{found}“")


def _language(text: str) -> Problem | None:
    if _FOREIGN.search(text):
        return Problem("sprache", "enthält fremde Schriftzeichen")
    words = re.findall(r"[a-zäöüßA-ZÄÖÜ']+", text)
    low = [w.lower() for w in words]
    english, german = sum(w in _ENGLISH for w in low), sum(w in _GERMAN for w in low)
    if vocabulary().is_english(text) or (english >= 2 and english >= german) or (len(words) >= 6 and not german):
        return Problem("sprache", "nicht auf Deutsch")
    return None
