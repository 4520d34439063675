"""Compares an Ergebnis with what a case expects, by the rules of the shared scorer: lists as sets, money within a tolerance."""

from __future__ import annotations

from typing import Any


def _names(value: Any, key: str) -> set[str]:
    return {x if isinstance(x, str) else x[key] for x in value or []}


def disagreement(expect: dict[str, Any], result: dict[str, Any], document: str) -> str:
    """Why a result does not agree with the case; empty when it does."""
    for key, want in expect.items():
        got = result.get(key)
        if key in ("tolerance", "optional"):
            continue
        if key == "verweis":
            need, may = set(want), set(want) | set(expect.get("optional", []))
            if not need <= set(got or []) <= may:
                return f"verweis: {got}, erwartet {want}"
        elif isinstance(want, list):
            if _names(got, {"missing": "fact"}.get(key, "id")) != set(want):
                return f"{key}: {got}, erwartet {want}"
        elif isinstance(want, int | float) and not isinstance(want, bool):
            if got is None or abs(float(got) - float(want)) > expect.get("tolerance", 0.005):
                return f"{key}: {got}, erwartet {want}"
        elif str(got) != str(want):
            return f"{key}: {got}, erwartet {want}"
    return "" if any(c["document_id"] == document for c in result["citations"]) else f"{document} ist nicht zitiert"
