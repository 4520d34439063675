"""How a sentence replies to the question: a Ja or Nein that its own statement contradicts, and hedged openings ("Nicht unbedingt: …").

A question is no evidence. It is only held against the reply: "Muss die Datenbank genutzt werden? – Nein, die Nutzung ist verpflichtend" says what the
passage says and still misleads. Judged are only replies whose statement adds nothing to the question; whatever adds something may be meant otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.llm.gate.evidence import Clause, Evidence, clauses_of
from assistant.llm.gate.figures import figures
from assistant.llm.gate.places import spots
from assistant.llm.gate.stance import stance
from assistant.llm.gate.types import Problem
from assistant.llm.gate.words import Lexicon, supports

_LEAD = re.compile(r"^\W*(?P<a>Ja|Nein)\b\s?[,:–—-]\s?(?P<s>.+)$", re.S)
_HEDGED = re.compile(
    r"^\W*(?:Nein,\s)?Nicht\s(?:unbedingt|zwingend|zwangsläufig|notwendigerweise|in\sjedem\sFall)\s?[:,–—-]\s?(?:denn\s|"
    r"aber\s)?(?P<s>.+)$",
    re.I | re.S,
)
_IN_PRINCIPLE = re.compile(r"^\W*(?:Grundsätzlich|Prinzipiell|Im\sPrinzip|Im\sGrundsatz)\s(?P<a>ja|nein)\s?[:,–—-]\s?(?P<s>.+)$", re.I | re.S)
_YES_NO = re.compile(
    r"^\W*(?!W(?:ie|er|as|ann|o|elche\w*|ozu|ofür|oher|ohin|em|en|arum|ieso|eshalb)\b|An\b|Ab\b|Bis\b|In\b|Für\b|"
    r"Mit\b|Von\b|Zu\b)[A-ZÄÖÜ]"
)
_FREE = re.compile(r"\bfreiwillig|\boptional|\bfreigestellt", re.I)
_NEEDS = re.compile(r"\b(?:brauch\w+|benötig\w+|nötig|notwendig|zwingend|unbedingt|pflicht\w*)\b", re.I)
_BEARS_ON = re.compile(
    r"\b(?:nur|allein|alle\w*|jede\w*|noch|schon|bereits|auch|trotzdem|dennoch|erst|mehr|weniger|immer|oder|ohne|"
    r"selbst|sofort|ganz\w*)\b",
    re.I,
)


def plain_reply(text: str, question: str, evidence: Sequence[Evidence], lexicon: Lexicon) -> str:
    """The sentence without a hedged opening that the rest of it and the passages bear out; unchanged otherwise."""
    if not question:
        return text
    found = _IN_PRINCIPLE.match(text)
    if found:
        return f"{found['a'].capitalize()}, {found['s']}"
    found = _HEDGED.match(text)
    if not found:
        return text
    told = stance(clauses_of(found["s"], lexicon)[0].text)
    soft = stance(found["s"]).modals & {"soll", "kann"}
    return found["s"] if soft and "muss" not in told.modals and not _demanded(question, evidence, lexicon) else text


def _demanded(question: str, evidence: Sequence[Evidence], lexicon: Lexicon) -> bool:
    """Whether the place the question speaks of demands it."""
    words = tuple(lexicon.words(question))
    best = spots(Clause(question, words, frozenset().union(*(w.all_keys for w in words))), evidence)
    return any("muss" in stance(s.unit.text).modals and not stance(s.unit.text).modals & {"soll", "kann"} for s in best[:2])


def check_reply(text: str, question: str, lexicon: Lexicon) -> Problem | None:
    """A Ja or Nein that says the opposite of its own statement; None where the statement is not simply the question's."""
    lead = _LEAD.match(text)
    if lead is None or not _YES_NO.match(question) or _BEARS_ON.search(question) or figures(question):
        return None
    first = clauses_of(lead["s"], lexicon)[0]
    if not _same_matter(first, question, lexicon) or _BEARS_ON.search(first.text):
        return None
    affirmed = _polarity(question, first.text)
    if affirmed is None or affirmed == (lead["a"] == "Ja"):
        return None
    return Problem("antwort", f"„{lead['a']}“ passt nicht zur Aussage dahinter")


def _same_matter(first: Clause, question: str, lexicon: Lexicon) -> bool:
    """Whether the statement has no noun or verb that the question does not have."""
    keys = frozenset().union(*(w.all_keys for w in lexicon.words(question)))
    own = [w for w in first.words if not w.neutral and not w.acronym and not stance(w.shown).modals and not stance(w.shown).negated]
    return bool(own) and all(supports(w, keys) and (not w.telling or any(k in keys for k in w.keys if k[0] != "~")) for w in own)


def _polarity(question: str, statement: str) -> bool | None:
    """Whether the statement affirms what the question asks; None where their modals do not compare."""
    asked, told = stance(question), stance(statement)
    free = [bool(_FREE.search(t)) for t in (question, statement)]
    duty = ["muss" in asked.modals or bool(_NEEDS.search(question)), "muss" in told.modals and not free[1]]
    same = asked.negated == told.negated
    if any(free):
        if free == [True, True]:
            return same
        return not same if (free[0] and duty[1]) or (free[1] and duty[0]) else None
    if duty[0] != duty[1] or (asked.modals - {"muss"}) != (told.modals - {"muss"}):
        return None
    return same
