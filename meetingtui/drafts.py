"""What is typed and not saved yet: one small file for each terminal that a series is held in."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from itertools import chain, count
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from meetingtui.errors import StoreError
from meetingtui.store.files import Files
from meetingtui.store.lock import Busy, Lock
from meetingtui.text import clean

MAX_BYTES = 1024 * 1024
"""A larger file is none of ours and is not read."""


def drafts_folder(store: Path) -> Path:
    """Return the folder, beside the store's file, for drafts of that store; it need not exist."""
    return store.parent / "drafts" / quote(store.name, safe="")


class Entered(NamedTuple):
    """A line that was finished with Enter."""

    line: str
    id: str
    """That of the note or action item that it makes: however often it is saved, it is one."""

    joins: str = ""
    """The id that the first of several lines has, where one undo is to take all of them back."""

    asked: str = ""
    """The key of what was asked for when it was typed."""


class Typed(NamedTuple):
    """Lines that are not in the store."""

    written: tuple[str, ...] = ()
    """What stands in boxes, not yet finished with Enter."""

    entered: tuple[Entered, ...] = ()
    """What was entered and could not be saved, the oldest first."""


class Draft:
    """The file of one series in one terminal. It goes away when nothing is in it.

    A process holds a lock on its file for as long as it lives, however it ends: what a living one
    keeps is no other's to read. Not of one meeting: one that was left before anything of it was
    stored cannot be resumed.
    """

    def __init__(self, folder: Path, series: str, meeting: str) -> None:
        """Keep what is typed in this meeting of `series` in a file in `folder`."""
        self._folder = folder
        # An id from a store that somebody else wrote must not name a file elsewhere.
        self._name = quote(series, safe="")
        self._meeting = meeting
        self._kept: Typed | None = None
        self._lock: Lock | None = None
        self.path = folder / f"{self._name}.json"

    def read(self) -> Typed:
        """Return what a process that has ended kept; nothing where there is none that makes sense.

        What was entered in another meeting is not for this one to save, so it counts as written.
        """
        self._kept = self._content() if self._lock else self._left()
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
                self.let_go()
            else:
                self._claim_any()
                entered = [line._asdict() for line in typed.entered]
                values = {"meeting": self._meeting, "written": typed.written, "entered": entered}
                self._replace(json.dumps(values).encode())
        except OSError as error:
            raise StoreError(f"what is typed is not kept: {self.path}: {error.strerror}") from error
        self._kept = typed

    def let_go(self) -> None:
        """Leave what is kept to whoever holds the series next."""
        if self._lock is not None:
            with suppress(OSError):
                _lock_of(self.path).unlink(missing_ok=True)
            self._lock.close()
            self._lock = None

    def _left(self) -> Typed:
        """Claim the first file of the series that is no living process's and says something."""
        with suppress(OSError):
            others = sorted(self._folder.glob(f"{self._name}+*.json"))
            for path in filter(os.path.lexists, [self._folder / f"{self._name}.json", *others]):
                if self._claim(path) and (left := self._content()) != Typed():
                    return left
                self.let_go()
        return Typed()

    def _claim_any(self) -> None:
        """Claim a file in which nothing is, unless one is ours."""
        if self._lock is None:
            # Quoted names have no `+`.
            names = chain((self._name,), (f"{self._name}+{number}" for number in count(2)))
            paths = (self._folder / f"{name}.json" for name in names)
            next(path for path in paths if self._claim(path) and not os.path.lexists(path))

    def _claim(self, path: Path) -> bool:
        """Make `path` ours, and nothing else; return False where a living process has it."""
        self.let_go()
        lock = Lock(_lock_of(path), Files())
        try:
            lock.keep()
        except Busy:
            return False
        self.path, self._lock = path, lock
        return True

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

    def _content(self) -> Typed:
        try:
            with open(self.path, "rb", opener=_without_waiting) as file:
                content = file.read(MAX_BYTES + 1)
            return self._typed_of(content) if len(content) <= MAX_BYTES else Typed()
        except (OSError, ValueError, RecursionError):
            return Typed()

    def _typed_of(self, content: bytes) -> Typed:
        """Return what a file's content says; raises ValueError where it says nothing of ours."""
        values = json.loads(content)
        if not isinstance(values, dict):
            raise ValueError("no object")
        written = tuple(filter(None, map(_text, _listed(values.get("written")))))
        entered = tuple(filter(None, map(_entered, _listed(values.get("entered")))))
        if values.get("meeting") != self._meeting:
            return Typed((*(each.line for each in entered), *written))
        return Typed(written, entered)


def _lock_of(path: Path) -> Path:
    return path.with_suffix(".lock")


def _listed(values: object) -> list[object]:
    return values if isinstance(values, list) else []


def _entered(value: object) -> Entered | None:
    if not isinstance(value, dict):
        return None
    entered = Entered(*(_text(value.get(name)) for name in Entered._fields))
    return entered if entered.line else None


def _text(value: object) -> str:
    text = clean(value) if isinstance(value, str) else ""
    return text if text.strip() else ""


def _without_waiting(name: str, flags: int) -> int:
    return os.open(name, flags | os.O_NONBLOCK | os.O_NOFOLLOW)


def _private(name: str, flags: int) -> int:
    return os.open(name, flags | os.O_NOFOLLOW, 0o600)
