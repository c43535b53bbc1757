import json

import pytest
from tinydb import TinyDB, where
from tinydb.storages import MemoryStorage
from tinydb.table import Document

from meetingtui.errors import StoreError
from meetingtui.meeting.model import Action, Changes, Note
from meetingtui.store.storage import JournalStorage
from meetingtui.store.tables import JournalDB, RowsView
from meetingtui.store.tiny import TinyStore


@pytest.fixture
def path(tmp_path):
    return tmp_path / "library.json"


def lines(path):
    return path.with_name("library.json.journal").read_bytes().splitlines()


def test_a_script_works_on_the_store_of_a_running_meeting(path, note, action):
    meeting = TinyStore(path)
    meeting.commit(Changes(put=(note(), action())))
    with JournalDB(path) as db:
        (found,) = db.table("actions").search(where("owner") == "Ana")
        db.table("actions").update({"state": "done"}, doc_ids=[found.doc_id])
        assert [item.state for item in meeting.follow().put] == ["done"]
        meeting.commit(Changes(put=(action("a2", owner="Ana"),)))
        assert len(db.table("actions").search(where("owner") == "Ana")) == 2
    assert len(meeting.find(Action)) == 2


def test_a_change_writes_what_it_changes(path):
    with JournalDB(path) as db:
        db.insert_multiple({"n": n, "text": "x" * 50} for n in range(100))
        before = len(lines(path)[-1])
        db.update({"n": -1}, where("n") == 7)
        assert len(lines(path)[-1]) < before / 20
        assert json.loads(lines(path)[-1][9:])["put"] == {
            "_default": {"8": {"n": -1, "text": "x" * 50}}
        }
        count = len(lines(path))
        db.update({"n": -1}, where("n") == -1)
        db.remove(where("n") == 1000)
        assert len(lines(path)) == count
        db.remove(where("n") == 8)
        db.table("rooms").insert({"name": "Blue"})
        db.drop_table("rooms")
    with TinyDB(path) as plain:
        assert len(plain) == 99
        assert plain.tables() == {"_default"}


def test_two_insert_at_once_and_no_id_is_given_twice(path):
    one, two = JournalDB(path), JournalDB(path)
    assert [db.insert({"a": 1}) for db in (one, two, one, one, two)] == [1, 2, 3, 4, 5]
    assert one.insert_multiple({"b": n} for n in range(2)) == [6, 7]
    assert two.insert({"c": 1}) == 8
    assert len(one) == len(two) == 8
    one.truncate()
    assert two.all() == []


def test_what_is_found_is_a_copy(path):
    with JournalDB(path) as db:
        db.insert({"tags": ["a"]})
        db.all()[0]["tags"].append("b")
        assert db.all() == [{"tags": ["a"]}]


def test_a_change_that_fails_half_way_changes_nothing(path):
    with JournalDB(path) as db:
        db.insert_multiple([{"n": 1}, {"n": 2}, {"m": 3}])
        count = len(lines(path))
        with pytest.raises(KeyError):
            db.update(lambda document: document.update(n=document["n"] + 1))
        for value in ({1, 2}, float("nan")):
            with pytest.raises((TypeError, ValueError)):
                db.insert({"n": value})
        assert db.all() == [{"n": 1}, {"n": 2}, {"m": 3}]
        assert len(lines(path)) == count


def test_a_document_may_leave_and_come_back_in_one_change(path):
    with JournalDB(path) as db:
        db.insert_multiple([{"n": 1}, {"n": 2}])

        def shuffle(table):
            del table[1]
            assert 1 not in table
            with pytest.raises(KeyError):
                table[1]
            with pytest.raises(KeyError):
                del table[1]
            table[9] = {"n": 9}
            table[1] = {"n": 10}
            assert len(table) == 3
            del table[9]

        db.table("_default")._update_table(shuffle)
        assert {one.doc_id: one["n"] for one in db} == {1: 10, 2: 2}


def test_over_another_storage_it_is_tinydbs_own_table():
    db = JournalDB(storage=MemoryStorage)
    db.insert({"a": 1})
    db.insert(Document({"a": 2}, 7))
    assert db.insert_multiple([{"a": 3}]) == [8]
    assert db.count(where("a") > 1) == 2


def test_rows_are_shown_decoded(path, note):
    TinyStore(path).commit(Changes(put=(note(),)))
    view = RowsView(JournalStorage(path).tables["notes"])
    assert list(view) == ["1"]
    assert len(view) == 1
    assert view["1"]["text"] == "Won Acme"


def test_a_storage_is_read_and_written_as_a_whole_too(path, note):
    storage = JournalStorage(path)
    assert storage.read() is None
    storage.write({"notes": {1: {"a": 1}, 2: {"b": "ü"}}, "rooms": {}})
    assert storage.read() == {"notes": {"1": {"a": 1}, "2": {"b": "ü"}}, "rooms": {}}
    count = len(lines(path))
    storage.write({"notes": {1: {"a": 1}, 2: {"b": "ü"}}, "rooms": {}})
    assert len(lines(path)) == count
    storage.write({"notes": {2: {"b": True}, 3: {}}})
    assert JournalStorage(path).read() == {"notes": {"2": {"b": True}, "3": {}}}
    with pytest.raises(StoreError, match="row '2' of table 'notes' has no id"):
        TinyStore(path).find(Note)
