"""Questions about tables, computed over their data: one cell, a row, a column, comparison, sum, difference, list, count.

A pure function question + table → TableAnswer. It answers only when rows and column (or an operation over a column) are recognised; otherwise it
says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.tabledata import Column, Row, Table, Value

_SUM = re.compile(r"\b(zusammen\w*|insgesamt|summe|addiert\w*|summiert|in summe|gesamtzahl|alle zusammen|gemeinsam|together|in total|sum)\b", re.I)
_MOST = re.compile(
    r"\b(meisten|meiste|größte\w*|groesste\w*|höchste(?!ns)\w*|hoechste(?!ns)\w*|maximal\w*|am häufigsten|spitzenreiter|most|highest|largest)\b", re.I
)
_LEAST = re.compile(r"\b(wenigsten|wenigste|geringste\w*|kleinste\w*|niedrigste\w*|fewest|lowest|smallest)\b", re.I)
_DIFFERENCE = re.compile(
    r"\b(differenz|unterschied|wie viele? (?:\w+ ){0,2}(?:mehr|weniger)|mehr als|weniger als|nicht abgerufen|liegen (?:ge)?lassen|übrig|"
    r"abstand|difference|fehlten zu)\b",
    re.I,
)
_LIST = re.compile(r"\b(welche\w*|wo überall|in welchen|which)\b", re.I)
_COUNT = re.compile(
    r"\b(wie viele|wieviele|anzahl|how many)\s+(?:der\s+)?(?:\w+\s+){0,2}(kommunen|städte|staedte|kreise|gemeinden|zeilen|municipalities|cities)\b",
    re.I,
)
_SHARE = re.compile(r"\b(anteil|prozent|quote|prozentual|%|share|percentage)\b", re.I)
_NONE = re.compile(r"\b(keine\w*|kein|null|nichts|gar nicht|no|none|überhaupt nicht|nicht)\b", re.I)
_FOOTNOTE = re.compile(
    r"\b(stichtag|stammen|datum|aktuell|wirklich alle|alle vom|fußnote|wann erhoben|as of|really date|date from|same date)\b", re.I
)
_WHY = re.compile(r"^\W*(?:warum|wieso|weshalb|weswegen|wodurch|why)\b|\bworan liegt\b|\bwie kommt es\b", re.I)
_HOW_MANY = re.compile(
    r"\b(wie ?viele?|wieviele?|wie hoch|wie groß|anzahl|summe|zahl|anteil|prozent|quote|differenz|unterschied|mehr|weniger|meisten|"
    r"wenigsten|how many|how much|share)\b",
    re.I,
)
_OTHER_ASK = re.compile(r"\b(wer|wem|wen|was|wann|womit|wodurch|wofür|wie|who|what|when|how)\b", re.I)
_MONEY = re.compile(r"\b(euro|geld|förder(?:ung|summe|höhe|betrag)\w*|zuschuss|pauschale\w*|kostet?|gehalt|money|funding)\b|€", re.I)
_THAN = re.compile(
    r"\b(mehr als|über|mindestens|weniger als|unter|höchstens|more than|at least|less than)\s+"
    r"(\d+(?:[.,]\d+)?|eine?r?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)\b",
    re.I,
)
_NUMERALS = {w: float(i) for i, w in enumerate("null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf".split())}
_YES = frozenset({"ja"})


PLACES = frozenset({"Kreis", "kreisfreie Stadt", "kommunaler Träger", "freier Träger", "ohne KIM-Stelle", "kreisangehörige Kommune"})


@dataclass(frozen=True, slots=True)
class TableAnswer:
    """The text, the rows it rests on (cited in this order) and whether it was computed beyond reading cells."""

    text: str
    rows: tuple[Row, ...]
    computed: bool
    remarks: tuple[int, ...] = ()


def answer_table(question: str, table: Table) -> TableAnswer | None:
    """The answer from a table, or None when the question does not fit it."""
    folded = fold(question)
    if _WHY.search(question):
        return _reason(folded, table)
    rows = [r for r in table.rows if _mentions(folded, r.words) or _mentions(folded, (r.name,))]
    rows = _most_specific(rows, folded)
    if _LIST.search(question) or _COUNT.search(question) or len(rows) > 1:
        rows = [r for r in rows if not _is_table_name(r, table, folded)] or ([] if _LIST.search(question) or _COUNT.search(question) else rows)
    columns = _columns(folded, table, rows)
    whole_group = _group(folded, table)
    footnote = _footnote(question, table) if _FOOTNOTE.search(question) and not rows else None
    if footnote is not None:
        return footnote
    if rows and len(rows) < len(table.rows):
        if _off_topic(question, folded, table, columns):
            return None
        numeric = not columns or columns[0].unit != ""
        if numeric and _OTHER_ASK.search(question) and not _HOW_MANY.search(question):
            return None  # asks for something a number does not say
        if _DIFFERENCE.search(question) and len(rows) == 1 and len(columns) < 2:
            return None
        if len(columns) >= 2 and _DIFFERENCE.search(question) and len(rows) == 1:
            return _column_difference(table, rows[0], columns[0], columns[1])
        if len(columns) >= 2 and _SHARE.search(question) and len(rows) == 1 and columns[0].unit == columns[1].unit:
            return _cells(table, rows, columns[:2])
        if columns and _SHARE.search(question) and len(rows) == 1 and columns[0].unit:
            return _cells(table, rows, [columns[0], *(c for c in table.columns if c.unit == columns[0].unit and c is not columns[0])])
        if len(columns) >= 2 and len(rows) == 1 and _SUM.search(question):
            summed = _column_sum(table, rows[0], columns)
            if summed is not None:
                return summed
        if columns and len(rows) > 1 and _SUM.search(question):
            return _sum(table, rows, columns[0])
        if columns and len(rows) == 2 and _DIFFERENCE.search(question):
            return _row_difference(table, rows, columns[0])
        if columns and len(rows) > 1 and (_MOST.search(question) or re.search(r"\bmehr\b", question, re.I)):
            return _extreme(table, rows, columns[0], most=True)
        return _cells(table, rows, columns[:2] if columns else [c for c in table.columns if c.id in rows[0].values])
    if not columns:
        return None
    return _over_column(question, table, columns, whole_group)


def _off_topic(question: str, folded: str, table: Table, columns: Sequence[Column]) -> bool:
    """A place alone makes no question about the table: its matter has to be named too, and posts are not money."""
    if not any(r.group in PLACES for r in table.rows):
        return False
    if all(c.unit == "Stellen" for c in columns) and _MONEY.search(question) and any(c.unit == "Stellen" for c in table.columns):
        return True
    named = [w for c in columns for w in (*c.words, c.short) if not _generic(w) and _found(folded, w)]
    places = {fold(w).strip() for r in table.rows for w in (*r.words, r.name)}
    return not named and not any(_found(folded, w) for w in table.words if fold(w).strip() not in places)


def _is_table_name(row: Row, table: Table, folded: str) -> bool:
    """Whether a row was found only by words that name the whole table ("im Rheinisch-Bergischen Kreis")."""
    own = {fold(w).strip() for w in table.words}
    found = [w for w in (*row.words, row.name) if _found(folded, w)]
    return bool(found) and all(fold(w).strip() in own or any(fold(w).strip() in o for o in own) for w in found)


def _reason(folded: str, table: Table) -> TableAnswer | None:
    """A remark that explains the row a why-question names."""
    rows = [r for r in table.rows if _mentions(folded, r.words)]
    matter = {part for w in table.words for part in fold(w).split()}
    words = {w for w in folded.split() if len(w) > 5} - matter
    best = max(((len(words & set(fold(m.text).split())), -i, m) for i, m in enumerate(table.remarks)), default=None, key=lambda t: t[:2])
    if not rows or best is None or best[0] < 1:
        return None
    return TableAnswer(f"{best[2].text} ({_source(table)})", (), False, (-best[1],))


def _over_column(question: str, table: Table, columns: Sequence[Column], group: Sequence[Row]) -> TableAnswer | None:
    column = columns[0]
    if _MOST.search(question):
        return _extreme(table, group, column, most=True)
    if _LEAST.search(question):
        return _extreme(table, group, column, most=False)
    if column.unit == "" or _yes_no_column(table, column):
        return _holders(question, table, column, group) if _LIST.search(question) or _COUNT.search(question) else None
    value = re.search(
        r"\b(nur|genau|jeweils|exactly|only)?\s*(eine halbe|halbe|eine|ein|zwei|drei|vier|fünf|\d+(?:[.,]\d+)?)\b[^?.]{0,25}\b(stelle\w*|cm|post\w*)",
        question,
        re.I,
    )
    than = _THAN.search(question)
    if than and (_LIST.search(question) or _COUNT.search(question)):
        return _beyond(question, table, column, group, than)
    if _LIST.search(question) and value:
        return _equal(table, column, group, _number(value[2]))
    if (_LIST.search(question) or _COUNT.search(question)) and _NONE.search(question):
        return _equal(table, column, group, 0.0)
    if _COUNT.search(question) or _LIST.search(question):
        return _holders(question, table, column, group)
    if _SUM.search(question):
        return _sum(table, group, column)
    return None


def fold(text: str) -> str:
    """Lower case with German spellings folded, words separated by single spaces and framed by spaces."""
    text = text.lower()
    for a, b in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        text = text.replace(a, b)
    words = re.sub(r"[^\w/%.]+", " ", text).strip(" .")
    return f" {words} "


def _mentions(folded: str, words: Sequence[str]) -> bool:
    return any(_found(folded, w) for w in words)


def _found(folded: str, word: str) -> bool:
    w = fold(word).strip()
    if f" {w} " in folded or f" {w}s " in folded or f" {w}. " in folded:
        return True
    return len(w) >= 7 and " " not in w and any(_near(w, token) for token in folded.split())


def _near(a: str, b: str) -> bool:
    """One letter wrong, missing or too many in a long word."""
    if abs(len(a) - len(b)) > 1 or a[0] != b[0] or len(b) < 7:
        return False
    i = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return a[i + 1 :] == b[i + 1 :] or a[i:] == b[i + 1 :] or a[i + 1 :] == b[i:] or (a[i : i + 2] == b[i : i + 2][::-1] and a[i + 2 :] == b[i + 2 :])


def _most_specific(rows: list[Row], folded: str) -> list[Row]:
    """Of rows found by overlapping words ("Aachen", "StädteRegion Aachen") the one whose longest word was found."""
    if len(rows) < 2:
        return rows
    longest = {r.id: max((w for w in (*r.words, r.name) if _found(folded, w)), key=len) for r in rows}
    return [
        r
        for r in rows
        if not any(o is not r and longest[r.id].lower() != longest[o.id].lower() and fold(longest[r.id]).strip() in fold(longest[o.id]) for o in rows)
    ]


def _columns(folded: str, table: Table, rows: Sequence[Row]) -> list[Column]:
    """Columns a question means, the best evidence first; words of the rows found do not count as column words."""
    taken = {fold(w).strip() for r in rows for w in (*r.words, r.name)}
    scored: list[tuple[float, int, Column]] = []
    for i, c in enumerate(table.columns):
        hits = [w for w in (*c.words, c.short) if fold(w).strip() not in taken and _found(folded, w)]
        if hits:
            scored.append((sum(1.0 + len(w) / 10 for w in hits if not _generic(w)) + 0.2 * sum(_generic(w) for w in hits), -i, c))
    return [c for s, _, c in sorted(scored, key=lambda x: (-x[0], -x[1])) if s > 0]


_GENERIC = frozenset(
    {"hat", "haben", "gibt es", "insgesamt", "stelle", "stellen", "ueberhaupt", "bekommt", "bekommen", "moeglich", "maximal", "wie viele", "anzahl"}
)


def _generic(word: str) -> bool:
    return fold(word).strip() in _GENERIC


def _group(folded: str, table: Table) -> list[Row]:
    """Rows of the group a question limits itself to ("Welche Stadt", "bei den Kreisen"), else all."""
    groups = {r.group for r in table.rows if r.group}
    if " stadt " in folded or " staedte " in folded or " staedten " in folded or " grossstadt" in folded:
        city = [g for g in groups if "Stadt" in g and "kreisfrei" in g]
        return [r for r in table.rows if r.group in city] or list(table.rows)
    if (
        any(f" {w} " in folded for w in ("kreis", "kreise", "kreisen", "landkreis", "landkreise"))
        and "Kreis" in groups
        and "kreisfreie Stadt" in groups
    ):
        return [r for r in table.rows if r.group == "Kreis"]
    return list(table.rows)


def shown(value: Value | None, table: Table, column: Column) -> str:
    """A cell as text: German number with unit, "keine Angabe (k.A.)" for a missing one."""
    if value is None or (isinstance(value, str) and value in table.missing):
        return "keine Angabe" + (f" ({value})" if value else "")
    if isinstance(value, str):
        return {"-": "nichts (Strich)"}.get(value, value)
    text = number(value)
    return f"{text} {'€' if column.unit == 'Euro' else column.unit}".strip() if column.unit != "Stellen" or value != 1 else f"{text} Stelle"


def number(value: float) -> str:
    """German notation, no superfluous decimals."""
    text = f"{value:,.2f}".rstrip("0").rstrip(".") if value % 1 else f"{value:,.0f}"
    return text.replace(",", "·").replace(".", ",").replace("·", ".")


def _cells(table: Table, rows: Sequence[Row], columns: Sequence[Column]) -> TableAnswer:
    parts = []
    for r in rows[:5]:
        cells = [c for c in columns if c.id in r.values] or [c for c in table.columns if c.id in r.values]
        parts.append(f"{r.name}: " + "; ".join(f"{c.short} {shown(r.values.get(c.id), table, c)}" for c in cells))
        if len(columns) < len(table.columns):
            parts += _instead(table, r, cells)
    return TableAnswer(". ".join(parts) + f" ({_source(table)}).", tuple(rows[:5]), False)


def _instead(table: Table, row: Row, columns: Sequence[Column]) -> list[str]:
    """Who covers a row whose cell holds a dash: the row that names it, or names the whole area."""
    out = []
    for c in columns:
        if str(row.values.get(c.id)).startswith("-") and c.unit == "":
            covering = [r for r in table.rows if r is not row and re.search(rf"\b{re.escape(row.name)}\b|gesamten Kreis", str(r.values.get(c.id)))]
            out += [f"{r.name}: {c.short} {shown(r.values[c.id], table, c)}" for r in covering]
    return out


def _source(table: Table) -> str:
    return f"{table.locator}, Stand {table.stand}" if table.stand else table.locator


def _numbers(rows: Sequence[Row], column: Column) -> tuple[list[tuple[Row, float]], list[Row]]:
    have = [(r, v) for r in rows if isinstance(v := r.values.get(column.id), float)]
    return have, [r for r in rows if not isinstance(r.values.get(column.id), float)]


def _sum(table: Table, rows: Sequence[Row], column: Column) -> TableAnswer | None:
    have, without = _numbers(rows, column)
    if not have:
        return None
    total = sum(v for _, v in have)
    line = " + ".join(number(v) for _, v in have) + f" = {number(total)}" if len(have) <= 12 else f"Summe über {len(have)} Zeilen"
    missing = f" Ohne Zahl: {', '.join(r.name for r in without)}." if without else ""
    names = ", ".join(r.name for r, _ in have) if len(have) <= 6 else f"{len(have)} Zeilen"
    return TableAnswer(
        f"Zusammen {shown(total, table, column)}: {column.name} für {names} ({line}; {_source(table)}).{missing}", tuple(r for r, _ in have[:5]), True
    )


def _column_sum(table: Table, row: Row, columns: Sequence[Column]) -> TableAnswer | None:
    """The years of a row added up, where the table itself gives no total."""
    if any(not c.name.isdigit() and isinstance(row.values.get(c.id), float) for c in columns):
        return None
    have = [(c, v) for c in table.columns if c in columns and isinstance(v := row.values.get(c.id), float)]
    if len(have) < 2:
        return None
    total = sum(v for _, v in have)
    line = f"{' + '.join(number(v) for _, v in have)} = {number(total)}"
    names = " und ".join(c.short for c, _ in have)
    return TableAnswer(f"Zusammen {shown(total, table, have[0][0])}: {row.name} {names} ({line}; {_source(table)}).", (row,), True)


def _column_difference(table: Table, row: Row, a: Column, b: Column) -> TableAnswer | None:
    x, y = row.values.get(a.id), row.values.get(b.id)
    if not isinstance(x, float) or not isinstance(y, float):
        return _cells(table, [row], [a, b])
    hi, lo = (a, b) if x >= y else (b, a)
    big, small = max(x, y), min(x, y)
    unit = "€" if a.unit == "Euro" else a.unit
    return TableAnswer(
        f"{number(big - small)} {unit} Unterschied bei {row.name}: {hi.short} {number(big)}, {lo.short} {number(small)} "
        f"({number(big)} − {number(small)} = {number(big - small)}; {_source(table)}).",
        (row,),
        True,
    )


def _row_difference(table: Table, rows: Sequence[Row], column: Column) -> TableAnswer | None:
    have, _ = _numbers(rows, column)
    if len(have) < 2:
        return _cells(table, rows, [column])
    (a, x), (b, y) = sorted(have, key=lambda t: -t[1])
    return TableAnswer(
        f"{number(x - y)} {column.unit or ''} Unterschied: {a.name} {number(x)}, {b.name} {number(y)} ({column.short}; {_source(table)}).".replace(
            "  ", " "
        ),
        (a, b),
        True,
    )


def _extreme(table: Table, rows: Sequence[Row], column: Column, most: bool) -> TableAnswer | None:
    have, without = _numbers(rows, column)
    if not have:
        return None
    best = (max if most else min)(v for _, v in have)
    top = [r for r, v in have if v == best]
    word = "Am meisten" if most else "Am wenigsten"
    second = sorted({v for _, v in have}, reverse=most)
    after = ""
    if len(second) > 1:
        followers = [r.name for r, v in have if v == second[1]]
        after = f" Danach {', '.join(followers[:4])} mit {number(second[1])}."
    missing = f" Ohne Zahl: {', '.join(r.name for r in without[:6])}." if without else ""
    names = " und ".join(r.name for r in top) if len(top) <= 3 else ", ".join(r.name for r in top)
    return TableAnswer(f"{word}: {names} mit {shown(best, table, column)} ({column.name}; {_source(table)}).{after}{missing}", tuple(top[:5]), True)


def _yes_no_column(table: Table, column: Column) -> bool:
    return any(isinstance(v := r.values.get(column.id), str) and v.lower() in _YES for r in table.rows)


def _holds(value: Value | None, table: Table) -> bool:
    if isinstance(value, float):
        return value > 0
    return value is not None and value not in table.missing and not value.startswith("-") and value not in ("", "offen", "unklar", "k.A.", "keine")


def _holders(question: str, table: Table, column: Column, rows: Sequence[Row]) -> TableAnswer:
    none = bool(_NONE.search(question))
    chosen = [r for r in rows if _holds(r.values.get(column.id), table) != none]
    names = ", ".join(_with_cell(r, table, column) for r in chosen) or "keine"
    lead = f"{len(chosen)} von {len(rows)}: " if _COUNT.search(question) else ""
    what = f"ohne {column.name}" if none else column.name
    return TableAnswer(f"{lead}{names} ({what}; {_source(table)}).", tuple(chosen[:5]), True)


def _with_cell(r: Row, table: Table, column: Column) -> str:
    value = r.values.get(column.id)
    if isinstance(value, str) and (value.lower() in _YES or value.startswith("-")):
        return r.name
    return f"{r.name} ({shown(value, table, column)})" if value is not None else r.name


def _equal(table: Table, column: Column, rows: Sequence[Row], wanted: float) -> TableAnswer | None:
    chosen = [r for r in rows if r.values.get(column.id) == wanted]
    if not chosen:
        return None
    names = " und ".join([", ".join(r.name for r in chosen[:-1]), chosen[-1].name]) if len(chosen) > 1 else chosen[0].name
    return TableAnswer(f"{names}: {column.short} je {shown(wanted, table, column)} ({_source(table)}).", tuple(chosen[:5]), True)


def _beyond(question: str, table: Table, column: Column, rows: Sequence[Row], than: re.Match[str]) -> TableAnswer:
    """The rows above or below a limit."""
    word = than[2].lower()
    limit = float(word.replace(",", ".")) if word[0].isdigit() else _NUMERALS.get(word, 1.0)
    how = than[1].lower()
    have, without = _numbers(rows, column)
    chosen = [(r, v) for r, v in have if _within(v, how, limit)]
    names = ", ".join(f"{r.name} ({shown(v, table, column)})" for r, v in chosen) or "keine"
    lead = f"{len(chosen)} von {len(rows)}: " if _COUNT.search(question) else ""
    missing = f" Ohne Zahl: {', '.join(r.name for r in without[:6])}." if without else ""
    return TableAnswer(f"{lead}{names} ({column.name} {than[0]}; {_source(table)}).{missing}", tuple(r for r, _ in chosen[:5]), True)


def _within(value: float, how: str, limit: float) -> bool:
    if how in ("mehr als", "über", "more than"):
        return value > limit
    if how in ("mindestens", "at least"):
        return value >= limit
    return value <= limit if how == "höchstens" else value < limit


def _number(word: str) -> float:
    words = {"eine halbe": 0.5, "halbe": 0.5, "eine": 1.0, "ein": 1.0, "zwei": 2.0, "drei": 3.0, "vier": 4.0, "fünf": 5.0}
    return words.get(word.lower()) or float(word.replace(",", "."))


def _footnote(question: str, table: Table) -> TableAnswer | None:
    """A remark about the table's dates, when the question asks for them and names the table's matter."""
    folded = fold(question)
    if sum(_found(folded, w) for w in table.words) < 2:
        return None
    for i, remark in enumerate(table.remarks):
        if re.search(r"\d{2}\.\d{2}\.\d{4}", remark.text):
            return TableAnswer(f"{remark.text} ({table.locator})", (), False, (i,))
    return None
