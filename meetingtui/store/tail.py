"""How far a journal was acknowledged, in the file of the lock: what ends before was cut short.

Without it, lines that somebody, or some other program, has cut off would look like lines that were
never finished. The note may be older than the journal, never newer: it is written between commits,
which it must not slow down, and never synced. Where it is not whole, nothing is known.
"""

from __future__ import annotations

import os
import weakref
from contextlib import suppress
from pathlib import Path

from meetingtui.store.files import Files
from meetingtui.store.lines import body_of, summed

FIRST = 8
"""So many bytes, the checksum of its first line, tell one journal from another."""

_SIZE = len(summed(b"-" * FIRST + b" %016d" % 0))


class Tail:
    """The note about one store's journal."""

    def __init__(self, path: Path, files: Files) -> None:
        """Keep the note in the file at `path`, which whoever writes has made already."""
        self._path = path
        self._files = files
        self._descriptor: int | None = None
        self._unwritten = b""

    def note(self, first: bytes, end: int) -> None:
        """Take note that the journal which begins with `first` is on the disk up to `end`."""
        self._unwritten = b"%b %016d" % (first, end)

    def write(self) -> None:
        """Write what was noted and is not written yet."""
        if self._unwritten:
            with suppress(OSError):
                self._files.note(self._opened(), summed(self._unwritten))
            self._unwritten = b""

    def forget(self) -> None:
        """Write that nothing is known any more."""
        self.note(b"", 0)
        self.write()

    def end(self, first: bytes) -> int:
        """Return how far that journal was acknowledged; 0 where nothing is known."""
        with suppress(OSError, ValueError):
            content = self._files.read(self._opened(), _SIZE, 0)
            of, _, end = body_of(content.removesuffix(b"\n")).partition(b" ")
            return int(end) if of == first else 0
        return 0

    def _opened(self) -> int:
        if self._descriptor is None:
            self._descriptor = self._files.open(self._path, os.O_RDWR | os.O_NOFOLLOW)
            weakref.finalize(self, self._files.close, self._descriptor)
        return self._descriptor
