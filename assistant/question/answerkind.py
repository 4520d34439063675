"""What kind of thing a question asks for, and whether a text holds one: a near miss uses the words of a document and asks what it does not say.

"Wann tagt die Gruppe?" wants a time, "Was kostet …?" an amount, "Wie viele Ratsmitglieder …?" a text that speaks of Ratsmitglieder at all.
A follow-up's kind, which leans on the turn before, is `assistant/conversation/askedkind.py`. How both were judged: docs/messung.md.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.protocols import Analyzer
from assistant.question.understanding import Query

_NUMBER = (
    r"(?:\d[\d.,]*|ein(?:e[nmrs]?)?|kein\w*|zwei\w*|drei\w*|vier\w*|fünf\w*|sechs\w*|sieben\w*|acht\w*|neun\w*|zehn\w*|elf|zwölf\w*|zwanzig|"
    r"hundert\w*|halbe\w*|anderthalb|mehrere\w*)"
)
_MONTHS = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
_SPAN = rf"{_NUMBER}[\s-]*(?:\w+\s+)?(?:tag|woche|monat|jahr|stunde|minute)\w*"
_YEARLY = r"jährlich|monatlich|wöchentlich|täglich|tagesaktuell|regelmäßig|quartal\w*|vierteljähr\w*|halbjähr\w*|sofort"
_PAY = r"entgelt\w*|gehalt\w*|gehälter\w*|lohn(?!kosten)\w*|besoldung\w*|eingruppier\w*"
_REACH = r"telefon\w*|durchwahl|e-?mail\w*|mailadresse\w*|anschrift|postadresse|kontaktdaten|homepage|webseite|website"
ASKED = {
    "betrag": re.compile(
        r"\b(?:wie ?viel(?:e)? (?:geld|euro|kohle|knete|zuschuss|förderung|mittel)\b|"
        r"was (?:kostet|kosten|verdient|zahlt|bekommt|kriegt|gibt\b.{0,60}\baus\b)|"
        r"was (?:muss|müssen|soll|sollen|darf|dürfen)\b.{0,80}\b(?:zahlen|bezahlen|zuzahlen|kosten|ausgeben)\b|"
        r"was (?:hat|haben|hatte|hatten)\b.{0,80}\b(?:gekostet|gezahlt|bezahlt|ausgegeben|hingeblättert|hingelegt|springen lassen|lockergemacht)\b|"
        r"wie (?:hoch|teuer) (?:ist|sind|war|waren|fällt|fiel) (?:(?:die|der|das|den) )?(?:\w+ )?"
        r"(?:\w*pauschale|miete|zuschuss|betrag|summe|gehalt|"
        r"\w*kosten|förderung|höchst\w*|\w*budget|\w*ausgaben)|how much (?:\w+ ){0,2}(?:money|funding)|what does .{1,60} cost|"
        r"welche summe|welcher betrag|welches gehalt)",
        re.I,
    ),
    "dauer": re.compile(
        r"\b(?:wie lange|wie ?vielen? (?:tage\w*|wochen?|monate\w*|jahre\w*|stunden?|minuten)|"
        r"how long|how many (?:days|weeks|months|years|hours))\b",
        re.I,
    ),
    "zeit": re.compile(
        r"(?:^|[.!?:–-]\s*)(?:und |seit |bis |ab )?(?:wann|when)\b(?! (?:darf|dürfen|gilt|gelten|zählt|zählen|liegt|spricht|handelt)\b)|"
        r"\b(?:bis|seit) wann\b|"
        r"\bzu welche[mr] (?:zeitpunkt|uhrzeit)\b",
        re.I,
    ),
    "tag": re.compile(r"\b(?:an welchem tag|zu welche[mr] (?:datum|termin)|welches datum)\b", re.I),
    "uhrzeit": re.compile(r"\b(?:öffnungs|sprech)(?:zeit|stunde)\w*\b", re.I),
    "haeufigkeit": re.compile(r"\b(?:wie (?:oft|häufig|haeufig)|how often|in welche[mn] (?:rhythmus|turnus|abst[aä]nde?n?))\b", re.I),
    "anteil": re.compile(r"\b(?:wie ?viel prozent|welcher prozentsatz|what percentage)\b", re.I),
    "alter": re.compile(r"\bwie alt\b", re.I),
    "entgelt": re.compile(
        rf"\b(?:welche[nrs]?|was für (?:ein(?:e|en)? )?|wie hoch \w+ (?:das|der|die)) (?:{_PAY})\b|"
        r"\bwie (?:ist|sind|wird|werden)\b.{0,60}\beingruppiert",
        re.I,
    ),
    "kontakt": re.compile(rf"\b(?:welche|wie lautet die|was ist die|wie ist die|unter welcher)\s+(?:\w+ )?(?:{_REACH})\b", re.I),
    "ergebnis": re.compile(
        r"\bwas (?:ist|kam|hat|haben)\b.{0,80}\b(?:(?:r|he)rausgekommen|(?:r|he)raus\b|herausgefunden|ergeben)|"
        r"\bzu welche[mn] (?:\w+ )?(?:ergebnis\w*|schluss|resultat\w*)|"
        r"\bwelche\b.{0,60}\b(?:stellt|stellte|zeigt|zeigte|nennt)\b.{0,60}(?:bericht|evaluation|studie|untersuchung)\b",
        re.I,
    ),
}
HELD = {
    "betrag": re.compile(
        r"\d[\d.,]*\s*(?:€|Euro|Mio|Million|Mrd)|\d\s*(?:%|Prozent)|Zinsen|kein\w* (?:eigenanteil|eigenmittel|eigene\w* (?:anteil|mittel|geld)|geld)|"
        r"kostenlos",
        re.I,
    ),
    "dauer": re.compile(
        rf"{_SPAN}|\b(?:bis|ab|seit|ende)\b[^.]{{0,25}}\b20\d\d\b|bis (?:zum |ende )?\d|befristet|dauer\w*|laufzeit|{_YEARLY}|"
        r"(?:kalender|haushalts|folge)jahr|solange|(?:kurz|lang)fristig",
        re.I,
    ),
    "zeit": re.compile(
        rf"\b\d{{1,2}}\.\s?(?:\d|[A-ZJ][a-zä])|\b(?:19|20)\d\d\b|{_SPAN}|(?:Ende|Anfang|Mitte) \w+|{_MONTHS}|"
        rf"nachdem|sobald|\bnach\b|\bwenn\b|bevor|\bvor\b|immer|{_YEARLY}|früh|später|beginn|\buhr\b",
        re.I,
    ),
    "tag": re.compile(rf"\b\d{{1,2}}\.\s?(?:\d|[A-ZJ][a-zä])|(?:Ende|Anfang|Mitte) \w+|\b(?:{_MONTHS})\b|tagesaktuell|\w+tag\b", re.I),
    "uhrzeit": re.compile(r"\buhr\b|\b(?:mon|diens|donners|frei)tag|mittwoch", re.I),
    "haeufigkeit": re.compile(
        rf"{_YEARLY}|{_NUMBER}\s*-?(?:mal\b|von\b|der\b|des\b|\w*konzept|\w*antr|sitzung|treffen)|\w+mal\b|"
        r"\b(?:pro|je|im|jedes|jeden|alle) (?:\w+ )?(?:jahre?|monate?|quartale?|woche|tag)\b|häufig|selten|turnus|rhythmus|laufend|"
        r"kontinuierlich|\boft\b|prozent|%",
        re.I,
    ),
    "anteil": re.compile(r"\d\s*(?:%|Prozent)|hälfte|drittel|viertel|kein", re.I),
    "alter": re.compile(r"\d+\s*(?:jahre|jährig)|alter", re.I),
    "entgelt": re.compile(rf"\bE ?\d|\bEG\b|\bA ?\d{{1,2}}\b|TVöD|tarif|laufbahn|vergüt|{_PAY}", re.I),
    "kontakt": re.compile(r"@|\btel\b|telefon|www|\.nrw\b|\.de\b|\.web\b|stra(?:ß|ss)e \d|\b\d{5} [A-Z]|website|webseite|portal", re.I),
}
_FIGURE = re.compile(r"\d[\d.,]*\d|\d")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÄÖÜ„])")
# a card that says what its document leaves open names the thing and does not hold it
_LEFT_OPEN = re.compile(
    r"\b(?:nennt|nennen|enthält|sagt|sagen|steht|regelt|beziffert)\b[^.]{0,90}\b(?:nicht|kein\w*|nichts)\b|\bnicht (?:genannt|beziffert|geregelt)\b",
    re.I,
)
_PLANNED = re.compile(r"\b(?:soll|sollen|sollte|sollten|vorgesehen|geplant|erwartet|angekündigt|können|könnten|wird\b.{0,60}\bevaluiert)\b", re.I)
_HOW_MANY = r"\b(?:[Ww]ie ?vielen?|[Ww]ieviele?)\s+(?:[a-zäöüß][\wäöüß-]*e[nrs]?\s+){0,2}(?:[A-ZÄÖÜ][a-zäöüß]*-\s(?:und|oder)\s)?"
_COUNTED = re.compile(rf"{_HOW_MANY}([A-ZÄÖÜ][\wäöüß-]+)")
_VERB = r"(?:hat|hatten?|haben|gibt|gab|sind|waren?|wurden?|werden|brauch\w+|bekomm\w+|kamen|kommen|dürfen|müssen|können|darf|muss|kann)"
_COUNTED_SMALL = re.compile(rf"\bwie ?vielen?\s+([a-zäöüß]{{4,}})\s+{_VERB}\b")  # a question written without any capital
_MEASURED = re.compile(
    r"\b[Ww](?:ie (?:hoch|teuer) (?:ist|sind|war|waren|liegt|lag)|as (?:kostet|kosten|kostete)) (?:denn |eigentlich )?(?:die|der|das|ein|eine) "
    r"(?:[a-zäöüß][\wäöüß-]*e[nrs]?\s+)?([A-ZÄÖÜ][\wäöüß-]+)"
)
# what is counted under many names, and abbreviations: a text may hold the number without the word
_GENERAL = re.compile(
    r"(?:\w*(?:[Ff]örder|[Hh]öchst|[Ff]inanz)\w*|\w*(?:[Pp]auschalen?|[Kk]osten|[Aa]usgaben|[Bb]udget|[Ss]atz|[Aa]nteil|[Mm]ittel|[Ss]umme|[Bb]etrag|[Bb]eträge)|Zusch\w+|Obergrenze|"
    r"Stellen?|VZÄ|Geld|Euro|Prozent|Kommunen|Leute|Personen|Köpfe|Menschen|[A-ZÄÖÜ]{2,}s?|Jahre\w*|Monat\w*|Tage\w*|Wochen?|Stunden?|Minuten?)"
)


def kinds(question: str) -> list[str]:
    """The kinds of thing asked for (the names of `ASKED`); empty where the form of the question does not say."""
    return [kind for kind, pattern in ASKED.items() if pattern.search(question)]


def lacks_kind(question: str, texts: Sequence[str]) -> bool:
    """Whether no text holds a kind of thing the question asks for. A figure the question itself names is not what it asks for."""
    rest = [_without(_FIGURE.findall(question), text) for text in texts]
    return any(not any(holds(kind, text) for text in (rest if kind in ("betrag", "anteil") else texts)) for kind in kinds(question))


def _without(figures: Sequence[str], text: str) -> str:
    for figure in figures:
        text = re.sub(rf"(?<![\d.,]){re.escape(figure)}(?![\d.,])", " ", text)
    return text


def holds(kind: str, text: str) -> bool:
    """Whether a text holds a thing of a kind. A sentence that says its document leaves it open does not; a plan is no result."""
    said = [s for s in _SENTENCE.split(text) if not _LEFT_OPEN.search(s)]
    if kind == "ergebnis":
        return any(not _PLANNED.search(s) for s in said)
    return any(HELD[kind].search(s) for s in said)


def counted(question: str) -> str:
    """The noun whose number or height is asked for ("Wie viele Ratsmitglieder …", "Wie hoch ist die Miete …"), "" for none or one that goes by many
    names."""
    if measured := _MEASURED.search(question):
        return "" if _GENERAL.fullmatch(measured.group(1)) else measured.group(1)
    found = _COUNTED.search(question) or (_COUNTED_SMALL.search(question) if question.islower() else None)
    noun = found.group(1) if found else ""
    timed = {"betrag", "dauer"} & set(kinds(question))
    return "" if timed or _GENERAL.fullmatch(noun.title() if noun.islower() else noun) else noun


def uncounted(query: Query, analyzer: Analyzer, text: str) -> bool:
    """Whether the number of something is asked for that a text does not speak of: by word, by all parts of the compound or by a word of the same
    meaning. A misspelt one is given the benefit of the doubt."""
    noun = counted(query.text)
    if not noun:
        return False
    have, tokens, units = set(analyzer.tokens(text)), set(analyzer.tokens(noun)), analyzer.units(noun)
    if tokens & {stem for stem, _ in query.corrected} or any(t.startswith("#") for t in tokens & have):
        return False
    return bool(units) and not all(stem in have or (parts and have.issuperset(parts)) for stem, parts in units)
