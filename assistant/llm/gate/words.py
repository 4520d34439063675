"""Words of drafts and passages made comparable: stems, derivations ("beantragen" – "Antrag"), compound parts and word fields.

A draft's word is supported by a passage that holds the same stem, a derivation of it, a word of the same field (`corpus/wortfelder.yaml`), an
abbreviation's long form (`corpus/vokabular.yaml`), or all parts of the compound. The fields are narrower than those of the search: a search may
find too much, a gate may not release too much.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.llm.gate.fields import fields
from assistant.llm.gate.numbers import number_word
from assistant.protocols import Analyzer
from assistant.question.vocabulary import vocabulary

_WORD = re.compile(r"[^\W\d_]+(?:[:*/_]in(?:nen)?\b)?(?:\.web)?|[^\W\d_]+", re.U)
_COUNTS = frozenset({"EUR", "TEUR", "Tsd", "Mio", "Mrd", "Tausend"})  # part of a figure, compared there
_WIDE = frozenset(
    "bewilligungsbehoerde ministerium grundsicherung wohlfahrtspflege verboten erlaubt pflicht freiwillig vorhanden zusaetzlich "
    "befristet unbefristet familie kreis kreisfreie-stadt "
    "kreisangehoerige-gemeinde stadtverwaltung stadtrat-kreistag anteil stammpersonal besetzung unbesetzt hoechstgrenze untergrenze".split()
)
_PARTICLES = "ein an auf aus ab vor nach zu mit bei um weiter zusammen her hin durch fest teil dar fort bereit zurück wahr statt heran gegen"
_INFIX = re.compile(r"^(?P<p>" + "|".join(sorted(_PARTICLES.split(), key=len, reverse=True)) + r")(?:ge|zu)(?P<r>[a-z]{3,})$")
_PARTICLE_END = re.compile(r"\b(?P<p>" + _PARTICLES.replace(" ", "|") + r")(?=\s*(?:[.,;:!?\[]|$|und\b|oder\b|sowie\b))")
_VERB = re.compile(r"[a-zäöüß]{3,}(?:t|te|ten|en|m|g|b|hm|ß|d|f|k)")
_BREAK = re.compile(r"[,;:.!?](?=\s)")
_PARTIES = frozenset(
    "~ministerium ~kfi ~bewilligung ~zentrum ~behoerde-abh ~behoerde-ebh ~land ~bund ~kommune ~staedte ~kreis ~jmd ~mbe ~koordination "
    "~case-management ~assistenz ~lenkung ~wohlfahrt ~traeger ~stammpersonal".split()
)
_ENDINGS = (
    "ierungen",
    "ierung",
    "ungen",
    "ung",
    "enden",
    "ende",
    "ender",
    "endes",
    "heiten",
    "heit",
    "keiten",
    "keit",
    "lichen",
    "liche",
    "licher",
    "lich",
    "ischen",
    "ische",
    "ischer",
    "isch",
    "baren",
    "bare",
    "bar",
    "ten",
    "tem",
    "ter",
    "tes",
    "te",
    "en",
    "em",
    "er",
    "es",
    "e",
    "et",
    "t",
    "st",
    "n",
    "s",
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word: as written, its keys (stem, root, fields), the keys of its compound parts, whether it claims nothing, whether it is a noun or
    name, and whether it is an adjective or adverb that turns a rule ("befristet")."""

    shown: str
    keys: frozenset[str]
    parts: tuple[frozenset[str], ...]
    neutral: bool
    noun: bool
    acronym: bool
    telling: bool = False

    @property
    def all_keys(self) -> frozenset[str]:
        """Own keys and those of the parts: what the word can support in a draft."""
        return self.keys.union(*self.parts)


def root(stem: str) -> str:
    """A stem without verbal and nominal endings and without an inner "ge" or "zu": "eingericht", "einricht" → "einricht"."""
    word = stem
    inner = _INFIX.match(word)
    if inner:
        word = inner["p"] + inner["r"]
    elif word.startswith("ge") and len(word) > 6:
        word = word[2:]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


