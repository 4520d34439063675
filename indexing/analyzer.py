"""German analyzer for lexical search: fold, strip gender forms, stem, split compounds, add concept tokens.

"Koordinator:innen", "Koordinator*innen" and "Koordinatorinnen" give the same token; "ä", "ae" and "a" fold together, so a
question typed without umlauts meets its word; "Zuwendungsvoraussetzungen" gives its own stem and those of its parts; words
of one vocabulary group ("Geld", "Mittel", "Zuschuss") share a concept token.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from assistant.question.vocabulary import Vocabulary, vocabulary
from indexing.bounded import Bounded

ANALYZER = "4"  # part of the index name: raise it when tokens change
SAME = {"ford": "forder"}  # HanTa's part of "Förderperiode" and "gefördert" is the stem of "Förderung"
LONGEST = 60  # letters of a word that is split; the time it takes grows with their square
WORDS = 50_000  # words remembered beside those of the index: questions bring ever new ones
TEXTS, LONGEST_TEXT = 5_000, 1_000  # texts remembered (a question is looked at many times, a sentence of an original again and again), characters
_WORD = re.compile(r"[^\W_]+(?:[:*/_](?=in(?:nen)?\b)in(?:nen)?)?", re.U)
_GENDER = re.compile(r"[:*/_](in(?:nen)?)\b")
_INNEN = re.compile(r"(?<=[a-z]{3})(er|or|nt|st|ur|at|g)in(nen)?$")
_FOLD = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss", "é": "e", "è": "e", "á": "a", "à": "a", "ó": "o", "ç": "c"})
STOPWORDS = frozenset(
    """aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bin bis bist da dabei damit dann das dass dein deine
    dem den denn der des dessen dich die dies diese diesem diesen dieser dieses dir doch dort du durch ein eine einem einen einer eines er es etwas
    euch euer eure fur gar gegen gibt habe haben hat hatte hattet hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in indem ins ist
    ja jede jedem jeden jeder jedes jetzt kann kannst konnen konnt konnte konnten mal man mein meine meinem meinen meiner mich mir mit nach noch nun
    nur ob oder schon sehr sein seine seinem seinen seiner seit sich sie sind so solche soll sollen sollte sollten sonst uber um und uns unser unsere
    unserem unseren unserer unter viel vom von vor wahrend war waren warum was weg weil welche welchem welchen welcher welches wenn wer werden wessen
    wie wieder will wir wird wo wofur woran worauf wurde wurden zu zum zur zwar zwischen eigentlich denn halt eben bitte mal nen ne nem ner n s gerade
    the a an of to in for is are we our can do does how what which who when where it be on with and or if by at from that this there have has
    muss mussen musst durfen darf durft""".split()
)


def fold(text: str) -> str:
    """Lower case, NFKC, umlauts and their two-letter spellings to the base vowel, ß to ss, gender marks removed."""
    text = unicodedata.normalize("NFKC", text).lower()
    text = _GENDER.sub(r"\1", text).translate(_FOLD)
    return text.replace("ae", "a").replace("oe", "o").replace("ue", "u")


class GermanAnalyzer:
    """Turns text into tokens. Keeps what it has split while indexing (`parts`), so a word is split once per index.

    HanTa is loaded only when a long word turns up that is not in `parts` yet. With `closed` (an index opened for reading) `parts` stays as it is.
    """

    def __init__(self, parts: dict[str, list[str]] | None = None, words: Vocabulary | None = None, closed: bool = False) -> None:
        self.parts: dict[str, list[str]] = parts if parts is not None else {}
        self._closed = closed
        self._asked: Bounded[str, list[str]] = Bounded(WORDS)  # parts of words that only questions used
        self._stems: Bounded[str, str] = Bounded(WORDS)
        self._stemmer: Any = None
        self._tagger: Any = None
        self._words = words or vocabulary()
        self._tokens: Bounded[str, tuple[str, ...]] = Bounded(WORDS)
        self._token_texts: Bounded[str, tuple[str, ...]] = Bounded(TEXTS)
        self._content_texts: Bounded[str, tuple[str, ...]] = Bounded(TEXTS)

    def words(self, text: str) -> list[str]:
        """Folded words in order, function words included."""
        return _WORD.findall(fold(text))

    def stem(self, word: str) -> str:
        """Snowball stem of a folded word, gender ending removed first."""
        known = self._stems.get(word)
        if known is not None:
            return known
        if self._stemmer is None:
            import Stemmer

            self._stemmer = Stemmer.Stemmer("german")
        base = _INNEN.sub(r"\1", word) if len(word) > 6 else word
        found = str(self._stemmer.stemWord(base))
        return self._stems.put(word, found) if len(word) <= LONGEST else found

    def tokens(self, text: str) -> list[str]:
        """Search tokens: stems, stems of compound parts, concept tokens; function words dropped."""
        known = self._token_texts.get(text)
        if known is not None:
            return list(known)
        out: list[str] = []
        lowered = unicodedata.normalize("NFKC", text).lower()
        for raw in _WORD.findall(_GENDER.sub(r"\1", lowered)):
            out += self._word_tokens(raw)
        out += self._words.phrases(fold(text))
        if len(text) <= LONGEST_TEXT:
            self._token_texts.put(text, tuple(out))
        return out

    def content(self, text: str) -> list[str]:
        """Stems of the content words only, without parts and concepts: what a question is about."""
        known = self._content_texts.get(text)
        if known is not None:
            return list(known)
        out = [self.stem(w) for w in self.words(text) if w not in STOPWORDS and (len(w) > 1 or w.isdigit())]
        if len(text) <= LONGEST_TEXT:
            self._content_texts.put(text, tuple(out))
        return out

    def units(self, text: str) -> list[tuple[str, tuple[str, ...]]]:
        """Content words in order, each as its stem and the stems of its compound parts."""
        lowered = unicodedata.normalize("NFKC", text).lower()
        out = []
        for raw in _WORD.findall(_GENDER.sub(r"\1", lowered)):
            found = tuple(t for t in self._word_tokens(raw) if not t.startswith("#"))
            if found:
                out.append((found[0], found[1:]))
        return out

    def _word_tokens(self, raw: str) -> tuple[str, ...]:
        known = self._tokens.get(raw)
        if known is None:
            word = fold(raw)
            if word in STOPWORDS or (len(word) < 2 and not word.isdigit()):
                known = ()
            else:
                stem = self.stem(word)
                pieces = [SAME.get(piece, piece) for piece in (self.stem(p) for p in self._split(raw) if p not in STOPWORDS)]
                concepts = self._words.concepts([stem, *pieces], self.stem)
                known = tuple(dict.fromkeys([stem, *pieces, *concepts]))
            if len(raw) <= LONGEST:
                self._tokens.put(raw, known)
        return known

    def _split(self, raw: str) -> list[str]:
        if not 9 <= len(raw) <= LONGEST or not raw.isalpha():
            return []
        known = self.parts.get(raw)
        if known is None:
            known = self._asked.get(raw)
        if known is None:
            known = self._hanta(raw.capitalize())
            if self._closed:
                self._asked.put(raw, known)
            else:
                self.parts[raw] = known
        return known

    def _hanta(self, raw: str) -> list[str]:
        if self._tagger is None:
            from HanTa import HanoverTagger

            self._tagger = HanoverTagger.HanoverTagger("morphmodel_ger.pgz")
        try:
            morphs: Iterable[tuple[str, str]] = self._tagger.analyze(raw, taglevel=3)[1]
        except (KeyError, IndexError, ValueError, AttributeError):
            return []
        parts = [fold(m) for m, kind in morphs if len(m) > 3 and not kind.startswith(("SUF", "FUGE", "PREF", "PTK"))]
        whole = fold(raw)
        return [p for p in parts if p != whole and len(p) < len(whole) - 2]
