import errno
import json
import os
import stat
from datetime import timedelta

import pytest

from meetingtui.errors import StoreError
from meetingtui.meeting.model import Action, ActionState, Changes, Note
from meetingtui.store.files import Files
from meetingtui.store.lines import FORMAT, Commit, Head, Turn, decode_line, encode_line, mark_of
from meetingtui.store.storage import JournalStorage
from meetingtui.store.tiny import TinyStore


class Faulty(Files):
    """Fails in the operations that are named, as long as they are."""

    def __init__(self):
        self.failing = {}
        self.opened = []

    def _check(self, name):
        if error := self.failing.get(name):
            raise OSError(error, os.strerror(error))

    def open(self, path, flags, mode=0o600):
        self._check(f"open {path.name}")
        self.opened.append(path.name)
        return super().open(path, flags, mode)

    def truncate(self, descriptor, size):
        self._check("truncate")
        super().truncate(descriptor, size)

    def sync(self, descriptor):
        self._check("sync")
        super().sync(descriptor)

    def rename(self, old, new):
        self._check(f"rename {new.name}")
        super().rename(old, new)

    def sync_folder(self, path):
        self._check("sync_folder")
        super().sync_folder(path)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "library.json"


@pytest.fixture
def journal(path):
    return path.with_name("library.json.journal")


@pytest.fixture
def files():
    return Faulty()


@pytest.fixture
def store(path, files):
    return TinyStore(path, files=files)


def put(*documents):
    return Changes(put=documents)


def lines(journal):
    return [decode_line(line) for line in journal.read_bytes().splitlines()]


def commits(journal):
    return [line for line in lines(journal) if isinstance(line, Commit)]


def test_all_files_are_for_their_owner_alone(store, path, note):
    store.commit(put(note()))
    store.close()
    for file in path.parent.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_permissions_that_people_chose_stay(store, path, journal, note):
    store.commit(put(note("n1")))
    store.close()
    path.chmod(0o640)
    again = TinyStore(path)
    again.commit(put(note("n2")))
    again.close()
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(journal.stat().st_mode) == 0o640


@pytest.mark.parametrize("name", ["library.json", "library.json.journal"])
def test_a_write_protected_file_is_not_written(store, path, note, monkeypatch, name):
    store.commit(put(note("n1")))
    again = TinyStore(path)
    monkeypatch.setattr(os, "access", lambda file, _: file.name != name)
    with pytest.raises(StoreError, match=f"not saved: .*{name}: it is write-protected"):
        again.commit(put(note("n2")))
    assert again.find(Note) == [note("n1")]


def test_a_link_stays_a_link(tmp_path, note):
    real = tmp_path / "shared" / "library.json"
    real.parent.mkdir()
    link = tmp_path / "library.json"
    link.symlink_to(real)
    store = TinyStore(link)
    store.commit(put(note()))
    store.close()
    assert link.is_symlink()
    assert TinyStore(real).find(Note) == [note()]


def test_a_store_without_a_journal_simply_opens(path, journal, note, action):
    first = TinyStore(path)
    first.commit(put(note("n1"), action("a1")))
    first.close()
    journal.unlink()
    store = TinyStore(path)
    other = TinyStore(path)
    before = path.read_bytes()
    assert store.commit(put(action("a2"))).put[0].number == 2
    assert path.read_bytes() == before
    assert other.follow() == put(action("a2", number=2))
    assert TinyStore(path).find(Note) == [note("n1")]


def test_a_close_without_a_commit_touches_nothing(store, path, note):
    store.commit(put(note()))
    before = path.read_bytes()
    reader = TinyStore(path)
    assert reader.find(Note) == [note()]
    reader.close()
    assert path.read_bytes() == before


def test_a_close_that_cannot_compact_loses_nothing(store, path, files, note):
    store.commit(put(note()))
    files.failing["rename library.json"] = errno.ENOSPC
    store.close()
    assert TinyStore(path).find(Note) == [note()]


def test_a_closed_store_opens_again_when_it_is_used(store, note):
    store.commit(put(note("n1")))
    store.close()
    store.commit(put(note("n2")))
    assert store.find(Note) == [note("n1"), note("n2")]


def test_after_a_failed_sync_everything_is_read_anew(store, files, journal, note):
    store.commit(put(note("n1")))
    files.failing["sync"] = errno.EIO
    with pytest.raises(StoreError, match="not saved: .*library.json: Input/output error"):
        store.commit(put(note("n2")))
    assert store.find(Note) == [note("n1")]
    assert len(commits(journal)) == 1
    files.failing.clear()
    files.opened.clear()
    assert store.follow() == Changes()
    assert files.opened == ["library.json.journal", "library.json", "library.json.index"]
    store.commit(put(note("n2")))
    assert len(commits(journal)) == 2


