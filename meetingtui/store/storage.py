"""A TinyDB storage that replaces its file as a whole: a crash leaves the old state or the new."""

from __future__ import annotations

import json
import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from tinydb.storages import Storage

from meetingtui.errors import StoreError

Tables = dict[str, dict[str, Any]]
"""Tables as TinyDB keeps them: name to row number (a whole number as text) to document."""


class Stamp(NamedTuple):
    """What differs between two states of a file."""

    inode: int
    size: int
    changed_ns: int


class ReplacingStorage(Storage):
    """Keeps TinyDB's tables in one JSON file, only ever replaced by a complete and synced one."""

    def __init__(self, path: Path) -> None:
        """Stand for the file at `path`, through links; neither it nor its folder need exist."""
        self.path = Path(os.path.realpath(path))
        self.stamp: Stamp | None = None
        """The state of the file that was last read or written; None while there is none."""

    def look(self) -> Stamp | None:
        """Return the present state of the file; None while there is none."""
        try:
            return _stamp(self.path.stat())
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._unreadable(error) from error

    def read(self) -> Tables | None:
        """Return the tables, or None where there is no file.

        Raises StoreError for a file that is not readable, or is no TinyDB file; it stays as it is.
        """
        try:
            state = self.path.stat()
            if not stat.S_ISREG(state.st_mode):
                raise StoreError(f"{self.path} is not a file; name one with --store")
            with self.path.open("rb") as file:
                # Of the open file: the name may be given to a newer one at any moment.
                stamp = _stamp(os.fstat(file.fileno()))
                tables = self._parsed(file.read())
        except FileNotFoundError:
            self.stamp = None
            return None
        except OSError as error:
            raise self._unreadable(error) from error
        self.stamp = stamp
        return tables

    def write(self, data: Tables) -> None:
        """Replace the file by one with `data`; it is durable on return.

        Raises StoreError when it is not; the file then holds its old state, except that after a
        failure of the folder's sync it may hold the new one.
        """
        try:
            self.stamp = self._replace(json.dumps(data).encode())
        except OSError as error:
            raise StoreError(f"not saved: {self.path}: {error.strerror}") from error

    def _unreadable(self, error: OSError) -> StoreError:
        return StoreError(f"{self.path} cannot be read: {error.strerror}")

    def _parsed(self, content: bytes) -> Tables:
        if not content:
            raise StoreError(
                f"{self.path} is empty (0 bytes), which no store ever is: put a backup in its"
                " place, or remove it to start anew"
            )
        try:
            tables = json.loads(content)
        except (ValueError, RecursionError) as error:
            raise StoreError(f"{self.path} is damaged or no store: it is not JSON") from error
        if not isinstance(tables, dict) or not all(isinstance(t, dict) for t in tables.values()):
            raise StoreError(f"{self.path} is JSON, but no store; name another with --store")
        return tables

    def _replace(self, content: bytes) -> Stamp:
        temporary = self.path.with_name(f"{self.path.name}.tmp")
        mode = self._mode()
        try:
            with os.fdopen(os.open(temporary, _NEW, mode), "wb") as file:
                os.fchmod(file.fileno(), mode)
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
                stamp = _stamp(os.fstat(file.fileno()))
            temporary.replace(self.path)
        except OSError:
            with suppress(OSError):
                temporary.unlink()
            raise
        _sync_folder(self.path.parent)
        return stamp

    def _mode(self) -> int:
        """Return the permissions to write with: those of the file, or its owner's alone."""
        try:
            state = self.path.stat()
        except FileNotFoundError:
            return 0o600
        if not os.access(self.path, os.W_OK):
            raise PermissionError(None, "it is write-protected", str(self.path))
        return stat.S_IMODE(state.st_mode)


_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW


def _stamp(state: os.stat_result) -> Stamp:
    return Stamp(state.st_ino, state.st_size, state.st_mtime_ns)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
