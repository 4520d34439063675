"""Ja or Nein: from the question asked, never from the card.

Two things decide: a ruling of a near card (`rulings.py`), read the way round the question is put (`frames.py`), or a yes/no question of a near card
that asks the same (`neighbours.py`). Where they do not agree, or nothing fits, nothing is said: a wrong Ja is the worst answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.polarity.amounts import EURO, compared, comparison, quantities
from assistant.polarity.bearing import borne_out
from assistant.polarity.frames import Asked, denied_in, negated, read
from assistant.polarity.neighbours import CLEAR, CLOSE, OPPOSITE, SAME, Neighbour, covered, neighbours
from assistant.polarity.quantified import denied
from assistant.polarity.rulings import Ruling, Told, rulings
from assistant.protocols import SearchIndex
from assistant.question.understanding import Query
from assistant.stichtag.validity import in_force
from assistant.types import Card, Polarity

NEAR, FAR = 5, 30  # among so many best cards a ruling is looked for; a far one has to explain the whole question
REPLY = 0.5  # from this closeness on a card question's own reply is told after a ruling

# what a ruling of a kind (row) says to a question of a frame (column): "=" its value, "nein" only if that is its value
_SAYS = {
    "muss": {"pflicht": "="},
    "darf": {"erlaubt": "=", "pflicht": "nein", "fakt": "=", "genuegt": "nein"},
    "reicht": {"genuegt": "="},
    "ist": {"fakt": "=", "erlaubt": "=", "pflicht": "nein"},
}
_SELF = ("selbst", "selber", "allein", "eigen", "persönlich", "eigenhändig")
_LACKS = re.compile(r"\b(?:fehlt|fehlte|fehlten|fehlen)\b", re.I)
_POINTING = re.compile(
    r"^\W*(?:und |aber )?(?:geht|ginge|reicht|genügt|ist|wäre|darf|dürfen|dürfte|kann|können|klappt|stimmt|muss|müssen|passt|gilt)\b"
    r"(?:\s+\w+){0,5}\s*\?*\W*$",
    re.I,
)
_EMPTY = frozenset(
    "das es so dann auch denn trotzdem okay ok erlaubt zulassig moglich in ordnung dafur noch hier dies jetzt uns wir man fur er sie ich ihr sein "
    "einfach uberhaupt eigentlich vorgesehen gewollt richtig machen tun also damit wirklich rechtens gestattet".split()
)
_ALL_OF_IT = re.compile(r"\b(?:das|alles|komplett\w*|ganz\w*|voll\w*|davon|dafür)\b", re.I)
_ASKING = re.compile(
    r"\b(wer|wie|wo|wann|warum|wieso|weshalb|welche[rnms]?|wieviele?|woher|wohin|wofür|womit|worauf|woran|wozu|wem|wen|wessen|"
    r"what|who|when|where|why|how|which|whose)\b|^\W*(?:\w+\s)?was\b",
    re.I,
)

_PAST = re.compile(
    r"^\W*(?:\w+ ){0,2}(?:musste[nt]?|durfte[nt]?|konnte[nt]?|wurden?|hatten?|gab(?:en)?|galt(?:en)?|bekam(?:en)?|brauchte[nt]?|war(?:en)?)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Decision:
    """Ja, Nein or "das kommt darauf an", the card whose statement proves it, and an own short answer where one is known."""

    polarity: Polarity
    card: Card
    reply: str = ""


def decide(query: Query, cards: Sequence[Card], index: SearchIndex, rows: Mapping[str, Sequence[Ruling]] | None = None) -> Decision | None:
    """The decision on a question from its nearest cards, best first; None where it is not certain. `rows` replaces the bundled rulings."""
    if not cards or cards[0].art == "offen" or not (query.yes_no or _closed(query.text)):
        return None
    known = rulings() if rows is None else rows
    near = list(speaking(query, cards[:NEAR]))
    ruling = ruled(query, near, index, known)
    asked = [(card, n) for card in near for n in neighbours(query.text, card, index)]
    same = [(card, n) for card, n in asked if n.within(SAME) and (not query.carried or _own_words_shared(query.text, n, index))]
    if not ruling and not same:
        return _far(query, cards, index, known) or (_denied(query, near[0], index) if near else None)
    said = {n.says for _, n in same} | ({ruling[0]} if ruling else set())
    nearest = max((n.both for _, n in same), default=0.0)
    if len(said) != 1 or any(n.within(CLOSE) and n.both > nearest - CLEAR and n.says not in said for _, n in asked):
        return None
    if ruling:
        return _spoken(query, ruling, near, [n for _, n in asked], index)
    best, chosen = max(same, key=lambda x: x[1].both)
    return Decision(chosen.says, best, chosen.question.reply)


def _spoken(
    query: Query, ruling: tuple[Polarity, list[Ruling]], cards: Sequence[Card], asked: Sequence[Neighbour], index: SearchIndex, far: bool = False
) -> Decision | None:
    """The decision of rulings that fit, if they are borne out."""
    value, rows = ruling
    card = next(c for c in cards if c.id == rows[0].card)
    if not borne_out(query, value, [r for r in rows if r.card == card.id], card, asked, index, far):
        return None
    return Decision(value, card, _reply(value, list(neighbours(query.text, card, index))))


def _far(query: Query, cards: Sequence[Card], index: SearchIndex, known: Mapping[str, Sequence[Ruling]]) -> Decision | None:
    """The decision of a card that is not among the nearest: its ruling found it. It has to explain every word."""
    further = list(speaking(query, cards[:FAR]))
    ruling = ruled(query, further, index, known)
    if not ruling:
        return None
    asked = [n for card in further for n in neighbours(query.text, card, index)]
    if any(n.within(CLOSE) and n.says != ruling[0] for n in asked):
        return None
    return _spoken(query, ruling, further, asked, index, True)


def _denied(query: Query, card: Card, index: SearchIndex) -> Decision | None:
    """Nein to "nur …?" or "alle …?", where the nearest card's statement names others or says it of some."""
    return Decision("nein", card) if denied(query, card, index) else None


