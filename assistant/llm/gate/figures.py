"""Numbers, dates and labels of a German text, as they are written and in one canonical form.

"57.000 Euro", "57 000 €", "57.000,00 EUR" and "57 Tsd. Euro" are one number; "halbe", "0,5" and "1/2" another; "31.10.", "31. Oktober" and
"Ende Oktober" one date; "§ 25a", "Nr. 5.4.1", "Baustein 2" and "SGB II" are labels: names that hold digits, not quantities.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from assistant.llm.gate.directions import bound_before
from assistant.llm.gate.numbers import FRACTIONS, ONES, canonical, number_word, whole
from assistant.llm.gate.types import Direction, Figure

_MONTHS = {
    name: i
    for i, names in enumerate(
        "januar jan|februar feb|märz maerz mär|april apr|mai|juni jun|juli jul|"
        "august aug|september sept sep|oktober okt|november nov|dezember dez".split("|"),
        1,
    )
    for name in names.split()
}
_LAST = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DATES = (
    re.compile(r"(?<![\w.])(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)"),
    re.compile(r"(?<![\w.,])(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>(?:19|20)\d\d|\d\d(?!\d))?(?!\d|\.\d)"),
    re.compile(r"(?<![\w.,])(?P<d>\d{1,2})\.\s?" + _MONTH + r"(?:\s(?P<y>(?:19|20)\d\d))?", re.I),
    re.compile(r"\b(?P<part>ende|anfang|mitte)\s(?:des\s(?:monats\s)?|im\s)?" + _MONTH + r"(?:\s(?P<y>(?:19|20)\d\d))?", re.I),
    re.compile(r"\b(?P<part>ende|jahresende|anfang|mitte|jahresanfang)\s(?:des\sjahres\s|von\s)?(?P<y>(?:19|20)\d\d)\b", re.I),
    re.compile(r"\b" + _MONTH.replace(r"\b\.?", r"\b") + r"(?:\s(?P<y>(?:19|20)\d\d))?", re.I),
)
_LABEL_WORDS = {
    "baustein": "baustein|bausteine|bausteinen|bausteins",
    "nr": "nr|nrn|nummer|nummern|ziffer|ziffern|ziff|punkt|abschnitt|kapitel|kap",
    "abs": "abs|absatz|absätze",
    "satz": "satz",
    "anlage": "anlage|anlagen|anhang",
    "frage": "frage|fragen",
    "referat": "referat|referats",
    "dezernat": "dezernat|dezernats|dezernates",
    "laufbahngruppe": "laufbahngruppe|lg",
    "eg": "eg|entgeltgruppe|entgeltgruppen|e|s",
    "sgb": "sgb",
    "tab": "tab|tabelle",
    "art": "art|artikel",
    "seite": "seite",
    "teil": "teil",
    "stufe": "stufe|stufen",
    "vorlage": "vorlage|drucksache",
    "produktgruppe": "produktgruppe|pg",
}
_LABEL_KEYS = {w: key for key, words in _LABEL_WORDS.items() for w in words.split("|")}
_LABEL_VALUE = r"(?:(?!(?:19|20)\d\d\b)\d+(?:\.\d+)*(?:/\d+)?\s?[a-z]?(?![a-zäöüß\d])|[IVX]{1,5}(?![\w]))"
_LABEL = re.compile(
    r"(?<![\w-])(?P<word>"
    + "|".join(sorted(_LABEL_KEYS, key=len, reverse=True))
    + r")\.?[\s-]?(?P<values>"
    + _LABEL_VALUE
    + r"(?:(?:\s?,\s?|\s(?:und|oder|bis|bzw\.|sowie)\s(?:[Bb]austein\s)?)"
    + _LABEL_VALUE
    + r")*)(?!\s?(?:€|Euro|EUR|Prozent|%|,\d|\.\d))",
    re.I,
)
_PARAGRAPH = re.compile(
    r"§{1,2}\s?(?P<values>\d+\s?[a-z]?(?![a-zäöü])(?:(?:\s?,\s?|\s(?:und|oder|bis|sowie)\s|\s?/\s?)\d*\s?[a-z]?(?![a-zäöü]))*)", re.I
)
_CODE = re.compile(r"(?<![\w-])(?P<code>(?:LK|S|E|EG)\s?\d{1,2}[a-c]?)(?![\w,]*\d)(?!\w)")
_NUMBER = re.compile(
    r"(?<![\w.,/§-])(?P<num>\d{1,3}(?:[.'’\s]\d{3})+(?!\d)(?:,\d+)?|\d+(?:,\d+)?)(?:,-+|"
    r",–)?(?P<frac>\s?/\s?\d+)?\s?(?P<mult>Mio\.?|Millionen|Million|Mrd\.?|Milliarden|Tsd\.?|Tausend|T€|TEUR)?"
    r"(?![\d])",
    re.I,
)
_SPELLED_UNITS = re.compile(
    r"(?P<n>" + "|".join(ONES[1:13]) + r")(?P<tail>jährig\w*|monatig\w*|tägig\w*|wöchig\w*|stündig\w*|mal|fach\w*|köpfig\w*|monatlich|stufig\w*)$",
    re.I,
)
UNITS: dict[str, str] = {
    **dict.fromkeys("€ euro eur euros t€ teur".split(), "euro"),
    **dict.fromkeys("prozent % v.h".split(), "prozent"),
    **dict.fromkeys("prozentpunkt prozentpunkte prozentpunkten".split(), "prozentpunkt"),
    **dict.fromkeys("tag tage tagen tages arbeitstage arbeitstagen beratungstage beratungstagen werktage kalendertage tägig".split(), "tag"),
    **dict.fromkeys("woche wochen".split(), "woche"),
    **dict.fromkeys("monat monate monaten monats kalendermonate".split(), "monat"),
    **dict.fromkeys("jahr jahre jahren jahres kalenderjahr kalenderjahre haushaltsjahre".split(), "jahr"),
    **dict.fromkeys("stunde stunden wochenstunden".split(), "stunde"),
    **dict.fromkeys("person personen menschen".split(), "person"),
    **dict.fromkeys("fall fälle fällen".split(), "fall"),
    **dict.fromkeys("vzä vollzeitäquivalent vollzeitäquivalente vollzeitäquivalenten vze".split(), "stelle"),
}
_STELLE = re.compile(r"(?:stellen?|stellenanteil\w*|vollzeitkr[aä]ft\w*|vollzeitäquivalent\w*)$", re.I)
_AFTER = re.compile(r"\s*[-–]?\s*(?P<w>€|%|[^\W\d_][\w:*-]*)")
_DATE_END = re.compile(
    r"\b(?:spätestens ab(?:\sdem)?|bis(?:\s(?:zum|spätestens|einschließlich|ende))?|spätestens(?:\s(?:zum|am|bis zum|ende))?|vor(?:\sdem)?|"
    r"endet?(?:\s\w+)?\s(?:am|mit dem|mit)|ausläuft am|läuft (?:am|zum|mit dem))\s*$",
    re.I,
)
_DATE_START = re.compile(
    r"\b(?:ab(?:\sdem)?|seit(?:\sdem)?|von|vom|nach(?:\sdem)?|beginnt?\s(?:am|mit dem)|"
    r"frühestens(?:\s(?:am|zum|ab|ab dem))?|in kraft (?:seit|am))\s*$",
    re.I,
)


class _Reader:
    """Finds figures kind by kind; what was found is blanked, so that a date's day is no number."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.left = text
        self.found: list[Figure] = []

    def take(self, kind: str, value: str, unit: str, start: int, end: int, direction: Direction = "", blank: bool = True) -> None:
        self.found.append(Figure(kind, value, unit, start, end, self.text[start:end].strip(), direction))  # type: ignore[arg-type]
        if blank:
            self.left = self.left[:start] + " " * (end - start) + self.left[end:]


