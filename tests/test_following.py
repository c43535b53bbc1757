from datetime import timedelta

import pytest
from msgspec.structs import replace

from meetingtui.agenda.find import packaged_agendas
from meetingtui.agenda.load import load_agenda
from meetingtui.clock import ManualClock
from meetingtui.errors import StoreError
from meetingtui.following import NOBODY, Follower
from meetingtui.meeting.commands import Capture, Close, Goto, MarkAbsent, Next
from meetingtui.meeting.model import MeetingState
from meetingtui.opening import open_meeting
from meetingtui.store.tiny import TinyStore


@pytest.fixture(scope="module")
def weekly():
    return load_agenda(packaged_agendas() / "sales-marketing-weekly.yaml")[0]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "library.json"


@pytest.fixture
def table(path):
    """Return the store of the process that holds the meeting."""
    return TinyStore(path)


@pytest.fixture
def runner(table, clock, weekly):
    return open_meeting(table, clock, weekly)


@pytest.fixture
def follow(path, clock):
    """Return a way to follow from another process: with a store of its own."""

    def start(meeting=""):
        return Follower(TinyStore(path), meeting=meeting, new_clock=lambda: clock)

    return start


def test_it_waits_for_a_meeting_and_then_shows_each_turn(runner, follow):
    follower = follow()
    assert follower.look() is None
    assert follower.news() == NOBODY
    assert follower.news() == ""
    runner.do(Next())
    assert follower.look().slot.title == "Opening"
    runner.do(Goto(3))
    assert follower.look().slot.team == "Sales"


def test_seconds_and_notes_are_no_news(runner, follow, clock):
    runner.do(Next())
    follower = follow()
    assert follower.news().startswith("Opening: 2:00 left")
    clock.advance(timedelta(seconds=10))
    runner.do(Capture("a note"))
    assert follower.news() == ""
    clock.advance(timedelta(minutes=2))
    assert follower.news().startswith("Opening: over by 0:10")
    assert follower.look().over


def test_trouble_with_the_store_is_told_once_and_ends_nothing(runner, follow, monkeypatch):
    runner.do(Next())
    follower = follow()
    first = follower.news()

    def refuse():
        raise StoreError("library.json cannot be read: Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(follower, "look", refuse)
        assert follower.news() == (
            "not to be seen now: library.json cannot be read: Input/output error"
        )
        assert follower.news() == ""
    assert follower.news() == first
    assert follower.news() == ""


def test_a_roll_call_gives_way_to_a_meeting_that_has_begun(table, clock, weekly, follow):
    other = open_meeting(table, clock, replace(weekly, id="other", title="Other"))
    other.do(MarkAbsent("Ben"))
    follower = follow()
    assert follower.look().title == "Other"
    assert follower.look().state is MeetingState.PLANNED
    open_meeting(table, clock, weekly).do(Next())
    assert follower.look().title == weekly.title


def test_a_closed_meeting_stays_until_another_one_is_open(runner, table, clock, weekly, follow):
    runner.do(Next())
    follower = follow()
    runner.do(Goto(2))
    runner.do(Close())
    assert follower.look().state is MeetingState.CLOSED
    clock.advance(timedelta(days=7))
    following = open_meeting(table, clock, weekly)
    following.do(Next())
    assert follower.look().state is MeetingState.RUNNING


def test_a_meeting_that_is_named_is_followed_whatever_else_is_open(
    runner, table, clock, weekly, follow
):
    runner.do(Next())
    clock.advance(timedelta(seconds=1))
    open_meeting(table, clock, replace(weekly, id="other", title="Other")).do(Next())
    assert follow(runner.state.meeting.id).look().title == weekly.title
    assert follow().look().title == "Other"


def test_it_is_seen_on_the_clock_that_it_is_held_with(runner, table, clock):
    runner.do(Next())
    asked = []

    class Noting(ManualClock):
        def go_on_from(self, anchor):
            asked.append(anchor)
            return True

    Follower(table, new_clock=lambda: Noting(clock.now(), clock.zone))
    assert asked == [runner.state.meeting.anchor]


def test_its_clock_times_are_those_of_the_zone_that_the_agenda_names(table, clock, weekly, follow):
    open_meeting(table, clock, replace(weekly, zone="Europe/Zurich")).do(Next())
    assert follow().news().endswith("ends 11:45, on time")
