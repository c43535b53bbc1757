"""TinyDB on top of the journal: for scripts that work on a store while a meeting runs.

    with JournalDB(path) as db:
        db.table("actions").search(where("state") == "open")

What a script changes is one line of the journal, whatever the size of the store, and it sees at
once what others have committed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from contextlib import AbstractContextManager, nullcontext
from typing import Any, cast

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Document, Table

from meetingtui.store.lines import Edits, Rows
from meetingtui.store.storage import JournalStorage, json_row, new_id

# Not its base class: a meeting does without TinyDB, which takes a while to load.
Storage.register(JournalStorage)


class RowsView(Mapping[str, dict[str, Any]]):
    """The documents of one table by row; each is decoded when it is asked for."""

    def __init__(self, rows: Rows) -> None:
        """Show `rows`."""
        self._rows = rows

    def __getitem__(self, row: str) -> dict[str, Any]:
        """Return a copy of the document of `row`."""
        document: dict[str, Any] = json.loads(bytes(self._rows[row]))
        return document

    def __iter__(self) -> Iterator[str]:
        """Return the rows in the order in which they were made."""
        return iter(self._rows)

    def __len__(self) -> int:
        """Return how many documents there are."""
        return len(self._rows)


class Draft(MutableMapping[int, dict[str, Any]]):
    """A table that is being changed: remembers what was looked at, put and removed."""

    def __init__(self, rows: Rows) -> None:
        """Begin with `rows`, which stay as they are."""
        self._view = RowsView(rows)
        self._rows = rows
        self._here: dict[str, dict[str, Any]] = {}
        self._gone: dict[str, None] = {}

    def __getitem__(self, doc_id: int) -> dict[str, Any]:
        """Return the document, which may then be changed in place."""
        row = str(doc_id)
        if row in self._gone:
            raise KeyError(doc_id)
        if row not in self._here:
            self._here[row] = self._view[row]
        return self._here[row]

    def __setitem__(self, doc_id: int, document: dict[str, Any]) -> None:
        """Put a document."""
        self._gone.pop(str(doc_id), None)
        self._here[str(doc_id)] = document

    def __delitem__(self, doc_id: int) -> None:
        """Remove a document."""
        if doc_id not in self:
            raise KeyError(doc_id)
        self._here.pop(str(doc_id), None)
        self._gone[str(doc_id)] = None

    def __contains__(self, doc_id: object) -> bool:
        """Tell whether there is such a document, without decoding it."""
        row = str(doc_id)
        return row not in self._gone and (row in self._here or row in self._rows)

    def __iter__(self) -> Iterator[int]:
        """Return the ids of the documents, the new ones last."""
        yield from (int(row) for row in self._rows if row not in self._gone)
        yield from (int(row) for row in list(self._here) if row not in self._rows)

    def __len__(self) -> int:
        """Return how many documents there are."""
        return sum(1 for _ in self)

    def clear(self) -> None:
        """Remove all documents."""
        self._here.clear()
        self._gone = dict.fromkeys(self._rows)

    def edits(self, name: str) -> Edits:
        """Return what was changed in the table `name`."""
        encoded = {row: json_row(document) for row, document in self._here.items()}
        put = {row: raw for row, raw in encoded.items() if self._rows.get(row) != raw}
        gone = [row for row in self._gone if row in self._rows]
        return Edits(put={name: put}, remove={name: gone} if gone else {})


class JournalTable(Table):
    """A table of TinyDB that writes what a change changes, not the whole store.

    On top of any other storage it is TinyDB's own.
    """

    _version = 0

    def insert(self, document: Mapping[str, Any]) -> int:
        """Insert a document; nobody else takes its id meanwhile."""
        with self._alone():
            return super().insert(document)

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        """Insert documents in one commit; nobody else takes their ids meanwhile."""
        with self._alone():
            return super().insert_multiple(documents)

    def search(self, cond: QueryLike) -> list[Document]:
        """Return the documents that match, those of other processes included."""
        self._read_table()
        return super().search(cond)

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        if not isinstance(self._storage, JournalStorage):
            return super()._read_table()
        self._storage.refresh()
        self._see(self._storage)
        view = RowsView(self._storage.tables.get(self.name, {}))
        return cast("dict[str, Mapping[str, Any]]", view)

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        if not isinstance(self._storage, JournalStorage):
            super()._update_table(updater)
            return
        with self._storage.alone():
            rows = self._storage.tables.get(self.name)
            draft = Draft(rows or {})
            updater(cast("dict[int, Mapping[str, Any]]", draft))
            edits = draft.edits(self.name)
            if rows is None or edits.remove or edits.put[self.name]:
                self._storage.commit(edits, new_id())
        # Its own changes leave the next id alone, as TinyDB does.
        self._version = self._storage.version
        self.clear_cache()

    def _alone(self) -> AbstractContextManager[None]:
        if not isinstance(self._storage, JournalStorage):
            return nullcontext()
        return self._storage.alone()

    def _get_next_id(self) -> int:
        if isinstance(self._storage, JournalStorage):
            self._see(self._storage)
        return cast("int", super()._get_next_id())  # type: ignore[no-untyped-call]

    def _see(self, storage: JournalStorage) -> None:
        """Forget what was remembered of an earlier state."""
        if self._version != storage.version:
            self._version = storage.version
            self._next_id = None
            self.clear_cache()


class JournalDB(TinyDB):
    """TinyDB with our storage and our table."""

    default_storage_class = JournalStorage  # type: ignore[assignment]
    table_class = JournalTable
