"""The minutes of one meeting that two processes hold: written by one, known to the other."""

import pytest
from small import held

from meetingtui.meeting import commands as ask
from meetingtui.meeting.model import Meeting
from meetingtui.resuming import resume_meeting
from meetingtui.runner import Keeping
from meetingtui.store.tiny import TinyStore


@pytest.fixture
def path(tmp_path, clock):
    path = tmp_path / "library.json"
    held(TinyStore(path), clock, ask.Next())
    return path


@pytest.fixture
def join(path, clock, tmp_path):
    """Return a way to hold the same meeting in one more process."""

    def join():
        store = TinyStore(path)
        keeping = Keeping(tmp_path / "minutes")
        return resume_meeting(store, clock, store.find(Meeting)[0], keeping=keeping)

    return join


def test_the_other_knows_the_minutes_and_that_they_are_gone(join):
    one, other = join(), join()
    one.do(ask.Close())
    other.follow()
    assert other.minutes_path == one.minutes_path
    assert other.minutes_path.exists()
    one.do(ask.Undo())
    other.follow()
    assert other.minutes_path is None


def test_minutes_that_are_written_after_the_close_was_heard_of_are_found(join):
    one, other = join(), join()
    one.do(ask.Close())
    text = one.minutes_path.read_bytes()
    one.minutes_path.unlink()
    other.follow()
    assert other.minutes_path is None
    one.minutes_path.write_bytes(text)
    other.follow()
    assert other.minutes_path == one.minutes_path


def test_a_closed_meeting_that_is_opened_again_knows_its_minutes_and_removes_them(join):
    written = join()
    written.do(ask.Close())
    again = join()
    assert again.minutes_path == written.minutes_path
    again.do(ask.Undo())
    assert not written.minutes_path.exists()
