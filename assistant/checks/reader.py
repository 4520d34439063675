"""Answers by a structured check: the result or amount first, then the calculation; or the questions for what is missing.

What a question states is read by `reading/` and, where there is one, a further source of facts (`situation.py`); what a check found out is put into
sentences by `saying.py`; this file brings them together. The Ergebnis stands whole in `Answer.checks`, with what
every fact was read from (`gelesen`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant import checks
from assistant.checks.citing import cited
from assistant.checks.reading import Reading, read
from assistant.checks.saying import Row, plain, say
from assistant.checks.situation import FactSource, Understood, doubt_rows, of_reading, told
from assistant.checks.sources import IndexCiter
from assistant.errors import FaktenError
from assistant.protocols import SearchIndex
from assistant.question.understanding import Query
from assistant.stichtag.validity import RULES_UNTIL
from assistant.types import Answer, Citation, Note

MOST_NOTES = 3
LONGEST_ECHO = 60
MOST_WORDS = 90  # of an answer
_AFTER = {
    "ersatz_geschaffen": "stammpersonal",
    "befristeter_vertrag_verlaengert": "stammpersonal",
    "laufbahngruppe_2_1_geprueft": "abschluss",
    "ausnahmegenehmigung": "koordination_am_ki",
    "gebietskoerperschaft": "koordination_vzae",  # it matters for more than a few posts only
}
_OWN = frozenset("wir uns unser unsere unseren unserem unserer we our us".split())


class CheckReader:
    """Answers what a check answers."""

    def __init__(self, index: SearchIndex | None, today: date, source: FactSource | None = None) -> None:
        self.today = today
        self.source = source
        self._citer = IndexCiter(lambda: index)

    def read(self, query: Query) -> Answer | None:
        """The computed answer, the questions for missing facts, or None when no check is asked for. Errors: none."""
        if query.document_id or query.doubts or query.carried or (_others(query) and not _own_case(query.text)):
            return None
        as_of = _ahead(query) or query.as_of
        found = read(query.text, as_of, self.today)
        if found is None:
            return None
        as_of = _rules_day(found, as_of, self.today)
        ruled = of_reading(found)
        understood = self.source.read(query.text, checks.find(found.check), ruled) if self.source is not None else ruled
        if understood is ruled:
            return self._checked(query, found, ruled, as_of)
        proved = Understood({n: f for n, f in understood.facts.items() if f.by == "regeln"}, understood.doubts)
        return self._checked(query, found, understood, as_of) or self._checked(query, found, proved, as_of)

    def _checked(self, query: Query, found: Reading, understood: Understood, as_of: date) -> Answer | None:
        """The check run on what was understood; None when the facts contradict each other or the check says nothing to the point."""
        found = replace(found, facts=understood.values, words={n: w for n, w in found.words.items() if n not in understood.doubts})
        try:
            row = checks.run(found.check, found.facts, as_of, self._citer)
        except FaktenError:  # what was read contradicts itself or is out of range, so it was not read well enough
            return None
        row = row | {"gelesen": understood.row}
        wanted = [m for m in row["missing"] if m["fact"] in found.needed or (found.ask_rest and row["result"] == "unklar")]
        wanted = [m for m in _leading(wanted, found.needed) if m["fact"] not in understood.doubts]
        wanted += doubt_rows(found.check, understood.doubts)
        wanted += _unclear(found, {m["fact"] for m in wanted})
        echo = f"{_echo(found)}{_by_model(found.check, understood)}"
        if wanted and row["fassung"] is not None:
            return self._ask_back(query, found, row, wanted, as_of, echo)
        said = say(found, row)
        return self._answer(query, row, said, as_of, echo) if said else None

    def _ask_back(self, query: Query, found: Reading, row: Row, wanted: Sequence[Row], as_of: date, echo: str) -> Answer:
        """The questions for what is missing, after what is certain without it."""
        questions = " ".join(m["frage"] for m in wanted)
        known = f" Bis dahin gilt: {plain(found, row)}" if row.get("verweis") else ""
        text = f"Das lässt sich ausrechnen oder prüfen, sobald noch Angaben da sind: {questions}{known}"
        text, _, cites = cited(f"{text}{echo}", (), [Citation(**c) for c in row["citations"]])
        asked = {m["fact"] for m in wanted}  # no default stands for what is asked
        row = row | {"missing": list(wanted), "facts": {k: v for k, v in row["facts"].items() if k not in asked}}
        return Answer(query.text, "needs_facts", text, as_of, "computed", cites, checks=(row,), suggestions=tuple(m["frage"] for m in wanted))

    def _answer(self, query: Query, row: Row, said: str, as_of: date, echo: str) -> Answer:
        notes = [Note(n["kind"], n["text"], tuple(n["citations"])) for n in row["notes"][:MOST_NOTES]]
        if len(f"{said}{echo}".split()) > MOST_WORDS:
            notes.append(Note("hinweis", echo.strip()))
            echo = ""
        notes.append(Note("hinweis", f"{row['orientierung']} Zuständig: {row['zustaendig']}."))
        text, told, cites = cited(f"{said}{echo}", notes, [Citation(**c) for c in row["citations"]])
        return Answer(query.text, "answered", text, as_of, "computed", cites, told, (row,))


def _leading(wanted: Sequence[Row], needed: Sequence[str]) -> list[Row]:
    """What matters only after the answer to another question that is asked, too, is not asked yet."""
    asked = {m["fact"] for m in wanted}
    return [m for m in wanted if m["fact"] in needed or _AFTER.get(m["fact"]) not in asked]


def _unclear(found: Reading, asked: set[str]) -> list[Row]:
    """Facts the check takes a default for, though the question says something of them that could not be read."""
    facts = {f.name: f for f in checks.find(found.check).facts}
    return [{"fact": n, "frage": facts[n].question} for n in found.needed if n not in asked and n not in found.facts and facts[n].default is not None]


def _own_case(text: str) -> bool:
    return any(w.strip(",.?!") in _OWN for w in text.lower().split())


def _others(query: Query) -> bool:
    """Whether a municipality is named; "Städteregion Aachen" is a kind of municipality, too."""
    return bool(query.kommunen) and not (query.kommunen == ("Aachen",) and re.search(r"st(?:ä|ae)dteregion", query.text, re.I))


def _ahead(query: Query) -> date | None:
    """A year after the rules' end that is named in the question: nothing is known of it."""
    later = [y for y in query.years if y > RULES_UNTIL.year]
    return date(later[0], 6, 30) if later and not query.dated else None


def _rules_day(found: Reading, as_of: date, today: date) -> date:
    """The day whose rules are asked for. A check with a funding year finds the year's rules itself, as long as it stands on a day that knows them."""
    year = found.facts.get("foerderjahr")
    return today if isinstance(year, int) and as_of < today and as_of.year in (year - 1, year) else as_of


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_ECHO else f"{words[:LONGEST_ECHO].rsplit(' ', 1)[0]} …"


def _echo(found: Reading) -> str:
    """What was understood, in the asker's words, so that a wrong reading is seen."""
    words = list(dict.fromkeys(_short(w.strip(" .,;?!()")) for w in found.words.values() if w.strip(" .,;?!()")))
    words = [w for w in words if not any(w != o and w in o for o in words)]
    return f" Verstanden: {'; '.join(words)}." if words else ""


def _by_model(check: str, understood: Understood) -> str:
    """What only a model read, with value and words: unlike the rules' reading, it is for the asker to confirm."""
    facts = checks.find(check)
    lines = [told(facts.fact(name), f) for name, f in understood.facts.items() if f.by == "modell"]
    return f" Vom Sprachmodell gelesen, bitte prüfen: {'; '.join(lines)}." if lines else ""
