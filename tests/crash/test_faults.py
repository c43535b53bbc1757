"""Disks that are full, broken, over quota or read-only: once, and for good."""

import errno

import pytest
from harness import (
    CHANGING,
    COMPACT_AFTER,
    STEPS,
    Counting,
    Failing,
    Stingy,
    assert_whole,
    changes_of,
    held,
    model,
    write_on,
)

from meetingtui.errors import StoreError
from meetingtui.store.tiny import TinyStore

ERRORS = [errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS]


class Stubborn:
    """Tries again what is refused, and has the disk healed when that is of no use."""

    def __init__(self, path, files):
        self.path = path
        self.files = files
        self.said = []
        self.store = self.attempt(self.open)

    def attempt(self, act, *args):
        for turn in range(4):
            try:
                return act(*args)
            except StoreError as error:
                self.said.append(str(error))
            if turn == 2:
                self.files.heal()
        raise AssertionError("refused although the disk works")

    def open(self):
        return TinyStore(self.path, files=self.files)

    def commit(self, step):
        return self.store.commit(changes_of(step))


def write_stubbornly(path, files):
    """Carry out all steps; return what was said of those that were refused."""
    writer = Stubborn(path, files)
    for step in range(STEPS):
        assert held(writer.store) == model(range(step))
        writer.attempt(writer.commit, step)
        if step in COMPACT_AFTER:
            writer.store.close()
            writer.store = writer.attempt(writer.open)
    writer.store.close()
    assert all(str(path.parent) in sentence for sentence in writer.said)


def counted(path, names):
    files = Counting()
    write_on(path / "counted" / "library.json", files, lambda step: None)
    return sum(name in names for name in files.names)


@pytest.mark.parametrize("error", ERRORS, ids=errno.errorcode.get)
@pytest.mark.parametrize("is_lasting", [False, True], ids=["once", "for good"])
@pytest.mark.parametrize(
    "only",
    [
        ("write",),
        ("write", "truncate"),
        ("sync",),
        ("sync", "truncate"),
        ("rename",),
        ("sync_folder",),
        ("open",),
    ],
    ids="+".join,
)
def test_what_fails_is_refused_and_can_be_tried_again(
    tmp_path, error, is_lasting, only, some, figures
):
    for turn, at in enumerate(some(range(counted(tmp_path, only)), 3)):
        path = tmp_path / f"{turn}" / "library.json"
        write_stubbornly(path, Failing(at, error, is_lasting=is_lasting, only=only))
        assert_whole(path, STEPS)
        figures[f"{' and '.join(only)} fails"] += 1


@pytest.mark.parametrize("error", ERRORS, ids=errno.errorcode.get)
def test_everything_fails_from_an_operation_on(tmp_path, error, some, figures):
    for turn, at in enumerate(some(range(counted(tmp_path, CHANGING)), 6)):
        path = tmp_path / f"{turn}" / "library.json"
        write_stubbornly(path, Failing(at, error, is_lasting=True))
        assert_whole(path, STEPS)
        figures["everything fails for a while"] += 1


@pytest.mark.parametrize("error", ERRORS, ids=errno.errorcode.get)
def test_a_short_write_is_not_a_commit(tmp_path, error, some, figures):
    for turn, at in enumerate(some(range(counted(tmp_path, {"write"})), 6)):
        path = tmp_path / f"{turn}" / "library.json"
        write_stubbornly(path, Stingy(at, error, is_lasting=False))
        assert_whole(path, STEPS)
        assert not list(path.parent.glob("*.torn-*"))
        figures["short write"] += 1
