"""One index run: collect → convert → divide → embed → publish. Unchanged files keep their text and their vectors."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np

from assistant.errors import DateiError, IndexError_, os_reason
from assistant.knowledge import corpus_path
from assistant.protocols import Embedder
from assistant.registry import edition_of, recognise, slug, sources, stand_of
from assistant.settings import seconds, value
from assistant.tabledata import load_tables
from assistant.types import Card, Document, DocumentInfo, Passage
from indexing import generations, serial, vectors
from indexing.analyzer import ANALYZER, GermanAnalyzer
from indexing.cards import load_cards
from indexing.chargrams import CharVectorizer, JointVectorizer
from indexing.collect import Remembered, files_of
from indexing.conflicts import load_conflicts
from indexing.converters import convert
from indexing.embedders import make_embedder
from indexing.gaps import load_gaps
from indexing.incidence import Incidence
from indexing.lexical import LexicalIndex
from indexing.matcher import QuestionMatcher
from indexing.passages import CHUNKING, passage_of_card, passages_of
from indexing.sections import build_document
from indexing.store import FORMAT, OpenIndex, read_json
from indexing.tablecards import cards_of

Progress = Callable[[str, int, int], None]
DAMAGED = (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile)  # what reading a damaged generation may raise
REFIT = 0.2  # an embedder fitted on the texts is fitted again when more than this share of the passages is new
CONVERTERS = "5"  # raise it when converters or outlines change, so that unchanged files are read again


@dataclass(slots=True)
class Report:
    """What a run did: documents, failures (named files), notices in German."""

    generation: str = ""
    documents: list[DocumentInfo] = field(default_factory=list)
    passages: int = 0
    cards: int = 0
    embedded: int = 0
    reused: int = 0
    failures: list[DateiError] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


def run(home: Path, paths: Sequence[Path] = (), only: bool | None = None, embedder: str = "", progress: Progress | None = None,
        waiting: Callable[[], None] | None = None, remove: str = "") -> Report:
    """Build and publish a new generation.

    `paths` are added to the remembered ones (`only` replaces them); `remove` takes a document out for good. Errors: IndexError_ tree,
    EmbedderError, WissenError; single files that fail are in `Report.failures`.
    """
    step = progress or (lambda name, done, of: None)
    with generations.lock(home, seconds("KIM_LOCK_WAIT"), waiting):
        given = [os.path.realpath(p) for p in paths]
        memory = _remember(home, given, only, embedder, remove)
        report = Report()
        old = _old(home)
        documents = _documents(memory, given, old, report, step)
        cards = [] if memory.only else [c for c in load_knowledge() if c.document_id not in memory.removed]
        superseded = _superseded([d.info for d in documents], {c.document_id for c in cards}, report)
        if not documents and not cards:
            raise IndexError_("Es gibt nichts zu indexieren: keine lesbare Datei und keine Wissenskarten. Der bisherige Index gilt weiter.")
        with generations.building(home) as folder:
            _write(folder, documents, cards, superseded, memory.embedder or value("KIM_EMBEDDER"), old, report, step)
            memory.save(home)
            report.generation = generations.publish(home, folder, _name(folder)).name
    report.documents = [d.info for d in documents]
    report.cards = len(cards)
    return report


def load_knowledge() -> list[Card]:
    """All bundled knowledge as cards: written cards, tables, contradictions and open readings, and what the documents do not answer."""
    return [*load_cards(), *(c for t in load_tables() for c in cards_of(t)), *load_conflicts(), *load_gaps()]


def _remember(home: Path, given: list[str], only: bool | None, embedder: str, remove: str) -> Remembered:
    memory = Remembered.load(home)
    if only:
        memory.paths, memory.only, memory.removed = given, True, []
    elif given:
        memory.only = False
        memory.paths += [p for p in given if p not in memory.paths]
    if remove and remove not in memory.removed:
        memory.removed.append(remove)
    memory.embedder = embedder or memory.embedder
    return memory


def _old(home: Path) -> OpenIndex | None:
    try:
        return OpenIndex(generations.current(home))
    except (IndexError_, *DAMAGED):
        return None


def _documents(memory: Remembered, given: list[str], old: OpenIndex | None, report: Report, step: Progress) -> list[Document]:
    """All documents of the remembered paths. One that was removed comes back only when its own path is given again."""
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


def _superseded(files: list[DocumentInfo], carded: set[str], report: Report) -> dict[str, str]:
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
            report.notices.append(f"{by} (Stand {new.stand:%d.%m.%Y}) ist neuer als {ident} (Stand {old.stand:%d.%m.%Y}); dessen Karten gelten als "
                                  "überholt, bis sie geprüft sind.")
        elif ident not in known:
            report.notices.append(f"{ident} (Stand {old.stand:%d.%m.%Y}) gilt als überholt; neuer ist {by} (Stand {new.stand:%d.%m.%Y}).")
    return out


def write_generation(folder: Path, documents: list[Document], cards: list[Card], superseded: dict[str, str], setting: str) -> None:
    """Write a complete generation into an empty folder, without publishing it (experiments, evaluation)."""
    _write(folder, documents, cards, superseded, setting, None, Report(), lambda name, done, of: None)


def _write(folder: Path, documents: list[Document], cards: list[Card], superseded: dict[str, str], setting: str, old: OpenIndex | None,
           report: Report, step: Progress) -> None:
    passages = [p for d in documents for p in passages_of(d)] + [passage_of_card(c) for c in cards]
    passages = list({p.id: p for p in passages}.values())
    report.passages = len(passages)
    analyzer = GermanAnalyzer(dict(old.analyzer.parts) if old else {})
    tokens = []
    for i, p in enumerate(passages):
        if i % 50 == 0:
            step("Wörter zerlegen", i, len(passages))
        tokens.append(analyzer.tokens(p.indexed_text))
    step("Wörter zerlegen", len(passages), len(passages))
    lexical = LexicalIndex.build(tokens)
    lexical.save(folder)
    Incidence.build(tokens, [analyzer.tokens(p.text) for p in passages]).save(folder)
    chars = _embed(folder, passages, setting, analyzer, old, report, step)
    _save_char_matrix(folder, chars, passages)
    by_id = {c.id: c for c in cards}
    owners = [(i, q.text) for i, p in enumerate(passages) if p.card_id for q in by_id[p.card_id].questions]
    QuestionMatcher.build([q for _, q in owners], [i for i, _ in owners], analyzer, chars, lexical).save(folder)
    _lines(folder / "passages.jsonl", [serial.plain(p) for p in passages])
    _lines(folder / "cards.jsonl", [serial.plain(c) for c in cards])
    if any(c.art == "tabelle" for c in cards):
        shutil.copytree(corpus_path("tabellen"), folder / "tabellen")
    (folder / "documents").mkdir()
    for number, d in enumerate(documents):
        (folder / "documents" / f"{number}.json").write_text(json.dumps(serial.document_row(d), ensure_ascii=False), encoding="utf-8")
    (folder / "analyzer.json").write_text(json.dumps(analyzer.parts, ensure_ascii=False), encoding="utf-8")
    manifest = {
        "format": FORMAT, "embedder": setting, "analyzer": ANALYZER, "chunking": CHUNKING, "converters": CONVERTERS,
        "created": datetime.now().isoformat(timespec="seconds"), "superseded": superseded, "passages": len(passages), "cards": len(cards),
        "documents": {d.info.id: f"{n}.json" for n, d in enumerate(documents)}, "infos": [serial.plain(d.info) for d in documents],
        "files": {d.sha256: d.info.id for d in documents}, "sources": {d.info.id: d.source for d in documents},
        "content": hashlib.sha256("".join(sorted(p.id for p in passages)).encode()).hexdigest()[:10],
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")


def _lines(path: Path, rows: list[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8") as f:
        f.writelines(json.dumps(r, ensure_ascii=False) + "\n" for r in rows)


def _save_char_matrix(folder: Path, chars: CharVectorizer, passages: list[Passage]) -> None:
    from scipy import sparse

    sparse.save_npz(folder / "passages-chars.npz", chars.transform([p.indexed_text for p in passages]))


def _embed(folder: Path, passages: list[Passage], setting: str, analyzer: GermanAnalyzer, old: OpenIndex | None, report: Report,
           step: Progress) -> CharVectorizer:
    """Write the vectors of all passages; those of unchanged ones come from the old generation when the same embedder built it."""
    kept, chars, embedder = _kept(old, setting, passages, analyzer)
    if chars is None or embedder is None:
        step("Wortbild lernen", 0, 1)
        texts = [p.indexed_text for p in passages]
        chars = CharVectorizer().fit(texts)
        embedder = make_embedder(setting, JointVectorizer(chars, analyzer))
        embedder.fit(texts)
        kept = {} if embedder.fitted else kept
    fresh = [p for p in passages if p.id not in kept]
    chars.save(folder)
    embedder.save(folder)
    found = dict(kept)
    batch = 256
    for start in range(0, len(fresh), batch):
        step("Einbetten", start, len(fresh))
        part = fresh[start : start + batch]
        found.update(zip([p.id for p in part], embedder.embed_passages([p.indexed_text for p in part]), strict=True))
    step("Einbetten", len(fresh), len(fresh))
    vectors.write(folder, passages, np.vstack([found[p.id] for p in passages]))
    report.embedded, report.reused = len(fresh), len(passages) - len(fresh)
    if embedder.truncated:
        report.notices.append(f"{embedder.truncated} Textstellen sind länger, als das Einbettungsmodell liest; ihr Ende zählt nur für die Wortsuche.")
    return chars


def _kept(old: OpenIndex | None, setting: str, passages: list[Passage], analyzer: GermanAnalyzer
          ) -> tuple[dict[str, np.ndarray], CharVectorizer | None, Embedder | None]:
    """Vectors, and what was fitted, of the old generation, as far as they can be used again."""
    if old is None or (old.manifest["embedder"], old.manifest["chunking"], old.manifest["analyzer"]) != (setting, CHUNKING, ANALYZER):
        return {}, None, None
    try:
        kept = vectors.read_vectors(old.folder, old.passages)
        if sum(p.id not in kept for p in passages) > REFIT * len(passages):
            return kept, None, None
        chars = CharVectorizer.load(old.folder)
        embedder = make_embedder(setting, JointVectorizer(chars, analyzer))
        embedder.load(old.folder)
        return kept, chars, embedder
    except DAMAGED:
        return {}, None, None


def _name(folder: Path) -> str:
    """A generation's name: what built it, and a digest of what it holds."""
    m = read_json(folder / "manifest.json")
    builder = slug(str(m["embedder"]))[:40]
    return f"{builder}-f{m['format']}c{m['chunking']}a{m['analyzer']}-{m['content']}"
