"""How a yes/no question asks: the kind of claim it tests, and which way round.

"Müssen wir X?", "Ist X Pflicht?", "Geht es auch ohne X?" and "Ist X freiwillig?" test one claim, that X is obligatory; the last two the other way
round. `read` brings a question to (frame, turned, content words), so that a known truth about the claim answers all of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from assistant.polarity.claims import tag_only, tested

Frame = Literal["pflicht", "erlaubt", "genuegt", "fakt"]

_SUBORDINATE = r"auch wenn|selbst wenn|obwohl|wenn|falls|weil|sobald|solange|damit|bevor|nachdem|sodass|auch dann|even if|although|if|because|once"
_VERB = r"(?:muss|müssen|darf|dürfen|kann|können|soll|sollen|ist|sind|wird|werden|gibt|geht|reicht|genügt|bekomm\w*|brauch\w*|gilt|zahlt)"
_CONCESSION = re.compile(
    r"\b(trotzdem|dennoch|auch wenn|selbst wenn|auch dann|obwohl|still|anyway|even if|although|weiterhin|immer noch|noch immer)\b", re.I
)
_BRACKETED = re.compile(r"^([^(]+\?)\s+(\(.*\))$", re.S)
_ALONE = re.compile(r"\b(?:selber|selbst(?! (?:wenn|bei|nach|für|in|mit|dann|ein|die|der|das))|eigenhändig|persönlich|höchstpersönlich)\b", re.I)
_NEGATION = re.compile(r"\b(nicht|nich|net|kein\w*|nie|niemals|nirgends|niemand\w*|nichts|nix|weder|not|no|never|cannot|\w+n['’]t)\b", re.I)
_CHOICE = re.compile(  # "Pflicht oder freiwillig?" has no Ja
    r"\b(?:pflicht|verpflichtend\w*|verbindlich\w*|nötig|zwingend|vorgeschrieben|muss|soll|mandatory|freiwillig|optional|befristet|dauerhaft)"
    r" (?:oder|or) (?:(?:nur|bloß|bloss|doch|eher|eine|reine|only|just|rein) )*"
    r"(?:freiwillig|optional|empfohlen|empfehlung|kür|kann|pflicht|verpflichtend|unverbindlich|voluntary|unbefristet|vorübergehend)\b",
    re.I,
)
_NOT_NEGATION = re.compile(  # "nicht nur", and a participle before its noun: "nicht verbrauchte Mittel"
    r"\b(?:nicht (?:nur|bloß|bloss|allein|mehr als)|not only|(?<=oder )nicht|nicht (?:\w*ge\w+|ver\w+|be\w+)(?:te|ene|ten|enen)[nrs]?(?= [A-ZÄÖÜ]))\b"
)
_WITHOUT = re.compile(
    r"\b(ohne|verzicht\w*|weglass\w*|weggelass\w*|weglassen|auslass\w*|entfallen|entfällt|wegfallen|schenken|sparen|without|skip|auskommen|drumherum\w*|"
    r"rauslassen|herauslassen|(?:links )?liegen ?(?:zu)?lassen|beiseite ?lassen|außen vor(?: ?lassen)?|unter den tisch|"
    r"heraushalten|raushalten|ignorieren|ausklammern|überspringen|vorbei)\b",
    re.I,
)
_PASSING_BY = re.compile(r"\b(?:am|an) (?:\w+ ){1,3}vorbei\b", re.I)  # not "Ist das vorbei?"
_ONLY = re.compile(r"(?<!\bnicht )(?<!\bnot )\b(nur|bloß|bloss|lediglich|ausschließlich|ausschliesslich|allein|alleine|only|solely)\b", re.I)
_INSTEAD = re.compile(r"\b(statt|anstatt|anstelle|stattdessen|instead)\b", re.I)
_ALL = re.compile(
    r"(?<!vor )\b(alle[nrm]?|sämtliche\w*|jede\w*|überall|ausnahmslos|"
    r"flächendeckend|immer|stets|jedes mal|automatisch|every|all|each|always|in jedem fall)\b",
    re.I,
)
_MORE = re.compile(
    r"\b(mehr als|(?:über|unter)(?=\s+(?:\d|zwei|drei|vier|fünf|zehn|hundert))|höher|größer|länger als|mindestens|more than|"
    r"at least|weniger als|geringer|niedriger|"
    r"höchstens|maximal|less than|at most)\b",
    re.I,
)
_VOLUNTARY = re.compile(
    r"\b(freiwillig\w*|unverbindlich\w*|optional|voluntary|(?:nur|bloß|nette?|reine?|unverbindliche) "
    r"(?:eine? |ne )?(?:nette |reine )?(?:empfehlung|empfohlen|vorschlag|orientierung|kür)|freigestellt)\b",
    re.I,
)
_FORBIDDEN = re.compile(
    r"\b(verboten|untersagt|ausgeschlossen|unzulässig|tabu|unmöglich|prohibited|forbidden|nicht erlaubt|spricht (?:et)?was dagegen)\b", re.I
)
_OBLIGATORY = re.compile(
    r"\b(muss|muß|müssen|muessen|müsse|musst|musste\w*|müsste\w*|verpflicht\w*|\w*pflicht|nötig|noetig|notwendig|zwingend\w*|braucht?\w*|brauchen|brauchts|must|needs?|"
    r"required?|obligatory|mandatory|have to|has to|vorgeschrieben\w*|verlangt\w*|verlangen|verbindlich\w*|bedingung|voraussetzung|gebunden|"
    r"erforderlich|unbedingt|vorausgesetzt)\b",
    re.I,
)
_ALLOWED = re.compile(
    r"\b(darf|dürfen|duerfen|dürfe|durfte\w*|dürfte\w*|erlaubt|zulässig|zulaessig|kann|können|koennen|könne|könnte\w*|konnte\w*|möglich|moeglich|geht|gehts|ging|klappt|can|may|"
    r"could|allowed|possible|permitted|lässt|lassen|ließ\w*|gestattet|okay|in ordnung)\b",
    re.I,
)
_SUFFICES = re.compile(r"\b(reicht\w*|reichen?|genügt\w*|genuegt|genügen?|langt\w*|enough|sufficient|suffice|tut'?s|ausreich\w*)\b", re.I)
_SHOULD = re.compile(r"\b(soll|sollen|sollte\w*|empfohlen|empfiehlt|should|recommended|sinnvoll)\b", re.I)
_FRAME_WORDS = frozenset(
    """muss mussen musst musste mussten pflicht verpflichtet verpflichtend notig notwendig zwingend braucht brauchen brauchts vorgeschrieben verlangt
    verlangen verbindlich bedingung voraussetzung erforderlich unbedingt darf durfen durfte durften erlaubt zulassig moglich geht gehts ging klappt
    reicht reichen genugt genugen langt ausreichend ausreichen ohne verzichten weglassen auslassen freiwillig unverbindlich verboten untersagt
    gebunden
    ausgeschlossen stimmt richtig korrekt trotzdem dennoch obwohl nicht kein keine keinen keinem keiner nichts nix nie niemals nur bloss lediglich
    ausschliesslich allein wirklich tatsachlich echt eigentlich einfach immer stets alle jeder jede jedes samtliche automatisch selbst schon bereits
    weiterhin
    must need needs required have has may could allowed possible can should enough sufficient not no without only all still even true
    lasst lassen gilt gelten gab gibts wirklich etwa ganz sogar dafur dazu davon darum deshalb deswegen anders eher
    vielleicht kommt kommen sagen heisst
    bekommt bekommen kriegt kriegen kriegts tun machen macht gemacht sollen soll sollte sollten statt anstatt stattdessen ware waren was weder falls
    sobald""".split()
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A yes/no question brought to its claim.

    `turned`: a Ja to the question denies the claim; `turner` is the word that did it ("ohne", "freiwillig"), `plain` the frame without it, `negated`
    whether a negation turned it. `ambiguous`: the negation may be rhetorical ("Müssen wir nicht …?"), so that nobody can say what
    Ja means. `flags` are small words that make it another claim (only, all, instead, more than, should). `core` is the clause that asks, `rest`
    what is told around it.
    """

    frame: Frame
    turned: bool
    turner: str
    plain: Frame
    negated: bool
    ambiguous: bool
    concession: bool
    flags: frozenset[str]
    core: str
    rest: str
    by: str = ""

    @property
    def alone(self) -> bool:
        """Whether it asks if somebody does it themselves ("selber"): another claim than that it is done."""
        return bool(_ALONE.search(self.core))


