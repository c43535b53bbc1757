"""The few things that the store asks of the operating system, in one place.

Everything that makes a commit durable goes through `Files`, so that tests can fail, cut short or
kill each single operation by passing in a class that does.
"""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

NEW = os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW
UNUSED = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW

PIECE = 4 * 1024 * 1024
"""How much of a new file may wait for the disk at once: what others sync waits behind it."""

_sync_data = getattr(os, "fdatasync", os.fsync)


class Stamp(NamedTuple):
    """What differs between two states of a file."""

    inode: int
    size: int
    changed_ns: int


def stamp_of(state: os.stat_result) -> Stamp:
    """Return the part of `state` that tells one state of a file from another."""
    return Stamp(state.st_ino, state.st_size, state.st_mtime_ns)


def stamp_at(files: Files, path: Path) -> Stamp | None:
    """Return the state of the file that has this name now; None where there is none."""
    try:
        return stamp_of(files.stat(path))
    except FileNotFoundError:
        return None


class Files:
    """The operating system. Every method raises OSError as the system does."""

    def open(self, path: Path, flags: int, mode: int = 0o600) -> int:
        """Return a descriptor of the file."""
        return os.open(path, flags | os.O_CLOEXEC, mode)

    def close(self, descriptor: int) -> None:
        """Let go of a descriptor."""
        os.close(descriptor)

    def stat(self, path: Path) -> os.stat_result:
        """Return the state of the file that has this name now."""
        return os.stat(path)  # noqa: PTH116

    def fstat(self, descriptor: int) -> os.stat_result:
        """Return the state of an open file, whatever its name is by now."""
        return os.fstat(descriptor)

    def read(self, descriptor: int, size: int, offset: int) -> bytes:
        """Return up to `size` bytes from `offset` on."""
        return os.pread(descriptor, size, offset)

    def write(self, descriptor: int, content: bytes | memoryview) -> int:
        """Write once; return how many bytes were taken, which may be fewer than given."""
        return os.write(descriptor, content)

    def note(self, descriptor: int, content: bytes) -> None:
        """Write at the beginning of a file that is never synced."""
        os.pwrite(descriptor, content, 0)

    def truncate(self, descriptor: int, size: int) -> None:
        """Cut an open file to `size` bytes."""
        os.ftruncate(descriptor, size)

    def chmod(self, descriptor: int, mode: int) -> None:
        """Give an open file these permissions, whatever the umask."""
        os.fchmod(descriptor, mode)

    def sync(self, descriptor: int) -> None:
        """Wait until what was written to the file is on the disk, its length included."""
        _sync_data(descriptor)

    def rename(self, old: Path, new: Path) -> None:
        """Give a file a name, taking it from the file that had it, in one step."""
        os.replace(old, new)  # noqa: PTH105

    def remove(self, path: Path) -> None:
        """Take a name away."""
        os.unlink(path)  # noqa: PTH108

    def make_folder(self, path: Path) -> None:
        """Make a folder and those above it, for their owner alone; it may be there already."""
        path.mkdir(mode=0o700, parents=True, exist_ok=True)

    def sync_folder(self, path: Path) -> None:
        """Wait until the names in the folder are on the disk."""
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def is_refusal(error: OSError) -> bool:
    """Tell whether the system says that this person may not write here, and never will."""
    return error.errno in (errno.EACCES, errno.EPERM, errno.EROFS)


def write_all(files: Files, descriptor: int, content: bytes | memoryview) -> None:
    """Write the whole of `content`, in one write unless the system takes less at once."""
    rest = memoryview(content)
    while rest:
        rest = rest[files.write(descriptor, rest) :]


def read_all(files: Files, descriptor: int, offset: int = 0) -> bytes:
    """Return everything from `offset` to the present end of an open file."""
    pieces = []
    while (size := files.fstat(descriptor).st_size - offset) > 0:
        pieces.append(files.read(descriptor, size, offset))
        offset += len(pieces[-1])
    return b"".join(pieces)


def read_file(files: Files, path: Path) -> bytes:
    """Return the content of a file."""
    descriptor = files.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        return read_all(files, descriptor)
    finally:
        files.close(descriptor)


def write_file(files: Files, path: Path, content: bytes, mode: int, flags: int = NEW) -> Stamp:
    """Write a file that nobody looks at yet; its content is on the disk on return.

    What fails half-way is removed again.
    """
    descriptor = files.open(path, flags, mode)
    try:
        files.chmod(descriptor, mode)
        for start in range(0, len(content) or 1, PIECE):
            write_all(files, descriptor, memoryview(content)[start : start + PIECE])
            files.sync(descriptor)
        return stamp_of(files.fstat(descriptor))
    except OSError:
        with suppress(OSError):
            files.remove(path)
        raise
    finally:
        files.close(descriptor)


def set_aside(files: Files, path: Path, word: str, content: bytes) -> Path:
    """Write `content` beside `path` under a name that is free, and return it; it is durable."""
    number = 1
    while True:
        aside = path.with_name(f"{path.name}.{word}-{number}")
        try:
            write_file(files, aside, content, 0o600, UNUSED)
        except FileExistsError:
            number += 1
            continue
        files.sync_folder(path.parent)
        return aside
