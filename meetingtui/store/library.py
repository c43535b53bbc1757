"""All documents of a store in memory, found by id, and the edits that changes lead to."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice
from operator import attrgetter
from typing import Any

import msgspec
from msgspec import Raw, Struct
from msgspec.structs import replace

from meetingtui.errors import ChangedMeanwhile
from meetingtui.meeting.lookup import name_of
from meetingtui.meeting.model import Action, Changes, Document, Meeting, Note
from meetingtui.store.codec import TABLES, Head, T, decode, encode, head_of
from meetingtui.store.contents import Contents
from meetingtui.store.index import Index
from meetingtui.store.lines import Edits

Key = tuple[type[Struct], str]
"""A document: its kind and its id."""


class _Fresh(Struct):
    """What the documents of one commit take up."""

    next_row: dict[type[Struct], int]
    rows: dict[Key, str] = {}
    numbers: dict[int, str] = {}
    highest: int = 0


class Library:
    """The present state of a store, and what others did to it that was not told yet."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.contents = Contents()
        self._indexes = {kind: Index(kind, self.contents) for kind in TABLES}
        self._untold: dict[Key, Raw | None] = {}
        """What a document was when it was last told, by its key; None where it was not there."""

        self.is_heard = False
        """Whether somebody asks for `news`; from then on they are kept."""

    def whole(self, contents: Contents) -> None:
        """Take `contents` for the present state, tables that are not ours included.

        Raises StoreError for a document of ours that has no id of its own, or is from a newer
        version; the state stays. All else that may be wrong is found when it is asked for.
        """
        indexes = {kind: Index(kind, contents) for kind in TABLES}
        if self.is_heard:
            for kind in TABLES:
                old, new = self._indexes[kind].readable(), indexes[kind].readable()
                for id in old.keys() | new.keys():
                    if old.get(id) != new.get(id):
                        self._untold.setdefault((kind, id), old.get(id))
        self.contents, self._indexes = contents, indexes

    def part(self, edits: Edits) -> None:
        """Hear that `edits` are about to be carried out on the tables; raises as `whole` does."""
        if edits.drop:
            # Of what is dropped every document has to be looked at.
            self.contents.tables  # noqa: B018
            self._indexes = {kind: Index(kind, self.contents) for kind in TABLES}
        touched = [kind for kind, name in TABLES.items() if edits.touches(name)]
        steps = [step for kind in touched for step in self._steps(kind, edits)]
        for kind, row, head in steps:
            old = self.contents.get(TABLES[kind], row)
            if old is not None:
                before = head_of(old)
                self._remember(kind, before.id)
                self._indexes[kind].remove(row, before)
            if head is not None:
                self._remember(kind, head.id)
                self._indexes[kind].add(row, head)

    def get(self, kind: type[T], id: str) -> T | None:
        """Return the document with this id, or None; raises StoreError where it is broken."""
        raw = self._raw(kind, id)
        return None if raw is None else decode(kind, raw)

    def find(self, kind: type[T], /, *, latest: int | None = None, **equal: str) -> list[T]:
        """Return the documents whose fields equal those given, oldest first; `latest` at most."""
        if strange := equal.keys() - set(kind.__struct_fields__):
            raise TypeError(f"{kind.__name__} has no field {', '.join(sorted(strange))}")
        found: list[T] = []
        for candidates in self._indexes[kind].candidates(equal):
            matching = (raw for raw in candidates if _matches(raw, equal))
            found += [decode(kind, raw) for raw in islice(matching, latest)]
        found.sort(key=attrgetter("id"))
        return found if latest is None else found[max(0, len(found) - latest) :]

    def told(self, changes: Changes) -> None:
        """Take it that the caller knows of these documents."""
        for document in (*changes.put, *changes.remove):
            self._untold.pop((type(document), document.id), None)

    def news(self) -> Changes:
        """Return what others changed since this was last asked, and take it for told."""
        put: list[Document] = [
            *self._changed(Meeting),
            *self._changed(Note),
            *self._changed(Action),
        ]
        remove: list[Note | Action] = [*self._removed(Note), *self._removed(Action)]
        self._untold.clear()
        return Changes(tuple(put), tuple(remove))

    def plan(self, changes: Changes) -> tuple[Edits, Changes]:
        """Return the edits that `changes` ask for, and the changes as they will be stored.

        An action item without a number, or whose number another one has taken meanwhile, gets the
        next free one. Fields of a document that are not ours stay. Raises ChangedMeanwhile where
        something else than expected is stored, or more than was told.
        """
        if changes.abreast and self._untold:
            raise ChangedMeanwhile("something else was stored at the same moment; try again")
        for expected in changes.expected:
            if self.get(type(expected), expected.id) != expected:
                raise ChangedMeanwhile(_changed_meanwhile(expected))
        edits = Edits()
        stored: list[Document] = []
        fresh = _Fresh({kind: index.next_row for kind, index in self._indexes.items()})
        for document in changes.put:
            kind = type(document)
            rows = edits.put.setdefault(TABLES[kind], {})
            row = self._row(kind, document.id, fresh)
            old = rows.get(row) or self._raw(kind, document.id)
            if isinstance(document, Action):
                document = self._numbered(document, old, fresh)
            rows[row] = encode(document, old)
            stored.append(decode(kind, rows[row]))
        for document in changes.remove:
            gone = self._indexes[type(document)].row_of(document.id)
            if gone:
                edits.remove.setdefault(TABLES[type(document)], []).append(gone)
        return edits, Changes(tuple(stored), changes.remove)

    def _changed(self, kind: type[T]) -> Iterator[T]:
        for id, before in self._untold_of(kind):
            now = self._raw(kind, id)
            if now is not None and not _same(before, now):
                yield decode(kind, now)

    def _removed(self, kind: type[T]) -> Iterator[T]:
        for id, before in self._untold_of(kind):
            if before is not None and self._raw(kind, id) is None:
                yield decode(kind, before)

    def _untold_of(self, kind: type[Struct]) -> list[tuple[str, Raw | None]]:
        return sorted((id, before) for (of, id), before in self._untold.items() if of is kind)

    def _row(self, kind: type[Struct], id: str, fresh: _Fresh) -> str:
        row = self._indexes[kind].row_of(id) or fresh.rows.get((kind, id))
        if not row:
            row = fresh.rows[kind, id] = str(fresh.next_row[kind])
            fresh.next_row[kind] += 1
        return row

    def _numbered(self, action: Action, old: Raw | None, fresh: _Fresh) -> Action:
        number = action.number or (0 if old is None else head_of(old).short)
        taken_by = self._indexes[Action].taken_by(number) or action.id
        if not number or fresh.numbers.get(number, taken_by) != action.id:
            number = max(fresh.highest, self._indexes[Action].highest) + 1
        fresh.numbers[number] = action.id
        fresh.highest = max(fresh.highest, number)
        return action if action.number == number else replace(action, number=number)

    def _raw(self, kind: type[Struct], id: str) -> Raw | None:
        return self._indexes[kind].get(id)

    def _remember(self, kind: type[Struct], id: str) -> None:
        if self.is_heard:
            self._untold.setdefault((kind, id), self._raw(kind, id))

    def _steps(
        self, kind: type[Struct], edits: Edits
    ) -> Iterator[tuple[type[Struct], str, Head | None]]:
        name = TABLES[kind]
        if name in edits.drop:
            yield from ((kind, row, None) for row in self.contents.here(name))
        for row, raw in edits.put.get(name, {}).items():
            yield kind, row, self._indexes[kind].head(row, raw)
        yield from ((kind, row, None) for row in edits.remove.get(name, ()))


def _changed_meanwhile(document: Document) -> str:
    name = "the meeting" if isinstance(document, Meeting) else name_of(document)
    return f"{name} was changed elsewhere meanwhile; look at it and try again"


@cache
def _filter(*names: str) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(msgspec.defstruct("Filter", [(name, Any, None) for name in names]))


def _matches(raw: Raw, equal: dict[str, str]) -> bool:
    """Tell whether the fields are equal; a document that cannot be read is one to be named."""
    if not equal:
        return True
    try:
        fields = _filter(*equal).decode(raw)
    except (ValueError, RecursionError):
        return True
    return all(getattr(fields, name) == value for name, value in equal.items())


def _same(before: Raw | None, now: Raw) -> bool:
    if before is None or before == now:
        return before is not None
    # Written by somebody else's JSON: the same document may look different.
    return bool(msgspec.json.decode(before) == msgspec.json.decode(now))
