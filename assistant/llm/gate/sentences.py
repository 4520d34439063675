"""A draft cut into sentences, each with the marks it carries.

A mark is a passage's token in square brackets, alone or several with commas: "[Q1]", "[Q1, Q2]". It belongs to the sentence it stands in or
directly behind ("… Euro. [Q1]"). Fenced code, HTML, links and broken characters make a sentence unusable; marks in there prove nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from assistant.llm.gate.types import DraftSentence

LONGEST = 700  # characters of a sentence; answers have short ones, and nobody can check a longer one
_ABBREVIATIONS = (
    "z.B.|z. B.|bzw.|ca.|d.h.|d. h.|u.a.|u. a.|usw.|etc.|vgl.|evtl.|ggf.|Nr.|Nrn.|Abs.|Art.|Tab.|Abb.|Kap.|S.|Mio.|Mrd.|Tsd.|max.|mind.|inkl.|exkl.|"
    "i.d.R.|i. d. R.|i.S.d.|o.g.|o. g.|o.a.|o. a.|z.T.|z. T.|sog.|Dr.|Prof.|St.|bspw.|lt.|gem.|jew.|insb.|einschl.|zzgl.|abzgl.|"
    "rd.|Jan.|Feb.|Mär.|Apr.|"
    "Jun.|Jul.|Aug.|Sep.|Sept.|Okt.|Nov.|Dez.|Ziff.|Buchst.|v.H.|v. H.|a.a.O.|MBl.|kreisang.|wiss.|u.U.|u. U.|m.E.|ff.|f.|p.a.|p. a.|Str."
)
_ABBREVIATION = re.compile(r"(?<![\wäöüß])(?:" + "|".join(re.escape(a) for a in sorted(_ABBREVIATIONS.split("|"), key=len, reverse=True)) + ")", re.I)
_DATE_DOT = re.compile(
    r"(?<!\d)(\d{1,2})\.(?=\s?(?:\d{1,2}\.|Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|"
    r"Wahlperiode|Jahrhundert))"
)
_INNER_DOT = re.compile(r"(?<=\w)\.(?=\w)")
_DAY_MONTH = re.compile(r"(?<!\d)\d{1,2}\.\d{1,2}\.(?=\s+[a-zäöü(]|\s*[,;)\]])")
_HIDE = "\ue000"
_END = re.compile(r"[.!?…]+[\"“”»)]*(?=\s|$|\[)")
_MARK = re.compile(r"\[([^\[\]\n]{1,80})\]")
_TRAILING = re.compile(r"\s*(?:\[[^\[\]\n]{1,80}\][,;.]?\s*)+")
_FENCE = re.compile(r"^\s*(?:```|~~~)")
_BULLET = re.compile(r"^\s*(?:[-*•–]\s+|\d{1,2}[.)]\s+(?=\D))")
_BAD_CHARACTERS = re.compile(r"[\ud800-\udfff\ufffd\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b-\x1f\x7f-\x9f\ue000-\uf8ff]")
_HTML = re.compile(r"</?[a-z!][^>\n]{0,200}>|&[a-z]{2,8};|&#x?\w{1,6};", re.I)
_LINK = re.compile(r"\]\(|!\[|https?:|www\.|javascript:|data:|mailto:|\b[\w-]+\.(?:de|com|org|net|eu|io|nrw)\b(?!\s*\.\s*web)", re.I)


def clean(text: str) -> str:
    """Composed characters and plain line ends; nothing else is changed, so that faults stay visible."""
    return unicodedata.normalize(
        "NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00ad", "").replace("\u00a0", " ").replace("\u202f", " ")
    )


def readable(text: str) -> str:
    """The text with characters that cannot be written replaced, for showing what was dropped."""
    return _BAD_CHARACTERS.sub("\ufffd", text).encode("utf-8", "replace").decode("utf-8")


def sentences(draft: str, tokens: frozenset[str]) -> Iterator[DraftSentence]:
    """The sentences of a draft in order, lazily, so that a caller may stop."""
    fenced = False
    first = True
    for line in clean(draft).split("\n"):
        if _FENCE.match(line):
            fenced = not fenced
            continue
        if not line.strip():
            continue
        if fenced:
            yield DraftSentence(line.strip(), line.strip(), (), (), "\n", "Text in einem Code-Block ist keine Antwort", "form")
            continue
        joint = "" if first else "\n"
        for piece in _pieces(line):
            yield _sentence(piece, joint, tokens)
            joint = " "
            first = False


def _pieces(line: str) -> Iterator[str]:
    """Sentences of a line; marks directly behind an end of sentence stay with it."""
    hidden = _ABBREVIATION.sub(lambda m: m[0].replace(".", _HIDE), line)
    hidden = _DAY_MONTH.sub(lambda m: m[0].replace(".", _HIDE), hidden)
    hidden = _DATE_DOT.sub(lambda m: m[1] + _HIDE, hidden)
    hidden = _INNER_DOT.sub(_HIDE, hidden)
    bullet = _BULLET.match(hidden)
    start, search = 0, bullet.end() if bullet else 0
    while end := _END.search(hidden, search):
        stop = end.end()
        trailing = _TRAILING.match(hidden, stop)
        if trailing:
            stop = trailing.end()
        piece = line[start:stop].strip()
        if piece:
            yield piece
        start = search = stop
    rest = line[start:].strip()
    if rest:
        yield rest


def _sentence(shown: str, joint: str, tokens: frozenset[str]) -> DraftSentence:
    found: list[str] = []
    unknown: list[str] = []
    bare = shown
    for match in _MARK.finditer(shown):
        names = [x.strip() for x in re.split(r"[,;]\s*", match[1])] if match[1] not in tokens else [match[1]]
        known = [n for n in names if n in tokens]
        if known or _looks_like_mark(names, shown, match.end()):
            found += known
            unknown += [n for n in names if n not in tokens]
            bare = bare.replace(match[0], " ")
    for token in tokens:
        if not token.isalnum() and token in bare:  # tokens that carry their own brackets, "⟦a⟧" or "(Q1)"
            found.append(token)
            bare = bare.replace(token, " ")
    bare = " ".join(_plain(bare).split())
    fault, rule = _fault(shown, bare)
    return DraftSentence(shown, bare, tuple(dict.fromkeys(found)), tuple(dict.fromkeys(unknown)), joint, fault, rule)


def _looks_like_mark(names: list[str], shown: str, end: int) -> bool:
    """Whether bracketed text is meant as a mark: one short word each, not the text of a link."""
    return not shown.startswith("(", end) and all(re.fullmatch(r"[\w.:#/@^†-]{1,40}", n) for n in names)


def _plain(text: str) -> str:
    """Without list bullets, table bars and emphasis."""
    text = _BULLET.sub("", text)
    text = re.sub(r"\*\*|__|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)", "", text)
    return re.sub(r"\s+([.,;:!?])", r"\1", text.replace("|", " "))


def _fault(shown: str, bare: str) -> tuple[str, str]:
    if _BAD_CHARACTERS.search(shown):
        return "enthält unlesbare oder unsichtbare Zeichen", "form"
    if len(shown) > LONGEST:
        return f"der Satz ist länger als {LONGEST} Zeichen und nicht prüfbar", "form"
    if "`" in shown or re.match(r"^( {4}|\t)", shown):
        return "Text in einem Code-Block ist keine Antwort", "form"
    if _HTML.search(shown):
        return "enthält HTML", "form"
    if re.match(r"^\s*#{1,6}\s", shown):
        return "eine Überschrift ist keine belegte Aussage", "form"
    if not re.search(r"[^\W\d_]{2}", bare):
        return "enthält keine Aussage", "form"
    return "", ""


def link_in(text: str) -> str:
    """The first web address or link syntax in a text, "" without one."""
    found = _LINK.search(text)
    return found[0] if found else ""
