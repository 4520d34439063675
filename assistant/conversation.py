"""Follow-up questions without a language model: what the new question leaves unsaid is taken from the ones before.

"und für die Verwaltungsassistenz?" replaces the kind of post in the question before; "und 2021?" changes only the day; "und in Köln?" the place;
a question that stands by
itself stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from assistant.question import KOMMUNEN

_OPENING = re.compile(
    r"^\W*(?:und|aber|oder|also|auch|dann|ok(?:ay)?,?|gut,?|and|what about|how about|was ist mit|wie ist es|wie sieht es|wie siehts|"
    r"gilt das|gilt das auch)\b",
    re.I,
)
_POINTING = re.compile(
    r"\b(dafür|dafuer|davon|damit|dabei|dazu|dort|darin|daran|darauf|dessen|deren|das auch|denen|diese[rsnm]?|jene[rsn]?|der genannte\w*|ihm|ihnen|"
    r"die beiden|beide|that|those|there|it)\b|^\W*(?:warum|wieso|bis wann|ab wann|wo|wer|wie viel|wie viele|wie lange|seit wann|"
    r"welche)\s*(?:denn|genau|das|die|es|dann)?\s*\?*$",
    re.I,
)
_PRONOUN = re.compile(r"\b(?:sie|er|ihn)\b")  # small letters: "Sie" is the reader
_STANDS = re.compile(
    r"\b(kim|baustein|koordin\w*|case\s?-?manag\w*|lenkungsgruppe|fallzahl\w*|richtlinie|verwendungsnachweis|datenbank|integrationszentr\w*)\b", re.I
)
_SLOTS: tuple[tuple[tuple[str, re.Pattern[str]], ...], ...] = (
    (
        ("Verwaltungsassistenz", re.compile(r"\b(?:halbe\w* )?verwaltungsassisten\w*|\bassistenz\w*", re.I)),
        ("Case Management", re.compile(r"\bcase[\s-]?manage\w*|\bcm(?:-stelle\w*)?\b", re.I)),
        ("Koordination", re.compile(r"\bkoordin\w*", re.I)),
        ("Ausländerbehörde", re.compile(r"\bausländer(?:behörde|amt)\w*|\babh\b", re.I)),
        ("Einbürgerungsbehörde", re.compile(r"\beinbürgerung\w*|\bebh\b", re.I)),
    ),
    (
        ("einer kreisfreien Stadt", re.compile(r"\b(?:bei |in )?(?:einer |den |der )?kreisfreie\w* st[aä]dt\w*|\beiner stadt\b|\bstädten\b", re.I)),
        ("einer kreisangehörigen Gemeinde", re.compile(r"\bkreisangehörige\w* (?:gemeinde|kommune|stadt)\w*", re.I)),
        ("einem Kreis", re.compile(r"\b(?:einem |ein |den |der |im )?kreise?n?\b", re.I)),
    ),
    (
        ("Baustein 1", re.compile(r"\bbaustein 1\b", re.I)),
        ("Baustein 2", re.compile(r"\bbaustein 2\b", re.I)),
        ("Baustein 3", re.compile(r"\bbaustein 3\b", re.I)),
    ),
    (("Veranstaltungen", re.compile(r"\bveranstaltung\w*|\bworkshop\w*|\bfachtag\w*", re.I)), ("Maßnahmen", re.compile(r"\bmaßnahme\w*", re.I))),
    (
        ("Sachausgaben", re.compile(r"\bsach(?:ausgaben|kosten|mittel)\w*|\barbeitsplatz\w*", re.I)),
        ("Personalausgaben", re.compile(r"\bpersonal(?:ausgaben|kosten|förderung)\w*", re.I)),
    ),
)
_YEAR = re.compile(r"\b(?:im jahr |stand |ende |anfang )?(?:19|20)\d\d\b|\bheute\b|\bdamals\b|\bfrüher\b|\baktuell\b|\bjetzt\b", re.I)


def standing_alone(question: str, history: Sequence[dict[str, Any]]) -> str:
    """The question as a full one, with what earlier questions of the conversation say."""
    earlier = [str(turn.get("question") or "").strip() for turn in history if isinstance(turn, dict)]
    full = ""
    for turn in [*[q for q in earlier if q], question]:
        full = _joined(full, turn)
    return full


def _joined(before: str, question: str) -> str:
    if not before or not is_follow_up(question):
        return question
    rest = _OPENING.sub("", question).strip(" ,?!.")
    replaced, changed = before, False
    for slot in _SLOTS:
        named = next((name for name, pattern in slot if pattern.search(rest)), None)
        old = next(((name, pattern) for name, pattern in slot if pattern.search(before)), None)
        if named and old and named != old[0]:
            replaced, changed = old[1].sub(named, replaced, count=1), True
    places = [k for k in KOMMUNEN if re.search(rf"\b{re.escape(k)}", rest, re.I)]
    had = [k for k in KOMMUNEN if re.search(rf"\b{re.escape(k)}", before, re.I)]
    if places and had and places[0] != had[0]:
        replaced, changed = re.sub(rf"\b{re.escape(had[0])}\w*", places[0], replaced, count=1, flags=re.I), True
    dates = _YEAR.findall(rest)
    if dates:
        replaced, changed = f"{_YEAR.sub('', replaced).strip(' ?')} {' '.join(dates)}?", True
    replaced = " ".join(replaced.split())
    leftover = _content(rest, replaced)
    if changed and not leftover:
        return replaced
    return f"{replaced.rstrip(' ?')} {leftover}?" if changed or not _asks(rest) else f"{rest}? ({before.rstrip(' ?')})"


def is_follow_up(question: str) -> bool:
    """Whether a question leans on the one before: it opens like one, points back, or is too short to stand."""
    if _OPENING.match(question) and not (len(question.split()) > 9 and _STANDS.search(question)):
        return True
    if _POINTING.search(question) and not _STANDS.search(question):
        return True
    words = len(question.split())
    return not _STANDS.search(question) and (words <= 3 or (words <= 8 and bool(_PRONOUN.search(question))))


def _asks(rest: str) -> bool:
    return bool(
        re.match(
            r"(?:wer|was|wie|wo|wann|warum|wieso|welche\w*|bis wann|ab wann|muss|müssen|darf|dürfen|kann|können|ist|sind|gibt|gilt|reicht|"
            r"braucht|who|what|when|how|why)\b",
            rest,
            re.I,
        )
    )


_FILLING = frozenset(
    "für fuer die der das den dem ein eine einer einem eines bei in im von vom mit und oder auch wie ist es sieht aus aussehen was "
    "denn dann so noch jahr stand ende "
    "anfang for the in about".split()
)


def _content(rest: str, replaced: str) -> str:
    """Words of the follow-up that the rewritten question does not hold yet."""
    have = replaced.lower()
    return " ".join(w for w in re.findall(r"[\wÄÖÜäöüß-]+", rest) if w.lower() not in _FILLING and w.lower()[:6] not in have)
