"""The version of the installed package."""

from __future__ import annotations

from assistant.errors import DienstError


def program_version() -> str:
    """The version as the package says it. Errors: DienstError when the files run without being installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("kim-assistent")
    except PackageNotFoundError as e:
        raise DienstError("Das Paket kim-assistent ist nicht installiert. Bitte „make setup“ ausführen.") from e