@lru_cache(maxsize=20000)
def read(text: str) -> Asked:
    """The claim a yes/no question tests."""
    claim = tested(*_asked_sentence(text))
    core, aside = _main_clause(claim.body)
    negations = len(_NEGATION.findall(_NOT_NEGATION.sub(" ", core)))
    frame, turner = _frame(core)
    negated = negations % 2 == 1
    return Asked(
        frame=frame,
        turned=bool(turner) ^ negated,
        turner=turner,
        plain=_plain(core),
        negated=negated,
        ambiguous=bool(_CHOICE.search(core)) or negations > 1 or (negations == 1 and (not claim.declared or claim.practice or _halved(core))),
        concession=bool(_CONCESSION.search(text)),
        flags=_flags(core.replace(turner, " ") if turner else core),
        core=core,
        rest=f"{claim.before} {aside}".strip(),
        by=claim.by,
    )


def _halved(core: str) -> bool:
    """Whether a negation stands in only one of two joined claims: "Das KI macht nur Strategie, mit Fällen hat es nichts zu tun"."""
    first, _, second = core.partition(", ")
    return bool(re.search(r"\b(?:und|sondern|aber)\b", core)) or bool(second and _NEGATION.search(second) and not _NEGATION.search(first))


def negated(text: str) -> bool:
    """Whether a text denies something or says what is missing."""
    return bool(_NEGATION.search(text) or _WITHOUT.search(text))


