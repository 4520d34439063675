"""Cards: `corpus/wissen/<document>.md` → Card, every rule of the schema checked on load.

A file opens with a YAML head (`document`, `art`, `valid_from`, `valid_until`). A card is a `## id` heading, a fenced YAML block, and the parts
`### Aussage`, `### Einzelheiten` (optional) and `### Fragen`. The schema is described in `corpus/schema/README.md`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from assistant.errors import WissenError
from assistant.knowledge import as_date, corpus_path, parse_yaml
from assistant.registry import sources
from assistant.types import Card, CardQuestion, Polarity

TOPICS = frozenset(
    """foerderhoehe foerderfaehigkeit stellen verfahren frist nachweis qualifikation aufgaben organisation zusammenarbeit datenschutz datenbank
    zielgruppe case-management fallzahl baustein-3 gremien konzept finanzen bericht begriff recht geschichte kontakt""".split()
)
ARTS = frozenset({"regel", "lokal", "bericht", "begriff"})
POLARITIES: dict[str, Polarity] = {"ja": "ja", "nein": "nein", "kommt darauf an": "kommt darauf an"}
_HEAD_KEYS = {"document", "art", "valid_from", "valid_until"}
_KEYS = {"locator", "topic", "baustein", "art", "kommune", "merkmal", "valid_from", "valid_until", "anker", "sicherheit", "siehe"}
Fail = Callable[[str], WissenError]  # the error of this card, with its reason
MAX_STATEMENT, MAX_DETAILS, MAX_ANCHOR, MIN_QUESTIONS, MAX_QUESTIONS = 300, 70, 8, 6, 14


def load_cards(folder: Path | None = None) -> list[Card]:
    """All cards of a folder (default: the bundled ones). Errors: WissenError naming file and card."""
    out: list[Card] = []
    seen: dict[str, str] = {}
    for path in sorted((folder or corpus_path("wissen")).glob("*.md")):
        if path.name == "README.md":
            continue
        for card in parse_cards(path.read_text(encoding="utf-8"), path.name):
            if card.id in seen:
                raise WissenError(f"{path.name}: Karte „{card.id}“ gibt es schon in {seen[card.id]}.")
            seen[card.id] = path.name
            out.append(card)
    for card in out:
        missing = [r for r in card.related if r not in seen]
        if missing:
            raise WissenError(f"{seen[card.id]}: Karte „{card.id}“: „siehe“ nennt unbekannte Karten {missing}.")
    return out


def parse_cards(text: str, name: str) -> Iterator[Card]:
    """The cards of one file's text. `name` is the file named in errors. Errors: WissenError."""
    head = re.match(r"---\n(.*?)\n---\n", text, re.S)
    if not head:
        raise WissenError(f"{name}: der YAML-Kopf fehlt.")
    meta = parse_yaml(head[1], name)
    if not isinstance(meta, dict):
        raise WissenError(f"{name}: der YAML-Kopf ist keine Liste von Angaben.")
    _unknown(meta, _HEAD_KEYS, name, "Kopf")
    if meta.get("document") not in sources():
        raise WissenError(f"{name}: Dokument „{meta.get('document')}“ steht nicht in quellen.yaml.")
    for block in re.split(r"(?m)^## ", text[head.end() :])[1:]:
        yield _card(block, meta, name)


def _unknown(mapping: dict[str, Any], allowed: set[str], name: str, what: str) -> None:
    extra = set(mapping) - allowed
    if extra:
        raise WissenError(f"{name}: {what}: unbekannte Angabe {sorted(extra)}.")


def _card(block: str, meta: dict[str, Any], name: str) -> Card:
    ident = block.split("\n", 1)[0].strip()

    def fail(why: str) -> WissenError:
        return WissenError(f"{name}: Karte „{ident}“: {why}.")

    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", ident):
        raise fail("die Kennung darf nur Kleinbuchstaben, Ziffern und Bindestriche enthalten")
    data = _fields(block, name, ident, fail)
    parts = {h.strip(): b.strip() for h, _, b in (p.partition("\n") for p in re.split(r"(?m)^### ", block)[1:])}
    if set(parts) - {"Aussage", "Einzelheiten", "Fragen"}:
        raise fail("unbekannter Abschnitt")
    art: Any = data.get("art", meta.get("art"))
    _check_kind(data, art, fail)
    _check_lists(data, fail)
    statement, details = _texts(parts, fail)
    valid_from, valid_until = _validity(data, meta, fail)
    return Card(
        id=ident,
        document_id=meta["document"],
        locator=str(data["locator"]),
        topic=data["topic"],
        art=art,
        statement=statement,
        details=details,
        questions=_asked(parts, fail),
        anchors=tuple(str(a) for a in data.get("anker") or ()),
        valid_from=valid_from,
        valid_until=valid_until,
        baustein=tuple(data.get("baustein") or ()),
        merkmal=str(data.get("merkmal") or ""),
        kommune=str(data.get("kommune") or ""),
        uncertain=data.get("sicherheit") == "unsicher",
        related=tuple(data.get("siehe") or ()),
    )


