"""Brings misspelt words that a reading hangs on to their right form, so that every reader sees one spelling.

Only words of seven letters or more are compared (one wrong letter, two from nine letters on); short ones are listed. What already begins like a known
word is an inflection or a compound and stays.
"""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.checks.reading.quarters import months_for_quarters
from assistant.question.spelling import distance

_WORDS = (
    "koordination koordinator koordinatorin koordinatoren koordinatorinnen koordinationsstelle koordinationsstellen koordinierungsstelle "
    "verwaltungsassistenz assistenz assistentin arbeitsplatz arbeitsplätze management managerin managerinnen städteregion kreisfreie förderung "
    "insgesamt zusammen lenkungsgruppe umsetzungskonzept weiterleitungsvertrag personalkosten sachkosten personalausgaben sachausgaben "
    "veranstaltungen veranstaltung maßnahmen aufenthaltserlaubnis niederlassungserlaubnis kurzberatung rechtskreise rechtskreis fallzahl "
    "rechtzeitig zurückzahlen zurückgezahlt ausgegeben bewilligt pauschale baustein jobcenter duldung integrationszentrum ausländerbehörde "
    "einbürgerungsbehörde laufbahngruppe stammpersonal anliegen problemlagen zusätzlich gestattung wieviel"
).split()
_SHORT = {
    "stele": "Stelle",
    "stelen": "Stellen",
    "stellle": "Stelle",
    "vole": "volle",
    "volen": "vollen",
    "jar": "Jahr",
    "jahrr": "Jahr",
    "wievil": "wie viel",
    "wiviel": "wie viel",
    "wifiel": "wie viel",
    "fiel": "viel",
    "vil": "viel",
    "bekomen": "bekommen",
    "bekomm": "bekommen",
    "krigen": "kriegen",
    "fuer": "für",
    "fälle": "Fälle",
    "faelle": "Fälle",
    "felle": "Fälle",
    "fellen": "Fällen",
    "faellen": "Fällen",
    "klijenten": "Klienten",
    "antrak": "Antrag",
    "monatte": "Monate",
    "halbee": "halbe",
    "koordi": "Koordination",
    "menager": "Manager",
    "maneger": "Manager",
    "menegerin": "Managerin",
    "kreiß": "Kreis",
    "zuspät": "zu spät",
}
# a number that ends a sentence is no ordinal ("… und ist 24. Wohin damit?")
_ENDS = re.compile(
    r"(?<![\d.,])(\d{1,3})\.(?=\s+(?:Wohin|Wer|Was|Wie|Wieviele?|Welche[rnsm]?|Wo|Kann|Können|Darf|Dürfen|Ist|Sind|Haben|Hat|Muss|Müssen|Bekommen|Bekommt|"
    r"Reicht|Geht|An wen|Er|Sie|Ich|Wir|Bis|Passt|Liegt|Gibt|How|What|Is|Are|Where|Who|Do|Does|Can|We|I)\b)"
)
_MANY = re.compile(r"(?<![\w,.])(\d{1,2})\s?(?:[x×*]|mal)\s?(0,\d+|\d{2,3})(\s?%|\s?prozent)?(?![\w,.]\d|\d|\s?(?:€|euro|stunden|std|h\b))", re.I)
_TOKEN = re.compile(r"[A-Za-zÄÖÜäöüß]+")


def _fold(word: str) -> str:
    return word.lower().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss")


_FOLDED = {_fold(w): w for w in _WORDS}
# words that are near one of the above and right as they are
_KNOWN = frozenset(
    "koordiniert koordinieren koordinierte koordinierten veranstaltet veranstalter gestaltung gestalten bewilligen bewilligung assistieren managen "
    "ausgeben eingegeben zusätzliche".split()
)
_STEMS = tuple({_fold(w)[: max(7, len(_fold(w)) - 2)] for w in _WORDS})


def repair(text: str) -> str:
    """The text with known words spelt right; everything else unchanged."""
    return _TOKEN.sub(lambda m: _right(m[0]), months_for_quarters(_MANY.sub(_product, _ENDS.sub(r"\1 .", text))))


def _product(m: re.Match[str]) -> str:
    """ "3 x 0,5" and "2 mal 75 %" as the number of posts they are."""
    share = Decimal(m[2].replace(",", ".")) / (100 if m[3] else 1)
    return f"{(int(m[1]) * share).normalize():f}".replace(".", ",") if share <= 1 else m[0]


def _right(word: str) -> str:
    low = word.lower()
    if low in _SHORT:
        return _SHORT[low]
    folded = _fold(word)
    if folded in _FOLDED:
        return _cased(word, _FOLDED[folded]) if _FOLDED[folded] != low else word
    if len(folded) < 7 or low in _KNOWN or folded.startswith(_STEMS):
        return _umlauts(word)
    most = 2 if len(folded) >= 9 else 1
    near = sorted((d, w) for f, w in _FOLDED.items() if f[0] == folded[0] and (d := distance(folded, f, most)) <= most)
    return _cased(word, near[0][1]) if near else _umlauts(word)


def _umlauts(word: str) -> str:
    """Spellings like "Foerder…" and "staedt…" at the start of a word."""
    return re.sub(
        r"^(?:foerder|staedt|gefoerder|zurueck|massnahm|veranstaltung|auslaender|zusaetz|"
        r"gespraech)",
        lambda m: _short(m[0]),
        word,
        flags=re.I,
    )


def _short(start: str) -> str:
    return start.replace("oe", "ö").replace("ae", "ä").replace("ue", "ü").replace("massn", "maßn").replace("Massn", "Maßn")


def _cased(word: str, right: str) -> str:
    return right.capitalize() if word[0].isupper() else right
