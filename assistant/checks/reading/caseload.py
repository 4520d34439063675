"""Reads questions on the number of cases: posts, running cases, and how many of them are case-management cases (check fallzahl)."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from assistant.checks.reading.clauses import clauses
from assistant.checks.reading.numbers import Quantity, quantities
from assistant.checks.reading.posts import posts, unexplained
from assistant.checks.reading.types import Frame, Reading
from assistant.plain import plain_number

CHECK = "fallzahl"
_CASES = re.compile(
    r"\s*(?:(?:\w+e[nrs]?|active|open|running)\s+){0,2}(?:(?:cm|case[\s-]?management|beratungs)[\s-]?f[äa]e?ll\w*|fäll\w*|klient\w*|begleitung\w*|"
    r"familien|personen|leute|menschen|ratsuchende\w*|cases?(?![\s-]?manag)|clients?)\b",
    re.I,
)
_REAL_CASES = re.compile(
    r"\s*(?:(?:davon|echte\w*|richtige\w*|reine\w*|als|of them|real)\s+)*(?:cm-?\s?f[äa]e?ll\w*|case[\s-]?management(?:[\s-]?f[äa]e?ll\w*|"
    r"\b(?!-?stell)|"
    r"[\s-]cases)|im case[\s-]?management)",
    re.I,
)
_TOPIC = re.compile(
    r"\b(?:\w*fallzahl\w*|(?:[\w-]*-)?fäll\w*|klient\w*|begleitung\w*|caseload|fallbestand|fallbelastung|cases?(?![\s-]?manag)|clients?|betreu\w*|begleit\w*|ratsuchende\w*|"
    r"auslastung|ausgelastet)\b",
    re.I,
)
_ASKS = re.compile(
    r"\b(?:wie ?viele?|wie groß|wie hoch|"
    r"welche[rnsm]?|wieviele?|zu ?viel\w*|zu ?wenig\w*|zu hoch|zu niedrig|okay|ok|in ordnung|im rahmen|passt|passen|"
    r"empfohlen\w*|empfehl\w*|"
    r"empfiehlt|richtwert|normal|how many|too (?:many|few|much)|recommended|recommendation|vertretbar|machbar|soll\w*|reicht|angemessen|"
    r"üblich|luft|grünen bereich|"
    r"überlastet|ausgelastet|auslastung|within|all ?right)\b",
    re.I,
)
_BAD = re.compile(r"\bzu ?(?:viel\w*|hoch)|\btoo (?:many|much|high)|überlast\w*|überschr\w*|über der empfehlung", re.I)
_LITTLE = re.compile(r"\bzu ?(?:wenig\w*|niedrig\w*|gering\w*)|\btoo (?:few|low|little)|unterausgelast\w*", re.I)
_GOOD = re.compile(
    r"\b(?:okay|ok|in ordnung|im rahmen|passt|passen|richtig|vertretbar|angemessen|normal|(?:im|in der) empf\w+(?: bereich| rahmen|"
    r" spanne)?|grünen bereich|fine|all ?right|within)\b",
    re.I,
)
_PART = re.compile(r"^[\s-]*(?:stellen?\b|vz[äa]e?\b|stellenanteil\w*|vollzeit\w*|post\b|posts\b|fte\b|kr[äa]fte?\b)", re.I)
_WHOLE = re.compile(r"\b(?:vollzeit\w*|voll(?:e[rnm]?|er)\s+(?:stelle|kraft|post|cm\b\S*)|ganze[rn]?\s+stelle|full[\s-]time)", re.I)
_OPEN_SIZE = re.compile(
    r"\bteilzeit\w*|\bpart[\s-]time|\b\d+(?:,\d+)?[\s-]*(?:wochen)?(?:stunden|std\b|hours)|\breduziert\w*|"
    r"\bwenige\w* stunden",
    re.I,
)
_VACANT = re.compile(
    r"\b(?:unbesetzt\w*|vakan\w*|nur \w+ (?:davon )?(?:sind |ist )?(?:derzeit |aktuell )?besetzt|davon \w+ (?:sind )?besetzt)\b", re.I
)
_EACH = re.compile(r"\b(?:je|jeweils|zu zweit|zu dritt|zu viert)\b", re.I)
_COUNT_OF = re.compile(r"\b(?:caseload|fallzahl|fallbestand|fallbelastung|fälle|fallaufkommen)\s*(?:of|von|:|ist|bei|mit|liegt bei)?\s*$", re.I)
_THIRD = re.compile(r"\b(?:davon|anteil|von (?:meinen|unseren|den|diesen)|drittel|echte\w*|richtige\w*|reine\w*|of them|of these)\b", re.I)
_REAL = re.compile(r"\b(?:case[\s-]?manag\w*|cm-?fäll\w*|cm\b|kurzberatung\w*)", re.I)
_OTHER = re.compile(
    r"\b(?:\w*bericht\w*|fogs|landtag\w*|landesweit|2021|2022|(?:je|pro|per) (?:volle[rnm]?|vollzeit\w*)|euro|€|datenbank|"
    r"verteil\w*|drittel der stellen)\b",
    re.I,
)
_HOW_MANY = re.compile(r"\bwie ?(?:viele?|groß|hoch)\b|\bwelche[rnsm]?\b|\bwas\b|\bhow many\b|\bwhat\b|\bwhich\b|\bzu ?(?:viel|wenig)|^[^?]*$", re.I)
_JUDGED = re.compile(r"\b(?:luft|machbar|empfohlen\w*|empfehlung|so viele?|überfordert|auslast\w*|ausgelastet)\b", re.I)
_NOT_RUNNING = re.compile(r"\bjahr\w*\b|(?<!nicht )\babgeschlossen\w*|\bbeendet\w*|\bempf\w*|\bstatt\b|\brichtwert\w*", re.I)
_OWN_CASES = re.compile(r"\b(?:mein|unser|my|our)\w*\s+(?:\w+e[nrs]?\s+)?(?:fäll\w*|fallzahl\w*|klient\w*|caseload|cases|clients)", re.I)
_MINE = re.compile(
    r"^\s*(?:betreue|begleite|habe?|bin|mache|arbeite|berate)\b|\b(?:ich|wir|mir|mich|uns|mein\w*|unser\w*|i|my|we|our|kolleg\w*)\b", re.I
)


def read(text: str) -> Reading | None:
    """The facts of a question on the caseload, or None when it holds whatever the facts ("Welche Fallzahl wird empfohlen?")."""
    if not _TOPIC.search(text) or _OTHER.search(text):
        return None
    facts: dict[str, Any] = {}
    words: dict[str, str] = {}
    _put_cases(text, facts, words)
    size = _post(text)
    if size is not None and size[0] > 0:
        facts["vzae"], words["vzae"] = plain_number(size[0]), size[1]
    if "laufende_faelle" not in facts and (not _HOW_MANY.search(text) or _judged_own(text)):
        return Reading(CHECK, facts, words, ("laufende_faelle",)) if "vzae" in facts and _judged_own(text) else None
    running = facts.get("laufende_faelle")
    if not _ASKS.search(text) and not ("vzae" in facts and running is not None):  # both together are a case, however it is asked about
        return None
    if running is not None and "davon_case_management" not in facts and _asks_third(text):
        return Reading(CHECK, facts, words, extras={"drittel": Decimal(running)})
    if "vzae" not in facts and _unsized_own(text, running):
        return Reading(CHECK, facts, words, ("vzae",), frame=_frame(text))
    if "vzae" not in facts or (facts["vzae"] == 1 and running is None and not _MINE.search(text)):
        return None
    return Reading(CHECK, facts, words, frame=_frame(text)) if running is not None or facts["vzae"] != 1 else None


def _put_cases(text: str, facts: dict[str, Any], words: dict[str, str]) -> None:
    """Running cases and how many of them are case management; several numbers of cases of one kind are left unread."""
    counted = [q for q in quantities(text) if not q.share and not q.article and q.value == q.value.to_integral_value() and not _past(text, q)]
    real = [q for q in counted if (m := _REAL_CASES.match(text, q.end)) and not _PART.match(text[m.end() :])]
    every = [q for q in counted if q not in real and (_CASES.match(text, q.end) or _COUNT_OF.search(text[: q.start]))]
    loose = [
        q for q in counted if q not in real and q not in every and not every and re.match(r"\s*(?:laufende|offene|aktive)\w*\b", text[q.end :], re.I)
    ]
    for name, found in (("laufende_faelle", every or loose), ("davon_case_management", real)):
        if len(found) == 1:
            facts[name], words[name] = int(found[0].value), _with_cases(text, found[0])
    if "laufende_faelle" not in facts and "davon_case_management" in facts:
        facts.pop("davon_case_management")
        words.pop("davon_case_management")


def _past(text: str, q: Quantity) -> bool:
    """Whether a number stands in a clause on cases of a whole year, closed cases or the recommendation itself."""
    own = next((c for c in clauses(text) if c.start <= q.start < c.start + len(c.text)), None)
    return own is not None and bool(_NOT_RUNNING.search(own.text)) and not re.search(r"\blaufend\w*|\boffen\w*", own.text, re.I)


def _asks_third(text: str) -> bool:
    return bool(_THIRD.search(text)) and bool(_REAL.search(text)) and bool(re.search(r"\bwie ?viele?\b|how many", text, re.I))


def _unsized_own(text: str, running: int | None) -> bool:
    """A caseload of one's own that is to be judged, or a part-time post whose size is not said."""
    judged = _BAD.search(text) or _LITTLE.search(text) or _GOOD.search(text) or _JUDGED.search(text)
    own = _MINE.search(text) or (running is not None and any(p.value for p in posts(text)))
    return bool(own) and bool((running is not None and judged) or _OPEN_SIZE.search(text))


