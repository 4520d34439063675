"""A model's replies recorded and replayed, so that a change of the gate or of the reading can be compared on the same drafts.

One JSON line per exchange: what was asked for (`aufgabe`: entwurf, angaben, folgefrage), the question, the reply (or the kind of failure), the name
of the model, the version of the prompts, and a digest of the whole request. Addresses and keys are not written.
"""

from __future__ import annotations

import hashlib
import json
import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import EingabeError, ModellError

if TYPE_CHECKING:
    from assistant.llm.client import TextModel

Messages = Sequence[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Recorded:
    """One reply, or why there was none."""

    draft: str
    error: str = ""


class RecordedModel:
    """Replies with what was recorded: for the very same request first, else for the same question."""

    def __init__(self, by_question: Mapping[str, Recorded], by_request: Mapping[str, Recorded] | None = None) -> None:
        self.by_question = dict(by_question)
        self.by_request = dict(by_request or {})

    def stream(self, messages: Messages, limit: float | None = None) -> Iterator[str]:
        """The recorded reply in one piece. Errors: ModellError, as recorded, or of kind "aufzeichnung" when there is none."""
        yield self.complete(messages, limit)

    def complete(self, messages: Messages, limit: float | None = None) -> str:
        """The same as one text."""
        task, asked = asked_for(messages)
        found = self.by_request.get(digest(messages)) or (self.by_question.get(asked) if task == "entwurf" else None)
        if found is None:
            raise ModellError("aufzeichnung", f"Zur Frage „{asked}“ ist kein Entwurf aufgezeichnet. Bitte die Datei ergänzen.")
        if found.error:
            raise ModellError(found.error, "So hat das Sprachmodell bei der Aufzeichnung versagt.")
        return found.draft


class RecordingModel:
    """Passes everything on to a model and writes each reply down as it ends. `secret` is struck out should a reply hold it."""

    def __init__(self, model: TextModel, file: Path, name: str, secret: str = "") -> None:
        self.model = model
        self.file = file
        self.name = name
        self.secret = secret
        self._lock = threading.Lock()

    def stream(self, messages: Messages, limit: float | None = None) -> Iterator[str]:
        """The model's pieces. Errors: ModellError, written down before it is raised."""
        pieces: list[str] = []
        try:
            for piece in self.model.stream(messages, limit):
                pieces.append(piece)
                yield piece
        except ModellError as e:
            self._write(messages, "".join(pieces), e.kind)
            raise
        self._write(messages, "".join(pieces), "")

    def complete(self, messages: Messages, limit: float | None = None) -> str:
        """The model's whole reply."""
        return "".join(self.stream(messages, limit))

    def _write(self, messages: Messages, reply: str, error: str) -> None:
        from assistant.llm.prompts import VERSION

        task, asked = asked_for(messages)
        row = {"aufgabe": task, "question": asked, "draft": reply, "modell": self.name, "fassung": VERSION, "anfrage": digest(messages)}
        line = json.dumps(row | ({"error": error} if error else {}), ensure_ascii=True)  # half a character stays one line of JSON
        with self._lock, self.file.open("a", encoding="utf-8") as f:
            f.write((line.replace(self.secret, "***") if self.secret else line) + "\n")


def recording(model: TextModel, file: Path, name: str, secret: str) -> RecordingModel:
    """A model whose replies are written to a new file. Errors: EingabeError when the file is there already or cannot be written."""
    try:
        file.open("x", encoding="utf-8").close()
    except FileExistsError as e:
        raise EingabeError(f"{file}: die Datei gibt es schon. Bitte einen neuen Namen für die Aufzeichnung angeben.") from e
    except OSError as e:
        raise EingabeError(f"{file}: die Datei kann nicht geschrieben werden. Bitte Pfad und Rechte prüfen.") from e
    return RecordingModel(model, file, name, secret)


def recorded(file: Path) -> RecordedModel:
    """The replies of a file: {question, draft} lines by hand, or a recording. Errors: EingabeError naming file and line."""
    from api.cli.batch import parse_items, read_text

    by_question: dict[str, Recorded] = {}
    by_request: dict[str, Recorded] = {}
    for number, row in enumerate(parse_items(read_text(file), file, "question und draft"), 1):
        if not isinstance(row.get("question"), str) or not isinstance(row.get("draft"), str):
            raise EingabeError(f"{file}, Eintrag {number}: „question“ und „draft“ müssen Texte sein.")
        reply = Recorded(row["draft"], str(row.get("error") or ""))
        if row.get("aufgabe", "entwurf") == "entwurf":
            by_question[row["question"].strip()] = reply
        if isinstance(row.get("anfrage"), str):
            by_request[row["anfrage"]] = reply
    return RecordedModel(by_question, by_request)


def asked_for(messages: Messages) -> tuple[str, str]:
    """What a request is for, and the question or description it holds."""
    said = messages[-1]["content"]
    if "<schilderung>" in said:
        return "angaben", _within(said, "schilderung")
    return ("folgefrage" if "<gespraech>" in said else "entwurf"), _within(said, "frage")


def _within(text: str, tag: str) -> str:
    found = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.S)
    return found[-1].strip() if found else ""


def digest(messages: Any) -> str:
    """A digest of a request; the prompts belong to it."""
    return hashlib.sha256(json.dumps(list(messages), ensure_ascii=True, sort_keys=True).encode()).hexdigest()[:20]
