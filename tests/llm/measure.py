"""Measures the gate on the cases of this folder: `python -m tests.llm.measure [dev|held|all|GROUP] [-q]`, GROUP a name of `GROUPS`."""

from __future__ import annotations

import re
import sys

from assistant.llm.gate.gate import Gate
from assistant.llm.gate.types import GateResult
from indexing.analyzer import GermanAnalyzer
from indexing.cards import load_cards
from tests.llm.cases import drafts, load, passages, stopped, wrong_in

GROUPS = (
    "frisch",
    "vier",
    "fuenf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwoelf",
    "formen",
)  # written one after the other, each unseen at first; "formen" along with the rules
GATE = Gate(GermanAnalyzer(), load_cards)


def run(draft: str, question: str = "") -> GateResult:
    """A draft against the passages its marks name."""
    known = passages()
    used = [known[k] for k in dict.fromkeys(re.findall(r"\b[FMRLG](?:\d+b?|[SFT])\b", draft)) if k in known]
    return GATE.check(draft, used or [known["F21"]], question)


def attacks() -> list[tuple[str, str]]:
    """(kind, draft) of every attack."""
    return [(kind, draft) for kind, drafts in load("angriffe.yaml").items() for draft in drafts]


def half(rows: list, which: str) -> list:  # type: ignore[type-arg]
    """Every second case: dev (odd places), held (even places) or all."""
    return rows if which == "all" else rows[0::2] if which == "dev" else rows[1::2]


def main(which: str, show: bool) -> None:
    """Print both figures and, if wanted, the misses."""
    third = load(f"{which}.yaml") if which in GROUPS else {}
    good = third["umschreibungen"] if third else half(load("paraphrasen.yaml"), which)
    passed = 0
    for question, draft in good:
        result = run(draft, question)
        passed += result.released == draft
        if show and result.released != draft:
            print(f"  VERWORFEN: {draft}\n      {[d.reason for d in result.dropped]}")
    bad = drafts(f"{which}.yaml") if third else half(attacks(), which)
    count = 0
    for kind, marked in bad:
        draft, wrong = wrong_in(marked)
        result = run(draft)
        count += stopped(result.released, wrong)
        if show and not stopped(result.released, wrong):
            print(f"  FREI ({kind}): {result.released}")
    print(f"{which}: Umschreibungen {passed}/{len(good)}, Angriffe abgewiesen {count}/{len(bad)}")


if __name__ == "__main__":
    which = sys.argv[1] if len(sys.argv) > 1 else "dev"
    main(which, "-q" not in sys.argv)
