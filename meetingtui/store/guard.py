"""The listener that keeps files away which are no store of ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from meetingtui.errors import StoreError
from meetingtui.store.codec import TABLES
from meetingtui.store.contents import Contents
from meetingtui.store.library import Library
from meetingtui.store.lines import Edits


class Guard:
    """Has a library listen to a journal, and names the file in what it refuses."""

    def __init__(self, path: Path, library: Library) -> None:
        """Guard the store at `path`."""
        self._path = path
        self._library = library

    def whole(self, contents: Contents) -> None:
        """Take `contents`; raises StoreError where they are no store of ours."""
        if not contents.names() & set(TABLES.values()):
            raise StoreError(
                f"{self._path} is a TinyDB file, but no store; name another with --store"
            )
        with naming(self._path):
            self._library.whole(contents)

    def part(self, edits: Edits) -> None:
        """Take `edits`; raises StoreError where they are none of ours."""
        try:
            self._library.part(edits)
        except StoreError as error:
            raise StoreError(f"{self._path}: {error}") from error


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Put the file's name before an error about a document."""
    try:
        yield
    except StoreError as error:
        raise StoreError(f"{path}: {error}") from error
