"""Whether a sentence says something only behind the one before it: "Sie …", "Dafür …", "So soll …"."""

from __future__ import annotations

import re

from assistant.llm.gate.reasons import goes_on

_LEANS = re.compile(
    r"^\W*(?:(?:und|auch|aber|zudem|außerdem|jedoch|dabei|hier)\s+)?(?:er|sie|es(?!\s(?:(?:steht|stand)\s[^,.;]*(?:frei|offen)|empfiehlt|empfahl|genügt|reicht|braucht|brauchte|bleibt|blieb|heißt|hieß|gibt|gab|ist|sind|war|waren|wird|werden|"
    r"wurden?|können|kann|konnten?|muss|müssen|soll|sollen|darf|dürfen|gilt|gelten|bedarf|besteht|bestehen|handelt|fehlt|fehlen))|"
    r"ihm|ihnen|dies\w*|das(?=\s(?:ist|sind|gilt|gelten|wird|beträgt|heißt|betrifft|"
    r"entspricht|kann|muss|geht|ging|liegt|tut|tun|tat|taten|macht|machen|machten?|übernimmt|übernehmen|übernahm\w*|obliegt))|dafür|davon|dazu|damit(?!\s(?:der|die|das|den|dem|ein\w*|alle|sie|er|es|man|ihre?|seine?|[A-ZÄÖÜ])\b)|dabei|dadurch|hierfür|hierzu|daraus|deren|dessen|beide|jene\w*|"
    r"letztere\w*|gleiches|dasselbe|ebenso|dort)\b",
    re.I,
)
_POINTS = re.compile(  # "Ausgezahlt wird sie …": says something only behind a sentence that names what "sie" is
    r"^[^,;:]*?\b(?:ist|sind|war|waren|wird|werden|wurden?|hat|haben|hatten?|kann|können|konnten?|muss|müssen|mussten?|soll|sollen|sollten?|darf|dürfen)\s"
    r"(?:sie|er|ihr|ihm|ihnen|es(?=\s(?:ein|das|der|die)\w*\s))\b|^(?:(?!\b(?:in|im|bei|beim)\s)[^,;:])*\bdort\b"
)

_COUNTS_ON = re.compile(  # "Für 2022 waren es 10 Euro": of what, only the sentence before says
    r"^\W*(?:(?:Für|In|Im|Ab|Bis)\s(?:das\s|dem\s)?(?:Jahr\s)?(?:Ende\s)?\d{4}\s)(?:sind|waren|wurden|werden|sollten|sollen)\ses\s"
)

_YEAR = re.compile(r"\b(?:(?:für|in|im|ab|bis)\s)?(?:das\s|dem\s)?(?:Jahr\s)?(?:Ende\s)?20\d\d\b", re.I)


def leans_on(sentence: str, gap: bool) -> bool:
    """Whether a sentence leans on the one before; `gap` says that this one was dropped, so that no pronoun may reach over it."""
    return bool(_LEANS.match(sentence)) or bool(_COUNTS_ON.match(sentence)) or goes_on(sentence, gap) or (gap and bool(_POINTS.match(sentence)))


def taken_over(sentence: str, before: str) -> str:
    """What a leaning sentence takes from the one before: all of it, and behind "Für 2022 waren es …" only what was counted there."""
    if not _COUNTS_ON.match(sentence):
        return before
    return re.split(r"\d", _YEAR.sub("", before), maxsplit=1)[0]
