"""Nein to "nur …?" and "alle …?" from a card's own statement, where no ruling speaks.

"Macht nur das KI mit?" is denied by a statement that names the KI beside others, "Haben alle Kommunen …?" by one that says it of some. Both hold only
where the statement explains every word of the question and has no such word itself. Nothing here ever says Ja. The patterns were judged over the
yes/no questions of all cards (docs/messung.md).
"""

from __future__ import annotations

import re

from assistant.polarity.amounts import quantities
from assistant.polarity.bearing import explained
from assistant.polarity.frames import Asked, read
from assistant.polarity.neighbours import content_words
from assistant.protocols import SearchIndex
from assistant.question.understanding import Query
from assistant.types import Card, Polarity

_ONLY_SAID = re.compile(
    r"\b(?:nur|bloß|lediglich|ausschließlich|allein\w*|einzig\w*|höchstens|reine?[rsnm]?|beschränk\w*|erst|keine?[rnms]?|nicht)\b", re.I
)
_ONE = re.compile(r"\b(?:nur|bloß|bloss|lediglich|ausschließlich|allein|alleine|only|solely)\s+(?P<next>\w+)", re.I)
# "nur mit Antrag", "nur über das Portal", "nur wenn": a condition may be the only one although the statement does not say so
_CONDITIONED = frozenset(
    """mit wenn falls über durch nach auf unter ohne dann als bis ab zum zur per via vom von gegen vor seit während noch mal
    once with when if by""".split()
)
_JOINED = re.compile(r"(?:,|;|\b(?:und|sowie|auch|oder|neben|daneben|außerdem|sondern|samt|zudem|zusätzlich|weitere\w*|bis)\b)", re.I)
_EVERY_ONE = re.compile(
    r"\b(?:alle[nr]?|sämtliche[nr]?|jede[rnms]?)\s+(?:\d+\s+|[a-zäöüß]{4,}(?:en|e)\s+)?(?P<noun>(?:[A-ZÄÖÜ]\w*-)?[A-ZÄÖÜ][\wäöüß-]+)"
)
_ALL_SAID = re.compile(
    r"\b(?:alle[nrm]?|jede[rnms]?|sämtlich\w*|überall|flächendeckend|immer|stets|ganze\w*|gesamte\w*|landesweit|automatisch|muss|müssen|"
    r"vollständig)\b",
    re.I,
)
_SOME_SAID = re.compile(
    r"\b(?:einige[nr]?|manche[nr]?|teils|teilweise|die meisten|meist|viele[nr]?|mehrere[nr]?|überwiegend|mancherorts|vereinzelt|selten|häufig|fast|"
    r"nahezu|unterschiedlich|verschieden|wenigen?|nur|die hälfte|zum teil|ein teil|ein großteil|"
    r"(?:eine[rn]?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|\d+)[^.;]{0,30} (?:der|von) (?:den )?(?:\d+|\w+))\b",
    re.I,
)
_AUXILIARIES = frozenset("haben hat hatten hatte sind ist waren war werden wird wurden wurde können kann müssen muss sollen soll dürfen darf".split())
_TIMES = frozenset("jahr jahre jahren tag tage monat monate woche fall falle mal zeit".split())


def denied(query: Query, card: Card, index: SearchIndex) -> Polarity | None:
    """ "nein" where the statement denies that only these, or that all of them do; None otherwise."""
    asked = read(query.text)
    if asked.ambiguous or asked.turned or asked.turner or asked.rest or asked.frame != "fakt" or query.english or query.carried:
        return None
    if not content_words(asked.core, index) or not explained(asked.core, card.statement, index):
        return None
    flags = asked.flags - {"soll"}
    if flags == {"nur"} and _beside_others(asked, card, index):
        return "nein"
    return "nein" if flags == {"alle"} and _some_of(asked, card) else None


def _beside_others(asked: Asked, card: Card, index: SearchIndex) -> bool:
    """Whether what the question limits itself to stands among others in the statement."""
    limited = _ONE.search(asked.core)
    if limited is None or limited["next"].lower() in _CONDITIONED or quantities(asked.core) or re.search(r"\bund\b", asked.core):
        return False
    return bool(_JOINED.search(card.statement)) and not _ONLY_SAID.search(card.statement) and _adds(asked, card, index)


def _adds(asked: Asked, card: Card, index: SearchIndex) -> bool:
    """Whether the statement has words beyond the question's."""
    own = frozenset(t for tokens in content_words(asked.core, index) for t in tokens)
    return sum(not tokens & own for tokens in content_words(card.statement, index)) >= 2


def _some_of(asked: Asked, card: Card) -> bool:
    """Whether the statement speaks of some where the question asks for all of them."""
    every = _EVERY_ONE.search(asked.core)
    if every is None or every["noun"].lower() in _TIMES or len(_ONLY_SAID.findall(asked.core)) > 0:
        return False
    if _ALL_SAID.search(card.statement):
        return False
    return any(_SOME_SAID.search(clause) and _same_words(asked.core, every["noun"], clause) for clause in re.split(r"[;.:]\s", card.statement))


def _same_words(core: str, noun: str, clause: str) -> bool:
    """Whether a clause has the noun asked for and the question's first and last word (its verb) in the same form: "blieben mit ihrem Antrag darunter"
    is no word on who "hat beantragt", although both have one stem."""
    words = re.findall(r"\w+", core.lower())
    ends = [noun.lower(), *(w for w in (words[:1] + words[-1:]) if w not in _AUXILIARIES)]
    told = re.findall(r"\w+", clause.lower())
    return all(any(t.startswith(w[:5]) for t in told) for w in ends)
