"""`kim`: the commands of the contract. Results on stdout, progress and notices on stderr; exit 0 done, 1 done in part, 2 input error."""

from __future__ import annotations

import sys

import api.cli.commands  # noqa: F401 - registers the commands
from api.cli.app import app
from api.cli.failures import guarded


def main(arguments: list[str] | None = None) -> None:
    """Entry point: maps every expected error to one German line and the contract's exit status."""
    sys.exit(guarded(lambda: app(args=arguments, standalone_mode=False)))


if __name__ == "__main__":
    main()
