"""The connection to a language model: any OpenAI-compatible endpoint, through the official client, within one time limit.

The limit holds for the whole exchange, retries and waiting included: a server that is silent, dribbles or never stops cannot hold an answer up.
Therefore the reading is done in a thread of its own and the caller waits on a queue. One client is kept, so connections are reused.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from assistant.errors import EingabeError, ModellError
from assistant.llm.wire import events, lines, reply, translated
from assistant.settings import seconds, value

MAX_CHARACTERS = 20_000  # of a draft; an endless stream is cut off here
LEAST_LEFT = 0.5  # seconds that must be left for a second try to make sense


class TextModel(Protocol):
    """Something that writes text from messages."""

    def stream(self, messages: Sequence[dict[str, str]], limit: float | None = None) -> Iterator[str]:
        """The text piece by piece. `limit`: seconds it may take, below the model's own limit. Errors: ModellError."""
        ...

    def complete(self, messages: Sequence[dict[str, str]], limit: float | None = None) -> str:
        """The whole text. `limit` as above. Errors: ModellError."""
        ...


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """Where the model is and what it may take."""

    url: str
    model: str
    key: str
    timeout: float
    max_tokens: int
    streaming: bool


def configured() -> ModelSettings | None:
    """The settings of the environment, None without KIM_LLM_URL. Errors: EingabeError for a missing model name or a value that is no number."""
    url = value("KIM_LLM_URL").strip()
    if not url:
        return None
    if not url.startswith(("http://", "https://")):
        raise EingabeError(f"Die Einstellung KIM_LLM_URL ist keine Adresse mit http:// oder https://: „{url}“.")
    model = value("KIM_LLM_MODEL").strip()
    if not model:
        raise EingabeError("Zu KIM_LLM_URL fehlt KIM_LLM_MODEL, der Name des Modells.")
    try:
        tokens = int(value("KIM_LLM_MAX_TOKENS"))
    except ValueError as e:
        raise EingabeError(f"Die Einstellung KIM_LLM_MAX_TOKENS ist keine ganze Zahl: „{value('KIM_LLM_MAX_TOKENS')}“.") from e
    streaming = value("KIM_LLM_STREAM").strip().lower() not in ("nein", "0", "aus", "false", "no")
    return ModelSettings(url, model, value("KIM_LLM_KEY"), max(0.1, seconds("KIM_LLM_TIMEOUT")), max(1, tokens), streaming)


class OpenAIModel:
    """A model behind an OpenAI-compatible endpoint."""

    def __init__(self, settings: ModelSettings) -> None:
        self.settings = settings
        self._client: Any = None
        self._lock = threading.Lock()
        self._not_before = 0.0

    def stream(self, messages: Sequence[dict[str, str]], limit: float | None = None) -> Iterator[str]:
        """The draft piece by piece within the time limit, or within what of it a question has left. Errors: ModellError."""
        self._connected()  # loading the client the first time does not count
        if limit is not None and limit <= 0:
            raise ModellError("zeit", f"Das Sprachmodell hat nicht innerhalb von {self.settings.timeout:g} Sekunden geantwortet.")
        deadline = time.monotonic() + min(self.settings.timeout, limit if limit is not None else self.settings.timeout)
        left = self._not_before - time.monotonic()
        if left > 0:
            raise ModellError("drosselung", f"Das Sprachmodell bat darum, {left:.0f} Sekunden zu warten.")
        try:
            yield from self._attempt(messages, deadline)
        except ModellError as e:
            if e.kind != "drosselung":
                raise
            self._not_before = time.monotonic() + e.retry_after
            if not 0 < e.retry_after < deadline - time.monotonic() - LEAST_LEFT:
                raise
            time.sleep(e.retry_after)
            self._not_before = 0.0
            yield from self._attempt(messages, deadline)

    def complete(self, messages: Sequence[dict[str, str]], limit: float | None = None) -> str:
        """The whole text. Errors: ModellError."""
        return "".join(self.stream(messages, limit))

    def check(self) -> str:
        """One short exchange, for `kim doctor`; returns the model's reply. Errors: ModellError."""
        return self.complete([{"role": "user", "content": "Antworte nur mit dem Wort: bereit"}])

    def _attempt(self, messages: Sequence[dict[str, str]], deadline: float) -> Iterator[str]:
        pieces: queue.Queue[str | BaseException | None] = queue.Queue(maxsize=256)
        stop = threading.Event()
        threading.Thread(target=self._pump, args=(messages, deadline, pieces, stop), daemon=True).start()
        length, ended = 0, False
        try:
            while True:
                piece = self._next(pieces, deadline)
                if piece is None:
                    ended = True
                    return
                if isinstance(piece, BaseException):
                    raise piece
                length += len(piece)
                if length > MAX_CHARACTERS:
                    raise ModellError("form", "Das Sprachmodell hört nicht auf zu schreiben.")
                yield piece
        finally:
            if not ended:  # else the thread reads the rest of the body, a few bytes, and the connection can be used again
                stop.set()

    def _next(self, pieces: queue.Queue[str | BaseException | None], deadline: float) -> str | BaseException | None:
        """What the thread hands over next. Errors: ModellError when the time is over, whether nothing comes or it never ends."""
        left = deadline - time.monotonic()
        try:
            if left > 0:
                return pieces.get(timeout=left)
        except queue.Empty:
            pass
        raise ModellError("zeit", f"Das Sprachmodell hat nicht innerhalb von {self.settings.timeout:g} Sekunden geantwortet.")

    def _pump(self, messages: Sequence[dict[str, str]], deadline: float, pieces: queue.Queue[Any], stop: threading.Event) -> None:
        """Runs in a thread: reads the service's answer into the queue; every error becomes a ModellError."""
        try:
            for piece in self._read(messages, deadline, stop):
                _put(pieces, piece, stop)  # None comes before the body's end: reading on to it lets the connection be kept
            _put(pieces, None, stop)
        except Exception as e:  # anything a service or the client does must end as a fallback, never as a crash of a thread
            _put(pieces, e if isinstance(e, ModellError) else translated(e), stop)

    def _read(self, messages: Sequence[dict[str, str]], deadline: float, stop: threading.Event) -> Iterator[str | None]:
        left = max(0.05, deadline - time.monotonic())
        request: dict[str, Any] = {"model": self.settings.model, "messages": list(messages), "max_tokens": self.settings.max_tokens, "temperature": 0}
        if self.settings.streaming:
            request["stream"] = True
        with self._connected().with_options(timeout=left).chat.completions.with_streaming_response.create(**request) as response:
            if self.settings.streaming:
                yield from events(lines(response.iter_bytes(), stop))
            else:
                yield reply(response.iter_bytes(), stop)

    def _connected(self) -> Any:
        with self._lock:
            if self._client is None:
                try:
                    from openai import OpenAI
                except ImportError as e:
                    raise ModellError("einstellung", 'Für ein Sprachmodell fehlt das Paket openai: pip install -c constraints.txt ".[llm]"') from e
                self._client = OpenAI(base_url=self.settings.url, api_key=self.settings.key or "ohne", max_retries=0, timeout=self.settings.timeout)
                _ = self._client.chat.completions.with_streaming_response  # the client loads this part late; it is not the service's time
            return self._client


def _put(pieces: queue.Queue[Any], piece: object, stop: threading.Event) -> bool:
    """Hand a piece over unless nobody waits for it any more."""
    while not stop.is_set():
        try:
            pieces.put(piece, timeout=0.2)
            return True
        except queue.Full:
            continue
    return False
