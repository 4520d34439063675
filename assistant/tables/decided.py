"""Ja or Nein from a table: what its cells say to a yes/no question that asks for nothing but them.

A cell decides only where every word of the question is explained by the table: its rows and columns, the words people ask with, and a number that is
compared. "Hat Burscheid ein Jugendamt?" is a cell; "Hat das Jobcenter eine Außenstelle in Overath?" is none. Which column is a part of which is data
of the table (`anteile`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.polarity.amounts import comparison, quantities
from assistant.polarity.frames import Asked as Claim
from assistant.polarity.frames import read
from assistant.tables.asked import Asked, ask
from assistant.tables.cells import has_it
from assistant.tables.data import Column, Row, Table
from assistant.tables.shares import pairs
from assistant.tables.shown import TableAnswer
from assistant.tables.words import PLACES, fold, position
from assistant.types import Polarity

Light = Callable[[str], bool]
# speech that changes what is asked
_HEAVY = frozenset("selbst selber ausser statt gegen sonst erst zuerst wieder fast ende anfang jetzt teil ohne haelfte".split())
_ALL = re.compile(r"\b(?:alle[nr]?|sämtliche\w*|jede[rnms]?|vollständig|komplett)\b", re.I)
_LACKS = re.compile(r"\b(?:fehlt|fehlte|fehlten|fehlen)\b", re.I)
_GIVEN = re.compile(r"\b(?:angegeben|angabe|angaben|beziffert|bekannt|genannt)\b", re.I)
_WHOLE, _HALF = re.compile(r"\b(?:ganze|volle|vollen|ganzen|komplette)\b", re.I), re.compile(r"\bhalbe[ns]?\b", re.I)
_THAN = re.compile(r"\b(mehr|höher|größer|weniger|niedriger|kleiner|geringer)\b.*\bals\b", re.I)
_EQUAL = re.compile(r"\bgleich (?:viele?|hoch|groß)\b|\b(?:genau)?so viele?\b.*\bwie\b", re.I)
_KINDS = ("stadt", "gemeinde", "kommune", "kreis", "ort")  # before the name of a place they add nothing
_OTHERS = frozenset("stadt stadte staedte gemeinde gemeinden kommune kommunen kreis kreise kreises kreisen ort orte land landes".split())
_OWNS = re.compile(
    r"\b(?:hat|haben|hatten?|gibt|gab|gibt's|gibts|betreib\w*|verfüg\w*|exist\w*|vorhanden|besteht|nimmt|nehmen|fehl\w*|bekommt|bekam)\b", re.I
)
_VAGUE = frozenset("zustaendig zustaendigkeit zustaendigkeiten amt aemter behoerde behoerden dienststelle dienststellen".split())
_POST = re.compile(r"stelle|manager|kraft|kräfte|vzä|euro|€", re.I)
_OFFICE = re.compile(r"(?:amts?|aemter|behoerde|behoerden|stelle|rat|rats|raete|center|centers|verwaltung|beauftragte[rn]?)$")
_MORE = ("mehr", "höher", "größer")
# words that ask for a cell and add nothing to it; all others have to be words of the table
_PLAIN = frozenset(
    fold(
        """hat haben hatte hatten habe es gibt gab da dort denn eigentlich ueberhaupt schon auch noch ein eine einen einem einer eines eigene
        eigenes eigenen eigener der die das den dem des im in am an bei beim vom von fuer zu zum zur mit aus auf und sich ist sind war
        waren wird wurde wurden werden worden stimmt richtig dass so kein keine keinen keiner keinem keines einzige einziger einziges
        einzigen nicht laut konzept tabelle bericht vorhanden angesiedelt existiert existieren betreibt verfuegt ueber stadt gemeinde
        kommune kommunen ort orten kreis kreises kreisfreie kreisangehoerige kreisangehoerigen alle allen aller saemtliche jede jeder jedes
        jedem vollstaendig mehr weniger hoeher niedriger groesser kleiner geringer als wie gleich viel viele hoch genau nur ganze volle
        ganzen vollen halbe halben stelle stellen zahl anzahl stand fehlt fehlen fehlte fehlten angegeben angabe angaben bekannt genannt
        beziffert wieviele vertreten wir land nrw herbst fruehjahr jahr jahre ihnen uns unter hat's gibt's gibts oder sitzt sitzen arbeitet
        arbeiten bekommt bekam bekommen insgesamt davon tatsaechlich dabei zwar rund zustaendig zuletzt dann damals 2021 2022 nimmt nehmen
        aufgenommen gefoerderte gefoerderten gefoerdert landes wirklich echt waere blieb lag liegt betrug betraegt"""
    ).split()
)


def decided(question: str, table: Table, answer: TableAnswer, called: Sequence[str] = (), light: Light = lambda word: False) -> Polarity | None:
    """What the cells an answer rests on say to a yes/no question; None where the question asks for more, or no cell decides it. `called`: names of
    the municipality the table is about; `light`: whether a word is mere speech."""
    claim = read(question)
    if claim.ambiguous or claim.frame != "fakt" or claim.turner or not answer.columns:
        return None
    asked = ask(question, table)
    if not _explained(asked, answer, called, light):
        return None
    lacks = bool(_LACKS.search(claim.core))
    value = _given(claim, answer) if _GIVEN.search(claim.core) else _compared(asked, claim, answer)
    return None if value is None else "ja" if value ^ claim.negated ^ lacks else "nein"


def _explained(asked: Asked, answer: TableAnswer, called: Sequence[str], light: Light) -> bool:
    """Whether nothing is left of the question once the words of the table and of asking are taken out."""
    columns = {c.id: c for c in (*asked.columns, *answer.columns)}.values()
    rows = {r.id: r for r in (*asked.rows, *answer.rows)}.values()
    local = bool(asked.rows) and any(r.group in PLACES for r in asked.table.rows)
    groups = [f"{kind} {w}" for kind in _KINDS for r in rows for w in (r.name, *r.words)] if local else []
    groups += [] if local else [w for _, words in asked.table.groups for w in words]
    known = [w for r in rows for w in (r.name, *r.words)] + [w for c in columns for w in (*c.words, c.short, c.name)] + groups + [*called]
    known += [w for w in asked.table.words if fold(w).strip() not in _VAGUE]
    known += [str(c.unit) for c in columns]
    left = asked.folded
    for word in sorted((fold(w).strip() for w in known), key=len, reverse=True):
        left = re.sub(rf" {re.escape(word)}s?(?= )", " ", left)
    rest = left.split()
    if local and any(w in _OTHERS for w in rest):
        return False  # "… über den Kreis?" asks who does it for the place
    return all(w in _PLAIN or quantities(w) or (w not in _HEAVY and light(w)) for w in rest)


def _given(claim: Claim, answer: TableAnswer) -> bool | None:
    """Whether the cells hold a figure at all."""
    cells = {isinstance(r.values.get(answer.columns[0].id), float) for r in answer.rows}
    return cells.pop() if len(cells) == 1 and not claim.flags else None


def _compared(asked: Asked, claim: Claim, answer: TableAnswer) -> bool | None:
    table, rows, columns = asked.table, answer.rows, answer.columns
    if not rows:
        return None
    if _THAN.search(claim.core) or _EQUAL.search(claim.core):
        return _beside(asked, claim, rows, columns)
    if _ALL.search(claim.core):
        return _every(asked, claim, rows, columns)
    if len(columns) != 1 or len(asked.rows) != len(rows) or not asked.rows:
        return None
    numbers = quantities(claim.core)
    if columns[0].unit:
        return _number(claim, rows, columns[0], numbers)
    has = {has_it(r.values.get(columns[0].id), table) for r in rows}
    plain = all(str(r.values.get(columns[0].id, "")) in ("Ja", "-") for r in rows)  # any other cell says more than Ja or Strich
    certain = len(has) == 1 and plain and not claim.flags and not numbers and bool(_OWNS.search(claim.core))
    return has.pop() if certain and columns[0].present and _by_name(asked.folded, columns[0]) else None


def _by_name(folded: str, column: Column) -> bool:
    """Whether a question names the very office of a column: by its name, its short form, or another word for the office ("Ausländeramt"). Other
    words of a column only lead to it: a place without a school office of its own has schools."""
    names = [w for w in fold(f"{column.name} {column.present}").replace("/", " ").split() if len(w) >= 5 and w not in _PLAIN]
    words = [fold(w).strip() for w in column.words]
    offices = [w for w in words if _OFFICE.search(w) and any(w[:5] == n[:5] for n in names)] + [fold(w).strip() for w in column.words if w.isupper()]
    return any(t in offices or any(t.startswith(n[:-1]) and len(t) <= len(n) + 2 for n in names) for t in folded.split())


def _number(claim: Claim, rows: Sequence[Row], column: Column, numbers: Sequence[float]) -> bool | None:
    """A number in one cell against the one in the question, or whether there is anything at all."""
    value = rows[0].values.get(column.id) if len(rows) == 1 else None
    if not isinstance(value, float) or claim.flags - {"nur", "mehr"} or (column.unit == "Stellen" and not _POST.search(claim.core)):
        return None
    wanted = [*numbers, *([1.0] if _WHOLE.search(claim.core) and not numbers else [])]
    if not wanted:
        return value > 0 if not claim.flags and (_OWNS.search(claim.core) or claim.negated) else None
    how = comparison(claim.core)
    if len(wanted) != 1 or how == "?":
        return None
    if "nur" in claim.flags or re.search(r"\bgenau\b", claim.core, re.I):
        return value == wanted[0] if how == "" else None
    return _holds(value, how, wanted[0])


def _holds(value: float, how: str, wanted: float) -> bool | None:
    if how == "":
        return None if value > wanted else value == wanted  # who has three has two as well, or not: nobody knows how it is meant
    return {">": value > wanted, "<": value < wanted, ">=": value >= wanted, "<=": value <= wanted}[how]


def _every(asked: Asked, claim: Claim, rows: Sequence[Row], columns: Sequence[Column]) -> bool | None:
    """ "Alle abgerufenen Stellen besetzt?": a part against its whole. Only a part that is less says something certain, or one that is equal."""
    if claim.flags - {"alle"}:
        return None
    if not asked.rows and len(columns) == 1 and columns[0].present:
        return _everywhere(asked, claim, columns[0])
    if len(rows) != 1:
        return None
    numbers = set(quantities(claim.core))
    said: set[bool] = set()
    for part, whole in pairs(asked.table, asked.columns):
        x, y = rows[0].values.get(part.id), rows[0].values.get(whole.id)
        if isinstance(x, float) and isinstance(y, float) and numbers <= {y}:
            said.add(x >= y)
    return said.pop() if len(said) == 1 else None


def _everywhere(asked: Asked, claim: Claim, column: Column) -> bool | None:
    """ "Jede Kommune ein Jugendamt?": whether all rows of the group have it; a cell that says more than Ja or Strich decides nothing."""
    cells = [str(r.values.get(column.id, "")) for r in asked.group]
    plain = bool(asked.grouped) and set(cells) <= {"Ja", "-"} and _by_name(asked.folded, column)
    return all(c == "Ja" for c in cells) if plain and set(quantities(claim.core)) <= {float(len(cells))} else None


def _beside(asked: Asked, claim: Claim, rows: Sequence[Row], columns: Sequence[Column]) -> bool | None:
    """Two cells compared, in the order the question names them."""
    if claim.flags - {"mehr"} or quantities(claim.core) or _ALL.search(claim.core):
        return None
    values = _ordered(asked, rows, columns)
    if values is None:
        return None
    first, second = values
    if _EQUAL.search(claim.core):
        return first == second
    than = _THAN.search(claim.core)
    assert than is not None
    return first > second if than[1].lower() in _MORE else first < second


def _ordered(asked: Asked, rows: Sequence[Row], columns: Sequence[Column]) -> tuple[float, float] | None:
    """The two cells in the order of the question: two rows in a column or two columns of a row; one named on each side of "als" or "wie"."""
    cut = max(asked.folded.rfind(" als "), asked.folded.rfind(" wie "))
    places: list[tuple[int, object]] = []
    if len(rows) == 2 and len(columns) == 1 and columns[0].unit:
        places = [(_row_at(asked.folded, r), r.values.get(columns[0].id)) for r in rows]
    elif len(rows) == 1 and len(columns) == 2 and columns[0].unit and columns[0].unit == columns[1].unit:
        places = [(position(asked.folded, c, asked.table), rows[0].values.get(c.id)) for c in columns]
    places.sort(key=lambda p: p[0])
    if len(places) != 2 or (cut >= 0 and not places[0][0] < cut < places[1][0]):
        return None
    (_, x), (_, y) = places
    return (x, y) if isinstance(x, float) and isinstance(y, float) else None


def _row_at(folded: str, row: Row) -> int:
    places = [folded.find(f" {fold(w).strip()} ") for w in (row.name, *row.words)]
    return min((p for p in places if p >= 0), default=len(folded))
