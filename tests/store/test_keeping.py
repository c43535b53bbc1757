import json
import os
import stat
from datetime import date, timedelta

import pytest
from tinydb import TinyDB

from meetingtui.errors import StoreError
from meetingtui.meeting.model import Changes, Note
from meetingtui.store import keeping
from meetingtui.store.files import Files, stamp_of
from meetingtui.store.indexing import make_index
from meetingtui.store.keeping import backup, check, compact, keep_backup, restore
from meetingtui.store.lines import mark_of
from meetingtui.store.lock import Lock
from meetingtui.store.snapshot import parse_snapshot
from meetingtui.store.tiny import TinyStore


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "library.json"


@pytest.fixture
def store(path, note, action, meeting):
    made = TinyStore(path)
    made.commit(Changes(put=(meeting(), note("n1"), note("n2"))))
    made.commit(Changes(put=(action(),)))
    yield made
    made.close()


def journal(path):
    return path.with_name("library.json.journal")


def contents(path):
    return {file.name: file.read_bytes() for file in path.parent.iterdir()}


def test_a_sound_store_has_nothing_to_report(store, path):
    found = check(path)
    assert found.counts == {"meetings": 1, "notes": 2, "actions": 1}
    assert found.problems == found.remarks == []


def test_a_check_changes_nothing(store, path):
    damage = journal(path).read_bytes().replace(b"Acme", b"Bolt")
    journal(path).write_bytes(damage + b"torn")
    before = contents(path)
    found = check(path)
    assert contents(path) == before
    head = damage.index(b"\n") + 1
    line, tail = found.problems
    assert line == f"{journal(path)} is damaged in line 2, at byte {head}: its checksum is wrong"
    assert f"ends in 4 bytes, from byte {len(damage)} on, that were being written" in tail
    assert found.counts == {"meetings": 0, "notes": 0, "actions": 1}


def test_an_index_that_leads_astray_is_named(store, path, note):
    store.close()
    assert check(path).problems == []
    index, content = path.with_name("library.json.index"), path.read_bytes()
    others = parse_snapshot(path, content.replace(b"n2", b"n9"))
    stamp = stamp_of(path.stat())
    index.write_bytes(make_index(stamp, mark_of(content), others))
    (problem,) = check(path).problems
    assert problem == f"{index} tells of other documents than library.json holds; remove it"


def test_every_broken_document_is_named(store, path):
    store.close()
    tables = json.loads(path.read_text())
    tables["notes"]["1"]["kind"] = "boast"
    tables["notes"]["2"]["taken_at"] = "yesterday"
    tables["actions"]["1"]["id"] = ""
    path.write_text(json.dumps(tables | {"rooms": {"1": {"a": "b"}}}))
    said = "\n".join(check(path).problems)
    assert "'n1' of table 'notes' is broken" in said
    assert "'n2' of table 'notes' is broken" in said
    assert "row '1' of table 'actions' has no id" in said


def test_what_others_keep_in_the_store_is_read_too(store, path):
    store.close()
    content = path.read_bytes()[:-1] + b',"rooms":{"7":{"name":"\xff"}}}'
    path.write_bytes(content)
    (problem,) = check(path).problems
    assert "row '7' of table 'rooms' is broken" in problem


def test_a_damaged_snapshot_is_named(store, path):
    path.write_bytes(b"")
    assert "is empty (0 bytes)" in check(path).problems[0]


def test_what_is_open_to_others_or_was_set_aside_is_remarked(store, path):
    path.chmod(0o644)
    path.with_name("library.json.journal.torn-1").write_bytes(b"x")
    assert check(path).remarks == [
        f"{path} is open to other people (chmod 600 keeps it to its owner)",
        f"{journal(path)}.torn-1 was set aside; remove it when nobody needs it",
    ]


def test_where_there_is_no_store_there_is_nothing_to_look_after(path):
    for act in (check, compact, lambda path: backup(path, path.with_name("b.json"))):
        with pytest.raises(StoreError, match=f"there is no store at {path}"):
            act(path)
    assert not path.parent.exists()


