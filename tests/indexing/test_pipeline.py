import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.errors import EmbedderError, IndexBelegt, IndexError_, IndexFehlt
from indexing import documents, generations, pipeline, writing
from indexing.embedders import LsaEmbedder
from indexing.store import OpenIndex, open_index
from tests.conftest import LETTER, Result
from tests.files import write_pdf
from tests.synthetic import faq, richtlinie

TOPICS = {
    "bus": "Der Bus zum Rathaus fährt alle zwanzig Minuten.",
    "bad": "Im Schwimmbad gilt eine eigene Badeordnung.",
    "buch": "Die Bücherei verleiht auch Spiele.",
    "markt": "Der Wochenmarkt ist am Freitag.",
    "feuer": "Die Feuerwehr übt am Montag.",
    "park": "Der Park schließt bei Dunkelheit.",
    "kino": "Das Kino zeigt alte Filme.",
    "chor": "Der Chor singt im Gemeindesaal.",
    "schule": "Die Schule hat einen neuen Garten.",
    "post": "Die Post öffnet um acht Uhr.",
    "zoo": "Im Zoo lebt ein alter Elefant.",
    "hafen": "Am Hafen liegen drei Boote.",
}


@pytest.fixture
def topics(folder: Path) -> Path:
    """Twelve small files, one passage each."""
    for name, text in TOPICS.items():
        (folder / f"{name}.txt").write_text(f"Merkblatt {name}\n\n{text}\n", encoding="utf-8")
    return folder


