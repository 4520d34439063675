"""The registry of known source documents (`corpus/quellen.yaml`): recognition by content, editions, validity."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from assistant.errors import WissenError
from assistant.knowledge import as_date, corpus_path, load_yaml
from assistant.months import NUMBER_OF
from assistant.types import DocumentInfo

_KEYS = {
    "id",
    "titel",
    "herausgeber",
    "art",
    "stand",
    "gilt_ab",
    "gilt_bis",
    "adresse",
    "reihe",
    "ersetzt",
    "erkennung",
    "nicht",
    "gliederung",
    "ueberschriften",
    "weiter",
    "kommune",
}
_KINDS = {"Landesregel", "FAQ", "kommunales Konzept", "Bericht", "Internetseite", "Dokument"}
_OUTLINES = {"fragen", "kapitel", "nummern", "paragrafen", "ueberschriften"}
_HEAD = 30_000  # characters from the start in which signatures are looked for


@dataclass(frozen=True, slots=True)
class Source:
    """One registry entry: what is known of the document and how a file of it is recognised and divided."""

    info: DocumentInfo
    signatures: tuple[str, ...]
    excluded: tuple[str, ...]
    outline: str
    headings: tuple[tuple[str, str], ...]
    resume: tuple[tuple[str, str], ...]
    supersedes: tuple[str, ...]


@lru_cache(maxsize=1)
def sources() -> dict[str, Source]:
    """All known documents by id. Errors: WissenError for unknown keys, doubled ids, unknown kinds."""
    return parse_sources(load_yaml(corpus_path("quellen.yaml")), "quellen.yaml")


def parse_sources(rows: Any, name: str) -> dict[str, Source]:
    """Registry rows, checked, by id. `name` is the file named in errors. Errors: WissenError naming the row and what is wrong with it."""
    out: dict[str, Source] = {}
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise WissenError(f"{name}: erwartet wird eine Liste von Dokumenten.")
    for row in rows:
        _check_row(row, name, out)
        out[row["id"]] = _source(row, name)
    for source in out.values():
        missing = sorted(set(source.supersedes) - set(out))
        if missing:
            raise WissenError(f"{name}: „{source.info.id}“ ersetzt ein unbekanntes Dokument {missing}.")
    return out


def _check_row(row: dict[str, Any], name: str, taken: Collection[str]) -> None:
    unknown = set(row) - _KEYS
    if unknown:
        raise WissenError(f"{name}: unbekannte Angabe {sorted(unknown)} bei „{row.get('id')}“.")
    ident = row.get("id")
    if not ident or ident in taken:
        raise WissenError(f"{name}: fehlende oder doppelte id „{ident}“.")
    if row.get("art") not in _KINDS or row.get("gliederung") not in _OUTLINES:
        raise WissenError(f"{name}: unbekannte art oder gliederung bei „{ident}“.")
    if not row.get("titel"):
        raise WissenError(f"{name}: der Titel fehlt bei „{ident}“.")


def _source(row: dict[str, Any], name: str) -> Source:
    ident = row["id"]
    try:
        stand, valid_from, valid_until = (as_date(row.get(k)) for k in ("stand", "gilt_ab", "gilt_bis"))
        for pattern in [*(row.get("ueberschriften") or {}).values(), *(row.get("weiter") or {}).values()]:
            re.compile(pattern)
    except WissenError as e:
        raise WissenError(f"{name}: bei „{ident}“: {e}") from e
    except re.error as e:
        raise WissenError(f"{name}: ungültiges Muster bei „{ident}“: {e}.") from e
    info = DocumentInfo(
        id=ident,
        title=row["titel"],
        publisher=row.get("herausgeber", ""),
        stand=stand,
        kind=row["art"],
        url=row.get("adresse", ""),
        valid_from=valid_from,
        valid_until=valid_until,
        series=row.get("reihe", ""),
        kommune=row.get("kommune", ""),
    )
    return Source(
        info,
        tuple(_letters(s) for s in row.get("erkennung") or ()),
        tuple(_letters(s) for s in row.get("nicht") or ()),
        row["gliederung"],
        tuple((row.get("ueberschriften") or {}).items()),
        tuple((row.get("weiter") or {}).items()),
        tuple(row.get("ersetzt") or ()),
    )


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9äöüß§]+", "", text.lower())


def recognise(text: str) -> Source | None:
    """The registry entry a text belongs to, by its content alone; None for an unknown document.

    Several entries may match a text that quotes another; the one whose signatures stand earliest wins.
    """
    head = _letters(text[:_HEAD])
    front = _letters(text[:3000])
    best: tuple[int, Source] | None = None
    for source in sources().values():
        if not source.signatures or any(x in front for x in source.excluded):
            continue
        places = [head.find(s) for s in source.signatures]
        if min(places) < 0:
            continue
        if best is None or max(places[:2]) < best[0]:
            best = (max(places[:2]), source)
    return best[1] if best else None


def stand_of(text: str) -> date | None:
    """The Stand a text states of itself ("STAND: 23.04.2026", "vom 12. Dezember 2024", "Stand: Mai 2021"), if any."""
    for pattern in (r"\bStand\s*:?\s*(?:vom\s+)?(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})", r"\bStand\s*:?\s*(\d{1,2})\.\s*([A-Za-zä]+)\s+(\d{4})"):
        found = re.search(pattern, text, re.I)
        if found:
            return _safe_date(found[3], found[2], found[1])
    month = re.search(r"\bStand\s*:?\s*([A-Za-zä]+)\s+(\d{4})", text, re.I)
    if month and month[1].lower() in NUMBER_OF:
        return date(int(month[2]), NUMBER_OF[month[1].lower()], 1)
    return _issued(text)


def _issued(text: str) -> date | None:
    """The first "vom 12. Dezember 2024" of a text: the day a rule was issued."""
    found = re.search(r"\bvom\s+(\d{1,2})\.\s*([A-Za-zä]+|\d{1,2}\.)\s*(\d{4})", text[:2000], re.I)
    return _safe_date(found[3], found[2].rstrip("."), found[1]) if found else None


def _safe_date(year: str, month: str, day: str) -> date | None:
    number = int(month) if month.isdigit() else NUMBER_OF.get(month.lower(), 0)
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None


def edition_of(source: Source, text: str) -> DocumentInfo:
    """The edition a text is. A rule that opens with its registered day of issue is that rule, whatever day its print-out carries as Stand."""
    if source.info.kind == "Landesregel" and source.info.stand == _issued(text):
        return source.info
    return edition(source, stand_of(text))


def edition(source: Source, stand: date | None) -> DocumentInfo:
    """The document of a known series that carries this Stand: the registered one, or another edition with an id of its own.

    A Stand given as a month only is the registered one of that month; a document whose id carries no year keeps its id.
    """
    info = source.info
    if not info.series or stand is None or info.stand is None or stand in (info.stand, info.stand.replace(day=1)):
        return info
    if not re.search(r"-\d{4}$", info.id):
        return replace(info, stand=max(stand, info.stand))
    base = info.id.rsplit("-", 1)[0]
    ident = f"{base}-{stand.year}"
    if ident == info.id or (ident in sources()):
        ident = f"{base}-{stand.isoformat()}"
    newer = stand > info.stand
    return replace(info, id=ident, stand=stand, valid_from=stand if newer else None, valid_until=info.valid_until if newer else info.stand)


def slug(name: str) -> str:
    """A document id from a file name: lower case ASCII, hyphens."""
    name = name.lower().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss")
    return re.sub(r"[^a-z0-9]+", "-", name).strip("-") or "dokument"
