"""A store that forgets: for rehearsals, and for tests."""

from __future__ import annotations

from meetingtui.meeting.model import Action, Changes, Meeting, Note
from meetingtui.store.library import Library
from meetingtui.store.port import D


class MemoryStore:
    """Documents that last as long as this object."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._library = Library()

    def commit(self, changes: Changes) -> Changes:
        """Take `changes` and return them as stored."""
        edits, stored = self._library.plan(changes)
        self._library.part(edits)
        self._library.contents.apply(edits)
        return stored

    def get(self, kind: type[D], id: str) -> D | None:
        """Return the document with this id, or None."""
        return self._library.get(kind, id)

    def find(self, kind: type[D], /, *, latest: int | None = None, **equal: str) -> list[D]:
        """Return the documents whose fields equal those given, oldest first; `latest` at most."""
        return self._library.find(kind, latest=latest, **equal)

    def follow(self) -> Changes:
        """Return no changes: nobody else can reach this store."""
        return Changes()

    def another(self) -> MemoryStore:
        """Return a store with the documents that this one has now."""
        other = MemoryStore()
        other.commit(Changes((*self.find(Meeting), *self.find(Note), *self.find(Action))))
        return other

    def close(self) -> None:
        """Do nothing."""
