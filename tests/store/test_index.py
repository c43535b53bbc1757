"""A store that is opened by its index: what is read, what is found, and when there is none."""

import errno
import json
import os
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB, where

from meetingtui.errors import StoreError
from meetingtui.meeting.model import SCHEMA, Action, Changes, Note
from meetingtui.store.files import Files, Stamp
from meetingtui.store.index_file import IndexFile, fitting_index, index_path
from meetingtui.store.indexing import make_index
from meetingtui.store.lines import mark_of
from meetingtui.store.snapshot_file import SnapshotFile
from meetingtui.store.tables import JournalDB
from meetingtui.store.tiny import TinyStore


@pytest.fixture
def path(tmp_path):
    return tmp_path / "library.json"


@pytest.fixture
def old(path, note, action):
    """Return a store that was closed: eight notes and four promises, some of them settled."""
    store = TinyStore(path)
    notes = [note(f"n{n}", meeting=f"m{n % 2}", text=f"text {n}") for n in range(8)]
    actions = [action(f"a{n}", state="open" if n else "done") for n in range(4)]
    store.commit(Changes((*notes, *actions)))
    store.close()
    return TinyStore(path)


def put(*documents):
    return Changes(put=documents)


AT = datetime(2026, 11, 24, tzinfo=UTC)


def ids(documents):
    return [document.id for document in documents]


def test_documents_are_found_by_what_the_index_tells(old, path, note, action):
    assert ids(old.find(Note, meeting="m1")) == ["n1", "n3", "n5", "n7"]
    assert ids(old.find(Note, meeting="m1", text="text 3")) == ["n3"]
    assert ids(old.find(Action, state="open")) == ["a1", "a2", "a3"]
    assert ids(old.find(Note)) == [f"n{n}" for n in range(8)]
    assert old.get(Note, "n3").text == "text 3"
    assert old.get(Note, "a3") is old.get(Note, "zz") is None
    old.commit(put(note("n3", meeting="m9"), action("a9")))
    assert ids(old.find(Note, meeting="m1")) == ["n1", "n5", "n7"]
    assert ids(old.find(Note, meeting="m9")) == ["n3"]
    assert [item.number for item in TinyStore(path).find(Action, agenda="weekly")] == [
        *(1, 2, 3, 4, 5)
    ]


def test_numbers_of_what_is_not_read_are_known(old, path, action):
    assert old.commit(put(action("a8", number=4))).put[0].number == 5
    gone = [old.get(Action, id) for id in ("a3", "a8")]
    old.commit(Changes(remove=tuple(gone)))
    assert old.commit(put(action("a9"))).put[0].number == 4
    assert ids(TinyStore(path).find(Action)) == ["a0", "a1", "a2", "a9"]


def test_opening_reads_the_index_alone(path, note, reading):
    store = TinyStore(path)
    store.commit(put(*(note(f"n{n:04}", meeting=f"m{n // 10}") for n in range(2000))))
    store.close()
    store = TinyStore(path, files=reading)
    opened = reading.count
    assert opened < index_path(path).stat().st_size + 66_000
    assert ids(store.find(Note, meeting="m7")) == [f"n{n:04}" for n in range(70, 80)]
    store.commit(put(note("n3000", meeting="m7")))
    assert reading.count < opened + 70_000
    assert path.stat().st_size > 500_000


def test_far_apart_is_found_too(path, note):
    store = TinyStore(path)
    store.commit(put(*(note(f"n{n:03}", meeting=f"m{n % 100}") for n in range(300))))
    store.close()
    assert ids(TinyStore(path).find(Note, meeting="m40")) == ["n040", "n140", "n240"]


def test_texts_that_sum_up_to_the_same_are_told_apart(path, note):
    store = TinyStore(path)
    store.commit(put(note("n1", meeting="plumless"), note("n2", meeting="buckeroo")))
    store.close()
    assert ids(TinyStore(path).find(Note, meeting="plumless")) == ["n1"]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["put", "remove", "compact"]),
        st.sampled_from("abcdef"),
        st.sampled_from(["m1", "m2"]),
    ),
    max_size=15,
)


@given(STEPS)
@settings(max_examples=40, deadline=None)
def test_whoever_opens_by_the_index_finds_what_is_found_without(tmp_path_factory, steps):
    path = tmp_path_factory.mktemp("steps") / "library.json"
    store = TinyStore(path)
    expected = {}
    for number, (what, id, meeting) in enumerate(steps):
        if what == "put":
            one = Action(id=id, agenda="a", meeting=meeting, text=f"{number}", taken_at=AT)
            expected[id] = store.commit(put(one)).put[0]
        elif what == "remove" and id in expected:
            store.commit(Changes(remove=(expected.pop(id),)))
        else:
            store.close()
            store = TinyStore(path)
    for _ in range(2):
        found = TinyStore(path)
        assert found.find(Action) == sorted(expected.values(), key=lambda one: one.id)
        for meeting in ("m1", "m2"):
            mine = [id for id, one in sorted(expected.items()) if one.meeting == meeting]
            assert ids(found.find(Action, meeting=meeting, state="open")) == mine
        assert {id: found.get(Action, id) for id in expected} == expected
        index_path(path).unlink(missing_ok=True)


