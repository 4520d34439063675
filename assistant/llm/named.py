"""What a text names that a model may neither bring in nor leave out."""

from __future__ import annotations

import re

from assistant.llm.gate.figures import figures


def figures_in(text: str) -> set[str]:
    """The figures of a text as the gate reads them, and every row of digits as it stands."""
    return {f.value for f in figures(text)} | set(re.findall(r"\d+", text))
