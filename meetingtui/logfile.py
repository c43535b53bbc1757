"""The log of what went wrong inside the program: where it happened, never what people wrote."""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from meetingtui.text import clean

MAX_BYTES = 1024 * 1024
"""From this size on the log begins anew; one older generation stays beside it as `.1`."""


def log_failure(path: Path, error: BaseException, at: datetime) -> bool:
    """Append to the log where `error`, seen `at`, came from; tell whether that could be done.

    The log is its owner's alone. It names types, files and lines, and the causes of the error. The
    words of an error are left out, for they may quote a note.
    """
    entry = "".join(f"{clean(line)}\n" for line in _entry(error, at))
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > MAX_BYTES:
            path.replace(path.with_name(f"{path.name}.1"))
        with open(path, "a", encoding="utf-8", errors="replace", opener=_private) as file:
            file.write(entry)
    except OSError:
        return False
    return True


def _entry(error: BaseException, at: datetime) -> Iterator[str]:
    yield f"{at:%Y-%m-%d %H:%M:%S%z} process {os.getpid()}"
    for each in _with_causes(error):
        yield f"  {type(each).__module__}.{type(each).__qualname__}{_number(each)}"
        for frame in traceback.extract_tb(each.__traceback__):
            yield f"    {frame.filename}:{frame.lineno} {frame.name}"


def _with_causes(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    each: BaseException | None = error
    while each is not None and id(each) not in seen:
        seen.add(id(each))
        yield each
        each = each.__cause__ or each.__context__


def _number(error: BaseException) -> str:
    return f" ({os.strerror(error.errno)})" if isinstance(error, OSError) and error.errno else ""


def _private(name: str, flags: int) -> int:
    return os.open(name, flags | getattr(os, "O_NOFOLLOW", 0), 0o600)
