"""The one error tree. Every message is a German sentence that names the thing, why, and what to do.

KimError
├── EingabeError        what the user typed or passed cannot be used (exit 2)
│   ├── FrageError      question empty, too long, or with control characters
│   ├── DatumError      a date that does not exist or cannot be read
│   ├── FaktenError     facts given to a check cannot be used; names the field
│   └── DateiError      one file cannot be converted; the other files go on (exit 1)
├── WissenError         bundled knowledge (cards, registry, tables) is malformed: a build error
├── RegelLuecke         no rule is documented for a day; names both borders of the gap
├── IndexError_         no index yet, or the index cannot be read or written
│   ├── IndexFehlt      nothing was indexed in this home
│   ├── IndexUnschreibbar   the new index could not be written (disk full, say); the old one answers (exit 1)
│   └── IndexBelegt     another `kim index` is running
├── ModellError         the configured language model does not answer usably; `kind` says how, for the counters
├── EmbedderError       the configured embedder cannot be loaded or does not answer
└── DienstError         the service cannot start or answer
    └── DatenbankFehler conversations, feedback or keys cannot be read or written
"""

from __future__ import annotations

import errno
from collections.abc import Sequence
from datetime import date


class KimError(Exception):
    """Base of all errors a user may see. `str(error)` is the German sentence."""


class EingabeError(KimError):
    """Input of the user cannot be used."""


class FrageError(EingabeError):
    """The question itself cannot be used."""


class DatumError(EingabeError):
    """A date cannot be read or does not exist."""


class DateiError(EingabeError):
    """One file cannot be converted. `path` names it, `reason` says why."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class FaktenError(EingabeError):
    """Facts given to a check cannot be used. `fields` holds (name of the fact, what is wrong with it)."""

    def __init__(self, fields: Sequence[tuple[str, str]]) -> None:
        super().__init__(" ".join(f"„{name}“: {reason}" for name, reason in fields))
        self.fields = tuple(fields)


class RegelLuecke(KimError):
    """No rule is documented for a day. `ended` is the last day of the rule before, `begins` the first of the next; None where there is none."""

    def __init__(self, rule: str, day: date, ended: date | None, begins: date | None) -> None:
        before = f"die frühere Regel endet am {ended:%d.%m.%Y}" if ended else "eine frühere Regel ist nicht belegt"
        after = f"die nächste beginnt am {begins:%d.%m.%Y}" if begins else "eine spätere Regel ist nicht belegt"
        super().__init__(f"Für den {day:%d.%m.%Y} ist zu „{rule}“ keine Regel belegt: {before}, {after}.")
        self.rule, self.day, self.ended, self.begins = rule, day, ended, begins


class WissenError(KimError):
    """Bundled knowledge is malformed."""


class IndexError_(KimError):
    """The index cannot be used."""


class IndexFehlt(IndexError_):
    """No index was built in this home yet."""


class IndexUnschreibbar(IndexError_):
    """The new index could not be written; the old one goes on answering."""


class IndexBelegt(IndexError_):
    """Another index run holds the lock."""


class EmbedderError(KimError):
    """The embedder cannot be used."""


class ModellError(KimError):
    """The language model cannot be used now. `kind`: verbindung, zeit, anmeldung, drosselung, dienst, form or einstellung.

    `retry_after` are the seconds the service asked to wait, 0.0 for none.
    """

    def __init__(self, kind: str, message: str, retry_after: float = 0.0) -> None:
        super().__init__(message)
        self.kind = kind
        self.retry_after = retry_after


class DienstError(KimError):
    """The service cannot start or answer."""


class DatenbankFehler(DienstError):
    """The service's database cannot be used."""


_REASONS = {
    errno.ENOENT: "nicht (mehr) vorhanden",
    errno.EACCES: "keine Berechtigung",
    errno.EPERM: "keine Berechtigung",
    errno.ENOSPC: "der Speicherplatz ist voll",
    errno.EDQUOT: "das Speicherkontingent ist erschöpft",
    errno.EFBIG: "die Datei würde größer als erlaubt",
    errno.EROFS: "nur lesbar eingebunden",
    errno.ENOTDIR: "ein Teil des Pfads ist kein Ordner",
    errno.EEXIST: "ein Teil des Pfads ist kein Ordner",
    errno.EISDIR: "das ist ein Ordner",
    errno.EIO: "Lese- oder Schreibfehler des Datenträgers",
    errno.ENAMETOOLONG: "der Name ist zu lang",
    errno.ELOOP: "die Verknüpfungen laufen im Kreis",
    errno.EMFILE: "zu viele offene Dateien",
    errno.ENFILE: "zu viele offene Dateien",
    errno.ESTALE: "das Netzlaufwerk ist nicht mehr erreichbar",
}


def os_reason(error: OSError) -> str:
    """Why the operating system refused, in German."""
    return _REASONS.get(error.errno or 0, "Lese- oder Schreibfehler")
