"""The parts of an answer the tests look at."""

import re

from assistant.reading.reader import split_sentences
from assistant.types import Answer


def numbers(text: str) -> set[int]:
    """The numbers of the marks in a text."""
    return {int(n) for n in re.findall(r"\[(\d+)\]", text)}


def plain(a: Answer) -> str:
    """The answer without its marks."""
    return re.sub(r"\s*\[\d+\]", "", a.answer)


def figures(text: str) -> set[str]:
    """All numbers of a text, without points between thousands."""
    return {re.sub(r"\.(?=\d{3})", "", x) for x in re.findall(r"\d+(?:[.,]\d+)*", text)}


def opening(a: Answer) -> str:
    """The first two sentences: the answer itself, before details."""
    return " ".join(split_sentences(plain(a))[:2])
