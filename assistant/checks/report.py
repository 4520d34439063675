"""The Ergebnis of a check as the contract has it, with the standing words: orientation, Fassung, Stichtag, responsible body."""

from __future__ import annotations

from datetime import date
from typing import Any

from assistant.checks.case import Case
from assistant.checks.types import Check, CheckNote, Outcome
from assistant.checks.words import day
from assistant.errors import RegelLuecke
from assistant.plain import plain

ORIENTATION = "Orientierung nach den hinterlegten Regeln, keine Entscheidung einer Behörde."


def outside(check: Check, case: Case, gap: RegelLuecke) -> Outcome:
    """The outcome where no rule covers the day: unclear, no Fassung, the borders named, nothing computed."""
    borders = [p for p in case.rules.all() if p.name == gap.rule or p.rule == "fassung"]
    near = [p for p in borders if p.valid_until == gap.ended or p.valid_from == gap.begins or p.rule == "fassung"]
    notes = [CheckNote("hinweis", str(gap), case.cite(*near))]
    single = case.rules.find("stelle.personal.einzelbeleg", case.day) if check.name == "foerderhoechstbetrag" else None
    if single is not None:
        notes.append(
            CheckNote("hinweis", f"Belegt sind nur einzelne Angaben aus Kommunen: {single.references[0].statement} {single.note}", case.cite(single))
        )
    text = f"Für den {day(case.day)} ist keine Regel belegt, an der sich das prüfen lässt"
    return Outcome("unklar", f"{text}; gerechnet oder geschätzt wird nichts.", notes=tuple(notes), covered=False)


def ergebnis(check: Check, case: Case, outcome: Outcome) -> dict[str, Any]:
    """The contract's object. Errors: none; everything was validated before."""
    fassung = outcome.fassung or _fassung(case) if outcome.covered else None
    notes = list(outcome.notes) + list(case.readings() if outcome.covered else ())
    row: dict[str, Any] = {
        "check": check.name,
        "title": check.title,
        "as_of": case.as_of.isoformat(),
        "fassung": fassung,
        "facts": dict(case.facts),
        "result": outcome.result,
        "zusammenfassung": f"{_opening(fassung, case.as_of)}: {outcome.summary}",
        "criteria": [
            {"id": c.id, "title": c.title, "result": c.word or c.verdict.word, "reason": c.reason, "citations": list(c.citations)}
            for c in outcome.criteria
        ],
        "failed": [c.id for c in outcome.criteria if c.verdict.truth is False],
        "missing": [{"fact": name, "frage": check.fact(name).question} for name in outcome.missing],
        "hints": [{"id": h.id, "text": h.text, "citations": list(h.citations)} for h in outcome.hints],
        **{name: plain(empty) for name, empty in check.values},
        **{name: plain(value) for name, value in outcome.values.items()},
    }
    row["zustaendig"] = _responsible(case)
    row["orientierung"] = ORIENTATION
    notes += _superseded(case)
    row["notes"] = [{"kind": n.kind, "text": n.text, "citations": list(n.citations)} for n in dict.fromkeys(notes)]
    row["citations"] = case.book.rows
    return row


def _opening(fassung: str | None, as_of: date) -> str:
    return f"Nach den hinterlegten Regeln ({fassung}, Stichtag {day(as_of)})" if fassung else f"Nach den hinterlegten Regeln (Stichtag {day(as_of)})"


def _fassung(case: Case) -> str | None:
    found = case.rules.find("fassung", case.day)
    return found.text if found else None


def _responsible(case: Case) -> str:
    """The body to ask: that of the day, else today's (the last one documented)."""
    found = case.rules.find("zustaendig", case.day) or [p for p in case.rules.all() if p.rule == "zustaendig"][-1]
    return found.text


def _superseded(case: Case) -> list[CheckNote]:
    """A newer edition of a cited document is indexed: the stored values were not checked against it."""
    old = case.book.citer.superseded if case.book.citer else {}
    hit = [r for r in case.book.rows if r["document_id"] in old]
    if not hit:
        return []
    text = f"Von „{hit[0]['title']}“ ist eine neuere Fassung eingelesen. Die hinterlegten Werte sind daran noch nicht geprüft."
    return [CheckNote("hinweis", text, tuple(r["n"] for r in hit))]
