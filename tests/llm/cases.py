"""Reads the gate's cases and cuts their passages out of the originals at test time; the repository holds no sentence of theirs."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from assistant.llm.gate.types import GatePassage
from tests.conftest import ROOT

HERE = Path(__file__).parent
CORPUS = Path(os.environ.get("KIM_SHARED") or ROOT.parent / "shared") / "corpus"


def load(name: str) -> Any:
    """A YAML file of this folder."""
    return yaml.safe_load((HERE / name).read_text(encoding="utf-8"))


def drafts(name: str) -> list[tuple[str, str]]:
    """(kind, draft) of every attack of a group; the draft may still name its wrong sentences (`wrong_in`)."""
    attacks = load(name)["angriffe"]
    by_kind = attacks if isinstance(attacks, dict) else {name.removesuffix(".yaml"): attacks}
    return [(kind, d) for kind, ds in by_kind.items() for d in ds]


def wrong_in(draft: str) -> tuple[str, tuple[str, ...]]:
    """A draft without its "FALSCH: " and the sentences behind it, which may not be released; none named means that nothing may be."""
    found = re.findall(r"FALSCH: (.*?\]\.)(?=\s|$)", draft)
    return draft.replace("FALSCH: ", ""), tuple(found)


def stopped(released: str, wrong: tuple[str, ...]) -> bool:
    """Whether nothing wrong of a draft was released."""
    return not any(w in released for w in wrong) if wrong else not released


@lru_cache(maxsize=8)
def _original(document_id: str) -> str:
    return (CORPUS / f"{document_id}.txt").read_text(encoding="utf-8")


def cut(document_id: str, start: str, end: str) -> str:
    """The text of an original from `start` to the end of `end`; both must be found."""
    text = re.sub(r"\*\*(?=\w)|(?<=\?)\*\*", "", _original(document_id)) if start[0].isdigit() and "**" not in end else _original(document_id)
    begin = text.index(start)
    return text[begin : text.index(end, begin) + len(end)]


@lru_cache(maxsize=1)
def passages() -> dict[str, GatePassage]:
    """All passages by their key, which is also their token."""
    out = {}
    for key, row in load("stellen.yaml").items():
        out[key] = GatePassage(
            key, row["document_id"], row["locator"], row["stand"], row["validity"], cut(row["document_id"], row["von"], row["bis"])
        )
    return out
