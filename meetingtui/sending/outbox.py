"""The parcels on disk, one file each: what is noted is durable before anything else happens."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
from msgspec.structs import replace

from meetingtui.errors import NotFoundError, StoreError
from meetingtui.sending.parcel import SCHEMA, Parcel, State
from meetingtui.store.files import UNUSED, Files, read_file, write_file
from meetingtui.store.lock import Busy, Lock

KEPT = timedelta(days=90)
"""How long it is known what was sent."""

_NAME = re.compile(r"([0-9]{6,})\.json")
_ZERO = timedelta(0)


class Outbox:
    """A folder of parcels; every method raises StoreError where it cannot be used."""

    def __init__(self, folder: Path, files: Files | None = None) -> None:
        """Stand for `folder`, which need not exist yet."""
        self.folder = folder
        self._files = files or Files()
        self._lock = Lock(folder / "lock", self._files)

    def put(self, target: str, subject: str, payload: str, mark: str, now: datetime) -> Parcel:
        """Note a new parcel to be sent, and return it."""
        number = 1 + max((int(path.stem) for path in self._paths()), default=0)
        while True:
            parcel = Parcel(
                number=number, target=target, subject=subject, payload=payload, mark=mark,
                made_at=now,
            )  # fmt: skip
            try:
                self._create(parcel)
            except FileExistsError:
                # Another process took the number.
                number += 1
                continue
            return parcel

    def parcels(self) -> list[Parcel]:
        """Return all that can be read, in the order of their numbers."""
        return [each for each in self._contents() if isinstance(each, Parcel)]

    def troubles(self) -> list[str]:
        """Return what cannot be read, a sentence each; it keeps nothing else from being sent."""
        return [str(each) for each in self._contents() if isinstance(each, StoreError)]

    def parcel(self, number: int) -> Parcel:
        """Return the parcel with this number; raises NotFoundError."""
        path = self._path(number)
        if not path.exists():
            raise NotFoundError(f"there is no parcel {number}; `meetingtui outbox` lists them")
        return self._read(path)

    def change(self, parcel: Parcel) -> Parcel:
        """Note `parcel` as it is now, durably, and return it."""
        path = self._path(parcel.number)
        fresh = path.with_suffix(".new")
        try:
            write_file(self._files, fresh, msgspec.json.encode(parcel), 0o600)
            self._files.rename(fresh, path)
            self._files.sync_folder(self.folder)
        except OSError as error:
            raise _not_written(path, error) from error
        return parcel

    def same(self, mark: str) -> Parcel | None:
        """Return what stands for the letter with this mark: its latest parcel, or what that awaits.

        None where nothing of it has arrived or may still do so by itself.
        """
        alike = [each for each in self.parcels() if each.mark == mark]
        kept = [each for each in alike if each.state is not State.DROPPED]
        if all(each.state is State.REJECTED for each in kept):
            return None
        *before, latest = kept
        lost = [each for each in before if each.is_lost and each.subject != latest.subject]
        return lost[0] if lost and latest.state.is_open else latest

    def settle(self, parcel: Parcel, state: State, now: datetime, told: str = "") -> Parcel:
        """Note that nothing more happens to `parcel` by itself, and return it."""
        payload = "" if state in (State.SENT, State.DROPPED) else parcel.payload
        return self.change(
            replace(parcel, state=state, settled_at=now, next_at=None, told=told, payload=payload)
        )

    def thin(self, now: datetime) -> None:
        """Forget what was settled long ago."""
        for parcel in self.parcels():
            if not parcel.state.is_open and parcel.settled_at and parcel.settled_at + KEPT < now:
                self._path(parcel.number).unlink(missing_ok=True)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep other processes from sending; raises Busy where one is."""
        try:
            with ExitStack() as stack:
                try:
                    stack.enter_context(self._lock.held(_ZERO))
                except Busy as error:
                    raise Busy("another process is sending; wait until it is done") from error
                yield
        finally:
            self._lock.close()

    def _paths(self) -> list[Path]:
        try:
            found = [path for path in self.folder.iterdir() if _NAME.fullmatch(path.name)]
        except FileNotFoundError:
            return []
        except OSError as error:
            raise StoreError(f"{self.folder} cannot be read: {error.strerror}") from error
        return sorted(found, key=lambda path: int(path.stem))

    def _contents(self) -> Iterator[Parcel | StoreError]:
        for path in self._paths():
            try:
                yield self._read(path)
            except StoreError as error:
                # What another process has forgotten meanwhile is no trouble.
                if path.exists():
                    yield error

    def _create(self, parcel: Parcel) -> None:
        path = self._path(parcel.number)
        try:
            self._files.make_folder(self.folder)
            # Written under a name that nobody reads, so that half a parcel is never seen.
            fresh = path.with_suffix(".new")
            write_file(self._files, fresh, msgspec.json.encode(parcel), 0o600, UNUSED)
            try:
                path.hardlink_to(fresh)
            finally:
                self._files.remove(fresh)
            self._files.sync_folder(self.folder)
        except FileExistsError:
            raise
        except OSError as error:
            raise _not_written(path, error) from error

    def _read(self, path: Path) -> Parcel:
        try:
            parcel = msgspec.json.decode(read_file(self._files, path), type=Parcel)
        except OSError as error:
            raise StoreError(f"{path} cannot be read: {error.strerror}") from error
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise StoreError(f"{path} is no parcel: {error}; move it away") from error
        if parcel.schema > SCHEMA:
            raise StoreError(f"{path} is from a newer version of meetingtui")
        return parcel

    def _path(self, number: int) -> Path:
        return self.folder / f"{number:06}.json"


def mark_of(target: str, content: str) -> str:
    """Return what is the same for the same content to the same target."""
    return hashlib.sha256(f"{target}\0{content}".encode()).hexdigest()


def _not_written(path: Path, error: OSError) -> StoreError:
    return StoreError(f"{path} cannot be written: {error.strerror}")
