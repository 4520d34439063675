"""`kim index --gruppe` and `kim documents gruppe`: limiting originals to a group."""

from __future__ import annotations

import os
from pathlib import Path

from api.cli.console import say
from assistant.errors import EingabeError
from indexing import groups
from indexing.store import open_index


def limit_paths(home: Path, paths: list[Path], name: str) -> None:
    """Limit paths before they are indexed, so that nobody else sees them for a moment. Errors: EingabeError without a path."""
    if not paths:
        raise EingabeError("Zu --gruppe gehört mindestens ein PFAD, der beschränkt werden soll.")
    groups.limit(home, [os.path.realpath(p) for p in paths], name)


def limit_document(home: Path, ident: str, name: str) -> None:
    """Limit the file an indexed original came from, or lift its limit. Errors: EingabeError when no such original is indexed."""
    index = open_index(home)
    source = index.manifest["sources"].get(ident)
    if source is None:
        raise EingabeError(f"Ein Original „{ident}“ ist nicht eingelesen; beschränken lassen sich Originale. „kim documents“ zeigt sie.")
    if name:
        groups.limit(home, [source], name)
        say(f"{ident} sieht im Dienst nur noch die Gruppe „{name}“.")
        return
    groups.limit(home, [source], "")
    left = groups.load(home).of(source)
    if left is not None:
        raise EingabeError(f"{ident} liegt in einem Ordner der Gruppe „{left}“. Bitte die Datei verschieben oder den Ordner neu zuordnen.")
    say(f"{ident} sehen im Dienst wieder alle.")
