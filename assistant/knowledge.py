"""Where the bundled knowledge lies and how its YAML is read: doubled keys are errors, dates are dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from assistant.errors import WissenError


def corpus_path(*parts: str) -> Path:
    """A path inside the bundled `corpus/` folder, in a checkout and in an installed wheel alike."""
    return Path(__file__).resolve().parent.parent.joinpath("corpus", *parts)


class _StrictLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """SafeLoader that refuses doubled keys."""


def _mapping(loader: _StrictLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    out: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in out:
            raise WissenError(f"Doppelter Schlüssel „{key}“ in Zeile {key_node.start_mark.line + 1}.")
        out[key] = loader.construct_object(value_node, deep=True)
    return out


_StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def parse_yaml(text: str, name: str) -> Any:
    """Parse YAML text. Errors: WissenError naming the file and the line."""
    try:
        return yaml.load(text, Loader=_StrictLoader)
    except WissenError as e:
        raise WissenError(f"{name}: {e}") from e
    except yaml.YAMLError as e:
        mark = getattr(e, "problem_mark", None)
        where = f", Zeile {mark.line + 1}" if mark else ""
        raise WissenError(f"{name}{where}: kein gültiges YAML.") from e


def load_yaml(path: Path) -> Any:
    """Read a YAML file of the bundled knowledge."""
    return parse_yaml(path.read_text(encoding="utf-8"), path.name)


def as_date(value: Any) -> date | None:
    """A date from YAML; None stays None. Errors: WissenError for anything else."""
    if value is None or (isinstance(value, date) and type(value) is date):
        return value
    raise WissenError(f"„{value}“ ist kein Datum (JJJJ-MM-TT).")


def checked_rows(rows: Any, name: str, keys: set[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """(id, entry) of a list of entries. Errors: WissenError for no list, an unknown key, a missing or doubled id."""
    if not isinstance(rows, list) or not all(isinstance(r, dict) for r in rows):
        raise WissenError(f"{name}: erwartet wird eine Liste von Einträgen.")
    seen: set[str] = set()
    for row in rows:
        ident = str(row.get("id") or "")
        extra = set(row) - keys
        if extra:
            raise WissenError(f"{name}: „{ident}“: unbekannte Angabe {sorted(extra)}.")
        if not ident or ident in seen:
            raise WissenError(f"{name}: fehlende oder doppelte id „{ident}“.")
        seen.add(ident)
        yield ident, row