def denied_in(phrase: str) -> bool:
    """Whether a phrase of a ruling ("nichts_zu_tun") holds the negation itself, so that the claim is not turned by it."""
    return bool(_NEGATION.search(phrase.replace("_", " ")))


def frame_word(folded: str) -> bool:
    """Whether a folded word belongs to the way of asking, not to what is asked about."""
    return folded in _FRAME_WORDS


def _asked_sentence(text: str) -> tuple[str, str]:
    """The sentence that asks, and what stands around it. What a bracket adds after the question (`assistant.conversation.followup`) never asks."""
    bracketed = _BRACKETED.match(text.strip())
    if bracketed:
        asked, before = _asked_sentence(bracketed[1])
        return asked, f"{before} {bracketed[2]}".strip()
    sentences = [s for s in re.split(r"(?<=[.!?])\s+", text.strip()) if s]
    if not sentences:
        return text, ""
    at = next((i for i in range(len(sentences) - 1, -1, -1) if sentences[i].endswith("?")), len(sentences) - 1)
    asked, before = sentences[at], " ".join(s for i, s in enumerate(sentences) if i != at)
    lead = re.match(r"^(.*(?:\s[–-]\s|[:;]\s))(?=\w)(.{12,})$", asked)
    return (lead[2], f"{before} {lead[1]}") if lead and not tag_only(lead[2]) else (asked, before)


def _main_clause(body: str) -> tuple[str, str]:
    """The clause that asks, and the subordinate clauses around it."""
    opening = re.match(rf"^\W*(?:{_SUBORDINATE})\b[^,]*(?:,[^,]*)??,\s+(?={_VERB}\b)", body, re.I) or re.match(
        rf"^\W*(?:{_SUBORDINATE})\b[^,]*(?:,[^,]*)?,\s+(?=\w+\s)", body, re.I
    )
    aside = ""
    if opening:
        aside, body = opening[0], body[opening.end() :]
    need = _SUFFICES.search(body) or re.search(r"\b(?:geht|okay|in ordnung|erlaubt|möglich|zulässig)\b", body, re.I)
    parts = re.split(rf",\s+(?=(?:{_SUBORDINATE}|ist doch|wir|die|der|das|den|dem|deren|dessen|was|weshalb|denn)\b)", body, maxsplit=1, flags=re.I)
    if len(parts) == 2 and not (need and len(parts[0].split()) <= 5):
        body, aside = parts[0], f"{aside} {parts[1]}"
    late = re.search(r"\s(?:auch wenn|selbst wenn|obwohl)\s", body, re.I)
    if late and late.start() > 10:
        body, aside = body[: late.start()], f"{aside} {body[late.start() :]}"
    return body, aside


def _frame(core: str) -> tuple[Frame, str]:
    """The frame, and the word that turns the question round ("" for none)."""
    without, voluntary, forbidden = _WITHOUT.search(core), _VOLUNTARY.search(core), _FORBIDDEN.search(core)
    if without and without[0].lower() == "vorbei" and not _PASSING_BY.search(core):
        without = None
    if voluntary:
        return "pflicht", "" if without else voluntary[0]
    if forbidden:
        return "erlaubt", forbidden[0]
    if without:
        return "pflicht", without[0]
    return _plain(core), ""


def _plain(core: str) -> Frame:
    if _SUFFICES.search(core):
        return "genuegt"
    obligatory, allowed = _OBLIGATORY.search(core), _ALLOWED.search(core)
    if obligatory and (not allowed or obligatory.start() < allowed.start()):
        return "pflicht"
    return "erlaubt" if allowed else "fakt"


def _flags(core: str) -> frozenset[str]:
    kinds = {"nur": _ONLY, "statt": _INSTEAD, "alle": _ALL, "mehr": _MORE, "soll": _SHOULD}
    return frozenset(name for name, pattern in kinds.items() if pattern.search(core))
