"""A folder of small files, and what of it is embedded."""

from pathlib import Path
from typing import Any

import pytest

from indexing.embedders import LsaEmbedder
from tests.indexing.topics import TOPICS


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
