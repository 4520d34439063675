"""A question as understood without a language model: date, municipality, Baustein, codes, kind, language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from assistant.errors import FrageError
from assistant.question.dates import date_in, names_former_time, spoken_year, years_in
from assistant.question.places import KREISE as KREISE  # re-exported: ranking and polarity ask for them here
from assistant.question.places import RBK_PLACES as RBK_PLACES
from assistant.question.places import kommunen_in
from assistant.question.vocabulary import vocabulary
from assistant.question.yesno import is_yes_no
from assistant.settings import MAX_QUESTION

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# the asker has found two sources at odds and wants to know what holds
_DOUBTS = re.compile(
    r"\b(?:zweierlei|widers?pr[uüi]\w+|uneinheitlich\w*|uneinig\w*|"
    r"(?:unterschiedlich|verschieden|abweichend)\w* (?:zahl|angab|wert|datum|daten|aussag|frist|summ)\w*|"
    r"pass(?:t|en)\b[^.?!]{0,40}\bnicht zusammen|was (?:gilt|stimmt|ist) denn (?:nun|jetzt|nu)\b|was (?:gilt|stimmt) (?:nun|jetzt)\b|"
    r"mal (?:steht|heißt|heisst|ist)[^.?!]{0,60}\bmal\b|woanders steht|an anderer stelle (?:steht|heißt)|"
    r"einmal (?:steht|heißt|heisst|ist|von)[^.?!]{0,80}\b(?:einmal|ein andermal|dann wieder|woanders)\b|"
    r"contradict\w*|inconsistent\w*|conflicting|discrepanc\w*)\b",
    re.I,
)
_TOPIC = (
    (1, re.compile(r"\bkoordin\w*|\bkordin\w*|verwaltungsassist\w*|\bassistenz\w*|\bcoordinat\w*", re.I)),
    (2, re.compile(r"\bcase[\s-]?manag\w*|\bcm(?:s|-\w+)?\b|\bfallmanag\w*|\bfallzahl\w*|\bklient\w*|\bcase load|kurzberatung", re.I)),
    (
        3,
        re.compile(
            r"ausl(?:ä|ae|a)nder(?:beh|amt)\w*|einb(?:ü|ue|u)rgerung\w*|\babh\b|\bebh\b|\babh/|foreigners?'? (?:office|authorit)|"
            r"naturali[sz]ation|fachbezogene pauschale",
            re.I,
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Query:
    """What is known of a question. `dated` tells whether a date was given or read; `search` is the text searched for; `topics` are the Bausteine
    a question names or plainly means (Ausländerbehörde: 3); `doubts`: it asks about sources that disagree;
    `carried`: words of earlier turns were added to a follow-up, so that its facts are not all its own; `own`: the words of its own, "" for a
    question that stands by itself."""

    text: str
    search: str
    as_of: date
    dated: bool
    former: bool
    yes_no: bool
    english: bool
    kommunen: tuple[str, ...] = ()
    topics: tuple[int, ...] = ()
    codes: tuple[str, ...] = ()
    document_id: str = ""
    corrected: tuple[tuple[str, str], ...] = ()
    years: tuple[int, ...] = ()
    doubts: bool = False
    carried: bool = False
    own: str = ""


def check_text(text: str) -> str:
    """The question, stripped. Errors: FrageError when empty, too long or not text."""
    if not text.strip():
        raise FrageError("Die Frage ist leer. Bitte eine Frage eingeben.")
    if len(text) > MAX_QUESTION:
        raise FrageError(f"Die Frage ist mit {len(text)} Zeichen zu lang (höchstens {MAX_QUESTION}). Bitte kürzen.")
    if _CONTROL.search(text):
        raise FrageError("Die Frage enthält Steuerzeichen. Bitte als einfachen Text eingeben.")
    if re.search(r"[\ud800-\udfff]", text):  # bytes that were no UTF-8
        raise FrageError("Die Frage enthält Zeichen, die kein gültiger Text (UTF-8) sind. Bitte neu eingeben.")
    return " ".join(text.split())


def understand(text: str, as_of: date | None, today: date, document_id: str = "") -> Query:
    """Read a question. A given `as_of` outranks a date in the text; a later year than today's changes nothing."""
    text = check_text(text)
    when = as_of or date_in(text, today)
    english = vocabulary().is_english(text)
    search = f"{text} {' '.join(vocabulary().translate(re.findall(r'[a-z]+', text.lower())))}" if english else text
    return Query(
        text=text,
        search=search,
        as_of=when or today,
        dated=when is not None,
        former=names_former_time(text),
        yes_no=is_yes_no(text),
        english=english,
        kommunen=kommunen_in(text),
        topics=_topics(text),
        codes=_codes(text),
        document_id=document_id,
        years=years_in(text) or spoken_year(text, when or today),
        doubts=bool(_DOUBTS.search(text)),
    )


def _topics(text: str) -> tuple[int, ...]:
    lists = re.findall(r"\bBaustein\w*[\s-]*([123](?:\s*(?:,|/|und|oder|bis|sowie|\+|&)\s*[123]\b)*)(?!\d)", text, re.I)
    named = {int(b) for numbers in lists for b in re.findall(r"[123]", numbers)}
    return tuple(sorted(named or {n for n, pattern in _TOPIC if pattern.search(text)}))


def _codes(text: str) -> tuple[str, ...]:
    """The codes by which the report names municipalities (S1 … S10, LK1 … LK15)."""
    return tuple(dict.fromkeys(c.upper().replace(" ", "") for c in re.findall(r"\b(?:S\s?(?:10|[1-9])|LK\s?(?:1[0-5]|[1-9]))\b", text)))