def test_a_script_sees_and_changes_all_of_it(old, path):
    with JournalDB(path) as db:
        assert len(db.table("notes")) == 8
        db.table("notes").remove(where("id") == "n2")
        assert ids(old.follow().remove) == ["n2"]
        db.table("rooms").insert({"name": "Blue"})
        db.drop_table("actions")
    assert ids(old.follow().remove) == ["a0", "a1", "a2", "a3"]
    assert old.find(Action) == []
    assert len(TinyStore(path).find(Note, meeting="m0")) == 3
    with JournalDB(path) as db:
        assert db.table("rooms").all() == [{"name": "Blue"}]


def test_a_snapshot_that_is_rewritten_in_use_is_read_anew(old, path):
    with TinyDB(path) as db:
        db.table("notes").update({"text": "changed"}, where("id") == "n1")
        db.table("notes").remove(where("id") == "n2")
    with pytest.raises(StoreError, match=r"library.json: the document at byte \d+ is not as it"):
        old.find(Note)
    told = old.follow()
    assert {found.text for found in told.put if found.id == "n1"} == {"changed"}
    assert ids(old.find(Note)) == ["n0", *(f"n{n}" for n in range(1, 8) if n != 2)]


def test_what_became_known_of_before_the_snapshot_was_rewritten_is_told_as_gone(old, path, note):
    old.commit(put(note("n2", text="seen")))
    with TinyDB(path) as db:
        db.table("actions").truncate()
    assert old.follow().remove == ()
    assert old.find(Action) == []
    assert old.get(Note, "n2").text == "seen"


def test_a_full_disk_has_room_for_the_snapshot_or_for_both(old, path, note):
    class Full(Files):
        def open(self, path, flags, mode=0o600):
            if path.name == "library.json.index.new":
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return super().open(path, flags, mode)

    store = TinyStore(path, files=Full())
    store.commit(put(note("n9")))
    store.close()
    assert json.loads(path.read_text())["notes"]["9"]["id"] == "n9"
    assert fitting_index(Files(), path, SnapshotFile(path, Files()).stamp) is None
    assert len(TinyStore(path).find(Note)) == 9


@pytest.mark.parametrize(
    "tables",
    [
        {"rooms": {"1": {"name": "Blue"}}},
        {"notes": {"1": {"id": ""}}},
        {"notes": {"1": {"id": "n"}, "2": {"id": "n"}}},
        {"notes": {"1": {"id": "n", "schema": SCHEMA + 1}}},
        {"notes": {str(2**32): {"id": "n"}}},
        {"actions": {"1": {"id": "n", "number": -1}}},
        {"notes": {"one": {"id": "n"}}},
        {"notes": {"²": {"id": "n"}}},
        {"notes": {"1": [1]}},
    ],
)
def test_what_is_odd_has_no_index(tables, path):
    content = json.dumps(tables, separators=(",", ":"), ensure_ascii=False).encode()
    path.write_bytes(content)
    raw = SnapshotFile(path, Files()).read
    assert make_index(Stamp(1, 2, 3), mark_of(content), raw) is None


def test_a_snapshot_with_spaces_in_it_has_no_index(path):
    content = b'{"notes": {"1": {"id":"n1"}}}'
    path.write_bytes(content)
    raw = SnapshotFile(path, Files()).read
    assert make_index(Stamp(1, 2, 3), mark_of(content), raw) is None


def test_other_tables_and_values_are_no_obstacle(old, path):
    with JournalDB(path) as db:
        db.table("rooms").insert({"name": "Blau ü"})
        db.table("notes").update({"agenda": 7, "meeting": None}, where("id") == "n1")
    store = TinyStore(path)
    assert ids(store.find(Note, meeting="m1")) == ["n3", "n5", "n7"]
    with pytest.raises(StoreError, match="'n1' of table 'notes' is broken"):
        store.get(Note, "n1")


def test_an_index_says_which_snapshot_it_is_about(old, path):
    stamp = SnapshotFile(path, Files()).stamp
    assert IndexFile(Files(), index_path(path), stamp).mark == mark_of(path.read_bytes())
    with pytest.raises(ValueError, match="about something else"):
        IndexFile(Files(), index_path(path), stamp._replace(size=1))
