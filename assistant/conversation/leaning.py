"""Whether a question leans on what was said before: the words that open a follow-up, point back, or need a topic."""

from __future__ import annotations

import re

from assistant.conversation.slots import TIME, YEAR_AFTER, YEAR_BEFORE, without_places

OPENING = re.compile(
    r"^\W*(?:(?:und|aber|oder|also|auch|dann|ok(?:ay)?,?|ach so,?|gut,?|and|but|or|so|what about|how about|was ist mit|wie ist es|"
    r"wie wäre es|wie sieht es|wie siehts|gilt das|gilt das auch)\b[\s,]*)+",
    re.I,
)
_NEW_MATTER = re.compile(
    r"^\W*(?:(?:und|aber|so|jetzt|nun|dann|noch|nochmal|mal|ok(?:ay)?|gut|also|ganz|and|but|now|ich habe|hab|hätte)[\s,]+)*"
    r"(?:(?:et)?was (?:ganz |völlig |komplett )?ander(?:e?s|n)|(?:eine? |ne )?(?:ganz |völlig )?ander[en]* frage|"
    r"(?:ganz )?(?:anderes|neues|nächstes) thema|"
    r"themenwechsel|(?:eine )?(?:neue|nächste) frage|(?:something|(?:a )?(?:completely |totally )?different (?:question|topic|thing)|"
    r"new (?:question|topic)|"
    r"another (?:question|topic|thing)|change of (?:topic|subject))(?: (?:completely |totally |entirely )?(?:different|else))?)"
    r"\s*[:,.;–—-]+\s*(?=\S+\s+\S)",
    re.I,
)
_POINTING = re.compile(
    # words that point by themselves
    r"\b(?:dafür|dafuer|davon|damit|dabei|dazu|dort|hier|darin|daran|darauf|daraus|dagegen|dadurch|danach|dazwischen|dessen|deren|"
    r"(?:der|die|das|den|dem)selben?|im selben|denen|dies|diese[rsnm]?|jene[rsn]?|der genannte\w*|ihm|ihnen|drin|rein|drunter|drüber|dran|drauf|"
    r"beide[nr]?|solche\w*|so eine?\w*|nicht auch|lieber|stattdessen|trotzdem|sonst|auch so|that|those|these|there|they|them|it)\b|"
    # an article that stands for a noun: before a small word, or at the end before the verb
    r"\bd(?:as|ie|er|en|em) (?:auch|dann|denn|so|da|schon|noch|nicht|nur|immer|alle[ns]?|eigentlich|überhaupt|wir|ich|man|sich|jetzt|"
    r"eine[nmr]?|andere[nmrs]?|gleiche\w*)\b|"
    r"(?<!, )\bdas (?:jede[nrsm]?|pro|selber|selbst|extra|gesondert|vorher|wieder|neu|online|schriftlich|alles|trotzdem|beim|im)\b|"
    r"(?<!, )\bdie (?:selber|selbst|extra|trotzdem|wieder)\b|"
    r"\b(?:fürs|vom|zum|beim|ins) ander\w+|"
    r"\bdas(?: dann| denn| so| schon| noch)?(?: (?-i:[a-zäöüß]+(?:en|ern|rn|t))| zurück)?\s*[?.!]*$|"
    r"\beine[nrms]?(?:\s*[,?]| (?:nehmen|haben|brauchen|bekommen|davon)\b)|"
    # "es" and "da" where they are no filling words
    r"\b(?:ist|sind|war|waren|wäre|wären|sei) es\b|\bes (?:da|dann|denn|nur|auch)\b|"
    r"\bda (?:so|auch|schon|noch|nicht|denn|eigentlich|nur|mit|was|ein\w*)\b|\bda\b\s*[?.!]*$",
    re.I,
)
_CARRIES = re.compile(r"(?<!, )\b(?:dafür|dafuer|davon|damit|daran|hierfür|hiervon|deren|dessen)\b(?!,)|\b(?:for|of|with) (?:that|it|them)\b", re.I)
_BARE = re.compile(
    r"^\W*(?:bis |ab |seit |für |an |bei |mit |von |until |by |since )?"
    r"(?:warum|wieso|weshalb|wozu|wann|wo|wer|wen|wem|was|wie viele?|wieviele?|wie hoch|wie lange|wie oft|"
    r"welche\w*|why|when|who|where|how much|how many|how long)\b"
    r"(?: (?:denn|genau|das|die|es|dann|nicht|gerade|nur|so|eigentlich|not|exactly))*\W*$",
    re.I,
)
_WHY = re.compile(r"\b(?:warum|wieso|weshalb|wozu|why)\b", re.I)
_DEFINES = re.compile(r"^\W*(?:was (?:ist|sind|heißt|heisst|bedeutet|bedeuten|meint)|wof[üu]e?r steht|what (?:is|are|does))\b", re.I)
_PRONOUN = re.compile(r"\b(?:sie|er|ihn|ihr|ihre[nrms]?|sein|seine[nrms]?)\b")  # small letters: "Sie" is the reader
_STANDS = re.compile(
    r"\b(?:kim|baustein|\w*koordin\w*|case\s?-?manag\w*|lenkungsgruppe|fallzahl\w*|richtlinie|verwendungsnachweis|datenbank|integrationszentr\w*)\b",
    re.I,
)
# words that need a topic: a question of nothing but these leans on the one before
_RELATIVE = frozenset(
    """ausnahme ausnahmen beispiel beispiele bedingung bedingungen betrag beträge deckel euro form formular frist fristen geld grenze grund
    gründe höhe höchstbetrag höchstgrenze kosten kostet konsequenzen folgen limit maximum maximal minimum mindestens muster nachweis nachteil
    nachteile obergrenze pflicht pauschale prozent quote regel regeln rest satz spielraum stichtag summe umfang unterschied untergrenze
    voraussetzung voraussetzungen vorgabe vorgaben vorteil vorteile zeitraum zuständig verpflichtend freiwillig online schriftlich deadline
    exception exceptions limit amount cost costs jahr jahre jahres jährlich monat monate tag tage woche wochen mal wieder selben gleichen
    waren war gibt gibts geht gilt zahlt zahlen bezahlt entscheidet entscheiden prüft genehmigt macht passiert passieren passiern braucht
    muss müssen darf dürfen kann können soll sollen wird werden kommt bekommt kriegt bekommen kriegen bleibt heißt bedeutet steht dauert
    fällt liegt findet läuft gleich sofort direkt etwa halt eben wirklich tatsächlich komplett vorher
    nachher sitzen sitzt gehört gehören stellt there does apply""".split()
)
SMALL = frozenset(
    """für fuer die der das den dem des ein eine einer einem eines einen bei in im von vom zum zur mit und oder auch wie ist sind war waren
    wäre es sieht aus aussehen was wer wo wann wen wem warum wieso welche welcher welches welchen bis ab seit an am auf als um zu denn dann
    so noch stand ende anfang man wir ich uns mich unser unsere sie er ihr mal eigentlich überhaupt genau gerade nur schon da hier dort viel
    viele hoch lange oft kein keine keinen nicht jedes jeder jede alle the for in about what is are and how many much who when do we a an of
    to if""".split()
)
_ASIDE = re.compile(
    r"^\W*(?:(?:und )?(?:steht|stand|findet sich|sagt) (?:das|dies|es)\b.*|wo (?:steht|finde ich|kann ich) das\b.*|"
    r"(?:ist das|bist du|sind sie)(?: \w+)? (?:sicher|offiziell|aktuell)\W*|stimmt das\b.*|sicher\W*|"
    r"(?:wirklich|echt|ehrlich|tatsächlich|really)(?:,? (?:gar|so|nicht|kein\w*|nix|nichts|alle|not|none))*\W*|danke\b.*|"
    r"ok(?:ay)?\W*|aha\W*|quelle\W*|woher weißt du das\W*|where does it say (?:that|so)\b.*|are you sure\W*|really\W*|thanks?\b.*)$",
    re.I,
)


