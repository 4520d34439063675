"""The figures of an answer run, computed by ourselves: right, short, proven, refused, and which quotes stand in the originals.

The definitions are those of `../shared/evals/score.py`; `tests/evals/test_agreement.py` shows that both give the same counts.

    correct     answerable: answered, every `must` within the first 700 characters, no `must_not` at the opening, not the opposite of `polarity`
    direct      correct within the first 300 characters
    cited       the gold place is among the first three citations (all of `sources` among the first five where `all_sources` is set)
    both        correct and cited
    refused     unanswerable: "not_covered" without a figure of its own, or an answer matching `or_answered`
    over_refused, wrong   answerable: "not_covered"; opening with the opposite of `polarity`
    stated      answerable with `polarity`: answered and opening with Ja or Nein, right or wrong
    verbatim    original quotes of 12 characters to 60 words that stand in the cited document
    original    citations of a document at hand that quote the original
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Reply = Mapping[str, Any]  # one answer of the contract, as JSON

ANSWER_CHARS, DIRECT_CHARS, OPENING_CHARS = 700, 300, 200
QUOTE_WORDS, QUOTE_CHARS, QUOTE_SHARE = 60, 12, 0.6
FEW, MANY = 3, 5  # citations looked at: one source asked for, all sources asked for
SMALL_NUMBERS = frozenset("123")  # a refusal may count its own suggestions
GIVEN = ("id", "question", "as_of", "history", "document_id")  # what the assistant gets to see of a question

_MARKUP = re.compile(r"</?(?:b|i|u|sup|sub)>|[*\\]")
_MARK = re.compile(r"\s*\[\d+\]")
_OPENING = re.compile(r"\W*(ja|yes|nein|no)\b", re.I)
_SAYS = {"ja": "ja", "yes": "ja", "nein": "nein", "no": "nein"}
_FIGURE = re.compile(r"\d[\d.\s]*(?:,\d+)?")


@dataclass(frozen=True, slots=True)
class Source:
    """A place that proves the answer. Own questions carry no quote; then the locator alone decides."""

    document_id: str
    locator: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Gold:
    """A question with what a right answer holds. `given` is all the assistant may see."""

    id: str
    category: str
    answerable: bool
    question: str = ""
    style: str = "plain"
    polarity: str | None = None
    sources: tuple[Source, ...] = ()
    all_sources: bool = False
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    or_not_covered: bool = False
    or_answered: tuple[str, ...] = ()
    given: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Gold:
        """A row of a question file. Errors: KeyError when id, question, category or answerable is missing."""
        return cls(
            id=str(row["id"]),
            category=str(row["category"]),
            answerable=bool(row["answerable"]),
            question=str(row["question"]),
            style=str(row.get("style", "plain")),
            polarity=row.get("polarity"),
            sources=tuple(Source(str(s["doc"]), str(s.get("locator") or ""), str(s.get("quote") or "")) for s in row.get("sources") or ()),
            all_sources=bool(row.get("all_sources")),
            must=tuple(row.get("must") or ()),
            must_not=tuple(row.get("must_not") or ()),
            or_not_covered=bool(row.get("or_not_covered")),
            or_answered=tuple(row.get("or_answered") or ()),
            given={k: row[k] for k in GIVEN if row.get(k) is not None},
        )


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one answer fared. For an unanswerable question only `refused` counts."""

    correct: bool = False
    direct: bool = False
    cited: bool = False
    refused: bool = False
    stated: bool = False
    wrong: bool = False

    def good(self, gold: Gold) -> bool:
        """Nothing to complain about."""
        return self.correct and self.cited if gold.answerable else self.refused


@dataclass(slots=True)
class Tally:
    """Counts of one group of questions."""

    answerable: int = 0
    correct: int = 0
    direct: int = 0
    cited: int = 0
    both: int = 0
    over_refused: int = 0
    yes_no: int = 0
    stated: int = 0
    wrong: int = 0
    unanswerable: int = 0
    refused: int = 0

    def add(self, gold: Gold, verdict: Verdict) -> None:
        """Count one question."""
        if not gold.answerable:
            self.unanswerable += 1
            self.refused += verdict.refused
            return
        self.answerable += 1
        self.correct += verdict.correct
        self.direct += verdict.direct
        self.cited += verdict.cited
        self.both += verdict.correct and verdict.cited
        self.over_refused += verdict.refused
        self.yes_no += bool(gold.polarity)
        self.stated += verdict.stated
        self.wrong += verdict.wrong

    def of(self, figure: str) -> int:
        """How many questions a figure is a share of."""
        return {"refused": self.unanswerable, "stated": self.yes_no, "wrong": self.yes_no}.get(figure, self.answerable)

    def percent(self, figure: str) -> float | None:
        """A figure in percent; None when no question of the group bears on it."""
        return share(int(getattr(self, figure)), self.of(figure))


