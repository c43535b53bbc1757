"""Looking after a store: check it, back it up, put a backup in its place."""

from __future__ import annotations

import json
import re
import stat
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import msgspec

from meetingtui.errors import StoreError
from meetingtui.store.backups import backup_path, backups_of, superfluous
from meetingtui.store.codec import TABLES, decode
from meetingtui.store.contents import Contents
from meetingtui.store.files import Files, is_refusal, read_file, stamp_of, write_file
from meetingtui.store.guard import Guard
from meetingtui.store.index import Index
from meetingtui.store.index_file import fitting_index, index_path
from meetingtui.store.indexing import make_index
from meetingtui.store.library import Library
from meetingtui.store.lines import Tables, mark_of
from meetingtui.store.lock import PATIENCE, Busy, Lock
from meetingtui.store.replay import Lines, replay
from meetingtui.store.snapshot import parse_snapshot, read_snapshot
from meetingtui.store.storage import JournalStorage, replace_store
from meetingtui.store.tail import FIRST, Tail

ASIDE = re.compile(r"\.(damaged|torn|replaced)-\d+$")


@dataclass
class Findings:
    """What a check found."""

    counts: dict[str, int] = field(default_factory=dict)
    """Documents that were read, by table."""

    problems: list[str] = field(default_factory=list)
    """What is wrong, and where."""

    remarks: list[str] = field(default_factory=list)
    """What is worth a look."""


def check(path: Path, files: Files | None = None, patience: timedelta = PATIENCE) -> Findings:
    """Read every byte of the store at `path` and every document in it; change nothing.

    Raises StoreError where there is no store, or where it cannot be read at all.
    """
    files, found = files or Files(), Findings()
    try:
        snapshot, journal, acknowledged = _read(path, files, patience)
        if snapshot is None and journal is None:
            raise StoreError(f"there is no store at {path}")
        found.remarks += _surroundings(path)
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror}") from error
    try:
        state = replay(path, snapshot, journal, acknowledged)
    except StoreError as error:
        found.problems.append(str(error))
        return found
    found.problems += _damage(path, state.lines)
    found.problems += _index(path, files, snapshot or b"")
    found.counts = {name: len(rows) for name, rows in state.tables.items()}
    found.problems += _documents(path, state.tables)
    return found


def compact(path: Path) -> None:
    """Bring the TinyDB file at `path` up to date, for plain TinyDB to read; raises StoreError."""
    storage = _opened(path)
    try:
        if not storage.compact():
            raise StoreError(f"{path} is being compacted by another process already")
    finally:
        storage.close()


def backup(path: Path, target: Path, *, replaces: bool = False) -> None:
    """Write all of the store at `path` into the new TinyDB file `target`, for its owner alone.

    A meeting may be running: what it has acknowledged is in it. Raises StoreError where there is
    no store or, unless `replaces`, where `target` is there already.
    """
    if target.exists() and not replaces:
        raise StoreError(f"{target} is there already; name a file that is not")
    storage = _opened(path)
    try:
        content = msgspec.json.encode(storage.tables)
    finally:
        storage.close()
    files, fresh = Files(), target.with_name(f"{target.name}.new")
    try:
        files.make_folder(target.parent)
        write_file(files, fresh, content, 0o600)
        files.rename(fresh, target)
        files.sync_folder(target.parent)
    except OSError as error:
        raise StoreError(f"no backup was made: {target}: {error.strerror}") from error


def restore(path: Path, source: Path, patience: timedelta = PATIENCE) -> list[Path]:
    """Put the backup `source` in the place of the store at `path`; return the copies of the old.

    Raises StoreError, and leaves all as it is, where `source` is no whole store.
    """
    try:
        content = read_file(Files(), source)
    except OSError as error:
        raise StoreError(f"{source} cannot be read: {error.strerror}") from error
    tables = parse_snapshot(source, content)
    Guard(source, Library()).whole(Contents(tables))
    if broken := list(_documents(source, tables)):
        raise StoreError(broken[0])
    return replace_store(path, content, patience)


def keep_backup(path: Path, day: date) -> Path:
    """Write the backup of `day` and thin out the older ones; return its path.

    A second one on the same day replaces the first. Raises StoreError.
    """
    target = backup_path(path, day)
    backup(path, target, replaces=True)
    try:
        for old in superfluous(backups_of(path)):
            Files().remove(old.path)
    except OSError as error:
        raise StoreError(
            f"{target.parent}: old backups cannot be removed: {error.strerror}"
        ) from error
    return target


def _opened(path: Path) -> JournalStorage:
    storage = JournalStorage(path, listener=Guard(path, Library()))
    if not storage.version:
        raise StoreError(f"there is no store at {path}")
    return storage


def _read(path: Path, files: Files, patience: timedelta) -> tuple[bytes | None, bytes | None, int]:
    """Return snapshot and journal, as they belong together, and how far that was acknowledged."""
    lock_path = path.with_name(f"{path.name}.lock")
    lock = Lock(lock_path, files)
    with ExitStack() as held:
        held.callback(lock.close)
        if lock_path.exists():
            try:
                held.enter_context(lock.held(patience))
            except Busy as error:
                raise StoreError(str(error)) from error
            except OSError as error:
                if not is_refusal(error):
                    raise
        journal = read_snapshot(files, path.with_name(f"{path.name}.journal"))
        snapshot = read_snapshot(files, path)
        acknowledged = Tail(lock_path, files).end(journal[:FIRST]) if journal else 0
    return snapshot, journal, acknowledged


def _damage(path: Path, lines: Lines) -> Iterator[str]:
    for line, offset, why in lines.damage:
        yield f"{path}.journal is damaged in line {line}, at byte {offset}: {why}"
    if lines.torn:
        yield (
            f"{path}.journal ends in {len(lines.torn)} bytes, from byte {lines.end} on, that were"
            " being written when something stopped; the next commit sets them aside"
        )


def _index(path: Path, files: Files, snapshot: bytes) -> Iterator[str]:
    """Tell of an index that would be believed although it is not what the snapshot makes."""
    stamp = stamp_of(files.stat(path))
    if fitting_index(files, path, stamp):
        made = make_index(stamp, mark_of(snapshot), parse_snapshot(path, snapshot))
        if read_file(files, index_path(path)) != made:
            yield f"{index_path(path)} tells of other documents than {path.name} holds; remove it"


def _documents(path: Path, tables: Tables) -> Iterator[str]:
    for kind, name in TABLES.items():
        try:
            Index(kind, Contents(tables))
        except StoreError as error:
            yield f"{path}: {error}"
        for raw in tables.get(name, {}).values():
            try:
                decode(kind, raw)
            except StoreError as error:
                yield f"{path}: {error}"
    for name in tables.keys() - set(TABLES.values()):
        for row, raw in tables[name].items():
            try:
                json.loads(bytes(raw))
            except ValueError as error:
                yield f"{path}: row {row!r} of table {name!r} is broken: {error}"


def _surroundings(path: Path) -> Iterator[str]:
    for file in sorted(path.parent.glob(f"{path.name}*")):
        if ASIDE.search(file.name):
            yield f"{file} was set aside; remove it when nobody needs it"
        elif file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            yield f"{file} is open to other people (chmod 600 keeps it to its owner)"