def _own_words_shared(text: str, near: Neighbour, index: SearchIndex) -> bool:
    """Whether a card question holds every word a follow-up itself asks with."""
    return covered(read(text).core, near.question.text, index) >= 1.0


def _closed(text: str) -> bool:
    """A question that asks for nothing but Ja or Nein, whatever verb it opens with."""
    asked = read(text)
    return text.rstrip().endswith("?") and not _ASKING.search(asked.core) and not re.search(r"\b(?:oder|or)\b", asked.core)


def speaking(query: Query, cards: Sequence[Card]) -> Iterator[Card]:
    """The first card, and further ones of its kind: rules in force on the day asked about, or papers of the same municipality or report."""
    first = cards[0]
    past = not query.dated and bool(_PAST.search(read(query.text).core))
    for card in cards:
        alike = (card.art == "regel") == (first.art == "regel") and card.kommune == first.kommune
        holds = card.art != "regel" or in_force(card, query.as_of)
        if (card is first or (alike and holds)) and not (past and card.art == "regel" and in_force(card, query.as_of)):
            yield card  # what was asked of the past is not answered by today's rule


def _reply(lead: Polarity, near: Sequence[Neighbour]) -> str:
    """The reply of the closest question with the same answer, if it is close enough to be about the same."""
    told = [n for n in near if n.says == lead and n.question.polarity == lead and n.question.reply and n.within((REPLY, REPLY))]
    return max(told, key=lambda n: n.both).question.reply if told else ""


def ruled(query: Query, cards: Sequence[Card], index: SearchIndex, rows: Mapping[str, Sequence[Ruling]]) -> tuple[Polarity, list[Ruling]] | None:
    """What the rulings of some cards (best first) say to a question and those that say so; None where none fits or two disagree."""
    asked = read(query.text)
    if asked.ambiguous:
        return None
    whole = Told.of(query.search.replace(asked.by, " ") if asked.by else query.search, index.analyzer)
    core = whole if query.english else Told.of(asked.core, index.analyzer)
    look = _Look(asked, whole, core, Told.of(asked.turner, index.analyzer))
    said = [(value, r) for card in cards for r in rows.get(card.id, ()) if look.fits(r) and (value := look.value(r)) is not None]
    return (said[0][0], [r for _, r in said]) if said and len({value for value, _ in said}) == 1 else None


