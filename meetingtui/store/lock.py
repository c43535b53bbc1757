"""The lock that keeps processes from writing to a store at the same time."""

from __future__ import annotations

import os
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from meetingtui.errors import StoreError
from meetingtui.store.files import Files

PATIENCE = timedelta(seconds=5)
"""How long a commit waits for another process that is writing."""

_PAUSE_S = 0.002


class Busy(StoreError):
    """The lock is another's."""


class Lock:
    """A lock on a file of its own, which stays: the files that it guards are replaced.

    It goes with the process, however that ends. The file is opened once: that leaves two system
    calls for each commit.
    """

    def __init__(
        self, path: Path, files: Files, flags: int = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW
    ) -> None:
        """Stand for the lock at `path`; the file is opened with `flags` when it is first held."""
        self._flags = flags
        self._path = path
        self._files = files
        self._descriptor: int | None = None
        self._closing: weakref.finalize[..., Lock] | None = None
        self._holds = 0

    @contextmanager
    def held(self, patience: timedelta = PATIENCE) -> Iterator[None]:
        """Hold the lock; the same object may do so again within.

        Raises Busy where another has it for longer than `patience`, and OSError where the file
        cannot be made.
        """
        if not self._holds:
            self._acquire(time.monotonic() + patience.total_seconds())
        self._holds += 1
        try:
            yield
        finally:
            self._holds -= 1
            if not self._holds and self._descriptor is not None:
                _let_go(self._descriptor)

    def keep(self) -> None:
        """Hold the lock from now until `close`; raises as `held` does, at once where it is busy."""
        self._acquire(time.monotonic())

    def close(self) -> None:
        """Let go of the file."""
        if self._closing is not None:
            self._closing()
        self._descriptor = None

    def _acquire(self, until: float) -> None:
        while True:
            if self._descriptor is None:
                self._descriptor = self._opened()
                self._closing = weakref.finalize(self, self._files.close, self._descriptor)
            if not _take(self._descriptor):
                if time.monotonic() >= until:
                    guarded = str(self._path).removesuffix(".lock")
                    raise Busy(f"{guarded} is busy in another process; try again")
                time.sleep(_PAUSE_S)
            elif self._files.fstat(self._descriptor).st_nlink:
                return
            else:
                # Somebody removed the file: others would hold a new one of the same name.
                self.close()

    def _opened(self) -> int:
        try:
            return self._files.open(self._path, self._flags)
        except FileNotFoundError:
            self._files.make_folder(self._path.parent)
            return self._files.open(self._path, self._flags)


def _take(descriptor: int) -> bool:
    """Lock the file and return True, or False where another has it."""
    from filelock import lock_descriptor

    return lock_descriptor(descriptor, blocking=False)


def _let_go(descriptor: int) -> None:
    from filelock import unlock_descriptor

    unlock_descriptor(descriptor)
