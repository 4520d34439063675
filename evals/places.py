"""Where evaluation material lies: our own questions beside this file, the shared material where KIM_SHARED points."""

from __future__ import annotations

import os
from pathlib import Path

from assistant.errors import EingabeError

ROOT = Path(__file__).resolve().parent.parent
OWN_QUESTIONS = Path(__file__).resolve().parent / "questions"
STATED_QUESTIONS = OWN_QUESTIONS / "mit-angaben.yaml"  # a format of its own: facts to be read instead of facts to be told
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


def own_questions(name: str = "") -> list[Path]:
    """Our own files of questions with gold facts: the one of that name, else those whose names begin so (empty: all).
    Errors: EingabeError when there are none."""
    if name and (exact := OWN_QUESTIONS / f"{name}.yaml").exists():
        return [exact]
    files = sorted(f for f in OWN_QUESTIONS.glob(f"{name}*.yaml") if not f.name.startswith(STATED_QUESTIONS.stem))
    if not files:
        raise EingabeError(f"In {OWN_QUESTIONS} liegen keine Fragen. Bitte eine Datei angeben: kim eval DATEI")
    return files