def _fields(block: str, name: str, ident: str, fail: Fail) -> dict[str, Any]:
    fenced = re.search(r"```yaml\n(.*?)\n```", block, re.S)
    if not fenced:
        raise fail("der YAML-Block fehlt")
    data = parse_yaml(fenced[1], f"{name}: {ident}")
    if not isinstance(data, dict):
        raise fail("der YAML-Block ist keine Liste von Angaben")
    _unknown(data, _KEYS, name, ident)
    return data


def _check_kind(data: dict[str, Any], art: Any, fail: Fail) -> None:
    if not data.get("locator"):
        raise fail("die Fundstelle (locator) fehlt")
    if data.get("topic") not in TOPICS:
        raise fail(f"unbekanntes Thema „{data.get('topic')}“")
    if art not in ARTS:
        raise fail(f"unbekannte Art „{art}“")
    if art == "lokal" and not data.get("kommune"):
        raise fail("eine lokale Karte nennt ihre Kommune")
    if data.get("sicherheit") not in (None, "unsicher"):
        raise fail("„sicherheit“ kann nur „unsicher“ sein")


def _check_lists(data: dict[str, Any], fail: Fail) -> None:
    for key in ("anker", "baustein", "siehe"):
        if not isinstance(data.get(key) or [], list):
            raise fail(f"„{key}“ ist keine Liste")
    if any(b not in (1, 2, 3) for b in data.get("baustein") or ()):
        raise fail("es gibt nur die Bausteine 1, 2 und 3")
    if any(not 1 <= len(str(a).split()) <= MAX_ANCHOR for a in data.get("anker") or ()):
        raise fail(f"ein Anker hat höchstens {MAX_ANCHOR} Wörter")


def _texts(parts: dict[str, str], fail: Fail) -> tuple[str, str]:
    """Statement and details, each in one line."""
    statement, details = " ".join(parts.get("Aussage", "").split()), " ".join(parts.get("Einzelheiten", "").split())
    if not statement or len(statement) > MAX_STATEMENT:
        raise fail(f"die Aussage fehlt oder ist länger als {MAX_STATEMENT} Zeichen")
    if re.match(r"(ja|nein)\b", statement, re.I):
        raise fail("die Aussage beginnt nicht mit Ja oder Nein")
    if len(details.split()) > MAX_DETAILS:
        raise fail(f"die Einzelheiten haben mehr als {MAX_DETAILS} Wörter")
    return statement, details


def _validity(data: dict[str, Any], meta: dict[str, Any], fail: Fail) -> tuple[date | None, date | None]:
    """First and last day; what the card does not say is that of its file."""
    try:
        first, last = (as_date(data.get(key, meta.get(key))) for key in ("valid_from", "valid_until"))
    except WissenError as e:
        raise fail(str(e).rstrip(".")) from e
    if first and last and last < first:
        raise fail("die Gültigkeit endet vor ihrem Beginn")
    return first, last


def _asked(parts: dict[str, str], fail: Fail) -> tuple[CardQuestion, ...]:
    questions = tuple(_questions(parts.get("Fragen", ""), fail))
    if not MIN_QUESTIONS <= len(questions) <= MAX_QUESTIONS:
        raise fail(f"{len(questions)} Fragen, nötig sind {MIN_QUESTIONS} bis {MAX_QUESTIONS}")
    if len({q.text.lower() for q in questions}) < len(questions):
        raise fail("eine Frage steht doppelt")
    return questions


def _questions(text: str, fail: Fail) -> Iterator[CardQuestion]:
    for line in (x.strip() for x in text.split("\n") if x.strip()):
        if not line.startswith("- "):
            raise fail(f"eine Fragezeile beginnt mit „- “, nicht „{line[:30]}“")
        question, bracket, rest = line[2:].partition(" [")
        mark, closing, reply = rest.partition("]")
        if bracket and (not closing or mark not in POLARITIES):
            raise fail(f"unbekannte Marke „{mark[:20]}“ (möglich: ja, nein, kommt darauf an)")
        if not question.strip():
            raise fail("eine Frage ist leer")
        yield CardQuestion(question.strip(), POLARITIES.get(mark) if bracket else None, reply.strip())
