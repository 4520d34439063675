"""Keeps of an Ergebnis' citations those an answer marks, numbered as they appear, with quotes cut to what an answer may quote."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.types import Citation, Note

EACH_QUOTE = 60  # words of one quote (the contract)
ALL_QUOTES = 180  # words of quote in one answer
LEAST_QUOTE = 8
_MARK = re.compile(r"\[(\d+)\]")


def cited(text: str, notes: Sequence[Note], citations: Sequence[Citation]) -> tuple[str, tuple[Note, ...], tuple[Citation, ...]]:
    """Text, notes and citations with numbers from 1 in the order of the text, then of the notes; a mark without its citation is dropped."""
    by_number = {c.n: c for c in citations}
    order = [int(m) for m in _MARK.findall(text)] + [n for note in notes for n in note.citations]
    wanted = [n for n in dict.fromkeys(order) if n in by_number]
    number = {old: i for i, old in enumerate(wanted, 1)}
    text = re.sub(r"\s?\[(\d+)\]", lambda m: f" [{number[int(m[1])]}]" if int(m[1]) in number else "", text)
    return text, tuple(replace(n, citations=tuple(number[c] for c in n.citations if c in number)) for n in notes), _cut(wanted, by_number)


def _cut(wanted: Sequence[int], by_number: dict[int, Citation]) -> tuple[Citation, ...]:
    """The citations in order; where the quotes grow too long together, the later ones keep only their beginning."""
    out: list[Citation] = []
    left = ALL_QUOTES
    for i, n in enumerate(wanted, 1):
        words = by_number[n].quote.split()
        most = min(EACH_QUOTE, max(LEAST_QUOTE, left - LEAST_QUOTE * (len(wanted) - i)))
        left -= min(most, len(words))
        quote = by_number[n].quote if len(words) <= most else " ".join(words[:most])
        out.append(replace(by_number[n], n=i, quote=quote))
    return tuple(out)
