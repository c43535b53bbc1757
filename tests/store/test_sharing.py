"""What other processes and scripts may do to a store that is in use."""

import time
from datetime import timedelta

import pytest

from meetingtui.errors import StoreError
from meetingtui.meeting.model import Changes, Note
from meetingtui.store.files import Files
from meetingtui.store.lines import Commit, encode_line
from meetingtui.store.lock import Lock
from meetingtui.store.tables import JournalDB
from meetingtui.store.tiny import TinyStore


@pytest.fixture
def path(tmp_path):
    return tmp_path / "library.json"


@pytest.fixture
def journal(path):
    return path.with_name("library.json.journal")


@pytest.fixture
def store(path):
    return TinyStore(path)


def put(*documents):
    return Changes(put=documents)


def test_who_follows_a_busy_store_does_not_wait(store, path, note):
    other = TinyStore(path)
    other.commit(put(note()))
    with Lock(path.with_name("library.json.lock"), Files()).held():
        assert store.follow() == Changes()
    assert store.follow() == put(note())


def test_who_leaves_a_busy_store_does_not_wait(path, note):
    store = TinyStore(path, patience=timedelta(seconds=30))
    store.commit(put(note()))
    began = time.monotonic()
    with Lock(path.with_name("library.json.lock"), Files()).held():
        store.close()
    assert time.monotonic() - began < 10
    assert TinyStore(path).find(Note) == [note()]


class Meanwhile(Files):
    """Has something done while the journal is read for the first time."""

    def __init__(self, happens):
        self._happens = [happens]

    def open(self, path, flags, mode=0o600):
        descriptor = super().open(path, flags, mode)
        if path.name == "library.json" and self._happens:
            self._happens.pop()()
        return descriptor


def test_a_store_is_opened_without_waiting_for_who_writes(store, path, note):
    store.commit(put(note("n1")))
    with store._storage.alone():
        assert TinyStore(path, patience=timedelta(0)).find(Note) == [note("n1")]


def test_what_is_written_during_the_opening_is_there_after_it(store, path, note):
    store.commit(put(note("n1")))
    opened = TinyStore(path, files=Meanwhile(lambda: store.commit(put(note("n2")))))
    assert opened.find(Note) == [note("n1"), note("n2")]


def test_a_compaction_during_the_opening_changes_nothing(store, path, note):
    store.commit(put(note("n1")))
    opened = TinyStore(path, files=Meanwhile(store.close))
    assert opened.find(Note) == [note("n1")]
    assert opened.follow() == Changes()


def test_who_opens_during_a_write_waits_where_it_came_between(store, path, note):
    store.commit(put(note("n1")))
    with Lock(path.with_name("library.json.lock"), Files()).held():

        def write():
            with path.with_name("library.json.journal").open("ab") as file:
                file.write(b"123456")

        with pytest.raises(StoreError, match="is busy"):
            TinyStore(path, patience=timedelta(0), files=Meanwhile(write))


def test_a_lock_that_was_removed_is_made_again(store, path, note):
    store.commit(put(note("n1")))
    path.with_name("library.json.lock").unlink()
    other = TinyStore(path, patience=timedelta(0))
    with other._storage.alone(), pytest.raises(StoreError, match="is busy"):
        TinyStore(path, patience=timedelta(0)).commit(put(note("n2")))
    store.commit(put(note("n3")))
    assert other.follow() == put(note("n3"))


def test_a_lock_may_be_let_go_of_while_it_is_held(path):
    lock = Lock(path, Files())
    with lock.held():
        lock.close()
    with lock.held():
        assert path.exists()


def test_a_journal_that_was_rewritten_in_use_is_read_anew(store, path, journal, note):
    store.commit(put(note("n1")))
    store.commit(put(note("n2")))
    head, one, two = journal.read_bytes().splitlines(keepends=True)
    another = Commit(remove={"notes": ["1"]}, number=1, id="another")
    journal.write_bytes(head + encode_line(another) + two + one)
    with pytest.raises(StoreError, match="commit 1 is there after commit 2"):
        store.follow()
    assert store.follow() == Changes(remove=(note("n1"),))


def test_a_line_that_does_not_follow_is_not_taken_in(store, path, journal, note):
    store.commit(put(note("n1")))
    with journal.open("ab") as file:
        file.write(encode_line(Commit(remove={"notes": ["1"]}, number=5, id="x")))
    with pytest.raises(StoreError, match="line 3 .commit 2 is missing before it"):
        store.follow()
    assert store.follow() == Changes(remove=(note("n1"),))


def test_a_script_may_drop_a_table_of_ours(store, path, note, action):
    store.commit(put(note("n1"), note("n2"), action()))
    with JournalDB(path) as db:
        db.drop_table("notes")
    assert store.follow() == Changes(remove=(note("n1"), note("n2")))
    assert store.find(Note) == []
    store.commit(put(note("n3")))
    assert store.find(Note) == [note("n3")]


def test_a_script_may_give_a_row_to_another_document(store, path, note, action):
    store.commit(put(note("n1"), action("a1")))
    with JournalDB(path) as db:
        db.table("notes").update({"id": "n9"})
        db.table("actions").update({"id": "a9", "number": 4})
    assert store.follow() == Changes(
        put=(note("n9"), action("a9", number=4)), remove=(note("n1"), action("a1", number=1))
    )
    assert store.commit(put(action("a2"))).put[0].number == 5


def test_a_script_may_copy_a_document_and_take_the_copy_back(store, path, note):
    store.commit(put(note("n1")))
    with JournalDB(path) as db:
        table = db.table("notes")
        table.insert(dict(table.all()[0]))
        assert store.follow() == Changes()
        table.remove(doc_ids=[1])
    assert store.follow() == Changes()
    assert store.get(Note, "n1") == note("n1")


def test_a_document_that_cannot_be_read_is_named_when_it_is_looked_for(path):
    path.write_bytes(b'{"notes":{"1":{"id":"n1","team":"\xff"}}}')
    store = TinyStore(path)
    with pytest.raises(StoreError, match="library.json: document 'n1' of table 'notes' is broken"):
        store.find(Note, team="Sales")
