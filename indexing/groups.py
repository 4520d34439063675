"""Which group an original is limited to: `<home>/gruppen.json`, a rule per path (a file, or a folder with all below it).

A rule belongs to the path and not to the document id: it holds from the first index run on, and for whatever edition lies there next.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from assistant.errors import EingabeError, IndexError_, os_reason

FILE = "gruppen.json"
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


def check_name(name: str) -> str:
    """A usable group name. Errors: EingabeError."""
    if not _NAME.fullmatch(name):
        raise EingabeError(
            f"„{name}“ ist kein Gruppenname. Möglich sind 1 bis 40 Kleinbuchstaben, Ziffern und Bindestriche, zum Beispiel „muenster“."
        )
    return name


@dataclass(frozen=True, slots=True)
class GroupRules:
    """Real path → group."""

    paths: Mapping[str, str] = field(default_factory=dict)

    def of(self, source: str) -> str | None:
        """The group of a file: the rule of the nearest path above it, None when it is for everybody."""
        here = PurePath(source)
        for place in (here, *here.parents):
            if str(place) in self.paths:
                return self.paths[str(place)]
        return None

    def hidden(self, sources: Mapping[str, str], groups: frozenset[str]) -> frozenset[str]:
        """Ids of the documents (id → source path) somebody in `groups` may not see."""
        return frozenset(ident for ident, source in sources.items() if (group := self.of(source)) is not None and group not in groups)


def load(home: Path) -> GroupRules:
    """The rules of a home; none where there is no file. Errors: IndexError_ when it cannot be read, so that nothing is shown by mistake."""
    try:
        rows = json.loads((home / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return GroupRules()
    except (OSError, ValueError) as e:
        raise IndexError_(f"{home / FILE} ist nicht lesbar; ohne die Gruppen wird nichts beantwortet. Bitte die Datei reparieren.") from e
    if not isinstance(rows, dict) or not all(isinstance(v, str) for v in rows.values()):
        raise IndexError_(f"{home / FILE}: erwartet wird ein Objekt aus Pfad und Gruppe. Bitte die Datei reparieren.")
    return GroupRules(rows)


def limit(home: Path, paths: list[str], group: str) -> None:
    """Limit paths to a group ("" lifts the limit). Errors: EingabeError for a bad name, IndexError_ when nothing can be written."""
    rules = dict(load(home).paths)
    for path in paths:
        if group:
            rules[path] = check_name(group)
        else:
            rules.pop(path, None)
    try:
        home.mkdir(parents=True, exist_ok=True)
        fresh = home / f".{FILE}.neu"
        with fresh.open("w", encoding="utf-8") as f:
            json.dump(rules, f, ensure_ascii=False, indent=1)
            f.flush()
            os.fsync(f.fileno())
        os.replace(fresh, home / FILE)
    except OSError as e:
        raise IndexError_(f"In {home} kann nicht geschrieben werden ({os_reason(e)}). Bitte Pfad, Rechte und Speicherplatz prüfen.") from e
