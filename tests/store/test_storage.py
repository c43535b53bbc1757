import json
import os
import stat

import pytest
from tinydb import TinyDB, where

from meetingtui.errors import StoreError
from meetingtui.store.storage import ReplacingStorage

OLD = {"notes": {"1": {"text": "old"}}}
NEW = {"notes": {"1": {"text": "new"}, "2": {"text": "more"}}}


@pytest.fixture
def path(tmp_path):
    return tmp_path / "library.json"


@pytest.fixture
def storage(path):
    made = ReplacingStorage(path)
    made.write(OLD)
    return made


def test_no_file_is_nothing_read(path):
    storage = ReplacingStorage(path)
    assert storage.read() is None
    assert storage.look() is None
    assert not path.exists()


def test_what_was_written_is_read(storage, path):
    storage.write(NEW)
    assert storage.read() == ReplacingStorage(path).read() == NEW
    assert storage.look() == storage.stamp


def test_the_file_of_another_writer_looks_different(storage, path):
    ReplacingStorage(path).write(NEW)
    assert storage.look() != storage.stamp


def test_plain_tinydb_works_on_top(path):
    with TinyDB(path, storage=ReplacingStorage) as db:
        table = db.table("things")
        table.insert_multiple([{"n": n} for n in range(5)])
        table.remove(where("n") == 3)
        table.update({"n": 40}, where("n") == 4)
        db.table("others").truncate()
    with TinyDB(path) as db:
        assert [row["n"] for row in db.table("things")] == [0, 1, 2, 40]


def test_a_new_file_is_for_its_owner_alone(storage, path):
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_permissions_that_people_chose_stay(storage, path):
    path.chmod(0o640)
    storage.write(NEW)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_stays_a_link(tmp_path):
    real = tmp_path / "shared" / "library.json"
    real.parent.mkdir()
    link = tmp_path / "library.json"
    link.symlink_to(real)
    ReplacingStorage(link).write(OLD)
    assert link.is_symlink()
    assert json.loads(real.read_text()) == OLD


def test_the_new_file_is_synced_before_it_takes_the_place_of_the_old(storage, monkeypatch):
    steps = []
    for name in ("fsync", "replace", "open"):
        monkeypatch.setattr(os, name, recording(steps, name, getattr(os, name)))
    storage.write(NEW)
    assert steps == ["open", "fsync", "replace", "open", "fsync"]


def recording(steps, name, real):
    def step(*args, **kwargs):
        steps.append(name)
        return real(*args, **kwargs)

    return step


@pytest.mark.parametrize(
    ("name", "turn"), [("open", 1), ("fchmod", 1), ("fdopen", 1), ("fsync", 1), ("replace", 1)]
)
def test_a_failed_write_leaves_the_old_state(storage, path, monkeypatch, name, turn):
    fail(monkeypatch, name, turn)
    with pytest.raises(StoreError, match=r"^not saved: .*library.json: No space left on device$"):
        storage.write(NEW)
    monkeypatch.undo()
    assert storage.read() == OLD
    assert os.listdir(path.parent) == ["library.json"]


def test_an_unsynced_folder_is_reported_and_the_file_is_whole(storage, monkeypatch):
    fail(monkeypatch, "fsync", 2)
    with pytest.raises(StoreError, match="not saved"):
        storage.write(NEW)
    monkeypatch.undo()
    assert storage.look() != storage.stamp
    assert storage.read() == NEW


def fail(monkeypatch, name, turn):
    """Let the `turn`-th call of this os function fail as on a full disk."""
    real = getattr(os, name)
    calls = []

    def failing(*args, **kwargs):
        calls.append(args)
        if len(calls) == turn:
            raise OSError(28, os.strerror(28))
        return real(*args, **kwargs)

    monkeypatch.setattr(os, name, failing)


def test_what_a_crash_left_behind_is_written_over(storage, path):
    path.with_name("library.json.tmp").write_text("half a sto")
    storage.write(NEW)
    assert storage.read() == NEW
    assert os.listdir(path.parent) == ["library.json"]


def test_a_write_protected_file_is_not_replaced(storage, path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(StoreError, match="library.json: it is write-protected"):
        storage.write(NEW)
    assert storage.read() == OLD


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", r"is empty \(0 bytes\).*backup"),
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
        ReplacingStorage(path).read()
    assert path.read_bytes() == content


def test_a_folder_is_no_store(tmp_path):
    with pytest.raises(StoreError, match="is not a file"):
        ReplacingStorage(tmp_path).read()


def test_a_pipe_is_no_store_and_does_not_wait_for_a_writer(path):
    os.mkfifo(path)
    with pytest.raises(StoreError, match="is not a file"):
        ReplacingStorage(path).read()


def test_a_path_below_a_file_cannot_be_read(storage, path):
    below = ReplacingStorage(path / "library.json")
    for act in (below.read, below.look):
        with pytest.raises(StoreError, match="cannot be read: Not a directory"):
            act()
