"""A new snapshot in the place of the old one; `journal.py` tells why step follows step."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import msgspec

from meetingtui.errors import StoreError
from meetingtui.store.files import Files, read_file, set_aside, stamp_at, write_file
from meetingtui.store.index_file import index_path
from meetingtui.store.indexing import make_index
from meetingtui.store.journal import Journal
from meetingtui.store.journal_file import JournalFile
from meetingtui.store.lines import FORMAT, Head, Mark, Place, Tables, Turn, mark_of
from meetingtui.store.snapshot import mode_of


class Draft(NamedTuple):
    """A snapshot that waits to take the place of the old one."""

    mark: Mark
    mode: int
    place: Place
    """The last commit that is in it."""

    inode: int = 0
    """The journal that this commit is in, …"""

    offset: int = 0
    """… and where the commits behind it begin."""


def pays(journal: Journal) -> bool:
    """Tell whether the journal has any commit that the snapshot has not."""
    return journal.file is not None and journal.place.number > journal.included


def draft(journal: Journal, file: JournalFile) -> Draft:
    """Write a snapshot of the present state beside the old one, and sync it.

    It needs no lock, but nobody else may be doing the same. `file` is the journal's file.
    """
    tables = _all_tables(journal)
    content = msgspec.json.encode(tables)
    mark, mode = mark_of(content), mode_of(journal.files, journal.path)
    stamp = write_file(journal.files, beside(journal.path), content, mode)
    if index := make_index(stamp, mark, tables):
        # It can be done without.
        with suppress(OSError):
            write_file(journal.files, beside(index_path(journal.path)), index, mode)
    return Draft(mark, mode, journal.place, file.inode, file.offset)


def turn(journal: Journal, made: Draft) -> bool:
    """Let what `draft` made take its place; return False where somebody else was faster.

    Needs the lock, and what others have written since taken in.
    """
    file = journal.writable()
    if file.inode != made.inode:
        journal.files.remove(beside(journal.path))
        return False
    tail = file.between(made.offset, file.offset)
    journal.write(Turn(*made.place, made.mark))
    _adopt(journal)
    journal.start(Head(FORMAT, *made.place, made.mark), tail, made.mode)
    return True


def compact_alone(journal: Journal) -> None:
    """Do all of it with the lock held, where that pays."""
    if journal.file is not None and pays(journal):
        turn(journal, draft(journal, journal.file))


def restart(journal: Journal, content: bytes, id: str) -> list[Path]:
    """Begin anew with `content` as the snapshot; return the copies that are kept of the old files.

    Needs the lock. The journal goes first: the snapshot without it is a whole store too, so a
    crash in between leaves the old one or the new.
    """
    files = journal.files
    both = (journal.path, journal.journal_path)
    kept = [_kept(files, path) for path in both if stamp_at(files, path)]
    mode = mode_of(files, journal.path)
    write_file(files, beside(journal.path), content, mode)
    if stamp_at(files, journal.journal_path):
        files.remove(journal.journal_path)
        files.sync_folder(journal.path.parent)
    _adopt(journal)
    journal.start(Head(FORMAT, 0, id, mark_of(content)), b"", mode)
    return kept


def beside(path: Path) -> Path:
    """Return where a snapshot is written before it takes its place."""
    return path.with_name(f"{path.name}.new")


def _all_tables(journal: Journal) -> Tables:
    try:
        return journal.contents.tables
    except StoreError:
        # Without an index, whoever opens the store next will read all of it, and be told.
        journal.files.remove(index_path(journal.path))
        raise


def _adopt(journal: Journal) -> None:
    journal.files.rename(beside(journal.path), journal.path)
    index = index_path(journal.path)
    with suppress(OSError):
        journal.files.rename(beside(index), index)
    journal.files.sync_folder(journal.path.parent)


def _kept(files: Files, path: Path) -> Path:
    return set_aside(files, path, "replaced", read_file(files, path))
