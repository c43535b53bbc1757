"""`library.json.index`: where the documents of a snapshot are, so that opening need not read it.

It is made of the snapshot and never the truth: where there is none that fits and is whole, the
snapshot is read instead, and the next compaction makes another. Its first line, written like those
of a journal, names the state of the snapshot that it is about and sums up the rest. Behind it
come, for each table of ours, little-endian numbers: one `Entry` a document, sorted by id, and for
each of `FIELDS` the documents by what they have there. The upper half of such a number is the
value, or the CRC-32 of a text, and the lower half the number of an entry; they are sorted. So
whoever looks for a text finds all documents that have it, and perhaps another.
"""

from __future__ import annotations

import os
import struct
import weakref
import zlib
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec import Struct

from meetingtui.meeting.model import SCHEMA
from meetingtui.store.files import Files, Stamp
from meetingtui.store.lines import Mark, body_of, summed

FORMAT = 1
"""The version of the file; others are passed over."""

FIELDS = ("row", "id", "number", "agenda", "meeting", "state")
"""What documents are looked for by."""

MOST = 2**32
"""Numbers must be smaller, or there is no index."""

_ENTRY = struct.Struct("<QIII")
_KEY = struct.Struct("<Q")
_PIECE = 64 * 1024
"""How much is read at once; the first line never takes up more."""


class Entry(NamedTuple):
    """Where in the snapshot a document is, and what it sums up to."""

    offset: int
    row: int
    length: int
    crc32: int


class Contained(Struct):
    """What the first line says of a table."""

    last: str = ""
    """The highest id."""

    next_row: int = 1
    """The first row that was never used."""

    count: int = 0
    having: dict[str, int] = {}
    """How many documents have a value, by field."""


class _Line(Struct):
    index: int
    schema: int
    snapshot: Stamp
    mark: Mark
    crc32: int
    tables: dict[str, Contained]


_LINES = msgspec.json.Decoder(_Line)


Read = Callable[[int, int], bytes]
"""Returns so many bytes from an offset on."""


class TableIndex:
    """The part about one table; entries are called by their number, in the order of ids."""

    def __init__(self, read: Read, start: int, contained: Contained) -> None:
        """Stand for what begins at byte `start` of the file that `read` reads."""
        self.last, self.next_row, self.count = contained.last, contained.next_row, contained.count
        self._read = read
        self._start = start
        self._having = {}
        self.end = start + self.count * _ENTRY.size
        for field in FIELDS:
            self._having[field] = (self.end, contained.having.get(field, 0))
            self.end += self._having[field][1] * _KEY.size

    def entries(self, numbers: Sequence[int]) -> Iterator[Entry]:
        """Return the entries of these numbers: one at least, in ascending order."""
        first, span = numbers[0], numbers[-1] - numbers[0] + 1
        if span > 8 * len(numbers):
            return (entry for number in numbers for entry in self.entries((number,)))
        content = self._read(span * _ENTRY.size, self._start + first * _ENTRY.size)
        return (Entry(*_ENTRY.unpack_from(content, (n - first) * _ENTRY.size)) for n in numbers)

    def having(self, field: str, value: str | int) -> Sequence[int]:
        """Return the numbers of the entries that may have this value, the lowest first."""
        start, count = self._having[field]
        key = key_of(value)
        keys = range(count)
        first = bisect_left(keys, key, key=lambda n: self._key(start, n))
        end = bisect_left(keys, key + MOST, first, key=lambda n: self._key(start, n))
        content = self._read((end - first) * _KEY.size, start + first * _KEY.size)
        return [found - key for (found,) in _KEY.iter_unpack(content)]

    def highest(self, field: str, without: set[int]) -> int:
        """Return the highest number that an entry has in `field`, or 0; some do not count."""
        start, count = self._having[field]
        keys = (self._key(start, n) for n in range(count - 1, -1, -1))
        return next((key // MOST for key in keys if key % MOST not in without), 0)

    def _key(self, start: int, number: int) -> int:
        (key,) = _KEY.unpack(self._read(_KEY.size, start + number * _KEY.size))
        return int(key)


class IndexFile:
    """An index that fits its snapshot; it stays readable when another one takes its name."""

    def __init__(self, files: Files, path: Path, snapshot: Stamp) -> None:
        """Open the index at `path`; raises OSError or ValueError where none fits or is whole."""
        self._files = files
        self._descriptor = files.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW)
        self._closing = weakref.finalize(self, files.close, self._descriptor)
        first = self.read(_PIECE, 0).partition(b"\n")[0]
        line = _LINES.decode(body_of(first))
        if (line.index, line.schema, line.snapshot) != (FORMAT, SCHEMA, snapshot):
            raise ValueError("it is about something else")
        start = len(first) + 1
        if line.crc32 != self._sum(start):
            raise ValueError("it is not as it was written")
        self.mark = line.mark
        self.tables: dict[str, TableIndex] = {}
        for name, contained in line.tables.items():
            self.tables[name] = TableIndex(self.read, start, contained)
            start = self.tables[name].end

    def read(self, size: int, offset: int) -> bytes:
        """Return so many bytes from `offset` on."""
        return self._files.read(self._descriptor, size, offset)

    def _sum(self, offset: int) -> int:
        sum = 0
        while piece := self.read(_PIECE, offset):
            sum = zlib.crc32(piece, sum)
            offset += len(piece)
        return sum


class Documents(NamedTuple):
    """What is known of the documents of a table: for each thing a list, all in one order."""

    ids: list[str]
    entries: list[tuple[int, int, int, int]]
    """What an `Entry` says."""

    values: dict[str, list[str | int | None]]
    """What they have, by field."""


def index_of(snapshot: Stamp, mark: Mark, tables: Mapping[str, Documents]) -> bytes:
    """Return the index of a snapshot in that state, with these documents."""
    contained, parts = {}, []
    for name, (ids, entries, values) in tables.items():
        order = sorted(range(len(ids)), key=ids.__getitem__)
        columns = {field: _keys([values[field][n] for n in order]) for field in FIELDS}
        contained[name] = Contained(
            last=max(ids, default=""),
            next_row=1 + max((row for _, row, _, _ in entries), default=0),
            count=len(ids),
            having={field: len(keys) for field, keys in columns.items()},
        )
        parts += [_ENTRY.pack(*entries[n]) for n in order]
        parts += [struct.pack(f"<{len(keys)}Q", *keys) for keys in columns.values()]
    body = b"".join(parts)
    line = _Line(FORMAT, SCHEMA, snapshot, mark, zlib.crc32(body), contained)
    return summed(msgspec.json.encode(line)) + body


def index_path(path: Path) -> Path:
    """Return where the index of the snapshot at `path` is."""
    return path.with_name(f"{path.name}.index")


def fitting_index(files: Files, path: Path, snapshot: Stamp) -> IndexFile | None:
    """Return the index of the snapshot at `path` in this state; None where there is none."""
    with suppress(OSError, ValueError):
        return IndexFile(files, index_path(path), snapshot)
    return None


def key_of(value: str | int) -> int:
    """Return the lowest number that an entry with this value may have among the keys."""
    if isinstance(value, str):
        # What people type may hold bytes that are no text.
        value = zlib.crc32(value.encode(errors="surrogatepass"))
    return value * MOST


def _keys(column: list[str | int | None]) -> list[int]:
    keys = {value: key_of(value) for value in set(column) if value is not None}
    return sorted(keys[value] + n for n, value in enumerate(column) if value is not None)
