"""A real local server that speaks the OpenAI protocol, plain and streaming, and misbehaves on demand."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Script:
    """What the server does: `reply` is the text (`by` makes it from the request), `behaviour` how it is sent; `requests` and `connections` what
    came in."""

    reply: str = ""
    by: Callable[[dict[str, Any]], str] | None = None
    behaviour: str = "gut"
    retry_after: str = ""
    failures: int = 10**9
    piece: int = 7
    requests: list[dict[str, Any]] = field(default_factory=list)
    connections: set[tuple[str, int]] = field(default_factory=set)
    released: threading.Event = field(default_factory=threading.Event)


def _handler(script: Script) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        reply = ""

        def log_message(self, *_: object) -> None:
            """Silent."""

        def do_POST(self) -> None:
            """`/v1/chat/completions`."""
            body = json.loads(self.rfile.read(int(self.headers.get("content-length") or 0)))
            body["_authorization"] = self.headers.get("authorization")
            script.requests.append(body)
            script.connections.add(self.client_address)
            bad = len(script.requests) <= script.failures
            self.reply = script.by(body) if script.by else script.reply
            if script.behaviour.isdigit() and bad:
                self._json(int(script.behaviour), {"error": {"message": "nein", "type": "x", "code": None, "param": None}})
            elif script.behaviour == "schweigt":
                script.released.wait(30)
                self.close_connection = True
            elif body.get("stream"):
                self._stream()
            else:
                self._plain()

        def _plain(self) -> None:
            """The reply in one piece, or what a broken service makes of it."""
            half = '{"id": "1", "choices": [{"index": 0, "message": {"role": "assistant", "content": "' + self.reply[: len(self.reply) // 2]
            if script.behaviour == "kaputt":
                self._raw(b"<html>kein JSON</html>", "text/html")
            elif script.behaviour == "bricht-ab":
                self._raw(half.encode(), "application/json")
            elif script.behaviour == "halbes-zeichen":
                self._raw(half.encode() + b' Gr\xc3"}}]}', "application/json")
            elif script.behaviour in ("stockt", "endlos"):
                self._chunked("application/json", self._without_end(half))
            else:
                message = {"role": "assistant", "content": self.reply}
                self._json(
                    200,
                    {
                        "id": "1",
                        "object": "chat.completion",
                        "created": 1,
                        "model": "m",
                        "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
                    },
                )

        def _without_end(self, half: str) -> Iterator[bytes]:
            yield half.encode()
            while script.behaviour == "endlos" and not script.released.is_set():
                yield b" und immer weiter" * 50
            script.released.wait(30)

        def _json(self, status: int, body: dict[str, Any]) -> None:
            self._raw(json.dumps(body).encode(), "application/json", status)

        def _raw(self, data: bytes, kind: str, status: int = 200) -> None:
            self.send_response(status)
            self.send_header("content-type", kind)
            self.send_header("content-length", str(len(data)))
            if script.retry_after:
                self.send_header("retry-after", script.retry_after)
            self.end_headers()
            self.wfile.write(data)

        def _stream(self) -> None:
            if script.behaviour == "ohne-zeilenende":
                self._chunked("text/event-stream", self._one_line())
                return
            broken = (lambda data: data.replace(b"\\u00fc", b"\xc3")) if script.behaviour == "halbes-zeichen" else (lambda data: data)
            self._chunked("text/event-stream", (broken(f"data: {event}\n\n".encode("utf-8", "surrogatepass")) for event in self._events()))

        def _one_line(self) -> Iterator[bytes]:
            yield b"data: "
            while not script.released.is_set():
                yield b"x" * 1000

        def _chunked(self, kind: str, parts: Iterator[bytes]) -> None:
            self.send_response(200)
            self.send_header("content-type", kind)
            self.send_header("transfer-encoding", "chunked")
            self.end_headers()
            try:
                for data in parts:
                    self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
                    self.wfile.flush()
                self.wfile.write(b"0\r\n\r\n")
            except OSError:
                self.close_connection = True

        def _events(self) -> Iterator[str]:
            yield _delta({"role": "assistant"})
            if script.behaviour == "nur-lebenszeichen":
                while not script.released.is_set():
                    yield "\n\n: noch da"
                    time.sleep(0.01)
            if script.behaviour == "endlos":
                while not script.released.is_set():
                    yield _delta({"content": "immer weiter und "})
            for i in range(0, len(self.reply), script.piece):
                if script.behaviour == "stockt" and i > len(self.reply) // 2:
                    script.released.wait(30)
                    return
                if script.behaviour == "kaputt" and i > len(self.reply) // 2:
                    yield '{"choices": [{"delta": '
                    return
                if script.behaviour == "bricht-ab" and i > len(self.reply) // 2:
                    return
                if script.behaviour == "tropft":
                    time.sleep(0.05)
                yield _delta({"content": self.reply[i : i + script.piece]})
            yield _delta({}, "stop")
            yield json.dumps(
                {
                    "id": "1",
                    "object": "chat.completion.chunk",
                    "created": 1,
                    "model": "m",
                    "choices": [],
                    "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
                }
            )
            yield "[DONE]"

    return Handler


def _delta(delta: dict[str, str], finish: str | None = None) -> str:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return json.dumps({"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]})


@contextmanager
def serving(script: Script) -> Iterator[str]:
    """Runs the server; gives the address of its `/v1`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(script))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    finally:
        script.released.set()
        server.shutdown()
        server.server_close()
