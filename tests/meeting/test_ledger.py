"""Time owed: booked under carry, and repaid from the slots of the next meeting."""

from datetime import UTC, timedelta

import pytest
from msgspec.structs import replace

from meetingtui.agenda.model import Overrun, SegmentKind, Team
from meetingtui.agenda.plan import Slot, total
from meetingtui.meeting import commands as ask
from meetingtui.meeting.between import Owed
from meetingtui.meeting.course import course_of
from meetingtui.meeting.facts import Repaying
from meetingtui.meeting.ledger import owed
from meetingtui.meeting.sequel import following_on


def minutes(count):
    return timedelta(minutes=count)


@pytest.fixture
def sequel(seat):
    """Return a way to sit down at the next meeting of the one at a table."""

    def sit(table, **changes):
        following = seat(id="1" * 24, **changes)
        meeting = following_on(following.state.meeting, [table.state.meeting], UTC)
        return seat(**{name: getattr(meeting, name) for name in meeting.__struct_fields__})

    return sit


@pytest.fixture
def owing(seat):
    """A closed meeting in which Sales took two minutes too many of its wins."""
    table = seat(overrun=Overrun.CARRY)
    table.do(ask.Next())
    table.at(7).do(ask.Goto(3))
    table.at(12).do(ask.Next())
    table.at(15).do(ask.Next())
    table.at(21).do(ask.Next())
    table.at(27).do(ask.Next(), ask.Close())
    return table


def lengths(table):
    return [length / minutes(1) for length in course_of(table.state.meeting).lengths]


def test_an_overrun_under_carry_is_owed_and_undone_with_its_slot(seat):
    table = seat(overrun=Overrun.CARRY)
    table.do(ask.Goto(3), ask.Extend())
    assert table.state.meeting.owed == ()
    table.at(4)
    assert owed(table.state.meeting, table.now) == (Owed("Sales", minutes(1)),)
    before = table.state
    table.do(ask.Next())
    assert table.state.meeting.owed == (Owed("Sales", minutes(1)),)
    table.do(ask.Undo())
    assert table.state.meeting.owed == before.meeting.owed == ()


def test_a_slot_that_took_less_is_set_against_it(seat):
    table = seat(overrun=Overrun.CARRY)
    table.do(ask.Goto(3))
    table.at(5).do(ask.Goto(5))
    table.at(10.5).do(ask.Close())
    assert table.state.meeting.owed == (Owed("Sales", minutes(1.5)),)


@pytest.mark.parametrize("overrun", sorted(set(Overrun) - {Overrun.CARRY}))
def test_other_policies_book_nothing(seat, overrun):
    table = seat(overrun=overrun)
    table.do(ask.Goto(3))
    table.at(9).do(ask.Next())
    assert table.state.meeting.owed == ()


def test_the_next_plan_takes_it_from_the_teams_own_slots_and_stays_as_long(owing, sequel):
    following = sequel(owing)
    (debt,) = following.state.meeting.timeline
    assert (debt.team, debt.owed, debt.step) == ("Sales", minutes(2), 0)
    assert lengths(following) == [2, 5, pytest.approx(7 / 3), 3, pytest.approx(14 / 3), 6, 5, 2]
    assert sum(lengths(following)) == pytest.approx(30)
    assert "nothing to undo" in following.refuses(ask.Undo())


def hold(table):
    for index in range(len(table.state.meeting.slots)):
        table.do(ask.Goto(index + 1))
        table.now += table.status.remaining
    table.do(ask.Close())


def test_a_debt_is_paid_once_the_slots_that_pay_were_held(owing, sequel):
    following = sequel(owing)
    assert following.state.meeting.owed == ()
    following.do(ask.Next())
    assert following.state.meeting.owed == (Owed("Sales", minutes(2)),)
    hold_rest = sequel(owing)
    hold(hold_rest)
    assert hold_rest.state.meeting.owed == ()
    following.do(ask.Close())
    assert following.state.meeting.owed == (Owed("Sales", minutes(2)),)


def test_what_does_not_fit_above_the_floor_stays_owed(seat, sequel):
    table = seat(overrun=Overrun.CARRY)
    table.do(ask.Goto(3))
    table.at(13).do(ask.Close())
    following = sequel(table)
    assert lengths(following)[2] == 1
    assert lengths(following)[4] == 2
    hold(following)
    assert following.state.meeting.owed == (Owed("Sales", minutes(4)),)


