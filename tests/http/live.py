"""`kim serve` as a process of its own, as an operator starts it."""

from __future__ import annotations

import contextlib
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.conftest import start_kim

PATIENCE = 60.0  # seconds for a server to come up or go down on a busy machine


@dataclass
class Live:
    """A running server."""

    url: str
    process: subprocess.Popen[str]

    def kill(self) -> None:
        """End it without warning."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(PATIENCE)

    def stop(self) -> int:
        """End it gracefully; the exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


@contextmanager
def serving(home: Path, *arguments: str, **settings: str) -> Iterator[Live]:
    """A server that is ready; killed at the end if it still runs."""
    port = free_port()
    log = home.parent / f"dienst-{port}.log"  # a pipe nobody reads would fill up
    with log.open("w", encoding="utf-8") as notices:
        process = start_kim("serve", "--port", str(port), *arguments, home=home, stderr=notices, **settings)
    live = Live(f"http://127.0.0.1:{port}", process)
    try:
        until = time.monotonic() + PATIENCE
        while True:
            assert process.poll() is None, log.read_text(encoding="utf-8")
            assert time.monotonic() < until, "the server did not come up"
            with contextlib.suppress(httpx.TransportError):
                if httpx.get(f"{live.url}/readyz", timeout=5).status_code == 200:
                    break
            time.sleep(0.1)
        yield live
    finally:
        if process.poll() is None:
            live.kill()
