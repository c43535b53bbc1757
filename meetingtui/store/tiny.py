"""The store in a TinyDB file and a journal beside it: each commit is one line, all or nothing."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from meetingtui.meeting.model import Changes
from meetingtui.store.codec import TABLES
from meetingtui.store.files import Files
from meetingtui.store.guard import Guard, naming
from meetingtui.store.library import Library
from meetingtui.store.lock import PATIENCE, Busy
from meetingtui.store.port import D
from meetingtui.store.storage import JournalStorage, new_id


class TinyStore:
    """Documents in a file that plain TinyDB opens; several processes may use it at once."""

    def __init__(
        self, path: Path, *, patience: timedelta = PATIENCE, files: Files | None = None
    ) -> None:
        """Open the store at `path`; the files and their folder are made by the first commit.

        Raises StoreError where the files cannot be read, or are no store of ours.
        """
        self._library = Library()
        self._doubtful: tuple[Changes, str, Changes] | None = None
        """A commit that may have failed: what was asked for, its id, and what is stored then."""

        self._storage = JournalStorage(
            path,
            listener=Guard(path, self._library),
            fresh=TABLES.values(),
            patience=patience,
            files=files,
        )
        self._library.is_heard = True

    @property
    def path(self) -> Path:
        """The file that the documents are in."""
        return self._storage.path

    def commit(self, changes: Changes) -> Changes:
        """Write `changes`, all or nothing, and return them as stored, once they are durable.

        Raises StoreError when they may not be: another process kept the store busy, or the disk
        refused. Committing the same changes again is safe: they are not written twice.
        """
        if not changes:
            return changes
        with self._storage.alone():
            stored = self._settled(changes) or self._written(changes)
        self._doubtful = None
        self._library.told(stored)
        return stored

    def get(self, kind: type[D], id: str) -> D | None:
        """Return the document with this id, or None."""
        with naming(self._storage.path):
            return self._library.get(kind, id)

    def find(self, kind: type[D], /, *, latest: int | None = None, **equal: str) -> list[D]:
        """Return the documents whose fields equal those given, oldest first; `latest` at most."""
        with naming(self._storage.path):
            return self._library.find(kind, latest=latest, **equal)

    def follow(self) -> Changes:
        """Return what other processes changed and was not told yet; reads only what is new."""
        try:
            self._storage.refresh()
        except Busy:
            # Somebody is just writing: the next call will see it.
            return Changes()
        with naming(self._storage.path):
            return self._library.news()

    def another(self) -> TinyStore:
        """Open the same files once more; raises StoreError as that does."""
        return TinyStore(self.path)

    def close(self) -> None:
        """Let go of the files, after a compaction where this store has written."""
        self._storage.close()

    def _written(self, changes: Changes) -> Changes:
        edits, stored = self._library.plan(changes)
        id = new_id()
        self._doubtful = (changes, id, stored)
        self._storage.commit(edits, id)
        return stored

    def _settled(self, changes: Changes) -> Changes | None:
        """Return what is stored where `changes` got through although their commit failed."""
        if self._doubtful is None:
            return None
        asked, id, stored = self._doubtful
        return stored if asked == changes and self._storage.has(id) else None
