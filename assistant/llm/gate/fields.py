"""The word fields of `corpus/wortfelder.yaml` and `corpus/wortfelder-allgemein.yaml`: words that mean the same fact."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from assistant.errors import WissenError
from assistant.knowledge import corpus_path, load_yaml


@dataclass(frozen=True, slots=True)
class Fields:
    """The word fields of `corpus/wortfelder.yaml`."""

    neutral: frozenset[str]
    telling: frozenset[str]
    groups: dict[str, tuple[str, ...]]
    general: frozenset[str] = frozenset()


@lru_cache(maxsize=1)
def fields() -> Fields:
    """The bundled word fields of both files. Errors: WissenError for unknown keys or malformed entries."""
    first, second = (parse_fields(load_yaml(corpus_path(name)), name) for name in ("wortfelder.yaml", "wortfelder-allgemein.yaml"))
    if twice := set(first.groups) & set(second.groups):
        raise WissenError(f"wortfelder-allgemein.yaml: Feld „{min(twice)}“ steht auch in wortfelder.yaml. Bitte eines von beiden umbenennen.")
    return Fields(first.neutral | second.neutral, first.telling | second.telling, first.groups | second.groups, frozenset(second.groups))


def parse_fields(raw: Any, name: str) -> Fields:
    """Check and read the word fields of the file called `name`."""
    if not isinstance(raw, dict) or set(raw) - {"neutral", "sprechend", "felder"}:
        raise WissenError(f"{name}: erlaubt sind nur „neutral“, „sprechend“ und „felder“.")
    groups = {}
    for field, words in (raw.get("felder") or {}).items():
        if not isinstance(words, list) or not all(isinstance(w, str) for w in words):
            raise WissenError(f"{name}: Feld „{field}“ ist keine Liste von Wörtern.")
        groups[str(field)] = tuple(words)
    listed = {key: frozenset(w for line in raw.get(key) or () for w in str(line).split()) for key in ("neutral", "sprechend")}
    return Fields(listed["neutral"], listed["sprechend"], groups)