def test_a_commit_that_got_through_all_the_same_is_not_written_again(
    store, files, path, journal, note, action
):
    store.commit(put(note("n1")))
    files.failing |= {"sync": errno.EIO, "truncate": errno.EIO}
    wanted = put(note("n1", text="mine"), action("a1"))
    with pytest.raises(StoreError, match="not saved"):
        store.commit(wanted)
    assert store.find(Action) == []
    files.failing.clear()
    other = TinyStore(path)
    assert other.get(Note, "n1").text == "mine"
    other.commit(put(note("n1", text="theirs")))
    stored = store.commit(wanted)
    assert [item.number for item in stored.put[1:]] == [1]
    assert len(commits(journal)) == 3
    assert store.get(Note, "n1").text == TinyStore(path).get(Note, "n1").text == "theirs"
    store.commit(put(note("n1", text="mine again")))
    assert len(commits(journal)) == 4


def test_an_action_item_that_is_committed_again_keeps_its_number(store, action):
    assert store.commit(put(action("a1"), action("a2"))).put[1].number == 2
    assert store.commit(put(action("a1", text="Send it"))).put[0].number == 1


def test_a_crash_before_the_new_journal_applies_nothing_twice(store, files, path, journal, action):
    """The new snapshot has the size of the old: only the turn tells them apart."""
    item = store.commit(put(action("a1", state=ActionState.OPEN))).put[0]
    store.close()
    again = TinyStore(path, files=files)
    again.commit(put(action("a1", number=item.number, state=ActionState.DONE)))
    size = path.stat().st_size
    files.failing["rename library.json.journal"] = errno.EIO
    again.close()
    assert path.stat().st_size == size
    assert isinstance(lines(journal)[-1], Turn)
    found = TinyStore(path)
    assert found.get(Action, "a1").state is ActionState.DONE
    found.commit(put(action("a2")))
    found.close()
    assert [item.number for item in TinyStore(path).find(Action)] == [1, 2]


def test_a_reader_goes_on_in_a_new_journal_without_reading_the_snapshot(
    store, path, files, note, monkeypatch
):
    store.commit(put(note("n1")))
    other = TinyStore(path)
    other.commit(put(note("n2")))
    other.close()
    TinyStore(path).commit(put(note("n3")))
    files.opened.clear()
    assert [found.id for found in store.follow().put] == ["n2", "n3"]
    assert files.opened == ["library.json.journal"]
    TinyStore(path).commit(put(note("n4")))
    assert [found.id for found in store.follow().put] == ["n4"]


def test_a_compaction_takes_in_what_came_meanwhile(store, path, files, note, monkeypatch):
    store.commit(put(note("n1")))
    other = TinyStore(path)
    real = files.rename

    def rename(old, new):
        if new == path:
            late = TinyStore(path, patience=timedelta(0))
            assert late.find(Note) == [note("n1"), note("n2")]
            with pytest.raises(StoreError, match="is busy"):
                late.commit(put(note("n3")))
        real(old, new)

    write = files.write

    def writing(descriptor, content):
        if bytes(content[:1]) == b"{":
            other.commit(put(note("n2")))
        return write(descriptor, content)

    monkeypatch.setattr(files, "rename", rename)
    monkeypatch.setattr(files, "write", writing)
    store.close()
    assert [found["id"] for found in json.loads(path.read_text())["notes"].values()] == ["n1"]
    assert TinyStore(path).find(Note) == [note("n1"), note("n2")]
    other.commit(put(note("n3")))
    assert [found.id for found in TinyStore(path).find(Note)] == ["n1", "n2", "n3"]


def test_a_compaction_gives_way_where_the_journal_was_mended_meanwhile(
    store, path, files, journal, note, monkeypatch
):
    store.commit(put(note("n1")))
    storage = JournalStorage(path, files=files)
    write = files.write

    def writing(descriptor, content):
        if bytes(content[:1]) == b"{":
            with journal.open("ab") as file:
                file.write(b"scribble\n")
            with pytest.raises(StoreError, match="is kept as"):
                TinyStore(path)
        return write(descriptor, content)

    monkeypatch.setattr(files, "write", writing)
    assert storage.compact() is False
    assert not path.with_name("library.json.new").exists()
    assert TinyStore(path).find(Note) == [note("n1")]


def test_a_newer_journal_is_refused_and_stays(store, path, journal, note):
    store.commit(put(note()))
    newer = Head(FORMAT + 1, 0, "", mark_of(path.read_bytes()))
    journal.write_bytes(encode_line(newer))
    with pytest.raises(StoreError, match="journal was written by a newer meetingtui.*install"):
        TinyStore(path)
    assert journal.read_bytes() == encode_line(newer)


def test_a_newer_document_of_another_process_is_refused_each_time(store, path, note):
    store.commit(put(note("n1")))
    with JournalStorage(path).alone():
        pass
    storage = JournalStorage(path)
    storage.write({"notes": {"9": {"id": "n9", "schema": 99}}, "meetings": {}, "actions": {}})
    for act in (store.follow, lambda: store.commit(put(note("n2"))), lambda: TinyStore(path)):
        with pytest.raises(StoreError, match="library.json: .*'n9'.* newer meetingtui"):
            act()
    assert store.find(Note) == [note("n1")]