@dataclass(frozen=True, slots=True)
class _Look:
    """A question as rulings look at it: how it asks, all its words, those of the asking clause, and the word that turns it round."""

    asked: Asked
    whole: Told
    core: Told
    turner: Told

    def fits(self, ruling: Ruling) -> bool:
        """Whether all words of a ruling are there, at least one of them in the clause that asks, and no small word that changes the claim."""
        flags = self.asked.flags - {"soll"} - ({"mehr"} if ruling.amount is not None else set())
        spare = ruling.flags | ruling.optional | ({"alle"} if ruling.value == "nein" else set())
        if not ruling.flags <= flags or flags - spare or self.whole.holds(ruling.without):
            return False
        if not all(self.whole.holds(group) for group in ruling.terms):
            return False
        if _LACKS.search(self.asked.core) and not any(a.lower().startswith("fehl") for group in ruling.terms for a in group):
            return False  # "Fehlt ein Konzept?" asks the other way round
        if self.asked.alone and ruling.value == "ja" and not any(Told.of(" ".join(group), self.core.analyzer).holds(_SELF) for group in ruling.terms):
            return False
        return self._pointing(ruling) or any(self.core.holds(group) for group in ruling.terms)

    def _pointing(self, ruling: Ruling) -> bool:
        """ "Geht das?" after a told situation: what is told counts; a situation that lacks something can only be refused."""
        if not _POINTING.match(self.asked.core) or set(self.core.words[1:]) - _EMPTY:
            return False
        return ruling.value == "nein" or not negated(self.asked.rest)

    def value(self, ruling: Ruling) -> Polarity | None:
        """What the ruling answers to the question as it is put."""
        asked = self.asked
        own = bool(asked.turner) and any(self._turns(a) for group in ruling.terms for a in group)  # "freiwillig" is what the ruling is about
        frame, turned = (asked.plain, asked.negated) if own else (asked.frame, asked.turned)
        turned ^= asked.negated and any("_" in a and denied_in(a) and self.core.holds((a,)) for group in ruling.terms for a in group)
        if asked.turner and not own and frame == "pflicht" and ruling.kind != "muss":
            return None
        value = self._amount(ruling, frame) if ruling.amount is not None else self._said(ruling, frame)
        return None if value is None else OPPOSITE[value] if turned else value

    def _turns(self, alternative: str) -> bool:
        """Whether a term of a ruling is the turning word itself, or a phrase with it that was used ("ohne Konzept")."""
        return self.turner.holds((alternative,)) or (self.asked.turner.lower() in alternative.lower().split("_") and self.whole.holds((alternative,)))

    def _amount(self, ruling: Ruling, frame: str) -> Polarity | None:
        assert ruling.amount is not None
        text = self.asked.core
        if not quantities(text) and _ALL_OF_IT.search(text) and len(quantities(self.asked.rest)) == 1:
            text = self.asked.rest  # "Sie kostet 70.000 Euro. Zahlt das Land alles?"
        asked = [n for n in quantities(text) if n not in ruling.figures]
        return compared(ruling.kind, ruling.amount, asked, frame, comparison(text))

    def _fails_on_told(self, ruling: Ruling) -> bool:
        """Whether a share, an amount of money or a lack told beside the question may be just what it fails on."""
        beside = [group for group in ruling.terms if not self.core.holds(group)]
        if self.asked.frame == "pflicht":
            return False  # who lacks what must be there is told so
        lacks = [Told.of(clause, self.core.analyzer) for clause in re.split(r"[.,;!?]\s", self.asked.rest) if negated(clause)]
        lacking = any(clause.holds(group) and not any(negated(a.replace("_", " ")) for a in group) for clause in lacks for group in beside)
        return lacking or not ruling.allows([n for n in quantities(self.asked.rest) if n < 1 or n >= EURO])

    def _said(self, ruling: Ruling, frame: str) -> Polarity | None:
        rule = _SAYS[ruling.kind].get(frame)
        if rule is None or not ruling.allows(quantities(self.asked.core)):
            return None
        if ruling.value == "ja" and not all(map(self.core.holds, ruling.terms)) and self._fails_on_told(ruling):
            return None
        if ruling.value == "kommt darauf an" and self.asked.rest:
            return None  # what is told may be just what it depends on
        return ruling.value if rule == "=" or ruling.value in (rule, "kommt darauf an") else None
