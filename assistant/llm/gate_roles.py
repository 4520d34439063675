"""Who does something, to whom, and whose a thing is: the parties of a clause with their part in it.

German shows a party's part by its preposition, its article and the voice of the verb: "legt dem Kreistag vor" and "an den Kreistag" name one who
is given something, "vom Kreistag beschlossen" and "der Kreistag beschließt" one who acts, "des Kreistags" one something belongs to. That is read
here without a parser, so what is not clear stays "core" and is never held against a draft.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from assistant.llm.gate_stance import governed
from assistant.llm.gate_words import Lexicon, Word

Role = Literal["agent", "core", "patient", "to", "of", "at", "about", "with", "for", "other"]

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
_FEMININE = re.compile(
    r"(?:behörde|gruppe|pflege|stelle|kommune|stadt|kasse|konferenz|agentur|regierung|ung|heit|keit|schaft|kammer|akademie|tion|verwaltung|"
    r"gemeinde|ministerin|ABH|EBH|region|assistenz|begleitung)$",
    re.I,
)
_PLURAL = re.compile(r"(?:en|innen|n|ern)$")
_PARTICIPLE = r"(?:(?:[a-zäöü]{2,})?ge[a-zäöüß]{3,}(?:t|en)|[a-zäöüß]+iert|(?:be|ver|er|ent|zer|über|unter|an|vor|auf|ein)[a-zäöüß]{3,}t)"
_PASSIVE = re.compile(
    rf"\b(?:wird|werden|wurden?|worden)\b.*?\b{_PARTICIPLE}\b|\b{_PARTICIPLE}\s+(?:wird|werden|wurden?|worden)\b|"
    r"\b(?:wurden?|worden)\b.*\b(?:be|ver|er|ent|über|unter|ein|auf|an|vor|ab)[a-zäöüß]{3,}en\b",
    re.I | re.S,
)
_TO_BE_DONE = re.compile(r"\b(?:ist|sind|war|waren|seien?)\b.*?\b(?:zu\s+[a-zäöü]+n|[a-zäöü]{2,10}zu[a-zäöü]{3,}en)\b", re.I | re.S)
_RECEIVING = re.compile(r"\b(?:erh[aä]lt|erhalten|erhielt\w*|bekomm\w*|bekam\w*|empf\w+ng\w*|erfähr\w*|erfahren|erfuhr\w*|zugewiesen bekomm\w*)\b", re.I)
_STATIVE = re.compile(
    r"^(?:ist|sind|war|waren|hat|haben|hatte|hatten|gehör\w+|zähl\w+|lieg\w+|lag|lagen|bleib\w+|blieb\w*|besteh\w+|bestand\w*|gilt|gelten|galt\w*|"
    r"umfass\w+|steh\w*|stand\w*|sitz\w+|saß\w*|befind\w+|befand\w*|verfüg\w+|brauch\w+|soll\w*|kann|könn\w+|konnt\w+|muss|müss\w+|musst\w+|darf|"
    r"dürf\w+|durft\w+|wird|werden|wurd\w+|worden|sein|würd\w+|hätt\w+|wär\w+|wollen|wollte\w*)$",
    re.I,
)
_FINITE = re.compile(r"^[a-zäöüß]{2,}(?:t|te|en|eln|ern)$")
_SHORTENED = re.compile(r"\b[A-ZÄÖÜ]\w+-(?:,\s|\s(?:und|oder|bzw\.|sowie)\s)|\s\([^)]*\)|(?<=[A-ZÄÖÜ]\w)(?<=\w)\s„[^“]*“")
_QUOTED = re.compile(r"(?P<noun>[A-ZÄÖÜ][\w-]+\s)?„(?P<first>[\w-]+)[^“]*“")
_ADJECTIVE = re.compile(r"(?:[\w-]+isch|Kommunal|Frei|Ober|Unter|Regional|Ander|Weiter|Beteiligt)e[nrsm]?$")
_DETERMINER = re.compile(r"^(?:de[mrns]|die|das|eine?[nrsm]?|ihre?[nrsm]?|seine?[nrsm]?|alle[nrsm]?|diese[nrsm]?|jede[nrsm]?|keine?[nrsm]?|von|vom|mit|zu[mr]?|für|in|im|an|am|auf|bei|beim|aus|nach|durch|über|unter|als|weitere[nrsm]?)$", re.I)
_ATTRIBUTIVE = re.compile(r"^(?:\s+(?:und|oder|sowie)\s+(?:de[mrn]\s+)?(?:[\w-]+e[nr]\s+)?[A-ZÄÖÜ][\w-]+){0,2}\s+(?:zu\s+)?[a-zäöüß]+(?:te|ten|ter|tes|ene|enen|ener|enes|ende|enden)\s+[A-ZÄÖÜ]")
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
_PEOPLE = re.compile(r"mitarbeit|personal|leitung|vertret|beschäftigt|kräfte|team|mitglied", re.I)


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
    known = word.keys & _KNOWN or (word.parts[-1] & _KNOWN if word.parts else frozenset())
    return known or frozenset(k for k in word.keys if k[0] not in "~#")


_KNOWN = frozenset(
    "~ministerium ~kfi ~bewilligung ~zentrum ~behoerde-abh ~behoerde-ebh ~land ~bund ~kommune ~kreis ~jmd ~mbe ~koordination ~case-management "
    "~assistenz ~lenkung ~wohlfahrt ~traeger ~stammpersonal".split()
)


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
        return bool(word.keys & self.acting & _KNOWN) or bool(_PARTY.search(word.shown)) or named

    def _read(self, clause: str) -> tuple[Party, ...]:
        """The parties of a clause in order."""
        clause = _QUOTED.sub(lambda m: m["noun"] or m["first"], _SHORTENED.sub("", clause))
        passive = bool(_PASSIVE.search(clause) or _TO_BE_DONE.search(clause))
        receiving = bool(_RECEIVING.search(clause)) and not passive
        acts = _acts(clause) and not governed(clause)
        found: list[Party] = []
        state, last, last_party, last_place = _State(), None, None, ""
        subjects: list[tuple[int, bool]] = []
        tokens = [m for m in _TOKEN.finditer(clause)]
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
                state = _State(preposition=low, after_noun=False, before=tokens[i - 1][0] if i else "", article="contracted" if low in ("vom", "zum", "zur", "beim", "im", "am") else "")
                if low in ("von", "vom"):
                    state.after_noun = i > 0 and tokens[i - 1][0][:1].isupper() and i > 1
                continue
            if low in _PRONOUNS:
                state = _State()
                continue
            if low in _DATIVE or low in _GENITIVE or low in _PLAIN:
                state = _State(state.preposition, low, state.after_noun and not state.preposition, state.joined, state.before)
                continue
            if not raw[0].isupper() or (_ADJECTIVE.match(raw) and following[:1].isupper()) or (i == 0 and not following[:1].isupper() and _FINITE.match(low) and not self._party_word(raw)):
                if not state.preposition and not state.article and not state.joined:
                    state = _State()
                continue
            words = [w for w in self._lexicon.words(raw.split("-")[-1] if "-" in raw and raw[0].isupper() else raw)]
            word = words[0] if words else None
            if word is None:
                continue
            party = self._party_word(raw)
            if party is not None and state.after_noun and i and tokens[i - 1][0][:1].isupper() and not _ADJECTIVE.match(tokens[i - 1][0]):
                continue  # "Case Management" is one, "Integrationsgesetz NRW" a name
            if party is not None:
                role, owned = self._role(state, party, passive, receiving, acts, clause[m.end() :])
                head = last if owned else None
                found.append(Party(party, role, head, bool(owned and last_party is last and last is not None), last_place if owned else state.preposition))
                if role == "agent" and not state.preposition:
                    subjects.append((len(found) - 1, state.joined is not None))
                last_party = party
                last = party
            else:
                if (passive and state.preposition in ("von", "vom", "durch") and not state.after_noun) or (acts and not subjects and not following[:1].isupper() and _doer(state, raw)):
                    found.append(Party(word, "agent", None, place=state.preposition or "subject"))
                    subjects.append((len(found) - 1, state.joined is not None))
                last = word
            if not (party is not None and found and found[-1].role == "of"):
                last_place = state.preposition
            state = _State(after_noun=True)
        return tuple(_inherit(_one_subject(found, subjects, clause)))

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
        if s.joined and s.article not in ("die", "der", "das", "den"):
            return s.joined, False
        if s.article in _GENITIVE or (s.article in ("der", "einer", "ihrer", "seiner", "dieser") and s.after_noun):
            return "of", True
        if s.article in _DATIVE or (s.article in ("der", "einer", "dieser") and _FEMININE.search(word.shown)):
            return "to", False
        if s.article == "den":
            return ("to" if _PLURAL.search(word.shown) else "patient"), False
        if passive:
            return "patient", False
        if receiving:
            return "to", False
        return ("agent" if acts else "core"), False


_PERSONS = re.compile(r"(?!Enden?$)(?:[a-zäöüß]{4,}(?:enden|ende)|innen|kräfte|personal|personen|mitglieder|dozenten|lehrer)$", re.I)


def _doer(state: _State, raw: str) -> bool:
    """Whether a noun that is no party stands where the subject stands and names people ("die extern Beratenden")."""
    return not state.preposition and state.article in ("", "die", "der", "das", "alle") and not state.after_noun and bool(_PERSONS.search(raw) and not raw.startswith("Ende"))


def _one_subject(found: list[Party], subjects: Sequence[tuple[int, bool]], clause: str) -> list[Party]:
    """Of two plain parties beside one verb the first is the subject, unless only the second agrees with the verb in number."""
    apart = [i for n, (i, joined) in enumerate(subjects) if n == 0 or not joined]
    if len(apart) < 2 or not all(found[i].role == "agent" for i in apart):
        return found
    verb = next((w for w in re.findall(r"\b[a-zäöüß]{3,}\b", clause) if _FINITE.match(w) and not _DETERMINER.match(w)), "")
    first, second = found[apart[0]], found[apart[1]]
    plural = [bool(_PLURAL.search(p.word.shown)) and not _FEMININE.search(p.word.shown) for p in (first, second)]
    turned = verb.endswith(("t", "te")) and plural == [True, False] and not verb.endswith(("en", "ten"))
    out = list(found)
    i = apart[0] if turned else apart[1]
    out[i] = Party(found[i].word, "patient", found[i].head, found[i].contained, found[i].place)
    return out


def _acts(clause: str) -> bool:
    """Whether a clause tells of doing something rather than of being or having."""
    tokens = re.findall(r"[^\W\d_]+", clause)
    verbs = []
    for i, w in enumerate(tokens):
        told = w[0].islower() and (_FINITE.match(w) or re.fullmatch(_PARTICIPLE, w)) and not _DETERMINER.match(w)
        inside = i and _DETERMINER.match(tokens[i - 1]) and any(t[0].isupper() for t in tokens[i + 1 : i + 3])
        if told and not inside:
            verbs.append(w)
    return any(not _STATIVE.match(w) for w in verbs) and not re.search(r"\b(?:untergebracht|angesiedelt|zuständig|verantwortlich|eingeplant)\b", clause)


def _inherit(found: Sequence[Party]) -> Iterator[Party]:
    """The genitive of a party has that party's part, too: "von Trägern der Freien Wohlfahrtspflege"."""
    for i, p in enumerate(found):
        people = p.role == "of" and p.head is not None and bool(_PEOPLE.search(p.head.shown))
        if people:
            yield Party(p.word, "core", p.head, True, p.place)
        elif p.contained and i and found[i - 1].role != "of" and re.match(r"Träger|Verb[aä]nd|Spitzenverb|Dezernat|Referat|Amt|Vertret", found[i - 1].word.shown):
            yield Party(p.word, found[i - 1].role, p.head, True, found[i - 1].place)
        else:
            yield p
