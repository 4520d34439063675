"""Batch files: YAML or JSONL lists of items, checked item by item; one line that fails does not stop the others."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from assistant.errors import EingabeError
from assistant.question.dates import parse_date

MAX_BYTES = 20_000_000


def read_items(path: Path, holds: str = "question") -> list[dict[str, Any]]:
    """All items of a file. Errors: EingabeError when the file cannot be read or is no list of mappings."""
    return parse_items(read_text(path), path, f"id und {holds}")


def read_text(path: Path) -> str:
    """The text of a file the user named. Errors: EingabeError when it is too large or cannot be read."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise EingabeError(f"{path}: die Datei ist größer als {MAX_BYTES // 1_000_000} MB. Bitte teilen.")
        return path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as e:
        raise EingabeError(f"{path}: die Datei kann nicht gelesen werden. Bitte Pfad, Rechte und Kodierung (UTF-8) prüfen.") from e


def parse_items(text: str, path: Path, keys: str) -> list[dict[str, Any]]:
    """The items of a file's text; `keys` names in the message what an item holds. Errors: EingabeError."""
    rows = _json_lines(text, path) if path.suffix in (".jsonl", ".ndjson") or text.lstrip().startswith("{") else load_text(text, path)
    if not isinstance(rows, list) or not all(isinstance(r, dict) for r in rows):
        raise EingabeError(f"{path}: erwartet wird eine Liste von Einträgen mit {keys}.")
    return rows


def _json_lines(text: str, path: Path) -> list[Any]:
    out = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                out.append(json.loads(line))
            except (ValueError, RecursionError) as e:
                raise EingabeError(f"{path}, Zeile {number}: kein gültiges JSON.") from e
    return out


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads dates as text, so that one that does not exist fails its own item and not the file."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in rules if not tag.endswith(":timestamp")] for first, rules in _Loader.yaml_implicit_resolvers.items()
}


def load_text(text: str, path: Path) -> Any:
    """YAML (and so JSON) text; dates stay text. Errors: EingabeError."""
    try:
        return yaml.load(text, Loader=_Loader)
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as e:
        raise EingabeError(f"{path}: weder gültiges YAML noch JSON-Zeilen.") from e


def item_date(item: dict[str, Any], default: date | None) -> date | None:
    """The item's as_of, else the default. Errors: DatumError."""
    raw = item.get("as_of")
    if raw is None:
        return default
    return parse_date(str(raw))


def questions(items: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], str]]:
    """Items with their question text ("" where it is missing)."""
    for item in items:
        yield item, str(item.get("question") or "")