def test_a_file_that_cannot_be_read_is_an_error(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be read: Not a directory"):
        check(tmp_path / "file" / "library.json")
    with pytest.raises(StoreError, match="cannot be read: Not a directory"):
        restore(tmp_path / "library.json", tmp_path / "file" / "backup.json")


def test_a_check_waits_for_a_writer_but_not_for_ever(store, path):
    lock = Lock(path.with_name("library.json.lock"), Files())
    with lock.held(), pytest.raises(StoreError, match="is busy"):
        check(path, patience=timedelta(milliseconds=5))


@pytest.mark.parametrize("error", [13, 5])
def test_a_check_does_without_the_lock_where_it_may_not_have_it(store, path, error):
    class Guarded(Files):
        def open(self, path, flags, mode=0o600):
            if path.suffix == ".lock":
                raise OSError(error, os.strerror(error))
            return super().open(path, flags, mode)

    if error == 13:
        assert check(path, Guarded()).problems == []
    else:
        with pytest.raises(StoreError, match="cannot be read: Input/output error"):
            check(path, Guarded())


def test_plain_tinydb_reads_everything_after_a_compaction(store, path):
    compact(path)
    with TinyDB(path) as db:
        assert [row["id"] for row in db.table("notes")] == ["n1", "n2"]
    assert store.follow() == Changes()
    assert journal(path).read_bytes().count(b"\n") == 1


def test_one_compaction_at_a_time(store, path):
    with Lock(path, Files(), os.O_RDWR).held(), pytest.raises(StoreError, match="another process"):
        compact(path)


def test_a_backup_is_a_store_of_its_own(store, path, tmp_path):
    target = tmp_path / "elsewhere" / "backup.json"
    backup(path, target)
    assert [found.id for found in TinyStore(target).find(Note)] == ["n1", "n2"]
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert store.follow() == Changes()


def test_a_backup_writes_over_nothing(store, path, tmp_path):
    target = tmp_path / "backup.json"
    target.write_text("mine")
    with pytest.raises(StoreError, match="is there already"):
        backup(path, target)
    assert target.read_text() == "mine"


def test_a_backup_that_fails_is_said_to(store, path, tmp_path, monkeypatch):
    monkeypatch.setattr(keeping, "write_file", full)
    with pytest.raises(StoreError, match=r"no backup was made: .*b.json: No space left on device"):
        backup(path, tmp_path / "b.json")


def full(*_):
    raise OSError(28, os.strerror(28))


def test_a_restored_store_is_that_of_the_backup_and_the_old_one_is_kept(
    store, path, tmp_path, note
):
    target = tmp_path / "backup.json"
    backup(path, target)
    store.commit(Changes(put=(note("n3"),), remove=(note("n1"),)))
    kept = restore(path, target)
    assert [file.name for file in kept] == [
        "library.json.replaced-1",
        "library.json.journal.replaced-1",
    ]
    told = store.follow()
    assert told == Changes(put=(note("n1"),), remove=(note("n3"),))
    store.commit(Changes(put=(note("n4"),)))
    assert [found.id for found in TinyStore(path).find(Note)] == ["n1", "n2", "n4"]
    assert [found.id for found in TinyStore(kept[0]).find(Note)] == ["n2", "n3"]


@pytest.mark.parametrize("damage", [b"", b"\0\0", None])
def test_a_damaged_store_is_kept_and_replaced(store, path, tmp_path, damage):
    target = tmp_path / "backup.json"
    backup(path, target)
    path.unlink()
    if damage is not None:
        path.write_bytes(damage)
    kept = restore(path, target)
    assert [file.read_bytes() for file in kept[:-1]] == ([] if damage is None else [damage])
    assert check(path).problems == []
    assert [found.id for found in TinyStore(path).find(Note)] == ["n1", "n2"]


def test_a_store_is_restored_where_there_was_none(store, path, tmp_path):
    backup(path, tmp_path / "backup.json")
    assert restore(tmp_path / "new" / "library.json", tmp_path / "backup.json") == []
    assert len(TinyStore(tmp_path / "new" / "library.json").find(Note)) == 2


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("{}", "no store"),
        ('{"notes": {"1": {"te', "is damaged"),
        ('{"notes": {"1": {"id": "n1"}}}', "'n1' of table 'notes' is broken"),
        ('{"notes": {"1": {"id": "n1", "schema": 99}}}', "newer meetingtui"),
    ],
)
def test_what_is_no_whole_store_is_not_restored(store, path, tmp_path, content, sentence):
    source = tmp_path / "backup.json"
    source.write_text(content)
    before = contents(path)
    with pytest.raises(StoreError, match=f"backup.json:? .*{sentence}"):
        restore(path, source)
    assert contents(path) == before


def test_a_busy_or_full_store_is_not_replaced(store, path, tmp_path, monkeypatch):
    backup(path, tmp_path / "backup.json")
    lock = Lock(path.with_name("library.json.lock"), Files())
    with lock.held(), pytest.raises(StoreError, match="not replaced: .* is busy"):
        restore(path, tmp_path / "backup.json", timedelta(0))
    monkeypatch.setattr(Files, "rename", full)
    with pytest.raises(StoreError, match="not replaced: .*: No space left"):
        restore(path, tmp_path / "backup.json")
    monkeypatch.undo()
    assert len(TinyStore(path).find(Note)) == 2


def test_backups_are_kept_for_seven_days_and_four_weeks(store, path):
    first = date(2026, 9, 1)
    for number in range(85):
        made = keep_backup(path, first + timedelta(days=number))
    assert made.name == "library-2026-11-24.json"
    names = sorted(file.name for file in made.parent.iterdir())
    assert [name.removeprefix("library-")[:10] for name in names] == [
        "2026-10-25",
        "2026-11-01",
        "2026-11-08",
        "2026-11-15",
        *(f"2026-11-{day}" for day in range(18, 25)),
    ]
    assert stat.S_IMODE(made.parent.stat().st_mode) == 0o700


def test_the_second_backup_of_a_day_replaces_the_first(store, path, note):
    keep_backup(path, date(2026, 11, 24))
    store.commit(Changes(put=(note("n3"),)))
    made = keep_backup(path, date(2026, 11, 24))
    assert len(TinyStore(made).find(Note)) == 3


def test_files_of_other_people_among_the_backups_stay(store, path):
    folder = keep_backup(path, date(2026, 11, 24)).parent
    (folder / "library-before-the-move.json").write_text("mine")
    keep_backup(path, date(2026, 11, 25))
    assert (folder / "library-before-the-move.json").read_text() == "mine"


def test_backups_that_cannot_be_removed_are_reported(store, path, monkeypatch):
    for day in range(1, 16):
        keep_backup(path, date(2026, 11, day))
    monkeypatch.setattr(Files, "remove", full)
    with pytest.raises(StoreError, match="old backups cannot be removed: No space"):
        keep_backup(path, date(2026, 11, 16))
