"""`kim documents`: what is indexed, and taking a document out."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from rich.table import Table

from api.cli.console import emit, out
from api.cli.indexing import run_index
from assistant.errors import EingabeError
from assistant.registry import sources
from indexing import groups
from indexing.store import open_index


def list_documents(home: Path, as_json: bool) -> None:
    """All documents known to the index: originals, and documents that only have cards."""
    index = open_index(home)
    cards = Counter(c.document_id for c in index.cards() if c.document_id)
    infos = {d.id: d for d in index.documents()} | {i: sources()[i].info for i in cards if i in sources() and index.document(i) is None}
    rules, places = groups.load(home), index.manifest["sources"]
    rows = [
        {
            "id": i,
            "title": d.title,
            "stand": d.stand.isoformat() if d.stand else None,
            "original": index.document(i) is not None,
            "cards": cards.get(i, 0),
            "superseded_by": index.superseded.get(i),
            "group": rules.of(places[i]) if i in places else None,
        }
        for i, d in sorted(infos.items())
    ]
    if as_json:
        for row in rows:
            emit(row)
        return
    table = Table("Kennung", "Titel", "Stand", "Original", "Karten", "")
    for r in rows:
        table.add_row(
            str(r["id"]),
            str(r["title"]),
            str(r["stand"] or ""),
            "ja" if r["original"] else "nein",
            str(r["cards"]),
            "; ".join([f"überholt durch {r['superseded_by']}"] * bool(r["superseded_by"]) + [f"nur Gruppe {r['group']}"] * bool(r["group"])),
        )
    out.print(table)


def remove_document(home: Path, ident: str, as_json: bool) -> int:
    """Take a document (original and cards) out of the index. It stays out until its path is given to `kim index` again."""
    index = open_index(home)
    if index.document(ident) is None and all(c.document_id != ident for c in index.cards()):
        raise EingabeError(f"Ein Dokument „{ident}“ ist nicht indexiert. „kim documents“ zeigt die vorhandenen.")
    return run_index(home, [], False, "", as_json, remove=ident)
