import fcntl
import json
import os
import stat
import subprocess
import sys
from datetime import timedelta

import pytest
from tinydb import TinyDB, where

from meetingtui.errors import StoreError
from meetingtui.meeting.model import SCHEMA, Action, Changes, Meeting, Note
from meetingtui.store.files import Files
from meetingtui.store.tiny import TinyStore


@pytest.fixture
def path(tmp_path):
    return tmp_path / "library.json"


@pytest.fixture
def store(path):
    return TinyStore(path)


def put(*documents):
    return Changes(put=documents)


def rewrite(store, path, change):
    """Change the tables in the file as a person with an editor would, after a compaction."""
    store.close()
    tables = json.loads(path.read_text())
    change(tables)
    path.write_text(json.dumps(tables, indent=2))


def test_opening_a_new_store_makes_no_file(store, path):
    assert not path.exists()
    assert os.listdir(path.parent) == []


def test_the_first_commit_makes_a_folder_for_its_owner_alone(tmp_path, note):
    path = tmp_path / "data" / "library.json"
    TinyStore(path).commit(put(note()))
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_commit_outlives_the_store(store, path, meeting, note, action):
    stored = store.commit(put(meeting(), note(), action()))
    again = TinyStore(path)
    assert (*again.find(Meeting), *again.find(Note), *again.find(Action)) == stored.put


def test_plain_tinydb_reads_it(store, path, meeting, note, action):
    store.commit(put(meeting(), note("n1"), note("n2", team="Sales"), action()))
    store.close()
    with TinyDB(path) as db:
        assert db.tables() == {"meetings", "notes", "actions"}
        assert [row["id"] for row in db.table("notes").search(where("team") == "Sales")] == ["n2"]
        (found,) = db.table("actions").search(where("state") == "open")
        assert (found["number"], found["owner"], found.doc_id) == (1, "Ana", 1)
        assert db.table("meetings").get(doc_id=1)["title"] == "Weekly"


def test_what_plain_tinydb_wrote_is_read(store, path, note):
    TinyStore(path).commit(put(note()))
    store.follow()
    store.commit(put(note("n2")))
    store.close()
    with TinyDB(path) as db:
        db.table("notes").update({"text": "Won Bolt"}, where("id") == "n1")
    assert [found.text for found in store.follow().put] == ["Won Bolt"]
    assert TinyStore(path).get(Note, "n1").text == "Won Bolt"


def test_what_plain_tinydb_wrote_before_a_compaction_is_kept(store, path, note):
    store.commit(put(note("n1")))
    store.close()
    again = TinyStore(path)
    again.commit(put(note("n2")))
    with TinyDB(path) as db:
        db.table("notes").update({"text": "Won Bolt"}, where("id") == "n1")
    assert [found.text for found in again.follow().put] == ["Won Bolt"]
    assert [found.text for found in TinyStore(path).find(Note)] == ["Won Bolt", "Won Acme"]


class Counting(Files):
    def __init__(self):
        self.done = []

    def write(self, descriptor, content):
        self.done.append("write")
        return super().write(descriptor, content)

    def sync(self, descriptor):
        self.done.append("sync")
        super().sync(descriptor)

    def rename(self, old, new):
        self.done.append("rename")
        super().rename(old, new)


def test_one_commit_is_one_write_and_one_sync(path, meeting, note, action):
    files = Counting()
    store = TinyStore(path, files=files)
    store.commit(put(note("n0")))
    files.done.clear()
    store.commit(put(meeting(), note("n1"), note("n2"), action()))
    assert files.done == ["write", "sync"]


def test_tables_and_fields_of_other_people_stay(store, path, note):
    store.commit(put(note("n1"), note("n2")))

    def add(tables):
        tables["rooms"] = {"7": {"name": "Blue"}}
        tables["notes"]["1"]["colour"] = "red"

    rewrite(store, path, add)
    store.commit(put(note("n1", text="Won Bolt")))
    store.close()
    tables = json.loads(path.read_text())
    assert tables["rooms"] == {"7": {"name": "Blue"}}
    assert tables["notes"]["1"]["colour"] == "red"
    assert tables["notes"]["1"]["text"] == "Won Bolt"


def test_two_stores_lose_nothing_of_each_other(path, note, action):
    one, two = TinyStore(path), TinyStore(path)
    one.commit(put(note("n1"), action("a1")))
    two.commit(put(note("n2"), action("a2")))
    one.commit(put(note("n3"), action("a3")))
    fresh = TinyStore(path)
    assert [found.id for found in fresh.find(Note)] == ["n1", "n2", "n3"]
    assert [(found.id, found.number) for found in fresh.find(Action)] == [
        ("a1", 1),
        ("a2", 2),
        ("a3", 3),
    ]


def test_follow_tells_what_another_did_once(path, meeting, note, action):
    one, two = TinyStore(path), TinyStore(path)
    two.commit(put(meeting(), note("n1"), note("n2"), action("a1")))
    assert one.follow() == put(meeting(), note("n1"), note("n2"), action("a1", number=1))
    assert one.follow() == Changes()
    gone = Changes(remove=(note("n1"), action("a1", number=1)))
    two.commit(gone)
    assert one.follow() == gone
    assert one.find(Action) == []