@lru_cache(maxsize=4096)
def figures(text: str) -> tuple[Figure, ...]:
    """All figures of a text in the order they stand in it."""
    reader = _Reader(text)
    _labels(reader)
    _dates(reader)
    _numbers(reader)
    _words(reader)
    return tuple(sorted(reader.found, key=lambda f: f.start))


def _labels(r: _Reader) -> None:
    for m in list(_PARAGRAPH.finditer(r.left)):
        for value in re.findall(r"\d+\s?[a-z]?|(?<=\s)[a-z]\b", m["values"]):
            r.take("label", "§ " + value.replace(" ", "").lower(), "", m.start(), m.end(), blank=False)
        r.left = r.left[: m.start()] + " " * (m.end() - m.start()) + r.left[m.end() :]
    for m in list(_LABEL.finditer(r.left)):
        word = m["word"]
        if (
            word in ("e", "s")
            or (len(word) == 1 and not m["values"][0].isdigit())
            or (word.lower() in ("art", "teil", "frage", "punkt", "satz", "stufe", "seite") and not word[0].isupper())
        ):
            continue
        if word.lower() in ("e", "s", "lg") and word.lower() == "s":
            continue
        key = _LABEL_KEYS[word.lower()]
        for value in re.findall(_LABEL_VALUE, m["values"]):
            r.take("label", f"{key} {value.replace(' ', '').lower()}", "", m.start(), m.end(), blank=False)
        r.left = r.left[: m.start()] + " " * (m.end() - m.start()) + r.left[m.end() :]
    for m in list(_CODE.finditer(r.left)):
        code = m["code"].replace(" ", "").lower()
        r.take("label", f"eg {code.lstrip('eg')}" if code.startswith("e") else f"ort {code}", "", m.start(), m.end())


