"""A process that was stopped while it compacted, and others that go on."""

import errno
import os

import pytest
from tinydb import TinyDB, where

from meetingtui.meeting.model import Changes, Note
from meetingtui.store.files import PIECE, Files, write_file
from meetingtui.store.index_file import index_path
from meetingtui.store.tiny import TinyStore


@pytest.fixture
def path(tmp_path):
    return tmp_path / "library.json"


def put(*documents):
    return Changes(put=documents)


def ids(documents):
    return [document.id for document in documents]


class Stopped(Files):
    """Ends before a new journal is written, as a process does that is killed there."""

    def open(self, path, flags, mode=0o600):
        if path.name == "library.json.journal.new":
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return super().open(path, flags, mode)


def compacted_half(path, *documents):
    """Commit, and be stopped between the new snapshot and the new journal."""
    store = TinyStore(path, files=Stopped())
    store.commit(put(*documents))
    store.close()


def test_where_a_process_was_stopped_while_compacting_others_go_on_without_reading_all(
    path, note, reading
):
    first = TinyStore(path)
    first.commit(put(*(note(f"n{n:04}") for n in range(1000))))
    first.close()
    store = TinyStore(path, files=reading)
    opened = reading.count
    compacted_half(path, note("n2000"))
    assert store.follow() == put(note("n2000"))
    store.commit(put(note("n2001")))
    assert reading.count < opened + index_path(path).stat().st_size + 70_000
    assert path.stat().st_size > 200_000
    store.close()
    assert len(TinyStore(path).find(Note)) == 1002
    assert path.with_name("library.json.journal").stat().st_size < 200


def test_a_snapshot_that_is_edited_after_a_process_was_stopped_is_read_anew(path, note):
    old = TinyStore(path)
    old.commit(put(*(note(f"n{n}") for n in range(8))))
    old.close()
    old.follow()
    compacted_half(path, note("n8"))
    with TinyDB(path) as db:
        db.table("notes").remove(where("id") == "n1")
    old.commit(put(note("n9")))
    assert ids(old.find(Note)) == ["n0", *(f"n{n}" for n in range(2, 10))]


def test_no_more_than_a_piece_of_a_new_file_waits_for_the_disk_at_once(path):
    class Waiting(Files):
        most = unsynced = 0

        def write(self, descriptor, content):
            taken = super().write(descriptor, content)
            self.unsynced += taken
            self.most = max(self.most, self.unsynced)
            return taken

        def sync(self, descriptor):
            super().sync(descriptor)
            self.unsynced = 0

    files, content = Waiting(), bytes(range(256)) * (PIECE // 100)
    write_file(files, path, content, 0o600)
    assert path.read_bytes() == content
    assert (files.most, files.unsynced) == (PIECE, 0)
    write_file(files, path, b"", 0o600)
    assert path.read_bytes() == b""
