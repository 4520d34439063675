"""`kim doctor`: what is there, what is missing, what to do."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from api.cli.console import emit, out
from api.cli.llmcheck import model_state
from assistant.errors import KimError
from assistant.registry import sources
from assistant.settings import SETTINGS, value
from indexing import generations
from indexing.store import OpenIndex


def examine(home: Path, as_json: bool) -> int:
    """Print the state. Returns 1 when no usable index was found."""
    state: dict[str, object] = {
        "home": str(home),
        "settings": {s.name: bool(value(s.name)) if s.secret else value(s.name) for s in SETTINGS},
    }
    state["transformer"] = importlib.util.find_spec("sentence_transformers") is not None
    lines = [
        f"Ordner: {home}",
        f"Einbettung: {value('KIM_EMBEDDER')} (sentence-transformers {'vorhanden' if state['transformer'] else 'nicht installiert, nicht nötig'})",
    ]
    model, model_lines = model_state()
    state |= model
    lines += model_lines
    usable = False
    try:
        index = OpenIndex(generations.current(home))
        index.warm()
        usable = True
        have = {d.id for d in index.documents()}
        state |= {"generation": index.generation, "documents": sorted(have), "cards": len(index.cards()), "passages": len(index.passages)}
        lines.append(f"Index: {index.generation}, {len(have)} Originale, {len(index.cards())} Wissenskarten, {len(index.passages)} Textstellen")
    except KimError as e:
        have = set()
        lines.append(f"Index: {e}")
    missing = [s.info for s in sources().values() if s.signatures and s.info.id not in have]
    state["missing"] = [i.id for i in missing]
    if missing:
        lines.append("Originale, die fehlen (mit „kim index PFAD“ hinzufügen, dann zitiert der Assistent wörtlich):")
        lines += [f"  · {i.id}: {i.title}" + (f" – {i.url}" if i.url else "") for i in missing]
    if as_json:
        emit(state | {"usable": usable})
    else:
        for line in lines:
            out.print(line, markup=False, highlight=False, soft_wrap=True)
    return 0 if usable else 1
