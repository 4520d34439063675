"""`kim gate --batch`: the gate by itself, over drafts and passages from a file. Needs no index and no model."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from api.cli.batch import MAX_BYTES, parse_items
from api.cli.console import emit
from assistant.errors import EingabeError
from assistant.llm.gate.gate import Gate
from assistant.llm.gate.types import GatePassage, GateResult
from assistant.question.dates import parse_date
from indexing.analyzer import GermanAnalyzer
from indexing.cards import load_cards


def run_gate(path: Path, out_json: bool) -> None:
    """One line per item; an item that cannot be used gets an `error` and releases nothing."""
    gate = Gate(GermanAnalyzer(), load_cards)
    for item in _items(path):
        ident = item.get("id")
        try:
            result = check_item(gate, item)
        except EingabeError as e:
            emit({"id": ident, "released": "", "dropped": [], "error": str(e)})
            continue
        if out_json:
            emit(result_json(ident, result))
        else:
            _show(ident, result)


def check_item(gate: Gate, item: dict[str, Any]) -> GateResult:
    """The gate's result for one entry of the file. Errors: EingabeError for a malformed entry."""
    raw = item.get("passages")
    if not isinstance(raw, list) or not all(isinstance(p, dict) and p.get("token") is not None for p in raw):
        raise EingabeError("„passages“ ist keine Liste von Textstellen mit „token“ und „text“.")
    passages = [passage_of(p) for p in raw]
    if len({p.token for p in passages}) < len(passages):
        raise EingabeError("Zwei Textstellen tragen dieselbe Marke.")
    when: date | None = parse_date(str(item["as_of"])) if item.get("as_of") is not None else None
    draft = item.get("draft")
    return gate.check("" if draft is None else str(draft), passages, str(item.get("question") or ""), when)


def passage_of(raw: dict[str, Any]) -> GatePassage:
    """A passage of the file; missing texts are empty."""
    text = {k: "" if raw.get(k) is None else str(raw[k]) for k in ("token", "document_id", "locator", "stand", "validity", "text")}
    return GatePassage(**text)


def result_json(ident: object, result: GateResult) -> dict[str, Any]:
    """The contract's line."""
    return {"id": ident, "released": result.released, "dropped": [{"sentence": d.sentence, "reason": d.reason} for d in result.dropped]}


def _items(path: Path) -> Iterator[dict[str, Any]]:
    """The entries; bytes that are no UTF-8 become replacement characters, which the gate refuses sentence by sentence."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise EingabeError(f"{path}: die Datei ist größer als {MAX_BYTES // 1_000_000} MB. Bitte teilen.")
        text = path.read_bytes().decode("utf-8", "replace").removeprefix("\ufeff")
    except OSError as e:
        raise EingabeError(f"{path}: die Datei kann nicht gelesen werden. Bitte Pfad und Rechte prüfen.") from e
    yield from parse_items(text, path, "id, passages und draft")


def _show(ident: object, result: GateResult) -> None:
    print(f"{ident}: {json.dumps(result.released, ensure_ascii=True) if not result.released else result.released}")
    for d in result.dropped:
        print(f"  verworfen ({d.reason}): {d.sentence}")
