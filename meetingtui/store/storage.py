"""TinyDB's way to the journal: its `Storage`, which several processes may use at once."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from msgspec import Raw

from meetingtui.errors import StoreError
from meetingtui.store import compaction
from meetingtui.store.contents import Contents, Listener
from meetingtui.store.files import Files, is_refusal
from meetingtui.store.journal import Journal
from meetingtui.store.lines import Edits, Rows, Tables
from meetingtui.store.lock import PATIENCE, Busy, Lock


class Unheard:
    """A listener for those who want none."""

    def whole(self, contents: Contents) -> None:
        """Take any state."""

    def part(self, edits: Edits) -> None:
        """Take any edits."""


class JournalStorage:
    """Keeps TinyDB's tables in a snapshot and a journal; see `journal.py`."""

    def __init__(
        self,
        path: str | Path,
        *,
        listener: Listener | None = None,
        fresh: Collection[str] = (),
        patience: timedelta = PATIENCE,
        files: Files | None = None,
    ) -> None:
        """Open the store at `path`, through links; it and its folder are made by the first commit.

        A new store begins with the tables named in `fresh`. Raises StoreError where the files are
        damaged, cannot be read, or are no store.
        """
        self.path = Path(os.path.realpath(path))
        self._files = files or Files()
        self._patience = patience
        self._journal = Journal(self.path, self._files, listener or Unheard(), fresh)
        self._lock = Lock(self.path.with_name(f"{self.path.name}.lock"), self._files)
        self._wrote = False
        if not self._peeked():
            self.refresh(patience)

    @property
    def tables(self) -> Tables:
        """All tables as they were last taken in, documents not decoded; not to be changed."""
        return self._journal.contents.tables

    @property
    def version(self) -> int:
        """A number that changes whenever `tables` does."""
        return self._journal.version

    def refresh(self, patience: timedelta = timedelta(0)) -> None:
        """Take in what other processes wrote; only a changed file is read.

        Where another process is just writing for longer than `patience`, raises Busy.
        """
        try:
            self._journal.tail.write()
            if self._journal.changed():
                with self._shared(patience):
                    self._journal.take_in()
        except OSError as error:
            raise StoreError(f"{self.path} cannot be read: {error.strerror}") from error

    @contextmanager
    def alone(self, done: str = "saved", patience: timedelta | None = None) -> Iterator[None]:
        """Keep other processes from writing, with all that they wrote taken in.

        Waits for them for `patience`, which is the store's own where none is given. Raises
        StoreError, saying that nothing was `done`, where one is busy for longer, and for what
        fails within.
        """
        try:
            with self._lock.held(self._patience if patience is None else patience):
                self._journal.take_in()
                yield
        except Busy as error:
            raise StoreError(f"not {done}: {error}") from error
        except OSError as error:
            where = error.filename or self.path
            raise StoreError(f"not {done}: {where}: {error.strerror}") from error

    def commit(self, edits: Edits, id: str) -> None:
        """Carry out `edits`, all or nothing; they are durable on return. Only within `alone`.

        Raises OSError, for `alone` to explain, where they may not be.
        """
        if edits:
            self._journal.append(edits, id)
            self._wrote = True

    def has(self, id: str) -> bool:
        """Tell whether the commit with this id is in the journal. Only within `alone`."""
        return id in self._journal.ids

    def compact(self, patience: timedelta | None = None) -> bool:
        """Bring the snapshot up to the journal; return False where another process is doing so.

        Others can commit meanwhile; one that does is waited for as `alone` does. Raises
        StoreError; nothing is lost then.
        """
        lock = Lock(self.path, self._files, os.O_RDWR)
        try:
            with self.alone("compacted", patience):
                file = self._journal.file
                if file is None or not compaction.pays(self._journal):
                    return True
            with lock.held(timedelta(0)):
                made = compaction.draft(self._journal, file)
                with self.alone("compacted", patience):
                    return compaction.turn(self._journal, made)
        except Busy:
            return False
        except OSError as error:
            raise StoreError(f"not compacted: {self.path}: {error.strerror}") from error
        finally:
            lock.close()

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Return all tables with all documents decoded, or None where there is no store yet."""
        self.refresh(self._patience)
        if not self.version:
            return None
        return {
            name: {row: json.loads(bytes(raw)) for row, raw in rows.items()}
            for name, rows in self.tables.items()
        }

    def write(self, data: Mapping[str, Mapping[Any, Any]]) -> None:
        """Make the tables those of `data`; only what differs is written.

        Raises StoreError where it is not saved, and TypeError or ValueError for what is not JSON.
        """
        wanted = {name: _encoded(rows) for name, rows in data.items()}
        with self.alone():
            self.commit(difference(self.tables, wanted), new_id())

    def close(self) -> None:
        """Compact what was written, if that is possible at once, and let go of the files."""
        self._journal.tail.write()
        if self._wrote:
            self._wrote = False
            # The journal has it all: where this fails, the next to write and close does it.
            with suppress(StoreError):
                self.compact(timedelta(0))
        self._journal.close()
        self._lock.close()

    def _peeked(self) -> bool:
        """Read a store without the lock, which takes long to load.

        Return False, with nothing read, where another process was writing meanwhile, or where
        something is wrong.
        """
        with suppress(OSError, StoreError):
            if self._journal.changed():
                self._journal.read_anew(mends=False)
            if not self._journal.changed():
                return True
        self._journal.close()
        return False

    @contextmanager
    def _shared(self, patience: timedelta) -> Iterator[None]:
        """Hold the lock, unless there is nothing to guard or the disk does not let one have it."""
        with ExitStack() as stack:
            if self._journal.is_begun():
                try:
                    stack.enter_context(self._lock.held(patience))
                except OSError as error:
                    if not is_refusal(error):
                        raise
            yield


def new_id() -> str:
    """Return an id that no other commit has."""
    return os.urandom(12).hex()


def replace_store(path: Path, content: bytes, patience: timedelta = PATIENCE) -> list[Path]:
    """Put a snapshot with this content in the place of the store at `path`, whatever its state.

    Return the copies that are kept of its files. Those who have it open go on in the new one.
    Raises StoreError where it is not replaced.
    """
    path, files = Path(os.path.realpath(path)), Files()
    lock = Lock(path.with_name(f"{path.name}.lock"), files)
    compacting = Lock(path, files, os.O_RDWR)
    journal = Journal(path, files, Unheard())
    try:
        with ExitStack() as held:
            with suppress(FileNotFoundError):
                held.enter_context(compacting.held(patience))
            held.enter_context(lock.held(patience))
            with suppress(StoreError):
                # So that a crash below leaves the old snapshot with everything in it.
                journal.take_in()
                compaction.compact_alone(journal)
            return compaction.restart(journal, content, new_id())
    except Busy as error:
        raise StoreError(f"not replaced: {error}") from error
    except OSError as error:
        where = error.filename or path
        raise StoreError(f"not replaced: {where}: {error.strerror}") from error
    finally:
        journal.close()
        lock.close()
        compacting.close()


def difference(old: Tables, new: Tables) -> Edits:
    """Return the edits that make `new` of `old`."""
    edits = Edits(drop=[name for name in old if name not in new])
    for name, rows in new.items():
        known = old.get(name)
        put = {row: raw for row, raw in rows.items() if known is None or known.get(row) != raw}
        if put or known is None:
            edits.put[name] = put
        if gone := [row for row in known or () if row not in rows]:
            edits.remove[name] = gone
    return edits


def json_row(document: Mapping[str, Any]) -> Raw:
    """Return any document as JSON, as TinyDB would write it.

    Raises TypeError or ValueError where JSON has no such value.
    """
    return Raw(json.dumps(document, allow_nan=False, separators=(",", ":")).encode())


def _encoded(rows: Mapping[Any, Any]) -> Rows:
    return {str(row): json_row(document) for row, document in rows.items()}
