"""How people find back to a backup: each error about damage names the newest there is."""

from __future__ import annotations

from datetime import date

import pytest

from meetingtui.errors import StoreError
from meetingtui.meeting.model import Changes
from meetingtui.store.backups import backups_of
from meetingtui.store.keeping import keep_backup, restore
from meetingtui.store.tiny import TinyStore


@pytest.fixture
def path(tmp_path, note):
    """Return the path of a closed store with one note, in a folder whose name has a space."""
    path = tmp_path / "my data" / "library.json"
    store = TinyStore(path)
    store.commit(Changes(put=(note("n1"),)))
    store.close()
    return path


def damage(path, content):
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)


@pytest.mark.parametrize("content", [b"", b"\0\0", b"{", None])
def test_the_newest_backup_is_named_where_the_store_is_damaged(path, content):
    for day in (22, 24, 23):
        keep_backup(path, date(2026, 11, day))
    damage(path, content)
    if content is None:
        path.with_name("library.json.journal").write_bytes(b"x")
    with pytest.raises(StoreError) as error:
        TinyStore(path)
    newest = path.parent / "backups" / "library-2026-11-24.json"
    assert str(error.value).endswith(
        f"; `meetingtui store restore '{newest}'` puts the backup of 24 Nov 2026 in its place"
    )
    restore(path, newest)
    assert TinyStore(path)


def test_without_one_a_file_is_asked_for(path):
    damage(path, b"")
    with pytest.raises(StoreError, match="`meetingtui store restore FILE` puts a backup in"):
        TinyStore(path)


def test_a_file_that_was_edited_may_need_a_line_break_only(path):
    keep_backup(path, date(2026, 11, 24))
    content = path.read_bytes()
    path.write_bytes(content.replace(b"n1", b"n2"))
    with pytest.raises(StoreError) as error:
        TinyStore(path)
    assert "in its place (if you edited it yourself, add a line break at its end)" in str(
        error.value
    )


def test_backups_are_told_from_other_files_and_the_newest_comes_first(path):
    first = keep_backup(path, date(2026, 11, 23))
    newest = keep_backup(path, date(2026, 11, 24))
    first.with_name("library-mine.json").write_text("mine")
    first.with_name("other-2026-11-25.json").write_text("of another store")
    assert [backup.path for backup in backups_of(path)] == [newest, first]
    assert backups_of(path)[0].day == date(2026, 11, 24)
