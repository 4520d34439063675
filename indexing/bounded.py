"""A cache that cannot grow without end in a process that answers for months."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Bounded(Generic[K, V]):
    """At most `limit` entries; a full one starts again empty. Threads may share it: an entry lost meanwhile is computed again."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._held: dict[K, V] = {}

    def __len__(self) -> int:
        return len(self._held)

    def get(self, key: K) -> V | None:
        """What is held for a key."""
        return self._held.get(key)

    def put(self, key: K, value: V) -> V:
        """Hold a value, and give it back."""
        if len(self._held) >= self.limit:
            self._held = {}
        self._held[key] = value
        return value