@pytest.fixture
def embedded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts given to the embedder, as they come."""
    seen: list[str] = []
    real = LsaEmbedder.embed_passages

    def spy(self: LsaEmbedder, texts: list[str]) -> Any:
        seen.extend(texts)
        return real(self, texts)

    monkeypatch.setattr(LsaEmbedder, "embed_passages", spy)
    return seen


def _texts(home: Path) -> str:
    return "\n".join(p.text for p in open_index(home).passages)


def _best(home: Path, question: str) -> str:
    index = open_index(home)
    scores = index.lexical(question) + index.dense(question)
    return index.passages[int(scores.argmax())].document_id


def test_a_question_finds_the_file_that_answers_it(home: Path, topics: Path) -> None:
    report = pipeline.run(home, [topics], only=True)
    assert sorted(d.id for d in report.documents) == sorted(TOPICS)
    assert _best(home, "Wann fährt der Bus?") == "bus"
    assert _best(home, "Elefanten ansehen") == "zoo"


def test_an_unchanged_file_is_neither_read_nor_embedded_again(home: Path, topics: Path, embedded: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline.run(home, [topics], only=True)
    embedded.clear()
    monkeypatch.setattr(documents, "convert", lambda path: pytest.fail(f"{path} wurde erneut gelesen"))
    report = pipeline.run(home)
    assert embedded == []
    assert (report.embedded, report.reused) == (0, len(TOPICS))


def test_a_touched_file_with_the_same_content_counts_as_unchanged(home: Path, topics: Path, embedded: list[str]) -> None:
    pipeline.run(home, [topics], only=True)
    embedded.clear()
    os.utime(topics / "bus.txt", (1, 1))
    pipeline.run(home)
    assert embedded == []


def test_a_changed_file_is_replaced_and_only_it_is_embedded(home: Path, topics: Path, embedded: list[str]) -> None:
    pipeline.run(home, [topics], only=True)
    embedded.clear()
    (topics / "bus.txt").write_text("Merkblatt bus\n\nDer Bus fährt nur noch jede Stunde.\n", encoding="utf-8")
    report = pipeline.run(home)
    assert (report.embedded, report.reused) == (1, len(TOPICS) - 1)
    assert len(embedded) == 1
    assert "jede Stunde" in embedded[0]
    assert "zwanzig Minuten" not in _texts(home)
    assert "jede Stunde" in _texts(home)


def test_a_new_file_is_added_and_answers_at_once(home: Path, topics: Path) -> None:
    pipeline.run(home, [topics], only=True)
    (topics / "bahn.txt").write_text("Merkblatt bahn\n\nDie Straßenbahn hält am Museum.\n", encoding="utf-8")
    assert pipeline.run(home).embedded == 1
    assert _best(home, "Straßenbahn Museum") == "bahn"


def test_a_removed_file_is_gone_from_the_answers_without_being_an_error_when_its_folder_was_given(home: Path, topics: Path) -> None:
    pipeline.run(home, [topics], only=True)
    (topics / "bus.txt").unlink()
    report = pipeline.run(home)
    assert report.failures == []
    assert "bus" not in [d.id for d in report.documents]
    assert "zwanzig Minuten" not in _texts(home)


def test_a_file_that_was_given_by_name_and_is_gone_is_named(home: Path, topics: Path) -> None:
    pipeline.run(home, [topics / "bus.txt", topics / "zoo.txt"], only=True)
    (topics / "bus.txt").unlink()
    (failure,) = pipeline.run(home).failures
    assert str(failure).startswith(str(topics / "bus.txt"))
    assert "zwanzig Minuten" not in _texts(home)
    assert _best(home, "Elefant") == "zoo"


def test_paths_are_remembered_and_added_to(home: Path, topics: Path) -> None:
    pipeline.run(home, [topics / "bus.txt"], only=True)
    memory = json.loads((home / "quellen.json").read_text(encoding="utf-8"))
    assert memory == {"paths": [str(topics / "bus.txt")], "only": True, "removed": [], "embedder": ""}
    pipeline.run(home, [topics / "zoo.txt"], only=True)
    assert [d.id for d in pipeline.run(home).documents] == ["zoo"]


def test_a_failed_run_remembers_nothing_and_leaves_the_old_index(home: Path, topics: Path) -> None:
    pipeline.run(home, [topics / "bus.txt"], only=True)
    before = (home / "quellen.json").read_text(encoding="utf-8"), generations.current(home)
    with pytest.raises(EmbedderError):
        pipeline.run(home, [topics], only=True, embedder="zauberei")
    assert before == ((home / "quellen.json").read_text(encoding="utf-8"), generations.current(home))
    assert not list((home / "index").glob(".bau-*"))


def test_nothing_to_index_is_said_and_the_old_index_stays(home: Path, topics: Path, folder: Path) -> None:
    pipeline.run(home, [topics / "bus.txt"], only=True)
    empty = folder / "leer"
    empty.mkdir()
    with pytest.raises(IndexError_, match="nichts zu indexieren"):
        pipeline.run(home, [empty], only=True)
    assert _best(home, "Bus") == "bus"


# --- names and generations ---


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
    assert _best(home, "Bus") == "bus"


@pytest.mark.parametrize("part", ["vectors.npy", "lsa.npy", "chargrams.json", "documents/0.json", "passages.jsonl", "manifest.json"])
def test_a_damaged_index_is_rebuilt_by_the_next_run(home: Path, topics: Path, part: str) -> None:
    pipeline.run(home, [topics], only=True)
    (generations.current(home) / part).write_bytes(b"\x00 kaputt")
    report = pipeline.run(home)
    assert len(report.documents) == len(TOPICS)
    assert _best(home, "Bus") == "bus"


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


# --- locks ---


def test_a_second_run_says_that_it_waits_and_gives_up_after_the_set_time(home: Path, topics: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIM_LOCK_WAIT", "0")
    said: list[str] = []
    with generations.lock(home, 0), pytest.raises(IndexBelegt, match="anderer Indexlauf"):
        pipeline.run(home, [topics], only=True, waiting=lambda: said.append("wartet"))
    assert said == ["wartet"]
    assert len(pipeline.run(home, [topics], only=True).documents) == len(TOPICS)


# --- which document is which ---


def test_an_unknown_file_gets_id_title_and_stand_from_name_and_text(home: Path, folder: Path) -> None:
    (folder / "Merkblatt Öffnungszeiten (neu).txt").write_text("Wann wir da sind\n\nStand: 3. März 2025\n\nMontags um neun.\n", encoding="utf-8")
    (document,) = pipeline.run(home, [folder], only=True).documents
    assert (document.id, document.title) == ("merkblatt-oeffnungszeiten-neu", "Wann wir da sind")
    assert f"{document.stand:%Y-%m-%d}" == "2025-03-03"


def test_an_unknown_pdf_takes_title_and_date_from_its_metadata(home: Path, folder: Path) -> None:
    from tests.files import Sheet

    Sheet(folder / "scan0815.pdf", title="Hausordnung der Bücherei").line("Bitte leise sein.").page().save()
    (document,) = pipeline.run(home, [folder], only=True).documents
    assert (document.id, document.title) == ("scan0815", "Hausordnung der Bücherei")
    assert document.stand is not None


def test_two_unknown_files_of_one_name_are_two_documents(home: Path, folder: Path) -> None:
    for place, text in (("nord", "Im Norden gibt es einen Leuchtturm."), ("süd", "Im Süden gibt es einen Weinberg.")):
        (folder / place).mkdir()
        (folder / place / "merkblatt.txt").write_text(text, encoding="utf-8")
    assert [d.id for d in pipeline.run(home, [folder], only=True).documents] == ["merkblatt", "merkblatt-2"]
    assert [d.id for d in pipeline.run(home).documents] == ["merkblatt", "merkblatt-2"]
    assert {_best(home, "Leuchtturm"), _best(home, "Weinberg")} == {"merkblatt", "merkblatt-2"}


def test_the_same_file_twice_is_one_document_with_a_notice_in_every_run(home: Path, folder: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(LETTER, encoding="utf-8")
    for _ in range(2):
        report = pipeline.run(home, [folder], only=True)
        assert [d.id for d in report.documents] == ["a"]
        assert [n for n in report.notices if "dieselbe Datei wie" in n and "b.txt" in n]


def test_a_renamed_unknown_file_is_found_under_its_new_name(home: Path, folder: Path) -> None:
    (folder / "alt.txt").write_text(LETTER, encoding="utf-8")
    pipeline.run(home, [folder], only=True)
    (folder / "alt.txt").rename(folder / "neu.txt")
    assert [d.id for d in pipeline.run(home).documents] == ["neu"]


def test_an_unknown_file_never_takes_the_id_of_a_known_document(home: Path, folder: Path) -> None:
    (folder / "faq-2026.txt").write_text(LETTER, encoding="utf-8")
    (document,) = pipeline.run(home, [folder], only=True).documents
    assert document.id == "faq-2026-datei"


def test_of_a_document_given_as_text_and_as_pdf_the_one_with_pages_is_used(home: Path, folder: Path) -> None:
    (folder / "a.txt").write_text(richtlinie(), encoding="utf-8")
    write_pdf(folder / "b.pdf", *richtlinie().split("\n\n"))
    report = pipeline.run(home, [folder], only=True)
    assert [d.id for d in report.documents] == ["richtlinie-2024"]
    assert any("dasselbe Dokument" in n and "a.txt" in n for n in report.notices)
    assert {p.page for p in open_index(home).passages} != {None}


def test_a_removed_document_stays_out_until_its_own_path_is_given_again(home: Path, topics: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "load_knowledge", list)
    pipeline.run(home, [topics / "bus.txt", topics / "zoo.txt"])
    assert [d.id for d in pipeline.run(home, remove="bus").documents] == ["zoo"]
    assert [d.id for d in pipeline.run(home).documents] == ["zoo"]
    assert [d.id for d in pipeline.run(home, [topics / "kino.txt"]).documents] == ["zoo", "kino"]
    assert [d.id for d in pipeline.run(home, [topics / "bus.txt"]).documents] == ["bus", "zoo", "kino"]


# --- with cards ---


def test_a_newer_edition_of_the_faq_demotes_the_older_and_its_cards_with_a_notice(cards_home: Path, folder: Path, kim: Callable[..., Result]) -> None:
    (folder / "irgendwas.txt").write_text(faq("15.03.2027"), encoding="utf-8")
    done = kim("index", folder)
    assert done.code == 0
    (notice,) = [n for n in done.notices if "faq-2027" in n]
    assert "faq-2027 (Stand 15.03.2027) ist neuer als faq-2026 (Stand 23.04.2026)" in notice
    assert "überholt, bis sie geprüft sind" in notice
    assert open_index(cards_home).superseded["faq-2026"] == "faq-2027"
    rows = {r["id"]: r for r in map(json.loads, kim("documents", "--json").out.splitlines())}
    assert rows["faq-2026"]["superseded_by"] == "faq-2027"
    answer = json.loads(kim("ask", "Wie viel Geld gibt es im Jahr für eine Koordinatorin?", "--json").out)
    assert {c["validity"] for c in answer["citations"] if c["document_id"] == "faq-2026"} <= {"ueberholt"}


def test_an_older_edition_of_the_faq_is_itself_demoted(cards_home: Path, folder: Path, kim: Callable[..., Result]) -> None:
    (folder / "alt.txt").write_text(faq("01.02.2025"), encoding="utf-8")
    notices = kim("index", folder).notices
    assert any("faq-2025 (Stand 01.02.2025) gilt als überholt; neuer ist faq-2026" in n for n in notices)
    assert open_index(cards_home).superseded == {"faq-2025": "faq-2026"}


def test_of_three_editions_the_newest_demotes_both_others(home: Path, folder: Path) -> None:
    for year in (2026, 2027, 2028):
        (folder / f"{year}.txt").write_text(faq("23.04.2026" if year == 2026 else f"01.02.{year}"), encoding="utf-8")
    pipeline.run(home, [folder], only=True)
    assert open_index(home).superseded == {"faq-2026": "faq-2028", "faq-2027": "faq-2028"}


def test_removing_a_document_takes_its_cards_out_of_the_answers(cards_home: Path, kim: Callable[..., Result]) -> None:
    assert kim("documents", "remove", "muenster-2021").code == 0
    index = open_index(cards_home)
    assert "muenster-2021" not in {p.document_id for p in index.passages}
    assert "faq-2026" in {p.document_id for p in index.passages}


def test_a_refresh_of_cards_and_files_embeds_nothing(cards_home: Path, kim: Callable[..., Result]) -> None:
    report = json.loads(kim("index", "--json").out)
    assert report["embedded"] == 0
    assert report["cards"] > 800
