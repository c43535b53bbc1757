"""Saved time: given to one slot, or to all to come."""

from datetime import timedelta

import pytest

from meetingtui.agenda.model import SegmentKind
from meetingtui.agenda.plan import Slot
from meetingtui.meeting import commands as ask
from meetingtui.meeting.course import course_of


def minutes(count):
    return timedelta(minutes=count)


def lengths(table):
    return [length / minutes(1) for length in course_of(table.state.meeting).lengths]


def test_saved_time_ends_the_meeting_earlier_unless_it_is_given(running):
    running.at(2).do(ask.Next())
    running.at(3).do(ask.Next())
    assert running.status.drift == minutes(-4)
    running.do(ask.Give(5))
    assert lengths(running)[4] == 10
    assert running.status.drift == minutes(0)
    assert "no time is saved: the meeting is on time" in running.refuses(ask.Give())


def test_where_none_is_saved_it_says_how_far_behind_the_meeting_is(running):
    running.at(9)
    assert "no time is saved: the meeting is 7m behind" in running.refuses(ask.Give())


def test_a_part_of_it_can_be_given_and_not_more_than_there_is(running):
    running.at(2).do(ask.Next())
    running.at(3).do(ask.Next(), ask.Give(3, minutes(1)))
    assert running.status.remaining == minutes(4)
    assert "only 3m are saved" in running.refuses(ask.Give(4, minutes(5)))


def test_given_to_all_it_goes_by_the_length_of_their_timeboxes_and_not_to_buffers(running):
    running.at(2).do(ask.Next())
    running.at(2.25).do(ask.Next(), ask.Give())
    assert lengths(running)[6] == 3
    gained = [
        now - was for now, was in zip(lengths(running), [2, 5, 3, 3, 6, 6, 3, 2], strict=True)
    ]
    assert sum(gained) == pytest.approx(4.75)
    assert gained[4] > gained[3] > gained[7] > 0


def test_slots_that_were_cut_are_made_whole_first(running):
    running.at(7.5).do(ask.Refit())
    running.do(ask.Next())
    cut = lengths(running)
    assert cut[4] < 6
    running.at(8).do(ask.Next(), ask.Give())
    whole = zip(lengths(running)[3:6], [3, 6, 6], strict=True)
    assert all(now >= planned for now, planned in whole)


def test_a_slot_with_a_fixed_end_is_given_nothing(seat):
    slots = (
        Slot(id="a", kind=SegmentKind.OPENING, title="A", length=minutes(5)),
        Slot(id="b", kind=SegmentKind.DISCUSSION, title="B", length=minutes(5)),
        Slot(
            id="c", kind=SegmentKind.CLOSE, title="C", length=minutes(5),
            ends_at=seat().now + minutes(15),
        ),
        Slot(id="d", kind=SegmentKind.BUFFER, title="D", length=minutes(5)),
    )  # fmt: skip
    table = seat(slots=slots)
    table.do(ask.Next(), ask.Goto(4), ask.Back())
    table.at(1).do(ask.Goto(4))
    assert "no slot to come can be longer" in table.refuses(ask.Give())
    assert "no slot to come can be longer" in table.refuses(ask.Give(3))


def test_teams_of_a_segment_that_is_under_way_stay_equal(running):
    running.at(1).do(ask.Next())
    running.at(2).do(ask.Next(), ask.Give())
    given = lengths(running)
    assert given[2] == given[3] > 3
    running.do(ask.Undo(), ask.Next(), ask.Give())
    assert lengths(running)[3] == 3
    assert given[4] == given[5] > 6


def test_where_the_others_were_cut_a_team_is_made_whole_up_to_them(running):
    running.at(9).do(ask.Refit(), ask.Next(), ask.Next())
    cut = lengths(running)
    running.do(ask.Next(), ask.Give())
    assert lengths(running)[2] == cut[2]
    assert lengths(running)[3] == pytest.approx(cut[2], abs=1 / 60)


@pytest.fixture
def round_(seat):
    """A meeting in its first slot, with a round of four people and the close to come."""
    slots = (
        Slot(id="a", kind=SegmentKind.OPENING, title="A", length=minutes(5)),
        Slot(
            id="r", kind=SegmentKind.ROUND, title="R", length=minutes(4), per_person=minutes(1),
        ),
        Slot(id="c", kind=SegmentKind.CLOSE, title="C", length=minutes(4)),
    )  # fmt: skip
    table = seat(slots=slots)
    table.do(ask.Next())
    return table


PEOPLE = ("Ana", "Ben", "Dana", "Eve")


def test_a_round_with_nobody_here_is_given_nothing(round_):
    round_.do(*map(ask.MarkAbsent, PEOPLE), ask.Give())
    assert lengths(round_) == [5, 0, 8]


def test_a_round_is_whole_with_those_who_are_here(round_):
    round_.do(ask.MarkAbsent("Ben"), ask.Give())
    assert lengths(round_) == pytest.approx([5, 3 + 25 / 60, 4 + 35 / 60], abs=1 / 60)


def test_a_round_that_was_cut_takes_no_less_than_nothing(round_):
    round_.at(8).do(ask.Refit())
    cut = lengths(round_)
    assert cut[1] < 3
    round_.do(*map(ask.MarkAbsent, PEOPLE))
    assert lengths(round_)[1] == 0
    round_.do(*map(ask.MarkPresent, PEOPLE))
    assert lengths(round_) == cut
