"""Making the index of a snapshot: which documents it holds, where, and what they are found by."""

from __future__ import annotations

import zlib
from operator import attrgetter
from typing import Any

import msgspec

from meetingtui.store.codec import TABLES, Head, is_newer
from meetingtui.store.files import Stamp
from meetingtui.store.index_file import MOST, Documents, index_of
from meetingtui.store.lines import Mark, Rows, Tables


def make_index(snapshot: Stamp, mark: Mark, tables: Tables) -> bytes | None:
    """Return the index of the snapshot in that state, which holds `tables` as msgspec writes them.

    None where they are no store of ours, or where something is wrong that reading it will tell.
    """
    ours = set(TABLES.values())
    found = {}
    end = len("{")
    for name, rows in tables.items():
        start = end + len(msgspec.json.encode(name)) + len(":{")
        if name in ours:
            documents = _documents(rows, start)
            if documents is None:
                return None
            found[name] = documents
        end = start - 1 + len(msgspec.json.encode(rows)) + len(",")
    return index_of(snapshot, mark, found) if found and end == mark.size else None


class _Found(Head, gc=False):
    """What documents are found by, of whatever type it is."""

    agenda: Any = None
    meeting: Any = None
    state: Any = None


_FOUND = msgspec.json.Decoder(_Found)


def _documents(rows: Rows, start: int) -> Documents | None:
    """Return what is known of the documents of a table whose first row is written at `start`.

    None where `Index` would refuse one of them, or where a number is too large.
    """
    try:
        found = [_FOUND.decode(raw) for raw in rows.values()]
        numbers = [int(row) for row in rows]
    except (ValueError, RecursionError):
        return None
    shorts = [document.short for document in found]
    ids = [document.id for document in found]
    if not (
        all(isinstance(id, str) and id for id in ids)
        and len(set(ids)) == len(ids)
        and all(row.isdecimal() for row in rows)
        and all(0 <= number < MOST for number in (*numbers, *shorts))
        and not any(is_newer(document) for document in found)
    ):
        return None
    lengths = [len(memoryview(raw)) for raw in rows.values()]
    before = (len(row) + len('"":') for row in rows)
    offsets = []
    for name, length in zip(before, lengths, strict=True):
        offsets.append(start + name)
        start += name + length + len(",")
    entries = list(zip(offsets, numbers, lengths, map(zlib.crc32, rows.values()), strict=True))
    values: dict[str, list[str | int | None]] = {
        "row": [*numbers],
        "id": [*ids],
        "number": [short or None for short in shorts],
    }
    for field in ("agenda", "meeting", "state"):
        column = map(attrgetter(field), found)
        values[field] = [value if isinstance(value, str) else None for value in column]
    return Documents(ids, entries, values)
