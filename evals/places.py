"""Where evaluation material lies: our own questions beside this file, the shared material where KIM_SHARED points."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OWN_QUESTIONS = Path(__file__).resolve().parent / "questions"
ORIGINALS = ("faq-2026", "fogs-bericht-2021", "lt-vorlage-18-299", "muenster-2021", "rbk-konzept-2021")
ABSENT = "Das gemeinsame Material (../shared, siehe KIM_SHARED) ist hier nicht vorhanden"


def shared() -> Path | None:
    """The shared folder (KIM_SHARED, relative to the repository; default ../shared), None where there is none."""
    folder = (ROOT / (os.environ.get("KIM_SHARED") or "../shared")).resolve()
    return folder if (folder / "evals" / "questions.dev.yaml").exists() else None


def originals(folder: Path, kind: str = "txt") -> list[Path]:
    """The five originals as text ("txt") or PDF ("pdf") below the shared folder."""
    base = folder / "corpus" if kind == "txt" else folder / "corpus" / kind
    return [base / f"{name}.{kind}" for name in ORIGINALS]
