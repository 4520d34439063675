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


def leans_on(sentence: str, gap: bool) -> bool:
    """Whether a sentence leans on the one before; `gap` says that this one was dropped, so that no pronoun may reach over it."""
    return bool(_LEANS.match(sentence)) or goes_on(sentence, gap) or (gap and bool(_POINTS.match(sentence)))
