"""What is typed and not saved yet, kept in one small file for each series of meetings."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from meetingtui.errors import StoreError
from meetingtui.text import clean

MAX_BYTES = 1024 * 1024
"""A larger file is none of ours and is not read."""


def drafts_folder(store: Path) -> Path:
    """Return the folder, beside the store's file, that drafts are kept in; it need not exist."""
    return store.parent / "drafts"


class Typed(NamedTuple):
    """Lines that are not in the store."""

    written: tuple[str, ...] = ()
    """What stands in boxes, not yet finished with Enter."""

    entered: tuple[str, ...] = ()
    """What was entered and could not be saved, the oldest first."""


class Draft:
    """The file of one series. It is its owner's alone and goes away when nothing is in it.

    Not of one meeting: one that was left before anything of it was stored cannot be resumed.
    """

    def __init__(self, folder: Path, series: str, meeting: str) -> None:
        """Keep what is typed in this meeting of `series` in a file in `folder`."""
        # An id from a store that somebody else wrote must not name a file elsewhere.
        self.path = folder / f"{quote(series, safe='')}.json"
        self._meeting = meeting
        self._kept: Typed | None = None

    def read(self) -> Typed:
        """Return what was kept last; nothing where there is no file, or none that makes sense.

        What was entered in another meeting is not for this one to save, so it counts as written.
        """
        try:
            with open(self.path, "rb", opener=_without_waiting) as file:
                content = file.read(MAX_BYTES + 1)
            self._kept = self._typed_of(content) if len(content) <= MAX_BYTES else Typed()
        except (OSError, ValueError, RecursionError):
            self._kept = Typed()
        return self._kept

    def keep(self, typed: Typed) -> None:
        """Keep `typed` in place of what was kept before; it is on disk on return.

        Does nothing where nothing differs. Raises StoreError where the file cannot be written; it
        is then as before.
        """
        if typed == (self._kept or Typed()):
            return
        try:
            if typed == Typed():
                self.path.unlink(missing_ok=True)
            else:
                values = {"meeting": self._meeting, **typed._asdict()}
                self._replace(json.dumps(values).encode())
        except OSError as error:
            raise StoreError(f"what is typed is not kept: {self.path}: {error.strerror}") from error
        self._kept = typed

    def _replace(self, content: bytes) -> None:
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary = self.path.with_name(f"{self.path.name}.tmp")
        try:
            with open(temporary, "wb", opener=_private) as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(self.path)
        except OSError:
            with suppress(OSError):
                temporary.unlink()
            raise

    def _typed_of(self, content: bytes) -> Typed:
        """Return what a file's content says; raises ValueError where it says nothing of ours."""
        values = json.loads(content)
        if not isinstance(values, dict):
            raise ValueError("no object")
        written, entered = _lines(values.get("written")), _lines(values.get("entered"))
        if values.get("meeting") != self._meeting:
            return Typed((*entered, *written))
        return Typed(written, entered)


def _lines(values: object) -> tuple[str, ...]:
    if not isinstance(values, list):
        return ()
    texts = (clean(value) for value in values if isinstance(value, str))
    return tuple(text for text in texts if text.strip())


def _without_waiting(name: str, flags: int) -> int:
    return os.open(name, flags | os.O_NONBLOCK | os.O_NOFOLLOW)


def _private(name: str, flags: int) -> int:
    return os.open(name, flags | os.O_NOFOLLOW, 0o600)
