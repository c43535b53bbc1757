"""The clock: every number follows from plan, timeline and now."""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetingtui.agenda.model import Overrun, SegmentKind
from meetingtui.agenda.plan import Slot, total
from meetingtui.meeting.commands import (
    Back,
    Began,
    Boundary,
    Close,
    Extend,
    Goto,
    Next,
    Pause,
    Resume,
    Skip,
)
from meetingtui.meeting.course import course_of
from meetingtui.meeting.model import MeetingState
from meetingtui.meeting.rules import allowed
from meetingtui.meeting.timing import held_slots


def minutes(count):
    return timedelta(minutes=count)


def test_a_meeting_that_has_not_started_ends_as_long_after_now_as_it_is_planned(table):
    status = table.at(4).status
    assert status.state is MeetingState.PLANNED
    assert status.slot is None
    assert status.ends_at == table.now + minutes(30)
    assert status.drift == minutes(0)
    assert (status.elapsed, status.remaining, status.warnings) == (minutes(0), minutes(0), 0)


def test_a_planned_start_is_waited_for_and_its_delay_is_drift(seat):
    table = seat(starts_at=seat().now + minutes(10))
    assert table.at(5).status.drift == minutes(0)
    assert table.at(12).status.drift == minutes(2)
    table.do(Next())
    assert table.status.drift == minutes(2)


def test_a_slot_counts_down_and_on_below_zero(running):
    assert running.at(0.5).status.remaining == minutes(1.5)
    assert not running.status.over
    over = running.at(3).status
    assert over.remaining == minutes(-1)
    assert over.over
    assert over.drift == minutes(1)


def test_ending_a_slot_early_puts_the_meeting_ahead(running):
    running.at(1).do(Next())
    assert running.status.drift == minutes(-1)
    assert running.at(6).status.drift == minutes(-1)


def test_warnings_come_at_a_share_and_at_a_length_left(running):
    assert running.at(0.99).status.warnings == 0
    assert running.at(1).status.warnings == 1
    assert running.at(1.4).status.warnings == 2


def test_a_slot_no_longer_than_a_warning_never_gives_it(seat):
    short = Slot(id="a", kind=SegmentKind.OPENING, title="A", length=minutes(1))
    table = seat(slots=(short,))
    table.do(Next())
    assert table.at(0.5).status.warnings == 0
    assert table.at(0.7).status.warnings == 1


def test_a_pause_stops_the_slot_and_moves_the_end(running):
    running.at(1).do(Pause())
    paused = running.at(4).status
    assert paused.state is MeetingState.PAUSED
    assert paused.remaining == minutes(1)
    assert paused.drift == minutes(3)
    running.do(Resume())
    assert running.at(4.5).status.remaining == minutes(0.5)


def test_next_in_a_pause_lets_the_clock_go_on(running):
    running.at(1).do(Pause())
    running.at(3).do(Next())
    assert running.at(4).status.state is MeetingState.RUNNING
    assert running.status.elapsed == minutes(1)


def test_returning_to_a_slot_adds_up_its_time(running):
    running.at(1).do(Next())
    running.at(3).do(Back())
    assert running.slot == 0
    assert running.at(3.5).status.elapsed == minutes(1.5)


def test_time_left_in_a_slot_held_before_counts_towards_the_end(running):
    running.at(1).do(Goto(3))
    running.at(2).do(Goto(2))
    assert running.status.ends_at == running.now + total(running.state.meeting.slots[1:]) - minutes(
        1
    )


def test_a_skipped_slot_takes_no_time_and_is_not_opened_by_next(running):
    running.at(1).do(Skip())
    running.do(Back())
    running.do(Next())
    assert running.slot == 1
    running.do(Goto(1))
    assert 0 not in course_of(running.state.meeting).skipped


def test_a_slot_skipped_earlier_is_left_out_of_next_and_of_the_end(running):
    running.do(Next(), Skip(), Goto(1))
    assert running.slot == 0
    ends_at = running.status.ends_at
    running.do(Next())
    assert running.slot == 2
    assert ends_at == running.now + minutes(2) + minutes(30 - 2 - 5)


def test_airtime_goes_to_the_team_of_the_slot(running):
    running.at(1).do(Goto(3))
    status = running.at(3).status
    assert status.airtime == {"Sales": minutes(2), "Marketing": minutes(0)}
    assert status.share == {"Sales": minutes(9), "Marketing": minutes(9)}


