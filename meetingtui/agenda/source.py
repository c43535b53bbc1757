"""Reads the text of an agenda file, whatever stands at its path."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from meetingtui.agenda.problem import WHOLE_FILE, AgendaError, Findings, span_at
from meetingtui.errors import NotFoundError
from meetingtui.text import clean

MAX_BYTES = 1024 * 1024
"""Largest file that is read."""

MAX_LINES = 20_000
"""Most lines that are read: with more of them, the answer could take longer than a second."""

BOM = b"\xef\xbb\xbf"


def read_source(path: Path) -> str:
    """Return the text of the ordinary UTF-8 file at `path`, without its byte order mark.

    Raises NotFoundError where there is nothing, AgendaError for a folder, a device or a pipe (which
    is never waited for), a file over 1 MiB or 20,000 lines or not readable, and bytes that are no
    UTF-8.
    """
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            data = _ordinary_bytes(file, path)
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise NotFoundError(
            f"there is no agenda file {clean(str(path))}; check the name and the folder"
        ) from error
    except IsADirectoryError as error:
        raise _unusable(path, "this is a folder", "name one of the agenda files in it") from error
    except OSError as error:
        raise _unusable(path, f"this cannot be read: {error.strerror}") from error
    return _decoded(data, path)


def _without_waiting(name: str, flags: int) -> int:
    # A pipe that nobody writes to would be waited for until the end of days.
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0))


def _ordinary_bytes(file: BinaryIO, path: Path) -> bytes:
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        raise _unusable(path, "this is not an ordinary file", "name an agenda file")
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise _unusable(path, "this is larger than 1 MiB", "an agenda takes a few lines")
    if data.count(b"\n") + data.count(b"\r") > MAX_LINES:
        raise _unusable(path, f"this has more than {MAX_LINES:,} lines", "an agenda takes a few")
    return data


def _decoded(data: bytes, path: Path) -> str:
    data = data.removeprefix(BOM)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        findings = Findings(str(path), data.decode("utf-8", errors="replace"))
        findings.error(
            span_at(before, len(before)),
            f"byte 0x{data[error.start]:02x} is not UTF-8 text",
            "save the file as UTF-8",
        )
        raise AgendaError(findings.problems()) from error


def _unusable(path: Path, message: str, hint: str = "") -> AgendaError:
    findings = Findings(str(path))
    findings.error(WHOLE_FILE, message, hint)
    return AgendaError(findings.problems())
