"""`library.json`: an ordinary TinyDB file, read as a whole and replaced as a whole."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import msgspec

from meetingtui.errors import StoreError
from meetingtui.store.backups import Damaged
from meetingtui.store.files import Files, read_file
from meetingtui.store.lines import Tables

_DECODER = msgspec.json.Decoder(Tables)


def check_file(files: Files, path: Path) -> None:
    """Raise StoreError where there is something else than a file, FileNotFoundError for nothing."""
    if not stat.S_ISREG(files.stat(path).st_mode):
        raise StoreError(f"{path} is not a file; name one with --store")


def read_snapshot(files: Files, path: Path) -> bytes | None:
    """Return the content of the file; None where there is no file.

    Raises StoreError for what is no file, or cannot be read.
    """
    try:
        check_file(files, path)
        return read_file(files, path)
    except FileNotFoundError:
        return None


def damaged(path: Path) -> StoreError:
    """Return the error about a snapshot that is not as it was written."""
    return Damaged(
        path,
        f"{path} has the size but not the content that meetingtui wrote, so it is damaged",
        " (if you edited it yourself, add a line break at its end)",
    )


def parse_snapshot(path: Path, content: bytes) -> Tables:
    """Return the tables in `content`, documents not yet decoded; raises StoreError."""
    if not content:
        raise Damaged(path, f"{path} is empty (0 bytes), which no store ever is")
    try:
        return _DECODER.decode(content)
    except (ValueError, RecursionError) as error:
        if _is_json(content):
            raise StoreError(f"{path} is JSON, but no store; name another with --store") from error
        raise Damaged(path, f"{path} is damaged or no store: it is not JSON") from error


def _is_json(content: bytes) -> bool:
    try:
        msgspec.json.decode(content)
    except (ValueError, RecursionError):
        return False
    return True


def mode_of(files: Files, path: Path) -> int:
    """Return the permissions to write with: those of the file, or its owner's alone.

    Raises PermissionError where people have protected the file from being written.
    """
    try:
        state = files.stat(path)
    except FileNotFoundError:
        return 0o600
    if not os.access(path, os.W_OK):
        raise PermissionError(None, "it is write-protected", str(path))
    return stat.S_IMODE(state.st_mode)