def _dates(r: _Reader) -> None:
    for pattern in _DATES:
        for m in list(pattern.finditer(r.left)):
            groups = m.groupdict()
            month = int(groups["m"]) if groups.get("m") else _MONTHS[groups["month"].lower()] if groups.get("month") else 0
            day = int(groups["d"]) if groups.get("d") else 0
            part = (groups.get("part") or "").lower().replace("jahres", "")
            if month > 12 or day > 31 or (not month and not part) or (m[0].lower() == "mai" and not m[0][0].isupper()):
                continue
            year = groups.get("y") or ""
            year = f"20{year}" if len(year) == 2 else year
            r.take("date", _date_value(year, month, day, part), "", m.start(), m.end(), _date_direction(r.text[: m.start()]))
    for m in list(re.finditer(r"(?<![\w.,-])(?:19|20)\d\d(?![\d,.]*\d)(?!\s?(?:€|Euro|EUR|Prozent|%|Stellen))(?:/\d\d\b)?", r.left)):
        r.take("date", m[0][:4], "", m.start(), m.end(), _date_direction(r.text[: m.start()]))


def _date_value(year: str, month: int, day: int, part: str) -> str:
    if part == "ende":
        month, day = month or 12, _LAST[(month or 12) - 1]
    elif part:
        return f"{year or '-'}-{month:02d}-{part}" if month else f"{year}-{part}"
    value = year or "-"
    if month:
        value += f"-{month:02d}"
    return f"{value}-{day:02d}" if day else value


def _date_direction(before: str) -> Direction:
    if _DATE_END.search(before[-30:]):
        return "end"
    return "start" if _DATE_START.search(before[-30:]) else ""


def _numbers(r: _Reader) -> None:
    for m in list(_NUMBER.finditer(r.left)):
        try:
            value = Decimal(re.sub(r"[.'’\s]", "", m["num"]).replace(",", "."))
        except InvalidOperation:
            continue
        if m["frac"] and value:
            below = Decimal(m["frac"].replace("/", "").strip() or 1)
            value = value / below if below else value
        mult = (m["mult"] or "").lower()
        value *= (
            10**6
            if mult.startswith("mi") and "mrd" not in mult and "milliard" not in mult
            else 10**9
            if mult.startswith(("mrd", "milliard"))
            else 1000
            if mult
            else 1
        )
        unit = "euro" if mult in ("t€", "teur") else unit_after(r.text, m.end())
        r.take("number", canonical(value), unit, m.start(), m.end(), bound_before(r.text, m.start()))


def _words(r: _Reader) -> None:
    for m in list(re.finditer(r"[^\W\d_]+", r.left)):
        word = m[0]
        spelled = _SPELLED_UNITS.fullmatch(word)
        if spelled and not word.lower().startswith("einmal"):
            value: Decimal | None = whole(spelled["n"].lower())
            tail = spelled["tail"].lower()
            unit = "jahr" if tail.startswith("jähr") else "monat" if tail.startswith("monat") else "tag" if tail.startswith("tägig") else ""
        else:
            value = number_word(word)
            unit = unit_after(r.text, m.end()) if value is not None else ""
        if value is None:
            continue
        if word.lower() in FRACTIONS or word.lower() == "hälfte":
            counted = re.search(r"(\w+)\s$", r.text[: m.start()])
            factor = number_word(counted[1]) if counted else None
            value *= factor if factor is not None and factor >= 1 else 1
            if counted and factor is not None and factor >= 1:
                r.found = [f for f in r.found if not (f.kind == "number" and f.start == counted.start(1))]
        r.take("number", canonical(value), unit, m.start(), m.end(), bound_before(r.text, m.start()))


def unit_after(text: str, position: int) -> str:
    """The unit a number counts: the first noun among the next four words, "" when it is an open one."""
    for _ in range(4):
        m = _AFTER.match(text, position)
        if not m:
            return ""
        word = m["w"]
        low = word.lower().rstrip(".")
        if low in UNITS:
            over = UNITS[low] == "prozent" and re.match(r"\s*(?:über|oberhalb)\s(?:dem|des)\sBasis", text[m.end() :], re.I)
            return "prozentpunkt" if over else UNITS[low]
        last = re.split(r"[-:*]", low)[-1]
        if _STELLE.search(low) or last in UNITS:
            return "stelle" if _STELLE.search(low) else UNITS[last]
        if low in ("pro", "je", "im", "für", "in", "bei", "und", "bis", "von", "sind", "ist", "werden", "wird", "bzw", "beziehungsweise", "oder"):
            return ""
        if word[0].isupper() and "-" not in word and low not in ("case", "kim", "mio", "millionen", "volle"):
            return ""
        position = m.end()
    return ""
