"""Reads questions where a person may be referred to (check verweisberatung)."""

from __future__ import annotations

import re
from typing import Any

from assistant.checks.reading.clauses import clauses
from assistant.checks.reading.numbers import quantities
from assistant.checks.reading.types import Reading

CHECK = "verweisberatung"
_YEARS = re.compile(r"[\s-]*(?:jahre\w*\s+alt|jährig\w*|jaehrig\w*|years?(?:[\s-]old)|jahre\b(?!\s+(?:in|hier|geduldet|lang))|,?\s*j\.)", re.I)
_IS = re.compile(r"\b(?:ist|is|alter:?|sie|er|klient\w*|frau|mann|person|jugendliche\w*)[\s(,:]+$", re.I)
_WORD_AGE = re.compile(r"\b(\w+)[\s-]?(?:jährig\w*|jaehrig\w*)", re.I)
_WHERE = re.compile(
    r"\b(?:wohin|an wen|wer (?:ist|wäre|hilft|kümmert|übernimmt)|an welche\w*|welche\w* (?:dienst\w*|beratung\w*|stelle\w*|angebot\w*|"
    r"fachdienst\w*)|verweis\w*|weiterverweis\w*|schick\w*|"
    r"vermittel\w*|zuständig\w*|where|which service|who|refer)\b",
    re.I,
)
_HELP = re.compile(r"\b(?:wer|wohin|angebot\w*|dienst\w*|anlaufstelle\w*|beratung\w*|service)\b", re.I)
_STATUS = (
    (
        "gestattung",
        re.compile(
            r"\b(?:aufenthalts)?gestattung\w*|\bgestattet\w*|\b(?:im|laufende\w*) asylverfahren\b|\basylum seeker|"
            r"\basylum procedure",
            re.I,
        ),
    ),
    ("duldung", re.compile(r"\b(?:duldung\w*|geduldet\w*|tolerat\w*)\b", re.I)),
    ("niederlassungserlaubnis", re.compile(r"\bniederlassungserlaubnis\w*|\bsettlement permit|\bpermanent residence", re.I)),
    ("aufenthaltserlaubnis", re.compile(r"\baufenthaltserlaubnis\w*|\bresidence permit\b", re.I)),
)
_FIELDS = (
    ("sgb2", re.compile(r"\b(?:alg\s*(?:ii|2)\b|arbeitslosengeld\s*(?:ii|2)\b|jobcenter\w*|bürgergeld\w*|buergergeld\w*|sgb\s*(?:ii|2))\b", re.I)),
    ("sgb3", re.compile(r"\b(?:alg\s*(?:i|1)\b|arbeitslosengeld\b(?!\s*(?:ii|2))|agentur für arbeit|arbeitsagentur|sgb\s*(?:iii|3))\b", re.I)),
    ("sgb8", re.compile(r"\b(?:jugendamt\w*|jugendhilfe\w*|sgb\s*(?:viii|8)|youth welfare)\b", re.I)),
    ("sgb12", re.compile(r"\b(?:grundsicherung im alter|sozialamt\w*|sgb\s*(?:xii|12))\b", re.I)),
)
_NO_FIELD = re.compile(
    r"\b(?:kein\w*|ohne|no|nicht in (?:einem|irgendeinem))\s+(?:\w+\s+){0,2}?(?:rechtskreis\w*|leistungen?\b|leistungsbezug|"
    r"sozialleistung\w*|benefits?|sgb)"
    r"|\bleistungen\b[^.?!;]{0,25}\b(?:kein\w*|nicht)\b|\bbezieht (?:auch )?(?:sonst )?(?:nichts|keine)\b(?!\s+(?:vom|von|aus))"
    r"|\bbezieht (?:er|sie) (?:nichts|keine)\b|\bnichts vom amt\b",
    re.I,
)
_NOT_HAD = re.compile(r"\b(?:kein\w*|ohne|nicht|no|without)\s+(?:\w+\s+){0,1}$", re.I)
_PERSON = re.compile(
    r"\b(?:(?:ein|eine|einen|einem|einer|mein|meine|meinen|der|die|den|unser\w*|junge\w*|ältere\w*|'?ne[nr]?|a|an|my)\s+(?:\w+\s+)?(?:mann|"
    r"frau|mensch|klient\w*|person|"
    r"jugendliche\w*|mutter|vater|ratsuchende\w*|familienvater|geflüchtete[rn]?|client|woman|man|mother|father)|eine[nmr]?\s+(?:\w+\s+)?geduldete[nr]?|jemand\w*|someone)\b",
    re.I,
)


def read(text: str) -> Reading | None:
    """Age, status and Rechtskreis of one person who is to be referred; None where a service is asked about in general."""
    ages = _ages(text)
    if len(ages) > 1:
        return None
    facts: dict[str, Any] = {}
    words: dict[str, str] = {}
    if ages:
        facts["alter"], words["alter"] = next(iter(ages.items()))
    for name, options in (("aufenthaltsstatus", _STATUS), ("rechtskreis", _FIELDS)):
        hits = _hits(text, options)
        if len(hits) > 1:
            return None
        if hits:
            facts[name], words[name] = hits[0]
    if not _WHERE.search(text) and not ({"alter", "aufenthaltsstatus"} <= set(facts) and _HELP.search(text)):
        return None
    nothing = _NO_FIELD.search(text)
    if nothing and "rechtskreis" not in facts:
        facts["rechtskreis"], words["rechtskreis"] = "keiner", nothing[0]
    if not ages and (len(facts) < 1 or not _PERSON.search(text) or "aufenthaltsstatus" not in facts):
        return None
    return Reading(CHECK, facts, words, ask_rest=True)


def _hits(text: str, options: tuple[tuple[str, re.Pattern[str]], ...]) -> list[tuple[str, str]]:
    """The options a text states; a denied one ("bezieht nichts vom Jobcenter") is none."""
    out: dict[str, str] = {}
    for c in clauses(text):
        for word, pattern in options:
            m = pattern.search(c.text)
            if m and not (_NOT_HAD.search(c.text[: m.start()]) if options is _STATUS else c.denied is not False):
                out[word] = m[0]
    return list(out.items())


def _ages(text: str) -> dict[int, str]:
    """Every age said."""
    out: dict[int, str] = {}
    for q in quantities(text):
        unit = _YEARS.match(text, q.end)
        bare = _IS.search(text[: q.start]) and re.match(r"\s*(?:[,.;)?!]|$|und\b|and\b|hat\b)", text[q.end :])
        if (unit or bare) and not q.share and not q.article and 0 < q.value <= 120 and q.value == q.value.to_integral_value():
            out[int(q.value)] = text[q.start : unit.end() if unit else q.end].strip()
    for m in _WORD_AGE.finditer(text):
        inner = quantities(m[1])
        if len(inner) == 1 and inner[0].text == m[1] and not inner[0].article:
            out[int(inner[0].value)] = m[0]
    return out
