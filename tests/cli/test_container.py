"""The steps of the Containerfile without a container: what they hand to pip is this program and nothing else."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.conftest import ROOT

STUB = """#!/bin/sh
if [ "$2" = venv ]; then mkdir -p "$3/bin"; cp "$0" "$3/bin/python"; else echo "$@" > "$AUFRUF"; fi
"""


def install(source: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """`container.sh install` from `folder`, with a Python that notes how pip is called instead of calling it."""
    stub = folder / "python-stub"
    stub.write_text(STUB, encoding="utf-8")
    stub.chmod(0o755)
    return subprocess.run(
        ["sh", str(ROOT / "container.sh"), "install", source, "ziel"],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "PYTHON": str(stub), "AUFRUF": str(folder / "aufruf")},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_bare_folder_name_reaches_pip_as_an_absolute_path(tmp_path: Path) -> None:
    (tmp_path / "quelle").mkdir()
    (tmp_path / "quelle" / "pyproject.toml").touch()
    assert install("quelle", tmp_path).returncode == 0
    called = (tmp_path / "aufruf").read_text(encoding="utf-8").split()
    assert called[-1] == f"{tmp_path.resolve()}/quelle[anmeldung]"
    assert called[called.index("-c") + 1] == f"{tmp_path.resolve()}/quelle/constraints.txt"


def test_a_folder_without_the_program_is_refused_before_anything_is_installed(tmp_path: Path) -> None:
    done = install("quelle", tmp_path)
    assert done.returncode == 2 and "liegt kein Programm" in done.stderr
    assert not (tmp_path / "aufruf").exists() and not (tmp_path / "ziel").exists()
