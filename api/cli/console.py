"""Where results and notices go."""

from __future__ import annotations

import json
import sys
from typing import Any

from rich.console import Console

out = Console(soft_wrap=False)
err = Console(stderr=True)


def say(text: str) -> None:
    """A notice on stderr."""
    err.print(text, markup=False, highlight=False, soft_wrap=True)


def emit(row: dict[str, Any]) -> None:
    """One JSON line on stdout; characters the terminal's encoding lacks are escaped."""
    try:
        sys.stdout.write(json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n")
    except UnicodeEncodeError:
        sys.stdout.write(json.dumps(row, allow_nan=False) + "\n")