def test_a_debt_can_be_forgiven_and_that_undone(owing, sequel):
    following = sequel(owing)
    before = following.state
    assert ask.Forgive in _allowed(following)
    following.do(ask.Forgive("Sales"))
    assert lengths(following) == [2, 5, 3, 3, 6, 6, 3, 2]
    assert "owes nothing" in following.refuses(ask.Forgive("Sales"))
    assert "there is no team" in following.refuses(ask.Forgive("Legal"))
    following.do(ask.Undo())
    assert following.state.meeting.timeline == before.meeting.timeline


def _allowed(table):
    from meetingtui.meeting.rules import allowed

    return allowed(table.state)


def test_a_small_debt_waits(seat, sequel):
    table = seat(overrun=Overrun.CARRY)
    table.do(ask.Goto(3))
    table.at(3.2).do(ask.Close())
    assert table.state.meeting.owed == (Owed("Sales", minutes(0.2)),)
    following = sequel(table, overrun=Overrun.CARRY)
    assert lengths(following) == [2, 5, 3, 3, 6, 6, 3, 2]
    hold(following)
    assert following.state.meeting.owed == (Owed("Sales", minutes(0.2)),)


THREE = (Team("A", ("Ana",)), Team("B", ("Ben",)), Team("C", ("Cleo",)))


def three_slots(*more):
    talk = SegmentKind.DISCUSSION
    return (
        Slot(id="talk/A", kind=talk, title="Talk", team="A", length=minutes(6)),
        Slot(id="talk/B", kind=talk, title="Talk", team="B", length=minutes(3)),
        Slot(id="talk/C", kind=talk, title="Talk", team="C", length=minutes(3)),
        *more,
    )


def test_two_of_three_teams_owe_and_joint_slots_get_it_where_there_is_no_buffer(seat, sequel):
    joint = Slot(id="close", kind=SegmentKind.CLOSE, title="Close", length=minutes(2))
    table = seat(teams=THREE, slots=three_slots(joint), overrun=Overrun.CARRY)
    table.do(ask.Next())
    table.at(8).do(ask.Next())
    table.at(12).do(ask.Next())
    table.at(15).do(ask.Close())
    assert table.state.meeting.owed == (Owed("A", minutes(2)), Owed("B", minutes(1)))
    following = sequel(table, teams=THREE, slots=three_slots(joint))
    assert lengths(following) == [4, 2, 3, 5]


def test_a_buffer_that_is_required_gets_no_more_than_other_joint_slots(seat, sequel):
    joint = (
        Slot(id="buffer", kind=SegmentKind.BUFFER, title="Buffer", length=minutes(2)),
        Slot(id="close", kind=SegmentKind.CLOSE, title="Close", length=minutes(2)),
    )
    table = seat(teams=THREE, slots=three_slots(*joint), overrun=Overrun.CARRY)
    table.do(ask.Next())
    table.at(8).do(ask.Close())
    assert lengths(sequel(table, teams=THREE, slots=three_slots(*joint)))[3:] == [4, 2]
    kept = (replace(joint[0], required=True), joint[1])
    assert lengths(sequel(table, teams=THREE, slots=three_slots(*kept)))[3:] == [3, 3]


def test_without_any_joint_slot_the_meeting_ends_earlier(seat, sequel):
    table = seat(teams=THREE, slots=three_slots(), overrun=Overrun.CARRY)
    table.do(ask.Next())
    table.at(8).do(ask.Close())
    following = sequel(table, teams=THREE, slots=three_slots())
    assert lengths(following) == [4, 3, 3]


def test_a_team_that_is_gone_owes_nothing(owing, sequel):
    following = sequel(owing, teams=THREE, slots=three_slots())
    assert not [f for f in following.state.meeting.timeline if isinstance(f, Repaying)]
    assert total(following.state.meeting.slots) == minutes(12)


def test_slots_that_are_left_early_repay_no_more_than_the_plan_took(seat, sequel):
    table = seat(overrun=Overrun.CARRY)
    table.do(ask.Goto(3))
    table.at(13).do(ask.Close())
    following = sequel(table, overrun=Overrun.CARRY)
    following.do(ask.Goto(3))
    following.at(0.5).do(ask.Goto(5))
    following.at(1).do(ask.Close())
    assert following.state.meeting.owed == (Owed("Sales", minutes(4)),)


def test_who_owes_has_that_much_less_airtime_planned(owing, sequel):
    assert sequel(owing).status.share == {"Sales": minutes(7), "Marketing": minutes(9)}
