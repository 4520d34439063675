"""What the statistics are learned from: indexing an original adds quotes, never another answer; the same texts give the same index."""

import hashlib
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from assistant.answering import Assistant
from indexing import generations, pipeline
from indexing.lexical import LexicalIndex
from indexing.store import open_index
from tests.conftest import TODAY

QUESTIONS = [
    "Wie viel zahlt das Land im Jahr für eine volle Koordinationsstelle?",
    "Dürfen wir Honorarkräfte aus dem Baustein 1 bezahlen?",
    "Wer sitzt in der Lenkungsgruppe?",
    "Bis wann muss der Antrag gestellt sein?",
    "Was macht das Case Management in Münster?",
    "Wie viele Stellen hatte der Rheinisch-Bergische Kreis 2021 geplant?",
    "Welche Stadt gab die meisten Stellen an freie Träger?",
    "Wohin mit nicht ausgegebenem Geld aus Baustein 3?",
    "Was kostet ein Hundeführerschein?",
]


@pytest.fixture(scope="module")
def with_originals(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """The bundled cards and the originals they were written from."""
    home = tmp_path_factory.mktemp("originale") / "home"
    pipeline.run(home, [p for p in sorted((shared / "corpus").glob("*.txt")) if p.stem != "README"])
    return Assistant(open_index(home), date.fromisoformat(TODAY))


def test_indexing_the_originals_adds_quotes_and_changes_no_answer(with_originals: Assistant, only_cards_home: Path) -> None:
    bare = Assistant(open_index(only_cards_home), date.fromisoformat(TODAY))
    quoted = 0
    for question in QUESTIONS:
        one, other = bare.ask(question), with_originals.ask(question)
        said = [re.sub(r" \[\d+\]", "", a.answer) for a in (one, other)]
        assert said[0] == said[1]
        assert (other.status, other.mode) == (one.status, one.mode)
        quoted += any(c.quote_source == "original" for c in other.citations)
    assert quoted >= len(QUESTIONS) - 2


def test_words_are_weighed_by_the_foundation_and_found_beyond_it() -> None:
    index = LexicalIndex.build([["stelle", "geld"], ["stelle", "frist"], ["stelle", "geld", "amtsblatt"]], [True, True, False])
    assert index.idf("geld") == LexicalIndex.build([["stelle", "geld"], ["stelle", "frist"]]).idf("geld")
    assert index.scores(["amtsblatt"]).argmax() == 2
    assert index.scores(["nirgends"]).tolist() == [0, 0, 0]


def test_the_same_texts_give_the_same_index_whatever_the_seed_of_hashes(folder: Path, tmp_path: Path) -> None:
    (folder / "blatt.txt").write_text("Merkblatt Bus\n\nDer Bus zum Rathaus fährt alle zwanzig Minuten. Er hält am Markt.\n", encoding="utf-8")
    seen = set()
    for seed in ("1", "2"):
        home = tmp_path / seed
        command = [sys.executable, "-m", "api.cli.main", "index", str(folder), "--only", "--home", str(home)]
        subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed})
        generation = generations.current(home)
        files = [generation / name for name in ("chargrams.json", "lsa.npy", "vectors.npy", "frequencies.json")]
        seen.add(tuple(hashlib.sha256(f.read_bytes()).hexdigest() for f in files))
    assert len(seen) == 1
