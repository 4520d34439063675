"""What a question asks of a table: the rows and columns it names and the group it limits itself to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.tables.data import Column, Row, Table
from assistant.tables.words import COUNT, EVERY, HOW_MANY, LIST, MONEY, OTHER_ASK, PLACES, SHARE, fold, found, generic, mentions


@dataclass(frozen=True, slots=True)
class Asked:
    """A question over a table. `rows`: those it names; `columns`: those it means, the best evidence first; `group`: the rows an operation over a
    column covers; `grouped`: the name of that group, "" for all rows."""

    text: str
    folded: str
    table: Table
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    group: tuple[Row, ...]
    grouped: str = ""


def ask(text: str, table: Table) -> Asked:
    """Read a question over a table."""
    folded = fold(text)
    rows = _rows(text, folded, table)
    columns = _columns(folded, table, rows)
    group, name = _group(folded, table, columns)
    return Asked(text, folded, table, tuple(rows), tuple(columns), tuple(group), name)


def off_topic(asked: Asked) -> bool:
    """A place alone makes no question about the table: its matter has to be named too, posts are not money, a number says no who, when or how."""
    table, columns = asked.table, asked.columns
    if (not columns or columns[0].unit != "") and OTHER_ASK.search(asked.text) and not HOW_MANY.search(asked.text):
        return True
    if not any(r.group in PLACES for r in table.rows):
        return False
    if all(c.unit == "Stellen" for c in columns) and MONEY.search(asked.text) and any(c.unit == "Stellen" for c in table.columns):
        return True
    named = [w for c in columns for w in (*c.words, c.short) if not generic(w) and found(asked.folded, w)]
    places = {fold(w).strip() for r in table.rows for w in (*r.words, r.name)}
    return not named and not any(found(asked.folded, w) for w in table.words if fold(w).strip() not in places)


def _rows(text: str, folded: str, table: Table) -> list[Row]:
    rows = _without_totals(_most_specific([r for r in table.rows if mentions(folded, (*r.words, r.name))], folded), text, table)
    if not any(r.group in PLACES for r in table.rows):
        return rows
    group_named = any(mentions(folded, words) for _, words in table.groups)
    over = bool(LIST.search(text) or COUNT.search(text) or (EVERY.search(text) and group_named))
    if over or len(rows) > 1:
        rows = [r for r in rows if not _is_table_name(r, table, folded)] or ([] if over else rows)
    return rows


def _without_totals(rows: list[Row], text: str, table: Table) -> list[Row]:
    """A total is not meant where its parts are named ("was kosten Personal und Arbeitsplätze"), unless a share of it is asked for."""
    if SHARE.search(text):
        return rows
    named = {r.id for r in rows}
    totals = {s.total for s in table.rules.down if s.rows & named}
    return [r for r in rows if r.id not in totals]


def _is_table_name(row: Row, table: Table, folded: str) -> bool:
    """Whether a row was found only by words that name the whole table ("im Rheinisch-Bergischen Kreis")."""
    own = {fold(w).strip() for w in table.words}
    hits = [w for w in (*row.words, row.name) if found(folded, w)]
    return bool(hits) and all(fold(w).strip() in own or any(fold(w).strip() in o for o in own) for w in hits)


def _most_specific(rows: list[Row], folded: str) -> list[Row]:
    """Of rows found by overlapping words ("Aachen", "StädteRegion Aachen") the one whose longest word was found."""
    if len(rows) < 2:
        return rows
    longest = {r.id: max((w for w in (*r.words, r.name) if found(folded, w)), key=len) for r in rows}
    return [r for r in rows if not any(o is not r and _inside(longest[r.id], longest[o.id], folded) for o in rows)]


def _inside(word: str, longer: str, folded: str) -> bool:
    """Whether a word was found only as a part of a longer one."""
    a, b = fold(word).strip(), fold(longer).strip()
    return a != b and a in b and a not in folded.replace(b, " ")


def _columns(folded: str, table: Table, rows: Sequence[Row]) -> list[Column]:
    """Columns a question means, the best evidence first; words of the rows found do not count as column words."""
    taken = {fold(w).strip() for r in rows for w in (*r.words, r.name)}
    scored: list[tuple[float, int, Column]] = []
    for i, c in enumerate(table.columns):
        hits = [w for w in (*c.words, c.short) if fold(w).strip() not in taken and found(folded, w)]
        if hits:
            scored.append((sum(1.0 + len(w) / 10 for w in hits if not generic(w)) + 0.2 * sum(generic(w) for w in hits), -i, c))
    ordered = [(s, c) for s, _, c in sorted(scored, key=lambda x: (-x[0], -x[1])) if s > 0]
    best = ordered[0] if ordered else None
    return [c for s, c in ordered if best is None or s >= 1 or best[0] < 1 or c.unit != best[1].unit]


def _group(folded: str, table: Table, columns: Sequence[Column]) -> tuple[list[Row], str]:
    """Rows of the one group a question limits itself to ("Welche Stadt", "bei den Kreisen"), else all; words that name a column do not count,
    unless the group's words are a column's values ("bei freien Trägern")."""
    rest = folded
    for w in (w for c in columns if c.unit for w in (*c.words, c.short) if not generic(w)):
        rest = rest.replace(f" {fold(w).strip()} ", "  ")
    for name in (w for r in table.rows for w in (r.name, *r.words) if " " in w or "-" in w):
        rest = rest.replace(f" {fold(name).strip()} ", "  ")
    named = [group for group, words in table.groups if any(f" {fold(w).strip()} " in rest for w in words)]
    if len(named) != 1:
        return list(table.rows), ""
    return [r for r in table.rows if r.group == named[0]], named[0]
