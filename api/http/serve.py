"""`kim serve`: start the server, one or several processes, and end it gracefully."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from api.http.config import check_start, read_config
from api.store.database import open_database
from api.store.keys import Keys
from api.wiring import check_model
from assistant.errors import DienstError
from indexing import generations


def serve(folder: Path | None, host: str, port: int, workers: int) -> None:
    """Serve until a signal comes. Errors: DienstError, EingabeError, IndexError_ before anything listens."""
    config = read_config(folder, host, port)
    config = replace(config, workers=workers or config.workers)
    check_model()
    generations.current(config.home)
    database = open_database(config.home)
    try:
        check_start(config, any(k.usable for k in Keys(database).all()))
    finally:
        database.close()
    os.environ |= {"KIM_HOME": str(config.home), "KIM_HOST": config.host, "KIM_PORT": str(config.port), "KIM_WORKERS": str(config.workers)}
    _check_port(config.host, config.port)
    if config.workers == 1:
        _run(config.host, config.port, 1, config.shutdown)
        return
    with tempfile.TemporaryDirectory(prefix="kim-messwerte-") as shared:
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = shared
        _run(config.host, config.port, config.workers, config.shutdown)


def _run(host: str, port: int, workers: int, shutdown: float) -> None:
    import uvicorn

    from api.http.observe import configure_logging

    configure_logging()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # uvicorn ends what runs, then passes the signal on: an ordered end is no failure
    uvicorn.run(
        "api.http.app:from_environment", factory=True, host=host, port=port, workers=workers, log_config=None, access_log=False, proxy_headers=False,
        server_header=False, timeout_graceful_shutdown=int(shutdown) or None, timeout_keep_alive=10, h11_max_incomplete_event_size=32_768,
    )  # fmt: skip


def _check_port(host: str, port: int) -> None:
    """Errors: DienstError when the port is taken, before workers start and fail one by one."""
    import socket

    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as s:
            s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            s.bind((host, port))
    except OSError as e:
        raise DienstError(f"An {host}, Port {port} kann der Dienst nicht lauschen. Bitte mit --port einen freien Port wählen.") from e
