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

What a question asks for is `evals/gold.py`; `evals/proof.py` looks at places and quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from evals.gold import Gold, Source
from evals.proof import QUOTE_WORDS, Reply, citations_of, proves

ANSWER_CHARS, DIRECT_CHARS, OPENING_CHARS = 700, 300, 200
FEW, MANY = 3, 5  # citations looked at: one source asked for, all sources asked for
SMALL_NUMBERS = frozenset("123")  # a refusal may count its own suggestions
_MARK = re.compile(r"\s*\[\d+\]")
_OPENING = re.compile(r"\W*(ja|yes|nein|no)\b", re.I)
_SAYS = {"ja": "ja", "yes": "ja", "nein": "nein", "no": "nein"}
_FIGURE = re.compile(r"\d[\d.\s]*(?:,\d+)?")


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


def share(part: int, whole: int) -> float | None:
    """Percent, None of nothing."""
    return 100 * part / whole if whole else None


def figures(text: str) -> set[str]:
    """All figures of a text, thousands marks removed."""
    return {re.sub(r"[.\s]", "", f) for f in _FIGURE.findall(text)}


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
