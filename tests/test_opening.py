"""Opening a meeting: what is carried into it, who goes first, and how it is resumed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec.structs import replace
from small import AGENDA, TEN, held

from meetingtui.agenda.repeat_text import read_repeat
from meetingtui.clock import ManualClock
from meetingtui.errors import (
    Refused,
    UsageError,
)
from meetingtui.meeting import commands as ask
from meetingtui.meeting.commands import Ref
from meetingtui.meeting.lookup import number_of
from meetingtui.meeting.model import (
    Action,
    ActionState,
    Changes,
    MeetingState,
    Note,
    NoteKind,
)
from meetingtui.meeting.roll import absent_people
from meetingtui.opening import open_meeting, open_rehearsal, rehearsed_start, usual_start
from meetingtui.reports.minutes import minutes_of
from meetingtui.resuming import resume_meeting, state_of, unfinished
from meetingtui.store.memory import MemoryStore


@pytest.fixture
def clock():
    return ManualClock(TEN, UTC)


@pytest.fixture
def store():
    return MemoryStore()


def test_a_meeting_knows_the_day_of_the_next(store, clock):
    assert open_meeting(store, clock, AGENDA).state.meeting.next_on is None
    weekly = replace(AGENDA, repeat=read_repeat("weekly on Tuesday at 10:30"))
    assert open_meeting(store, clock, weekly).state.meeting.next_on == date(2026, 12, 1)
    ahead = replace(AGENDA, repeat=read_repeat("daily at 0:30"), zone="Pacific/Auckland")
    assert open_meeting(store, clock, ahead).state.meeting.next_on == date(2026, 11, 25)
    clock.advance(timedelta(hours=2))
    assert open_meeting(store, clock, ahead).state.meeting.next_on == date(2026, 11, 26)


def test_a_meeting_knows_when_its_series_takes_place(store, clock):
    meeting = open_meeting(store, clock, AGENDA).state.meeting
    assert (meeting.repeat, meeting.zone) == (None, "")
    repeat = read_repeat("weekly on Tuesday at 10:30")
    weekly = replace(AGENDA, repeat=repeat, zone="Europe/Berlin")
    meeting = open_meeting(store, clock, weekly).state.meeting
    assert (meeting.repeat, meeting.zone) == (repeat, "Europe/Berlin")


def test_a_meeting_near_its_usual_time_is_due_then(store, clock):
    assert usual_start(store, AGENDA, clock) is None
    weekly = replace(AGENDA, repeat=read_repeat("weekly on Tuesday at 11:30"))
    assert usual_start(store, weekly, clock) == TEN + timedelta(minutes=90)
    abroad = replace(weekly, zone="Europe/Berlin")
    assert usual_start(store, abroad, clock) == TEN + timedelta(minutes=30)
    assert usual_start(store, replace(weekly, zone="Asia/Tokyo"), clock) is None


def test_the_next_meeting_starts_from_what_the_last_left_open(store, clock):
    held(
        store, clock, ask.Next(), ask.Capture("! Send it @Ana"), ask.Capture("? When"),
        ask.Capture("& pricing"), ask.Capture("! Done at once @Ana"), ask.Done(2), ask.Close(),
    )  # fmt: skip
    second = held(store, clock, ask.Next(), ask.Close())
    third = open_meeting(store, clock, AGENDA)
    assert [(c.times, c.number) for c in second.state.meeting.carried] == [(1, 0), (1, 1), (1, 2)]
    assert [c.times for c in third.state.meeting.carried] == [2, 2, 2]
    third.do(ask.Answer(1, "Friday"))
    third.do(ask.Done(1))
    assert [a.state for a in store.find(Action)] == [ActionState.DONE, ActionState.DONE]


def test_a_roll_call_goes_on_with_the_agenda_and_the_carry_over_of_now(store, clock):
    held(store, clock, ask.MarkAbsent("Ben"), ask.Capture("Ben is ill"))
    assert unfinished(store) == []
    assert open_meeting(store, clock, AGENDA).state.meeting.carried == ()
    other = held(
        store, clock, ask.Next(), ask.Capture("? When"), ask.Capture("! Send it @Ana"), ask.Close()
    )
    assert absent_people(other.state.meeting) == ("Ben",)
    begun = held(store, clock, ask.MarkAbsent("Dana"), ask.Capture("Dana too"))
    again = open_meeting(store, clock, AGENDA)
    assert again.state.meeting.id == begun.state.meeting.id
    assert [(c.times, c.number) for c in again.state.meeting.carried] == [(1, 0), (1, 1)]
    again.do(ask.Answer(1, "Friday"))
    assert [note.text for note in again.state.notes.values()] == ["When", "Dana too"]


def test_the_first_team_changes_from_meeting_to_meeting(store, clock):
    first = held(store, clock, ask.Next(), ask.Next(), ask.Close())
    second = open_meeting(store, clock, AGENDA)
    teams = [[s.team for s in r.state.meeting.slots if s.team] for r in (first, second)]
    assert teams == [["Sales", "Marketing"], ["Marketing", "Sales"]]


def test_somebody_can_say_who_goes_first(store, clock):
    runner = open_meeting(store, clock, AGENDA, first="mark", facilitator="\x1b[31mEve ")
    assert runner.state.meeting.slots[1].team == "Marketing"
    assert runner.state.meeting.facilitator == "\N{REPLACEMENT CHARACTER}[31mEve"
    with pytest.raises(UsageError, match="no team 'Legal'; the teams are Sales, Marketing"):
        open_meeting(store, clock, AGENDA, first="Legal")


def test_an_unfinished_meeting_goes_on_with_the_true_clock_and_its_undo(store, clock):
    held(store, clock, ask.Next(), ask.Capture("hello"), ask.Capture("! Send it @Ana"))
    clock.advance(timedelta(minutes=2))
    runner = resume_meeting(store, clock, unfinished(store)[-1])
    assert runner.status().elapsed == timedelta(minutes=5)
    runner.do(ask.Undo())
    runner.do(ask.Undo())
    assert not runner.state.notes
    runner.do(ask.Redo())
    assert [note.text for note in store.find(Note)] == ["hello"]


def test_a_closed_meeting_is_finished(store, clock):
    runner = held(store, clock, ask.Next(), ask.Close())
    assert unfinished(store, "weekly") == []
    state = state_of(store, runner.state.meeting)
    assert state.meeting.state is MeetingState.CLOSED


def test_a_note_of_another_meeting_is_not_in_this_ones_state(store, clock):
    held(store, clock, ask.Next(), ask.Capture("first meeting's"), ask.Close())
    second = held(store, clock, ask.Next(), ask.Capture("second meeting's"))
    assert [note.text for note in second.state.notes.values()] == ["second meeting's"]
    with pytest.raises(Refused):
        second.do(ask.Edit(Ref(2), "x"))


def test_a_rehearsal_is_held_like_a_meeting_and_tells_what_its_plan_holds_in_store(clock):
    runner, told = open_rehearsal(AGENDA, clock, first="mark")
    runner.do(ask.Next())
    runner.do(ask.Capture("a win"))
    runner.do(ask.Close())
    assert runner.state.meeting.state is MeetingState.CLOSED
    assert runner.minutes_path is None
    assert "Marketing is up at 10:05 (Wins, 5m)" in told
    assert "Sales is up at 10:10 (Wins, 5m)" in told
    assert told[-1] == "the rehearsal is over; nothing was stored"
    with pytest.raises(UsageError, match="no team"):
        open_rehearsal(AGENDA, clock, first="nobody")


def test_a_rehearsal_begins_when_the_next_meeting_does(clock):
    weekly = replace(AGENDA, repeat=read_repeat("weekly on Thursday at 14:30"))
    assert rehearsed_start(weekly, clock) == datetime(2026, 11, 26, 14, 30, tzinfo=UTC)
    clock.advance(timedelta(hours=5, minutes=7, seconds=1))
    assert rehearsed_start(AGENDA, clock) == TEN
    abroad = replace(AGENDA, zone="Asia/Tokyo")
    assert rehearsed_start(abroad, clock) == datetime(2026, 11, 25, 1, 0, tzinfo=UTC)


def test_the_clock_times_of_a_meeting_are_those_of_its_agendas_zone(store, clock):
    abroad = replace(AGENDA, zone="Asia/Tokyo")
    assert "Sales is up at 19:05 (Wins, 5m)" in open_rehearsal(abroad, clock).farewell
    runner = open_meeting(store, clock, abroad)
    clock.advance(timedelta(hours=6))
    assert runner.today == date(2026, 11, 25)
    (closed,) = (runner.do(ask.Next()), runner.do(ask.Close()))[1]
    assert runner.tell(closed) == "closed at 01:00"
    assert minutes_of(runner.state, clock.zone).held_on == date(2026, 11, 25)


class Counting(MemoryStore):
    """Counts the documents that are looked at."""

    def __init__(self):
        super().__init__()
        self.seen = 0

    def find(self, kind, /, **equal):
        found = super().find(kind, **equal)
        self.seen += len(found)
        return found


def test_what_is_settled_long_ago_is_not_looked_at(clock):
    store = Counting()
    held(
        store, clock, ask.Next(), ask.Capture("Won Acme"), ask.Capture("! Send it @Ana"),
        ask.Done(1), ask.Capture("! Call them @Ben"), ask.Capture("? When"), ask.Close(),
    )  # fmt: skip
    second = held(store, clock, ask.Next(), ask.Done(2), ask.Answer(1, "Friday"))
    store.seen = 0
    third = resume_meeting(store, clock, second.state.meeting)
    assert third.state == second.state
    assert store.seen == 0
    assert unfinished(store) == [second.state.meeting]
    second.do(ask.Close())
    held(store, clock, ask.Next(), ask.Capture("! Write it up @Ana"), ask.Done(3), ask.Close())
    store.seen = 0
    assert open_meeting(store, clock, AGENDA).state.notes == {}
    meetings, settled_in_the_last = 3, 1
    assert store.seen == meetings + settled_in_the_last


def test_what_is_carried_has_no_number_that_redo_brings_back(store, clock):
    held(store, clock, ask.Capture("one"), ask.Capture("two"), ask.Undo())
    asked = Note(
        id="f" * 24, agenda="weekly", meeting="", number=0, kind=NoteKind.WIN, text="queued",
        taken_at=clock.now(),
    )  # fmt: skip
    store.commit(Changes((asked,)))
    again = open_meeting(store, clock, AGENDA)
    again.do(ask.Redo())
    assert sorted(number_of(again.state, n) for n in again.state.notes.values()) == [1, 2, 3]
