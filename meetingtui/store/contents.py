"""All tables of a store: what a snapshot holds and, over it, what commits have changed since."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from msgspec import Raw

from meetingtui.store.lines import Edits, Rows, Tables, apply
from meetingtui.store.snapshot_file import NOTHING, SnapshotFile, StoredTable


class Contents:
    """Tables; what an index leads to is read from the snapshot when somebody asks for it."""

    def __init__(self, tables: Tables | None = None, snapshot: SnapshotFile | None = None) -> None:
        """Begin with `tables` in memory, and with what is to be read from `snapshot`."""
        self._here: Tables = {} if tables is None else tables
        self._gone: dict[str, set[str]] = {}
        self._snapshot = snapshot
        self._stored = snapshot.parts() if snapshot else {}

    @property
    def tables(self) -> Tables:
        """All tables, in memory from then on; not to be changed by others.

        Raises StoreError where the snapshot is damaged.
        """
        if self._snapshot:
            tables = self._snapshot.tables()
            gone = {name: list(rows) for name, rows in self._gone.items()}
            apply(tables, Edits(put=self._here, remove=gone))
            self._here, self._gone, self._stored, self._snapshot = tables, {}, {}, None
        return self._here

    def names(self) -> set[str]:
        """Return the names of the tables, but for those of others that were not read yet."""
        return {*self._stored, *self._here}

    def stored(self, name: str) -> StoredTable:
        """Return the part of a table that is in the snapshot alone, as it was there."""
        return self._stored.get(name, NOTHING)

    def here(self, name: str) -> Rows:
        """Return the part of a table that is in memory, which lies over what is stored."""
        return self._here.get(name, {})

    def gone(self, name: str) -> Collection[str]:
        """Return the rows of what is stored that are there no more."""
        return self._gone.get(name, ())

    def get(self, name: str, row: str) -> Raw | None:
        """Return the document of a row, or None; raises StoreError where it is damaged."""
        found = self.here(name).get(row)
        if found is not None or row in self.gone(name):
            return found
        number = self.stored(name).in_row(row)
        return None if number is None else self.stored(name).document(number)

    def apply(self, edits: Edits) -> None:
        """Carry out `edits`."""
        if edits.drop:
            self.tables  # noqa: B018
        apply(self._here, edits)
        if self._snapshot:
            for name, rows in edits.put.items():
                self._gone.setdefault(name, set()).difference_update(rows)
            for name, gone in edits.remove.items():
                self._gone.setdefault(name, set()).update(gone)


class Listener(Protocol):
    """Who wants to know of changes, and may refuse to take them in by raising StoreError."""

    def whole(self, contents: Contents) -> None:
        """Hear that the state will be `contents`: at the opening, and when all was read anew."""

    def part(self, edits: Edits) -> None:
        """Hear that `edits` will be carried out on the present contents."""


def contents_of(snapshot: SnapshotFile) -> Contents:
    """Return what an open snapshot holds."""
    return Contents(snapshot=snapshot) if snapshot.read is None else Contents(snapshot.read)
