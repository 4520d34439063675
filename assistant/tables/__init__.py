"""Questions about tables, computed over their data: cells, totals, differences, shares, rankings, lists and counts.

`answer_table` is a pure function question + table → TableAnswer. It answers only when rows and column (or an operation over a column) are recognised;
otherwise it says nothing. What may be added up or divided is data of the table (`assistant/tables/rules.py`); nothing is by default.
Begin with `answer`.
"""

from assistant.tables.answer import answer_table
from assistant.tables.shown import TableAnswer, number, shown
from assistant.tables.words import fold

__all__ = ["TableAnswer", "answer_table", "fold", "number", "shown"]
