"""What a sentence gives as reason, purpose or condition must be one in its source: two true parts joined by "weil" or "wenn" can be a false one.

Read are "weil", "da", "denn", "damit", "um … zu", "weshalb", "wenn", "sofern" within a sentence, and "So soll …", "Daher …", "Hintergrund ist …"
at the start of one that goes on from the sentence before. Both sides have to rest on one sentence of the passage, or on two of which one points to
the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.llm.gate.evidence import Clause, Evidence, Unit
from assistant.llm.gate.places import Spot, spots
from assistant.llm.gate.types import Problem
from assistant.llm.gate.words import Lexicon, Word, supports

NEAR = 0.6  # places this good compared with the best one may hold a side
_OPENS = re.compile(
    r"^\W*(?:(?:ja|nein),\s)?(?:weil|da|damit|um)\s(?P<r>[^,]*(?:,\s(?:die|der|das|denen|deren|"
    r"dem)\s[^,]*)?),\s(?P<m>.+)$",
    re.I | re.S,
)
_HANGS = re.compile(r"^(?P<m>.+?),\s(?:und\szwar,\s)?(?:weil|da|denn|damit|um)\s(?P<r>.+)$", re.I | re.S)
_LEADS_TO = re.compile(r"^(?P<r>.+?),\s(?:weshalb|weswegen|sodass|so\sdass|daher|deshalb)\s(?P<m>.+)$", re.I | re.S)
_IF = r"(?:nur\s|erst\s|auch\s|immer\s)?(?:dann,?\s)?(?:wenn|sofern|falls|soweit|sobald)\s"
_IF_OPENS = re.compile(rf"^\W*(?:(?:ja|nein),\s)?{_IF}(?P<r>[^,]*(?:,\s(?:die|der|das|denen|deren|dem)\s[^,]*)?),\s(?P<m>.+)$", re.I | re.S)
_IF_HANGS = re.compile(rf"^(?P<m>.+?),\s(?:und\szwar,?\s|aber\s|jedoch\s)?{_IF}(?P<r>.+)$", re.I | re.S)
_GOES_ON = re.compile(
    r"^\W*(?:So|Auf diese Weise|Dadurch|Hierdurch|Damit|Dies|Das)\s(?:soll|sollen|sollte|sollten|lässt sich|lassen sich|wird|werden|will|wollte)\b"
    r"|^\W*(?:Grund|Hintergrund|Ursache|Zweck|Ziel|Anlass)\s(?:dafür|hierfür|dieser \w+|davon)?\s?(?:ist|war|sind|waren)\b"
    r"|^\W*(?:Zuvor|Vorher|Davor)\b|^\W*(?:Voraussetzung|Bedingung)\s(?:dafür|hierfür|davon)\s(?:ist|war|sind|waren)\b"
    r"|^\W*(?:Grundlage|Basis)\s(?:dafür|hierfür|dieser \w+)\s(?:ist|war|sind|waren)\b|^\W*Nötig (?:ist|war|wurde) (?:das|dies)\b",
)
_FOLLOWS = re.compile(r"^\W*(?:Daher|Deshalb|Deswegen|Darum|Aus diesem Grund|Somit|Folglich|Infolgedessen)\b")
_POINTS_BACK = re.compile(
    r"\b(?:daher|deshalb|deswegen|somit|dadurch|damit|folglich|infolge\w*|wodurch|hierzu|hierdurch|hierfür|dafür)\b|\baus diesem grunde?\b|"
    r"\bvor diesem hintergrund\b|\bzu diesem zweck\b|\b(?:hintergrund|grund|ursache)\b[^.]{0,30}\b(?:ist|war|sind)\b|"
    r"\bdies(?:e|er|es|en|em)?\b|^\W*(?:so|es|sie|ja|nein)\b",
    re.I,
)
_GROUNDS = re.compile(r"\baus\s(?P<a>[a-zäöüß-]{5,})\s(?:Gründen?|Sicht|Perspektive|Erwägungen|Blickwinkel)\b")
_LIKEWISE = re.compile(r"^\W*(?:Gleiches|Dasselbe|Dies|Das)\s(?:gilt|galt)\b")  # says of another thing what the sentence before says
_INNER = re.compile(r"\b(?:wodurch|sodass|so dass|weshalb|weil|damit|um|denn|daher|deshalb)\b", re.I)
_REASON_CLAUSE = re.compile(r"^\W*(?:weil|da|denn|damit|um|wenn|sofern|falls|soweit|sobald)\b", re.I)


def check_reasons(sentence: str, before: str, evidence: Sequence[Evidence], lexicon: Lexicon) -> Problem | None:
    """The first reason or purpose that its source does not give for the matter. `before` is the released sentence the sentence goes on from."""
    texts = " ".join(e.text for e in evidence)
    for m in _GROUNDS.finditer(sentence):
        theirs = [g["a"] for g in _GROUNDS.finditer(texts)]
        keys = frozenset().union(*(w.all_keys for w in lexicon.words(" ".join(theirs)))) if theirs else frozenset().union(*(e.keys for e in evidence))
        if not all(w.neutral or supports(w, keys) for w in lexicon.words(m["a"])):
            return Problem("wort", f"steht nicht in der Quelle: „{m[0]}“")
    for main, reason in _pairs(sentence, before):
        a, b = _clause(main, lexicon), _clause(reason, lexicon)
        if _content(a) and _content(b) and not _joined(a, b, evidence):
            return Problem("bezug", "Grund, Zweck oder Bedingung gehört in der Quelle nicht dazu")
    return None


def goes_on(sentence: str, gap: bool) -> bool:
    """Whether a sentence gives the purpose of the one before it, or, where that one was dropped (`gap`), what follows from it."""
    return bool(_GOES_ON.match(sentence) or (gap and _FOLLOWS.match(sentence)))


def _pairs(sentence: str, before: str) -> Iterator[tuple[str, str]]:
    """(matter, reason or purpose) of a sentence."""
    for piece in re.split(r";\s|(?<=[a-zäöü]):\s", sentence):
        found = _OPENS.match(piece) or _HANGS.match(piece) or _LEADS_TO.match(piece)
        if found:
            yield found["m"], found["r"]
        supposed = _IF_OPENS.match(piece) or _IF_HANGS.match(piece)
        if supposed:
            yield supposed["m"], supposed["r"]
    if before and _GOES_ON.match(sentence):
        yield before, _GOES_ON.sub("", sentence)
    elif before and _FOLLOWS.match(sentence):
        yield sentence, before


def _clause(text: str, lexicon: Lexicon) -> Clause:
    words = tuple(lexicon.words(text))
    return Clause(text, words, frozenset().union(*(w.all_keys for w in words)))


def _content(clause: Clause) -> bool:
    return any(not w.neutral for w in clause.words)


def _joined(main: Clause, reason: Clause, evidence: Sequence[Evidence]) -> bool:
    """Whether a passage has both sides in one sentence, the right way round, or in two that are joined."""
    for e in evidence:
        here, there = ({s.position for s in _saying(side, spots(side, [e], NEAR))} for side in (main, reason))
        if any(i == j and not _turned(main, reason, e.units[i]) for i in here for j in there):
            return True
        if any(abs(i - j) == 1 and _POINTS_BACK.search(e.units[max(i, j)].text) for i in here for j in there):
            return True
        if any(_LIKEWISE.match(e.units[j].text) and _held(main, e.units[j].keys | e.units[j - 1].keys) for j in there if j):
            return True
        if any(_INNER.search(e.units[j].text) and all(supports(w, e.units[j].keys) for w in _verbs(main)) for j in there) and _verbs(main):
            return True  # "…, wodurch sich die Notwendigkeit der Abfrage ergibt": the matter named again beside its reason
    return False


def _held(clause: Clause, keys: frozenset[str]) -> bool:
    return all(supports(w, keys) for w in clause.words if not w.neutral)


def _verbs(clause: Clause) -> list[Word]:
    return [w for w in clause.words if not w.noun and not w.neutral]


def _saying(clause: Clause, found: Sequence[Spot]) -> list[Spot]:
    """Of places that fit, those that have the clause's verbs, where some have: "sinken" is not said of what is only called the same."""
    verbs = _verbs(clause)
    rated = [(sum(supports(w, s.unit.keys) for w in verbs), s) for s in found]
    most = max((n for n, _ in rated), default=0)
    return [s for n, s in rated if n == most]


def _turned(main: Clause, reason: Clause, unit: Unit) -> bool:
    """Whether the source's reason is the draft's matter."""
    given = [c for c in unit.clauses if _REASON_CLAUSE.match(c.text)]
    if not given:
        return False
    keys = frozenset().union(*(c.keys for c in given))
    return _share(reason, keys) + 0.4 < _share(main, keys)


def _share(clause: Clause, keys: frozenset[str]) -> float:
    own = [w for w in clause.words if not w.neutral]
    return sum(supports(w, keys) for w in own) / len(own)
