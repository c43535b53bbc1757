"""Files that cannot be read, may not be written, or are no store."""

import errno
import os

import pytest

from meetingtui.errors import StoreError
from meetingtui.meeting.model import Changes, Note
from meetingtui.store.files import Files
from meetingtui.store.tiny import TinyStore


class Faulty(Files):
    """Fails to open the file that is named."""

    failing = ""

    def open(self, path, flags, mode=0o600):
        if path.name == self.failing:
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(path))
        return super().open(path, flags, mode)


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


@pytest.mark.parametrize("error", [errno.EROFS, errno.EACCES])
def test_where_nothing_may_be_written_one_may_still_read(store, path, note, error):
    class Fixed(Files):
        def open(self, path, flags, mode=0o600):
            if flags & os.O_RDWR:
                raise OSError(error, os.strerror(error), str(path))
            return super().open(path, flags, mode)

    store.commit(put(note()))
    reader = TinyStore(path, files=Fixed())
    assert reader.find(Note) == [note()]
    with pytest.raises(StoreError, match=f"not saved: .*lock: {os.strerror(error)}"):
        reader.commit(put(note("n2")))


def test_where_there_can_be_no_lock_one_may_still_read(store, path, files, note):
    store.commit(put(note()))
    files.failing = "library.json.lock"
    reader = TinyStore(path, files=files)
    assert reader.find(Note) == [note()]
    with pytest.raises(StoreError, match="not saved: .*library.json.lock: Input/output error"):
        reader.commit(put(note("n2")))


def test_what_cannot_be_read_is_an_error(store, path, files, note):
    store.commit(put(note()))
    files.failing = "library.json.journal"
    with pytest.raises(StoreError, match="library.json cannot be read: Input/output error"):
        TinyStore(path, files=files)


def test_a_path_below_a_file_cannot_be_read(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be read: Not a directory"):
        TinyStore(tmp_path / "file" / "library.json")


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo])
def test_what_is_no_file_is_no_store_and_nobody_waits_for_it(path, make):
    make(path)
    with pytest.raises(StoreError, match="is not a file"):
        TinyStore(path)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", r"is empty \(0 bytes\)"),
        (b"\0\0\0\0", "is damaged or no store: it is not JSON"),
        (b'{"notes": {"1": {"te', "is damaged or no store: it is not JSON"),
        (b"\xff\xfe", "is damaged or no store: it is not JSON"),
        (b"[" * 100_000, "is damaged or no store: it is not JSON"),
        (b"[1, 2]", "is JSON, but no store"),
        (b'{"name": "somebody"}', "is JSON, but no store"),
    ],
)
def test_a_file_that_is_no_store_is_refused_and_stays(path, content, sentence):
    path.write_bytes(content)
    with pytest.raises(StoreError, match=f"library.json {sentence}"):
        TinyStore(path)
    assert path.read_bytes() == content


def test_damage_that_cannot_be_set_aside_is_named_and_stays(store, path, files, journal, note):
    store.commit(put(note()))
    damaged = journal.read_bytes().replace(b"Acme", b"Acne")
    journal.write_bytes(damaged)
    files.failing = "library.json.journal.damaged-1"
    for _ in range(2):
        with pytest.raises(StoreError, match="line 2 .*; it cannot be mended: Input/output error"):
            TinyStore(path, files=files)
    assert journal.read_bytes() == damaged


def test_each_damage_is_kept_under_a_name_of_its_own(store, path, journal, note):
    store.commit(put(note("n1")))
    for number in (1, 2):
        with journal.open("ab") as file:
            file.write(b"scribble\n")
        with pytest.raises(StoreError, match=f"damaged-{number}, all else was read"):
            TinyStore(path)
    assert store.follow() == Changes()
    store.commit(put(note("n2")))
    assert TinyStore(path).find(Note) == [note("n1"), note("n2")]


def test_damage_in_use_is_told_and_the_next_attempt_succeeds(store, path, journal, note):
    store.commit(put(note("n1")))
    TinyStore(path).commit(put(note("n2")))
    journal.write_bytes(journal.read_bytes().replace(b"Acme", b"Acne", 2))
    with pytest.raises(StoreError, match="damaged in line 2 .*, line 3"):
        store.commit(put(note("n3")))
    store.commit(put(note("n3")))
    assert TinyStore(path).find(Note) == [note("n3")]
