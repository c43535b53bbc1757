"""When the next meeting is: one rule for its delay, for the home screen and for the queue."""

from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec.structs import replace
from small import AGENDA, TEN

from meetingtui.agenda.repeat_text import read_repeat
from meetingtui.clock import ManualClock
from meetingtui.followup.next_time import due_start, next_day_after, next_start, told_day
from meetingtui.meeting import commands as ask
from meetingtui.meeting.model import Meeting
from meetingtui.opening import last_held, open_meeting, usual_start
from meetingtui.store.memory import MemoryStore

WEEKLY = replace(AGENDA, repeat=read_repeat("weekly on Tuesday at 10:00"))
MOVED = datetime(2026, 12, 3, 10, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def store():
    """Return a store with the meeting of Tuesday, whose next was moved to Thursday week."""
    store, clock = MemoryStore(), ManualClock(TEN, UTC)
    runner = open_meeting(store, clock, WEEKLY)
    runner.do(ask.Next())
    runner.do(ask.Reschedule("2026-12-03"))
    runner.do(ask.Close())
    return store


@pytest.fixture
def last(store):
    return last_held(store, "weekly")


def test_a_moved_meeting_is_due_on_its_new_day_and_not_on_the_usual_one(store, last):
    def due(at):
        return usual_start(store, WEEKLY, ManualClock(at, UTC))

    assert due(MOVED + timedelta(minutes=7)) == MOVED
    assert due(MOVED - timedelta(hours=4)) is None
    assert due(MOVED - 2 * DAY) is None
    assert due(MOVED + 5 * DAY) == MOVED + 5 * DAY
    assert due_start(AGENDA, last, MOVED, UTC) is None


def test_the_next_one_is_told_alike(last):
    assert next_start(WEEKLY, last, TEN + DAY, UTC) == MOVED
    assert next_start(WEEKLY, last, MOVED + DAY, UTC) == MOVED + 5 * DAY
    assert next_start(WEEKLY, None, TEN + DAY, UTC) == TEN + 7 * DAY
    assert next_start(AGENDA, last, TEN, UTC) is None
    assert next_day_after(WEEKLY, last, TEN + DAY, UTC) == date(2026, 12, 3)
    assert next_day_after(WEEKLY, last, MOVED, UTC) == date(2026, 12, 8)
    assert next_day_after(AGENDA, last, MOVED, UTC) is None
    assert told_day(last, date(2026, 12, 3)) == date(2026, 12, 3)
    assert told_day(last, date(2026, 12, 4)) is None
    assert told_day(None, date(2026, 12, 3)) is None


def test_the_delay_of_a_moved_meeting_is_measured(store):
    clock = ManualClock(MOVED + timedelta(minutes=4), UTC)
    runner = open_meeting(store, clock, WEEKLY, starts_at=usual_start(store, WEEKLY, clock))
    runner.do(ask.Next())
    assert runner.status().drift == timedelta(minutes=4)
    assert len(store.find(Meeting)) == 2


def test_a_second_meeting_of_the_day_has_no_planned_start():
    store, clock = MemoryStore(), ManualClock(TEN, UTC)
    runner = open_meeting(store, clock, WEEKLY, starts_at=usual_start(store, WEEKLY, clock))
    assert runner.state.meeting.starts_at == TEN
    clock.advance(timedelta(minutes=1))
    assert usual_start(store, WEEKLY, clock) == TEN  # nobody has held it yet
    for command in (ask.Next(), ask.Close()):
        runner.do(command)
    clock.advance(timedelta(minutes=24))
    assert usual_start(store, WEEKLY, clock) is None
    clock.advance(7 * DAY)
    assert usual_start(store, WEEKLY, clock) == TEN + 7 * DAY
