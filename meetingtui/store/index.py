"""Where the documents of one table are: rows by id, and the short numbers that are taken."""

from __future__ import annotations

from msgspec import Raw, Struct

from meetingtui.errors import StoreError
from meetingtui.store.codec import TABLES, Head, check_schema, head_of, name_of
from meetingtui.store.lines import Rows


class Index:
    """What is looked up in a table without decoding its documents."""

    def __init__(self, kind: type[Struct], rows: Rows) -> None:
        """Index `rows`; raises StoreError for what is no document, is there twice or is newer."""
        self.rows: dict[str, str] = {}
        """Row by id of the document."""

        self.numbers: dict[int, str] = {}
        """Id by short number, of action items."""

        self.highest = 0
        """The highest short number."""

        self.next_row = 1
        """The first row that was never used."""

        self._kind = kind
        for row, raw in rows.items():
            head = self.head(row, raw)
            if head.id in self.rows:
                raise StoreError(f"{name_of(kind, head)} is there twice")
            self.add(row, head)

    def head(self, row: str, raw: Raw) -> Head:
        """Return the head of the document of `row`, whose id is then known to be one."""
        where = f"row {row!r} of table {TABLES[self._kind]!r}"
        if not row.isdecimal() or bytes(memoryview(raw)[:1]) != b"{":
            raise StoreError(f"{where} is no document")
        head = head_of(raw)
        if not isinstance(head.id, str) or not head.id:
            raise StoreError(f"{where} has no id")
        check_schema(self._kind, head)
        return head

    def add(self, row: str, head: Head) -> None:
        """Take note of a document."""
        self.rows[head.id] = row
        if (after := int(row) + 1) > self.next_row:
            self.next_row = after
        if number := head.short:
            self.numbers[number] = head.id
            self.highest = max(self.highest, number)

    def remove(self, row: str, head: Head) -> None:
        """Forget a document."""
        if self.rows.get(head.id) == row:
            del self.rows[head.id]
        if self.numbers.get(head.short) == head.id:
            del self.numbers[head.short]
            if head.short == self.highest:
                self.highest = max(self.numbers, default=0)
