"""The document a passage comes from: what it is called, whether it still holds, and that former rules are told as former."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.llm.gate.evidence import Evidence
from assistant.llm.gate.figures import figures
from assistant.llm.gate.match import Occurrence, parts
from assistant.llm.gate.time import formerly, now, past, preterite
from assistant.llm.gate.types import GatePassage, Problem
from assistant.llm.gate.values import same_value
from assistant.registry import sources
from assistant.stichtag.validity import CURRENT_FROM

_KINDS = {
    "FAQ": "FAQ Fragen",
    "kommunales Konzept": "Konzept Vorlage Papier Beschlussvorlage",
    "Bericht": "Bericht Vorlage",
    "Landesregel": "Richtlinie Regelung",
}


def names_of(passage: GatePassage) -> tuple[str, str]:
    """What the document is called (its id's words; title, publisher and kind where the registry knows it), and the municipality it is about."""
    known = sources().get(passage.document_id)
    words = re.sub(r"[-_]|\d", " ", passage.document_id).replace("muenster", "Münster")
    if known is None:
        return words, words
    info = known.info
    local = f"{info.kommune} {'RBK Rhein-Berg' if 'Bergisch' in info.kommune else ''}"
    return f"{words} {info.title} {info.publisher} {_KINDS.get(info.kind, '')}", local


def is_former(passage: GatePassage, as_of: date | None) -> bool:
    """Whether a passage is no longer in force: by its label, else by a Stand before the present Richtlinie."""
    if passage.validity:
        return passage.validity != "geltend"
    stated = re.findall(r"(?:19|20)\d\d", passage.stand)
    return bool(stated) and int(max(stated)) < CURRENT_FROM.year and (as_of is None or as_of >= CURRENT_FROM)


_PRESENT = re.compile(
    r"\b(?:ist|sind|wird|werden|hat|haben|kann|können|muss|müssen|soll|sollen|darf|dürfen|gibt|gilt|gelten|erhält|erhalten|bekommt|bekommen|beträgt|"
    r"steht|stehen|zahlt|fördert|stellt|gewährt|liegt|liegen)\b",
    re.I,
)


def check_time(text: str, evidence: Sequence[Evidence], found: Sequence[Occurrence], before: str = "") -> Problem | None:
    """Former rules need a past tense, a word or a date; "früher" needs a source that is former."""
    former = [e for e in evidence if e.former]
    dated = any(f.kind == "date" for f in figures(text))
    if not former:
        if formerly(text) and not any(formerly(e.text) or past(e.text) for e in evidence):
            return Problem("geltung", "stellt Geltendes als früher dar")
        return None
    if len(former) == len(evidence):
        if (now(text) and not any(now(e.text) for e in evidence)) or (
            now(text) and re.search(r"\b(?:heute|jetzt|weiterhin|nach wie vor)\b", text, re.I)
        ):
            return Problem("geltung", "stellt eine frühere Regelung als heutige dar")
        carried = preterite(text) and (bool(before) or not _PRESENT.search(text))  # told in the past, or leaning on what names its time
        if not (dated or past(text) or carried):
            return Problem("geltung", "frühere Regelung ohne Hinweis auf die Zeit")
        return None
    return _mixed(text, found, dated)


def _mixed(text: str, found: Sequence[Occurrence], dated: bool) -> Problem | None:
    """Sentences over old and new: each figure's own part says which it is."""
    for part in parts(text):
        if part.figure.kind != "number":
            continue
        homes = {o.evidence.former for o in found if same_value(part.figure, o.figure)}
        stretch = f"{part.lead} {part.text}"
        if homes == {True} and ((now(stretch) and not formerly(stretch)) or not (past(stretch) or any(f.kind == "date" for f in figures(stretch)))):
            return Problem("geltung", "frühere Regelung ohne Hinweis auf die Zeit")
        if homes == {False} and formerly(stretch) and not now(stretch):
            return Problem("geltung", "stellt Geltendes als früher dar")
    return None
