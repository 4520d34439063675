"""One index run: collect → convert → divide → embed → publish. Unchanged files keep their text and their vectors."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np

from assistant.errors import DateiError, IndexError_
from assistant.registry import Source, edition, recognise, slug, sources, stand_of
from assistant.settings import value
from assistant.types import Card, Document, DocumentInfo, Passage
from indexing import generations, serial, vectors
from indexing.analyzer import ANALYZER, GermanAnalyzer
from indexing.cards import load_cards
from indexing.chargrams import CharVectorizer, JointVectorizer
from indexing.collect import Remembered, files_of
from indexing.converters import convert
from indexing.embedders import make_embedder
from indexing.lexical import LexicalIndex
from indexing.matcher import QuestionMatcher
from indexing.passages import CHUNKING, passage_of_card, passages_of
from indexing.sections import build_document
from indexing.store import FORMAT, OpenIndex, read_json

Progress = Callable[[str, int, int], None]
REFIT = 0.2  # an embedder fitted on the texts is fitted again when more than this share of the passages is new
CONVERTERS = "3"  # raise it when converters or outlines change, so that unchanged files are read again


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
    with generations.lock(home, float(value("KIM_LOCK_WAIT")), waiting):
        memory = _remember(home, paths, only, embedder, remove)
        report = Report()
        old = _old(home)
        documents = _documents(memory, old, report, step)
        cards = [] if memory.only else [c for c in load_cards() if c.document_id not in memory.removed]
        superseded = _superseded(documents, report)
        if not documents and not cards:
            raise IndexError_("Es gibt nichts zu indexieren: keine lesbare Datei und keine Wissenskarten. Der bisherige Index gilt weiter.")
        with generations.building(home) as folder:
            _write(folder, documents, cards, superseded, memory.embedder or value("KIM_EMBEDDER"), old, report, step)
            report.generation = generations.publish(home, folder, _name(folder)).name
        memory.save(home)
    report.documents = [d.info for d in documents]
    report.cards = len(cards)
    return report


def _remember(home: Path, paths: Sequence[Path], only: bool | None, embedder: str, remove: str) -> Remembered:
    memory = Remembered.load(home)
    given = [str(p.resolve()) for p in paths]
    if only:
        memory.paths, memory.only, memory.removed = given, True, []
    elif given:
        memory.only = False
        memory.paths += [p for p in given if p not in memory.paths]
        memory.removed = []
    if remove and remove not in memory.removed:
        memory.removed.append(remove)
    memory.embedder = embedder or memory.embedder
    return memory


def _old(home: Path) -> OpenIndex | None:
    try:
        return OpenIndex(generations.current(home))
    except (IndexError_, OSError, ValueError, KeyError, TypeError):
        return None


def _documents(memory: Remembered, old: OpenIndex | None, report: Report, step: Progress) -> list[Document]:
    files, report.failures = files_of(memory.paths)
    known: dict[str, str] = old.manifest.get("files", {}) if old and old.manifest.get("converters") == CONVERTERS else {}
    out: dict[str, Document] = {}
    for i, path in enumerate(files):
        step("Dateien lesen", i, len(files))
        try:
            digest = _sha256(path)
            document = old.document(known[digest]) if old and digest in known else None
            document = replace(document, source=str(path)) if document else _read(path, digest)
        except DateiError as e:
            report.failures.append(e)
            continue
        except OSError as e:
            report.failures.append(DateiError(str(path), f"Die Datei kann nicht gelesen werden ({e.strerror or 'Lesefehler'})."))
            continue
        _add(out, document, report)
    step("Dateien lesen", len(files), len(files))
    return [d for d in out.values() if d.info.id not in memory.removed]


def _sha256(path: Path) -> str:
    with path.open("rb") as f:
        return hashlib.file_digest(f, "sha256").hexdigest()


def _read(path: Path, digest: str) -> Document:
    converted = convert(path)
    text = "\n".join(b.text for b in converted.blocks)
    source = recognise(text)
    info = edition(source, stand_of(text)) if source else _unknown(path, converted.title, text, converted.stand)
    return build_document(info, source, converted.blocks, digest, str(path), converted.page_count)


def _unknown(path: Path, title: str, text: str, modified: date | None) -> DocumentInfo:
    first = next((line.strip() for line in text.split("\n") if 3 < len(line.strip()) < 160), path.stem)
    return DocumentInfo(id=slug(path.stem), title=(title or first)[:160], stand=stand_of(text) or modified)


def _add(out: dict[str, Document], document: Document, report: Report) -> None:
    """Keep one file per document: the one with pages, else the first. An unknown document whose name is taken gets a number."""
    ident = document.info.id
    if ident not in out:
        out[ident] = document
        return
    other = out[ident]
    if ident not in {s for s in sources()} and other.text != document.text and not document.info.series:
        number = 2
        while f"{ident}-{number}" in out:
            number += 1
        fresh = f"{ident}-{number}"
        out[fresh] = replace(document, info=replace(document.info, id=fresh), sections=tuple(replace(s, document_id=fresh) for s in document.sections))
        return
    better, worse = (document, other) if document.page_count and not other.page_count else (other, document)
    out[ident] = better
    report.notices.append(f"{worse.source}: dasselbe Dokument wie {better.source} ({ident}); nur eines wird verwendet.")


def _superseded(documents: list[Document], report: Report) -> dict[str, str]:
    """Documents demoted by a newer edition among the files: id → id of the newer one."""
    out: dict[str, str] = {}
    for d in documents:
        source: Source | None = next((s for s in sources().values() if s.info.series and s.info.series == d.info.series), None)
        if source is None or d.info.stand is None:
            continue
        for older in sources().values():
            if older.info.series == d.info.series and older.info.stand and older.info.stand < d.info.stand and older.info.id != d.info.id:
                out[older.info.id] = d.info.id
                if d.info.id not in sources():
                    report.notices.append(f"{d.info.id} (Stand {d.info.stand:%d.%m.%Y}) ist neuer als {older.info.id} "
                                          f"(Stand {older.info.stand:%d.%m.%Y}); dessen Karten gelten als überholt, bis sie geprüft sind.")
    return out


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
    chars = _embed(folder, passages, setting, analyzer, old, report, step)
    _save_char_matrix(folder, chars, passages)
    by_id = {c.id: c for c in cards}
    owners = [(i, q.text) for i, p in enumerate(passages) if p.card_id for q in by_id[p.card_id].questions]
    QuestionMatcher.build([q for _, q in owners], [i for i, _ in owners], analyzer, chars, lexical).save(folder)
    _lines(folder / "passages.jsonl", [serial.plain(p) for p in passages])
    _lines(folder / "cards.jsonl", [serial.plain(c) for c in cards])
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
    same = old is not None and old.manifest["embedder"] == setting and old.manifest["chunking"] == CHUNKING and old.manifest["analyzer"] == ANALYZER
    kept = vectors.read_vectors(old.folder) if old is not None and same else {}
    fresh = [p for p in passages if p.id not in kept]
    chars = CharVectorizer.load(old.folder) if old is not None and same and len(fresh) <= REFIT * len(passages) else CharVectorizer()
    embedder = make_embedder(setting, JointVectorizer(chars, analyzer))
    texts = [p.indexed_text for p in passages]
    if old is not None and same and chars.vocabulary:
        embedder.load(old.folder)
    else:
        step("Wortbild lernen", 0, 1)
        chars.fit(texts)
        embedder.fit(texts)
        if embedder.fitted:
            kept, fresh = {}, passages
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


def _name(folder: Path) -> str:
    """A generation's name: what built it, and a digest of what it holds."""
    m = read_json(folder / "manifest.json")
    builder = slug(str(m["embedder"]))[:40]
    return f"{builder}-f{m['format']}c{m['chunking']}a{m['analyzer']}-{m['content']}"
