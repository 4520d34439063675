"""The parts of a draft's parties against those of the passage: nobody acts who is acted upon there, and nothing changes its owner."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.llm.gate.evidence import Clause
from assistant.llm.gate.match import context, opening_line
from assistant.llm.gate.party import Party, identity
from assistant.llm.gate.places import Spot
from assistant.llm.gate.roles import Roles
from assistant.llm.gate.types import Problem
from assistant.llm.gate.words import Lexicon, Word, supports

_PASSED_OVER = frozenset({"to", "of", "about", "for", "patient"})
_POINTS_BACK = re.compile(r"^\W*(?:(?:zudem|außerdem|umgekehrt|dabei|daher|daneben)\s+\w+\s+)?(?:sie|er|es|diese|dieser|dieses)\b", re.I)
_OWN = re.compile(r"\b(?:seine[mnrs]?|ihre[mnrs]?)\s+(?:[a-zäöüß]+\s+)?(?P<n>[A-ZÄÖÜ][\w-]+)")
_GIVES = re.compile(r"förder|schuss|zahl|gewähr|finanz|bewillig|stellt|übernimm|übernomm|mittel|geld|erh[aä]lt|bekomm", re.I)
_COMMUNAL = re.compile(r"\bkommunal\w*\s+(?:[\w-]+-)?(?P<n>[A-ZÄÖÜ]\w+)")


def check_roles(clause: Clause, best: Sequence[Spot], wide: Sequence[Spot], roles: Roles, lexicon: Lexicon) -> Problem | None:
    """Whether the parties of a clause do and get what they do and get in the source; who does it may stand in the `wide` places, which fit less."""
    mine = tuple(p for p in roles.read(clause.text) if roles.is_party(p.word) or _by(p, clause))
    if not mine:
        return None
    for p in mine:
        if _by(p, clause) and best and not any(identity(p.word) & context(s.evidence, s.position) for s in best):
            return Problem("rolle", f"„{p.word.shown}“ tut es in der Quelle nicht")
    doers = [q for s in best for i, c in enumerate(s.unit.clauses) if _same_deed(clause, c, s) for q in _agents(s, i, roles)]
    if not doers:
        doers = [q for s in wide for i, c in enumerate(s.unit.clauses) if _same_deed(clause, c, s) for q in _agents(s, i, roles)]
    doers += [q for s in best for q in _carried(s, 0, roles) if any(_same_deed(clause, c, s) for c in s.unit.clauses)]
    found = [_turned(clause, mine, s, roles, lexicon, doers) for s in best]
    if not found or any(f is None for f in found):
        return None
    word = next(f for f in found if f is not None)
    return Problem("rolle", f"„{word.shown}“ hat in der Quelle eine andere Rolle: Wer etwas tut und wer es bekommt, stimmt nicht überein")


def _by(p: Party, clause: Clause) -> bool:
    """Whether a passive clause names somebody as the one who does it."""
    return p.role == "agent" and p.place in ("von", "vom", "durch") and not _FROM.search(clause.text)


def _turned(clause: Clause, mine: Sequence[Party], s: Spot, roles: Roles, lexicon: Lexicon, doing: Sequence[Party]) -> Word | None:
    """The first party whose part contradicts a place, None without one. `doing` are those who do the same thing in any of the places."""
    theirs = [(c, (*roles.read(c.text), *_carried(s, i, roles))) for i, c in enumerate(s.unit.clauses)]
    every = [q for _, parties in theirs for q in parties]
    acting = [p for p in mine if p.role == "agent"]
    for p in mine:
        same = [q for q in every if q.same(p)]
        if p.role == "agent":
            if same and _only_acted_upon(p, mine, same, every, clause, lexicon):
                return p.word
            if doing and not any(q.same(p) for q in doing) and not any(q.same(m) for q in doing for m in mine if m.role == "agent"):
                return p.word
        elif (
            (p.role in ("to", "about", "patient") and same and all(q.role == "agent" for q in same) and any(not a.same(p) for a in acting))
            or (p.role == "core" and same and all(q.role == "of" for q in same) and _in_place_of(p, mine, every))
            or (p.role == "other" and not same and p.place in ("von", "vom") and "~land" in p.word.keys and not _GIVES.search(clause.text))
            or (p.role == "of" and p.head is not None and (_owned_by_others(p, p.head, every, s) or _paper_of_nobody(p, p.head, s, lexicon)))
        ):
            return p.word
    return None


def _agents(s: Spot, i: int, roles: Roles) -> list[Party]:
    """Who acts in a clause; a clause of verbs only has the agents of the one before: "vom Team geplant, durchgeführt und ausgewertet"."""
    found = [q for q in roles.read(s.unit.clauses[i].text) if q.role == "agent"]
    while not found and i and not any(w.noun and not w.neutral for w in s.unit.clauses[i].words[:2]):
        i -= 1
        found = [q for q in roles.read(s.unit.clauses[i].text) if q.role == "agent"]
    return found


def _in_place_of(p: Party, mine: Sequence[Party], every: Sequence[Party]) -> bool:
    """Whether the one it belongs to in the draft is the one it is told of in the source: "das Amt im Haus des Vereins" turned round."""
    owners = [m for m in mine if m.role == "of" and not m.same(p)]
    return any(q.same(m) and q.role in ("core", "agent") for m in owners for q in every)


def _carried(s: Spot, i: int, roles: Roles) -> tuple[Party, ...]:
    """Who acts without being named again: the subject of the sentence before, or of the line a list item stands under."""
    if i:
        return ()
    before = opening_line(s.evidence, s.position)
    if not before and s.position and _POINTS_BACK.match(s.unit.text):
        before = s.evidence.units[s.position - 1].text
    read = roles.read(before) if before else ()
    subjects = [q for q in read if q.role in ("agent", "core")] or [q for q in read if q.role == "patient"]
    return tuple(Party(q.word, "agent", None) for q in subjects)


def _only_acted_upon(p: Party, mine: Sequence[Party], same: Sequence[Party], every: Sequence[Party], clause: Clause, lexicon: Lexicon) -> bool:
    """Whether the source names one who acts in the draft only as somebody who is given, owned or spoken of something."""
    rivals = [q for q in every if q.role == "agent" and not q.same(p)]
    if rivals and all(q.role in ("with", "for") for q in same) and not _TOGETHER.search(clause.text):
        return True  # "in Abstimmung mit dem Ministerium": it is not the Ministerium that acts
    if any(q.role not in _PASSED_OVER and not (q.role == "at" and any(o.role == "for" for o in same)) for q in same):
        return False
    if any(r.same(m) for r in rivals for m in mine if m is not p):
        return True
    if any(q.head is not None and _deed(q.head, clause) for q in same):
        return False  # "auf Anforderung des Dezernats": the Dezernat asks
    if any(q.head is not None and _own_paper(q, clause, lexicon) for q in same):
        return False  # "im Handlungskonzept der Kommune": the Kommune in its concept
    if any(q.role == "of" and q.head is not None and _OWN.search(clause.text) for q in same):
        return True
    return (
        bool(rivals)
        or any(q.role in ("to", "about", "for") for q in same)
        or (all(q.role == "of" for q in same) and bool(_PARTICULAR.search(p.word.shown)))
    )


_FROM = re.compile(
    r"ausgegangen|ausgeh|abhäng|abgesehen|gesprochen|profitier|getrennt|trennen|abgegrenzt|abgewichen|unterschieden|abgeraten|abzuraten|abraten|befreit|ausgenommen|betroffen",
    re.I,
)
_TOGETHER = re.compile(r"zusammen|abstimm|abgestimmt|kooperier|austausch|gemeinsam|beteilig|mitwirk|vernetz|\bmit\b", re.I)
_PARTICULAR = re.compile(r"Dezernat|Referat|Ministerium|regierung|kasse$|kreistag|konferenz", re.I)


def _deed(head: Word, clause: Clause) -> bool:
    return any(w.keys & head.all_keys for w in clause.words if not w.neutral and not w.noun)


def _own_paper(q: Party, clause: Clause, lexicon: Lexicon) -> bool:
    owned = [w for m in _OWN.finditer(clause.text) for w in lexicon.words(m["n"])]
    return q.head is not None and q.place in ("", "in", "im") and any(w.keys & q.head.keys for w in owned)


def _owned_by_others(p: Party, head: Word, every: Sequence[Party], s: Spot) -> bool:
    """Whether the thing belongs to somebody else in the source, and never to this party."""
    owners = [
        q
        for q in every
        if q.role == "of" and q.head is not None and (supports(head, q.head.all_keys) or q.head.shown.lower().endswith(head.shown.lower()))
    ]
    if any(q.same(p) for q in owners):
        return False
    if "~kommune" in p.word.keys and any(
        m["n"].lower()[:6] in head.shown.lower() or head.shown.lower()[:6] in m["n"].lower() for m in _COMMUNAL.finditer(s.unit.text)
    ):
        return False
    return bool(owners)


_PAPER = re.compile(
    r"(?:konzepte?s?|richtlinien?|vorlagen?|programme?s?|haushalt\w*|bescheide?s?|verträge|vertrage?s?|beschluss\w*|beschlüsse)$", re.I
)


def _paper_of_nobody(p: Party, head: Word, s: Spot, lexicon: Lexicon) -> bool:
    """Whether a paper is told as a party's whose name does not stand close before or behind it in the source."""
    if not _PAPER.search(head.shown):
        return False
    words = [w for u in (s.evidence.units[max(0, s.position - 1) : s.position + 1]) for w in u.words]
    at = [i for i, w in enumerate(words) if supports(head, w.all_keys)]
    if not at:
        return False
    mine = identity(p.word) | {k for k in p.word.keys if k[0] == "~"}
    behind = any(words[j].all_keys & mine for i in at for j in range(i, min(i + 6, len(words))))
    made = any(words[j].all_keys & mine and words[j - 1].shown.lower() in ("vom", "des") for i in at for j in range(max(1, i - 2), i))
    communal = "~kommune" in mine and bool(
        re.search(r"kommunal|Kommune|Münster|Kreis|Stadt", " ".join(words[j].shown for i in at for j in range(max(0, i - 2), i + 1)))
    )
    return not (behind or made or communal)


_LIGHT = re.compile(
    r"\b(?:getroffen|trifft|treffen|erfolgt|erfolgen|vorgenommen|nimmt|vornehmen|durchgeführt|stattfinden|findet|"
    r"geleistet|erbracht)\b"
)


def _same_deed(mine: Clause, theirs: Clause, s: Spot) -> bool:
    """Whether two clauses share a verb; "entwickelt … weiter" is not "entwickelt". "Die Entscheidung wird … getroffen" is "entscheiden"."""
    if bool(re.search(r"\bweiter\W*$", mine.text)) != bool(re.search(r"\bweiter\W*$", theirs.text)) and not re.search(
        r"\bweiter", mine.text + " ", re.I
    ):
        return False
    verbs = frozenset().union(*(w.keys for w in mine.words if not w.noun and not w.neutral))
    if any(w.keys & verbs for w in theirs.words if not w.neutral and not w.noun):
        return True
    nouns = (*theirs.words, *s.unit.clauses[0].words) if _LIGHT.search(theirs.text) else ()
    return any(w.keys & verbs for w in nouns if w.noun and not w.neutral)
