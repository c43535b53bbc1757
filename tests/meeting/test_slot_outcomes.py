from meetingtui.meeting import commands as ask
from meetingtui.meeting.course import course_of
from meetingtui.meeting.slot_outcomes import Outcome, outcome_of


def outcomes(table):
    meeting = table.state.meeting
    course = course_of(meeting)
    return [outcome_of(meeting, course, index) for index in range(len(meeting.slots))]


def test_a_slot_is_held_skipped_open_or_not_reached(running):
    running.at(1).do(ask.Next())
    running.at(2).do(ask.Skip())
    assert outcomes(running) == [
        Outcome.HELD,
        Outcome.SKIPPED,
        Outcome.OPEN,
        *[Outcome.NOT_REACHED] * 5,
    ]


def test_a_slot_that_is_left_at_once_is_as_good_as_skipped(running):
    running.at(1).do(ask.Next(), ask.Next())
    assert outcomes(running)[:3] == [Outcome.HELD, Outcome.SKIPPED, Outcome.OPEN]
    running.at(2).do(ask.Back())
    running.at(3).do(ask.Next())
    assert outcomes(running)[:3] == [Outcome.HELD, Outcome.HELD, Outcome.OPEN]


def test_a_meeting_that_was_closed_had_its_close_whichever_slot_had_the_floor(running):
    running.at(1).do(ask.Close())
    assert outcomes(running) == [Outcome.HELD, *[Outcome.NOT_REACHED] * 6, Outcome.HELD]
