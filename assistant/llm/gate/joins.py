"""How the parts of a statement hang together: und or oder, each one or all together, only if or no matter whether."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.llm.gate.figures import figures
from assistant.llm.gate.match import context_text
from assistant.llm.gate.places import Spot
from assistant.llm.gate.types import Problem
from assistant.llm.gate.words import Lexicon, Word, supports

_TOKEN = re.compile(r"[^\W\d_]+(?:[:*]in(?:nen)?)?")
_REGARDLESS = re.compile(
    r"\bunabhängig\b|\begal\b|\bgleichgültig\b|\b(?:ganz )?gleich,? (?:ob|wie|wer)\b|\b(?:auch|selbst|sogar)\s(?:dann,?\s)?(?:wenn|ohne|falls)\b|"
    r"\bungeachtet\b|\bauf jeden fall\b|\bin jedem fall\b|\bohne rücksicht\b",
    re.I,
)
_REGARDLESS_SOURCE = re.compile(
    _REGARDLESS.pattern
    + r"|\bauch (?:bei|dann)\b|\bobwohl\b|\btrotz\b|\bohne (?:vorherig|antrag|weiteres)\w*|\bnicht (?:erforderlich|nötig|notwendig)\b|"
    r"\bkein \w*antrag\b|\bggf\.? erst\b",
    re.I,
)
_CONDITIONAL = re.compile(
    r"\b(?:wenn|sobald|sofern|falls|soweit|solange|nachdem|voraussetzung\w*|bedingung\w*|muss|müssen|musste\w*|braucht|brauchen|genügt|genügen|"
    r"reicht|reichen|erst|nur|nötig|erforderlich)\b",
    re.I,
)
_VERB_FIRST = re.compile(
    r"^\W*(?:[A-ZÄÖÜ][a-zäöüß]*(?:t|st|at|en)|Ist|Sind|War|Waren|Hat|Haben)\s[^,]*\b(?:oder)\b[^,]*,\s*(?:kann|können|darf|muss|wird|werden|ist|sind|gilt|erh)"
)
_BOTH = re.compile(r"\b(?:sowohl|zusätzlich|beide[srn]?|zugleich|gleichzeitig|außerdem|müssen|muss)\b", re.I)
_EITHER = re.compile(r"\b(?:oder|bzw|beziehungsweise|entweder)\b|/", re.I)
_ALSO = re.compile(r"\b(?:und|sowie|als auch)\b", re.I)
_EACH = re.compile(r"\b(?:jeweils|je|jede[rnms]?|pro)\b", re.I)
_TOGETHER = re.compile(
    r"\bteil(?:t|en|ten|te)\b(?:\s+\w+){0,3}?\s+sich\b|\bsich\b[^,.;]{0,60}\bteil(?:t|en|ten|te)?\b|\bgemeinsam\w*|\bzusammen(?!\w)|\binsgesamt\b",
    re.I,
)
_SHARE = re.compile(r"\bteil(?:t|en|ten|te)\b[^,.;]{0,40}\bsich\b|\bsich\b[^,.;]{0,60}\bteil(?:t|en|ten)?\b|\bteilen sich\b", re.I)
_COUNT = re.compile(r"\b(?:eine?[rnms]?|zwei|drei|vier|halbe?|\d[\d.,]*)\b", re.I)


def check_joins(sentence: str, best: Sequence[Spot], lexicon: Lexicon) -> Problem | None:
    """What a sentence joins, shares out or makes free of conditions otherwise than every place it rests on."""
    if not best:
        return None
    if _REGARDLESS.search(sentence) and not any(_REGARDLESS_SOURCE.search(context_text(s.evidence, s.position)) for s in best):
        return Problem("bedingung", "dass es unabhängig von einer Bedingung gilt, steht so nicht in der Quelle")
    if _restricted(sentence) and any(_free_of(sentence, context_text(s.evidence, s.position), lexicon) for s in best):
        return Problem("bedingung", "die Quelle sagt es unabhängig davon")
    if all(_shared_out(sentence, s.unit.text) for s in best):
        return Problem("einheit", "je einzeln und gemeinsam ist in der Quelle anders")
    if re.search(r"\bsowohl\b", sentence) and all(
        _EITHER_WORD.search(s.unit.text) and not re.search(r"\bsowohl\b|\bals auch\b", s.unit.text) for s in best
    ):
        return Problem("bedingung", "aus einem Oder der Quelle wird ein Und")
    if _chosen(sentence, best, lexicon):
        return Problem("bedingung", "ein Oder steht so nicht in der Quelle")
    if any(_part_whole(sentence) & {(b, a) for a, b in _part_whole(s.unit.text)} for s in best):
        return Problem("bezug", "Teil und Ganzes sind vertauscht")
    for join, left, right in _joins(sentence, lexicon):
        found = [b for s in best for b in [_between(left, right, s.unit.text, lexicon)] if b]
        if found and all(_swapped(join, between, sentence) for between in found):
            return Problem("bedingung", f"„{left.shown} {join} {right.shown}“: und und oder sind in der Quelle anders")
    return None


_RESTRICTS = re.compile(r"\b(?:erst|nur)\s(?:nach|wenn|dann|bei|mit|sobald|ab)\b(?P<r>[^,;.]*(?:,\s[^,;.]+)?)", re.I)
_ALTHOUGH = re.compile(
    r"\b(?:auch|selbst|sogar)\s(?:dann,?\s)?(?:wenn|bei|ohne|falls)\b(?P<r>[^,;]*)|\bunabhängig\s(?:von|"
    r"davon)\b(?P<s>[^;.]*)",
    re.I,
)


def _restricted(sentence: str) -> bool:
    return bool(_RESTRICTS.search(sentence)) and not _ALTHOUGH.search(sentence)


def _free_of(sentence: str, text: str, lexicon: Lexicon) -> bool:
    """Whether the source makes free of the very thing the sentence makes a condition: "erst nach X" for "auch wenn X erst später"."""
    wanted = [w for m in _RESTRICTS.finditer(sentence) for w in lexicon.words(m["r"]) if w.noun and not w.neutral][:2]
    given = [frozenset().union(*(w.all_keys for w in lexicon.words(m["r"] or m["s"] or ""))) for m in _ALTHOUGH.finditer(text)]
    return bool(wanted) and any(all(supports(w, keys) for w in wanted) for keys in given)


_EITHER_WORD = re.compile(r"\b(?:oder|entweder)\b", re.I)
_OF = re.compile(r"^\s(?:der|von|aus|von den|von insgesamt|von diesen|unter den)\s(?:insgesamt\s)?$", re.I)


def _part_whole(text: str) -> frozenset[tuple[str, str]]:
    """Pairs (part, whole) of a text: "acht der zwölf", "von den zwölf … acht", "zwölf …, acht davon"."""
    found = [f for f in figures(text) if f.kind == "number"]
    out: set[tuple[str, str]] = set()
    for a, b in pairwise(found):
        between = text[a.end : b.start]
        if _OF.match(between):
            out.add((a.value, b.value))
        elif re.search(r"\b(?:von|unter)\s(?:den\s|insgesamt\s|diesen\s)?$", text[: a.start], re.I) or re.search(
            r"\bdavon\b", between + text[b.end : b.end + 8], re.I
        ):
            out.add((b.value, a.value))
    return frozenset(out)


def _chosen(sentence: str, best: Sequence[Spot], lexicon: Lexicon) -> bool:
    """Whether "entweder … oder" stands where the places that have most of its words know no choice."""
    found = re.search(r"\bentweder\b", sentence, re.I)
    if not found:
        return False
    words = [w for w in lexicon.words(sentence[found.end() :]) if not w.neutral]
    rated = [(sum(supports(w, s.unit.keys) for w in words), s.unit.text) for s in best]
    most = max(n for n, _ in rated)
    return not any(_EITHER.search(text) for n, text in rated if n == most)


def _shared_out(sentence: str, unit: str) -> bool:
    """Whether one side says each has one and the other that they share it."""
    if not _COUNT.search(sentence):
        return False
    if _EACH.search(sentence) and not _TOGETHER.search(sentence):
        return bool(_SHARE.search(unit)) and not _EACH.search(unit)
    if _SHARE.search(sentence):
        return not (_SHARE.search(unit) or re.search(r"\bgemeinsam|\bzusammen\b|\baufgeteilt", unit, re.I))
    return bool(re.search(r"\bzusammen(?!\w)", sentence)) and bool(_EACH.search(unit)) and not _TOGETHER.search(unit)


def _joins(sentence: str, lexicon: Lexicon) -> Iterator[tuple[str, Word, Word]]:
    """Each "und" or "oder" with the noun before and the noun behind it."""
    for m in re.finditer(r"\b(?:und|oder|als auch)\b", sentence):
        left = [w for w in lexicon.words(re.split(r"[;:]", sentence[: m.start()])[-1]) if w.noun and not w.neutral]
        right = [w for w in lexicon.words(re.split(r"[;:,]", sentence[m.end() :])[0]) if w.noun and not w.neutral]
        if left and right and not left[-1].keys & right[0].keys and not re.search(r"\bzwischen\s[^,;]*$", sentence[: m.start()]):
            yield m[0].replace("als auch", "und"), left[-1], right[0]


def _between(left: Word, right: Word, text: str, lexicon: Lexicon) -> str:
    """What stands between two words of a place, with the "und" that closes a list begun there; "" when one is missing."""
    a, b = _at(left, text, lexicon), _at(right, text, lexicon)
    if not a or not b:
        return ""
    x, y = min(((x, y) for x in a for y in b if x != y), key=lambda p: abs(p[0][0] - p[1][0]), default=((0, 0), (0, 0)))
    first, second = sorted((x, y))
    between = text[first[1] : second[0]]
    if "," in between and not _EITHER.search(between) and not _ALSO.search(between):
        closing = re.match(r"[^.;:]*?\b(und|oder|sowie)\b", text[second[1] :])
        between += f" {closing[1]}" if closing else ""
    return between or " "


def _at(word: Word, text: str, lexicon: Lexicon) -> list[tuple[int, int]]:
    return [m.span() for m in _TOKEN.finditer(text) if any(w.keys & word.keys or supports(word, w.all_keys) for w in lexicon.words(m[0]))]


def _swapped(join: str, between: str, sentence: str) -> bool:
    either, also = bool(_EITHER.search(between)), bool(_ALSO.search(between))
    if join == "oder":
        conditional = bool(_CONDITIONAL.search(sentence)) or bool(_VERB_FIRST.match(sentence))
        return also and not either and conditional
    return bool(re.search(r"\b(?:oder|entweder)\b", between, re.I)) and bool(_BOTH.search(sentence))