def test_extending_and_shortening_move_the_end(running, seat):
    running.state = seat(overrun=Overrun.NONE).state
    running.do(Next(), Extend(minutes(2)))
    assert running.status.remaining == minutes(4)
    assert running.status.drift == minutes(2)
    running.do(Extend(minutes(-3)))
    assert running.status.drift == minutes(-1)


def test_it_began_two_minutes_ago(running):
    running.at(5).do(Next())
    running.at(6).do(Began(ago=minutes(3)))
    assert running.status.elapsed == minutes(3)
    assert course_of(running.state.meeting).elapsed(0, running.now) == minutes(3)


def test_the_first_slot_can_have_begun_before_it_was_opened(running):
    running.at(1).do(Began(ago=minutes(2)))
    assert running.status.elapsed == minutes(2)
    assert running.status.ends_at == running.now + minutes(28)


def test_moving_the_boundary_gives_time_back_to_the_slot_before(running):
    running.at(2).do(Next())
    running.at(4).do(Boundary(by=minutes(1)))
    course = course_of(running.state.meeting)
    assert course.elapsed(0, running.now) == minutes(3)
    assert course.elapsed(1, running.now) == minutes(1)


def test_a_fixed_end_takes_up_what_came_before(seat):
    opened = seat().now
    slots = (
        Slot(id="a", kind=SegmentKind.DISCUSSION, title="A", length=minutes(10)),
        Slot(
            id="b", kind=SegmentKind.BREAK, title="B", length=minutes(10),
            ends_at=opened + minutes(20),
        ),
        Slot(id="c", kind=SegmentKind.CLOSE, title="C", length=minutes(5)),
    )  # fmt: skip
    table = seat(slots=slots, overrun=Overrun.NONE)
    table.do(Next())
    assert table.at(15).status.drift == minutes(0)
    table.do(Next())
    assert table.status.remaining == minutes(5)
    table.do(Extend(minutes(2)))
    assert table.status.remaining == minutes(7)
    assert table.at(23).status.drift == minutes(3)


def test_a_late_start_before_a_fixed_end_is_no_drift(seat):
    opened = seat().now
    slots = (
        Slot(id="a", kind=SegmentKind.OPENING, title="A", length=minutes(5)),
        Slot(
            id="b", kind=SegmentKind.DISCUSSION, title="B", length=minutes(15),
            ends_at=opened + minutes(20),
        ),
        Slot(id="c", kind=SegmentKind.CLOSE, title="C", length=minutes(10)),
    )  # fmt: skip
    table = seat(slots=slots)
    table.at(6).do(Next())
    assert table.status.drift == minutes(0)
    assert table.status.ends_at == opened + minutes(30)


def test_a_closed_meeting_keeps_its_times(running):
    running.at(1).do(Next())
    running.at(3).do(Pause())
    running.at(5).do(Close())
    status = running.at(60).status
    assert status.state is MeetingState.CLOSED
    assert status.slot is None
    assert status.ends_at == running.at(5).now
    course = course_of(running.state.meeting)
    assert course.elapsed(1, running.at(60).now) == minutes(2)


def test_the_stored_meeting_says_what_was_held(running):
    running.at(1).do(Next())
    running.at(3).do(Back())
    assert [held.slot for held in running.state.meeting.held] == ["review"]
    running.at(4).do(Close())
    held = held_slots(running.state.meeting)
    assert [(h.slot, h.length) for h in held] == [("opening", minutes(2)), ("review", minutes(2))]
    assert running.state.meeting.held == held
    assert running.state.meeting.state is MeetingState.CLOSED


STEPS = st.lists(
    st.tuples(
        st.sampled_from([Next(), Back(), Skip(), Pause(), Resume(), Extend(minutes(1))]),
        st.integers(0, 240),
    ),
    max_size=12,
)


@given(steps=STEPS)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_all_time_since_the_start_is_booked_to_a_slot_or_a_pause(seat, steps):
    table = seat()
    table.do(Next())
    start = table.now
    for command, seconds in steps:
        table.now += timedelta(seconds=seconds)
        if type(command) in allowed(table.state):
            table.do(command)
    course = course_of(table.state.meeting)
    booked = sum(
        (course.elapsed(i, table.now) for i in range(len(table.state.meeting.slots))),
        timedelta(0),
    )
    stood = sum(((p.end or table.now) - p.start for p in course.pauses), timedelta(0))
    assert booked + stood == table.now - start
