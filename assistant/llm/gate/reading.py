"""A draft's sentence in the plain form it is checked in: shortened compounds written out, adjectives of place as names, turns of phrase as words.

Only what leaves the meaning as it is: "Ausländer- und Einbürgerungsbehörden" are two kinds of offices, "Kölner" is of Köln, "kommt in Betracht" is
"ist möglich", and "nach Einschätzung des Berichts" says no more than "laut dem Bericht". The sentence that is shown stays as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_SHORTENED = re.compile(r"(?P<first>(?:\b[A-ZÄÖÜ][\w-]*-(?:,\s|\s(?:und|oder|bzw\.|sowie)\s(?:[a-zäöü]+en\s)?))+)(?P<whole>[A-ZÄÖÜ][\wäöüß]+)")
_NAMED = re.compile(r"\b(?:Ministerium\w*|Ausschuss\w*|Amte?s?)\sfür\s(?:[A-ZÄÖÜ]\w+,\s)+")
_TAILS = (
    "behörden behörde ämter amt stellen stelle gruppen gruppe schulen schule ausgaben kosten mittel aufwendungen management verwaltungen verwaltung "
    "pflege dienste dienst räte rat ministerium ministerien beratung beratungen treffen haushalt jahr jahre ebene ebenen recht gesetz "
    "vertrag verträge "
    "konzepte konzept programme programm träger verbände verband arbeit fälle fall gespräche personal pauschalen pauschale assistenz tätigkeit"
).split()
_TURNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.I), plain)
    for pattern, plain in (
        (
            r"\b(?:nach|laut|gemäß)\s(?:der\s|den\s)?(?:Einschätzung|Darstellung|Schilderung|Auffassung|Lesart|Aussagen?|Angaben?|Sicht|Wortlaut|Bewertung)"
            r"\s(?:des|der|im|in der|aus dem|aus der|vom|von)\s",
            "laut dem ",
        ),
        (r"\bin\s(?:Betracht|Frage)\b(?=\s*(?:komm|kam|[,.;]|$))|(?<=komm[et]\s)in\s(?:Betracht|Frage)\b", "möglich"),
        (r"\b(komm(?:t|en)|kam(?:en)?)\b(?P<m>[^.;]*?)\sin\s(?:Betracht|Frage)\b", r"ist möglich\g<m>"),
        (r"\bin\s(?:Betracht|Frage)\s(?:komm(?:t|en)|kam(?:en)?)\b", "möglich war"),
        (r"\b(?:aufs|auf das|von)\sNeue[mn]?\b", "erneut"),
        (r"\b(nach|mit)\s(?:dem\s)?Ablauf\s(des|der)\b", r"nach Ende \2"),
        (r"\bnach\sdem\sStand\svo[nm]\b", "Stand"),
        (r"\b(?:ist|sind|war|waren)\sin\sder\sLage\b", "kann"),
        (r"\bauf\s(?:der\s)?Grundlage\s(?:der|des|von)\b", "auf Basis der"),
        (r"\b(?:muss|müssen|braucht|brauchen)\s(?P<k>keine[nrm]?\s[^,;.]+?)\s(?:zu\s)?(?:be)?fürchten\b", r"gibt es \g<k>"),
        (r"^(\W*)(?:Dadurch|Hierdurch|Daraufhin|Demnach|Demzufolge|Gleichwohl|Hiermit|Infolge dessen)\b", r"\1damit"),
        (r"\bnur\s(?:zum\sTeil|teilweise)\b", "nicht voll"),
        (r"\bumgerechnet\b", "also"),
        (r"\bunter\sanderem\b", "u. a."),
        (r"\bGrund\s(?:für|dafür)\b", "wegen"),
        (r"\bzum\sTeil\b", "teilweise"),
        (r"\bbesser\saufgehoben\s(ist|sind)\b", r"vorzugsweise angesiedelt \1"),
        (r",?\sund\s(?:auch\s)?das\snur,?\s(wenn|sofern|falls)\b", r", nur \1"),
        (
            r"\bvor\s(?P<d>dem\s\d{1,2}\.\s?[A-ZÄÖÜ]?\w+)\s(?P<v>fließ\w+|gibt\ses|komm\w+)\s(?:nichts|kein\sGeld|keine\sMittel)\b",
            r"Auszahlung frühestens ab \g<d>",
        ),
        (r"\bunter\sUmständen\b", "möglicherweise"),
        (r"\böffentlichen?\sHand\b(?:\svor\sOrt\b)?", "Kommune"),  # every Kommune is öffentliche Hand; the Land needs its own name
        (r"\bin\sdie\sZählung\s(?:fließ(?:en|t)|geh(?:en|t))\s(?P<x>[^,;.]+?)\sein\b", r"gezählt werden \g<x>"),
        (r"\b(?:fließ(?:en|t)|geh(?:en|t))\s(?P<x>[^,;.]*?)\s?in\sdie\sZählung\sein\b", r"werden \g<x> gezählt"),
        (r",\s(?P<x>[A-ZÄÖÜ][\w:*-]+)\seingeschlossen\b", r", auch \g<x>"),
        (r"\büber\sden\sJahreswechsel\s(?:hinaus|hinweg)\b", "ab dem 01.01. weiter"),
    )
)
_PLACE = re.compile(r"\b(?P<a>[A-ZÄÖÜ][a-zäöüß]{3,}er)(?=\s(?:[a-zäöüß]+e[nrsm]?\s)?[A-ZÄÖÜ])")


def plain_form(sentence: str, names: Iterable[str]) -> str:
    """The sentence as it is checked; `names` are the capitalised words of its sources."""
    text = expanded(sentence)
    for pattern, plain in _TURNS:
        text = pattern.sub(plain, text)
    known = {n.lower(): n for n in names}
    if any("rozess" in n for n in known) and not any("abläuf" in n or "ablauf" in n for n in known):
        text = re.sub(r"\bAbläufe(n)?\b", r"Prozesse\1", text)
    return _PLACE.sub(lambda m: _place(m["a"], known), text)


def expanded(text: str) -> str:
    """ "Ausländer- und Einbürgerungsbehörden" → "Ausländerbehörden und Einbürgerungsbehörden"; unknown endings stay as they are."""
    text = _NAMED.sub(lambda m: m[0].replace(", ", " und "), text)  # the commas of a ministry's name part no clauses
    return _SHORTENED.sub(_written_out, text)


def _written_out(m: re.Match[str]) -> str:
    whole = m["whole"]
    tail = next((t for t in sorted(_TAILS, key=len, reverse=True) if whole.lower().endswith(t) and len(whole) > len(t) + 2), "")
    if not tail:
        return m[0]
    return re.sub(r"([\wäöüß])-(?=,|\s)", rf"\1{tail}", m["first"]) + whole


def _place(adjective: str, known: dict[str, str]) -> str:
    """The name a place's adjective is made of, the adjective itself where the sources do not have it."""
    low = adjective.lower()
    for stem in (low[:-2], low[:-2] + "en", low[:-2] + "e", low[:-4] if low.endswith("aner") else low[:-2], low.removesuffix("er") + "n"):
        if stem in known and len(stem) > 3:
            return known[stem]
    return adjective
