"""The words by which questions name rows and columns and say what they want of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.tables.data import Column, Table

SUM = re.compile(r"\b(zusammen\w*|insgesamt|summe|addiert\w*|summiert|in summe|gesamtzahl|alle zusammen|gemeinsam|together|in total|sum)\b", re.I)
MEAN = re.compile(r"\b(durchschnitt\w*|im schnitt|im mittel|mittelwert|mittlere[nrs]?|average|mean)\b", re.I)
MOST = re.compile(
    r"\b(meisten|meiste|größte\w*|groesste\w*|höchste(?!ns)\w*|hoechste(?!ns)\w*|maximal\w*|am häufigsten|spitzenreiter|most|highest|largest)\b", re.I
)
LEAST = re.compile(r"\b(wenigsten|wenigste|geringste\w*|kleinste\w*|niedrigste\w*|fewest|lowest|smallest)\b", re.I)
DIFFERENCE = re.compile(
    r"\b(differenz|unterschied|unterscheiden|wie ?viele? (?:[\w-]+ ){0,4}(?:mehr|weniger)|mehr als|weniger als|nicht abgerufen|"
    r"liegen (?:ge)?lassen|übrig|abstand|difference|fehlten zu|um wie ?viel\w*|"
    r"(?:liegt|lag|liegen|lagen)\b.{0,60}\b(?:vor|hinter|über|unter)|how many more|how many fewer)\b",
    re.I,
)
COMPARE = re.compile(
    r"\b(mehr|weniger|größer\w*|groesser\w*|kleiner\w*|höher\w*|vergleich\w*|verglichen|vs|versus|gegenüber|more|fewer|less)\b", re.I
)
FEWER = re.compile(r"\b(weniger|kleiner\w*|hinter|unter|fewer|less)\b", re.I)
TIMES = re.compile(r"\b(\w*fache|wie ?viel ?mal|wie oft so viele?|(?:doppelt|dreimal|viermal|fünfmal|zehnmal|halb) so (?:viel\w*|hoch|groß))\b", re.I)
LIST = re.compile(r"\b(welche\w*|wo überall|in welchen|which|wer hat|wer hatte)\b", re.I)
COUNT = re.compile(
    r"\b(wie ?viele?n?|anzahl|how many)\s+(?:(?:von|der|den|dieser|diesen|aller|of|the|untersuchten|genannten|beteiligten|kreisfreien|"
    r"kreisangehörigen|anderen|\d+)\s+){0,4}(kommunen|städte|städten|staedte|kreise|kreisen|gemeinden|zeilen|municipalities|cities|districts)\b",
    re.I,
)
EVERY = re.compile(r"\b(alle[nr]?|jede[nrms]?|überall|sämtliche\w*|every|all)\b", re.I)
SHARE = re.compile(r"\b(anteil\w*|prozent\w*|quote\w*|prozentual|\w*quote|share|percentage|per ?cent)\b|%", re.I)
OF_ALL = re.compile(r"\b(an|von|of) (allen|aller|all)\b|\b(am|vom|des) gesamt\w*|\baller\b", re.I)
NONE = re.compile(r"\b(keine\w*|kein|null|nichts|gar nicht|no|none|überhaupt nicht|nicht)\b", re.I)
NO_FIGURE = re.compile(
    r"\bkeine (?:angaben?|zahl(?:en)?)\b|\bk\. ?a\.?|\bnicht (?:angegeben|bekannt)|\bunbekannt|\bangaben? fehl\w+|"
    r"\bfehl\w+ (?:die |eine )?angaben?",
    re.I,
)
NOT_ALL = re.compile(r"\bnicht (?:alle|alles|voll\w*|ganz|das volle|komplett)\b", re.I)
FOOTNOTE = re.compile(r"\b(stichtag|stammen|datum|aktuell|wirklich alle|alle vom|fußnote|wann erhoben|as of|really date|date from|same date)\b", re.I)
WHY = re.compile(r"^\W*(?:warum|wieso|weshalb|weswegen|wodurch|why)\b|\bworan liegt\b|\bwie kommt es\b", re.I)
HOW_MANY = re.compile(
    r"\b(wie ?viele?|wieviele?|wie hoch|wie groß|anzahl|summe|zahl|anteil\w*|prozent\w*|\w*quote|differenz|unterschied\w*|mehr|weniger|meisten|"
    r"wenigsten|\w*fache|so viel\w*|was kost\w*|durchschnitt\w*|schnitt|how many|how much|share)\b",
    re.I,
)
OTHER_ASK = re.compile(r"\b(wer|wem|wen|was|wann|womit|wodurch|wofür|wie|who|what|when|how)\b", re.I)
MONEY = re.compile(r"\b(euro|geld|förder(?:ung|summe|höhe|betrag)\w*|zuschuss|pauschale\w*|kostet?|gehalt|money|funding)\b|€", re.I)
THAN = re.compile(
    r"\b(mehr als|über|mindestens|weniger als|unter|höchstens|more than|at least|less than)\s+"
    r"(\d{1,3}(?:[.,]\d+)?|eine halbe|eine?r?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)\b",
    re.I,
)
NUMERALS = {w: float(i) for i, w in enumerate("null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf".split())}
_COUNTED = r"eine halbe|halbe|eine|ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|\d{1,3}(?:[.,]\d+)?"
EXACTLY = re.compile(
    rf"(?<!baustein )(?<!tab\. )(?<!tabelle )(?<!die )\b({_COUNTED})\b(?! (?:kommunen|städte|kreise|bausteine))"
    rf"(?:(?!\b(?:{_COUNTED})\b)[^?.]){{0,40}}?\b(stelle\w*|cm\b|cms|case|post\w*)",
    re.I,
)
TOP = re.compile(r"\b(?:die|den|der|top|the|welche|which|nenne) ?-?(zwei|drei|vier|fünf|sechs|two|three|five|[2-9]|10)\b", re.I)
PLACES = frozenset({"Kreis", "kreisfreie Stadt", "kommunaler Träger", "freier Träger", "ohne KIM-Stelle", "kreisangehörige Kommune"})
_GENERIC = frozenset(
    {
        "hat",
        "haben",
        "hatte",
        "hatten",
        "haetten",
        "gibt es",
        "insgesamt",
        "stelle",
        "stellen",
        "ueberhaupt",
        "bekommt",
        "bekommen",
        "moeglich",
        "maximal",
        "wie viele",
        "anzahl",
    }
)


def fold(text: str) -> str:
    """Lower case with German spellings folded, words separated by single spaces and framed by spaces."""
    text = text.lower()
    for a, b in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        text = text.replace(a, b)
    words = re.sub(r"[^\w/%.]+", " ", text).strip(" .")
    return f" {words} "


def found(folded: str, word: str) -> bool:
    """Whether a word stands in a folded text, also with a genitive s or one wrong letter in a long word."""
    w = fold(word).strip()
    if f" {w} " in folded or f" {w}s " in folded or f" {w}. " in folded:
        return True
    return len(w) >= 7 and " " not in w and any(near(w, token) for token in folded.split())


def mentions(folded: str, words: Sequence[str]) -> bool:
    """Whether one of the words stands in a folded text."""
    return any(found(folded, w) for w in words)


def near(a: str, b: str) -> bool:
    """One letter wrong, missing or too many in a long word."""
    if abs(len(a) - len(b)) > 1 or a[0] != b[0] or len(b) < 7:
        return False
    i = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return a[i + 1 :] == b[i + 1 :] or a[i:] == b[i + 1 :] or a[i + 1 :] == b[i:] or (a[i : i + 2] == b[i : i + 2][::-1] and a[i + 2 :] == b[i + 2 :])


def generic(word: str) -> bool:
    """A word that names a column only together with others."""
    return fold(word).strip() in _GENERIC


def position(folded: str, column: Column, table: Table) -> int:
    """Where a question first names a column (characters); its length when only by a misspelling."""
    places = [folded.find(f" {fold(w).strip()} ") for w in (*column.words, column.short) if not generic(w)]
    return min((p for p in places if p >= 0), default=len(folded))


def figure(word: str) -> float:
    """A number written as a word or in digits."""
    word = word.lower()
    if word in ("halbe", "eine halbe"):
        return 0.5
    english = {"two": 2.0, "three": 3.0, "five": 5.0}
    if word[0].isdigit():
        return float(word.replace(",", "."))
    return NUMERALS.get(word, english.get(word, 1.0))
