"""Re-fitting: who pays, never below the floor, and the proposal shown is what is applied."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetingtui.agenda.model import Overrun, SegmentKind
from meetingtui.agenda.plan import Slot
from meetingtui.meeting.commands import Extend, Goto, Next, Refit, Skip, Undo
from meetingtui.meeting.refit import propose, share_out
from meetingtui.meeting.timing import course_of


def minutes(count):
    return timedelta(minutes=count)


def cuts_of(table):
    proposal = propose(table.state.meeting, table.now)
    assert proposal is not None
    return {i: cut.total_seconds() for i, cut in proposal.cuts.items()}


def test_nothing_is_proposed_before_the_start_nor_for_a_small_drift(table):
    assert propose(table.state.meeting, table.now) is None
    table.do(Next())
    table.at(2.2)
    assert propose(table.state.meeting, table.now) is None
    assert "nothing to re-fit" in table.refuses(Refit())


def test_buffers_pay_first(running):
    running.at(4)
    assert cuts_of(running) == {6: 120}


def test_then_later_slots_pay_in_proportion_and_required_ones_last(running):
    running.at(2 + 3 + 2.5)
    cuts = cuts_of(running)
    assert cuts[6] == 180
    assert sum(cuts.values()) == 330
    assert 7 not in cuts
    assert cuts[4] > cuts[2]


def test_required_slots_pay_when_nobody_else_can(running):
    running.at(2 + 40)
    cuts = cuts_of(running)
    assert cuts[7] == 80
    assert cuts[2] == 120


def test_the_proposal_is_what_is_applied_and_undo_restores_exactly(running):
    running.at(4)
    proposal = propose(running.state.meeting, running.now)
    before = running.state
    running.do(Refit())
    assert running.status.ends_at == proposal.ends_at
    assert running.status.drift == minutes(0)
    running.do(Undo())
    assert running.state.meeting.timeline == before.meeting.timeline


def test_skipped_slots_and_fixed_ends_do_not_pay(seat):
    slots = (
        Slot(id="a", kind=SegmentKind.OPENING, title="A", length=minutes(2)),
        Slot(id="b", kind=SegmentKind.DISCUSSION, title="B", length=minutes(6)),
        Slot(
            id="c", kind=SegmentKind.BREAK, title="C", length=minutes(6),
            ends_at=seat().now + minutes(8),
        ),
        Slot(id="d", kind=SegmentKind.DISCUSSION, title="D", length=minutes(6)),
    )  # fmt: skip
    table = seat(slots=slots)
    table.do(Next(), Next(), Skip(), Goto(1))
    table.at(15)
    assert cuts_of(table) == {3: 240}


def test_under_repay_a_team_pays_from_its_own_later_slots(seat):
    table = seat(overrun=Overrun.REPAY)
    table.do(Next())
    table.at(2).do(Next())
    table.at(7).do(Next())
    table.at(11)
    assert cuts_of(table) == {4: 60}


def test_under_repay_a_joint_slot_pays_like_a_buffer(seat):
    table = seat(overrun=Overrun.REPAY)
    table.do(Next())
    table.at(4)
    assert cuts_of(table) == {6: 120}


def test_under_match_the_other_teams_get_the_same(seat):
    table = seat(overrun=Overrun.MATCH)
    table.do(Goto(3), Extend(minutes(1)))
    table.at(3)
    assert cuts_of(table) == {3: -60}
    table.do(Refit())
    assert propose(table.state.meeting, table.now) is None
    assert course_of(table.state.meeting).lengths[3] == minutes(4)


def test_under_match_a_joint_slot_gives_nobody_time(seat):
    table = seat(overrun=Overrun.MATCH)
    table.do(Next())
    assert propose(table.state.meeting, table.at(9).now) is None


@pytest.mark.parametrize("overrun", [Overrun.CARRY, Overrun.NONE])
def test_other_policies_leave_the_plan_as_it_is(seat, overrun):
    table = seat(overrun=overrun)
    table.do(Next())
    assert propose(table.state.meeting, table.at(9).now) is None


SECONDS = st.integers(0, 600).map(lambda s: timedelta(seconds=s))


@given(
    owed=SECONDS,
    slots=st.lists(st.tuples(SECONDS.filter(bool), SECONDS), max_size=6),
)
def test_parts_add_up_and_nobody_gives_more_than_their_room(owed, slots):
    weights = {i: weight for i, (weight, _) in enumerate(slots)}
    room = {i: space for i, (_, space) in enumerate(slots)}
    parts = share_out(owed, weights, room)
    assert sum(parts.values(), timedelta(0)) == min(owed, sum(room.values(), timedelta(0)))
    assert all(timedelta(0) <= parts[i] <= room[i] for i in parts)
