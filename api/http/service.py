"""What pages and interface share: asking, searching, documents, passages, each for one principal on one snapshot."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, Protocol, TypeVar, runtime_checkable

from fastapi import Request

from api.http.auth import Gatekeeper, Principal
from api.http.config import Config
from api.http.engine import Engine, Snapshot
from api.http.errors import Problem
from api.http.observe import ANSWERS, count_model
from api.render import answer_json
from api.store.conversations import Conversations
from api.store.feedback import FeedbackStore
from assistant.answering import Assistant
from assistant.question.dates import parse_date
from assistant.registry import sources
from assistant.types import Answer, Document, DocumentInfo

T = TypeVar("T")


@runtime_checkable
class Speaks(Protocol):
    """An assistant that gives out sentences before the whole answer stands: the one with a language model."""

    def ask_stream(
        self, question: str, as_of: date | None = None, document_id: str = "", history: Sequence[dict[str, Any]] = (), ident: str | None = None
    ) -> Iterator[str | Answer]:
        """Released sentences, at last the answer."""
        ...


def told(parts: Iterator[str | Answer], heard: Callable[[str], None]) -> Answer:
    """The answer at the end of a stream; `heard` gets the sentences on the way."""
    last: Answer | None = None
    for part in parts:
        if isinstance(part, Answer):
            last = part
        else:
            heard(part)
    assert last is not None
    return last


class Service:
    """Everything a route needs, made once per process."""

    def __init__(self, config: Config, engine: Engine, keeper: Gatekeeper, conversations: Conversations, feedback: FeedbackStore) -> None:
        self.config = config
        self.engine = engine
        self.keeper = keeper
        self.conversations = conversations
        self.feedback = feedback

    async def compute(self, work: Callable[[], T]) -> T:
        """Run work on a question thread. Errors: Problem 504 when it takes longer than the time limit."""
        future = self.engine.pool.submit(work)
        try:
            return await asyncio.wait_for(asyncio.wrap_future(future), self.config.time_limit or None)
        except TimeoutError as e:
            raise Problem(504, f"Die Antwort dauerte länger als {self.config.time_limit:g} Sekunden. Bitte noch einmal versuchen.") from e

    async def ask(
        self,
        request: Request,
        who: Principal,
        question: str,
        as_of: str | None,
        document_id: str | None,
        history: Sequence[dict[str, Any]],
        ident: str | None = None,
        heard: Callable[[str], None] | None = None,
    ) -> tuple[dict[str, Any], list[str]]:
        """The answer as the contract has it, and the groups of the originals it cites. `heard` gets, on the question's thread, each sentence a
        language model wrote once it is released. Errors: Problem, KimError.
        """
        request.state.question = question
        when = day(as_of)

        def work(snapshot: Snapshot) -> dict[str, Any]:
            helper = snapshot.assistant(who.groups)
            known_document(helper, document_id)
            if heard is None or not isinstance(helper, Speaks):
                return answer_json(helper.ask(question, when, document_id or "", history, ident))
            return answer_json(told(helper.ask_stream(question, when, document_id or "", history, ident), heard))

        snapshot, answer = await self.compute(lambda: self.on_snapshot(work))
        request.state.generation = snapshot.generation
        ANSWERS.labels(answer["status"], answer["mode"]).inc()
        count_model()
        return answer, snapshot.groups_of({c["document_id"] for c in answer["citations"]})

    def on_snapshot(self, work: Callable[[Snapshot], T]) -> tuple[Snapshot, T]:
        """Do something on what answers now. A generation whose files are gone by now is left for the newer one, once."""
        snapshot = self.engine.snapshot()
        try:
            return snapshot, work(snapshot)
        except FileNotFoundError:
            snapshot = self.engine.renewed(snapshot)
            return snapshot, work(snapshot)

    def assistant(self, who: Principal) -> tuple[Snapshot, Assistant]:
        """The snapshot of this moment and the assistant over what the principal may see."""
        snapshot = self.engine.snapshot()
        return snapshot, snapshot.assistant(who.groups)


def service(request: Request) -> Service:
    """The service of the application."""
    found: Service = request.app.state.service
    return found


def day(text: str | None) -> date | None:
    """A date the user gave. Errors: DatumError."""
    return parse_date(text) if text is not None and text.strip() else None


def known_document(helper: Assistant, document_id: str | None) -> None:
    """Errors: Problem 404 when there is no such document for this reader; one of another group is one that does not exist."""
    if document_id and helper.index.document(document_id) is None and all(c.document_id != document_id for c in helper.index.cards()):
        raise Problem(404, f"Ein Dokument „{document_id[:80]}“ gibt es hier nicht. Die vorhandenen nennt /v1/documents.")


def document_rows(snapshot: Snapshot, helper: Assistant) -> list[dict[str, Any]]:
    """The documents a reader sees: originals, and documents that only have cards."""
    cards = Counter(c.document_id for c in helper.index.cards() if c.document_id)
    infos = {d.id: d for d in helper.index.documents()}
    infos |= {i: sources()[i].info for i in cards if i in sources() and i not in infos}
    return [document_row(snapshot, helper, d, cards[i]) for i, d in sorted(infos.items())]


def document_row(snapshot: Snapshot, helper: Assistant, d: DocumentInfo, cards: int) -> dict[str, Any]:
    """One document."""
    original = helper.index.document(d.id) is not None
    return {
        "id": d.id, "title": d.title, "publisher": d.publisher, "stand": d.stand.isoformat() if d.stand else None, "kind": d.kind, "url": d.url,
        "original": original, "cards": cards, "superseded_by": helper.index.superseded.get(d.id),
        "group": next(iter(snapshot.groups_of({d.id})), None) if original else None,
    }  # fmt: skip


def document_info(helper: Assistant, document_id: str) -> DocumentInfo:
    """What is known of a document. Errors: Problem 404."""
    known_document(helper, document_id)
    document = helper.index.document(document_id)
    if document is not None:
        return document.info
    known = sources().get(document_id)
    return known.info if known else DocumentInfo(document_id, document_id)


def original(helper: Assistant, document_id: str) -> Document:
    """The indexed original. Errors: Problem 404."""
    info = document_info(helper, document_id)
    document = helper.index.document(document_id)
    if document is None:
        where = f" Es steht unter {info.url}." if info.url else ""
        raise Problem(404, f"Das Original von „{info.title}“ ist hier nicht eingelesen.{where}")
    return document
