"""What an answer's citations prove: whether they point at the gold place, and whether their quotes stand in the originals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.gold import Source

Reply = Mapping[str, Any]  # one answer of the contract, as JSON
QUOTE_WORDS, QUOTE_CHARS, QUOTE_SHARE = 60, 12, 0.6
_MARKUP = re.compile(r"</?(?:b|i|u|sup|sub)>|[*\\]")


@dataclass(frozen=True, slots=True)
class QuoteCheck:
    """Citations of documents at hand: all, those quoting the original, those whose quote was found there."""

    citations: int = 0
    original: int = 0
    verbatim: int = 0


def fold(text: object) -> str:
    """Lower case, without emphasis marks, soft hyphens and line-end hyphens; one space between words."""
    plain = _MARKUP.sub("", str(text or "")).replace("\u00ad", "").replace("\u2010\n", "")
    return " ".join(plain.split()).lower()


def words(text: object) -> frozenset[str]:
    """The different words of three letters or more."""
    return frozenset(re.findall(r"\w{3,}", fold(text)))


def same_place(locator: object, gold: str) -> bool:
    """Whether a locator is the gold one or lies below it."""
    ours, wanted = _place(locator), _place(gold)
    if not ours or not wanted:
        return False
    below = wanted + "." if wanted[-1].isdigit() else wanted
    return ours == wanted or ours.startswith((below, wanted + "."))


def _place(locator: object) -> str:
    short = fold(locator).replace("tabelle besetzung", "tab.besetzung").replace("tabelle", "tab.")
    return re.sub(r"[^a-z0-9.]", "", short)


def proves(citation: Reply, source: Source, quote_words: int = QUOTE_WORDS) -> bool:
    """Whether a citation points at the source: its place, or most words of its quote in a short enough quote."""
    if citation.get("document_id") != source.document_id:
        return False
    if same_place(citation.get("locator"), source.locator):
        return True
    wanted, quote = words(source.quote), fold(citation.get("quote"))
    return bool(wanted) and len(quote.split()) <= quote_words and len(wanted & words(quote)) / len(wanted) >= QUOTE_SHARE


def citations_of(reply: Reply) -> list[Reply]:
    """The citations of an answer, malformed ones left out."""
    return [c for c in reply.get("citations") or [] if isinstance(c, Mapping)]


def original_texts(folder: Path) -> dict[str, str]:
    """Folded texts of `<document id>.txt` in a folder."""
    return {p.stem: fold(p.read_text(encoding="utf-8")) for p in sorted(folder.glob("*.txt"))}


def check_quotes(replies: Iterable[Reply], originals: Mapping[str, str]) -> QuoteCheck:
    """Look every quote of a document at hand up in it."""
    ours = [c for r in replies for c in citations_of(r) if c.get("document_id") in originals]
    quoting = [c for c in ours if c.get("quote_source", "original") == "original"]
    return QuoteCheck(len(ours), len(quoting), sum(_stands(c.get("quote"), originals[str(c["document_id"])]) for c in quoting))


def _stands(quote: object, original: str) -> bool:
    folded = fold(quote)
    return len(folded) >= QUOTE_CHARS and len(folded.split()) <= QUOTE_WORDS and folded in original
