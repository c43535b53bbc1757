"""The store in a TinyDB file: each commit replaces the file, all or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from meetingtui.errors import StoreError
from meetingtui.meeting.model import Changes
from meetingtui.store.codec import TABLES
from meetingtui.store.library import Library
from meetingtui.store.port import D
from meetingtui.store.storage import ReplacingStorage, Stamp

PATIENCE = timedelta(seconds=5)
"""How long a commit waits for another process that is writing."""


class TinyStore:
    """Documents in a file that plain TinyDB opens; several processes may use it at once."""

    def __init__(self, path: Path, *, patience: timedelta = PATIENCE) -> None:
        """Open the store at `path`; the file and its folder are made by the first commit.

        Raises StoreError where the file cannot be read, or is no store of ours.
        """
        self._storage = ReplacingStorage(path)
        self._patience = patience
        self._library = Library({})
        self._seen: Stamp | None = None
        """The state of the file that `_library` was read from or written to."""
        self._refresh()
        self._told = self._library
        """What the caller knows: the last state that `follow` told, and all commits since."""

    def commit(self, changes: Changes) -> Changes:
        """Write `changes`, all or nothing, and return them as stored, once they are durable.

        Raises StoreError when they are not: another process kept the file busy, or the disk
        refused. Committing the same changes again is safe.
        """
        if not changes:
            return changes
        with self._alone():
            self._refresh()
            library, stored = self._library.after(changes)
            self._storage.write(library.tables)
            self._library = library
            self._seen = self._storage.stamp
        self._told, _ = self._told.after(stored)
        return stored

    def get(self, kind: type[D], id: str) -> D | None:
        """Return the document with this id, or None."""
        with self._naming_file():
            return self._library.get(kind, id)

    def find(self, kind: type[D], /, **equal: str) -> list[D]:
        """Return the documents whose fields equal those given, oldest first (by id)."""
        with self._naming_file():
            return self._library.find(kind, **equal)

    def follow(self) -> Changes:
        """Return what other processes changed and was not told yet; reads only a changed file."""
        self._refresh()
        with self._naming_file():
            changes = self._library.since(self._told)
        self._told = self._library
        return changes

    def close(self) -> None:
        """Let go of the files; none is held between two calls."""

    def _refresh(self) -> None:
        if self._storage.look() == self._seen:
            return
        tables = self._storage.read()
        path = self._storage.path
        if tables is None:
            raise StoreError(f"{path} was moved or removed while in use; put it back and try again")
        if not tables.keys() & set(TABLES.values()):
            raise StoreError(f"{path} is a TinyDB file, but no store; name another with --store")
        with self._naming_file():
            self._library = Library(tables)
        self._seen = self._storage.stamp

    @contextmanager
    def _naming_file(self) -> Iterator[None]:
        """Put the file's name before an error about a document."""
        try:
            yield
        except StoreError as error:
            raise StoreError(f"{self._storage.path}: {error}") from error

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep other processes from writing."""
        from filelock import FileLock, Timeout

        path = self._storage.path
        lock = FileLock(f"{path}.lock", timeout=self._patience.total_seconds(), mode=0o600)
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock.acquire()
        except Timeout as error:
            raise StoreError(f"not saved: {path} is busy in another process; try again") from error
        except OSError as error:
            raise StoreError(f"not saved: {error.filename or path}: {error.strerror}") from error
        try:
            yield
        finally:
            lock.release()
