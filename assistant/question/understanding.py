"""A question as understood without a language model: date, municipality, Baustein, codes, kind, language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from assistant.errors import DatumError, FrageError
from assistant.question.spelling import distance
from assistant.question.vocabulary import vocabulary
from assistant.settings import MAX_QUESTION

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_MONTHS = {m: i for i, m in enumerate("januar februar märz april mai juni juli august september oktober november dezember".split(), 1)}
# a year, also the first of "2021/22"; not part of a file number ("18/2021"), an amount or a paragraph
_YEAR = re.compile(r"(?<![\d.,/§])\b(20[1-4]\d)\b(?!\d|[.,]\d|\s?(?:€|Euro)|/(?!(?:20)?2\d\b))")
_DAY = re.compile(r"\b(\d{1,2})\.\s?(\d{1,2})\.\s?(20\d\d)\b")
_MONTH_YEAR = re.compile(r"\b(januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember)\s+(20\d\d)\b", re.I)
# "Richtlinie 2024" names the rules in force today, not a day in the gap before them
_TITLE_2024 = re.compile(
    r"\b(?:förder|kim-?)?(?:richtlinien?|rl|fassung|runderlass|erlass|rules|guideline)\b[^.?!]{0,20}?(?:\d{1,2}\.\s?(?:\d{1,2}\.|[a-zä]+)\s?)?\b2024\b",
    re.I,
)
_FORMER = re.compile(
    r"\b(damals|früher(?:e[nrms]?)?|frueher|ehemals|vor der neuen richtlinie|alte[nrs]? richtlinie|anfangs|zu beginn des programms)\b", re.I
)
# German questions that open with their verb ask for Ja or Nein: forms of the verbs people open them with
_VERBS = (
    "ist sind war waren wars warn wäre wären wird werden wurde wurden seid hat haben habt ham hatte hatten hätte hätten darf dürfen duerfen "
    "durfte durften dürfte dürften muss müssen muessen musste mussten müsste müssten kann können koennen konnte konnten könnte könnten soll "
    "sollen sollte sollten will wollen wollte wollten gibt gab gaben gilt gelten galt galten braucht brauchen brauch brauchte brauchten reicht "
    "reichen reichte reichten genügt genügen genügte geht gehen ging gingen bekommt bekommen bekam bekamen kriegt kriegen kriegte kriegten "
    "zahlt zahlen zahlte zahlten lässt lassen ließ ließen besteht bestehen bestand bestanden fällt fallen fiel fielen entfällt entfallen zählt "
    "zählen zählte zählten gehört gehören gehörte gehörten stimmt stimmen stimmte stimmten hält halten hielt hielten entscheidet entscheiden "
    "entschied übernimmt übernehmen übernahm finanziert finanzieren finanzierte fördert fördern förderte verlangt verlangen verlangte "
    "verlangten erlaubt erlauben erlaubte deckt decken deckte läuft laufen lief liefen macht machen machte machten steht stehen standen kommt "
    "kommen kam kamen passt passen passte nennt nennen nannte nannten bleibt bleiben blieb blieben liegt liegen lag lagen sitzt sitzen saß "
    "saßen kümmert kümmern spielt spielen spielte spielten sieht sehen sah sahen fehlt fehlen fehlte fehlten hilft helfen half halfen hängt "
    "hängen hing hingen betrifft betreffen betraf bezieht beziehen bezog bezogen arbeitet arbeiten arbeitete arbeiteten legt legen legte "
    "beginnt beginnen begann stammt stammen sagt sagen sagte nimmt nehmen nahm nahmen plant planen plante planten startet starten startete "
    "starteten steuert steuern meint meinen ersetzt ersetzen nutzt nutzte nutzten endet enden endete endeten behält behalten behielt behielten "
    "richtet richten richtete findet finden fand fanden taucht tauchen trifft treffen traf heißt heißen hieß dient dienen diente erklärt "
    "erklären liefert liefern behandelt behandeln unterscheidet unterscheiden entspricht entsprechen entsprach entsprachen fordert forderte "
    "beschreibt beschreiben beschrieb vermittelt vermitteln organisiert organisieren beschränkt beschränken untersucht erwartet trennt "
    "bewilligt betreibt betreiben berät beraten schließt schließen schloss enthält enthalten enthielt enthielten erfüllt erfüllen verlängert "
    "stellt schickt verfällt verfallen verfiel beträgt lohnt wirkt erwähnt koordiniert koordinieren teilt teilen teilte leitet leitete sorgt "
    "bestimmt bestimmen bündelt beruht basiert widerspricht umfasst umfasste bietet bieten steigt trägt tragen trug regelt regeln ändert "
    "verbindet verweist erhält erhalten erhielt erhielten bezahlt bezahlen vertritt verstößt begleitet klappt"
)
_ENGLISH_VERBS = "is are can may must do does did should has have had will could would were"
_YES_NO = re.compile(
    rf"^\W*(?:und |aber |also |oder |ok(?:ay)?,? |sag mal,? )?(?:(?:{'|'.join(_VERBS.split())})(?:['’]?s)?|{'|'.join(_ENGLISH_VERBS.split())}|"
    r"was (?=there|the|it|this|that|any))\b(?!\s*$)",
    re.I,
)
# any other German verb form before its subject: "Empfiehlt das Land …?"; a noun before its genitive is none
_OPENING = re.compile(
    r"^\W*(?:und |aber |also )?(?!\w*(?:ung|heit|keit|schaft|ität|richt|zept|recht|amt|stadt|dienst|punkt|markt|rat|antrag|kosten|stellen|"
    r"aufgaben|fragen)(?:en)?\b)[a-zäöüß]{3,}(?:t|te|ten|en) "
    r"(?:das|die|ein|eine|es|er|sie|wir|ich|man|ihr|unsere?|sich|diese[rs]?|jede[rs]?|alle|keine?|kim|der(?= \w+ \w+ \w+))\b.*\?\s*$",
    re.I,
)
_WH = re.compile(
    r"\b(wer|was|wie|wo|wann|warum|wieso|weshalb|welche[rnms]?|wieviele?|wie viele?|wohin|woher|wofür|womit|worauf|woran|wozu|wem|wen|"
    r"what|who|when|where|why|how|which|whose)\b",
    re.I,
)


# the asker has found two sources at odds and wants to know what holds
_DOUBTS = re.compile(
    r"\b(?:zweierlei|widers?pr[uüi]\w+|uneinheitlich\w*|uneinig\w*|"
    r"(?:unterschiedlich|verschieden|abweichend)\w* (?:zahl|angab|wert|datum|daten|aussag|frist|summ)\w*|"
    r"pass(?:t|en)\b[^.?!]{0,40}\bnicht zusammen|was (?:gilt|stimmt|ist) denn (?:nun|jetzt|nu)\b|was (?:gilt|stimmt) (?:nun|jetzt)\b|"
    r"mal (?:steht|heißt|heisst|ist)[^.?!]{0,60}\bmal\b|woanders steht|an anderer stelle (?:steht|heißt)|"
    r"einmal (?:steht|heißt|heisst|ist|von)[^.?!]{0,80}\b(?:einmal|ein andermal|dann wieder|woanders)\b|"
    r"contradict\w*|inconsistent\w*|conflicting|discrepanc\w*)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Query:
    """What is known of a question. `dated` tells whether a date was given or read; `search` is the text searched for; `topics` are the Bausteine
    a question names or plainly means (Ausländerbehörde: 3); `doubts`: it asks about sources that disagree;
    `carried`: words of earlier turns were added to a follow-up, so that its facts are not all its own; `own`: the words of its own, "" for a
    question that stands by itself."""

    text: str
    search: str
    as_of: date
    dated: bool
    former: bool
    yes_no: bool
    english: bool
    kommunen: tuple[str, ...] = ()
    topics: tuple[int, ...] = ()
    codes: tuple[str, ...] = ()
    document_id: str = ""
    corrected: tuple[tuple[str, str], ...] = ()
    years: tuple[int, ...] = ()
    doubts: bool = False
    carried: bool = False
    own: str = ""


KOMMUNEN = (
    "Köln",
    "Leverkusen",
    "Coesfeld",
    "Heinsberg",
    "Unna",
    "Bergkamen",
    "Kamen",
    "Bönen",
    "Gütersloh",
    "Borken",
    "Bocholt",
    "Rhein-Sieg",
    "Neuss",
    "Mettmann",
    "Hilden",
    "Haan",
    "Düsseldorf",
    "Gelsenkirchen",
    "Oberhausen",
    "Hagen",
    "Märkischer Kreis",
    "Lippe",
    "Kleve",
    "Viersen",
    "Bielefeld",
    "Wuppertal",
    "Münster",
    "Rheinisch-Bergischer Kreis",
    "Aachen",
    "Ennepe-Ruhr",
    "Hochsauerland",
    "Euskirchen",
    "Minden-Lübbecke",
    "Olpe",
    "Recklinghausen",
    "Siegen-Wittgenstein",
    "Wesel",
    "Dortmund",
    "Duisburg",
    "Hamm",
    "Mülheim",
    "Bergisch Gladbach",
    "Burscheid",
    "Kürten",
    "Leichlingen",
    "Odenthal",
    "Overath",
    "Rösrath",
    "Wermelskirchen",
    "Bonn",
    "Essen",
    "Bochum",
    "Krefeld",
    "Solingen",
    "Remscheid",
    "Paderborn",
    "Herne",
    "Bottrop",
    "Mönchengladbach",
)
_LAST_YEAR = re.compile(r"\b(?:letzte[sn]?|vergangene[sn]?|vorige[sn]?) (?:kalender)?jahr(?:es)?\b|\blast year\b", re.I)
_THIS_YEAR = re.compile(r"\b(?:diese[sm]|laufenden?|aktuellen?) (?:kalender)?jahr(?:es)?\b|\bthis year\b|\bheuer\b", re.I)
KREISE = frozenset({"Rheinisch-Bergischer Kreis", "Märkischer Kreis"})  # found by other forms than their name as well
RBK_PLACES = frozenset({"Bergisch Gladbach", "Burscheid", "Kürten", "Leichlingen", "Odenthal", "Overath", "Rösrath", "Wermelskirchen"})


def check_text(text: str) -> str:
    """The question, stripped. Errors: FrageError when empty, too long or not text."""
    if not text.strip():
        raise FrageError("Die Frage ist leer. Bitte eine Frage eingeben.")
    if len(text) > MAX_QUESTION:
        raise FrageError(f"Die Frage ist mit {len(text)} Zeichen zu lang (höchstens {MAX_QUESTION}). Bitte kürzen.")
    if _CONTROL.search(text):
        raise FrageError("Die Frage enthält Steuerzeichen. Bitte als einfachen Text eingeben.")
    if re.search(r"[\ud800-\udfff]", text):  # bytes that were no UTF-8
        raise FrageError("Die Frage enthält Zeichen, die kein gültiger Text (UTF-8) sind. Bitte neu eingeben.")
    return " ".join(text.split())


def parse_date(text: str) -> date:
    """A date as JJJJ-MM-TT, TT.MM.JJJJ or a year (its 30 June). Errors: DatumError."""
    text = text.strip()
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return date.fromisoformat(text)
        found = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", text)
        if found:
            return date(int(found[3]), int(found[2]), int(found[1]))
        if re.fullmatch(r"\d{4}", text):
            return _mid(int(text))
    except ValueError as e:
        raise DatumError(f"Das Datum „{text}“ gibt es nicht. Bitte TT.MM.JJJJ, JJJJ-MM-TT oder ein Jahr angeben, zum Beispiel 30.06.2021.") from e
    raise DatumError(f"„{text[:40]}“ ist kein Datum. Bitte TT.MM.JJJJ, JJJJ-MM-TT oder ein Jahr angeben, zum Beispiel 30.06.2021.")


def _mid(year: int) -> date:
    return date(2020, 12, 15) if year == 2020 else date(year, 6, 30)


def understand(text: str, as_of: date | None, today: date, document_id: str = "") -> Query:
    """Read a question. A given `as_of` outranks a date in the text; a later year than today's changes nothing."""
    text = check_text(text)
    years = tuple(int(y) for y in dict.fromkeys([*_YEAR.findall(text), *(d[2] for d in _DAY.findall(text))]))
    former = bool(_FORMER.search(text))
    when = as_of or date_in(text, today)
    english = vocabulary().is_english(text)
    search = f"{text} {' '.join(vocabulary().translate(re.findall(r'[a-z]+', text.lower())))}" if english else text
    return Query(
        text=text,
        search=search,
        as_of=when or today,
        dated=when is not None,
        former=former,
        yes_no=is_yes_no(text),
        english=english,
        kommunen=tuple(_kommunen(text)),
        topics=_topics(text),
        codes=tuple(dict.fromkeys(c.upper().replace(" ", "") for c in re.findall(r"\b(?:S\s?(?:10|[1-9])|LK\s?(?:1[0-5]|[1-9]))\b", text))),
        document_id=document_id,
        years=years or _spoken_year(text, when or today),
        doubts=bool(_DOUBTS.search(text)),
    )


