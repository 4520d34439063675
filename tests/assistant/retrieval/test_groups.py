"""An index as somebody outside a group sees it: like one that never had the document."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answering import Assistant
from assistant.errors import EingabeError, IndexError_
from assistant.retrieval.groups import GroupView
from indexing import groups, pipeline
from indexing.groups import GroupRules
from indexing.store import open_index

PUBLIC = "Rundbrief der Beratungsstelle\n\nDie Sprechstunde im Rathaus findet jeden Dienstag statt.\n"
HIDDEN = "Probekonzept\n\nDas Zebrabüro öffnet donnerstags mit siebzehn Schreibtischen.\n"


@pytest.fixture
def view(tmp_path: Path) -> GroupView:
    (tmp_path / "rundbrief.txt").write_text(PUBLIC, encoding="utf-8")
    (tmp_path / "probekonzept.txt").write_text(HIDDEN, encoding="utf-8")
    pipeline.run(tmp_path / "home", [tmp_path / "rundbrief.txt", tmp_path / "probekonzept.txt"], only=True)
    return GroupView(open_index(tmp_path / "home"), frozenset({"probekonzept"}))


def test_arrays_and_passages_stay_aligned_without_the_hidden_ones(view: GroupView) -> None:
    size = len(view.passages)
    assert {p.document_id for p in view.passages} == {"rundbrief"}
    for scores in (view.dense("Zebra"), view.lexical("Zebra"), view.chars("Zebra"), *view.asked("Zebra"), *view.coverage("Zebra")):
        assert len(scores) == size
    assert view.lexical("Zebrabüro").max() == 0


def test_not_even_a_word_of_the_hidden_document_is_known(view: GroupView) -> None:
    stem = view.analyzer.tokens("Zebrabüro")[0]
    assert not view.known(stem)
    assert view.known(view.analyzer.tokens("Sprechstunde")[0])
    assert view.correction(stem[:-1] + "x") is None
    assert view.document("probekonzept") is None and [d.id for d in view.documents()] == ["rundbrief"]


def test_asking_for_the_hidden_document_is_asking_for_one_that_is_not_there(view: GroupView) -> None:
    with pytest.raises(EingabeError, match="nicht indexiert"):
        Assistant(view).ask("Wann öffnet das Zebrabüro?", document_id="probekonzept")


def test_a_rule_holds_for_a_folder_and_the_nearest_one_counts() -> None:
    rules = GroupRules({"/akten/nord": "nord", "/akten/nord/frei.txt": "alle"})
    assert rules.of("/akten/nord/a/b.txt") == "nord"
    assert rules.of("/akten/nord/frei.txt") == "alle"
    assert rules.of("/akten/nordwest/a.txt") is None
    assert rules.hidden({"a": "/akten/nord/a.txt", "b": "/b.txt"}, frozenset({"sued"})) == frozenset({"a"})


def test_a_group_name_is_checked_and_a_damaged_file_is_no_permission(tmp_path: Path) -> None:
    with pytest.raises(EingabeError, match="kein Gruppenname"):
        groups.limit(tmp_path, ["/a"], "Nord Stadt")
    groups.limit(tmp_path, ["/a"], "nord")
    assert groups.load(tmp_path).of("/a") == "nord"
    groups.limit(tmp_path, ["/a"], "")
    assert groups.load(tmp_path).of("/a") is None
    (tmp_path / groups.FILE).write_text("[]", encoding="utf-8")
    with pytest.raises(IndexError_, match=r"gruppen\.json"):
        groups.load(tmp_path)
