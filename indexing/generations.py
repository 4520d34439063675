"""Generations of the index on disk: built beside the old one, swapped in by replacing one small file.

<home>/index/CURRENT          name of the generation that answers
<home>/index/<name>/          a finished generation, never changed again
<home>/index/.bau-*/          under construction; left over only when a run was killed, removed by the next run
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from assistant.errors import IndexBelegt, IndexError_, IndexFehlt, IndexUnschreibbar, os_reason

KEEP = 2  # the current generation and the one before it, which readers may still have open


def root(home: Path) -> Path:
    """The folder of all generations."""
    return home / "index"


def current(home: Path) -> Path:
    """Folder of the generation that answers. Errors: IndexFehlt when none was built here."""
    pointer = root(home) / "CURRENT"
    try:
        folder = root(home) / pointer.read_text(encoding="utf-8").strip()
    except FileNotFoundError as e:
        raise IndexFehlt(f"In {home} gibt es noch keinen Index. Bitte zuerst „kim index“ ausführen.") from e
    except OSError as e:
        raise IndexError_(f"Der Index in {home} ist nicht lesbar ({os_reason(e)}). Bitte Pfad und Rechte prüfen.") from e
    if not (folder / "manifest.json").exists():
        raise IndexFehlt(f"Der Index in {home} ist unvollständig. Bitte „kim index“ ausführen.")
    return folder


@contextmanager
def lock(home: Path, wait: float, waiting: object = None) -> Iterator[None]:
    """Hold the only right to build in this home; `waiting()` is called once when another run holds it, which may take `wait` seconds to end.

    Errors: IndexBelegt when it takes longer; IndexUnschreibbar on a full disk, IndexError_ where nothing can be written for another reason.
    """
    from filelock import FileLock, Timeout

    try:
        root(home).mkdir(parents=True, exist_ok=True)
        guard = FileLock(root(home) / ".lock")
        try:
            guard.acquire(timeout=0)
        except Timeout:
            if callable(waiting):
                waiting()
            try:
                guard.acquire(timeout=wait)
            except Timeout as e:
                raise IndexBelegt("Ein anderer Indexlauf arbeitet noch in diesem Ordner. Bitte später erneut versuchen.") from e
    except OSError as e:
        kind = IndexUnschreibbar if e.errno in (errno.ENOSPC, errno.EDQUOT) else IndexError_
        raise kind(f"In {home} kann nicht geschrieben werden ({os_reason(e)}). Bitte Pfad, Rechte und Speicherplatz prüfen.") from e
    try:
        yield
    finally:
        guard.release()


@contextmanager
def building(home: Path) -> Iterator[Path]:
    """A fresh folder to build in; removed when building fails. Leftovers of killed runs go first. Errors: IndexUnschreibbar for an OSError inside."""
    base = root(home)
    for left in base.glob(".bau-*"):
        shutil.rmtree(left, ignore_errors=True)
    folder = base / f".bau-{os.getpid()}-{secrets.token_hex(4)}"  # never a name used before: Chroma keeps databases by path
    try:
        folder.mkdir()
        yield folder
    except OSError as e:
        raise IndexUnschreibbar(
            f"Der Index in {home} kann nicht geschrieben werden ({os_reason(e)}). Der bisherige Index gilt weiter. "
            "Bitte Speicherplatz und Rechte prüfen."
        ) from e
    finally:
        if folder.exists():
            shutil.rmtree(folder, ignore_errors=True)


def publish(home: Path, built: Path, name: str) -> Path:
    """Move a finished generation into place and let CURRENT name it, atomically. Gives its folder: a name that is taken gets a number.

    Older generations beyond KEEP are removed. Errors: OSError.
    """
    base = root(home)
    target = base / name
    number = 1
    while target.exists():
        number += 1
        target = base / f"{name}.{number}"
    os.replace(built, target)
    pointer = base / ".CURRENT.neu"
    with pointer.open("w", encoding="utf-8") as f:
        f.write(target.name)
        f.flush()
        os.fsync(f.fileno())
    os.replace(pointer, base / "CURRENT")
    finished = sorted((d for d in base.iterdir() if d.is_dir() and not d.name.startswith(".")), key=lambda d: d.stat().st_mtime, reverse=True)
    others = [d for d in finished if d != target]
    for old in others[KEEP - 1 :]:
        with suppress(OSError):
            shutil.rmtree(old, ignore_errors=True)
    return target
