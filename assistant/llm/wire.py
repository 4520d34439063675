"""What stands on the wire between us and a model: bytes to lines, events to text, whole replies, and a client's exceptions as ours.

A service may send anything: without end, without a line break, in half characters, something else than JSON. Every reader here stops at a size, and
when nobody waits any more.
"""

from __future__ import annotations

import codecs
import json
import threading
from collections.abc import Iterator

from assistant.errors import ModellError

MAX_LINE = 400_000  # characters of one event, or of a whole reply
MOST_AFTER = 50  # lines read after the end of a stream, so that its connection can be kept


def lines(chunks: Iterator[bytes], stop: threading.Event) -> Iterator[str]:
    """The lines of a body as they become whole; half a character becomes U+FFFD. Ends when nobody waits. Errors: ModellError for an endless line."""
    decode = codecs.getincrementaldecoder("utf-8")(errors="replace").decode
    left = ""
    for chunk in chunks:
        if stop.is_set():
            return
        *whole, left = (left + decode(chunk)).replace("\r\n", "\n").split("\n")
        yield from whole
        if len(left) > MAX_LINE:
            raise ModellError("form", "Die Antwort des Sprachmodells ist nicht lesbar.")
    if left + decode(b"", True):
        yield left


def reply(chunks: Iterator[bytes], stop: threading.Event) -> str:
    """The text of a reply that comes whole. Errors: ModellError for what is none."""
    body = bytearray()
    for chunk in chunks:
        if stop.is_set():
            return ""
        body += chunk
        if len(body) > MAX_LINE:
            raise ModellError("form", "Das Sprachmodell hört nicht auf zu schreiben.")
    try:
        content = json.loads(body.decode("utf-8", "replace"))["choices"][0]["message"]["content"]
    except (ValueError, AttributeError, TypeError, KeyError, IndexError, RecursionError) as e:
        raise ModellError("form", "Das Sprachmodell hat keine Antwort im erwarteten Format gegeben.") from e
    return str(content or "")


def events(lines: Iterator[str]) -> Iterator[str | None]:
    """The text of server-sent events, None at "[DONE]", then on to the body's end. Errors: ModellError for what is no such stream."""
    finished = over = False
    after = 0
    for line in lines:
        after += over
        if after > MOST_AFTER:
            return
        if over or not line.startswith("data:"):
            continue
        data = line[5:].strip()
        if data == "[DONE]":
            over = True
            yield None
            continue
        piece, done = _delta(data)
        finished = finished or done
        if piece:
            yield piece
    if not over and not finished:
        raise ModellError("form", "Die Antwort des Sprachmodells brach ab.")


def _delta(data: str) -> tuple[str, bool]:
    """The text of one event and whether it was the last with text."""
    try:
        event = json.loads(data)
        choices = event.get("choices") or ()
        if event.get("error"):
            raise ModellError("dienst", "Das Sprachmodell meldet mitten in der Antwort einen Fehler.")
        if not choices:
            return "", False
        return str((choices[0].get("delta") or {}).get("content") or ""), choices[0].get("finish_reason") is not None
    except (ValueError, AttributeError, TypeError, KeyError, IndexError, RecursionError) as e:
        raise ModellError("form", "Die Antwort des Sprachmodells ist nicht lesbar.") from e


def translated(error: Exception) -> ModellError:
    """A client's exception as ours."""
    import openai

    kinds = {c.__name__ for c in type(error).__mro__}  # while a body is read the transport's own exceptions come; which library it is, openai decides
    if isinstance(error, openai.APITimeoutError) or "TimeoutException" in kinds:
        return ModellError("zeit", "Das Sprachmodell hat nicht rechtzeitig geantwortet.")
    if isinstance(error, openai.AuthenticationError | openai.PermissionDeniedError):
        return ModellError("anmeldung", "Das Sprachmodell nimmt den Schlüssel nicht an. Bitte KIM_LLM_KEY prüfen.")
    if isinstance(error, openai.RateLimitError):
        return ModellError(
            "drosselung", "Das Sprachmodell ist überlastet und bittet um eine Pause.", _retry_after(error.response.headers.get("retry-after"))
        )
    if isinstance(error, openai.NotFoundError):
        return ModellError("einstellung", "Der Dienst kennt die Adresse oder das Modell nicht. Bitte KIM_LLM_URL und KIM_LLM_MODEL prüfen.")
    if isinstance(error, openai.APIStatusError):
        return ModellError("dienst", f"Das Sprachmodell meldet den Fehler {error.status_code}.")
    if isinstance(error, openai.APIConnectionError) or "NetworkError" in kinds:
        return ModellError("verbindung", "Das Sprachmodell ist nicht erreichbar. Bitte KIM_LLM_URL und den Dienst prüfen.")
    return ModellError("form", "Die Antwort des Sprachmodells ist nicht lesbar.")


def _retry_after(header: str | None) -> float:
    """Seconds of a Retry-After header; a date or nonsense counts as 30."""
    if header is None:
        return 0.0
    try:
        return min(3600.0, max(0.0, float(header)))
    except ValueError:
        return 30.0
