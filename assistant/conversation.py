"""Follow-up questions without a language model: what the new question leaves unsaid is taken from the ones before.

"und für die Verwaltungsassistenz?" replaces the kind of post in the question before; "und 2021?" changes only the day; "und in Köln?" the place;
"Warum?" asks something new of the same thing and carries it along; a question that stands by itself stays as it is. What was found for the
questions before is the matter of `assistant.focus`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.settings import MAX_QUESTION
from assistant.slots import SLOTS, TIME, filled, places, without_places

_OPENING = re.compile(
    r"^\W*(?:(?:und|aber|oder|also|auch|dann|ok(?:ay)?,?|ach so,?|gut,?|and|but|or|so|what about|how about|was ist mit|wie ist es|wie wäre es|"
    r"wie sieht es|wie siehts|gilt das|gilt das auch)\b[\s,]*)+",
    re.I,
)
# a word that points back at what was said
_POINTING = re.compile(
    r"\b(dafür|dafuer|davon|damit|dabei|dazu|dort|hier|darin|daran|darauf|daraus|daf[uü]rs|dagegen|dadurch|danach|dazwischen|dessen|deren|derselbe\w*|dieselbe\w*|"
    r"denselben|demselben|im selben|denen|diese[rsnm]?|jene[rsn]?|dies|der genannte\w*|ihm|ihnen|drin|rein|drunter|drüber|dran|drauf|die beiden|beide[nr]?|"
    r"solche\w*|so eine?\w*|that|those|these|there|they|them|it)\b|"
    r"\bd(?:as|ie|er|en|em) (?:auch|dann|denn|so|da|schon|noch|nicht|nur|immer|alle[ns]?|eigentlich|überhaupt|wir|ich|man|sich|jetzt|eine[nmr]?|andere[nmrs]?|"
    r"gleiche\w*)\b|\b(?:fürs|vom|zum|beim|ins) ander\w+|\b(?:das|dies)(?: dann| denn| so| schon| noch)?(?: (?-i:[a-zäöüß]+(?:en|ern|rn|t))| zurück)?\s*[?.!]*$|"
    r"\b(?:ist|sind|war|waren|wäre|wären|sei) es\b|\bes (?:da|dann|denn|nur|auch)\b|\bda (?:so|auch|schon|noch|nicht|denn|eigentlich|nur|rein|drin|mit|was|ein\w*)\b|"
    r"\beine[nrms]?(?:\s*[,?]| (?:nehmen|haben|brauchen|bekommen|davon)\b)|\bda\b\s*[?.!]*$|\bnicht auch\b|\blieber\b|\bstattdessen\b|\btrotzdem\b|\bsonst\b|\bauch so\b",
    re.I,
)
_BARE = re.compile(
    r"^\W*(?:bis |ab |seit |für |an |bei |mit |von |until |by |since )?(?:warum|wieso|weshalb|wozu|wann|wo|wer|wen|wem|was|wie viele?|wieviele?|wie hoch|wie lange|wie oft|"
    r"welche\w*|why|when|who|where|how much|how many|how long)\b(?: (?:denn|genau|das|die|es|dann|nicht|gerade|nur|so|eigentlich|not|exactly))*\W*$",
    re.I,
)
_PRONOUN = re.compile(r"\b(?:sie|er|ihn|ihr|ihre[nrms]?|sein|seine[nrms]?)\b")  # small letters: "Sie" is the reader
_STANDS = re.compile(
    r"\b(kim|baustein|\w*koordin\w*|case\s?-?manag\w*|lenkungsgruppe|fallzahl\w*|richtlinie|verwendungsnachweis|datenbank|integrationszentr\w*)\b",
    re.I,
)
# words that need a topic: a question of nothing but these leans on the one before
_RELATIVE = frozenset(
    """ausnahme ausnahmen beispiel beispiele bedingung bedingungen betrag beträge deckel euro form formular frist fristen geld grenze grund gründe höhe
    höchstbetrag höchstgrenze kosten kostet konsequenzen folgen limit maximum maximal minimum mindestens muster nachweis nachteil nachteile obergrenze
    pflicht pauschale prozent quote regel regeln rest satz spielraum stichtag summe umfang unterschied untergrenze voraussetzung voraussetzungen vorgabe
    vorgaben vorteil vorteile zeitraum zuständig verpflichtend freiwillig online schriftlich deadline exception exceptions limit amount cost costs
    jahr jahre jahres jährlich monat monate tag tage woche wochen mal wieder
    selben gleichen waren war
    gibt gibts geht gilt zahlt zahlen zahlt's bezahlt entscheidet entscheiden prüft genehmigt macht passiert passieren passiern braucht muss müssen darf dürfen
    kann können soll sollen wird werden kommt bekommt kriegt bekommen kriegen bleibt heißt bedeutet steht dauert fällt liegt findet läuft
    there does apply""".split()
)
_SMALL = frozenset(
    """für fuer die der das den dem des ein eine einer einem eines einen bei in im von vom zum zur mit und oder auch wie ist sind war waren wäre es sieht
    aus aussehen was wer wo wann wen wem warum wieso welche welcher welches welchen bis ab seit an am auf als um zu denn dann so noch stand ende anfang
    man wir ich uns mich unser unsere sie er ihr mal eigentlich überhaupt genau gerade nur schon da hier dort viel viele hoch lange oft kein keine keinen
    nicht jedes jeder jede alle the for in about what is are and how many much who when do we a an of to if""".split()
)
# a remark on the answer or its source, not on a topic: what comes after it goes on from before it
_ASIDE = re.compile(
    r"^\W*(?:(?:und )?(?:steht|stand|findet sich|sagt) (?:das|dies|es)\b.*|wo (?:steht|finde ich|kann ich) das\b.*|(?:ist das|bist du|sind sie)(?: \w+)? (?:sicher|"
    r"offiziell|verbindlich|aktuell)\W*|stimmt das\b.*|sicher\W*|wirklich\W*|echt\W*|danke\b.*|ok(?:ay)?\W*|aha\W*|quelle\W*|woher weißt du das\W*|"
    r"where does it say (?:that|so)\b.*|are you sure\W*|really\W*|thanks?\b.*)$",
    re.I,
)
_SHARE = re.compile(
    r"\b(?:[1-9]\d\s?(?:%|prozent|percent)(?!\w)|halbe\w* (?:stelle|kraft)|halbtags\w*|half-time|half a post|0[.,]\d+ (?:stelle\w*|vzä))", re.I
)
_ASKS = re.compile(
    r"^\W*(?:an |bei |für |mit |von |aus )?(wer|wen|wem|was|wie viele?|wieviele?|wie hoch|wie lange|wie oft|wie|wo|wann|warum|wieso|weshalb|welche\w*|bis wann|bis wan|ab wann|"
    r"seit wann|muss|müssen|darf|dürfen|kann|können|ist|sind|gibt|gilt|reicht|braucht|who|what|when|how many|how much|how|why|where|which)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Turn:
    """A question in its conversation: as asked, as a full question, and the turn it leans on (None: it stands by itself).

    `anew`: it asks something of its own about the matter before, instead of the same for another slot. `light`: it could stand by itself but may
    be meant within the matter before.
    """

    asked: str
    full: str
    leans_on: Turn | None = None
    anew: bool = True
    light: bool = False

    @property
    def matter(self) -> str:
        """What a follow-up to it carries along."""
        return _joined(self.full, self.leans_on.matter) if self.light and self.leans_on is not None else self.full

    @property
    def chain(self) -> Iterator[Turn]:
        """The turns it leans on, nearest first."""
        turn = self.leans_on
        while turn is not None:
            yield turn
            turn = turn.leans_on


def resolve(question: str, history: Sequence[dict[str, Any]]) -> Turn:
    """The last turn of a conversation. Entries of the history without a question, and remarks on an answer, are passed over."""
    earlier = [str(entry.get("question") or "").strip() for entry in history if isinstance(entry, dict)]
    turn: Turn | None = None
    for text in [*(q for q in earlier if q and not _ASIDE.match(q)), question]:
        turn = _next(turn, text)
    assert turn is not None
    return turn


def standing_alone(question: str, history: Sequence[dict[str, Any]]) -> str:
    """The question as a full one, with what earlier questions of the conversation say."""
    return resolve(question, history).full


def is_follow_up(question: str) -> bool:
    """Whether a question leans on the one before: it opens like one, points back, names no matter of its own, or is too short to stand."""
    words = len(question.split())
    if _OPENING.match(question) and not (words > 9 and _STANDS.search(question)):
        return True
    if _BARE.match(question) or _ASIDE.match(question):
        return True
    if _STANDS.search(question):
        return False
    return bool(_POINTING.search(question)) or words <= 3 or (words <= 9 and bool(_PRONOUN.search(question))) or not own_matter(question)


def _next(before: Turn | None, question: str) -> Turn:
    if before is None:
        return Turn(question, question)
    if not is_follow_up(question) or _only_place(question, before):
        light = _short(question)
        return Turn(question, _placed(question, before), before if light else None, light=light)
    rest = _spelled_out(_OPENING.sub("", question).strip(" ,?!."))
    base, asked_alike = _continued(before, rest)
    full, changed = filled(base, rest)
    leftover = _content(rest, full)
    if changed and not leftover:
        return Turn(question, full, before, anew=False)
    if _asks(rest) or not changed:
        return Turn(question, _joined(rest, full if changed or asked_alike else base), before)
    return Turn(question, f"{full.rstrip(' ?')} {leftover}?"[:MAX_QUESTION], before)


def _continued(before: Turn, rest: str) -> tuple[str, bool]:
    """The text a follow-up goes on from: the nearest turn that asks with the same word ("wie viele …"), else the turn before."""
    word = _ASKS.match(rest)
    if word and word[1].lower().startswith(("wie ", "how ")):
        for turn in [before, *before.chain]:
            if re.search(rf"\b{re.escape(word[1])}\b", turn.asked, re.I):
                return turn.matter, True
    return before.matter, False


def _joined(rest: str, base: str) -> str:
    """A question with the matter it is about in brackets: the turn before and the first one, cut to the length a question may have."""
    parts = base.rstrip(" ?").split("? (")
    about = f"{parts[0]}? ({parts[-1]}" if len(parts) > 2 else base.rstrip(" ?")
    return f"{rest.rstrip(' ?')}? ({about})"[:MAX_QUESTION]


def _spelled_out(rest: str) -> str:
    """A share of a post said as a number is part-time work."""
    return f"{rest} Teilzeit" if _SHARE.search(rest) and not re.search(r"teilzeit|part-time", rest, re.I) else rest


def _only_place(question: str, before: Turn) -> bool:
    """Whether a question with a matter of its own points at nothing but the place before ("Seit wann gibt es dort …?")."""
    points = {m.group().lower() for m in _POINTING.finditer(question)}
    named = bool(places(before.matter)) and len(own_matter(question)) > 0
    return named and bool(points) and points <= {"dort", "there", "hier"} and not _OPENING.match(question)


def _placed(question: str, before: Turn) -> str:
    """A standing question that points at the place or time before ("dort", "im selben Jahr") gets them."""
    extra = []
    if re.search(r"\b(?:dort|da|in der Stadt|there)\b", question, re.I) and not places(question):
        extra += places(before.matter)[:1]
    if re.search(r"\b(?:damals|im selben jahr|in dem jahr|zu der zeit|that year)\b", question, re.I):
        extra += re.findall(r"\b20\d\d\b", before.matter)[:1]
    return f"{question.rstrip(' ?')} {' '.join(extra)}?" if extra else question


def _short(question: str) -> bool:
    """Whether a question without any sign of leaning may still be meant within the matter before."""
    return len(question.split()) <= 8 and not _STANDS.search(question) and not places(question)


def _asks(rest: str) -> bool:
    return bool(_ASKS.match(rest))


def is_bare(question: str) -> bool:
    """Whether a follow-up is nothing but its question word ("Und warum nicht?")."""
    return bool(_BARE.match(_OPENING.sub("", question)))


def own_matter(question: str) -> list[str]:
    """The words of a question that name a matter of their own: no place, no time, nothing that needs a topic."""
    if is_bare(question):
        return []
    return [w for w in re.findall(r"[\w-]+", without_places(TIME.sub("", question)).lower()) if w not in _SMALL and w not in _RELATIVE]


def _content(rest: str, full: str) -> str:
    """Words of the follow-up that the rewritten question does not hold yet."""
    have = full.lower()
    left = TIME.sub("", rest)
    for place in [p for p in places(rest) if p.lower() in have]:
        left = re.sub(rf"\b{re.escape(place[:6])}[\w-]*(?: \w*kreis\w*)?", "", left, flags=re.I)
    for name, pattern in (pair for slot in SLOTS for pair in slot):
        if name.lower() in have:
            left = pattern.sub("", left)
    return " ".join(w for w in re.findall(r"[\w-]+", left) if w.lower() not in _SMALL | {"jahr"} and w.lower()[:6] not in have)
