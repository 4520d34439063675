"""When a statement holds: told as past, as former, or as of today."""

from __future__ import annotations

import re

_PAST = re.compile(
    r"\b(?:früher\w*|damals|damalige\w*|seinerzeit\w*|ehemal\w+|zuvor|bisher\w*|bislang|vormals|alte[nrs]?|vorherige\w*|war|waren|"
    r"wurde|wurden|hatte|hatten|gewesen|galt|galten|betrug|betrugen|sah|sahen|gab|"
    r"erhielt|erhielten|bekam|bekamen|konnte|konnten|musste|mussten|sollte|sollten|durfte|durften|stand|standen|lag|lagen|kam|"
    r"kamen|ging|gingen|stellte|stellten|zahlte|zahlten|förderte|förderten|"
    r"gewährte|gewährten|plante|planten|richtete|richteten|nannte|nannten|beantragte|beantragten|blieb|blieben|reichte|reichten|"
    r"bildete|bildeten|nahm|nahmen|beschloss|umfasste|umfassten|"
    r"lief|liefen|begann|begannen|entfiel|entfielen|beschäftigte|beschäftigten|ursprünglich\w*|überholt\w*|historisch\w*|"
    r"abgelöst\w*|vergangen\w*|führte|führten|verfügte|verfügten|setzte|setzten|"
    r"machte|machten|fehlte|fehlten|brauchte|brauchten|hieß|zählte|zählten|rechnete|rechneten|wollte|wollten|übernahm|übernahmen|"
    r"tat|taten|verlangte|erlaubte|verteilte|verteilten|meldete|meldeten|floss|flossen)\b",
    re.I,
)
_NOW = re.compile(
    r"\b(?:heute|aktuell\w*|derzeit\w*|zurzeit|gegenwärtig\w*|momentan|jetzt|heutige\w*|nunmehr|inzwischen|mittlerweile|weiterhin|"
    r"immer noch|nach wie vor|neuerdings|ab sofort|künftig)\b",
    re.I,
)
_FORMERLY = re.compile(r"\b(?:früher\w*|damals|damalige\w*|seinerzeit\w*|ehemal\w+|vormals|überholt\w*)\b", re.I)


_PRETERITE = re.compile(
    r"\b(?!(?:heute|bitte|sollte|könnte|möchte|müsste|dürfte|hätte|erste|zweite|dritte|rechte|gesamte|beste|letzte|weite|fünfte|alte|gute)n?\b)"
    r"[a-zäöüß]{2,}(?:te|ten)\b(?!\s+(?:(?!de[rnms]\b|die\b|das\b|eine?|ihre?|seine?|keine?)[a-zäöüß]+e[nrsm]?\s+)?[A-ZÄÖÜ])"
)


def preterite(text: str) -> bool:
    """Whether a text has a weak verb in the past tense ("begleitete"), not an attribute of a noun."""
    return bool(_PRETERITE.search(text))


def past(text: str) -> bool:
    """Whether a text speaks of the past by a word or by its tense."""
    return bool(_PAST.search(text))


def formerly(text: str) -> bool:
    """Whether a text says outright that something no longer holds."""
    return bool(_FORMERLY.search(text))


def now(text: str) -> bool:
    """Whether a text claims to hold today."""
    return bool(_NOW.search(text))
