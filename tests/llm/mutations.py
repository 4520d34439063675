"""Sentences of the originals, verbatim and with one thing changed: `python -m tests.llm.mutations [-v]`.

A verbatim sentence (former ones opened with a word of time) has to pass, every changed one has to fall. The share of both is the measure.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator

from assistant.llm.gate.evidence import _units, statements
from assistant.llm.gate.gate import Gate
from indexing.analyzer import GermanAnalyzer
from indexing.cards import load_cards
from tests.llm.cases import passages

CHANGES: tuple[tuple[str, str, str], ...] = (
    ("zahl", r"\b(\d{1,2})\.(\d)00\b", r"\g<1>.\g<2>50"),
    ("zahl", r"\b(\d+),(\d+)\b", r"\1,7\2"),
    ("zahlwort", r"\bdrei\b", "sieben"),
    ("zahlwort", r"\b[Zz]wei\b", "neun"),
    ("jahr", r"\b20(\d)(\d)\b", r"19\1\2"),
    ("verneinung-weg", r"\bnicht ", ""),
    ("verneinung-weg", r"\bkein(e|en|er)?\b", r"ein\1"),
    ("verneinung-dazu", r"\b(werden|wird|ist|sind|kann|können|muss|müssen)\b", r"\1 nicht"),
    ("modal", r"\b(muss|müssen)\b", "kann"),
    ("modal", r"\b(kann|können)\b", "muss"),
    ("modal", r"\b(soll|sollen|sollte|sollten)\b", "müssen"),
    ("modal", r"\bempfohlen\b", "vorgeschrieben"),
    ("modal", r"\bverpflichtend\b", "freiwillig"),
    ("grenze", r"\bbis zu (?=\d|einer|vier|drei)", "mindestens "),
    ("grenze", r"\bzumindest\b", "höchstens"),
    ("grenze", r"\bweniger als\b", "mehr als"),
    ("einheit", r"\bEuro\b", "Stellen"),
    ("einheit", r"\bpro Jahr\b", "pro Monat"),
    ("handelnder", r"\bLand\b", "Jobcenter"),
    ("handelnder", r"\bKommunale Integrationszentrum\b", "Jobcenter"),
    ("handelnder", r"\bMünster\b", "Bottrop"),
    ("handelnder", r"\bKreise\b", "Vereine"),
    ("umfang", r"^(- )?(Die|Das|Der) ", r"Nur die "),
    ("anhaengsel", r"\.?$", " und die Miete wird übernommen."),
    ("anhaengsel", r"\.?$", ", was jährlich 4.000 Euro kostet."),
)


def cases() -> Iterator[tuple[str, str, str]]:
    """(kind, passage key, sentence); kind "" for verbatim ones."""
    for key, passage in passages().items():
        for _, unit in _units(statements(passage.text)):
            text = re.sub(r"^(?:[-•]|\d+\.)\s+", "", unit).strip()
            if not 5 < len(text.split()) < 45 or text.endswith("?") or "\t" in unit or not text[0].isupper() or not text.endswith("."):
                continue
            if passage.validity != "geltend":
                text = "Früher galt: " + text
            yield "", key, text
            for kind, pattern, new in CHANGES:
                changed = re.sub(pattern, new, text, count=1)
                if changed != text:
                    yield kind, key, changed


def main(show: bool) -> None:
    """Print the figures per kind."""
    gate = Gate(GermanAnalyzer(), load_cards)
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for kind, key, text in cases():
        result = gate.check(f"{text} [{key}]", [passages()[key]])
        right = bool(result.released) if not kind else not result.released
        counts[kind or "wörtlich"][0] += right
        counts[kind or "wörtlich"][1] += 1
        if show and not right:
            print(f"{kind or 'wörtlich'} {key}: {text[:170]} -> {[d.reason for d in result.dropped][:1]}")
    for kind, (right, n) in sorted(counts.items()):
        print(f"{kind}: {right}/{n}")


if __name__ == "__main__":
    main("-v" in sys.argv)
