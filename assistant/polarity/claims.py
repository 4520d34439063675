"""A claim that is put to the test: "Stimmt es, dass X?", "X, richtig?", "Mein Kollege sagt, X. Hat er recht?".

All of them ask whether X is true, so that X alone is what is read for frame, negation and content. Who says it does not matter to X, unless X speaks
of that person ("… sagt, er dürfe das"). What a document or an authority says is another question: whether it stands there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_STATED = re.compile(
    r"^.{0,60}?\b(?:stimmt(?: es)?(?: denn| wirklich| eigentlich| noch| also)?|trifft es(?: wirklich)? zu|"
    r"ist es (?:denn |wirklich |eigentlich )?(?:so|richtig|wahr|korrekt|richtig so|zutreffend)|ist (?:das )?richtig|kann es(?: wirklich)? sein|"
    r"heißt das(?: also)?|bedeutet das(?: also)?|(?:sehe|verstehe) ich (?:das |es )?richtig|habe ich (?:das |es )?richtig verstanden|"
    r"liege ich richtig damit|gehe ich recht in der annahme|is it (?:true|correct|right))\b,?\s*(?:dass|that)\s+",
    re.I,
)
_TAG = re.compile(
    r"[,.–-]?\s*(?:oder|oder nicht|oder doch nicht|oder etwa nicht|oder was|nicht wahr|gell|wahr|"
    r"stimmt(?:['’]?s| das| das so| das noch| das denn| das wirklich| das eigentlich| es)?|richtig(?: so)?|korrekt|"
    r"ist (?:das|es)(?: denn| wirklich| eigentlich)? (?:so|richtig|korrekt|wahr)(?: so)?|"
    r"trifft das(?: so| wirklich)? zu|kann das(?: wirklich)? (?:sein|stimmen)|"
    r"ist da was dran|(?:hat|habe|haben) (?:er|sie|ich|wir|die|der|das \w+|(?:mein|unser|ihr|sein|die|der)\w* \w+) (?:damit |da )?(?:denn )?recht|"
    r"(?:liegt|liege|liegen) (?:er|sie|ich|wir) (?:damit |da )?richtig|(?:sehe|verstehe) ich das (?:so )?richtig|"
    r"right|is (?:that|this) (?:true|correct|right|so)|is (?:he|she) right|are they right)\s*\?\s*$",
    re.I,
)
_PAPERS = re.compile(
    r"\b(?:\w*richtlinie|faq|\w*konzept|\w*gesetz|\w*bescheid|\w*bericht|\w*vorlage|\w*erlass|protokoll|land|landes\w*|\w*ministerium|"
    r"bezirksregierung|kfi|\w*vertrag|papier|studie|seite|kreis|stadt|gemeinde|münster|aachen|frage|antrag|tabelle)\b",
    re.I,
)
_SAYS = (
    r"(?:sagt|sagte|sagten|sagen|meint|meinte|meinen|behauptet|behauptete|behaupten|glaubt|glaube|glauben|denkt|dachte|denke|findet|finde|erzählt|"
    r"erzählte|versichert|vermutet|schwört|(?:hat|haben|habe)(?: mir| uns| mal| neulich| gestern| heute)* (?:gesagt|behauptet|erzählt|gemeint|gehört|"
    r"gelesen|geschrieben)|ist (?:der |fest )?(?:meinung|ansicht|auffassung|überzeugt|sicher)|says|said|claims|thinks)"
)
_SAID_BY = re.compile(
    rf"^\W*(?P<by>(?:[\w'’-]+\s+){{1,8}}?){_SAYS}\b(?: (?:mir|uns|immer|ja|halt))?"
    r"(?:[,:]\s*(?:dass\s+|that\s+)?|\s+(?:dass|that)\s+)(?=\w)",
    re.I,
)
_HELD = re.compile(r"^\W*(?P<by>(?:[\w'’-]+\s+){1,6}?)(?:hält|halten)\s+(?=(?:die|den|das|der|ein|eine|einen|unsere?n?|es)\b.+\bfür\b)", re.I)
_OWN = re.compile(r"\b(?:er|sie|ihn|ihm|ihr|seine?[rnms]?|ihre?[rnms]?|he|she|his|her|they|their)\b", re.I)
_DENIES = re.compile(r"\b(?:nicht|nie|kein\w*|not|never)\b", re.I)
_US = re.compile(r"\b(?:wir|uns|unser\w*|ich|mein\w*|we|our|my)\b", re.I)
_PRACTICE = re.compile(r"\bist (?:das|es)(?: denn| wirklich)? (?:so|richtig)\b|\brichtig so\b", re.I)


@dataclass(frozen=True, slots=True)
class Tested:
    """What a question tests. `declared`: it is put as a statement, so that a negation in it is meant. `by`: who is said to say it, "" where nobody is
    or where the claim is about them. `practice`: the statement tells what "we" do not do, so that "Ist das richtig so?" may ask if it is allowed."""

    body: str
    before: str
    declared: bool
    by: str = ""
    practice: bool = False


def tested(asked: str, before: str) -> Tested:
    """The claim the asking sentence tests; `before` is what is told around it."""
    stated = _STATED.match(asked)
    tag = None if stated else _TAG.search(asked)
    body = asked[stated.end() :] if stated else asked[: tag.start()] if tag else asked
    practice = False
    if tag and not body.strip(" ,.?!–-"):
        body, before = _last_sentence(before)
        practice = bool(_PRACTICE.search(asked) and _US.search(body) and _DENIES.search(body))
    said = _SAID_BY.match(body) or _HELD.match(body)
    if not said or _PAPERS.search(said["by"]) or _DENIES.search(said[0]):
        return Tested(body, before, bool(stated or tag), practice=practice)
    claim = body[said.end() :]
    return Tested(claim, before, bool(stated or tag or _SAID_BY.match(body)), "" if _OWN.search(claim) else said[0].strip())


def tag_only(text: str) -> bool:
    """Whether a text asks nothing but whether something is right."""
    return bool(_TAG.fullmatch(text))


def _last_sentence(text: str) -> tuple[str, str]:
    """The last sentence of a text, and those before it."""
    sentences = [s for s in re.split(r"(?<=[.!?])\s+", text.strip()) if s]
    return (sentences[-1], " ".join(sentences[:-1])) if sentences else ("", "")
