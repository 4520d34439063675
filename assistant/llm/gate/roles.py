"""Who does something, to whom, and whose a thing is: the parties of a clause with their part in it.

German shows a party's part by its preposition, its article and the voice of the verb: "legt dem Kreistag vor" and "an den Kreistag" name one who
is given something, "vom Kreistag beschlossen" and "der Kreistag beschließt" one who acts, "des Kreistags" one something belongs to. That is read
here without a parser, so what is not clear stays "core" and is never held against a draft.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.llm.gate.governing import governed
from assistant.llm.gate.party import KNOWN, Party, Role
from assistant.llm.gate.subjects import FEMININE, FINITE, PARTICIPLE, PLURAL, inherit, names_people, one_subject, tells_of_doing
from assistant.llm.gate.words import Lexicon, Word

_TOKEN = re.compile(r"[^\W\d_]+(?:[:*]in(?:nen)?)?(?:-[^\W\d_]+)*|\d[\d.,]*|[,;:()–„“]")
_PREPOSITIONS: dict[str, Role] = {
    **dict.fromkeys("durch seitens".split(), "agent"),
    **dict.fromkeys("an ans zu zum zur gegenüber".split(), "to"),
    **dict.fromkeys("bei beim in im am innerhalb außerhalb aus vor auf".split(), "at"),
    **dict.fromkeys("über".split(), "about"),
    **dict.fromkeys("mit neben samt nebst".split(), "with"),
    **dict.fromkeys("für ohne gegen um".split(), "for"),
    **dict.fromkeys("nach laut gemäß entsprechend zufolge unter zwischen anstelle statt hinter".split(), "other"),
    **dict.fromkeys("von vom".split(), "other"),
}
_PRONOUNS = frozenset("sie er es ihn ihm ihnen sich man uns ihr".split())
_DATIVE = frozenset("dem einem ihrem seinem diesem jedem unserem keinem".split())
_GENITIVE = frozenset("des eines ihres seines dieses jedes".split())
_PLAIN = frozenset("die das ein eine ihre seine diese dieses jede jedes alle beide keine der den einen ihren seinen jeder dieser einer ihrer".split())
_PASSIVE = re.compile(
    rf"\b(?:wird|werden|wurden?|worden)\b.*?\b{PARTICIPLE}\b|\b{PARTICIPLE}\s+(?:wird|werden|wurden?|worden)\b|"
    r"\b(?:wurden?|worden)\b.*\b(?:be|ver|er|ent|über|unter|ein|auf|an|vor|ab)[a-zäöüß]{3,}en\b",
    re.I | re.S,
)
_TO_BE_DONE = re.compile(r"\b(?:ist|sind|war|waren|seien?)\b.*?\b(?:zu\s+[a-zäöü]+n|[a-zäöü]{2,10}zu[a-zäöü]{3,}en)\b", re.I | re.S)
_RECEIVING = re.compile(
    r"\b(?:erh[aä]lt|erhalten|erhielt\w*|bekomm\w*|bekam\w*|empf\w+ng\w*|erfähr\w*|erfahren|erfuhr\w*|zugewiesen bekomm\w*)\b", re.I
)
_SHORTENED = re.compile(r"\b[A-ZÄÖÜ]\w+-(?:,\s|\s(?:und|oder|bzw\.|sowie)\s)|\s\([^)]*\)|(?<=[A-ZÄÖÜ]\w)(?<=\w)\s„[^“]*“")
_QUOTED = re.compile(r"(?P<noun>[A-ZÄÖÜ][\w-]+\s)?„(?P<first>[\w-]+)[^“]*“")
_ADJECTIVE = re.compile(r"(?:[\w-]+isch|Kommunal|Frei|Ober|Unter|Regional|Ander|Weiter|Beteiligt)e[nrsm]?$")
_ATTRIBUTIVE = re.compile(
    r"^(?:\s+(?:und|oder|sowie)\s+(?:de[mrn]\s+)?(?:[\w-]+e[nr]\s+)?[A-ZÄÖÜ][\w-]+){0,2}\s+(?:zu\s+)?[a-zäöüß]+(?:te|ten|ter|tes|ene|enen|ener|enes|ende|enden)\s+[A-ZÄÖÜ]"
)
_PARTY = re.compile(
    r"(?:behörden?|ämter|amtes|amt|ministeri\w+|zentr\w+|gruppen?|rat|rates|kreistag\w*|kasse|konferenz|träger\w*|verbände?n?|akademie|agentur|"
    r"manager\w*|koordinator\w*|regierung|dezernate?s?|referate?s?|kammer|jobcenters?|verwaltung|ausschu\w+)$",
    re.I,
)
_NO_PARTY = re.compile(
    r"(?:beirat|vorrat|betrag|vertrag|auftrag|antrag|beitrag|ertrag|haushalt|einrichtung|stellen?|assistenz|zielgruppen?|personengruppen?|"
    r"laufbahngruppe|entgeltgruppen?|produktgruppe|verwaltungsassistent\w*|programm\w*|ebene)$",
    re.I,
)
_OVER = re.compile(r"aufsicht|entscheid|kontrolle|übersicht|aussage|bericht|information", re.I)


@dataclass(slots=True)
class _State:
    """What was read since the last noun."""

    preposition: str = ""
    article: str = ""
    after_noun: bool = False
    joined: Role | None = None
    before: str = ""


class Roles:
    """Reads the parties of clauses; `acting` are the keys of the words that name one."""

    def __init__(self, lexicon: Lexicon, acting: frozenset[str]) -> None:
        self._lexicon = lexicon
        self.acting = acting
        self.read = lru_cache(maxsize=4096)(self._read)

    def is_party(self, word: Word) -> bool:
        """Whether a word names somebody who can act."""
        if not word.noun or word.neutral or _NO_PARTY.search(word.shown):
            return False
        named = word.acronym and len(word.shown) > 3 and word.shown.isupper()
        return bool(word.keys & self.acting & KNOWN) or bool(_PARTY.search(word.shown)) or named

    def _read(self, clause: str) -> tuple[Party, ...]:
        """The parties of a clause in order."""
        clause = _QUOTED.sub(lambda m: m["noun"] or m["first"], _SHORTENED.sub("", clause))
        passive = bool(_PASSIVE.search(clause) or _TO_BE_DONE.search(clause))
        receiving = bool(_RECEIVING.search(clause)) and not passive
        acts = tells_of_doing(clause) and not governed(clause)
        found: list[Party] = []
        state, last_place = _State(), ""
        last: Word | None = None
        last_party: Word | None = None
        subjects: list[tuple[int, bool]] = []
        tokens = list(_TOKEN.finditer(clause))
        for i, m in enumerate(tokens):
            raw = m[0]
            low = raw.lower()
            following = tokens[i + 1][0] if i + 1 < len(tokens) else ""
            if not raw[0].isalpha():
                state = _State() if raw not in "„“" else state
                continue
            if low in ("und", "oder", "sowie", "bzw", "beziehungsweise"):
                state = _State(joined=found[-1].role if found and state.after_noun and last_party is last else None)
                continue
            if low in _PREPOSITIONS and not (low in ("an", "vor", "zu", "auf", "ein") and not following):
                state = _State(
                    preposition=low,
                    after_noun=False,
                    before=tokens[i - 1][0] if i else "",
                    article="contracted" if low in ("vom", "zum", "zur", "beim", "im", "am") else "",
                )
                if low in ("von", "vom"):
                    state.after_noun = i > 0 and tokens[i - 1][0][:1].isupper() and i > 1
                continue
            if low in _PRONOUNS:
                state = _State()
                continue
            if low in _DATIVE or low in _GENITIVE or low in _PLAIN:
                state = _State(state.preposition, low, state.after_noun and not state.preposition, state.joined, state.before)
                continue
            if (
                not raw[0].isupper()
                or (_ADJECTIVE.match(raw) and following[:1].isupper())
                or (i == 0 and not following[:1].isupper() and FINITE.match(low) and not self._party_word(raw))
            ):
                if not state.preposition and not state.article and not state.joined:
                    state = _State()
                continue
            words = list(self._lexicon.words(raw.split("-")[-1] if "-" in raw and raw[0].isupper() else raw))
            word = words[0] if words else None
            if word is None:
                continue
            party = self._party_word(raw)
            if party is not None and state.after_noun and i and tokens[i - 1][0][:1].isupper() and not _ADJECTIVE.match(tokens[i - 1][0]):
                continue  # "Case Management" is one, "Integrationsgesetz NRW" a name
            if party is not None:
                role, owned = self._role(state, party, passive, receiving, acts, clause[m.end() :])
                head: Word | None = last if owned else None
                found.append(
                    Party(party, role, head, bool(owned and last_party is last and last is not None), last_place if owned else state.preposition)
                )
                if role == "agent" and not state.preposition:
                    subjects.append((len(found) - 1, state.joined is not None))
                last_party = party
                last = party
            else:
                if (passive and state.preposition in ("von", "vom", "durch") and not state.after_noun) or (
                    acts and not subjects and not following[:1].isupper() and _plain(state) and names_people(raw)
                ):
                    found.append(Party(word, "agent", None, place=state.preposition or "subject"))
                    subjects.append((len(found) - 1, state.joined is not None))
                last = word
            if not (party is not None and found and found[-1].role == "of"):
                last_place = state.preposition
            state = _State(after_noun=True)
        return tuple(inherit(one_subject(found, subjects, clause)))

    def _party_word(self, raw: str) -> Word | None:
        for piece in (raw, *raw.split("-")):
            for word in self._lexicon.words(piece):
                if self.is_party(word):
                    return word
        return None

    def _role(self, s: _State, word: Word, passive: bool, receiving: bool, acts: bool, rest: str) -> tuple[Role, bool]:
        """The part a party has, and whether it is the genitive of the noun before it."""
        if s.preposition in ("von", "vom"):
            if s.after_noun and not passive:
                return "of", True
            attributive = bool(_ATTRIBUTIVE.match(rest))
            return ("agent" if passive or receiving or attributive else "other"), False
        if s.preposition == "über" and not (s.before and _OVER.search(s.before)):
            return "with", False  # "über den Kreis beantragt": by way of
        if s.preposition:
            return _PREPOSITIONS[s.preposition], False
        if s.joined and (s.article not in ("die", "der", "das", "den") or (s.joined == "for" and s.article != "der")):
            return s.joined, False
        if s.article in _GENITIVE or (s.article in ("der", "einer", "ihrer", "seiner", "dieser") and s.after_noun):
            return "of", True
        if s.article in _DATIVE or (s.article in ("der", "einer", "dieser") and FEMININE.search(word.shown)):
            return "to", False
        if s.article == "den":
            return ("to" if PLURAL.search(word.shown) else "patient"), False
        if passive:
            return "patient", False
        if receiving:
            return "to", False
        return ("agent" if acts else "core"), False


def _plain(state: _State) -> bool:
    """Whether a noun may be the subject: no preposition, no other case, not behind a noun."""
    return not state.preposition and state.article in ("", "die", "der", "das", "alle") and not state.after_noun
