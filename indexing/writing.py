"""Documents and cards become the files of a generation. Vectors of unchanged passages come from the old one."""

from __future__ import annotations

import hashlib
import json
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np

from assistant.knowledge import corpus_path
from assistant.protocols import Embedder
from assistant.registry import slug
from assistant.types import Card, Document, Passage
from indexing import serial, vectors
from indexing.analyzer import ANALYZER, GermanAnalyzer
from indexing.chargrams import CharVectorizer, JointVectorizer
from indexing.embedders import make_embedder
from indexing.incidence import Incidence
from indexing.lexical import LexicalIndex
from indexing.matcher import QuestionMatcher
from indexing.passages import CHUNKING, passage_of_card, passages_of
from indexing.report import Expand, Progress, Report
from indexing.store import DAMAGED, FORMAT, OpenIndex, read_json

REFIT = 0.2  # an embedder fitted on the texts is fitted again when more than this share of what it learns from is new
CONVERTERS = "5"  # raise it when converters or outlines change, so that unchanged files are read again


def write_generation(folder: Path, documents: list[Document], cards: list[Card], superseded: dict[str, str], setting: str) -> None:
    """Write a complete generation into an empty folder, without publishing it (experiments, evaluation)."""
    write(folder, documents, cards, superseded, setting, None, Report(), lambda name, done, of: None)


def write(
    folder: Path,
    documents: list[Document],
    cards: list[Card],
    superseded: dict[str, str],
    setting: str,
    old: OpenIndex | None,
    report: Report,
    step: Progress,
    expand: Expand | None = None,
) -> None:
    """Writes one generation: passages, words, vectors and what the cards need. `expand` may add to what passages of originals are found by. Errors:
    those of the embedder, and OSError of a full disk."""
    passages = [p for d in documents for p in passages_of(d)] + [passage_of_card(c) for c in cards]
    passages = expand(passages) if expand is not None else passages
    passages = list({p.id: p for p in passages}.values())
    report.passages = len(passages)
    analyzer = GermanAnalyzer(dict(old.analyzer.parts) if old else {})
    tokens = _tokens(passages, analyzer, step)
    founding = _founding(passages, cards)
    lexical = LexicalIndex.build(tokens, founding)
    lexical.save(folder)
    Incidence.build(tokens, [analyzer.tokens(p.text) for p in passages]).save(folder)
    chars = _embed(folder, passages, founding, setting, analyzer, old, report, step)
    _save_char_matrix(folder, chars, passages)
    by_id = {c.id: c for c in cards}
    owners = [(i, q.text) for i, p in enumerate(passages) if p.card_id for q in by_id[p.card_id].questions]
    QuestionMatcher.build([q for _, q in owners], [i for i, _ in owners], analyzer, chars, lexical).save(folder)
    _save_texts(folder, documents, cards, passages)
    _save_json(folder / "analyzer.json", analyzer.parts)
    _save_json(folder / "manifest.json", _manifest(documents, cards, passages, superseded, setting), indent=1)


def _tokens(passages: list[Passage], analyzer: GermanAnalyzer, step: Progress) -> list[list[str]]:
    """The search tokens of every passage."""
    tokens = []
    for i, p in enumerate(passages):
        if i % 50 == 0:
            step("Wörter zerlegen", i, len(passages))
        tokens.append(analyzer.tokens(p.indexed_text))
    step("Wörter zerlegen", len(passages), len(passages))
    return tokens


def _save_texts(folder: Path, documents: list[Document], cards: list[Card], passages: list[Passage]) -> None:
    """What is shown and cited: passages, cards, originals, and the tables when there are cards of them."""
    _lines(folder / "passages.jsonl", [serial.row_of(p) for p in passages])
    _lines(folder / "cards.jsonl", [serial.row_of(c) for c in cards])
    if any(c.art == "tabelle" for c in cards):
        shutil.copytree(corpus_path("tabellen"), folder / "tabellen")
    (folder / "documents").mkdir()
    for number, d in enumerate(documents):
        _save_json(folder / "documents" / f"{number}.json", serial.document_row(d))


def _manifest(documents: list[Document], cards: list[Card], passages: list[Passage], superseded: dict[str, str], setting: str) -> dict[str, Any]:
    """What a generation is and what built it, so that a reader or the next run knows what it may use."""
    return {
        "format": FORMAT,
        "embedder": setting,
        "analyzer": ANALYZER,
        "chunking": CHUNKING,
        "converters": CONVERTERS,
        "created": datetime.now().isoformat(timespec="seconds"),
        "superseded": superseded,
        "passages": len(passages),
        "cards": len(cards),
        "documents": {d.info.id: f"{n}.json" for n, d in enumerate(documents)},
        "infos": [serial.row_of(d.info) for d in documents],
        "files": {d.sha256: d.info.id for d in documents},
        "sources": {d.info.id: d.source for d in documents},
        "content": hashlib.sha256("".join(sorted(p.id for p in passages)).encode()).hexdigest()[:10],
    }


def _save_json(path: Path, value: Any, indent: int | None = None) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=indent), encoding="utf-8")


def _lines(path: Path, rows: list[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8") as f:
        f.writelines(json.dumps(r, ensure_ascii=False) + "\n" for r in rows)


def _save_char_matrix(folder: Path, chars: CharVectorizer, passages: list[Passage]) -> None:
    from scipy import sparse

    sparse.save_npz(folder / "passages-chars.npz", chars.transform([p.indexed_text for p in passages]))


def _founding(passages: list[Passage], cards: list[Card]) -> list[bool]:
    """Which passages the statistics are learned from: cards, and originals nobody wrote cards for (all, where there are only others)."""
    covered = {c.document_id for c in cards}
    flags = [bool(p.card_id) or p.document_id not in covered for p in passages]
    return flags if any(flags) else [True] * len(flags)


def _embed(
    folder: Path,
    passages: list[Passage],
    founding: list[bool],
    setting: str,
    analyzer: GermanAnalyzer,
    old: OpenIndex | None,
    report: Report,
    step: Progress,
) -> CharVectorizer:
    """Write the vectors of all passages; those of unchanged ones come from the old generation when the same embedder built it."""
    kept, chars, embedder = _kept(old, setting, passages, founding, analyzer)
    if chars is None or embedder is None:
        step("Wortbild lernen", 0, 1)
        texts = [p.indexed_text for p, counts in zip(passages, founding, strict=True) if counts]
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


def _kept(
    old: OpenIndex | None, setting: str, passages: list[Passage], founding: list[bool], analyzer: GermanAnalyzer
) -> tuple[dict[str, np.ndarray], CharVectorizer | None, Embedder | None]:
    """Vectors, and what was fitted, of the old generation, as far as they can be used again."""
    if old is None or (old.manifest["embedder"], old.manifest["chunking"], old.manifest["analyzer"]) != (setting, CHUNKING, ANALYZER):
        return {}, None, None
    try:
        kept = vectors.read_vectors(old.folder, old.passages)
        if sum(counts and p.id not in kept for p, counts in zip(passages, founding, strict=True)) > REFIT * sum(founding):
            return kept, None, None
        chars = CharVectorizer.load(old.folder)
        embedder = make_embedder(setting, JointVectorizer(chars, analyzer))
        embedder.load(old.folder)
        return kept, chars, embedder
    except DAMAGED:
        return {}, None, None


def generation_name(folder: Path) -> str:
    """A generation's name: what built it, and a digest of what it holds."""
    m = read_json(folder / "manifest.json")
    builder = slug(str(m["embedder"]))[:40]
    return f"{builder}-f{m['format']}c{m['chunking']}a{m['analyzer']}-{m['content']}"
