"""Runs of the index: what is read and embedded again, what is remembered, what a failed run leaves."""

import json
import os
from pathlib import Path

import pytest

from assistant.errors import EmbedderError, IndexBelegt, IndexError_
from indexing import documents, generations, pipeline
from tests.conftest import Kim
from tests.indexing.topics import TOPICS, best, texts


def test_a_question_finds_the_file_that_answers_it(home: Path, topics: Path) -> None:
    report = pipeline.run(home, [topics], only=True)
    assert sorted(d.id for d in report.documents) == sorted(TOPICS)
    assert best(home, "Wann fährt der Bus?") == "bus"
    assert best(home, "Elefanten ansehen") == "zoo"


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
    assert "zwanzig Minuten" not in texts(home)
    assert "jede Stunde" in texts(home)


def test_a_new_file_is_added_and_answers_at_once(home: Path, topics: Path) -> None:
    pipeline.run(home, [topics], only=True)
    (topics / "bahn.txt").write_text("Merkblatt bahn\n\nDie Straßenbahn hält am Museum.\n", encoding="utf-8")
    assert pipeline.run(home).embedded == 1
    assert best(home, "Straßenbahn Museum") == "bahn"


def test_a_removed_file_is_gone_from_the_answers_without_being_an_error_when_its_folder_was_given(home: Path, topics: Path) -> None:
    pipeline.run(home, [topics], only=True)
    (topics / "bus.txt").unlink()
    report = pipeline.run(home)
    assert report.failures == []
    assert "bus" not in [d.id for d in report.documents]
    assert "zwanzig Minuten" not in texts(home)


def test_a_file_that_was_given_by_name_and_is_gone_is_named(home: Path, topics: Path) -> None:
    pipeline.run(home, [topics / "bus.txt", topics / "zoo.txt"], only=True)
    (topics / "bus.txt").unlink()
    (failure,) = pipeline.run(home).failures
    assert str(failure).startswith(str(topics / "bus.txt"))
    assert "zwanzig Minuten" not in texts(home)
    assert best(home, "Elefant") == "zoo"


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
    assert best(home, "Bus") == "bus"


def test_a_second_run_says_that_it_waits_and_gives_up_after_the_set_time(home: Path, topics: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIM_LOCK_WAIT", "0")
    said: list[str] = []
    with generations.lock(home, 0), pytest.raises(IndexBelegt, match="anderer Indexlauf"):
        pipeline.run(home, [topics], only=True, waiting=lambda: said.append("wartet"))
    assert said == ["wartet"]
    assert len(pipeline.run(home, [topics], only=True).documents) == len(TOPICS)


def test_a_refresh_of_cards_and_files_embeds_nothing(cards_home: Path, kim: Kim) -> None:
    report = json.loads(kim("index", "--json").out)
    assert report["embedded"] == 0
    assert report["cards"] > 800
