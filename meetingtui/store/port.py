"""What the application asks of a store: six methods, no more."""

from __future__ import annotations

from typing import Protocol, TypeVar

from meetingtui.meeting.model import Action, Changes, Meeting, Note

D = TypeVar("D", Meeting, Note, Action)


class Store(Protocol):
    """Documents by id. Every store passes `tests/store/test_contract.py`."""

    def commit(self, changes: Changes) -> Changes:
        """Write `changes`, all or nothing, and return them as stored, once they are durable.

        A new action item (number 0) gets the next free short number.
        Raises StoreError when nothing was written, and ChangedMeanwhile where a document is not
        stored as expected, or the caller is not `abreast` of others.
        """

    def get(self, kind: type[D], id: str) -> D | None:
        """Return the document with this id, or None."""

    def find(self, kind: type[D], /, *, latest: int | None = None, **equal: str) -> list[D]:
        """Return the documents whose fields equal those given, oldest first (by id).

        With `latest`, only so many of the newest; the others cost nothing then.
        """

    def follow(self) -> Changes:
        """Return what other processes changed and was not told by an earlier `follow`."""

    def another(self) -> Store:
        """Return a store with the same documents, for another thread to read and to close.

        Raises StoreError as opening one does.
        """

    def close(self) -> None:
        """Let go of the files; a second call does nothing."""
