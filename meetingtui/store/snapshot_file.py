"""An open snapshot: read document by document where an index fits it, or else as a whole."""

from __future__ import annotations

import os
import weakref
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Raw

from meetingtui.store.backups import Damaged
from meetingtui.store.codec import head_of
from meetingtui.store.files import Files, read_all, stamp_of
from meetingtui.store.index_file import Contained, Entry, TableIndex, fitting_index
from meetingtui.store.lines import Tables, mark_of
from meetingtui.store.snapshot import check_file, damaged, parse_snapshot

_AHEAD = 64 * 1024
"""How many bytes are read at once where documents stand side by side."""


class SnapshotFile:
    """A snapshot, which stays readable when another one takes its name."""

    def __init__(self, path: Path, files: Files) -> None:
        """Open the snapshot at `path`; raises StoreError for what is no file or no store."""
        check_file(files, path)
        self.path = path
        self._files = files
        self._descriptor = files.open(path, os.O_RDONLY | os.O_NONBLOCK)
        self._closing = weakref.finalize(self, files.close, self._descriptor)
        # Of the open file: the name may be given to a newer one at any moment.
        self.stamp = stamp_of(files.fstat(self._descriptor))
        self._index = fitting_index(files, path, self.stamp)
        if self._index:
            self.mark = self._index.mark
            self.read: Tables | None = None
        else:
            content = read_all(files, self._descriptor)
            self.mark = mark_of(content)
            self.read = parse_snapshot(path, content)

    def tables(self) -> Tables:
        """Return all of it; raises StoreError where it is not what the index was made of."""
        content = read_all(self._files, self._descriptor)
        if mark_of(content) != self.mark:
            raise damaged(self.path)
        return parse_snapshot(self.path, content)

    def parts(self) -> dict[str, StoredTable]:
        """Return the tables that are read document by document."""
        tables = self._index.tables if self._index else {}
        return {name: StoredTable(self.documents, table) for name, table in tables.items()}

    def documents(self, entries: Iterable[Entry], ahead: int) -> Iterator[Raw]:
        """Return the documents of the entries; raises StoreError for one that is damaged."""
        start, piece = 0, b""
        for entry in entries:
            at = entry.offset - start
            if at < 0 or at + entry.length > len(piece):
                start, at = entry.offset, 0
                piece = self._files.read(self._descriptor, max(entry.length, ahead), start)
            content = piece[at : at + entry.length]
            if zlib.crc32(content) != entry.crc32:
                raise Damaged(
                    self.path,
                    f"the document at byte {entry.offset} is not as it was written: it is damaged,"
                    " or another program has just changed the file",
                )
            yield Raw(content)


def open_snapshot(path: Path, files: Files) -> SnapshotFile | None:
    """Return the snapshot at `path`, open; None where there is no file. Raises StoreError."""
    try:
        return SnapshotFile(path, files)
    except FileNotFoundError:
        return None


Read = Callable[[Iterable[Entry], int], Iterator[Raw]]


class StoredTable:
    """The documents of one table that are read one by one, called by numbers in order of ids."""

    def __init__(self, read: Read, index: TableIndex) -> None:
        """Have `read` look up what `index` tells of."""
        self._read = read
        self._index = index
        self.next_row = index.next_row
        self.numbers = range(index.count)

    def document(self, number: int) -> Raw:
        """Return one document."""
        return next(self._read(self._index.entries((number,)), 0))

    def documents(self, numbers: Sequence[int]) -> Iterator[Raw]:
        """Return documents, which are those of ascending numbers."""
        return self._read(self._index.entries(numbers), _AHEAD)

    def with_id(self, id: str) -> int | None:
        """Return the number of the document with this id; None where there is none."""
        if id > self._index.last:
            return None
        found = self.having("id", id)
        return next((n for n in found if head_of(self.document(n)).id == id), None)

    def in_row(self, row: str) -> int | None:
        """Return the number of the document in this row; None where there is none."""
        if not row.isdecimal() or int(row) >= self.next_row:
            return None
        return next(iter(self.having("row", int(row))), None)

    def having(self, field: str, value: str | int) -> Sequence[int]:
        """Return the numbers of the documents that may have this value, ascending."""
        return self._index.having(field, value)

    def row_of(self, number: int) -> str:
        """Return the row of a document."""
        return str(next(self._index.entries((number,))).row)

    def highest(self, field: str, without: set[int]) -> int:
        """Return the highest number in `field`, but for some documents; 0 where there is none."""
        return self._index.highest(field, without)


NOTHING = StoredTable(
    lambda entries, ahead: iter(()), TableIndex(lambda size, offset: b"", 0, Contained())
)
"""The part of a table of which nothing is read one by one."""