def is_follow_up(question: str) -> bool:
    """Whether a question leans on the one before: it opens like one, points back, names no matter of its own, or is too short to stand."""
    words = len(question.split())
    if YEAR_BEFORE.search(question) or YEAR_AFTER.search(question):
        return True
    if OPENING.match(question) and not (words > 9 and _STANDS.search(question)):
        return True
    if _BARE.match(question) or _ASIDE.match(question):
        return True
    if _STANDS.search(question):
        return words <= 9 and bool(_CARRIES.search(question))
    if _DEFINES.match(question) and own_matter(question) and not _POINTING.search(question):
        return False
    return bool(_POINTING.search(question)) or words <= 3 or (words <= 9 and bool(_PRONOUN.search(question))) or not own_matter(question)


def new_matter(question: str) -> str:
    """What is asked after words that close the matter before ("Mal was anderes: …"), "" where there are none."""
    opening = _NEW_MATTER.match(question)
    return question[opening.end() :] if opening else ""


def is_aside(question: str) -> bool:
    """Whether it is a remark on the answer or its source, not on a topic: what comes after it goes on from before it."""
    return bool(_ASIDE.match(question))


def is_bare(question: str) -> bool:
    """Whether a follow-up is nothing but its question word ("Und warum nicht?")."""
    return bool(_BARE.match(OPENING.sub("", question)))


def is_why(question: str) -> bool:
    """Whether a follow-up asks for nothing but the reason."""
    return is_bare(question) and bool(_WHY.search(question))


def may_lean(question: str) -> bool:
    """Whether a question without any sign of leaning is short and plain enough to be meant within the matter before."""
    return len(question.split()) <= 8 and not _STANDS.search(question) and without_places(question) == question


def points_at(question: str) -> frozenset[str]:
    """The words that point back, in small letters."""
    return frozenset(m.group().lower() for m in _POINTING.finditer(question))


def own_matter(question: str) -> list[str]:
    """The words of a question that name a matter of their own: no place, no time, nothing that needs a topic."""
    if is_bare(question):
        return []
    return [w for w in re.findall(r"[\w-]+", without_places(TIME.sub("", question)).lower()) if w not in SMALL and w not in _RELATIVE]


def named_matter(question: str) -> list[str]:
    """Its own matter without the words that only point back ("drin", "davon")."""
    pointing = {w for text in points_at(question) for w in text.split()}
    return [w for w in own_matter(question) if w not in pointing]
