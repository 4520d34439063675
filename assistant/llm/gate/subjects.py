"""Which of a clause's parties is its subject: what a clause tells of doing, and who of two plain nouns does it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.llm.gate.party import Party

FEMININE = re.compile(
    r"(?:behörde|gruppe|pflege|stelle|kommune|stadt|kasse|konferenz|agentur|regierung|ung|heit|keit|schaft|kammer|akademie|tion|verwaltung|"
    r"gemeinde|ministerin|ABH|EBH|region|assistenz|begleitung)$",
    re.I,
)
PLURAL = re.compile(r"(?:en|innen|n|ern)$")
PARTICIPLE = r"(?:(?:[a-zäöü]{2,})?ge[a-zäöüß]{3,}(?:t|en)|[a-zäöüß]+iert|(?:be|ver|er|ent|zer|über|unter|an|vor|auf|ein)[a-zäöüß]{3,}t)"
_STATIVE = re.compile(
    r"^(?:ist|sind|war|waren|hat|haben|hatte|hatten|gehör\w+|zähl\w+|lieg\w+|lag|lagen|bleib\w+|blieb\w*|besteh\w+|bestand\w*|gilt|gelten|galt\w*|"
    r"umfass\w+|steh\w*|stand\w*|sitz\w+|saß\w*|befind\w+|befand\w*|verfüg\w+|brauch\w+|soll\w*|kann|könn\w+|konnt\w+|muss|müss\w+|musst\w+|darf|"
    r"dürf\w+|durft\w+|wird|werden|wurd\w+|worden|sein|würd\w+|hätt\w+|wär\w+|wollen|wollte\w*)$",
    re.I,
)
FINITE = re.compile(r"^[a-zäöüß]{2,}(?:t|te|en|eln|ern)$")
_PEOPLE = re.compile(r"mitarbeit|personal|leitung|vertret|beschäftigt|kräfte|team|mitglied", re.I)
_DETERMINER = re.compile(
    r"^(?:de[mrns]|die|das|eine?[nrsm]?|ihre?[nrsm]?|seine?[nrsm]?|alle[nrsm]?|diese[nrsm]?|jede[nrsm]?|keine?[nrsm]?|von|vom|mit|zu[mr]?|für|in|im|an|am|auf|bei|beim|aus|nach|durch|über|unter|als|weitere[nrsm]?)$",
    re.I,
)


_PERSONS = re.compile(r"(?!Enden?$)(?:[a-zäöüß]{4,}(?:enden|ende)|innen|kräfte|personal|personen|mitglieder|dozenten|lehrer)$", re.I)


def names_people(raw: str) -> bool:
    """Whether a noun that is no party names people who can act ("die extern Beratenden")."""
    return bool(_PERSONS.search(raw)) and not raw.startswith("Ende")


def one_subject(found: list[Party], subjects: Sequence[tuple[int, bool]], clause: str) -> list[Party]:
    """Of two plain parties beside one verb the first is the subject, unless only the second agrees with the verb in number."""
    apart = [i for n, (i, joined) in enumerate(subjects) if n == 0 or not joined]
    if len(apart) < 2 or not all(found[i].role == "agent" for i in apart):
        return found
    verb = next((w for w in re.findall(r"\b[a-zäöüß]{3,}\b", clause) if FINITE.match(w) and not _DETERMINER.match(w)), "")
    first, second = found[apart[0]], found[apart[1]]
    plural = [bool(PLURAL.search(p.word.shown)) and not FEMININE.search(p.word.shown) for p in (first, second)]
    turned = verb.endswith(("t", "te")) and plural == [True, False] and not verb.endswith(("en", "ten"))
    out = list(found)
    i = apart[0] if turned else apart[1]
    out[i] = Party(found[i].word, "patient", found[i].head, found[i].contained, found[i].place)
    return out


def tells_of_doing(clause: str) -> bool:
    """Whether a clause tells of doing something rather than of being or having."""
    tokens = re.findall(r"[^\W\d_]+", clause)
    verbs = []
    for i, w in enumerate(tokens):
        told = w[0].islower() and w not in ("laut", "nicht") and (FINITE.match(w) or re.fullmatch(PARTICIPLE, w)) and not _DETERMINER.match(w)
        inside = i and _DETERMINER.match(tokens[i - 1]) and any(t[0].isupper() for t in tokens[i + 1 : i + 3])
        if told and not inside:
            verbs.append(w)
    return any(not _STATIVE.match(w) for w in verbs) and not re.search(
        r"\b(?:untergebracht|angesiedelt|zuständig|verantwortlich|eingeplant)\b", clause
    )


def inherit(found: Sequence[Party]) -> Iterator[Party]:
    """The genitive of a party has that party's part, too: "von Trägern der Freien Wohlfahrtspflege"."""
    for i, p in enumerate(found):
        people = p.role == "of" and p.head is not None and bool(_PEOPLE.search(p.head.shown))
        if people:
            yield Party(p.word, "core", p.head, True, p.place)
        elif (
            p.contained
            and i
            and found[i - 1].role != "of"
            and re.match(r"Träger|Verb[aä]nd|Spitzenverb|Dezernat|Referat|Amt|Vertret", found[i - 1].word.shown)
        ):
            yield Party(p.word, found[i - 1].role, p.head, True, found[i - 1].place)
        else:
            yield p
