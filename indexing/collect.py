"""Which files an index run covers: the remembered and the given paths, folders walked, readable formats only."""

from __future__ import annotations

import json
import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

from assistant.errors import DateiError, os_reason
from indexing.converters import SUFFIXES


@dataclass(slots=True)
class Remembered:
    """What a home indexes: paths, whether the bundled cards are left out (`only`), ids an operator removed, the embedder chosen ("": the default)."""

    paths: list[str] = field(default_factory=list)
    only: bool = False
    removed: list[str] = field(default_factory=list)
    embedder: str = ""

    @classmethod
    def load(cls, home: Path) -> Remembered:
        """Read the list of a home; a fresh home, and one whose file is damaged, has an empty one. Errors: OSError for a file that may not be read."""
        try:
            return cls(**json.loads((home / "quellen.json").read_text(encoding="utf-8")))
        except (FileNotFoundError, ValueError, TypeError):
            return cls()

    def save(self, home: Path) -> None:
        """Write the list atomically. Errors: OSError."""
        target = home / "quellen.json"
        fresh = home / ".quellen.json.neu"
        fresh.write_text(
            json.dumps({"paths": self.paths, "only": self.only, "removed": self.removed, "embedder": self.embedder}, ensure_ascii=False, indent=1),
            encoding="utf-8",
        )
        os.replace(fresh, target)


def files_of(paths: list[str]) -> tuple[list[Path], list[DateiError]]:
    """All files below the paths in a stable order, and an error per path or folder that cannot be read."""
    files: dict[Path, None] = {}
    errors: list[DateiError] = []

    def failed(e: OSError) -> None:
        errors.append(DateiError(str(e.filename), f"Der Ordner kann nicht gelesen werden ({os_reason(e)})."))

    for name in paths:
        try:
            kind = os.stat(name).st_mode
        except OSError as e:
            errors.append(DateiError(name, f"Die Datei oder der Ordner kann nicht gelesen werden ({os_reason(e)})."))
            continue
        if not stat.S_ISDIR(kind):
            files.setdefault(Path(os.path.realpath(name)))
            continue
        for folder, subfolders, names in os.walk(name, onerror=failed):
            subfolders[:] = sorted(s for s in subfolders if not s.startswith("."))
            for f in sorted(names):
                if not f.startswith((".", "~$")) and Path(f).suffix.lower() in SUFFIXES:
                    files.setdefault(Path(os.path.realpath(os.path.join(folder, f))))
    return list(files), errors
