"""Limiting documents to a group on the command line."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import LETTER, Kim
from tests.seen import documents


def listed(kim: Kim) -> dict[str, str | None]:
    return {i: r["group"] for i, r in documents(kim).items() if r["original"]}


def test_a_folder_is_limited_when_it_is_indexed_and_a_document_later(kim: Kim, folder: Path) -> None:
    (folder / "rundbrief.txt").write_text(LETTER, encoding="utf-8")
    assert kim("index", "--only", folder, "--gruppe", "nord").code == 0
    assert listed(kim) == {"rundbrief": "nord"}
    refused = kim("documents", "gruppe", "rundbrief")
    assert refused.code == 2 and "Ordner der Gruppe" in refused.err
    assert kim("documents", "gruppe", "rundbrief", "sued").code == 0
    assert listed(kim) == {"rundbrief": "sued"}
    assert "nur Gruppe sued" in " ".join(kim("documents").out.split())
    assert kim("documents", "gruppe", "gibt-es-nicht", "nord").code == 2
    assert kim("index", "--gruppe", "nord").code == 2
    assert kim("documents", "gruppe", "rundbrief", "Süd Stadt").code == 2
