"""All documents of a store in memory, found by id, and the state that changes lead to."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from meetingtui.errors import StoreError
from meetingtui.meeting.model import Action, Changes, Document, Meeting, Note
from meetingtui.store.codec import (
    TABLES,
    Json,
    T,
    as_stored,
    check_schema,
    from_json,
    name_of,
    to_json,
)
from meetingtui.store.storage import Tables


class Library:
    """One state of a store; it is never changed once made."""

    def __init__(self, tables: Tables) -> None:
        """Take `tables`, those that are not ours included.

        Raises StoreError for a document of ours that has no id of its own, or is from a newer
        version. All else that may be wrong with a document is found when it is asked for.
        """
        self.tables = tables
        self._rows = {kind: _rows(kind, tables.get(name, {})) for kind, name in TABLES.items()}

    def get(self, kind: type[T], id: str) -> T | None:
        """Return the document with this id, or None; raises StoreError where it is broken."""
        known = id in self._rows[kind]
        return from_json(kind, self._values(kind, id)) if known else None

    def find(self, kind: type[T], /, **equal: str) -> list[T]:
        """Return the documents whose fields equal those given, oldest first (by id)."""
        if strange := equal.keys() - set(kind.__struct_fields__):
            raise TypeError(f"{kind.__name__} has no field {', '.join(sorted(strange))}")
        return [
            from_json(kind, values)
            for _, values in self._sorted(kind)
            if equal.items() <= values.items()
        ]

    def after(self, changes: Changes) -> tuple[Library, Changes]:
        """Return the state that `changes` lead to, and the changes as they are stored there.

        An action item without a number, or whose number another one has taken meanwhile, gets the
        next free one. Fields of a document that are not ours stay.
        """
        tables = {name: dict(self.tables.get(name, {})) for name in TABLES.values()}
        rows = {kind: dict(known) for kind, known in self._rows.items()}
        fresh = {name: _free_rows(table) for name, table in tables.items()}
        stored: list[Document] = []
        for document in changes.put:
            kind = type(document)
            table = tables[TABLES[kind]]
            if isinstance(document, Action):
                document = _numbered(document, table)
            row = rows[kind].get(document.id) or next(fresh[TABLES[kind]])
            rows[kind][document.id] = row
            table[row] = {**table.get(row, {}), **to_json(document)}
            stored.append(as_stored(document))
        for document in changes.remove:
            if row := rows[type(document)].pop(document.id, ""):
                del tables[TABLES[type(document)]][row]
        return Library({**self.tables, **tables}), Changes(tuple(stored), changes.remove)

    def since(self, earlier: Library) -> Changes:
        """Return the changes that lead from `earlier` to this state."""
        put: list[Document] = [
            *self._beyond(Meeting, earlier),
            *self._beyond(Note, earlier),
            *self._beyond(Action, earlier),
        ]
        remove: list[Note | Action] = [
            *earlier._without(Note, self),
            *earlier._without(Action, self),
        ]
        return Changes(tuple(put), tuple(remove))

    def _beyond(self, kind: type[T], earlier: Library) -> list[T]:
        known = earlier._rows[kind]
        return [
            from_json(kind, values)
            for id, values in self._sorted(kind)
            if id not in known or values != earlier._values(kind, id)
        ]

    def _without(self, kind: type[T], later: Library) -> list[T]:
        kept = later._rows[kind]
        return [from_json(kind, values) for id, values in self._sorted(kind) if id not in kept]

    def _sorted(self, kind: type[Struct]) -> Iterator[tuple[str, Json]]:
        for id in sorted(self._rows[kind]):
            yield id, self._values(kind, id)

    def _values(self, kind: type[Struct], id: str) -> Json:
        values: Json = self.tables[TABLES[kind]][self._rows[kind][id]]
        return values


def _rows(kind: type[Struct], table: dict[str, Any]) -> dict[str, str]:
    """Return the row of each document by its id."""
    rows: dict[str, str] = {}
    for row, values in table.items():
        where = f"row {row!r} of table {TABLES[kind]!r}"
        if not row.isdecimal() or not isinstance(values, dict):
            raise StoreError(f"{where} is no document")
        id = values.get("id")
        if not isinstance(id, str) or not id:
            raise StoreError(f"{where} has no id")
        if id in rows:
            raise StoreError(f"{name_of(kind, values)} is there twice")
        check_schema(kind, values)
        rows[id] = row
    return rows


def _free_rows(table: dict[str, Any]) -> Iterator[str]:
    return map(str, count(max(map(int, table), default=0) + 1))


def _numbered(action: Action, table: dict[str, Any]) -> Action:
    owners = {values.get("number"): values["id"] for values in table.values()}
    if action.number and owners.get(action.number, action.id) == action.id:
        return action
    highest = max((number for number in owners if isinstance(number, int)), default=0)
    return replace(action, number=max(highest, 0) + 1)
