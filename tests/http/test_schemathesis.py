"""The interface against its own description: schemathesis sends good and bad requests to every address and checks every answer with all it has."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import httpx

from tests.http.live import serving

CONFIG = str(Path(__file__).with_name("schemathesis.toml"))
COMMAND = "import sys; from schemathesis.cli import schemathesis; sys.exit(schemathesis())"


def test_every_answer_is_as_described(service_home: Path, tmp_path: Path) -> None:
    with serving(service_home, KIM_RATE="0", KIM_CONVERSATIONS="alle") as live:
        paths = httpx.get(f"{live.url}/openapi.json").json()["paths"]
        options = ("--checks", "all", "--max-examples", "5", "--generation-deterministic", "--no-color", "--continue-on-failure")
        done = subprocess.run(
            [sys.executable, "-c", COMMAND, "--config-file", CONFIG, "run", f"{live.url}/openapi.json", *options],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            check=False,
        )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert f"Tested: {sum(len(methods) for methods in paths.values())}" in done.stdout
