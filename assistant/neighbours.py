"""Ja or Nein: from the question asked, never from the card.

A card's yes/no questions carry their own Ja or Nein. It is taken over only when one of them asks the same thing the same way round: near in words,
with the same negation, the same concession and the same kind of modal verb. Where that is not certain nothing is said: a wrong Ja is the worst
answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.protocols import Analyzer
from assistant.types import Card, CardQuestion, Polarity

SURE = 0.62  # similarity from which one matching question is enough
AGREED = 0.42  # similarity from which at least two agreeing questions (and no contrary one) are enough
CONTRARY = 0.12  # a contrary question must be farther away than this
ALIKE = 0.05  # a contrary question put the same way round must be farther away than this, unless the question is EQUAL to the card's
EQUAL = 0.95

_NEGATION = re.compile(r"\b(nicht|nich|net|kein\w*|nie|niemals|nirgends|niemand\w*|weder|not|no|never|n't|cannot|\w+n't)\b", re.I)
_WITHOUT = re.compile(r"\b(ohne|verzicht\w*|ausser|außer|statt|anstatt|anstelle|without|instead)\b", re.I)
_CONCESSION = re.compile(r"\b(trotzdem|dennoch|auch wenn|obwohl|still|anyway|even if|weiterhin|weiter)\b", re.I)
_ONLY = re.compile(r"\b(nur|bloß|bloss|lediglich|ausschließlich|allein|reicht|reichts|genügt|genuegt|langt|only|enough|sufficient)\b", re.I)
_OTHER = re.compile(
    r"\b(auch|zusätzlich|nochmal|extra|mehr als|weniger als|über|unter|neu\w*|alle\w*|jede\w*|immer|selbst|selber|automatisch)\b", re.I
)
_MODALS = (
    (
        "muss",
        re.compile(
            r"\b(muss|müssen|muessen|musst|musste\w*|müsste\w*|verpflicht\w*|pflicht|nötig|noetig|notwendig|zwingend|braucht?\w*|brauchen|must|need|required|"
            r"obligatory|mandatory|have to|vorgeschrieben|verlangt|bestehen|besteht)\b",
            re.I,
        ),
    ),
    (
        "darf",
        re.compile(
            r"\b(darf|dürfen|duerfen|durfte\w*|dürfte\w*|erlaubt|zulässig|zulaessig|kann|können|koennen|könnte\w*|möglich|moeglich|geht|gehts|klappt|can|may|could|"
            r"allowed|possible|permitted|lässt|lassen)\b",
            re.I,
        ),
    ),
    ("soll", re.compile(r"\b(soll|sollen|sollte\w*|empfohlen|empfiehlt|should|recommended)\b", re.I)),
)


def signature(text: str) -> tuple[bool, bool, bool, bool]:
    """(negated, without, concession, only): two questions with different signatures are not asked the same way round."""
    return (len(_NEGATION.findall(text)) % 2 == 1, bool(_WITHOUT.search(text)), bool(_CONCESSION.search(text)), bool(_ONLY.search(text)))


def modal(text: str) -> str:
    """ "muss", "darf", "soll" or "" for none of them; the first in the text counts."""
    found = [(m.start(), name) for name, pattern in _MODALS if (m := pattern.search(text))]
    return min(found)[1] if found else ""


def decide(question: str, card: Card, matches: Sequence[tuple[float, int]], analyzer: Analyzer) -> tuple[Polarity, CardQuestion] | None:
    """The polarity of a yes/no question and the card question it comes from; None where it is not certain."""
    mine, my_modal, my_numbers = signature(question), modal(question), _numbers(question)
    my_words = set(analyzer.content(question))
    same: list[tuple[float, CardQuestion]] = []
    other: list[tuple[float, CardQuestion]] = []
    for similarity, i in matches:
        q = card.questions[i]
        if q.polarity is None:
            continue
        fits = signature(q.text) == mine and (modal(q.text) == my_modal or not my_modal or not modal(q.text)) and _numbers(q.text) == my_numbers
        fits = fits and bool(_OTHER.search(q.text)) == bool(_OTHER.search(question))
        covered = len(my_words & set(analyzer.content(q.text))) / max(1, len(my_words))
        (same if fits else other).append((0.5 * similarity + 0.5 * covered, q))
    if not same:
        return None
    best, chosen = same[0] if len(same) == 1 else max(same, key=lambda x: x[0])
    assert chosen.polarity is not None
    agreeing = [s for s, q in same if q.polarity == chosen.polarity and s >= AGREED]
    contrary = [s for s, q in [*same, *other] if q.polarity != chosen.polarity]
    clear = best - max(contrary, default=0.0)
    alike = best - max((s for s, q in same if q.polarity != chosen.polarity), default=0.0)
    if (best >= SURE and clear >= 0 and (alike >= ALIKE or best >= EQUAL)) or (len(agreeing) >= 2 and clear >= CONTRARY):
        return chosen.polarity, chosen
    return None


def _numbers(text: str) -> frozenset[str]:
    return frozenset(re.sub(r"[.\s]", "", x) for x in re.findall(r"\d[\d.]*(?:,\d+)?", text))
