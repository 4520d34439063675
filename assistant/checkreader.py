"""Answers by a structured check: the result or amount first, then the calculation; or the questions for what is missing.

What a question states is read by `assistant.checks.reading`; this file only says it. The Ergebnis stands whole in `Answer.checks`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from assistant import checks
from assistant.checks.facts import german
from assistant.checks.reading import Reading, read
from assistant.checks.sources import IndexCiter
from assistant.checks.words import euro
from assistant.protocols import SearchIndex
from assistant.question import Query
from assistant.types import Answer, Citation, Note

MOST_NOTES = 3
MOST_CITED = 8
_PERSONNEL, _MATERIAL = "Personalausgaben", "Sachausgaben"
_YEARS = {2: "zwei", 3: "drei", 4: "vier"}
Row = dict[str, Any]


class CheckReader:
    """Answers what a check answers."""

    def __init__(self, index: SearchIndex | None, today: date) -> None:
        self.today = today
        self._citer = IndexCiter(lambda: index)

    def read(self, query: Query) -> Answer | None:
        """The computed answer, the questions for missing facts, or None when no check is asked for. Errors: none."""
        if query.document_id or (query.kommunen and not _own_case(query.text)):
            return None
        as_of = _ahead(query) or query.as_of
        found = read(query.text, as_of, self.today)
        if found is None:
            return None
        row = checks.run(found.check, found.facts, as_of, self._citer)
        wanted = [m for m in row["missing"] if m["fact"] in found.needed or found.ask_rest]
        if wanted and row["fassung"] is not None:
            return self._ask_back(query, found, row, wanted, as_of)
        said = _say(found, row)
        return self._answer(query, found, row, said, as_of) if said else None

    def _ask_back(self, query: Query, found: Reading, row: Row, wanted: Sequence[Row], as_of: date) -> Answer:
        questions = " ".join(m["frage"] for m in wanted)
        text = f"Das lässt sich ausrechnen oder prüfen, sobald noch Angaben da sind: {questions}{_echo(found)}"
        row = row | {"missing": list(wanted)}
        return Answer(query.text, "needs_facts", text, as_of, "computed", checks=(row,), suggestions=tuple(m["frage"] for m in wanted))

    def _answer(self, query: Query, found: Reading, row: Row, said: str, as_of: date) -> Answer:
        cites = tuple(Citation(**c) for c in row["citations"])
        notes = tuple(Note(n["kind"], n["text"], tuple(n["citations"])) for n in row["notes"][:MOST_NOTES])
        text = f"{said}{_echo(found)} {row['orientierung']} Zuständig: {row['zustaendig']}."
        return Answer(query.text, "answered", text, as_of, "computed", cites, notes, (row,))


def _own_case(text: str) -> bool:
    words = text.lower().split()
    return any(w.strip(",.?!") in ("wir", "uns", "unser", "unsere", "unseren", "unserem", "unserer") for w in words)


def _ahead(query: Query) -> date | None:
    """A year after the rules' end that is named in the question: nothing is known of it."""
    later = [y for y in query.years if y > 2028]
    return date(later[0], 6, 30) if later and not query.dated else None


def _say(found: Reading, row: Row) -> str:
    if row["fassung"] is None:
        return f"{row['zusammenfassung']}{_marks(row['notes'][0]['citations'] if row['notes'] else ())}"
    special = {"foerderhoechstbetrag": _amount, "fallzahl": _caseload, "cm-stellen-verteilung": _distribution, "antragsfrist": _deadline}
    return special.get(found.check, _plain)(found, row)


def _marks(numbers: Sequence[int]) -> str:
    return "".join(f" [{n}]" for n in list(dict.fromkeys(numbers))[:3])


def _amount(found: Reading, row: Row) -> str:
    """The amount asked for (all, personnel or material), its lines, and what was cut."""
    lines = [x for x in row["rechenweg"] if found.scope == "alles" or x["label"].startswith(_PERSONNEL if found.scope == "personal" else _MATERIAL)]
    if row["missing"] and found.scope != "sach":
        return ""
    total = sum((Decimal(str(x["amount_eur"])) for x in lines), Decimal(0))
    part = {"alles": "", "personal": f" {_PERSONNEL}", "sach": f" {_MATERIAL}"}[found.scope]
    numbers = [x["citations"][0] for x in lines if x["citations"]]
    yearly = f"höchstens {euro(total)}{part} im Jahr"
    if found.years > 1:
        opening = f"Zusammen sind es höchstens {euro(total * found.years)}{part} in {_YEARS[found.years]} Jahren ({yearly}){_marks(numbers)}."
    else:
        opening = f"Nach den hinterlegten Regeln ({row['fassung']}) sind es {yearly}{_marks(numbers)}."
    steps = "; ".join(_line(x) for x in lines)
    personnel = sum((Decimal(str(x["amount_eur"])) for x in lines if x["label"].startswith(_PERSONNEL)), Decimal(0))
    share = f" Davon {euro(personnel)} {_PERSONNEL}." if found.scope == "alles" and 0 < personnel < total else ""
    said = [n["text"] for n in row["notes"] if n["kind"] == "hinweis" and ("zählen nicht" in n["text"] or "nicht vorgesehen" in n["text"])]
    return " ".join(x for x in (opening, f"Rechnung: {steps}.", *said) if x).replace("Rechnung: .", "") + share


