"""Topics the documents do not answer (`corpus/luecken.yaml`) as cards of the kind `luecke`: what a refusal is sure about."""

from __future__ import annotations

import re
from typing import Any

from assistant.errors import WissenError
from assistant.knowledge import checked_rows, corpus_path, load_yaml
from assistant.types import Card, CardQuestion

_KEYS = {"id", "thema", "bereich", "fragen"}
AREAS = {"kim", "nachbar", "fremd"}


def load_gaps() -> list[Card]:
    """All bundled gaps. Errors: WissenError."""
    return parse_gaps(load_yaml(corpus_path("luecken.yaml")), "luecken.yaml")


def parse_gaps(rows: Any, name: str) -> list[Card]:
    """Check and read entries; a topic carries no figures, since it is said in a refusal."""
    out: list[Card] = []
    for ident, row in checked_rows(rows, name, _KEYS):
        if row.get("bereich") not in AREAS:
            raise WissenError(f"{name}: „{ident}“: bereich ist kim, nachbar oder fremd.")
        topic = str(row.get("thema") or "")
        if not topic or re.search(r"\d", topic):
            raise WissenError(f"{name}: „{ident}“: das Thema fehlt oder enthält Ziffern.")
        out.append(
            Card(
                id=f"luecke-{ident}",
                document_id="",
                locator="",
                topic="recht",
                art="luecke",
                statement=topic,
                details="",
                questions=tuple(CardQuestion(str(q)) for q in row.get("fragen") or ()),
                note_kind=str(row["bereich"]),
            )
        )
    return out
