"""The documents of a run: unchanged files come from the old generation; one file per document; newer editions demote older ones."""

from __future__ import annotations

import hashlib
import stat
from dataclasses import replace
from datetime import date
from pathlib import Path

from assistant.errors import DateiError, os_reason
from assistant.registry import edition_of, recognise, slug, sources, stand_of
from assistant.types import Document, DocumentInfo
from indexing.collect import Remembered, files_of
from indexing.converters import convert
from indexing.report import Progress, Report
from indexing.sections import build_document
from indexing.store import DAMAGED, OpenIndex
from indexing.writing import CONVERTERS


def read_documents(memory: Remembered, given: list[str], old: OpenIndex | None, report: Report, step: Progress) -> list[Document]:
    """All documents of the remembered paths, one file each. One that was removed comes back only when its own path is given again.

    A file that cannot be read stands in `report.failures` and stops nothing; doubled files are told in `report.notices`.
    """
    files, report.failures = files_of(memory.paths)
    out: dict[str, Document] = {}
    seen: dict[str, Path] = {}
    for i, path in enumerate(files):
        step("Dateien lesen", i, len(files))
        try:
            digest = _sha256(path)
            if digest in seen:
                report.notices.append(f"{path}: dieselbe Datei wie {seen[digest]}; nur eine wird verwendet.")
                continue
            document = _unchanged(old, digest, path) or _read(path, digest, report)
        except DateiError as e:
            report.failures.append(e)
            continue
        except OSError as e:
            report.failures.append(DateiError(str(path), f"Die Datei kann nicht gelesen werden ({os_reason(e)})."))
            continue
        seen[digest] = path
        _add(out, document, report)
    step("Dateien lesen", len(files), len(files))
    back = {d.info.id for d in out.values() if any(Path(d.source).is_relative_to(g) for g in given)}
    memory.removed = [ident for ident in memory.removed if ident not in back]
    return [d for d in out.values() if d.info.id not in memory.removed]


def _sha256(path: Path) -> str:
    if not stat.S_ISREG(path.stat().st_mode):
        raise DateiError(str(path), "Das ist keine gewöhnliche Datei.")
    with path.open("rb") as f:
        return hashlib.file_digest(f, "sha256").hexdigest()


def _unchanged(old: OpenIndex | None, digest: str, path: Path) -> Document | None:
    """The document a file gave the last time; None when the file is new, changed or renamed, or was read by other converters."""
    if old is None or old.manifest.get("converters") != CONVERTERS:
        return None
    ident = old.manifest["files"].get(digest)
    try:
        document = old.document(ident) if ident else None
    except DAMAGED:
        return None
    return document if document is not None and document.source == str(path) else None


def _read(path: Path, digest: str, report: Report) -> Document:
    converted = convert(path)
    report.notices += [f"{path}: {notice}" for notice in converted.notices]
    text = "\n".join(b.text for b in converted.blocks)
    source = recognise(text)
    info = edition_of(source, text) if source else _unknown(path, converted.title, text, converted.stand)
    return build_document(info, source, converted.blocks, digest, str(path), converted.page_count)


def _unknown(path: Path, title: str, text: str, modified: date | None) -> DocumentInfo:
    """An unknown file: never under the id of a known document, whatever its name."""
    ident = slug(path.stem)
    first = next((line.strip() for line in text.split("\n") if 3 < len(line.strip()) < 160), path.stem)
    return DocumentInfo(id=f"{ident}-datei" if ident in sources() else ident, title=(title or first)[:160], stand=stand_of(text) or modified)


def _add(out: dict[str, Document], document: Document, report: Report) -> None:
    """Keep one file per document: the one with pages, else the first. An unknown document whose name is taken gets a number."""
    ident = document.info.id
    if ident not in out:
        out[ident] = document
        return
    other = out[ident]
    unknown = next((d for d in (document, other) if ident not in sources() and not d.info.series), None)
    if unknown is not None and other.text != document.text:
        number = 2
        while f"{ident}-{number}" in out:
            number += 1
        fresh = f"{ident}-{number}"
        out[ident] = other if unknown is document else document
        out[fresh] = replace(unknown, info=replace(unknown.info, id=fresh), sections=tuple(replace(s, document_id=fresh) for s in unknown.sections))
        return
    better, worse = (document, other) if document.page_count and not other.page_count else (other, document)
    out[ident] = better
    report.notices.append(f"{worse.source}: dasselbe Dokument wie {better.source} ({ident}); nur eines wird verwendet.")


def superseded(files: list[DocumentInfo], carded: set[str], report: Report) -> dict[str, str]:
    """Editions demoted by a newer one of their series: id → id of the newest. A newer file demotes the known editions before it, a known
    edition (file or cards) an older file that is not registered."""
    known = {s.info.id: s.info for s in sources().values()}
    editions = known | {i.id: i for i in files}
    out: dict[str, str] = {}
    newer = sorted(({i.id: i for i in files} | {k: known[k] for k in carded if k in known}).values(), key=lambda i: i.stand or date.min)
    for new in newer:
        for older in editions.values():
            if not new.series or new.series != older.series or not new.stand or not older.stand or older.stand >= new.stand:
                continue
            if older.id in known and new.id not in {i.id for i in files}:
                continue
            out[older.id] = new.id
    for ident, by in out.items():
        old, new = editions[ident], editions[by]
        if ident in carded and by not in known:
            report.notices.append(
                f"{by} (Stand {new.stand:%d.%m.%Y}) ist neuer als {ident} (Stand {old.stand:%d.%m.%Y}); dessen Karten gelten als "
                "überholt, bis sie geprüft sind."
            )
        elif ident not in known:
            report.notices.append(f"{ident} (Stand {old.stand:%d.%m.%Y}) gilt als überholt; neuer ist {by} (Stand {new.stand:%d.%m.%Y}).")
    return out