class Lexicon:
    """Turns texts into words with keys. One per process; what was looked up is kept, up to `LIMIT` words."""

    LIMIT = 50_000

    def __init__(self, analyzer: Analyzer) -> None:
        self.analyzer = analyzer
        self._cache: dict[str, Word] = {}
        self._fields: dict[str, set[str]] = {}
        raw = fields()
        self._vocabulary: dict[str, set[str]] = {}
        for name, words in vocabulary().groups.items():
            for w in words:
                if " " not in w and not name.startswith("abk-") and name not in _WIDE:
                    self._vocabulary.setdefault(analyzer.stem(analyzer.words(w)[0]), set()).add(f"#{name}")
        for name, words in raw.groups.items():
            for w in words:
                for piece in analyzer.words(w)[-1:]:  # "KIM-Richtlinie" is a Richtlinie; KIM alone is none
                    reduced = piece.startswith("ge") and len(root(piece)) <= 4  # "gebunden" is no "Bund"
                    for key in (analyzer.stem(piece),) if reduced else (analyzer.stem(piece), "r:" + root(piece)):
                        self._fields.setdefault(key, set()).add(f"~{name}")
        self._general = frozenset(f"~{name}" for name in raw.general)
        for short, long in vocabulary().abbreviations.items():
            pieces = analyzer.words(long)
            if len(pieces) == 1:
                for w in (short, long):
                    self._fields.setdefault(analyzer.stem(analyzer.words(w)[0]), set()).add(f"~abk-{short.lower()}")
        self.usual = frozenset(analyzer.stem(w) for w in ("land", "kommune", "kommunen")) | {"~foerderung", "~mensch"}
        self._telling_words = {p for w in raw.telling for p in analyzer.words(w)}
        self._telling = {analyzer.stem(p) for w in raw.telling for p in analyzer.words(w)}
        self._neutral = {p for w in raw.neutral for p in analyzer.words(w)}
        fillers = (w for w in self._neutral if len(w) > 4 and not w.endswith("end"))  # "entscheidend" is a filler, "entscheiden" is none
        self._neutral_stems = {analyzer.stem(w) for w in fillers}

    def words(self, text: str) -> list[Word]:
        """The words of a text in order; numbers are not words."""
        text = text.replace("-\n", "")
        found = [(m.start(), self._word(m[0])) for m in _WORD.finditer(text) if len(m[0]) > 1]
        return self._joined_verbs(text, found)

    def joined(self, word: Word, keys: frozenset[str]) -> bool:
        """Whether a compound is made of two words the keys hold ("Beratungsdaten" of "Beratung" and "Daten")."""
        folded = "".join(self.analyzer.words(word.shown)[:1])
        for cut in range(4, len(folded) - 3):
            right = folded[cut:]
            if not self._keys(right, self.analyzer.stem(right)) & keys:
                continue
            for left in (folded[:cut], folded[:cut].rstrip("s"), folded[:cut].removesuffix("n"), folded[:cut].removesuffix("en"), folded[:cut] + "e"):
                if len(left) > 3 and self._keys(left, self.analyzer.stem(left)) & keys:
                    return True
        return False

    def _word(self, raw: str) -> Word:
        known = self._cache.get(raw)
        if known is None:
            if len(self._cache) > self.LIMIT:
                self._cache.clear()
            known = self._cache[raw] = self._look_up(raw)
        return known

    def _look_up(self, raw: str) -> Word:
        folded = "".join(self.analyzer.words(raw)[:1]) or raw.lower()
        tokens = [t for t in self.analyzer.tokens(raw) if not t.startswith("#")]
        stem = self.analyzer.stem(folded)
        keys = self._keys(folded, stem)
        parts = tuple(self._keys(t, t) - self._general for t in tokens[1:] if len(t) > 2)
        acronym = (len(raw) > 1 and raw[1:].upper() == raw[1:] and raw[0].isupper()) or sum(c.isupper() for c in raw) > 1
        neutral = not acronym and (
            number_word(raw) is not None
            or not self.analyzer.tokens(raw)
            or folded in self._neutral
            or (stem in self._neutral_stems and raw[0].islower())
        )
        neutral = (neutral or raw in _COUNTS) and (folded in self._neutral or folded not in self._telling_words)
        if not acronym and not self._kept_apart(keys):
            keys |= frozenset(t for t in self.analyzer.tokens(raw) if t.startswith("#") and t in self._vocabulary.get(stem, ()))
        telling = not neutral and stem in self._telling
        if telling:
            keys = frozenset({stem} | self._fields.get(stem, set()))  # "laufende" is no "läuft"
        return Word(raw, keys, parts, neutral, raw[0].isupper(), acronym, telling)

    def _kept_apart(self, keys: frozenset[str]) -> bool:
        """Whether a word names an office or a body: there the search's word groups are too wide."""
        return bool(keys & _APART)

    def _keys(self, folded: str, stem: str) -> frozenset[str]:
        base = "r:" + root(folded)
        known = self._fields.get(stem, set()) | self._fields.get(base, set())
        if known & _PARTIES:
            known = known - self._general  # who acts is never told in other words
        return frozenset({stem, base} | known)

    def _joined_verbs(self, text: str, words: list[tuple[int, Word]]) -> list[Word]:
        """Verbs with their particle at the end of the clause: "reicht … ein" also counts as "einreicht"."""
        ends = [(m.start(), m["p"]) for m in _PARTICLE_END.finditer(text)]
        out = []
        for at, word in words:
            end = next((e for e in ends if at < e[0]), None)
            verb = end is not None and _VERB.fullmatch(word.shown) and not _BREAK.search(text, at, end[0])
            if verb and end is not None:
                folded = "".join(self.analyzer.words(end[1] + word.shown)[:1])
                word = replace(word, keys=word.keys | self._keys(folded, self.analyzer.stem(folded)))
            out.append(word)
        return out


_APART = frozenset(
    "~ministerium ~kfi ~bewilligung ~zentrum ~behoerde-abh ~behoerde-ebh "
    "~land ~bund ~kommune ~staedte ~kreis ~jmd ~mbe ~vorhanden ~zusaetzlich".split()
)


def supports(word: Word, keys: frozenset[str] | set[str]) -> bool:
    """Whether a set of keys supports a word: itself, or all parts of the compound."""
    if word.neutral or word.keys & keys:
        return True
    return len(word.parts) > 1 and all(p & keys for p in word.parts)
