"""What comes first and what later, what is enough and what is demanded: turned round with words that all stand in the passage.

"erst nach der Bewilligung" where the source has it before the application, "A früher als B" where B came first, "ein eigenes Muster genügt" where
one is prescribed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.llm.gate.evidence import clauses_of
from assistant.llm.gate.figures import figures
from assistant.llm.gate.places import Spot
from assistant.llm.gate.stance import stance
from assistant.llm.gate.types import Problem
from assistant.llm.gate.words import Lexicon, Word, supports

_ENOUGH = re.compile(r"\b(?:genüg(?:t|en|te|ten)|(?:aus)?reich(?:t|en|te|ten)(?:\saus)?|ausreichend|es\stut|tut\ses)\b", re.I)
_HANDS_IN = re.compile(r"\breich\w*\b[^,;]*\b(?:ein|weiter|nach|bis|von)\b\W*(?:$|[,;.]|und\b)", re.I)
_ENOUGH_SOURCE = re.compile(r"genüg|(?<!be)reich(?:t|en)\b|ausreich|hinreich|mindest|\boder\b|\bmind\.|gleichwertig|\bkann\b|\bkönnen\b", re.I)
_STEP = r"(?:[a-zäöüß]+\s){0,3}?(?P<n>[A-ZÄÖÜ][\w:*-]+)"
_EVENT = re.compile(r"(?:\w*(?:ung|stellung|beginn|start|ende|eingang|abschluss|ablauf|abgabe|antritt))$", re.I)
_NO_EVENT = re.compile(r"(?:ordnung|regelung|vereinbarung|satzung|planung|fassung|rechnung|leistung|schätzung|meinung|darstellung|bedingung)$", re.I)
_AFTER = re.compile(rf"\b(?P<e>erst\s)?(?:nach|im\sAnschluss\san)\s{_STEP}")
_BEFORE = re.compile(rf"\b(?P<e>noch\s)?(?:vor|bis\szur|bis\szum)\s{_STEP}")
_AFTER_CLAUSE = re.compile(r"\b(?:nachdem|sobald|erst,?\swenn)\b", re.I)
_BEFORE_CLAUSE = re.compile(r"\b(?:bevor|ehe)\b", re.I)
_LATER_SAID = re.compile(r"\b(?:nachdem|sobald|danach|anschließend|im\sanschluss|nachträglich|später|hinterher|erst)\b", re.I)
_SOONER_SAID = re.compile(r"\b(?:bevor|ehe|zuvor|vorher|vorab|im\svorfeld|zunächst|zuerst)\b", re.I)
_SOONER = r"früher\w*|eher|zeitiger\w*|zuerst"
_COMPARES = re.compile(
    rf"\b(?:(?P<s>{_SOONER})|(?P<l>später\w*|nachträglicher)|(?P<m>mehr|höher\w*|größer\w*|häufiger\w*|öfter|länger\w*|schneller\w*|stärker\w*|besser\w*)|"
    r"(?P<w>weniger|niedriger\w*|geringer\w*|kleiner\w*|seltener\w*|kürzer\w*|langsamer\w*|schwächer\w*|schlechter\w*))\b(?P<mid>[^,;.]*?)\sals\s(?P<b>[^,;.]+)",
    re.I,
)
_EARLY = re.compile(r"\b(?:früh\w*|vorab|vorzeitig\w*|bereits|schon|zuerst|zunächst|als\serste\w*)\b", re.I)
_LATE = re.compile(r"\b(?:erst|spät\w*|danach|nachträglich|anschließend|im\sanschluss)\b", re.I)


def check_order(sentence: str, best: Sequence[Spot], lexicon: Lexicon) -> Problem | None:
    """What a sentence says to be enough, earlier or later otherwise than the places it rests on."""
    if not best:
        return None
    if _enough(sentence, best, lexicon):
        return Problem("modalitaet", "was nach der Quelle verlangt ist, wird als freigestellt dargestellt")
    if _turned_time(sentence, best):
        return Problem("bezug", "vor und nach sind gegenüber der Quelle vertauscht")
    if _turned_comparison(sentence, best, lexicon):
        return Problem("bezug", "der Vergleich ist gegenüber der Quelle vertauscht")
    return None


def _enough(sentence: str, best: Sequence[Spot], lexicon: Lexicon) -> bool:
    """Whether a clause calls something enough where every place that has its words prescribes and knows no "genügt"."""
    for clause in clauses_of(sentence, lexicon):
        said = _ENOUGH.search(clause.text)
        if not said or _HANDS_IN.search(clause.text) or stance(clause.text).negated or figures(clause.text):
            continue
        texts = [s.unit.text for s in best]
        if any("muss" in stance(t).modals for t in texts) and not any(_ENOUGH_SOURCE.search(t) for t in texts):
            return True
    return False


def _steps(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    """Nouns of time behind "vor" or "nach": with "erst" any noun, otherwise only what takes place ("Bewilligung", "Beginn")."""
    for m in pattern.finditer(text):
        if m["e"] or (_EVENT.search(m["n"]) and not _NO_EVENT.search(m["n"])):
            yield m["n"]


def _turned_time(sentence: str, best: Sequence[Spot]) -> bool:
    """Whether the sentence places something only after a step and every place only before one, or the other way round."""
    if stance(sentence).negated:
        return False
    after = any(_steps(_AFTER, sentence)) or bool(_AFTER_CLAUSE.search(sentence))
    before = any(_steps(_BEFORE, sentence)) or bool(_BEFORE_CLAUSE.search(sentence))
    if after == before:
        return False
    texts = [s.unit.text for s in best]
    later = [any(_steps(_AFTER, t)) or bool(_LATER_SAID.search(t)) for t in texts]
    sooner = [any(_steps(_BEFORE, t)) or bool(_SOONER_SAID.search(t)) for t in texts]
    without = [_without(t, sentence) for t in texts]
    later, sooner = (
        [a or w == "later" for a, w in zip(later, without, strict=True)],
        [a or w == "sooner" for a, w in zip(sooner, without, strict=True)],
    )
    denied = any(stance(t).negated for t in texts)
    return not denied and (any(sooner) and not any(later) if after else any(later) and not any(sooner))


_WITHOUT = re.compile(r"\bohne\s(?P<x>[^,;.]*?)\s(?:dürfen|darf|können|kann|wird|werden|ist|sind)\b(?P<y>[^;.]*\b(?:kein|nicht).*)", re.I)


def _without(text: str, sentence: str) -> str:
    """ "Ohne Unterschrift keine Verarbeitung" puts the Unterschrift first: "nach der Unterschrift" agrees, "nach der Verarbeitung" does not."""
    found = _WITHOUT.search(text)
    steps = [n.lower()[:7] for n in _steps(_AFTER, sentence)]
    if not found or not steps:
        return ""
    return "later" if steps[0] in found["x"].lower() else "sooner" if steps[0] in found["y"].lower() else ""


def _turned_comparison(sentence: str, best: Sequence[Spot], lexicon: Lexicon) -> bool:
    """Whether the two sides of "früher … als", "mehr … als" stand the other way round in a place."""
    m = _COMPARES.search(sentence)
    if not m or figures(m["b"]):
        return False
    one, other = _sides(sentence[: m.start()] + m["mid"], m["b"], lexicon)
    if not other and not one:
        return False
    if m["l"] or m["w"]:
        one, other = other, one
    return any(_contradicts(m, one, other, s, lexicon) for s in best)


def _sides(a: str, b: str, lexicon: Lexicon) -> tuple[list[Word], list[Word]]:
    """The words only one side of a comparison has."""
    left, right = ([w for w in lexicon.words(t) if not w.neutral] for t in (a, b))
    lkeys, rkeys = (frozenset().union(*(w.all_keys for w in ws)) for ws in (left, right))
    return [w for w in left if not supports(w, rkeys)], [w for w in right if not supports(w, lkeys)]


def _contradicts(m: re.Match[str], first: list[Word], second: list[Word], s: Spot, lexicon: Lexicon) -> bool:
    """`first` is the one said to be earlier or more."""
    theirs = _COMPARES.search(s.unit.text)
    if theirs and bool(theirs["s"] or theirs["l"]) == bool(m["s"] or m["l"]):
        one, other = _sides(s.unit.text[: theirs.start()] + theirs["mid"], theirs["b"], lexicon)
        if theirs["l"] or theirs["w"]:
            one, other = other, one
        return _crossed(first, second, one, other)
    if not (m["s"] or m["l"]):
        return False
    early = [w for c in s.unit.clauses if _EARLY.search(c.text) and not _LATE.search(c.text) for w in c.words]
    late = [w for c in s.unit.clauses if _LATE.search(c.text) and not _EARLY.search(c.text) for w in c.words]
    return bool(early or late) and _crossed(first, second, early, late)


def _crossed(first: list[Word], second: list[Word], one: list[Word], other: list[Word]) -> bool:
    """Whether the first side's nouns and names stand only on the other side in the source, or the second's only on the first."""
    ones, others = (frozenset().union(*(w.all_keys for w in ws)) for ws in (one, other))
    moved = any(w.noun and supports(w, others) and not supports(w, ones) for w in first)
    return moved or any(w.noun and supports(w, ones) and not supports(w, others) for w in second)
