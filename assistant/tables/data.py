"""Tables as data (`corpus/tabellen/*.yaml`): rows, columns, values, and the words people use for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from assistant.errors import WissenError
from assistant.knowledge import as_date, corpus_path, load_yaml
from assistant.registry import sources
from assistant.tables.rules import Rules, check_totals, parse_rules

Value = float | str
_KEYS = {
    *("id", "document", "locator", "titel", "stand", "valid_from", "valid_until", "zeile_ist", "worte", "spalten", "zeilen", "hinweise", "fehlend"),
    *("addierbar", "anteile", "gruppen", "andere_sache", "dokument_worte"),
}
_NEEDED = ("id", "locator", "titel", "zeile_ist", "worte", "spalten", "zeilen")
_COLUMN_KEYS = {"id", "name", "kurz", "einheit", "worte", "anker", "vorhanden", "fehlt"}
_REMARK_KEYS = {"text", "anker", "locator"}
_ROW_KEYS = {"id", "name", "worte", "gruppe", "werte", "anker"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `short` is how an answer names it, `unit` its unit ("" for words). `present` and `absent` complete "X hat …" for a column that
    says whether a row has something ("einen Integrationsrat", "keinen Integrationsrat")."""

    id: str
    name: str
    short: str
    unit: str
    words: tuple[str, ...]
    anchor: str
    present: str = ""
    absent: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: numbers as float, everything else as the text of the cell."""

    id: str
    name: str
    words: tuple[str, ...]
    group: str
    values: dict[str, Value]
    anchor: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A footnote or reading aid of a table; `locator` where it stands in another section than the table."""

    text: str
    anchor: str
    locator: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a document; `missing` lists the cell texts that mean "keine Angabe", `groups` the words people use for a group of rows,
    `elsewhere` words that show that a question means another matter than this table, `origin` words that name its document; `rules` what may be
    computed (fail closed)."""

    id: str
    document_id: str
    locator: str
    title: str
    stand: str
    valid_from: date | None
    valid_until: date | None
    row_is: str
    words: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    remarks: tuple[Remark, ...]
    missing: frozenset[str]
    rules: Rules
    groups: tuple[tuple[str, tuple[str, ...]], ...]
    elsewhere: tuple[str, ...]
    origin: tuple[str, ...]

    def column(self, ident: str) -> Column:
        """A column by id."""
        return next(c for c in self.columns if c.id == ident)


def load_tables(folder: Path | None = None) -> list[Table]:
    """All tables of a folder (default: the bundled ones). Errors: WissenError naming the file."""
    return [parse_table(load_yaml(p), p.name) for p in sorted((folder or corpus_path("tabellen")).glob("*.yaml"))]


def parse_table(raw: Any, name: str) -> Table:
    """Check and read one table. Errors: WissenError naming the file, the row or column, and what is wrong."""
    if not isinstance(raw, dict):
        raise WissenError(f"{name}: erwartet wird eine Tabelle mit {', '.join(_NEEDED)}.")
    if set(raw) - _KEYS:
        raise WissenError(f"{name}: unbekannte Angabe {sorted(set(raw) - _KEYS)}.")
    _needed(raw, _NEEDED, name)
    if raw.get("document") not in sources():
        raise WissenError(f"{name}: Dokument „{raw.get('document')}“ steht nicht in quellen.yaml.")
    columns = tuple(_column(c, name) for c in raw["spalten"])
    rows = tuple(_row(r, name, {c.id for c in columns}) for r in raw["zeilen"])
    if len({r.id for r in rows}) != len(rows) or len({c.id for c in columns}) != len(columns):
        raise WissenError(f"{name}: doppelte Zeile oder Spalte.")
    rules = parse_rules(raw.get("addierbar"), raw.get("anteile"), [r.id for r in rows], [c.id for c in columns], name)
    check_totals(rules, {r.id: r.values for r in rows}, name)
    return Table(
        raw["id"],
        raw["document"],
        str(raw["locator"]),
        raw["titel"],
        str(raw.get("stand", "")),
        as_date(raw.get("valid_from")),
        as_date(raw.get("valid_until")),
        raw["zeile_ist"],
        tuple(map(str, raw["worte"])),
        columns,
        rows,
        tuple(_remark(h, name) for h in raw.get("hinweise") or ()),
        frozenset(map(str, raw.get("fehlend") or ())),
        rules,
        _groups(raw.get("gruppen") or {}, {r.group for r in rows}, name),
        tuple(map(str, raw.get("andere_sache") or ())),
        tuple(map(str, raw.get("dokument_worte") or ())),
    )


def _groups(raw: dict[str, Any], known: set[str], name: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if set(raw) - known:
        raise WissenError(f"{name}: gruppen nennt {sorted(set(raw) - known)}, aber keine Zeile gehört dazu.")
    return tuple((group, tuple(map(str, words))) for group, words in raw.items())


def _needed(raw: dict[str, Any], keys: tuple[str, ...], where: str) -> None:
    missing = [k for k in keys if not raw.get(k)]
    if missing:
        raise WissenError(f"{where}: es fehlt {', '.join(missing)}.")


def _column(c: dict[str, Any], name: str) -> Column:
    if set(c) - _COLUMN_KEYS:
        raise WissenError(f"{name}: Spalte „{c.get('id')}“: unbekannte Angabe {sorted(set(c) - _COLUMN_KEYS)}.")
    _needed(c, ("id", "name", "kurz", "worte"), f"{name}: Spalte „{c.get('id')}“")
    if bool(c.get("vorhanden")) != bool(c.get("fehlt")):
        raise WissenError(f"{name}: Spalte „{c.get('id')}“: vorhanden und fehlt gehören zusammen.")
    texts = [str(c.get(k, "")) for k in ("einheit", "anker", "vorhanden", "fehlt")]
    return Column(str(c["id"]), str(c["name"]), str(c["kurz"]), texts[0], tuple(map(str, c["worte"])), *texts[1:])


def _remark(h: dict[str, Any], name: str) -> Remark:
    if set(h) - _REMARK_KEYS or not h.get("text"):
        raise WissenError(f"{name}: ein Hinweis hat text, anker und locator, sonst nichts.")
    return Remark(str(h["text"]), str(h.get("anker", "")), str(h.get("locator", "")))


def _row(r: dict[str, Any], name: str, columns: set[str]) -> Row:
    _needed(r, ("id", "name", "worte", "werte"), f"{name}: Zeile „{r.get('id')}“")
    if set(r) - _ROW_KEYS or set(r["werte"]) - columns:
        raise WissenError(f"{name}: Zeile „{r.get('id')}“: unbekannte Angabe oder Spalte.")
    values: dict[str, Value] = {k: float(v) if isinstance(v, int | float) and not isinstance(v, bool) else str(v) for k, v in r["werte"].items()}
    return Row(str(r["id"]), str(r["name"]), tuple(map(str, r["worte"])), str(r.get("gruppe", "")), values, str(r.get("anker", "")))