def _line(x: Row) -> str:
    amount, formula = euro(Decimal(str(x["amount_eur"]))), x["formula"].replace(" × 12/12", "")
    return f"{x['label']}: {amount} ({formula})" if formula.startswith("bis zu") else f"{x['label']}: {formula} = {amount}"


def _caseload(found: Reading, row: Row) -> str:
    numbers = row["citations"][0]["n"] if row["citations"] else 1
    third = found.extras.get("drittel")
    if third is not None:
        return (
            f"Etwa {german(round(third / 3))} von {german(third)} Fällen wären Case-Management-Fälle: "
            f"die Empfehlung nimmt an, dass es rund ein Drittel der Fälle ist ({german(third)} : 3) [{numbers}]."
        )
    low, high = (german(Decimal(str(row[k]))) for k in ("empfohlen_min", "empfohlen_max"))
    share = german(Decimal(str(found.facts["vzae"])))
    opening = f"Empfohlen sind {low} bis {high} laufende Fälle bei {share} VZÄ [{numbers}]"
    if "laufende_faelle" not in found.facts:
        return f"{opening}: je volle Stelle 50 bis 60, bei anderem Umfang im selben Verhältnis."
    placed = {"im_rahmen": "liegen im Rahmen", "darunter": "liegen darunter", "darueber": "liegen darüber"}[row["result"]]
    lead = _lead(found, {"im_rahmen": "gut", "darueber": "schlecht"}.get(row["result"], ""))
    return f"{lead}{found.facts['laufende_faelle']} laufende Fälle {placed}: empfohlen sind {low} bis {high} bei {share} VZÄ [{numbers}]."


def _lead(found: Reading, outcome: str) -> str:
    """Ja or Nein where the question is put plainly: is it all right, or is it too much or too late?"""
    if not found.frame or not outcome:
        return ""
    return "Ja: " if found.frame == outcome else "Nein: "


def _distribution(found: Reading, row: Row) -> str:
    """The third that is recommended for the Kommune, and how the stated parts stand to it."""
    total = Decimal(str(found.facts["stellen_gesamt"]))
    least = total / 3
    hints = {h["id"]: h for h in row["hints"]}
    cited = next((c["n"] for c in row["citations"] if c["locator"] in ("Frage 5", "Frage 30")), None)
    if cited is None:
        return ""
    third = german(round(least, 2))
    opening = f"Empfohlen ist, dass mindestens ein Drittel der Stellen bei der Kommune liegt, bei {german(total)} Stellen also {third} [{cited}]."
    if "stellen_kommune" not in found.facts:
        return f"{opening} Das ist eine Empfehlung, keine Bedingung."
    own = german(Decimal(str(found.facts["stellen_kommune"])))
    stands = "weniger als empfohlen" if "drittel_empfehlung" in hints else "so viel oder mehr als empfohlen"
    return f"{own} von {german(total)} Stellen bei der Kommune sind {stands}. {opening} Das ist eine Empfehlung, keine Bedingung."


def _deadline(found: Reading, row: Row) -> str:
    lead = _lead(found, {"fristgerecht": "gut", "verspaetet": "schlecht"}.get(row["result"], ""))
    text = row["zusammenfassung"].split(": ", 1)[1]
    return f"{lead}{text} [1]" if row["citations"] else ""


def _plain(found: Reading, row: Row) -> str:
    """The check's own summary with the citations of what failed, or else of all criteria."""
    failed = [c for c in row["criteria"] if c["id"] in row["failed"]]
    numbers = [n for c in failed or row["criteria"] for n in c["citations"]] or [c["n"] for c in row["citations"][:1]]
    text = row["zusammenfassung"].split(": ", 1)[1]
    if row["result"] == "nicht_erfuellt":
        text = " ".join([text, *(c["reason"] for c in failed if c["reason"] not in text)])
        return f"{_lead(found, 'schlecht')}{text}{_marks(numbers)}"
    if row["result"] == "unklar" and found.check in ("foerderfaehigkeit-kommune", "stelle-foerderfaehig"):
        return ""
    return f"{text}{_marks(numbers)}"


def _echo(found: Reading) -> str:
    """What was understood, in the asker's words, so that a wrong reading is seen."""
    words = list(dict.fromkeys(w.strip() for w in found.words.values() if w.strip()))
    return f" Verstanden: {'; '.join(words)}." if words else ""
