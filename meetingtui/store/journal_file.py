"""One open journal: a file that only ever grows, or is cut back to where it was."""

from __future__ import annotations

import os
import weakref
from contextlib import suppress
from pathlib import Path

from meetingtui.errors import StoreError
from meetingtui.store.files import (
    Files,
    is_refusal,
    read_all,
    set_aside,
    write_all,
    write_file,
)
from meetingtui.store.replay import Replayed, mended
from meetingtui.store.snapshot import mode_of
from meetingtui.store.tail import FIRST


class JournalFile:
    """An open journal, which stays readable after another one has taken its name."""

    def __init__(self, path: Path, files: Files) -> None:
        """Open the journal at `path`, for reading alone where that is all that is allowed."""
        self.path = path
        self.offset = 0
        """Up to here it was read or written; always behind a line break."""

        self.is_sure = True
        """Whether what is in the file up to `offset`, and no more, is known to be on the disk."""

        self.is_checked = False
        """Whether it is known that people allow it to be written."""

        self._files = files
        try:
            self._descriptor = files.open(path, os.O_RDWR | os.O_APPEND | os.O_NOFOLLOW)
        except OSError as error:
            if not is_refusal(error):
                raise
            self._descriptor = files.open(path, os.O_RDONLY | os.O_NOFOLLOW)
        self._closing = weakref.finalize(self, files.close, self._descriptor)
        self.inode = files.fstat(self._descriptor).st_ino
        self.first = files.read(self._descriptor, FIRST, 0)
        """What tells this journal from another."""

    def rest(self) -> bytes:
        """Return what is behind `offset`."""
        return read_all(self._files, self._descriptor, self.offset)

    def between(self, start: int, end: int) -> bytes:
        """Return the bytes from `start` to `end`."""
        return self._files.read(self._descriptor, end - start, start)

    def append(self, line: bytes) -> None:
        """Write `line` and sync it; `offset` stays, for whoever takes the line in.

        Raises OSError where it may not be on the disk.
        """
        self.is_sure = False
        try:
            write_all(self._files, self._descriptor, line)
        except OSError:
            self._files.truncate(self._descriptor, self.offset)
            self.is_sure = True
            raise
        try:
            self._files.sync(self._descriptor)
        except OSError:
            with suppress(OSError):
                self._files.truncate(self._descriptor, self.offset)
            raise
        self.is_sure = True

    def cut_torn(self) -> None:
        """Copy what follows the last line break to a file of its own, and cut it off."""
        if self._files.fstat(self._descriptor).st_size > self.offset:
            set_aside(self._files, self.path, "torn", self.rest())
            self._files.truncate(self._descriptor, self.offset)

    def close(self) -> None:
        """Let go of the file, as does whoever forgets to call this."""
        self._closing()


def open_journal(path: Path, files: Files) -> JournalFile | None:
    """Return the journal at `path`, open; None where there is no file."""
    try:
        return JournalFile(path, files)
    except FileNotFoundError:
        return None


def replace_journal(files: Files, path: Path, content: bytes, mode: int) -> None:
    """Put a journal with this content, whole and synced, in the place of the one at `path`."""
    fresh = path.with_name(f"{path.name}.new")
    write_file(files, fresh, content, mode)
    files.rename(fresh, path)
    files.sync_folder(path.parent)


def mend_journal(files: Files, path: Path, damaged: bytes, state: Replayed) -> StoreError:
    """Copy a damaged journal aside, and put one of all its whole lines in its place.

    Return the error that says so. Raises StoreError where that fails.
    """
    journal = path.with_name(f"{path.name}.journal")
    where = f"{journal} is damaged in {state.lines.where()}"
    try:
        aside = set_aside(files, journal, "damaged", damaged)
        replace_journal(files, journal, mended(state), mode_of(files, journal))
    except OSError as error:
        raise StoreError(f"{where}; it cannot be mended: {error.strerror}") from error
    return StoreError(f"{where}: it is kept as {aside.name}, all else was read; try again")
