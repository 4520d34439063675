"""Reads questions on the deadline of an application: funding year, day of the application, Baustein (check antragsfrist)."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from assistant.checks.calendar import next_workday
from assistant.checks.reading.baustein import THREE, bausteine
from assistant.checks.reading.dates import NAMES as _NAMES
from assistant.checks.reading.dates import START, Day, day, relative
from assistant.checks.reading.judged import asks_for_more
from assistant.checks.reading.types import Reading

CHECK = "antragsfrist"
_APPLY = re.compile(r"\b(?:\w*antr[aä]g\w*|beantrag\w*|appl(?:y|ied|ication)\w*)\b", re.I)
_ASKS = re.compile(
    r"\b(?:zu spät|verspätet|rechtzeitig|fristgerecht|fristgemäß|\w*frist\w*|pünktlich|reicht|noch|bis wann|wann|"
    r"bis zu welche[mr]|stichtag|deadline|late|in time|"
    r"on time|okay|ok|geht|passt|"
    r"klappt|verpasst|genügt|im zeitplan|früh genug|spätestens|drin|zeit)\b",
    re.I,
)
_TIMELY = re.compile(
    r"\b(?:zu spät|verspätet|verpasst|rechtzeitig|fristgerecht|fristgemäß|pünktlich|"
    r"\w*frist\b[^.?!]{0,60}?\b(?:eingehalten|gewahrt|versäumt|verpasst|verschlafen|geschafft|gehalten|"
    r"überschritten)|too late|late|"
    r"in time|on time|im zeitplan|deadline (?:met|missed))\b",
    re.I,
)
_NEED = re.compile(
    r"^\W*(?:\w+ )?(?:muss\w*|müssen|brauch\w*|musste\w*|mussten|war\b|do|did)\b[^.?!]*\b(?:antr(?:ag|äge)|beantragen|apply for)\b[^.?!]*\??|"
    r"[:.,–-]\s*(?:muss|müssen|brauch\w*|do) (?:wir|ich|man|we)\b[^.?!:]*\b(?:antrag|beantragen|apply for)\b[^.?!]*\??|"
    r"\bantrag nötig\b",
    re.I,
)
_YEAR = re.compile(
    r"\b(?:für|fürs|for|förderjahr|haushaltsjahr|zum jahr|förderung(?: in| ab)?|stellen?|koordination|case[\s-]?management|mittel|"
    r"baustein\s*[123]|cm)\s+"
    r"(?:in\s+|im\s+|ab\s+|das\s+|the\s+)?(?:jahr\s+|förderjahr\s+|haushaltsjahr\s+|year\s+)?(20[2-4]\d)\b"
    r"|\b(20[2-4]\d)(?:er)?\s+(?:case|posts?|funding|koordination|stellen|förderung|coordinat\w*)",
    re.I,
)
_NEXT = re.compile(r"\b(?:(?:nächste[nsmr]?|kommende[nsmr]?)\s+(?:förder|haushalts|kalender)?jahr(?:es)?\b|folgejahr\b|next year)", re.I)
_THIS = re.compile(r"\b(?:dieses|laufende[sn]?|das aktuelle)\s+(?:förder|haushalts|kalender)?jahr\b|\bthis year\b", re.I)
_MONTH_BEFORE = re.compile(rf"\b(?:{_NAMES}|bis|seit|until|since|von|aus|in)\s*$", re.I)
_FOR = re.compile(r"\b(?:für|fürs|zum|for)\s+(?:das\s+|the\s+)?$", re.I)
_TODAY = (
    (0, re.compile(r"\b(?:heute|today)\b", re.I)),
    (-1, re.compile(r"\b(?:gestern|yesterday)\b", re.I)),
    (-2, re.compile(r"\bvorgestern\b", re.I)),
    (1, re.compile(r"(?<!am )(?<!guten )\bmorgen\b(?! früh)|\btomorrow\b")),
)
_ONE = re.compile(r"\bkoordin\w*|\bverwaltungsassist\w*|\bcoordinat\w*", re.I)
_TWO = re.compile(r"\bcase[\s-]?manag\w*|\bcm\b", re.I)
_LATE = re.compile(r"\bzu spät|\bverspätet|\bfrist\s+(?:\w+\s+){0,3}(?:verpasst|versäumt)|\bverpasst|\btoo late|\blate\b", re.I)
_FINE = re.compile(
    r"\b(?:rechtzeitig|fristgerecht|fristgemäß|pünktlich|im zeitplan|reicht|genügt|in time|on time|okay|ok|geht das|passt das|passt es|"
    r"klappt|noch|früh genug)\b",
    re.I,
)
_OTHER = re.compile(
    r"\b(?:verwendungsnachweis\w*|mittelabruf\w*|landtag\w*|fogs|tab\.|widerspr\w*|extern\w*|noch (?:ein)?mal|\w*bericht\w*|münster\w*|"
    r"bewilligungsbescheid|einbürgerungsantr\w*|aufenthalts\w*|"
    r"ausgezahlt|überwiesen)\b",
    re.I,
)
_UNTIL = re.compile(
    r"\b(?:bis wann|bis zu welche[mr]|welche[rsnm]? (?:datum|tag|termin|stichtag)|stichtag|wann|\w*frist\w*|spätestens|deadline|by when|when|zeit)\b",
    re.I,
)
_STILL = re.compile(
    r"\b(?:kann|können|könnte\w*|darf|dürfen|geht|lässt|can)\b[^.?!]{0,60}\b(?:jetzt )?(?:noch|still)\b(?! (?:einmal|mal|ein|eine|einen|"
    r"mehr)\b)|\bjetzt noch\b",
    re.I,
)
# what else may have happened on the day that is told
_ELSE = re.compile(
    r"\b(?:vergessen|vergaß|beschlossen|beschluss|\w*bescheid\w*|\w*genehmigung\w*|bestätig\w*|änderungsantrag\w*|forgot\w*|decided)\b", re.I
)
_PERFORMED = re.compile(r"\b(?:wir|uns|unser\w*|ich|mein\w*|we|our|i|my)\b", re.I)


def read(text: str, today: date) -> Reading | None:
    """The facts of a question on the deadline. Without a funding year or a day it holds whatever the facts."""
    need = bool(_NEED.search(text))
    if not _APPLY.search(text) or _OTHER.search(text):
        return None
    facts: dict[str, Any] = {}
    words: dict[str, str] = {}
    _put_year(text, today, facts, words)
    _put_baustein(text, facts, words)
    extras = _put_day(text, today, facts, words)
    if not (_ASKS.search(text) or need) and not ({"antragsdatum", "foerderjahr"} <= set(facts) and _PERFORMED.search(text)):
        return None  # year and day together are a case, however it is asked about
    if "antragsdatum" not in facts:
        return _undated(text, facts, words, need)
    if _ELSE.search(text) or (_THIS.search(words.get("foerderjahr", "")) and not re.search(r"20\d\d", words["antragsdatum"])):
        return None  # the day is not that of the application, or "this year" leaves open which deadline is meant
    if "foerderjahr" not in facts:
        return Reading(CHECK, facts, words, ("foerderjahr",), frame=_frame(text)) if _TIMELY.search(text) else None
    return Reading(CHECK, facts, words, frame=_frame(text), extras=extras)


def _undated(text: str, facts: dict[str, Any], words: dict[str, str], need: bool) -> Reading | None:
    """No day is said: the deadline of a year is told, whether an own application was in time is asked back."""
    asked = _TIMELY.search(text) and re.search(r"\b(?:unser|mein|our|my)\w*\b|\bhaben wir\b|\bhave we\b", text, re.I)
    if "foerderjahr" not in facts:
        return Reading(CHECK, facts, words, ("foerderjahr", "antragsdatum")) if asked and not day(text, 2000) else None
    if _TIMELY.search(text) and _PERFORMED.search(text) and not re.search(r"\b(?:bis wann|wann|spätestens|by when)\b", text, re.I):
        return Reading(CHECK, facts, words, ("antragsdatum",))
    if need and not _UNTIL.search(text):
        return (
            Reading(CHECK, facts, words, extras={"noetig": True})
            if "baustein" in facts and (facts["foerderjahr"] in (2021, 2022) or facts["foerderjahr"] > 2024)
            else None
        )
    return Reading(CHECK, facts, words) if _UNTIL.search(text) else None


def _frame(text: str) -> Any:
    if asks_for_more(text):
        return ""
    return "schlecht" if _LATE.search(text) else "gut" if _FINE.search(text) else ""


def _put_year(text: str, today: date, facts: dict[str, Any], words: dict[str, str]) -> None:
    start = START.search(text)
    found = {int(m[1] or m[2]): m[0] for m in _YEAR.finditer(text)}
    if start and start["year"]:
        found[int(start["year"])] = start[0]
    for pattern, year in ((_NEXT, today.year + 1), (_THIS, today.year)):
        m = pattern.search(text)
        if m and (year != today.year or _FOR.search(text[: m.start()])):
            found.setdefault(year, m[0])
    if not found and re.search(r"\bmusste|\bbrauchte|\bwar\b|\bdid\b", text, re.I):
        found = {int(m[1]): m[1] for m in re.finditer(r"(?<![\d.])\b(20[2-4]\d)\b", text)}
    if not found:
        said = day(text, 1999)
        bare = {
            int(m[1]): m[1] for m in re.finditer(r"(?<![\d.])(?<!\d\. )\b(20[2-4]\d)\b(?!-)", text) if not _MONTH_BEFORE.search(text[: m.start()])
        }
        found = {y: w for y, w in bare.items() if y > today.year or (said is not None and said.first.year > 1999)}
    if len(found) == 1:
        facts["foerderjahr"], words["foerderjahr"] = next(iter(found.items()))


def _put_baustein(text: str, facts: dict[str, Any], words: dict[str, str]) -> None:
    named = bausteine(text)
    one, two = _ONE.search(text), _TWO.search(text)
    if len(named) == 1:
        facts["baustein"], words["baustein"] = next(iter(named.items()))
    elif not named and bool(one) != bool(two):
        facts["baustein"], words["baustein"] = (1, one[0]) if one else (2, two[0] if two else "")
    elif not named and not one and not two and (three := THREE.search(text)):
        facts["baustein"], words["baustein"] = 3, three[0]


def _put_day(text: str, today: date, facts: dict[str, Any], words: dict[str, str]) -> dict[str, Any]:
    """The day of the application. A span ("im November") counts only where all its days fall on the same side of the deadline."""
    near = [(n, m) for n, pattern in _TODAY if (m := pattern.search(text))]
    found = day(START.sub(" ", text), facts["foerderjahr"] - 1 if "foerderjahr" in facts else today.year)
    if found is None and (weeks := relative(text, today)):
        found = weeks
    if found is None and len(near) == 1:
        moment = today + timedelta(days=near[0][0])
        found = Day(moment, moment, near[0][1][0])
    still = _STILL.search(text)
    if found is None and still and "foerderjahr" in facts:
        found = Day(today, today, still[0])
    if found is None:
        return {}
    if found.first == found.last:
        facts["antragsdatum"], words["antragsdatum"] = found.first.isoformat(), found.words
        return {}
    end = date(facts["foerderjahr"] - 1, 10, 31) if "foerderjahr" in facts else None
    if end is not None and (found.last <= end or found.first > next_workday(end)):
        facts["antragsdatum"] = (found.last if found.last <= end else found.first).isoformat()
        words["antragsdatum"] = found.words
        return {"tag": found.words}
    return {}
