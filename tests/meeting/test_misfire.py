from datetime import timedelta

import pytest

from meetingtui.agenda.model import SegmentKind
from meetingtui.meeting import commands as ask
from meetingtui.meeting.misfire import moved_on, pressed_twice
from tests.meeting.conftest import slot

HALF = timedelta(seconds=0.5)


def test_a_key_is_not_taken_twice_within_a_second(running):
    running.at(1).do(ask.Next())
    for command in (ask.Next(), ask.Skip(), ask.ParkTopic()):
        said = pressed_twice(running.state, command, running.now + HALF)
        assert said == "Review has just begun; press again to go on"
        assert not pressed_twice(running.state, command, running.now + 2 * HALF)
    assert not pressed_twice(running.state, ask.Back(), running.now)


def test_what_was_done_in_between_shows_that_it_was_meant(running):
    running.do(ask.Next(), ask.Capture("one"))
    assert not pressed_twice(running.state, ask.Next(), running.now)
    running.do(ask.Next(), ask.Pause())
    assert not pressed_twice(running.state, ask.Next(), running.now)


def test_before_the_start_nothing_was_pressed(seat):
    assert not pressed_twice(seat().state, ask.Next(), seat().now)


def test_what_was_meant_for_another_slot_says_which_has_the_floor(running):
    seen = running.state.meeting
    running.do(ask.Next())
    now = running.state.meeting
    for command in (ask.Next(), ask.Extend(), ask.Back()):
        assert moved_on(seen, now, command) == ("somebody went on meanwhile: Review")
        assert not moved_on(now, now, command)
    assert not moved_on(seen, now, ask.Goto(5))
    running.do(ask.Close())
    assert not moved_on(now, running.state.meeting, ask.Next())  # which says that itself


@pytest.mark.parametrize("command", [ask.Next(), ask.Pass()])
def test_in_a_round_it_is_the_turn_of_one_person(seat, command):
    table = seat(slots=(slot(SegmentKind.ROUND, 5, per_person=timedelta(minutes=1)),))
    table.do(ask.Next())
    seen = table.state.meeting
    table.at(1).do(ask.Next())
    assert moved_on(seen, table.state.meeting, command).endswith("Round · Dana")
    assert pressed_twice(table.state, command, table.now).startswith("Round · Dana has just begun")