def _spoken_year(text: str, now: date) -> tuple[int, ...]:
    """The year "letztes Jahr" or "dieses Jahr" means, as seen from a day; empty where none is spoken of."""
    if _LAST_YEAR.search(text):
        return (now.year - 1,)
    return (now.year,) if _THIS_YEAR.search(text) else ()


def date_in(text: str, today: date) -> date | None:
    """The date a question speaks of, if that is not today's law: a day, a month, a past year, or "damals" (the first rules)."""
    found: date | None = None
    text = _TITLE_2024.sub("", text)
    day, month, years = _DAY.search(text), _MONTH_YEAR.search(text), _YEAR.findall(text)
    try:
        if day:
            found = date(int(day[3]), int(day[2]), int(day[1]))
        elif month:
            found = date(int(month[2]), _MONTHS[month[1].lower()], 28)
        elif years:
            year = min(int(y) for y in years)
            found = date(year, 12, 31) if re.search(rf"\b(Ende|Jahresende|Dezember)\s+{year}", text, re.I) else _mid(year)
    except ValueError:
        return None
    if found is None and _FORMER.search(text):
        found = date(2021, 6, 30)
    return found if found is not None and found.year < today.year else None


def is_yes_no(text: str) -> bool:
    """Whether the (last) question sentence asks for Ja or Nein."""
    sentences = [s for s in re.split(r"(?<=[.!?])\s+", text.strip()) if s]
    asked = next((s for s in reversed(sentences) if s.endswith("?")), sentences[-1] if sentences else "")
    last = re.split(r"\s[–-]\s|:\s|;\s|,\s(?=(?:darf|dürfen|muss|müssen|kann|können|ist|sind|geht|reicht|wird|bekommen)\b)", asked)[-1]
    if any(_YES_NO.match(part) or _OPENING.match(part) for part in (asked, last)) and not _WH.match(last.lstrip()):
        return True
    return bool(re.search(r"\b(oder nicht|oder doch nicht|stimmt das|oder|richtig|korrekt|ne|right)\s*\?\s*$", asked, re.I)) and not _WH.search(asked)


