"""Where the documents of one table are: rows by id, and the short numbers that are taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

from msgspec import Raw, Struct

from meetingtui.errors import StoreError
from meetingtui.store.codec import TABLES, Head, check_schema, head_of, name_of
from meetingtui.store.contents import Contents
from meetingtui.store.index_file import FIELDS

_PIECE = 64
"""How many stored documents are read at once."""


class Index:
    """What is looked up in a table without decoding its documents."""

    def __init__(self, kind: type[Struct], contents: Contents) -> None:
        """Index the table of `kind`.

        Raises StoreError for what is no document, is there twice or is newer.
        """
        self._kind, self._name = kind, TABLES[kind]
        self._contents = contents
        self._stored = contents.stored(self._name)
        self._hidden: set[int] = set()
        """The documents among those stored that are no more as they were."""

        self._rows: dict[str, str] = {}
        """Row by id, of all others."""

        self._numbers: dict[int, str] = {}
        """Id by short number, of those action items."""

        self._highest = 0
        self.next_row = self._stored.next_row
        """The first row that was never used."""

        here = contents.here(self._name)
        for row in (*contents.gone(self._name), *here):
            self._hide(row)
        for row, raw in here.items():
            head = self.head(row, raw)
            if self.row_of(head.id) is not None:
                raise StoreError(f"{name_of(kind, head)} is there twice")
            self.add(row, head)

    def head(self, row: str, raw: Raw) -> Head:
        """Return the head of the document of `row`, whose id is then known to be one."""
        where = f"row {row!r} of table {self._name!r}"
        if not row.isdecimal() or bytes(memoryview(raw)[:1]) != b"{":
            raise StoreError(f"{where} is no document")
        head = head_of(raw)
        if not isinstance(head.id, str) or not head.id:
            raise StoreError(f"{where} has no id")
        check_schema(self._kind, head)
        return head

    def add(self, row: str, head: Head) -> None:
        """Take note of a document."""
        self._rows[head.id] = row
        if (after := int(row) + 1) > self.next_row:
            self.next_row = after
        if number := head.short:
            self._numbers[number] = head.id
            self._highest = max(self._highest, number)

    def remove(self, row: str, head: Head) -> None:
        """Forget a document."""
        if self._rows.get(head.id) != row:
            self._hide(row)
        else:
            del self._rows[head.id]
        if self._numbers.get(head.short) == head.id:
            del self._numbers[head.short]
            if head.short == self._highest:
                self._highest = max(self._numbers, default=0)

    @property
    def highest(self) -> int:
        """The highest short number, or 0."""
        return max(self._highest, self._stored.highest("number", self._hidden))

    def taken_by(self, number: int) -> str | None:
        """Return the id of the action item with this short number, or None."""
        if here := self._numbers.get(number):
            return here
        found = (n for n in self._stored.having("number", number) if n not in self._hidden)
        return next((str(head_of(self._stored.document(n)).id) for n in found), None)

    def row_of(self, id: str) -> str | None:
        """Return the row of a document, or None."""
        if row := self._rows.get(id):
            return row
        number = self._number(id)
        return None if number is None else self._stored.row_of(number)

    def get(self, id: str) -> Raw | None:
        """Return a document, or None; raises StoreError where it is damaged."""
        if row := self._rows.get(id):
            return self._contents.here(self._name)[row]
        number = self._number(id)
        return None if number is None else self._stored.document(number)

    def candidates(self, equal: Mapping[str, str]) -> tuple[Iterator[Raw], Iterator[Raw]]:
        """Return all documents whose fields equal those given, and perhaps others.

        First come those in memory, then those stored, each the newest first.
        """
        here = self._contents.here(self._name)
        in_memory = (here[row] for _, row in sorted(self._rows.items(), reverse=True))
        asked = [self._stored.having(field, equal[field]) for field in FIELDS if field in equal]
        shortest = min(asked, key=len, default=self._stored.numbers)
        return in_memory, self._backwards([n for n in shortest if n not in self._hidden])

    def readable(self) -> dict[str, Raw]:
        """Return all documents by id, but for those that were changed below our feet."""
        found = {id: self._contents.here(self._name)[row] for id, row in self._rows.items()}
        for number in self._stored.numbers:
            with suppress(StoreError):
                if number not in self._hidden:
                    raw = self._stored.document(number)
                    found[str(head_of(raw).id)] = raw
        return found

    def _backwards(self, numbers: Sequence[int]) -> Iterator[Raw]:
        for end in range(len(numbers), 0, -_PIECE):
            yield from reversed([*self._stored.documents(numbers[max(0, end - _PIECE) : end])])

    def _number(self, id: str) -> int | None:
        number = self._stored.with_id(id)
        return None if number in self._hidden else number

    def _hide(self, row: str) -> None:
        number = self._stored.in_row(row)
        if number is not None:
            self._hidden.add(number)