@dataclass(frozen=True, slots=True)
class QuoteCheck:
    """Citations of documents at hand: all, those quoting the original, those whose quote was found there."""

    citations: int = 0
    original: int = 0
    verbatim: int = 0


def share(part: int, whole: int) -> float | None:
    """Percent, None of nothing."""
    return 100 * part / whole if whole else None


def fold(text: object) -> str:
    """Lower case, without emphasis marks, soft hyphens and line-end hyphens; one space between words."""
    plain = _MARKUP.sub("", str(text or "")).replace("\u00ad", "").replace("\u2010\n", "")
    return " ".join(plain.split()).lower()


def words(text: object) -> frozenset[str]:
    """The different words of three letters or more."""
    return frozenset(re.findall(r"\w{3,}", fold(text)))


def figures(text: str) -> set[str]:
    """All figures of a text, thousands marks removed."""
    return {re.sub(r"[.\s]", "", f) for f in _FIGURE.findall(text)}


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


def judge(gold: Gold, reply: object, quote_words: int = QUOTE_WORDS) -> Verdict:
    """The verdict on one answer; anything that is no answer object is wrong."""
    if not isinstance(reply, Mapping):
        return Verdict()
    text = _MARK.sub("", str(reply.get("answer") or ""))
    not_covered = reply.get("status") == "not_covered"
    if not gold.answerable:
        return Verdict(refused=_silent(gold, text, not_covered) or _tells(gold, text))
    if gold.or_not_covered and not_covered:
        return Verdict(correct=True, direct=True, cited=True)
    wrong = _contradicts(gold, text)
    usable = reply.get("status") == "answered" and not wrong
    correct = usable and _states(gold, text[:ANSWER_CHARS])
    return Verdict(
        correct=correct,
        direct=correct and _states(gold, text[:DIRECT_CHARS]),
        cited=_cited(gold, citations_of(reply), quote_words),
        refused=not_covered,
        stated=_opens(gold, text) and not not_covered,
        wrong=wrong,
    )


def _matches(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.I) is not None


def _states(gold: Gold, text: str) -> bool:
    return all(_matches(m, text) for m in gold.must) and not _false_opening(gold, text)


def _false_opening(gold: Gold, text: str) -> bool:
    return any(_matches(m, text[:OPENING_CHARS]) for m in gold.must_not)


def _opens(gold: Gold, text: str) -> bool:
    return gold.polarity is not None and _OPENING.match(text) is not None


def _contradicts(gold: Gold, text: str) -> bool:
    opening = _OPENING.match(text)
    return gold.polarity is not None and opening is not None and _SAYS[opening[1].lower()] != gold.polarity


def _silent(gold: Gold, text: str, not_covered: bool) -> bool:
    return not_covered and figures(text) <= figures(gold.question) | SMALL_NUMBERS


def _tells(gold: Gold, text: str) -> bool:
    """Telling what the documents do say is as good as refusing, where the question allows it."""
    told = bool(gold.or_answered) and all(_matches(m, text) for m in gold.or_answered)
    return told and not _false_opening(gold, text)


def _cited(gold: Gold, citations: Sequence[Reply], quote_words: int) -> bool:
    def found(source: Source, among: int) -> bool:
        return any(proves(c, source, quote_words) for c in citations[:among])

    if gold.all_sources:
        return bool(gold.sources) and all(found(s, MANY) for s in gold.sources)
    return any(found(s, FEW) for s in gold.sources)


def tally(golds: Iterable[Gold], replies: Mapping[str, object], quote_words: int = QUOTE_WORDS) -> dict[str, Tally]:
    """Counts for "all", each "category:…" and each "style:…"."""
    groups: dict[str, Tally] = {}
    for gold in golds:
        verdict = judge(gold, replies.get(gold.id), quote_words)
        for name in ("all", f"category:{gold.category}", f"style:{gold.style}"):
            groups.setdefault(name, Tally()).add(gold, verdict)
    return groups


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
