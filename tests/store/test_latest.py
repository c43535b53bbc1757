"""The newest documents of a store that is opened by its index."""

import pytest

from meetingtui.meeting.model import Changes, Note
from meetingtui.store.index_file import index_path
from meetingtui.store.tiny import TinyStore


@pytest.fixture
def path(tmp_path):
    return tmp_path / "library.json"


def put(*documents):
    return Changes(put=documents)


def ids(documents):
    return [document.id for document in documents]


@pytest.mark.parametrize("is_indexed", [True, False])
def test_the_newest_are_found_without_reading_the_others(path, note, is_indexed, reading):
    first = TinyStore(path)
    first.commit(put(*(note(f"n{n:04}", meeting=f"m{n % 2}") for n in range(2000))))
    first.close()
    if not is_indexed:
        index_path(path).unlink()
    store = TinyStore(path, files=reading)
    store.commit(put(note("n1000", meeting="m1", text="late"), note("n2000", meeting="m0")))
    store.commit(Changes(remove=(note("n1998"),)))
    opened = reading.count
    assert ids(store.find(Note, latest=3)) == ["n1997", "n1999", "n2000"]
    assert ids(store.find(Note, latest=2, meeting="m0")) == ["n1996", "n2000"]
    assert ids(store.find(Note, latest=1, meeting="m1", text="late")) == ["n1000"]
    assert len(store.find(Note, latest=5000)) == 2000
    assert store.find(Note, latest=0) == []
    assert is_indexed or reading.count == opened


def test_bytes_that_are_no_text_are_looked_for_and_not_found(path, note):
    first = TinyStore(path)
    first.commit(put(note("n1")))
    first.close()
    store = TinyStore(path)
    assert store.find(Note, agenda="caf\udce9") == []
    assert store.get(Note, "caf\udce9") is None


def test_looking_for_the_newest_reads_little(path, note, reading):
    first = TinyStore(path)
    first.commit(put(*(note(f"n{n:04}", text="x" * 1000) for n in range(2000))))
    first.close()
    store = TinyStore(path, files=reading)
    opened = reading.count
    assert ids(store.find(Note, latest=2, agenda="weekly")) == ["n1998", "n1999"]
    assert reading.count < opened + 200_000
