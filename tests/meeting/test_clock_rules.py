"""What the clock's commands refuse, and say."""

from datetime import time, timedelta

import pytest

from meetingtui.meeting import commands as ask
from meetingtui.meeting.rules import allowed


def minutes(count):
    return timedelta(minutes=count)


def test_nothing_in_a_slot_is_possible_before_the_start(table):
    for command in (ask.Back(), ask.Skip(), ask.Pause(), ask.Close(), ask.Refit()):
        assert "has not started" in table.refuses(command)
    assert ask.Next in allowed(table.state)
    assert not allowed(table.state) & {ask.Back, ask.Skip, ask.Pause, ask.Close, ask.Undo}


def test_the_first_slot_has_none_before_it_and_the_last_none_after(running):
    assert "first slot" in running.refuses(ask.Back())
    assert ask.Back not in allowed(running.state)
    running.do(ask.Goto(8))
    assert "/close" in running.refuses(ask.Next())
    assert ask.Next not in allowed(running.state)


def test_goto_names_the_slots_that_there_are(running):
    assert running.refuses(ask.Goto(9)) == "there is no slot 9; the slots are 1 to 8"
    assert "slot 1 is open already" in running.refuses(ask.Goto(1))


def test_pause_and_resume_take_turns(running):
    assert "running already" in running.refuses(ask.Resume())
    assert ask.Pause in allowed(running.state)
    running.do(ask.Pause())
    assert "stands already" in running.refuses(ask.Pause())
    assert ask.Resume in allowed(running.state)


def test_a_slot_cannot_be_shortened_to_nothing(running):
    assert "only 2m long" in running.refuses(ask.Extend(minutes(-2)))


def test_a_slot_begins_neither_in_the_future_nor_before_the_one_before_it(running):
    running.at(2).do(ask.Next())
    assert "future" in running.at(3).refuses(ask.Boundary(minutes(2)))
    assert "before Opening began" in running.refuses(ask.Began(minutes(4)))


def test_a_rating_goes_from_one_to_ten_by_a_team(running):
    assert "no team 'Legal'" in running.refuses(ask.Rate("Legal", 9))
    assert "from 1 to 10, not 11" in running.refuses(ask.Rate("Sales", 11))
    running.do(ask.Rate("Sales", 9))


def test_undo_of_a_close_keeps_the_ratings(running):
    running.do(ask.Rate("Sales", 9), ask.Rate("Marketing", 7, "too long"), ask.Close())
    assert [type(f).__name__ for f in running.state.meeting.timeline[-3:]] == [
        "Rated",
        "Rated",
        "Closed",
    ]
    running.do(ask.Undo())
    assert [rated.score for rated in running.state.meeting.timeline[1:]] == [9, 7]
    running.do(ask.Undo(), ask.Undo())
    assert len(running.state.meeting.timeline) == 1
    assert "from 1 to 10" in running.refuses(ask.Rate("Sales", 0))


def test_a_closed_meeting_takes_ratings_and_undo_only(running):
    running.do(ask.Close())
    assert "/undo opens it again" in running.refuses(ask.Next())
    assert "/undo opens it again" in running.refuses(ask.Goto(3))
    assert "/undo opens it again" in running.refuses(ask.Pause())
    running.do(ask.Rate("Marketing", 7, "too long"))
    assert ask.Capture not in allowed(running.state)
    running.do(ask.Undo(), ask.Undo())
    assert running.slot == 0


@pytest.mark.parametrize("command", [ask.Next(), ask.Goto(2), ask.Skip()])
def test_opening_a_slot_in_a_pause_ends_the_pause(running, command):
    running.do(ask.Pause(), command)
    assert ask.Pause in allowed(running.state)


def test_a_slot_began_when_a_clock_showed_that(running):
    running.at(5).do(ask.Next())
    running.at(8.5).do(ask.Began(at=time(10, 3)))
    assert running.status.elapsed == timedelta(minutes=5.5)
    assert "it is not 10:10 yet: it is 10:08" in running.refuses(ask.Began(at=time(10, 10)))
