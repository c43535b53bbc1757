"""The index beside a snapshot: whatever becomes of it, the store answers as without it."""

import os

import pytest
from harness import Files, changes_of, held, model, note, write_on

from meetingtui.errors import StoreError
from meetingtui.meeting.model import Action, Changes, Note
from meetingtui.store.tiny import TinyStore

LAST = 20
LATER = 24


@pytest.fixture
def path(tmp_path):
    """Return a store with an index and, in its journal, later commits."""
    path = tmp_path / "library.json"
    write_on(path, Files(), lambda step: None, range(LAST))
    store = TinyStore(path)
    for step in range(LAST, LATER):
        store.commit(changes_of(step))
    return path


@pytest.fixture
def index(path):
    return path.with_name("library.json.index")


def assert_answers(path):
    """Assert that the store says all that it was told, by whatever one asks for it."""
    store = TinyStore(path)
    notes, actions = model(range(LATER))
    assert {id: store.get(Note, id).text for id in notes} == notes
    assert {id: store.get(Action, id).number for id in actions} == actions
    assert store.get(Note, "n001") == notes.get("n001") is None
    assert len(store.find(Note, meeting="m")) == len(notes)
    assert store.find(Note, meeting="m", state="open") == store.find(Action, agenda="b") == []
    assert len(store.find(Action, state="open")) == len(actions)
    assert held(store) == (notes, actions)
    return store


def test_a_store_answers_with_its_index_and_without(path, index):
    assert_answers(path)
    index.unlink()
    store = assert_answers(path)
    store.commit(Changes(put=(note(900, "afterwards"),)))
    store.close()
    assert index.exists()
    assert TinyStore(path).get(Note, "n900").text == "afterwards"


def test_a_damaged_index_is_passed_over(path, index, chance, rounds, figures):
    whole = index.read_bytes()
    for _ in range(rounds(60, 1500)):
        bit = chance.randrange(len(whole) * 8)
        changed = bytearray(whole)
        changed[bit // 8] ^= 1 << bit % 8
        index.write_bytes(changed)
        assert_answers(path)
        figures["bit flip in the index"] += 1


def test_a_torn_index_is_passed_over(path, index, some, figures):
    whole = index.read_bytes()
    for length in some(range(len(whole)), 40):
        index.write_bytes(whole[:length])
        assert_answers(path)
        index.write_bytes(whole[:length].ljust(len(whole), b"\0"))
        assert_answers(path)
        figures["torn or NUL-filled index"] += 1


def test_the_index_of_another_snapshot_is_passed_over(path, index, tmp_path):
    old = index.read_bytes()
    store = TinyStore(path)
    store.commit(changes_of(LATER))
    store.close()
    store = TinyStore(path)
    store.commit(Changes(remove=(note(LATER, ""),)))
    store.commit(changes_of(LATER - 1))
    store.close()
    index.write_bytes(old)
    assert TinyStore(path).get(Note, f"n{LATER:03}") is None
    index.unlink()
    index.mkdir()
    assert TinyStore(path).get(Note, f"n{LATER:03}") is None


def test_a_flipped_bit_in_the_snapshot_is_told_to_whoever_asks_for_the_document(
    path, index, chance, rounds, figures
):
    """The file looks untouched: neither its size nor its time has changed."""
    whole, times = path.read_bytes(), path.stat()
    notes, _ = model(range(LATER))
    for _ in range(rounds(40, 1000)):
        changed = bytearray(whole)
        bit = chance.randrange(len(whole) * 8)
        changed[bit // 8] ^= 1 << bit % 8
        put_below(path, changed, times)
        store, lost = TinyStore(path), []
        for id, text in notes.items():
            try:
                found = store.get(Note, id)
            except StoreError as error:
                lost.append(str(error))
            else:
                assert found.text == text
        assert len(lost) <= 1
        assert all(f"{path}: the document at byte " in said for said in lost)
        figures["bit flip in a snapshot with an index"] += 1
    put_below(path, whole, times)
    assert_answers(path)


def test_damage_that_a_compaction_finds_is_told_at_the_next_opening(path, index):
    whole, times = path.read_bytes(), path.stat()
    damaged = whole.replace(b"text 5", b"text 6")
    put_below(path, damaged, times)
    store = TinyStore(path)
    store.commit(Changes(put=(note(900, "afterwards"),)))
    store.close()
    assert path.read_bytes() == damaged
    assert not index.exists()
    for _ in range(2):
        with pytest.raises(StoreError, match=r"has the size but not the content .*restore"):
            TinyStore(path)
    put_below(path, whole, times)
    assert TinyStore(path).get(Note, "n900").text == "afterwards"


def put_below(path, content, times):
    """Write a file as a failing disk does: nobody is told."""
    path.write_bytes(content)
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
