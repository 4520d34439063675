"""How a statement is meant: denied or not, must or may, all or some, only or also, under which condition, how often.

Each check compares a draft's clause with the passage's clause it is nearest to. Words that turn a statement round ("ausgeschlossen", "entfällt",
"freiwillig") count like "nicht"; "nicht nur", "nicht mehr als" and "nicht weniger als" do not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_NOT_A_NEGATION = re.compile(
    r"\bnicht (?:nur|allein|mehr als|weniger als|zuletzt|(?:unter|über)(?=\s+\d))\b|\bnicht\s?-\s?|\bes sei denn\b|"
    r"\bohne weiteres\b|\bnichtsdestotrotz\b",
    re.I,
)
_NEGATION = re.compile(
    r"\b(?:nicht|nichts|kein\w{0,2}|nie|niemals|niemand\w*|nirgends|weder|abgeraten|abzuraten|keinesfalls|keineswegs|entfällt|"
    r"entfallen|verzicht\w*|unmöglich|ausgeschlossen|"
    r"verboten|verbietet|verbieten|untersagt|unzulässig|ausgenommen|fehlt|fehlen|abgelehnt|lehnt|verweigert|schließt\s[^,.;]*\saus|"
    r"tabu|unberücksichtigt|unberührt|unverändert|unnötig|entbehrlich|"
    r"überflüssig|bleibt\saus|scheidet\saus|scheiden\saus)\b",
    re.I,
)
_ATTRIBUTE = re.compile(
    r"\b[Nn]icht\s+(?:(?!am|im|zum|zur|beim|vom|ans|an|in|auf|für|bei|mit|von|zu|aus|als|die|der|das|den|dem|des|ein|eine|einen|"
    r"einer|nur|mehr|über|unter|nach|vor|durch|um|so|sehr)[a-zäöüß]+\s+)?"
    r"(?P<a>(?!werden|wurden|sind|waren|haben|hatten|können|müssen|dürfen|sollen|diese|alle|andere|ihre|seine|unsere|eine|"
    r"keine)[a-zäöüß]{4,}(?:e|en|er|em|es))\)?(?=\s+[A-ZÄÖÜ])"
)
_WITHOUT = re.compile(r"\b(?:ohne|außer|unaufgefordert)\b", re.I)
_MUST = re.compile(
    r"\b(?:muss|müssen|müsse|musste\w*|müsste\w*|verpflichtend\w*|verpflichtet\w*|pflicht|verpflichtung\w*|\w+pflicht|verbindlich\w*|"
    r"zwingend\w*|obligatorisch\w*|erforderlich|notwendig|notwendigkeit|nötig|"
    r"vorgeschrieben\w*|voraussetzung\w*|\w+voraussetzung\w*|bedingung\w*|vorausgesetzt|"
    r"(?<!jahre )(?<!monate )(?<!wochen )(?<!tage )(?<!zeit )(?:braucht|brauchen)|benötigt|benötigen|gebunden|unerlässlich|vorbehalt\w*|"
    r"pflichtig|sicherzustellen|\w*frist|spätestens|vorgegeben|verlangt|verlangen|erfordert|erfordern|gefordert|forderung(?:en)?)\b"
    r"|\b(?:ist|sind|hat|haben|seien)\b(?:\s+[^\s;]+){0,22}?\s+(?:zu\s+[a-zäöüß]+n|[a-zäöüß]{2,10}zu[a-zäöüß]{3,}en)\b"
    r"|\b(?:zu\s+[a-zäöüß]+n|[a-zäöüß]{2,10}zu[a-zäöüß]{3,}en)\s+(?:ist|sind|hat|haben)\b",
    re.I,
)
_OUGHT = re.compile(
    r"\b(?:soll|sollen|solle|sollte\w*|empfohlen\w*|empfehlen|empfehlung(?!en)|empfehlenswert|empfiehlt|vorzugsweise|vorrangig|bevorzugt|"
    r"möglichst|sinnvoll|ratsam|angeraten|am besten|idealerweise|macht\s(?:es\s)?sinn|nach möglichkeit|rät|abgeraten|richtwert\w*|"
    r"richtschnur|orientierungswert\w*|faustregel)\b",
    re.I,
)
_MAY = re.compile(
    r"\b(?:möglicherweise|womöglich|kann|können|könn\w+|konnte\w*|darf|dürfen|dürfe|durfte\w*|möglich|möglichkeit\w*|zulässig|erlaubt|erlaubte|gestattete?n?|optional|"
    r"freiwillig\w*|wahlweise|freigestellt|lässt sich|lassen sich|statthaft|erlaubnis|verboten|untersagt|unzulässig|verbietet|verbieten|spielraum)\b",
    re.I,
)
_ENABLED = re.compile(r"^(?P<d>\W*(?:dass|sodass)\b.*)\s(?:können|kann|könnten)\W*$", re.I | re.S)
_AS_POSSIBLE = re.compile(r"\b(?:so|wie)\s(?:\w+\s)?(?:wie\s)?(?:nur\s)?möglich\b", re.I)
_NAMED_ADVICE = re.compile(r"\b(?:die|der|dieser|genannten)\sempfehlung\b(?=\s(?:geht|ging|liegt|lag|basiert|beruht|von\s\d))", re.I)
_PRECONDITIONS_MET = re.compile(r"\bvorliegen (?:aller|der) \w*voraussetzungen\b", re.I)
_ONLY = re.compile(
    r"\b(?:nur(?!\s(?:gering|selten|wenig|leicht|schwach|langsam|kurz|knapp|unwesentlich))|ausschließlich|lediglich|allein|einzig|bloß)\b", re.I
)
_ONLY_AFTER = re.compile(
    r"\b(?:nur(?!\s(?:gering|selten|wenig|leicht|schwach|langsam|kurz|knapp|unwesentlich))|ausschließlich|lediglich|allein|einzig|bloß)\b(?P<rest>(?:\W+[\w:*-]+){1,6})",
    re.I,
)
_ONLY_SOURCE = re.compile(r"\b(?:bedingung|voraussetzung\w*|gebunden|beschränkt|vorgesehenen)\b|\b\w+voraussetzung\w*", re.I)
_ALL = re.compile(
    r"\b(?:alle[rnms]?|sämtliche\w*|jede[rnms]?|ausnahmslos|immer|stets|überall|allerorts|durchgängig|durchgehend|durchweg|flächendeckend|ausnahmslos|jegliche\w*|beide[rn]?|"
    r"gesamte\w*|ganze\w*|vollständig\w*)\b",
    re.I,
)
_ALMOST = re.compile(r"\b(?:nahezu|fast|annähernd|beinahe|weitgehend)\s(?:überall|alle\w*|sämtliche\w*|jede\w*)", re.I)
_ALL_DRAFT = re.compile(
    r"\b(?:alle[rn]?|(?<!vor )allem|sämtliche\w*|jede[rnms]?|ausnahmslos|immer(?!\swieder)|stets|überall|allerorts|durchgängig|"
    r"durchgehend|durchweg|flächendeckend)\b(?!\s+(?:jahr|monat|quartal|woche|"
    r"tag)\w*)(?!(?<=jede|eder|edes)\s+(?:\w*stelle|fall)\w*)",
    re.I,
)
_LIMITED: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "einige",
        re.compile(
            r"\b(?:einige[rnm]?|manche[rnm]?|teilweise|zum teil|z\.\s?t\.|vereinzelt|mitunter|mehrere\w*|teils|ein teil|(?:in|bei|"
            r"von) einem teil|wenigen?|gelegentlich)\b|"
            r"\b(?:es\sg[ai]bt?|g[ai]b?t?\ses|existier\w+)\s(?:\w+\s)?[A-ZÄÖÜ]\w+,\s(?:bei|in)\sdenen\b",
            re.I,
        ),
    ),
    ("viele", re.compile(r"\b(?:viele[rnm]?|zahlreiche\w*|vielfach|häufig\w*|oft|oftmals|vielerorts)\b", re.I)),
    (
        "die meisten",
        re.compile(
            r"\b(?:meisten|meist|meistens|überwiegend\w*|mehrheit\w*|mehrzahl|größtenteils|allermeisten|in der regel|i\.\s?d\.\s?r\.|"
            r"üblicherweise|normalerweise|im regelfall|nahezu|fast|großteil)\b",
            re.I,
        ),
    ),
)
_CONDITION = re.compile(
    r"^\W*sollten?\b|\b(?:sofern|wenn|falls|soweit|vorausgesetzt|nur dann|insofern|es sei denn|im einzelfall|ausnahmsweise|"
    r"unter der (?:bedingung|voraussetzung)|unter (?:dem )?vorbehalt|voraussetzung\w*|bedingung\w*|"
    r"unter (?:besonderen )?umständen|bei vorliegen|solange|erst (?:wenn|ab|nach)|in diesem fall|gebunden)\b",
    re.I,
)
_CONDITION_DRAFT = re.compile(
    _CONDITION.pattern[:-3] + r"|nur|ausschließlich|ausnahme\w*|einzelfälle\w*|bei|mit eigene\w*|im fall\w*|nach|ohne|mit|wo|sobald"
    r"|damit|abhängig|außer|verfügt|verfügen|hat|haben|besitzt|deren|dessen)\b",
    re.I,
)
_FREQUENCY: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "jährlich",
        re.compile(
            r"\b(?:\w*jährlich\w*|pro (?:kalender)?jahr|je (?:kalender)?jahr|jedes (?:kalender)?jahr|im jahr(?!\s\d)|jahresbetr\w+|"
            r"jahr für jahr|alljährlich|einmal im jahr|(?:folge|kalender|förder)jahr\w*|"
            r"jahrespauschale)\b(?<!halbjährlich)(?<!vierteljährlich)(?<!unterjährig)",
            re.I,
        ),
    ),
    ("monatlich", re.compile(r"\b(?:monatlich\w*|pro monat|je monat|jeden monat|im monat(?!\s\w+\s\d)|\w+ pro kalendermonat)\b", re.I)),
    ("vierteljährlich", re.compile(r"\b(?:vierteljährlich\w*|quartals\w*|pro quartal|je quartal|jedes quartal|alle drei monate)\b", re.I)),
    ("halbjährlich", re.compile(r"\b(?:halbjährlich\w*|pro halbjahr|alle sechs monate|zweimal (?:im jahr|jährlich))\b", re.I)),
    ("wöchentlich", re.compile(r"\b(?:wöchentlich\w*|pro woche|je woche|jede woche)\b", re.I)),
    ("täglich", re.compile(r"\b(?:täglich\w*|pro tag|je tag|jeden tag|tagesaktuell\w*|taggleich|tagesgleich)\b", re.I)),
    ("stündlich", re.compile(r"\b(?:pro stunde|je stunde|stündlich)\b", re.I)),
    ("einmalig", re.compile(r"\b(?:einmalig\w*|nur einmal|ein einziges mal|einmal(?! (?:im|pro|je|jedes|jeden|in jedem) |(?: jährlich)))\b", re.I)),
    (
        "insgesamt",
        re.compile(
            r"\b(?:insgesamt|gesamt|in summe|zusammengerechnet|gesamtsumme|gesamtbetrag|alles zusammen|"
            r"zusammen(?=\s(?:(?:bis zu|höchstens|maximal|rund|nur|etwa)\s)?\d))\b",
            re.I,
        ),
    ),
)
_PLACED = re.compile(
    r"\b(?P<p>vor|bevor|ehe|nach|nachdem|über|oberhalb|unter|unterhalb|innerhalb|außerhalb|mit|ohne|einschließlich|inklusive|"
    r"ausschließlich|exklusive|zuzüglich|abzüglich)\b"
    r"(?P<rest>(?:\s+[^\s.,;:!?]+){1,4})",
    re.I,
)
_SIDES = {
    w: (pair, side)
    for pair, sides in enumerate(
        (
            ("vor bevor ehe", "nach nachdem"),
            ("über oberhalb", "unter unterhalb"),
            ("innerhalb", "außerhalb"),
            ("mit", "ohne"),
            ("einschließlich inklusive", "ausschließlich exklusive"),
            ("zuzüglich", "abzüglich"),
        )
    )
    for side, words in enumerate(sides)
    for w in words.split()
}


@dataclass(frozen=True, slots=True)
class Stance:
    """What a clause says about its own statement."""

    negated: bool
    modals: frozenset[str]
    only: bool
    every: bool
    limited: frozenset[str]
    conditional: bool


@lru_cache(maxsize=8192)
def stance(clause: str) -> Stance:
    """The stance of a clause or sentence."""
    plain = _ATTRIBUTE.sub(" ", _NOT_A_NEGATION.sub(" ", clause))
    ought = re.sub(r"^\W*soll(?:en|te|ten)?\b(?=.*,)", "", clause, flags=re.I)  # \"Sollten …\" at the start is a condition
    ought = _ENABLED.sub(lambda m: m["d"], ought)  # "dafür sorgen, dass sie teilnehmen können"
    ought = _NAMED_ADVICE.sub(" ", ought)
    ought = _AS_POSSIBLE.sub(" ", _PRECONDITIONS_MET.sub(" ", ought))
    modals = {name for name, pattern in (("muss", _MUST), ("soll", _OUGHT), ("kann", _MAY)) if pattern.search(ought)}
    return Stance(
        _denied(plain),
        frozenset(modals),
        bool(_ONLY.search(re.sub(r"\bnicht (?:nur|allein)\b", "", clause))),
        bool(_ALL.search(_ALMOST.sub("", clause))),
        frozenset(name for name, pattern in _LIMITED if pattern.search(clause)),
        bool(_CONDITION.search(clause)),
    )


def _denied(plain: str) -> bool:
    """Whether a text denies: "ohne … keine" affirms, "… nichts, … nicht" denies twice."""
    if _WITHOUT.search(plain):
        return (len(_NEGATION.findall(plain)) + len(_WITHOUT.findall(plain))) % 2 == 1
    return any(len(_NEGATION.findall(piece)) % 2 == 1 for piece in re.split(r"[,;:](?=\s)", plain))


def placed(text: str) -> list[tuple[tuple[int, int], str]]:
    """Prepositions that have an opposite, as (pair, side), each with the words behind it: "vor der Verabschiedung" – "nach der Verabschiedung"."""
    out = []
    for start in range(len(text)):
        m = _PLACED.match(text, start) if start == 0 or not text[start - 1].isalnum() else None
        if m:
            out.append((_SIDES[m["p"].lower()], m["rest"]))
    return out


def limited_words(text: str) -> list[tuple[str, str]]:
    """Words for a part of something, each with the words it may belong to: ("einige", "Kommunen stellt insbesondere der")."""
    return [(name, text[m.end() : m.end() + 60]) for name, pattern in _LIMITED for m in pattern.finditer(text)]


def has_condition_word(sentence: str) -> bool:
    """Whether a draft's sentence names any condition, in whatever form."""
    return bool(_CONDITION_DRAFT.search(sentence))


