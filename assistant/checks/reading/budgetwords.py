"""The words a question for an amount of money is put with, and those of other questions on money and posts."""

from __future__ import annotations

import re

ASKS = re.compile(
    r"\b(?:wie ?viel|was|welche[rnsm]?|wie hoch|obergrenze|(?<!voller )\w*höhe|\w*summe|\w*betrag|höchstbetrag|"
    r"höchstsumme|höchstförderung|maximal\w*|insgesamt|zusammen|"
    r"berechn\w*|rechn\w*|ausrechn\w*|kalkulier\w*|how (?:much|high)|what|which|total|maximum)\b",
    re.I,
)
MONEY = re.compile(
    r"\b(?:\w*geld\w*|euro|\w*förder(?:ung|geld|betrag|summe|höhe|höchst|mittel|t\b|n\b)\w*|\w*förder|\w*zuschuss\w*|\w*zuschüss\w*|\w*pauschale\w*|"
    r"kostet|\w*kosten\w*|\w*ausgaben|mittel|landesmittel|\w*summe|\w*betrag\w*|erstattet|gehälter|gehalt|abrechn\w*|abruf\w*|bezuschusst|"
    r"funding|funded|funds?|grants?|subsid\w*|reimburs\w*|haushalt\w*|einnahme\w*|ertr[aä]g\w*|"
    r"money|salar(?:y|ies)|staff costs|€)(?!\w)",
    re.I,
)
# words that mean money only in a question for how much
GET = re.compile(
    r"\b(?:krieg\w*|bekomm\w*|zahlt|zahlen|zahle|drin|rausholen|springt|schießt|übernimmt|gezahlt|gab|bringt|übern[eio]\w*|trägt|tragen|erstatt\w*|beteilig\w*|steuert|fließ\w*|rein|raus\w*|heraus\w*|raus\w*|hol\w*|landet|landen|hängen|"
    r"einplan\w*|veranschlag\w*|ansetz\w*|erh[aä]lt\w*|contribut\w*|provid\w*|refund\w*|überweist|vergütet|receive|"
    r"expect|cover\w*|gibt (?:es|das|uns)|gibt's|gibts|"
    r"get|pays?|zu(?:steht|stehen))(?!\w)",
    re.I,
)
HOW_MUCH = re.compile(
    r"\b(?:wie ?viel|was|wie hoch|welche[rnms]? (?:\w+\s)?(?:\w*summe|\w*betrag|\w*förderung|\w*zuschuss|mittel|"
    r"höhe)|höchstens|maximal|how much|what)\b",
    re.I,
)
# other questions about money and posts that this calculation does not answer
OTHER = re.compile(
    r"\b(?:eigen(?:anteil\w*|mittel\w*|geld\w*)|selbst (?:tragen|zahlen|finanzieren|aufbringen|drauflegen)|"
    r"draufleg\w*|drauf zahlen|restliche[nrs]? (?:kosten|summe|betrag|geld|anteil|personal\w*|mittel)|"
    r"überschreit\w*|übersteig\w*|tatsächlich\w*|zurück\w*|\w*bericht\w*|fogs|landtag\w*|landesweit\w*|vorlage|alle kommunen|fälle[nrs]?|fallzahl\w*|"
    r"klient\w*|warum|wieso|weshalb|baustein 3|ausländer(?:behörd|amt)\w*|einbürgerung\w*|own (?:share|"
    r"contribution)|wie ?viel prozent|welche[rn]? (?:prozent\w*|anteil)|percent\w* of|entgelt\w*|tarif\w*|"
    r"eingruppier\w*|antrag\w*|passiert|bedeutet|ändert|gleich\w*|genauso viel|hälfte|was gilt|welche zahl)\b",
    re.I,
)
PAYER = re.compile(r"\b(?:das land|vom land|land nrw|landes\w*|nrw|arnsberg|bezirksregierung|the state|the land)\b", re.I)
SUM_ASKED = re.compile(r"\b(?:wie ?viel(?! stellen)|wie hoch|höchstens|maximal|welche[rnms]? (?:\w+\s)?(?:summe|betrag)|how much|maximum)\b", re.I)
BARE = re.compile(r"\b(?:wie ?viel|how much|was macht das)\s*\?\s*$", re.I)  # after sized posts: how much money
FULL = re.compile(
    r"\b(?:voll(?:ständig)?\s+\w*(?:schöpf|ausnutz|reiz|nutz)\w*|\w*ausschöpf\w*|ausgeschöpft|schöpf\w*\b[^.?!]{0,60}\baus|ausreiz\w*|ausnutz\w*|"
    r"reiz\w*\b[^.?!]{0,60}\baus|alles (?:mitnehmen|nehmen|aus\w+)|alle (?:\w+ )?(?:koordinations|personal)?stellen|"
    r"voller förderung|full entitlement)\b",
    re.I,
)
HIGHEST = re.compile(
    r"\b(?:das maximum|maximal(?:e|en)? (?:förder|stellen|ausstattung)\w*|höchst(?:förderung|betrag|summe)\w*|"
    r"maximum (?:funding|amount))\b",
    re.I,
)
OWN_TOTAL = re.compile(
    r"\b(?:berechn\w*|ausrechn\w*|kalkulier\w*|gesamt(?:förder\w*|summe|betrag|höhe)\w*|unterm strich|in summe|"
    r"calculate|in total)\b",
    re.I,
)
PART = re.compile(r"\bteilzeit\w*|\bpart[\s-]time\b", re.I)
WE = re.compile(r"\b(?:wir|uns|unser\w*|mir|meine\w*|we|us|our)\b", re.I)
SUM = re.compile(
    r"\b(?:wie ?viel|wie hoch|welche[rnms]?|how much|what (?:funding|grant|amount|sum))\b|\bwas (?:gibt|bekommen|bekommt|kriegen|zahlt|können wir)",
    re.I,
)
OWN_POSTS = re.compile(
    r"\b(?:unser|mein|our|my)\w*\s+(?:\w+e[nrs]?\s+)?(?:(?:kim-?)?koordinat(?:ions-?stellen|or(?:en|innen))|case[\s-]?manag(?:er(?:innen|s|n)?|ement-?stellen)|"
    r"cm-?stellen|(?:ko-?|co-?)ordinators)\b",
    re.I,
)
MIXED_SIZES = re.compile(r"\b(?:davon|darunter)\b", re.I)
CHANGES = re.compile(r"\b(?:reduzier\w*|aufstock\w*|aufgestockt|verringer\w*|von \d+(?:\s?%)? auf \d+)\b", re.I)
YEARS = re.compile(
    r"\b(?:in|über|für|binnen|innerhalb von|auf|over|for)\s+(zwei|drei|vier|two|three|four|2|3|"
    r"4)\s+(?:volle\w*\s+)?(?:jahre?n?|years)\b",
    re.I,
)
COUNTS = {"zwei": 2, "drei": 3, "vier": 4, "two": 2, "three": 3, "four": 4}
