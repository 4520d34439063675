"""Whether a ruling that fits a question may speak: nothing in the question may be left that could make it another claim.

A ruling names few words, and a question has more. What a Ja rests on has to explain every noun and every qualifying word of the asking clause ("monatlich",
"sofort", "eigene"); verbs of every day are no claim. A card question with the contrary answer only counts if it shares a word with the question that
the ruling has not seen. The bounds are calibrated by `evals.polarity` (docs/messung.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.frames import frame_word, negated, read
from assistant.neighbours import Neighbour, content_words, covered, spread
from assistant.protocols import SearchIndex
from assistant.question import Query
from assistant.rulings import Ruling
from assistant.types import Card, Polarity

BORNE, TOLD = 0.2, 0.85  # a Ja: lead of the like questions that say so, or share of the question's words in the card's text
AGAINST = -0.2  # lead of contrary questions from which nothing is said

# nouns that every question about the programme may use without changing what it claims
_COMMON = frozenset(
    """kim programm programms landesprogramm forderprogramm land landes nrw kommune kommunen stadt stadte kreis kreise kreisen stadten ort leute menschen
    person personen fall jahr sache ding dinge thema frage hause haus kollege kollegin kollegen chef chefin team arbeit ende anfang grunde fragen teil
    form bereich rahmen herr frau mann rolle bezug sinne hand seite geld mittel stelle stellen""".split()
)
_QUALIFYING = re.compile(
    r"^(?:\w{3,}(?:lich|isch|sam|bar|haft|los|weise|frei|mäßig|maessig)(?:e[nmrs]?)?|\w{3,}ig(?:e[nmrs]?)?|sofort|erst|selbst|selber|gleiche?[nrs]?|"
    r"dieselbe\w*|doppelt\w*|ganze?[nmrs]?|volle?[nmrs]?|voll|komplett\w*|halbe?[nmrs]?|eigene?[nmrs]?|mehr|weniger|vorher|nachher|danach|gemeinsam\w*|extra|"
    r"neue?[nmrs]?|alte?[nmrs]?|lange|kurz\w*|oft|andere?[nmrs]?|beide?[nmrs]?|extern\w*|intern\w*|direkt\w*|gesamt\w*|getrennt\w*|separat\w*|"
    r"allein\w*|pauschal\w*|rückwirkend\w*|unbefristet\w*|befristet\w*|anteilig\w*|privat\w*|digital\w*|online|vorab|zuerst|nochmal\w*|jede\w*|"
    r"größ\w+|klein\w*|höher\w*|mindest\w*|maximal\w*|überall|weltweit|bundesweit|landesweit|international\w*)$"
)


def borne_out(
    query: Query, value: Polarity, fitting: Sequence[Ruling], card: Card, near: Sequence[Neighbour], index: SearchIndex, far: bool = False
) -> bool:
    """Whether the card's statement and the card questions bear out what the `fitting` rulings say."""
    terms = " ".join(a.replace("_", " ").replace("*", "") for r in fitting for group in r.terms for a in group)
    told = f"{card.statement} {card.details} {terms}"
    seen = spread(told, index)
    against = (n.both for n in near if n.says != value and _knows_more(query.text, n, seen, index))
    lead = max((n.both for n in near if n.says == value), default=0.0) - max(against, default=0.0)
    if lead < AGAINST or (value != "ja" and not far):
        return lead >= AGAINST
    asked = read(query.text)
    core = query.search if query.english else asked.core
    if covered(core, told, index) >= TOLD or (lead >= BORNE and not far):
        return True
    if query.english or any(_strange(asked.core, seen, index)):
        return False
    return asked.frame == "pflicht" or not negated(asked.rest) or not any(_strange(asked.rest, seen, index))


def _knows_more(text: str, near: Neighbour, seen: frozenset[str], index: SearchIndex) -> bool:
    """Whether a card question shares a content word with the question that a ruling and its card have not."""
    theirs = spread(near.question.text, index)
    return any(tokens & theirs and not tokens & seen for tokens in content_words(text, index))


def _strange(text: str, seen: frozenset[str], index: SearchIndex) -> Iterable[bool]:
    """For every noun and qualifying word of a German text whether it is unexplained; a text without any capital cannot tell its nouns."""
    words = re.findall(r"[\wäöüÄÖÜß.-]*\w", text)
    if not any(w[:1].isupper() for w in words[1:]):
        yield True
        return
    for i, word in enumerate(words):
        noun = word[:1].isupper() and i > 0
        if not (noun or _QUALIFYING.match(word)):
            continue
        folded = index.analyzer.words(word)
        if any(frame_word(w) or w in _COMMON for w in folded):
            continue
        tokens = frozenset(index.analyzer.tokens(word))
        yield bool(tokens) and not tokens & seen