def each_of(clause: str, unit: str) -> bool:
    """Whether "jede" in a clause renders "pro", "je" or "eine weitere" in the source."""
    return bool(re.search(r"\bjede", clause, re.I) and re.search(r"\b(?:pro|je|jeweils|eine weitere)\b", unit, re.I))


def says_all(sentence: str) -> bool:
    """Whether a draft claims something of all or always; "alle Voraussetzungen" are the ones there are."""
    return bool(_ALL_DRAFT.search(re.sub(r"\balle[rn]?\s(?:\w+\s)?\w*voraussetzungen\b", "", _ALMOST.sub("", sentence), flags=re.I)))


def only_of(text: str) -> list[str]:
    """What each "nur" of a text is said of: the words behind it."""
    return [m["rest"] for m in _ONLY_AFTER.finditer(re.sub(r"\bnicht (?:nur|allein)\b", "", text))]


def attributes_denied(text: str) -> list[str]:
    """Adjectives denied before their noun: "nicht verbrauchte Mittel" gives "verbrauchte"."""
    return [m["a"] for m in _ATTRIBUTE.finditer(text)]


def allows_only(unit: str) -> bool:
    """Whether a passage's sentence bears a "nur"."""
    return bool(_ONLY_SOURCE.search(unit))


def frequencies(text: str) -> frozenset[str]:
    """How often something happens, and per what: "jährlich", "monatlich", …, "insgesamt"."""
    return frozenset(name for name, pattern in _FREQUENCY if pattern.search(text))