def test_follow_also_tells_what_a_commit_came_across(path, note):
    one, two = TinyStore(path), TinyStore(path)
    two.commit(put(note("n2")))
    one.commit(put(note("n1")))
    assert one.get(Note, "n2") == note("n2")
    assert one.follow() == put(note("n2"))


def test_follow_reads_only_a_file_that_changed(store, note, monkeypatch):
    store.commit(put(note()))
    monkeypatch.setattr(os, "pread", None)
    monkeypatch.setattr(os, "open", None)
    assert store.follow() == Changes()


def test_processes_that_write_at_once_lose_nothing(path):
    script = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from meetingtui.meeting.model import Action, Changes
from meetingtui.store.files import Files
from meetingtui.store.tiny import TinyStore
store = TinyStore(Path(sys.argv[1]))
for n in range(15):
    id = f"{sys.argv[2]}{n:02}"
    at = datetime(2026, 11, 24, tzinfo=UTC)
    store.commit(Changes(put=(Action(id=id, agenda="a", meeting="m", text="t", taken_at=at),)))
"""
    both = [subprocess.Popen([sys.executable, "-c", script, path, name]) for name in ("x", "y")]
    assert [process.wait() for process in both] == [0, 0]
    assert sorted(item.number for item in TinyStore(path).find(Action)) == list(range(1, 31))


def test_a_busy_store_is_reported_and_nothing_is_written(path, note):
    store = TinyStore(path, patience=timedelta(0))
    with path.with_name("library.json.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(StoreError, match=r"not saved: .*library.json is busy in another"):
            store.commit(put(note()))
    assert not path.exists()
    store.commit(put(note()))
    assert store.find(Note) == [note()]


def test_a_folder_that_cannot_be_made_is_reported(tmp_path, note, monkeypatch):
    store = TinyStore(tmp_path / "data" / "library.json")
    (tmp_path / "data").write_text("in the way")
    with pytest.raises(StoreError, match="not saved: .*data/library.json.lock: Not a directory"):
        store.commit(put(note()))


def test_a_store_that_went_away_is_not_made_anew(store, path, note):
    store.commit(put(note()))
    journal = path.with_name("library.json.journal")
    for gone in (path, journal):
        kept = gone.read_bytes()
        gone.unlink()
        for act in (store.follow, lambda: store.commit(put(note("n2")))):
            with pytest.raises(StoreError, match=f"{gone} (was moved or removed|is missing)"):
                act()
        assert not gone.exists()
        gone.write_bytes(kept)
    path.unlink()
    journal.unlink()
    with pytest.raises(StoreError, match=f"{path} was moved or removed while in use"):
        store.follow()


def test_a_store_damaged_while_in_use_is_never_written_over(store, path, note):
    store.commit(put(note("n1")))
    damage = '{"notes": {"9": {"id": ""}}}'
    path.write_text(damage)
    for _ in range(2):
        with pytest.raises(StoreError, match="row '9' of table 'notes' has no id"):
            store.commit(put(note("n2")))
    assert path.read_text() == damage
    assert store.find(Note) == [note("n1")]


@pytest.mark.parametrize(
    ("tables", "sentence"),
    [
        ({}, "is a TinyDB file, but no store"),
        ({"_default": {"1": {"a": 1}}}, "is a TinyDB file, but no store"),
        ({"notes": {"one": {"id": "n1"}}}, "row 'one' of table 'notes' is no document"),
        ({"notes": {"1": "text"}}, "row '1' of table 'notes' is no document"),
        ({"actions": {"3": {"id": 3}}}, "row '3' of table 'actions' has no id"),
        ({"notes": {"1": {"id": "n"}, "2": {"id": "n"}}}, "'n' of table 'notes' is there twice"),
        ({"meetings": {"1": {"id": "m", "schema": SCHEMA + 1}}}, "a newer meetingtui"),
    ],
)
def test_a_store_that_is_not_ours_is_refused_and_stays(path, tables, sentence):
    content = json.dumps(tables)
    path.write_text(content)
    with pytest.raises(StoreError, match=f"library.json:? .*{sentence}"):
        TinyStore(path)
    assert path.read_text() == content


def test_a_broken_document_does_not_keep_people_from_the_others(store, path, note, action):
    store.commit(put(note("n1"), note("n2"), action()))
    rewrite(store, path, lambda tables: tables["notes"]["1"].update(taken_at="yesterday"))
    again = TinyStore(path)
    assert again.get(Note, "n2") == note("n2")
    assert len(again.find(Action)) == 1
    for act in (lambda: again.find(Note), lambda: again.get(Note, "n1"), store.follow):
        with pytest.raises(StoreError, match="library.json: document 'n1' of table 'notes' is bro"):
            act()


def test_numbers_that_are_no_numbers_are_passed_over(store, path, action):
    store.commit(put(action("a1")))
    rewrite(store, path, lambda tables: tables["actions"]["1"].update(number="four"))
    assert store.commit(put(action("a2"))).put[0].number == 1
