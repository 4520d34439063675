"""Questions a language model writes for passages nobody wrote cards for, kept beside the index and searched with them. Off unless set.

    <home>/index/fragen.jsonl    one line per passage: digest of its text, model, version of the prompt, questions

A run asks only for passages the file has no line for, and within bounds of number and time; what is left is asked by the next run. A passage whose
questions could not be had is indexed as it is. The questions go into `Passage.expansion`, which is searched and never shown or quoted.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO

from assistant.errors import EingabeError, ModellError
from assistant.llm.asking import LONGEST, MOST, questions_for
from assistant.llm.client import OpenAIModel, TextModel, configured
from assistant.llm.prompts import QUESTIONS_VERSION
from assistant.settings import count, seconds
from assistant.types import Passage
from indexing.generations import root
from indexing.report import Expand, Progress, Report

FILE = "fragen.jsonl"
MOST_BYTES = 100_000_000  # a larger file is not ours
LEAST_WORDS = 8  # a passage shorter than this answers no question of its own
IN_A_ROW = 3  # failures after which the model is left alone for this run

Known = dict[str, tuple[str, ...]]  # questions by the passage's digest


def expander(home: Path, carded: Collection[str], report: Report, step: Progress) -> Expand:
    """What adds questions to the passages of documents without cards. Errors: EingabeError when no model is set."""
    settings = configured()
    if settings is None:
        raise EingabeError("KIM_LLM_INDEX ist „an“, aber es ist kein Sprachmodell eingestellt. Bitte KIM_LLM_URL und KIM_LLM_MODEL setzen.")
    model, most, limit = OpenAIModel(settings), count("KIM_LLM_INDEX_PASSAGES"), seconds("KIM_LLM_INDEX_SECONDS")

    def expand(passages: Sequence[Passage]) -> list[Passage]:
        wanted = [p for p in passages if not p.card_id and p.document_id not in carded and len(p.text.split()) >= LEAST_WORDS]
        run = Asking(root(home) / FILE, settings.model, model, most, limit)
        known = run.ask(wanted, step)
        report.notices += run.told()
        return [expanded(p, known.get(digest(p), ())) if not p.card_id and p.document_id not in carded else p for p in passages]

    return expand


def digest(passage: Passage) -> str:
    """What a passage's questions are kept under: its words and headings, not its place in the file."""
    return hashlib.sha256(f"{passage.context}|{passage.text}".encode()).hexdigest()[:24]


def expanded(passage: Passage, questions: Sequence[str]) -> Passage:
    """The passage with its questions; a new id, because it is embedded with them."""
    if not questions:
        return passage
    text = "\n".join(questions)
    mark = hashlib.sha256(f"{passage.id}|{text}".encode()).hexdigest()[:16]
    return replace(passage, id=f"{passage.document_id}:{mark}", expansion=text)


class Asking:
    """One run's asking: what is kept already, what is new, and what went wrong."""

    def __init__(self, file: Path, name: str, model: TextModel, most: int, limit: float) -> None:
        self.file = file
        self.name = name
        self.model = model
        self.most = most
        self.limit = limit
        self.fresh = self.without = self.empty = 0
        self.why = ""

    def ask(self, wanted: Sequence[Passage], step: Progress) -> Known:
        """The questions of all wanted passages, by digest."""
        known = self._read()
        new = list({digest(p): p for p in wanted if digest(p) not in known}.values())
        if new:
            with self.file.open("a", encoding="utf-8") as kept:  # line by line: a run that is stopped has not asked in vain
                self._ask(new, known, kept, step)
        mine = {digest(p) for p in wanted}
        known = {d: q for d, q in known.items() if d in mine}
        self._write(known)
        return known

    def _ask(self, new: Sequence[Passage], known: Known, kept: TextIO, step: Progress) -> None:
        until, failed = time.monotonic() + self.limit, 0
        for i, p in enumerate(new):
            step("Fragen zu Textstellen", i, len(new))
            left = until - time.monotonic()
            self.why = self.why or ("Höchstzahl erreicht" if i >= self.most else "Zeitgrenze erreicht" if left <= 0 else "")
            if i >= self.most or left <= 0 or failed >= IN_A_ROW:
                self.without += len(new) - i
                break
            try:
                known[digest(p)] = questions_for(" – ".join(p.context.split("\n")), p.text, self.model, left)
                failed = 0
            except ModellError as e:
                self.without, failed, self.why = self.without + 1, failed + 1, str(e).rstrip(".")
                continue
            self.fresh += 1
            self.empty += not known[digest(p)]
            kept.write(self._line(digest(p), known[digest(p)]))
            kept.flush()
        step("Fragen zu Textstellen", len(new), len(new))

    def told(self) -> list[str]:
        """What the run did, in one line; nothing when there was nothing new."""
        if not self.fresh and not self.without:
            return []
        parts = [f"{self.fresh} Textstellen neu gefragt"]
        parts += [f"{self.empty} davon ohne brauchbare Frage"] if self.empty else []
        parts += [f"{self.without} ohne Fragen indexiert ({self.why}); der nächste „kim index“ versucht es wieder"] if self.without else []
        return [f"Fragen vom Sprachmodell {self.name}: {', '.join(parts)}."]

    def _line(self, key: str, questions: Sequence[str]) -> str:
        row = {"textstelle": key, "modell": self.name, "fassung": QUESTIONS_VERSION, "fragen": list(questions)}
        return json.dumps(row, ensure_ascii=False) + "\n"

    def _read(self) -> Known:
        """What this model wrote with this prompt; lines that are torn or of another model or prompt do not count."""
        try:
            if self.file.stat().st_size > MOST_BYTES:
                return {}
            rows = list(_rows(self.file.read_text(encoding="utf-8", errors="replace")))
        except OSError:
            return {}
        return {
            r["textstelle"]: tuple(str(q)[:LONGEST] for q in r["fragen"][:MOST])
            for r in rows
            if (r.get("modell"), r.get("fassung")) == (self.name, QUESTIONS_VERSION) and isinstance(r.get("fragen"), list)
        }

    def _write(self, known: Known) -> None:
        """Only what is indexed stays, so that the file cannot grow without end."""
        if not known and not self.file.exists():
            return
        fresh = self.file.with_name(f".{FILE}.neu")
        fresh.write_text("".join(self._line(d, q) for d, q in known.items()), encoding="utf-8")
        os.replace(fresh, self.file)


def _rows(text: str) -> Iterator[dict[str, Any]]:
    for line in text.splitlines():
        with suppress(ValueError, RecursionError):
            row = json.loads(line)
            if isinstance(row, dict) and isinstance(row.get("textstelle"), str):
                yield row
