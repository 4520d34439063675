"""Which operation a question wants over which rows and columns of a table, and its answer."""

from __future__ import annotations

from assistant.tables import compare, lists, shares, sums
from assistant.tables.asked import Asked, ask, off_topic
from assistant.tables.cells import cells, yes_no_column
from assistant.tables.data import Column, Table
from assistant.tables.remarks import footnote, reason
from assistant.tables.shown import TableAnswer, numbers
from assistant.tables.words import (
    COMPARE,
    COUNT,
    DIFFERENCE,
    EVERY,
    EXACTLY,
    FOOTNOTE,
    LEAST,
    LIST,
    MEAN,
    MOST,
    NO_FIGURE,
    NONE,
    NOT_ALL,
    OF_ALL,
    SHARE,
    SUM,
    THAN,
    TIMES,
    TOP,
    WHY,
    figure,
    fold,
    found,
    mentions,
    position,
)


def answer_table(question: str, table: Table) -> TableAnswer | None:
    """The answer from a table, or None when the question does not fit it."""
    if WHY.search(question):
        return reason(fold(question), table)
    asked = ask(question, table)
    if mentions(asked.folded, table.elsewhere):
        return None
    if FOOTNOTE.search(question) and not asked.rows and (remark := footnote(question, table)) is not None:
        return remark
    if asked.rows and len(asked.rows) < len(table.rows):
        return None if off_topic(asked) else _over_rows(asked)
    return _over_column(asked) if asked.columns else None


def _over_rows(asked: Asked) -> TableAnswer | None:
    """The question names rows."""
    table, rows, columns = asked.table, asked.rows, asked.columns
    if len(rows) == 1:
        return _one_row(asked)
    if columns:
        column, text = columns[0], asked.text
        if SHARE.search(text):
            return shares.of_total(table, rows, column) or (cells(table, rows, columns[:2]) if column.unit == "" else None)
        if len(rows) == 2 and DIFFERENCE.search(text):
            return compare.two_rows(table, rows, column, text)
        if SUM.search(text) or MEAN.search(text):
            total = (sums.mean if MEAN.search(text) else sums.down)(table, rows, column)
            return total or cells(table, rows, [column], sums.NOT_ADDABLE)
        if len(rows) == 2 and TIMES.search(text):
            return compare.times(table, rows, column)
        if len(rows) == 2 and COMPARE.search(text):
            return compare.two_rows(table, rows, column, text)
        if MOST.search(text) or LEAST.search(text) or COMPARE.search(text):
            return compare.extreme(table, rows, column, most=not LEAST.search(text))
    return cells(table, rows, _told(asked))


def _one_row(asked: Asked) -> TableAnswer | None:
    table, row, columns, text = asked.table, asked.rows[0], asked.columns, asked.text
    if SHARE.search(text) and (not columns or columns[0].unit):
        if OF_ALL.search(text) and len(columns) == 1 and (part := shares.in_column(table, row, columns[0])) is not None:
            return part
        return shares.of_row(table, row, columns)
    if DIFFERENCE.search(text):
        both = columns[:2] if len(columns) >= 2 else next(iter(shares.pairs(table, columns)), None) if NONE.search(text) else None
        return compare.two_columns(table, row, *both) if both else None
    if len(columns) >= 2 and SUM.search(text) and all(c.unit for c in columns):
        given = [c for c in columns if any(s.total == c.id for s in table.rules.across)]
        return sums.across(table, row, columns) or cells(table, [row], given[:1] or columns[:3], "" if given else sums.NOT_ADDABLE)
    return cells(table, [row], _told(asked))


def _told(asked: Asked) -> list[Column]:
    """The columns a question for cells gets: those it means, else all of its first row."""
    if not asked.columns:
        return [c for c in asked.table.columns if c.id in asked.rows[0].values]
    return sorted(asked.columns[:2], key=lambda c: position(asked.folded, c, asked.table))


def _over_column(asked: Asked) -> TableAnswer | None:
    """The question names a column and no rows, or all of them."""
    table, column, text = asked.table, asked.columns[0], asked.text
    if SHARE.search(text):
        if MOST.search(text) or LEAST.search(text):
            return shares.extreme(table, asked.group, asked.columns, most=not LEAST.search(text))
        return shares.of_all(table, asked.group, asked.columns)
    if column.unit and (MOST.search(text) or LEAST.search(text)):
        if not table.rules.adds_down([r.id for r, _ in numbers(asked.group, column)[0]], column.id):
            return None  # rows of different kinds (income and cost) have no most and least
        most, places = not LEAST.search(text), TOP.search(text)
        ranked = compare.ranking(table, asked.group, column, int(figure(places[1])), most) if places else None
        return ranked or compare.extreme(table, asked.group, column, most)
    if LIST.search(text) or COUNT.search(text):
        return _condition(asked)
    if EVERY.search(text) and column.present and asked.grouped:
        return lists.holders(asked, column)
    if column.unit == "" or yes_no_column(table, column):
        return _of_carriers(asked)
    if MEAN.search(text):
        return sums.mean(table, asked.group, column)
    return sums.down(table, asked.group, column) if SUM.search(text) else _whole_group(asked)


def _condition(asked: Asked) -> TableAnswer | None:
    """Which rows, or how many, fulfil a condition."""
    table, column, text = asked.table, asked.columns[0], asked.text
    if column.unit == "" or yes_no_column(table, column):
        return lists.holders(asked, column)
    if NO_FIGURE.search(text):
        return lists.no_figure(asked, column)
    if (pair := _less(asked)) is not None:
        return lists.less_than(asked, *pair)
    than = THAN.search(text)
    if than:
        return lists.beyond(asked, column, than)
    exact = list(EXACTLY.finditer(text))
    if exact and not NONE.search(text):
        return lists.equal(asked, column, figure(exact[-1][1]))
    return lists.equal(asked, column, 0.0) if NONE.search(text) else lists.holders(asked, column)


def _less(asked: Asked) -> tuple[Column, Column] | None:
    """The two columns compared row by row: "weniger beantragt, als ihnen zustanden", "nicht alle abgerufen"."""
    table, text = asked.table, asked.text
    if THAN.search(text) or not (NOT_ALL.search(text) or (DIFFERENCE.search(text) or COMPARE.search(text))):
        return None
    if NOT_ALL.search(text):
        return next(iter(shares.pairs(table, asked.columns)), None)
    if len(asked.columns) < 2:
        return None
    part = next((s for s in shares.pairs(table, asked.columns[:2]) if s[1] in asked.columns), None)
    if part is not None:
        return part  # a part is never more than its whole, however the question turns it
    first, second = sorted(asked.columns[:2], key=lambda c: position(asked.folded, c, table))
    return (first, second) if "weniger" in asked.folded or "fewer" in asked.folded else (second, first)


def _of_carriers(asked: Asked) -> TableAnswer | None:
    """A total over the rows of a group that a column of words names ("bei freien Trägern zusammen")."""
    table = asked.table
    measure = next((c for c in table.columns if c.unit), None)
    if not asked.grouped or measure is None or not (found(asked.folded, "Stellen") or found(asked.folded, "Stelle")):
        return None
    return sums.down(table, asked.group, measure)


def _whole_group(asked: Asked) -> TableAnswer | None:
    """All rows of a named group in a column."""
    return lists.of_group(asked.table, asked.group, asked.columns[0]) if asked.grouped and found(asked.folded, "alle") else None
