"""Contradictions and open readings (`corpus/widersprueche.yaml`) as cards of the kind `offen`."""

from __future__ import annotations

from typing import Any

from assistant.errors import WissenError
from assistant.knowledge import checked_rows, corpus_path, load_yaml
from assistant.registry import sources
from assistant.types import Card, CardQuestion, Place

_KEYS = {"id", "art", "aussage", "stellen", "karten", "fragen"}
_PLACE_KEYS = {"document", "locator", "wert", "anker"}
_KINDS = {"widerspruch", "auslegung"}
MAX_STATEMENT = 400


def load_conflicts() -> list[Card]:
    """All bundled contradictions and open readings. Errors: WissenError."""
    return parse_conflicts(load_yaml(corpus_path("widersprueche.yaml")), "widersprueche.yaml")


def parse_conflicts(rows: Any, name: str) -> list[Card]:
    """The entries as cards, checked. `name` is the file named in errors. Errors: WissenError."""
    out: list[Card] = []
    for ident, row in checked_rows(rows, name, _KEYS):
        if row.get("art") not in _KINDS:
            raise WissenError(f"{name}: „{ident}“: art ist widerspruch oder auslegung.")
        statement = " ".join(str(row.get("aussage") or "").split())
        if not statement or len(statement) > MAX_STATEMENT:
            raise WissenError(f"{name}: „{ident}“: die Aussage fehlt oder ist länger als {MAX_STATEMENT} Zeichen.")
        places = tuple(_place(p, name, ident) for p in row.get("stellen") or ())
        if not places:
            raise WissenError(f"{name}: „{ident}“: keine Fundstelle.")
        out.append(
            Card(
                id=f"offen-{ident}",
                document_id=places[0].document_id,
                locator=places[0].locator,
                topic="recht",
                art="offen",
                statement=statement,
                details="",
                questions=tuple(CardQuestion(str(q)) for q in row.get("fragen") or ()),
                anchors=tuple(p.anchor for p in places[:1] if p.anchor),
                related=tuple(row.get("karten") or ()),
                places=places,
                note_kind=str(row["art"]),
                kommune=_kommune(places),
            )
        )
    return out


def _kommune(places: tuple[Place, ...]) -> str:
    """The municipality when every side is a local paper of the same one."""
    names = {sources()[p.document_id].info.kommune if p.document_id in sources() else "" for p in places}
    return names.pop() if len(names) == 1 else ""


def _place(row: dict[str, Any], name: str, ident: str) -> Place:
    if set(row) - _PLACE_KEYS or not row.get("document") or not row.get("locator"):
        raise WissenError(f"{name}: „{ident}“: eine Fundstelle nennt document und locator.")
    if row["document"] not in sources():
        raise WissenError(f"{name}: „{ident}“: Dokument „{row['document']}“ steht nicht in quellen.yaml.")
    return Place(str(row["document"]), str(row["locator"]), str(row.get("wert") or ""), str(row.get("anker") or ""))
