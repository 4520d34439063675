"""What goes wrong becomes one German line on stderr and the exit status of the contract."""

from __future__ import annotations

import sys
from collections.abc import Callable

import typer

from api.cli.console import out, say
from assistant.errors import IndexUnschreibbar, KimError, os_reason

# Typer carries its own copy of click; its error classes are reached through the public typer.BadParameter.
_CLICK = {c.__name__: c for c in typer.BadParameter.__mro__}
_UsageError: type[Exception] = _CLICK["UsageError"]


def guarded(run: Callable[[], object]) -> int:
    """Run a command; every expected error becomes one line on stderr and the contract's exit status."""
    try:
        result = run()
        return result if isinstance(result, int) else 0
    except IndexUnschreibbar as e:
        say(f"Fehler: {e}")
        return 1
    except KimError as e:
        say(f"Fehler: {e}")
    except typer.Abort:
        say("Abgebrochen.")
    except _UsageError as e:
        if type(e).__name__ == "NoArgsIsHelpError":
            out.print(str(e), markup=False, highlight=False)
        else:
            say(f"Fehler: {_usage(e)}")
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        say("Abgebrochen.")
    except OSError as e:
        say(f"Fehler: {e.filename or 'Datei oder Verbindung'}: {os_reason(e)}.")
    except MemoryError:
        say("Fehler: Der Arbeitsspeicher reicht nicht. Bitte weniger oder kleinere Dateien auf einmal indexieren.")
    return 2


def _usage(e: Exception) -> str:
    kind = type(e).__name__
    if kind == "NoSuchOption":
        return f"Die Angabe „{getattr(e, 'option_name', '')}“ gibt es nicht. „kim --help“ zeigt, was möglich ist."
    if kind == "MissingParameter":
        return "Es fehlt eine Angabe. „kim BEFEHL --help“ zeigt, welche."
    if kind == "BadParameter":
        param = getattr(e, "param", None)
        return f"Die Angabe {param.opts[0] if param else ''} ist ungültig. „kim BEFEHL --help“ zeigt, was möglich ist."
    if kind == "BadOptionUsage":
        return f"Der Angabe „{getattr(e, 'option_name', '')}“ fehlt ihr Wert. „kim BEFEHL --help“ zeigt, was möglich ist."
    if "extra argument" in str(e):
        return "Das sind zu viele Angaben. Eine Frage aus mehreren Wörtern bitte in Anführungszeichen setzen."
    return "Diesen Aufruf gibt es nicht. „kim --help“ zeigt die Befehle."
