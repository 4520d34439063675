"""The curated vocabulary (`corpus/vokabular.yaml`): everyday words ↔ terms, abbreviations, English words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from assistant.errors import WissenError
from assistant.knowledge import corpus_path, load_yaml

_KEYS = {"gruppen", "abkuerzungen", "englisch"}


def _plain(text: str) -> str:
    for a, b in (("ä", "a"), ("ö", "o"), ("ü", "u"), ("ß", "ss")):
        text = text.lower().replace(a, b)
    return text.replace("ae", "a").replace("oe", "o").replace("ue", "u")


@dataclass(slots=True)
class Vocabulary:
    """Word groups by folded word, abbreviations both ways, and English words with their German ones."""

    groups: dict[str, tuple[str, ...]]
    abbreviations: dict[str, str]
    english: dict[str, tuple[str, ...]]
    _phrases: dict[str, str] = field(default_factory=dict)
    _stemmed: dict[str, set[str]] | None = None

    def concepts(self, stems: Iterable[str], stem: Callable[[str], str]) -> list[str]:
        """Concept tokens ("#foerderung") of a word, given the stems of it and of its parts."""
        if self._stemmed is None:
            table: dict[str, set[str]] = {}
            for name, words in self.groups.items():
                for w in words:
                    if " " not in w:
                        table.setdefault(stem(_plain(w)), set()).add(f"#{name}")
            self._stemmed = table
        found: list[str] = []
        for s in stems:
            found += sorted(self._stemmed.get(s, ()))
        return found

    def phrases(self, folded: str) -> list[str]:
        """Concept tokens of expressions of several words found in a folded text."""
        if not self._phrases:
            self._phrases.update({_plain(w): f"#{name}" for name, words in self.groups.items() for w in words if " " in w})
        return [concept for phrase, concept in self._phrases.items() if phrase in folded]

    def translate(self, words: Iterable[str]) -> list[str]:
        """German words for English ones, in order."""
        out: list[str] = []
        for w in words:
            out += self.english.get(w, ())
        return out

    def is_english(self, question: str) -> bool:
        """Whether a question is put in English: more English than German function words."""
        words = re.findall(r"[a-zäöüß']+", question.lower())
        english = sum(w in _ENGLISH for w in words)
        german = sum(w in _GERMAN for w in words)
        return english >= 2 and english > german


_ENGLISH = frozenset(
    "the of to is are we our can does do how what which who when where why it be with and if by from that this there have has must "
    "should may much many a an or for on at you they their any not my i about whose per as".split()
)
_GERMAN = frozenset(
    "der die das und ist sind wir wie was wer wo wann ein eine einen für mit von zu im den dem des auf nicht oder auch es ich man "
    "bei aus nach kann darf muss werden wird haben hat welche welcher".split()
)


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The bundled vocabulary. Errors: WissenError for unknown keys or malformed groups."""
    return parse_vocabulary(load_yaml(corpus_path("vokabular.yaml")))


def parse_vocabulary(raw: dict[str, Any]) -> Vocabulary:
    """Check and read the vocabulary."""
    unknown = set(raw) - _KEYS
    if unknown:
        raise WissenError(f"vokabular.yaml: unbekannte Angabe {sorted(unknown)}.")
    groups: dict[str, tuple[str, ...]] = {}
    for name, words in (raw.get("gruppen") or {}).items():
        if not isinstance(words, list) or not all(isinstance(w, str) for w in words):
            raise WissenError(f"vokabular.yaml: Gruppe „{name}“ ist keine Liste von Wörtern.")
        groups[str(name)] = tuple(words)
    abbreviations = {str(k): str(v) for k, v in (raw.get("abkuerzungen") or {}).items()}
    for short, long in abbreviations.items():
        groups[f"abk-{short.lower()}"] = (short, long)
    english = {str(k).lower(): tuple(v) if isinstance(v, list) else (str(v),) for k, v in (raw.get("englisch") or {}).items()}
    return Vocabulary(groups, abbreviations, english)
