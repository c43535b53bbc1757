"""A journal that is shorter than it was acknowledged to be."""

import shutil

import pytest

from meetingtui.errors import StoreError
from meetingtui.meeting.model import Changes, Note
from meetingtui.store.keeping import check
from meetingtui.store.tiny import TinyStore


@pytest.fixture
def path(tmp_path):
    return tmp_path / "library.json"


@pytest.fixture
def journal(path):
    return path.with_name("library.json.journal")


@pytest.fixture
def lines(path, journal, note):
    """Commit three notes; return the lines of the journal."""
    store = TinyStore(path)
    for id in ("n1", "n2", "n3"):
        store.commit(Changes((note(id),)))
    store.follow()
    return journal.read_bytes().splitlines(keepends=True)


def ids(path):
    return [found.id for found in TinyStore(path).find(Note)]


@pytest.mark.parametrize("kept", [0, 5, -1])
def test_an_acknowledged_line_that_was_cut_off_is_named(path, journal, lines, note, kept):
    cut = b"".join(lines[:3]) + lines[3][:kept]
    journal.write_bytes(cut)
    (said,) = check(path).problems
    assert said.endswith(f"line 4, at byte {len(b''.join(lines[:3]))}: what was there is cut off")
    with pytest.raises(StoreError, match=r"damaged in line 4 \(what was there is cut off\): it is"):
        TinyStore(path)
    assert ids(path) == ["n1", "n2"]
    assert journal.with_name("library.json.journal.damaged-1").read_bytes() == cut
    TinyStore(path).commit(Changes((note("n4"),)))
    assert ids(path) == ["n1", "n2", "n4"]


def test_so_is_one_that_is_cut_off_in_use(path, journal, lines, note):
    store = TinyStore(path)
    journal.write_bytes(b"".join(lines[:-1]))
    with pytest.raises(StoreError, match="line 4 .*cut off"):
        store.commit(Changes((note("n4"),)))
    store.commit(Changes((note("n4"),)))
    assert ids(path) == ["n1", "n2", "n4"]


def test_what_cannot_be_set_aside_is_named_again(path, journal, lines, monkeypatch):
    journal.write_bytes(b"".join(lines[:-1]))
    with monkeypatch.context() as patch:
        patch.setattr("meetingtui.store.journal_file.set_aside", full)
        with pytest.raises(StoreError, match="cannot be mended"):
            TinyStore(path)
    with pytest.raises(StoreError, match="line 4 .*cut off"):
        TinyStore(path)


def full(*_):
    raise OSError(28, "No space left on device")


def test_what_was_never_acknowledged_is_no_damage(path, journal, lines):
    with journal.open("ab") as file:
        file.write(lines[-1][:-9])
    assert ids(path) == ["n1", "n2", "n3"]


def test_a_compaction_begins_a_journal_of_its_own(path, journal, lines, note):
    store = TinyStore(path)
    store.commit(Changes((note("n4"),)))
    store.close()
    assert len(journal.read_bytes()) < len(b"".join(lines))
    assert ids(path) == ["n1", "n2", "n3", "n4"]


@pytest.mark.parametrize("noted", [b"", b"\0" * 40, b"nonsense\n"])
def test_a_note_that_is_not_whole_says_nothing(path, journal, lines, noted):
    journal.write_bytes(b"".join(lines[:-1]))
    path.with_name("library.json.lock").write_bytes(noted)
    assert ids(path) == ["n1", "n2"]


def test_a_copy_without_the_note_is_a_store(path, journal, lines, tmp_path):
    folder = tmp_path / "copy"
    folder.mkdir()
    for file in (path, journal):
        shutil.copy(file, folder)
    assert ids(folder / "library.json") == ["n1", "n2", "n3"]
