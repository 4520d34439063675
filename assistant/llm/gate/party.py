"""A party of a clause and what makes two words name the same one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.llm.gate.words import Word

Role = Literal["agent", "core", "patient", "to", "of", "at", "about", "with", "for", "other"]


@dataclass(frozen=True, slots=True)
class Party:
    """A party of a clause: its word, its part, and the noun it is the genitive of ("Konzept" in "Konzept der Kommune")."""

    word: Word
    role: Role
    head: Word | None
    contained: bool = False
    place: str = ""

    def same(self, other: Party) -> bool:
        """Whether two words name the same party."""
        return bool(identity(self.word) & identity(other.word))


def identity(word: Word) -> frozenset[str]:
    """The keys by which a party is known: its field where it has one, else its stem."""
    known = word.keys & KNOWN or (word.parts[-1] & KNOWN if word.parts else frozenset())
    return known or frozenset(k for k in word.keys if k[0] not in "~#")


KNOWN = frozenset(
    "~ministerium ~kfi ~bewilligung ~zentrum ~behoerde-abh ~behoerde-ebh ~land ~bund ~kommune ~kreis ~jmd ~mbe ~koordination ~case-management "
    "~assistenz ~lenkung ~wohlfahrt ~traeger ~stammpersonal".split()
)
