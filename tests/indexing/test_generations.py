"""Generations of the index: their names, when one is rebuilt, what happens to a damaged one, who else can open it."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.errors import IndexError_, IndexFehlt
from indexing import documents, generations, pipeline, writing
from indexing.store import OpenIndex, open_index
from tests.indexing.topics import TOPICS, best


def test_a_generation_is_named_by_embedder_format_and_content(home: Path, topics: Path) -> None:
    first = pipeline.run(home, [topics], only=True).generation
    assert first.startswith("lsa-f")
    assert pipeline.run(home).generation == f"{first}.2"
    (topics / "bus.txt").unlink()
    changed = pipeline.run(home).generation
    assert changed.rsplit("-", 1)[0] == first.rsplit("-", 1)[0]
    assert changed.rsplit("-", 1)[1] != first.rsplit("-", 1)[1]


def test_at_most_two_generations_are_kept_and_the_current_one_is_never_removed(home: Path, topics: Path) -> None:
    for name in ("bus", "zoo", "kino", "park"):
        (topics / f"{name}.txt").unlink()
        current = pipeline.run(home, [topics], only=True).generation
    kept = [d.name for d in (home / "index").iterdir() if d.is_dir()]
    assert len(kept) == 2
    assert current in kept
    assert generations.current(home).name == current


def test_a_reader_that_holds_the_old_generation_still_answers_while_a_new_one_is_published(home: Path, topics: Path) -> None:
    pipeline.run(home, [topics], only=True)
    reader = open_index(home)
    (topics / "bus.txt").unlink()
    pipeline.run(home)
    assert "bus" in {reader.passages[int(reader.lexical("Bus Rathaus").argmax())].document_id}
    assert reader.dense("Bus").any()
    assert "bus" not in {p.document_id for p in open_index(home).passages}


def _endpoint(monkeypatch: pytest.MonkeyPatch, width: int) -> list[int]:
    sizes: list[int] = []

    def post(url: str, json: dict[str, Any], **_: Any) -> httpx.Response:
        sizes.append(len(json["input"]))
        rows = [{"index": i, "embedding": [float(len(t) % 7 + 1)] + [1.0] * (width - 1)} for i, t in enumerate(json["input"])]
        return httpx.Response(200, json={"data": rows}, request=httpx.Request("POST", url))

    monkeypatch.setattr(httpx, "post", post)
    return sizes


def test_another_embedder_rebuilds_every_vector_and_never_mixes(home: Path, topics: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = pipeline.run(home, [topics], only=True)
    sizes = _endpoint(monkeypatch, 3)
    second = pipeline.run(home, embedder="openai-compatible:http://127.0.0.1:9#m")
    assert second.embedded == sum(sizes) == len(TOPICS)
    assert second.generation.split("-f")[0] != first.generation.split("-f")[0]
    assert open_index(home).dense("Bus").shape == (len(TOPICS),)
    sizes.clear()
    assert pipeline.run(home).embedded == 0, "the embedder is remembered, so a plain run reuses its vectors"
    assert sizes == []
    assert pipeline.run(home, embedder="lsa").embedded == len(TOPICS)


@pytest.mark.parametrize("rule", ["CHUNKING", "ANALYZER"])
def test_other_chunking_or_analyzer_rebuilds_every_vector(home: Path, topics: Path, monkeypatch: pytest.MonkeyPatch, rule: str) -> None:
    first = pipeline.run(home, [topics], only=True)
    monkeypatch.setattr(writing, rule, "anders")
    second = pipeline.run(home)
    assert second.embedded == len(TOPICS)
    assert second.generation != first.generation


def test_other_converters_read_every_file_again_but_keep_equal_vectors(home: Path, topics: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline.run(home, [topics], only=True)
    monkeypatch.setattr(documents, "CONVERTERS", "anders")
    report = pipeline.run(home)
    assert (report.embedded, report.reused) == (0, len(TOPICS))


def test_an_index_of_another_program_version_asks_for_a_new_run_and_that_run_works(home: Path, topics: Path) -> None:
    pipeline.run(home, [topics], only=True)
    manifest = generations.current(home) / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text(encoding="utf-8")) | {"format": -1}), encoding="utf-8")
    with pytest.raises(IndexFehlt, match="anderen Programmfassung"):
        open_index(home)
    assert pipeline.run(home).embedded == len(TOPICS)
    assert best(home, "Bus") == "bus"


@pytest.mark.parametrize("part", ["vectors.npy", "lsa.npy", "chargrams.json", "documents/0.json", "passages.jsonl", "manifest.json"])
def test_a_damaged_index_is_rebuilt_by_the_next_run(home: Path, topics: Path, part: str) -> None:
    pipeline.run(home, [topics], only=True)
    (generations.current(home) / part).write_bytes(b"\x00 kaputt")
    report = pipeline.run(home)
    assert len(report.documents) == len(TOPICS)
    assert best(home, "Bus") == "bus"


def test_a_damaged_index_is_named_when_a_question_is_asked(home: Path, topics: Path) -> None:
    pipeline.run(home, [topics], only=True)
    (generations.current(home) / "passages.jsonl").write_bytes(b"\x00 kaputt")
    with pytest.raises(IndexError_, match="beschädigt"):
        open_index(home)


def test_an_empty_home_says_what_to_do(home: Path) -> None:
    with pytest.raises(IndexFehlt, match="Bitte zuerst „kim index“ ausführen"):
        open_index(home)


def test_where_chroma_cannot_open_its_database_the_kept_vectors_give_the_same_scores(
    home: Path, topics: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from chromadb.errors import InternalError

    pipeline.run(home, [topics], only=True)
    expected = OpenIndex(generations.current(home)).dense("Wann fährt der Bus?")

    def full(folder: Path) -> object:
        raise InternalError("error returned from database: (code: 13) database or disk is full")

    monkeypatch.setattr("indexing.vectors._client", full)
    assert OpenIndex(generations.current(home)).dense("Wann fährt der Bus?") == pytest.approx(expected, abs=1e-5)


def test_any_llamaindex_program_can_open_the_collection(home: Path, topics: Path) -> None:
    import chromadb
    from llama_index.vector_stores.chroma import ChromaVectorStore

    pipeline.run(home, [topics], only=True)
    client = chromadb.PersistentClient(path=str(generations.current(home) / "chroma"), settings=chromadb.Settings(anonymized_telemetry=False))
    nodes = ChromaVectorStore(chroma_collection=client.get_collection("originale")).get_nodes(None)
    assert {n.metadata["document_id"] for n in nodes} == set(TOPICS)
    assert all(n.get_content().startswith("Merkblatt") for n in nodes)
    client.close()