_TOPIC = (
    (1, re.compile(r"\bkoordin\w*|\bkordin\w*|verwaltungsassist\w*|\bassistenz\w*|\bcoordinat\w*", re.I)),
    (2, re.compile(r"\bcase[\s-]?manag\w*|\bcm(?:s|-\w+)?\b|\bfallmanag\w*|\bfallzahl\w*|\bklient\w*|\bcase load|kurzberatung", re.I)),
    (
        3,
        re.compile(
            r"ausl(?:ä|ae|a)nder(?:beh|amt)\w*|einb(?:ü|ue|u)rgerung\w*|\babh\b|\bebh\b|\babh/|foreigners?'? (?:office|authorit)|"
            r"naturali[sz]ation|fachbezogene pauschale",
            re.I,
        ),
    ),
)


def _topics(text: str) -> tuple[int, ...]:
    lists = re.findall(r"\bBaustein\w*[\s-]*([123](?:\s*(?:,|/|und|oder|bis|sowie|\+|&)\s*[123]\b)*)(?!\d)", text, re.I)
    named = {int(b) for numbers in lists for b in re.findall(r"[123]", numbers)}
    return tuple(sorted(named or {n for n, pattern in _TOPIC if pattern.search(text)}))


@lru_cache(maxsize=256)
def _spelled(name: str) -> re.Pattern[str]:
    """A municipality's name as people write it: umlauts in two letters or without dots, without hyphen, with an ending."""
    low = name.lower()
    forms = (
        low,
        low.replace("ü", "ue").replace("ö", "oe").replace("ä", "ae"),
        low.replace("-", " "),
        low.replace("ü", "u").replace("ö", "o").replace("ä", "a"),
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(f) for f in dict.fromkeys(forms))})(?:s|er|aner)?(?:-|\b)")


def _kommunen(text: str) -> list[str]:
    low = text.lower()
    long_words = [w.removesuffix("-kreis") for w in re.findall(r"[\wäöüß-]{7,}", low)]
    out = []
    for name in KOMMUNEN:
        if _spelled(name).search(low) or (len(name) >= 8 and any(distance(w, name.lower(), 1) <= 1 for w in long_words if w[0] == name[0].lower())):
            out.append(name)
    if re.search(r"\brbk\b|rheinisch[\s-]*bergisch", low) and "Rheinisch-Bergischer Kreis" not in out:
        out.append("Rheinisch-Bergischer Kreis")
    if RBK_PLACES & set(out) and "Rheinisch-Bergischer Kreis" not in out:
        out.append("Rheinisch-Bergischer Kreis")
    for name in ("Essen", "Kamen"):  # also words of every day
        if name in out and not re.search(rf"\b(?:stadt|in|aus|nach|für|von|bei) {name.lower()}\b|\b{name.lower()}er\b", low):
            out.remove(name)
    return out
