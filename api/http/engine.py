"""The assistant inside a long-lived process: one snapshot of the index per request, a newer generation picked up without restart.

Each request takes a snapshot and keeps it to its end, so an answer never mixes two generations. Whether `CURRENT` names another generation is
looked up on every request (one small file); the new one is opened beside the old, which answers until the new one is warm. Group rules are read
again as soon as their file changes.
"""

from __future__ import annotations

import logging
import threading
import weakref
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from api.http.memory import give_back
from api.http.observe import EXCHANGES, say
from api.wiring import over, today
from assistant.answering import Assistant
from assistant.errors import IndexError_
from assistant.protocols import SearchIndex
from assistant.retrieval.groups import GroupView
from indexing import generations
from indexing import groups as group_rules
from indexing.groups import GroupRules
from indexing.store import OpenIndex, open_index

VIEWS = 16  # assistants kept per snapshot: one per set of hidden documents
LAST_READERS = 60.0  # seconds to wait for the requests that still hold a replaced generation, before its memory is given back


@dataclass(slots=True)
class Snapshot:
    """One generation with the group rules that hold for it."""

    index: OpenIndex
    rules: GroupRules
    rules_mark: tuple[int, int]
    _assistants: OrderedDict[tuple[frozenset[str], date], Assistant] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def generation(self) -> str:
        """Name of the generation."""
        return self.index.generation

    def hidden(self, groups: frozenset[str]) -> frozenset[str]:
        """Documents a member of `groups` may not see."""
        return self.rules.hidden(self.index.manifest["sources"], groups)

    def assistant(self, groups: frozenset[str]) -> Assistant:
        """The assistant over what a member of `groups` may see, today; at most VIEWS are kept, the one unused longest goes."""
        key = (self.hidden(groups), today())
        with self._lock:
            if key not in self._assistants:
                view: SearchIndex = GroupView(self.index, key[0]) if key[0] else self.index
                self._assistants[key] = over(view, key[1])
                while len(self._assistants) > VIEWS:
                    self._assistants.popitem(last=False)
            self._assistants.move_to_end(key)
            return self._assistants[key]

    def groups_of(self, document_ids: set[str]) -> list[str]:
        """The groups the originals among these documents are limited to."""
        sources = self.index.manifest["sources"]
        return sorted({g for d in document_ids if d in sources and (g := self.rules.of(sources[d])) is not None})


class Engine:
    """Gives out snapshots, and the threads questions are computed on."""

    def __init__(self, home: Path, threads: int) -> None:
        self.home = home
        self.pool = ThreadPoolExecutor(threads, thread_name_prefix="frage")
        self._snapshot: Snapshot | None = None
        self._loading = threading.Lock()
        self._failed = ""  # a generation that could not be opened is not tried on every request

    def snapshot(self) -> Snapshot:
        """What answers now. Errors: IndexError_ when there is nothing that could."""
        held = self._snapshot
        if held is None:
            with self._loading:
                if self._snapshot is None:
                    self._snapshot = self._open()
                return self._snapshot
        if self._mark() != held.rules_mark:
            with self._loading:
                held = self._snapshot or held
                held = Snapshot(held.index, group_rules.load(self.home), self._mark())
                self._snapshot = held
        newest = self._newest()
        if newest not in ("", held.generation, self._failed) and self._loading.acquire(blocking=False):
            threading.Thread(target=self._renew, args=(newest,), name="generation", daemon=True).start()
        return held

    def renewed(self, stale: Snapshot) -> Snapshot:
        """A snapshot of what `CURRENT` names now, for a request that found its generation's files removed."""
        with self._loading:
            if self._snapshot is stale or self._snapshot is None:
                self._snapshot = self._open()
            return self._snapshot

    def ready(self) -> bool:
        """Whether questions can be answered."""
        try:
            self.snapshot()
        except IndexError_:
            return False
        return True

    def close(self) -> None:
        """End the threads; what runs is finished."""
        self.pool.shutdown(wait=True, cancel_futures=True)

    def _newest(self) -> str:
        try:
            return (generations.root(self.home) / "CURRENT").read_text(encoding="utf-8").strip()
        except OSError:
            return ""  # unreadable for a moment: the held generation answers

    def _mark(self) -> tuple[int, int]:
        """What changes when the group rules change."""
        try:
            found = (self.home / group_rules.FILE).stat()
        except FileNotFoundError:
            return (0, 0)
        return (found.st_mtime_ns, found.st_ino)

    def _open(self) -> Snapshot:
        mark = self._mark()
        index = open_index(self.home)
        index.keep_open()
        snapshot = Snapshot(index, group_rules.load(self.home), mark)
        snapshot.assistant(frozenset())
        return snapshot

    def _renew(self, newest: str) -> None:
        """Exchange the held generation for a newer one, and give back its memory once the last request on it has ended."""
        gone: threading.Event | None = None
        try:
            gone = self._exchange(newest)
        except (IndexError_, OSError, ValueError, KeyError) as e:
            self._failed = newest
            EXCHANGES.labels("fehler").inc()
            say("generation", logging.ERROR, generation=newest, fehler=f"Die neue Generation lässt sich nicht öffnen, die bisherige antwortet: {e}")
        finally:
            self._loading.release()
        if gone is not None:
            gone.wait(LAST_READERS)
            give_back()

    def _exchange(self, newest: str) -> threading.Event | None:
        """Open a newer generation beside the held one, then let it answer; the event comes when nothing holds the old one any more."""
        held = self._snapshot
        if held is not None and held.generation == newest:
            return None  # another thread has just opened it
        fresh = self._open()
        gone = threading.Event()
        if held is not None:
            weakref.finalize(held.index, gone.set).atexit = False
        self._snapshot = fresh
        EXCHANGES.labels("ok").inc()
        say("generation", generation=fresh.generation, vorher=held.generation if held is not None else "")
        return gone if held is not None else None
