from datetime import date

import pytest
from click.testing import CliRunner

from meetingtui.cli import main as shell
from meetingtui.cli.context import Context
from meetingtui.errors import NotFoundError, StoreError
from meetingtui.meeting.model import Changes, Note
from meetingtui.settings import Folders
from meetingtui.store.keeping import keep_backup
from meetingtui.store.tiny import TinyStore


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "library.json"


@pytest.fixture
def invoke(tmp_path, clock):
    folders = Folders(config=tmp_path / "config", data=tmp_path / "data")

    def invoke(*args):
        context = Context(clock=clock, environ={}, folders=folders)
        return CliRunner().invoke(shell.cli, ["store", *map(str, args)], obj=context)

    return invoke


@pytest.fixture
def store(path, now):
    made = TinyStore(path)
    note = Note(id="n", agenda="a", meeting="m", number=1, kind="win", text="t", taken_at=now)
    made.commit(Changes(put=(note,)))
    return made


def test_a_sound_store_is_said_to_be(invoke, store, path):
    said = invoke("check")
    assert said.stdout == f"{path}: nothing is wrong; read 0 meetings, 1 notes, 0 actions\n"
    assert said.exit_code == 0


def test_damage_is_named_and_has_a_status(invoke, store, path):
    path.write_bytes(b"")
    said = CliRunner().invoke(shell.cli, ["--store", str(path), "store", "check"])
    assert said.stdout.startswith(f"{path} is empty (0 bytes)")
    # click alone ends with 0 here; the program takes what the command returns.
    result = shell.cli(["--store", str(path), "store", "check"], standalone_mode=False)
    assert result == StoreError.exit_code


def test_a_compaction_brings_the_file_up_to_date(invoke, store, path):
    assert "t" not in path.read_text().split('"notes":')[1].split("}")[0]
    assert invoke("compact").stdout == f"{path}: up to date\n"
    assert '"text":"t"' in path.read_text()


def test_a_backup_is_made_and_restored(invoke, store, path, tmp_path):
    target = tmp_path / "backup.json"
    assert invoke("backup", target).stdout == f"{target}: backup of {path}\n"
    assert isinstance(invoke("backup", target).exception, StoreError)
    said = invoke("restore", target)
    assert said.stdout == (
        f"{path}.replaced-1: what was there before\n"
        f"{path}.journal.replaced-1: what was there before\n"
        f"{path}: restored from {target}\n"
    )
    assert len(TinyStore(path).find(Note)) == 1


def test_restore_alone_lists_the_backups_and_says_how(invoke, store, path):
    error = invoke("restore").exception
    assert isinstance(error, NotFoundError)
    assert str(error).startswith(f"there is no backup in {path.parent / 'backups'}; one is kept")
    for day in (23, 24):
        keep_backup(path, date(2026, 11, day))
    said = invoke("restore")
    newest, older = said.stdout.splitlines()
    size = (path.parent / "backups" / "library-2026-11-24.json").stat().st_size
    assert newest == f"Tue 24 Nov 2026  {size} bytes  {path.parent}/backups/library-2026-11-24.json"
    assert older.startswith("Mon 23 Nov 2026  ")
    assert said.stderr == "put one in its place: meetingtui store restore FILE\n"
    assert said.exit_code == 0
