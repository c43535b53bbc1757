from datetime import UTC, timedelta

from meetingtui.agenda.model import SegmentKind
from meetingtui.agenda.plan import Slot
from meetingtui.meeting.commands import Close, Goto, MoveSlot, Next, Pause, Refit
from meetingtui.meeting.room import room_of, tell_room


def seen(table):
    return room_of(table.state.meeting, table.now)


def told(table):
    return tell_room(seen(table), UTC)


def test_without_a_planned_start_there_is_nothing_to_count_down_to(table):
    assert seen(table).left is None
    assert told(table) == "Weekly: not started"


def test_a_planned_start_is_counted_down_to_and_past(seat):
    table = seat(starts_at=seat().now + timedelta(minutes=5))
    assert told(table) == "Weekly: not started; 5:00 left"
    table.at(6)
    assert seen(table).left == timedelta(minutes=-1)
    assert not seen(table).over
    assert told(table) == "Weekly: not started; the planned start has passed"


def test_a_slot_is_told_with_its_time_and_with_what_follows(running):
    running.at(2).do(Next())
    running.at(4).do(Next())
    running.at(5)
    room = seen(running)
    assert (room.slot.team, room.number, room.count) == ("Sales", 3, 8)
    assert (room.left, room.box) == (timedelta(minutes=2), timedelta(minutes=3))
    said = "Sales · Wins: 2:00 left; next Marketing · Wins; ends 10:27, 3:00 ahead"
    assert told(running) == said


def test_over_and_paused_are_words(running):
    assert not seen(running.at(2)).over
    assert seen(running.at(3)).over
    running.do(Pause())
    said = "Opening: over by 1:00, paused; next Review; ends 10:31, 1:00 behind"
    assert told(running) == said


def test_nothing_follows_the_last_slot(running):
    running.do(Goto(8))
    assert told(running) == "Close: 2:00 left; the last slot; ends 10:02, 28m ahead"


def test_after_the_close_it_says_when_that_was(running):
    running.do(Goto(2))
    running.at(9).do(Close())
    assert seen(running).slot is None
    assert seen(running).left is None
    assert told(running) == "Weekly: closed at 10:09"


def test_what_follows_is_told_in_the_order_and_the_length_that_hold_now(running):
    running.do(MoveSlot(7))
    assert (seen(running).following.title, seen(running).following_box) == (
        "Buffer", timedelta(minutes=3),
    )  # fmt: skip
    running.at(4).do(Refit())
    assert seen(running).following_box == timedelta(minutes=1)
    running.do(Next())
    assert seen(running).number == 2
    running.do(Goto(8))
    assert seen(running).following_box == timedelta(0)


def test_in_a_round_it_names_who_speaks_and_who_is_next(seat):
    each = timedelta(seconds=30)
    round_ = Slot(
        id="round", kind=SegmentKind.ROUND, title="Round", length=4 * each, per_person=each
    )
    table = seat(slots=(round_, *seat().state.meeting.slots[-1:]))
    table.do(Next(), Next(), Next())
    assert (seen(table).speaker, seen(table).next_speaker) == ("Ben", "Eve")
    assert told(table) == ("Round: 2:00 left; Ben speaks; next Eve; ends 10:04, on time")
    table.do(Next())
    assert told(table) == "Round: 2:00 left; Eve speaks; next Close; ends 10:04, on time"
    assert seen(table).next_speaker == ""