def _judged_own(text: str) -> bool:
    """Whether the own cases are to be judged, though their number is not said; "how many should I have" is no such question."""
    judged = _BAD.search(text) or _LITTLE.search(text) or _GOOD.search(text)
    return bool(judged and _OWN_CASES.search(text)) and not re.search(r"\bwie ?viele?\b|\bwelche|\bhow many\b", text, re.I)


def _frame(text: str) -> Frame:
    return "schlecht" if _BAD.search(text) else "wenig" if _LITTLE.search(text) else "gut" if _GOOD.search(text) else ""


def _with_cases(text: str, q: Quantity) -> str:
    m = _CASES.match(text, q.end) or _REAL_CASES.match(text, q.end)
    return text[q.start : m.end()].strip() if m else q.text


def _post(text: str) -> tuple[Decimal, str] | None:
    """The post the cases are held against: a named one, else the one share or number of posts in the text."""
    named = [p for p in posts(text) if p.function == "case_management" and p.value]
    if named and (_VACANT.search(text) or unexplained(text, named)):
        return None  # who works how much is not said of all of them
    if len(named) == 1 and named[0].value is not None:
        return named[0].value, named[0].words
    loose = [q for q in quantities(text) if (q.share and not _CASES.match(text, q.end)) or _PART.match(text[q.end :])]
    loose = [q for q in loose if not q.article and not _EACH.search(text[: q.start])]
    if len(loose) == 1:
        unit = _PART.match(text[loose[0].end :])
        return loose[0].value, text[loose[0].start : loose[0].end + (unit.end() if unit else 0)].strip()
    whole = _WHOLE.search(text)
    return (Decimal(1), whole[0]) if whole and not loose and not _EACH.search(text) and not _OPEN_SIZE.search(text) else None
